//! The module's own level: its bindings and exports.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{BytePos, Span, Spanned},
    ecma::{
        ast::{
            Decl, DefaultDecl, ExportDecl, ExportDefaultDecl, ExportDefaultExpr, ExportSpecifier,
            FnDecl, Ident, ImportDecl, ImportSpecifier, ModuleDecl, ModuleExportName, ModuleItem,
            NamedExport, Pat, Stmt, Str, TsModuleDecl, TsNamespaceBody, VarDecl,
        },
        utils::find_pat_ids,
    },
};

use super::{
    facts::{
        Binding, BindingKind, DefaultExpression, Export, ExportKind, Facts, ReExport, ReExportKind,
        Shape, Specifier, Value,
    },
    nested_variables::nested_variables,
    value::{function_shape, name_of_place, unwrap, value_of},
};

/// Adds what stands at the module's own level to the facts; functions are scanned separately.
pub(super) struct ModuleScan<'a>(pub(super) &'a mut Facts);

/// What is known only when all items have been read.
pub(super) fn settle(facts: &mut Facts) {
    let bindings = &facts.bindings;
    // `interface A {}; export default A`
    facts.exports.retain(|export| match &export.kind {
        ExportKind::DefaultExpression(DefaultExpression { name: Some(name), .. }) => {
            !is_type(bindings, name)
        }
        _ => true,
    });
}

