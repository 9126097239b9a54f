//! Exports of a `'use server'` file.

use swc_core::{
    common::{DUMMY_SP, Spanned},
    ecma::ast::*,
};

use super::{
    Rewriter,
    build::{ident, named_by_property, variable},
    statements::{export_list, export_specifiers, import_list},
};
use crate::plan::{ExportEdit, ExportedName, ImportedName};

impl Rewriter<'_> {
    /// The items that stand in the place of `item`.
    pub(super) fn edited(&mut self, item: ModuleItem) -> Vec<ModuleItem> {
        let ModuleItem::ModuleDecl(mut declaration) = item else { return vec![item] };
        match &mut declaration {
            ModuleDecl::ExportDefaultDecl(ExportDefaultDecl {
                decl: DefaultDecl::Fn(function),
                ..
            }) => {
                let span = function.function.span;
                if let Some(ExportEdit::NameDefault { local, .. }) = self.exports.get(&span) {
                    function.ident = Some(ident(local, DUMMY_SP));
                }
            }
            ModuleDecl::ExportDefaultExpr(export) => match self.exports.get(&export.span) {
                Some(ExportEdit::DefaultVariable { local, names_function, .. }) => {
                    let value = std::mem::take(&mut export.expr);
                    return default_variable(export, value, local, *names_function);
                }
                Some(ExportEdit::DefaultForward { local, .. }) => {
                    return vec![export_default(local)];
                }
                _ => {}
            },
            ModuleDecl::ExportNamed(export) => {
                if let Some(ExportEdit::Import { imports, exports, .. }) =
                    self.exports.get(&export.span)
                {
                    return import(export, imports, exports);
                }
                for specifier in &mut export.specifiers {
                    self.forward(specifier);
                }
            }
            ModuleDecl::ExportAll(export) => {
                if let Some(ExportEdit::Import { imports, exports, .. }) =
                    self.exports.get(&export.span)
                {
                    let mut list = NamedExport {
                        span: export.span,
                        specifiers: Vec::new(),
                        src: Some(export.src.clone()),
                        type_only: false,
                        with: export.with.take(),
                    };
                    return import(&mut list, imports, exports);
                }
            }
            _ => {}
        }
        vec![declaration.into()]
    }

    /// `x as y` exports the forwarding function instead.
    fn forward(&self, specifier: &mut ExportSpecifier) {
        let ExportSpecifier::Named(named) = specifier else { return };
        if let Some(ExportEdit::ForwardSpecifier { local, .. }) = self.exports.get(&named.span) {
            let forwarding = ModuleExportName::Ident(ident(local, named.orig.span()));
            let imported = std::mem::replace(&mut named.orig, forwarding);
            named.exported.get_or_insert(imported);
        }
    }
}

/// `const local = { default: value }.default; export { local as default };`
fn default_variable(
    export: &ExportDefaultExpr,
    value: Box<Expr>,
    local: &Id,
    names_function: bool,
) -> Vec<ModuleItem> {
    let value = if names_function { named_by_property("default", value) } else { value };
    let mut declaration = variable(VarDeclKind::Const, ident(local, DUMMY_SP), Some(value));
    declaration.span = export.span;
    vec![Stmt::from(declaration).into(), export_default(local)]
}

fn export_default(local: &Id) -> ModuleItem {
    export_list(&[ExportedName { local: local.clone(), exported: "default".into(), origin: None }])
}

/// `export … from "./m"` as `import { a as b } from "./m"; export { c as a };`, and what it
/// exports of types.
fn import(
    export: &mut NamedExport,
    imports: &[ImportedName],
    exports: &[ExportedName],
) -> Vec<ModuleItem> {
    let Some(source) = export.src.take() else { return Vec::new() };
    let mut items = vec![import_list(imports, source.clone(), export.with.clone())];
    if let Some(ModuleItem::ModuleDecl(ModuleDecl::Import(import))) = items.first_mut() {
        import.span = export.span;
    }
    if !exports.is_empty() {
        items.push(export_list(exports));
    }
    let is_type = |specifier: &ExportSpecifier| matches!(specifier, ExportSpecifier::Named(named) if named.is_type_only);
    let specifiers = std::mem::take(&mut export.specifiers);
    let types: Vec<ExportSpecifier> = specifiers.into_iter().filter(is_type).collect();
    if !types.is_empty() {
        items.push(export_specifiers(types, Some(source), export.with.take()));
    }
    items
}
