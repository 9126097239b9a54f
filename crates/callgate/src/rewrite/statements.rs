//! Generated statements as nodes.

use swc_core::{atoms::Atom, common::DUMMY_SP, ecma::ast::*};

use super::build::{
    call, call_with_rest, computed_key, export_name, exported, expression, function, ident, name,
    named_by_property, object, rest, return_of, string, variable,
};
use crate::plan::{ExportedName, FunctionPlan, Helper, ImportedName, ServerModule, Statement};

/// `statement` as a node; a hoisted function is made by `hoisted`.
pub(super) fn statement(
    statement: &Statement,
    server: &ServerModule,
    hoisted: impl FnOnce(usize) -> Option<ModuleItem>,
) -> Option<ModuleItem> {
    Some(match statement {
        Statement::Register { local, id, name: given } => {
            let mut arguments = vec![name(local), string(id)];
            arguments.extend(given.as_deref().map(string));
            expression(call(&server.helper(Helper::RegisterServerReference), arguments)).into()
        }
        Statement::Entry { local, function } => {
            let FunctionPlan { local: function, id, signature, .. } = &server.functions[*function];
            let signature = signature.as_deref().unwrap_or_default();
            let arguments = vec![name(function), string(id), string(signature)];
            exported_constant(local, call(&server.helper(Helper::OpenServerReference), arguments))
        }
        Statement::Snapshot { local, value } => exported_constant(local, name(value)),
        Statement::Export(name) => export_list(std::slice::from_ref(name)),
        Statement::Assert { module, values } => {
            // A computed key: `{ __proto__: value }` would set the prototype.
            let values = values.iter().map(|v| (computed_key(&v.exported), name(&v.local)));
            let arguments = vec![string(module), object(values)];
            expression(call(&server.helper(Helper::AssertServerFunctions), arguments)).into()
        }
        Statement::Forward { local, target } => {
            let forward = return_of(call_with_rest(name(target), &server.arguments));
            let params = vec![rest(&server.arguments)];
            let declaration = function(ident(local, DUMMY_SP), params, vec![forward]);
            Stmt::Decl(Decl::Fn(declaration)).into()
        }
        Statement::Variable { local } => {
            let declaration = variable(VarDeclKind::Var, ident(local, DUMMY_SP), None);
            Stmt::from(declaration).into()
        }
        Statement::Function(index) => return hoisted(*index),
    })
}

/// `export const local = value;`
pub(super) fn exported_constant(local: &Id, value: Box<Expr>) -> ModuleItem {
    exported(variable(VarDeclKind::Const, ident(local, DUMMY_SP), Some(value)).into())
}

/// `import { bindServerReference as $$sf_bindServerReference } from "…";`
pub(super) fn helper_import(imports: &[(Helper, Id)], specifier: &str) -> Option<ModuleItem> {
    let names: Vec<ImportedName> = imports
        .iter()
        .map(|(helper, local)| ImportedName {
            imported: helper.name().into(),
            local: local.clone(),
        })
        .collect();
    let source = Str::from(Atom::from(specifier));
    (!names.is_empty()).then(|| import_list(&names, Box::new(source), None))
}

/// `import { imported as local } from "source" with { … };`
pub(super) fn import_list(
    names: &[ImportedName],
    src: Box<Str>,
    with: Option<Box<ObjectLit>>,
) -> ModuleItem {
    let specifiers = names.iter().map(|name| {
        ImportSpecifier::Named(ImportNamedSpecifier {
            span: DUMMY_SP,
            local: ident(&name.local, DUMMY_SP),
            imported: Some(export_name(&name.imported, DUMMY_SP)),
            is_type_only: false,
        })
    });
    ModuleItem::ModuleDecl(ModuleDecl::Import(ImportDecl {
        span: DUMMY_SP,
        specifiers: specifiers.collect(),
        src,
        type_only: false,
        with,
        phase: ImportPhase::default(),
    }))
}

/// `export { local as exported };`
pub(super) fn export_list(names: &[ExportedName]) -> ModuleItem {
    let specifiers = names.iter().map(|name| {
        ExportSpecifier::Named(ExportNamedSpecifier {
            span: DUMMY_SP,
            orig: ModuleExportName::Ident(ident(&name.local, DUMMY_SP)),
            exported: Some(export_name(&name.exported, name.origin.unwrap_or(DUMMY_SP))),
            is_type_only: false,
        })
    });
    export_specifiers(specifiers.collect(), None, None)
}

/// `export { specifiers } from "source" with { … };`
pub(super) fn export_specifiers(
    specifiers: Vec<ExportSpecifier>,
    src: Option<Box<Str>>,
    with: Option<Box<ObjectLit>>,
) -> ModuleItem {
    let export = NamedExport { span: DUMMY_SP, specifiers, src, type_only: false, with };
    ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(export))
}

/// `registerServerReference({ f: async () => {} }.f, "id")` for `async () => {}`.
pub(super) fn registered(
    server: &ServerModule,
    name: Option<&str>,
    id: &str,
    function: Box<Expr>,
) -> Box<Expr> {
    let helper = server.helper(Helper::RegisterServerReference);
    let function = match name {
        Some(name) => named_by_property(name, function),
        None => function,
    };
    call(&helper, vec![function, string(id)])
}