impl ModuleScan<'_> {
    pub(super) fn item(&mut self, item: &ModuleItem) {
        match item {
            ModuleItem::Stmt(statement) => self.statement(statement),
            ModuleItem::ModuleDecl(declaration) => {
                self.declared_by(declaration);
                self.exported_by(declaration);
            }
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    pub(super) fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Decl(declaration) => self.declaration(declaration, statement.span()),
            _ => nested_variables(statement, |ident| self.bind(ident, BindingKind::Varying)),
        }
    }

    fn declared_by(&mut self, declaration: &ModuleDecl) {
        match declaration {
            ModuleDecl::Import(import) => self.import(import),
            ModuleDecl::ExportDecl(export) => self.declaration(&export.decl, export.span),
            ModuleDecl::ExportDefaultDecl(export) => match &export.decl {
                DefaultDecl::Fn(function) => {
                    if let (Some(ident), Some(_)) = (&function.ident, &function.function.body) {
                        let shape = function_shape(&function.function);
                        self.bind(ident, BindingKind::Function(shape));
                    }
                }
                DefaultDecl::Class(class) => {
                    if let Some(ident) = &class.ident {
                        self.bind(ident, BindingKind::Class);
                    }
                }
                DefaultDecl::TsInterfaceDecl(interface) => {
                    self.bind(&interface.id, BindingKind::Type);
                }
                #[cfg(swc_ast_unknown)]
                _ => {}
            },
            ModuleDecl::TsImportEquals(import) => {
                // `import a = N.b` is a variable; its value is known when the module runs.
                let kind =
                    if import.is_type_only { BindingKind::Type } else { BindingKind::Pattern };
                self.bind(&import.id, kind);
            }
            _ => {}
        }
    }

    fn import(&mut self, import: &ImportDecl) {
        for specifier in &import.specifiers {
            let (local, is_type) = match specifier {
                ImportSpecifier::Named(named) => (&named.local, named.is_type_only),
                ImportSpecifier::Default(default) => (&default.local, false),
                ImportSpecifier::Namespace(namespace) => (&namespace.local, false),
                #[cfg(swc_ast_unknown)]
                _ => continue,
            };
            let kind = if import.type_only || is_type {
                BindingKind::Type
            } else if matches!(specifier, ImportSpecifier::Namespace(_)) {
                BindingKind::Namespace
            } else {
                BindingKind::Import
            };
            self.bind(local, kind);
        }
    }

    fn declaration(&mut self, declaration: &Decl, statement: Span) {
        match declaration {
            Decl::Fn(FnDecl { ident, function, declare }) => {
                // An overload signature declares nothing by itself.
                if function.body.is_some() {
                    self.bind(ident, BindingKind::Function(function_shape(function)));
                } else if *declare {
                    self.bind(ident, BindingKind::Type);
                }
            }
            Decl::Class(class) => {
                let kind = if class.declare { BindingKind::Type } else { BindingKind::Class };
                self.bind(&class.ident, kind);
            }
            Decl::Var(variables) => self.variables(variables, statement.hi),
            Decl::Using(using) => {
                for declarator in &using.decls {
                    for id in find_pat_ids::<_, Ident>(&declarator.name) {
                        self.bind(&id, BindingKind::Pattern);
                    }
                }
            }
            Decl::TsEnum(decl) => {
                let kind = if decl.declare { BindingKind::Type } else { BindingKind::Enum };
                self.bind(&decl.id, kind);
            }
            Decl::TsModule(module) => {
                if let Some(ident) = module.id.as_ident() {
                    let kind = if module.declare || !has_values(module) {
                        BindingKind::Type
                    } else {
                        BindingKind::Namespace
                    };
                    self.bind(ident, kind);
                }
            }
            Decl::TsInterface(interface) => self.bind(&interface.id, BindingKind::Type),
            Decl::TsTypeAlias(alias) => self.bind(&alias.id, BindingKind::Type),
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    fn variables(&mut self, variables: &VarDecl, statement_end: BytePos) {
        for (index, declarator) in variables.decls.iter().enumerate() {
            let is_followed = index + 1 < variables.decls.len();
            let kind = match &declarator.name {
                _ if variables.declare => BindingKind::Type,
                Pat::Ident(name) => {
                    let init = declarator.init.as_deref();
                    let value = init.map_or(Value::Unknown, value_of);
                    let name_of_place = init.and_then(|init| name_of_place(init, Some(&name.sym)));
                    BindingKind::Variable { value, statement_end, is_followed, name_of_place }
                }
                _ => BindingKind::Pattern,
            };
            for ident in find_pat_ids::<_, Ident>(&declarator.name) {
                self.bind(&ident, kind.clone());
            }
        }
    }

    /// Notes a function that an export could make a server function.
    fn function(&mut self, shape: &Shape) {
        self.0.module_functions.push(shape.span);
    }

    fn function_value(&mut self, value: &Value) {
        if let Value::Function(shape) = value {
            self.function(shape);
        }
    }

    fn bind(&mut self, ident: &Ident, kind: BindingKind) {
        match &kind {
            BindingKind::Function(shape) => self.function(shape),
            BindingKind::Variable { value, .. } => self.function_value(value),
            _ => {}
        }
        let binding = Binding { id: ident.to_id(), span: ident.span, kind };
        match self.0.bindings.entry(ident.sym.clone()) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(binding);
            }
            // A value wins over a type of the same name; a function over the namespace that
            // adds properties to it; the last of several function declarations is the value.
            std::collections::hash_map::Entry::Occupied(mut entry) => {
                let is_value = !matches!(binding.kind, BindingKind::Type);
                let is_variable =
                    matches!(entry.get().kind, BindingKind::Variable { .. } | BindingKind::Pattern);
                if is_value && is_variable {
                    // `var a = 1; var a = 2`
                    entry.get_mut().kind = BindingKind::Varying;
                }
                let replaces = match entry.get().kind {
                    BindingKind::Type => is_value,
                    BindingKind::Function(_) => matches!(binding.kind, BindingKind::Function(_)),
                    _ => false,
                };
                if replaces {
                    entry.insert(binding);
                }
            }
        }
    }

    fn exported_by(&mut self, declaration: &ModuleDecl) {
        match declaration {
            ModuleDecl::ExportDecl(export) => self.export_declaration(export),
            ModuleDecl::ExportNamed(export) => match &export.src {
                Some(source) => self.re_export(export, source),
                None => self.export_list(export),
            },
            ModuleDecl::ExportDefaultDecl(export) => self.export_default(export),
            ModuleDecl::ExportDefaultExpr(export) => self.export_expression(export),
            ModuleDecl::ExportAll(export) if !export.type_only => {
                let end = export.with.as_ref().map_or(export.src.span.hi, |with| with.span.hi);
                self.0.re_exports.push(ReExport {
                    statement: export.span,
                    source: text_of(&export.src),
                    source_span: export.src.span,
                    end,
                    kind: ReExportKind::Star,
                });
            }
            ModuleDecl::TsExportAssignment(export) => {
                self.0.common_js_exports.push(export.span);
            }
            ModuleDecl::TsImportEquals(import) if import.is_export && !import.is_type_only => {
                self.export_local(&import.id, import.id.span, None);
            }
            _ => {}
        }
    }

    fn export_declaration(&mut self, export: &ExportDecl) {
        match &export.decl {
            Decl::Fn(function) if function.function.body.is_some() && !function.declare => {
                self.export_local(&function.ident, function.ident.span, None);
            }
            Decl::Class(class) if !class.declare => {
                self.export_local(&class.ident, class.ident.span, None);
            }
            Decl::Var(variables) if !variables.declare => {
                for declarator in &variables.decls {
                    for ident in find_pat_ids::<_, Ident>(&declarator.name) {
                        self.export_local(&ident, ident.span, None);
                    }
                }
            }
            Decl::TsEnum(decl) if !decl.declare => self.export_merged(&decl.id),
            Decl::TsModule(module) if !module.declare && has_values(module) => {
                if let Some(ident) = module.id.as_ident() {
                    self.export_merged(ident);
                }
            }
            _ => {}
        }
    }

    /// Declarations of one name may be one object.
    fn export_merged(&mut self, binding: &Ident) {
        if !self.0.exports.iter().any(|export| export.name == binding.sym) {
            self.export_local(binding, binding.span, None);
        }
    }

    fn export_local(&mut self, binding: &Ident, span: Span, specifier: Option<Specifier>) {
        let kind = ExportKind::Local { binding: binding.sym.clone(), specifier };
        self.0.exports.push(Export { name: binding.sym.clone(), span, kind });
    }

    fn export_list(&mut self, export: &NamedExport) {
        if export.type_only {
            return;
        }
        for specifier in &export.specifiers {
            let ExportSpecifier::Named(named) = specifier else { continue };
            let ModuleExportName::Ident(binding) = &named.orig else { continue };
            if named.is_type_only {
                continue;
            }
            let exported = named.exported.as_ref().unwrap_or(&named.orig);
            let specifier = Specifier { span: named.span, exported: exported.span() };
            self.0.exports.push(Export {
                name: name_of(exported),
                span: exported.span(),
                kind: ExportKind::Local {
                    binding: binding.sym.clone(),
                    specifier: Some(specifier),
                },
            });
        }
    }

    fn re_export(&mut self, export: &NamedExport, source: &Str) {
        if export.type_only {
            return;
        }
        let statement = self.0.re_exports.len();
        let mut values = Vec::new();
        let mut types = Vec::new();
        for specifier in &export.specifiers {
            let (name, span, kind) = match specifier {
                ExportSpecifier::Named(named) if named.is_type_only => {
                    types.push(named.span);
                    continue;
                }
                ExportSpecifier::Named(named) => {
                    let exported = named.exported.as_ref().unwrap_or(&named.orig);
                    let kind = ExportKind::From { statement, specifier: values.len() };
                    values.push(name_of(&named.orig));
                    (name_of(exported), exported.span(), kind)
                }
                ExportSpecifier::Namespace(namespace) => {
                    (name_of(&namespace.name), namespace.name.span(), ExportKind::Namespace)
                }
                ExportSpecifier::Default(default) => {
                    (default.exported.sym.clone(), default.exported.span, ExportKind::Namespace)
                }
                #[cfg(swc_ast_unknown)]
                _ => continue,
            };
            self.0.exports.push(Export { name, span, kind });
        }
        let end = export.with.as_ref().map_or(source.span.hi, |with| with.span.hi);
        self.0.re_exports.push(ReExport {
            statement: export.span,
            source: text_of(source),
            source_span: source.span,
            end,
            kind: ReExportKind::Named { values, types },
        });
    }

    fn export_default(&mut self, export: &ExportDefaultDecl) {
        let (kind, span) = match &export.decl {
            DefaultDecl::Fn(function) => match (&function.ident, &function.function.body) {
                (_, None) => return,
                (Some(ident), _) => {
                    (ExportKind::Local { binding: ident.sym.clone(), specifier: None }, ident.span)
                }
                (None, _) => {
                    let shape = function_shape(&function.function);
                    self.function(&shape);
                    (ExportKind::DefaultDeclaration { shape }, export.span)
                }
            },
            DefaultDecl::Class(class) => {
                let kind = match &class.ident {
                    Some(ident) => {
                        ExportKind::Local { binding: ident.sym.clone(), specifier: None }
                    }
                    None => ExportKind::DefaultClass,
                };
                (kind, class.class.span)
            }
            _ => return,
        };
        self.0.exports.push(Export { name: "default".into(), span, kind });
    }

    fn export_expression(&mut self, export: &ExportDefaultExpr) {
        let value = value_of(&export.expr);
        self.function_value(&value);
        let span = export.expr.span();
        let kind = ExportKind::DefaultExpression(DefaultExpression {
            statement: export.span,
            expression: span,
            value,
            name: unwrap(&export.expr).as_ident().map(|ident| ident.sym.clone()),
        });
        self.0.exports.push(Export { name: "default".into(), span, kind });
    }
}

