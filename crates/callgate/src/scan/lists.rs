//! Lists of statements: function declarations with their overload signatures, and which of
//! several declarations of one name counts.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{BytePos, Span, Spanned},
    ecma::{ast::*, visit::VisitWith},
};

use super::{
    facts::{Declaration, Facts, Form, FunctionName, Owner},
    functions::FunctionScan,
    module::has_values,
    prologue::string_statement,
    value::function_shape,
};
use crate::diagnostics::directive;

/// The name and the start of the overload signatures directly before a statement.
pub(super) type Overloads = Option<(Atom, BytePos)>;

impl FunctionScan<'_> {
    /// The next item of the module. Its functions stay where they are, so it does not matter
    /// which of several has a name.
    pub(super) fn module_item(&mut self, item: &ModuleItem, overloads: &mut Overloads) {
        self.item(item, Owner::Module, |_| false, overloads);
    }

    /// The next statement of a script.
    pub(super) fn module_statement(&mut self, statement: &Stmt, overloads: &mut Overloads) {
        self.statement(statement, Owner::Module, |_| false, overloads);
    }

    pub(super) fn items(&mut self, items: &[ModuleItem], owner: Owner) {
        let mut overloads = None;
        let declarations = items.iter().map(|item| item.as_stmt().and_then(Stmt::as_decl));
        let last = last_declarations(declarations.map(|found| found.and_then(Decl::as_fn_decl)));
        let first = self.facts.functions.len();
        for (index, item) in items.iter().enumerate() {
            self.item(item, owner, |f| is_superseded(f, index, &last), &mut overloads);
        }
        self.refuse_merged(items, owner, first);
    }

    /// A namespace adds properties to the function of its name, and would have nothing to add them
    /// to where that is a variable. `first` is the first function of `items`.
    fn refuse_merged(&mut self, items: &[ModuleItem], owner: Owner, first: usize) {
        let namespaces: FxHashMap<&Atom, Span> = items
            .iter()
            .rev()
            .filter_map(namespace_with_values)
            .map(|found| (&found.sym, found.span))
            .collect();
        if namespaces.is_empty() {
            return;
        }
        let Facts { functions, findings, .. } = &mut *self.facts;
        findings.extend(functions[first..].iter().filter_map(|function| match &function.form {
            Form::Declaration(Declaration { owner: found, ident: Some((name, span)), .. })
                if *found == owner =>
            {
                let namespace = namespaces.get(name)?;
                Some(directive::declaration_of_namespace(*span, name, *namespace))
            }
            _ => None,
        }));
    }

    pub(super) fn statements(&mut self, statements: &[Stmt], owner: Owner) {
        let mut overloads = None;
        let functions = statements.iter().map(|s| s.as_decl().and_then(Decl::as_fn_decl));
        let last = last_declarations(functions);
        for (index, statement) in statements.iter().enumerate() {
            self.statement(statement, owner, |f| is_superseded(f, index, &last), &mut overloads);
        }
    }

    fn item(
        &mut self,
        item: &ModuleItem,
        owner: Owner,
        is_superseded: impl Fn(&FnDecl) -> bool,
        overloads: &mut Overloads,
    ) {
        match item {
            ModuleItem::Stmt(statement) => {
                self.statement(statement, owner, is_superseded, overloads);
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(ExportDecl {
                span,
                decl: Decl::Fn(function),
            })) => {
                let (is_exported, is_superseded) = (true, is_superseded(function));
                let place = DeclarationPlace { span: *span, owner, is_exported, is_superseded };
                self.function_declaration(function, &place, overloads);
            }
            _ => {
                *overloads = None;
                item.visit_with(self);
            }
        }
    }

    fn statement(
        &mut self,
        statement: &Stmt,
        owner: Owner,
        is_superseded: impl Fn(&FnDecl) -> bool,
        overloads: &mut Overloads,
    ) {
        match statement {
            Stmt::Decl(Decl::Fn(function)) => {
                let (is_exported, is_superseded) = (false, is_superseded(function));
                let span = statement.span();
                let place = DeclarationPlace { span, owner, is_exported, is_superseded };
                self.function_declaration(function, &place, overloads);
            }
            // A string was judged with its list.
            _ if is_string(statement) => {}
            _ => {
                *overloads = None;
                statement.visit_with(self);
            }
        }
    }

    fn function_declaration(
        &mut self,
        declaration: &FnDecl,
        place: &DeclarationPlace,
        overloads: &mut Overloads,
    ) {
        let name = &declaration.ident.sym;
        let DeclarationPlace { span, owner, is_exported, is_superseded } = *place;
        let start = match overloads.take() {
            Some((signature, start)) if signature == *name => start,
            _ => span.lo,
        };
        if declaration.function.body.is_none() {
            *overloads = Some((name.clone(), start));
            return;
        }
        let function = &declaration.function;
        self.path.push(name.clone());
        let form = Form::Declaration(Declaration {
            ident: Some((name.clone(), declaration.ident.span)),
            owner,
            removed: Span::new(start, span.hi),
            is_exported,
            is_superseded,
        });
        let is_module_level = owner == Owner::Module;
        let server_function = self.server_function(
            form,
            function_shape(function),
            function.body.as_ref(),
            Some(FunctionName::Static(name.clone())),
            true,
        );
        if let Some(mut found) = server_function {
            found.module_binding = is_module_level.then(|| name.clone());
            if owner == Owner::Switch {
                let span = declaration.ident.span;
                self.facts.findings.push(directive::declaration_in_switch(span, name));
            }
            self.facts.functions.push(found);
        }
        self.function_children(function);
        self.path.pop();
    }
}

/// The name of a namespace that exists at run time.
fn namespace_with_values(item: &ModuleItem) -> Option<&Ident> {
    let declaration = match item {
        ModuleItem::Stmt(statement) => statement.as_decl()?,
        ModuleItem::ModuleDecl(declaration) => &declaration.as_export_decl()?.decl,
        #[cfg(swc_ast_unknown)]
        _ => return None,
    };
    let namespace =
        declaration.as_ts_module().filter(|found| !found.declare && has_values(found))?;
    namespace.id.as_ident()
}

/// Where a function declaration stands.
struct DeclarationPlace {
    span: Span,
    owner: Owner,
    is_exported: bool,
    is_superseded: bool,
}

/// The index of the last function declaration of each name: the one that counts.
fn last_declarations<'a>(
    declarations: impl Iterator<Item = Option<&'a FnDecl>>,
) -> FxHashMap<&'a Atom, usize> {
    let declarations = declarations.enumerate();
    declarations
        .filter_map(|(index, declaration)| {
            let declaration = declaration.filter(|found| found.function.body.is_some())?;
            Some((&declaration.ident.sym, index))
        })
        .collect()
}

fn is_superseded(declaration: &FnDecl, index: usize, last: &FxHashMap<&Atom, usize>) -> bool {
    last.get(&declaration.ident.sym).is_some_and(|&last| last > index)
}

/// A statement that is nothing but a string, however it is written.
fn is_string(statement: &Stmt) -> bool {
    string_statement(statement).is_some()
}
