//! How the exports of a `'use server'` file are registered: what is generated, and where.

use indexmap::IndexMap;
use swc_core::{atoms::Atom, ecma::ast::Id};

use super::{
    ExportEdit, ExportedName, ImportedName, Initialiser, ServerModule, Statement,
    exports::{Forward, ForwardPlace, Origin, ServerExports},
    names::Names,
};
use crate::scan::{BindingKind, Facts, ReExportKind, Specifier};

/// Decides how the exports are registered.
pub(super) fn place(
    facts: &Facts,
    exports: &ServerExports,
    module_path: &str,
    names: &mut Names,
    server: &mut ServerModule,
) {
    let mut unchecked = Vec::new();
    let mut late = Vec::new();
    let mut imports: IndexMap<usize, (Vec<ImportedName>, Vec<ExportedName>)> = IndexMap::new();
    for function in &exports.functions {
        let (id, shape) = (function.id, function.shape);
        let register = |local: Id, name: Option<&str>| Statement::Register {
            local,
            id,
            name: name.map(Atom::from),
        };
        match &function.origin {
            Origin::Binding(name) => {
                let binding = &facts.bindings[name];
                let statement = register(binding.id.clone(), None);
                match (shape, &binding.kind) {
                    (
                        Some(shape),
                        BindingKind::Variable { is_followed: true, name_of_place, .. },
                    ) => {
                        server.initialisers.push(Initialiser {
                            function: shape.span,
                            name: name_of_place.clone(),
                            id,
                        });
                    }
                    (Some(_), BindingKind::Variable { statement_end, .. }) => {
                        server.after.push((*statement_end, statement));
                    }
                    (Some(_), _) => server.head.push(statement),
                    (None, _) => {
                        unchecked.push((function.canonical.clone(), binding.id.clone()));
                        late.push(statement);
                    }
                }
            }
            Origin::DefaultDeclaration => {
                let local = names.fresh("default");
                server.head.push(register(local.clone(), Some("default")));
                let function = shape.map_or(function.span, |shape| shape.span);
                server.exports.push(ExportEdit::NameDefault { function, local });
            }
            Origin::DefaultExpression(expression) => {
                let local = names.fresh("default");
                let statement = register(local.clone(), None);
                if shape.is_some() {
                    server.after.push((expression.statement.hi, statement));
                } else {
                    unchecked.push((function.canonical.clone(), local.clone()));
                    late.push(statement);
                }
                server.exports.push(ExportEdit::DefaultVariable {
                    statement: expression.statement,
                    expression: expression.expression,
                    local,
                    names_function: shape.is_some(),
                });
            }
            Origin::Forward(forward) => {
                let local = names.fresh(&function.canonical);
                server.head.push(register(local.clone(), Some(&function.canonical)));
                let target = match forward {
                    Forward::Import { binding, places } => {
                        server.exports.extend(places.iter().map(|place| place.edit(&local)));
                        facts.bindings[binding].id.clone()
                    }
                    Forward::From { statement, imported } => {
                        let target = names.fresh(&format!("imported_{imported}"));
                        let (imported_names, exported_names) =
                            imports.entry(*statement).or_default();
                        imported_names.push(ImportedName {
                            imported: imported.clone(),
                            local: target.clone(),
                        });
                        let names = function.names.iter();
                        exported_names.extend(names.map(|(name, span)| ExportedName {
                            local: local.clone(),
                            exported: name.clone(),
                            origin: Some(*span),
                        }));
                        target
                    }
                };
                server.tail.push(Statement::Forward { local, target });
            }
        }
    }
    for (statement, re_export) in facts.re_exports.iter().enumerate() {
        let is_star = matches!(re_export.kind, ReExportKind::Star);
        let found = imports.swap_remove(&statement);
        if found.is_some() || is_star && exports.is_server_file {
            let (imports, exports) = found.unwrap_or_default();
            server.exports.push(ExportEdit::Import { statement, imports, exports });
        }
    }
    if !unchecked.is_empty() {
        let value = |(exported, local)| ExportedName { local, exported, origin: None };
        let values = unchecked.into_iter().map(value).collect();
        server.tail.push(Statement::Assert { module: module_path.to_owned(), values });
    }
    server.tail.extend(late);
}

impl ForwardPlace {
    fn edit(&self, local: &Id) -> ExportEdit {
        let local = local.clone();
        match *self {
            Self::Specifier(Specifier { span, exported }) => {
                ExportEdit::ForwardSpecifier { specifier: span, exported, local }
            }
            Self::Default(statement) => ExportEdit::DefaultForward { statement, local },
        }
    }
}