fn is_type(bindings: &FxHashMap<Atom, Binding>, name: &Atom) -> bool {
    bindings.get(name).is_some_and(|binding| matches!(binding.kind, BindingKind::Type))
}

fn name_of(name: &ModuleExportName) -> Atom {
    match name {
        ModuleExportName::Ident(ident) => ident.sym.clone(),
        ModuleExportName::Str(string) => text_of(string).into(),
        #[cfg(swc_ast_unknown)]
        _ => Atom::default(),
    }
}

/// Module specifiers and export names are well-formed Unicode by the grammar.
fn text_of(string: &Str) -> String {
    string.value.to_string_lossy().into_owned()
}

/// Whether a namespace holds anything at run time.
pub(super) fn has_values(module: &TsModuleDecl) -> bool {
    fn body_has_values(body: &TsNamespaceBody) -> bool {
        match body {
            TsNamespaceBody::TsModuleBlock(block) => block.body.iter().any(item_has_values),
            TsNamespaceBody::TsNamespaceDecl(inner) => {
                !inner.declare && body_has_values(&inner.body)
            }
            #[cfg(swc_ast_unknown)]
            _ => false,
        }
    }
    fn item_has_values(item: &ModuleItem) -> bool {
        let declaration = match item {
            ModuleItem::Stmt(Stmt::Decl(declaration)) => declaration,
            ModuleItem::Stmt(_) => return true,
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => &export.decl,
            ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(export)) => return !export.type_only,
            ModuleItem::ModuleDecl(ModuleDecl::TsImportEquals(import)) => {
                return import.is_export && !import.is_type_only;
            }
            ModuleItem::ModuleDecl(_) => return false,
            #[cfg(swc_ast_unknown)]
            _ => return false,
        };
        match declaration {
            Decl::TsInterface(_) | Decl::TsTypeAlias(_) => false,
            Decl::Fn(function) => !function.declare && function.function.body.is_some(),
            Decl::Class(class) => !class.declare,
            Decl::Var(variables) => !variables.declare,
            Decl::TsEnum(decl) => !decl.declare,
            Decl::TsModule(module) => !module.declare && has_values(module),
            Decl::Using(_) => true,
            #[cfg(swc_ast_unknown)]
            _ => false,
        }
    }
    module.body.as_ref().is_some_and(body_has_values)
}
