//! Lists that functions are taken out of: statements, module items, class members.

use swc_core::{
    common::{DUMMY_SP, Span, Spanned, util::take::Take},
    ecma::ast::*,
};

use super::{
    Rewriter,
    build::{call, exported, expression, static_block, string, variable},
    functions::Taken,
};
use crate::{
    plan::Helper,
    scan::{Form, Member, Owner},
};

/// A statement, wherever it stands.
pub(super) trait Item: Spanned {
    fn function(&mut self) -> Option<&mut FnDecl>;
    fn is_prologue(&self) -> bool;
    fn declaration(declaration: VarDecl, is_exported: bool) -> Self;
    fn empty(span: Span) -> Self;
    /// The span of a statement that is made here.
    fn place(&mut self) -> Option<&mut Span>;
}

impl Item for Stmt {
    fn function(&mut self) -> Option<&mut FnDecl> {
        self.as_mut_decl().and_then(Decl::as_mut_fn_decl)
    }

    fn is_prologue(&self) -> bool {
        self.can_precede_directive()
    }

    fn declaration(declaration: VarDecl, _: bool) -> Self {
        declaration.into()
    }

    fn empty(span: Span) -> Self {
        Self::Empty(EmptyStmt { span })
    }

    fn place(&mut self) -> Option<&mut Span> {
        match self {
            Self::Expr(statement) => Some(&mut statement.span),
            Self::Decl(Decl::Var(variables)) => Some(&mut variables.span),
            _ => None,
        }
    }
}

impl Item for ModuleItem {
    fn function(&mut self) -> Option<&mut FnDecl> {
        match self {
            Self::Stmt(statement) => statement.function(),
            Self::ModuleDecl(ModuleDecl::ExportDecl(export)) => export.decl.as_mut_fn_decl(),
            _ => None,
        }
    }

    fn is_prologue(&self) -> bool {
        self.as_stmt().is_some_and(Stmt::can_precede_directive)
    }

    fn declaration(declaration: VarDecl, is_exported: bool) -> Self {
        if is_exported { exported(declaration.into()) } else { Stmt::from(declaration).into() }
    }

    fn empty(span: Span) -> Self {
        Stmt::Empty(EmptyStmt { span }).into()
    }

    fn place(&mut self) -> Option<&mut Span> {
        match self {
            Self::Stmt(statement) => statement.place(),
            Self::ModuleDecl(ModuleDecl::Import(import)) => Some(&mut import.span),
            Self::ModuleDecl(ModuleDecl::ExportDecl(export)) => Some(&mut export.span),
            _ => None,
        }
    }
}

impl Rewriter<'_> {
    /// Takes out the declared functions that move. A declaration's reference is made where its
    /// block starts (rule 4.5).
    pub(super) fn declarations<T: Item>(&mut self, items: &mut Vec<T>) {
        let mut declarations = Vec::new();
        let mut removed = Vec::new();
        let mut has_prologue = false;
        for item in items.iter_mut() {
            let Some(function) = item.function() else { continue };
            let Some(index) = self.moving(function.function.span) else { continue };
            let facts = self.facts;
            let Form::Declaration(declaration) = &facts.functions[index].form else { continue };
            let ident = function.ident.clone();
            let function = function.function.take();
            let reference =
                self.take(index, Taken::Function { ident: Some(ident.clone()), function });
            *item = T::empty(declaration.removed);
            removed.push(declaration.removed);
            let kind = match declaration.owner {
                Owner::Function { has_prologue: found, .. } => {
                    has_prologue |= found;
                    VarDeclKind::Var
                }
                _ => VarDeclKind::Let,
            };
            if !declaration.is_superseded {
                let variable = variable(kind, ident, Some(reference));
                declarations.push(T::declaration(variable, declaration.is_exported));
            }
        }
        if removed.is_empty() {
            return;
        }
        retain_outside(items, &removed);
        let prologue = items.iter().take_while(|item| has_prologue && item.is_prologue());
        let start = prologue.count();
        items.splice(start..start, declarations);
    }

    /// Takes out the methods that move. The references are made before all other static members
    /// (rule 4.16).
    pub(super) fn members(&mut self, members: &mut Vec<ClassMember>) {
        let mut definitions = Vec::new();
        let mut removed = Vec::new();
        for member in members.iter_mut() {
            let function = match member {
                ClassMember::Method(method) => &mut method.function,
                ClassMember::PrivateMethod(method) => &mut method.function,
                _ => continue,
            };
            let Some(index) = self.moving(function.span) else { continue };
            let function = function.take();
            let reference = self.take(index, Taken::Function { ident: None, function });
            let Some((definition, place)) = self.definition(index, member, reference) else {
                continue;
            };
            if !place.is_superseded {
                definitions.push(definition);
            }
            removed.push(place.span);
            *member = ClassMember::Empty(EmptyStmt { span: place.span });
        }
        if !removed.is_empty() {
            retain_outside(members, &removed);
            members.splice(0..0, definitions);
        }
    }

    /// The member that defines a method's reference, and the method's place.
    fn definition(
        &self,
        index: usize,
        member: &ClassMember,
        reference: Box<Expr>,
    ) -> Option<(ClassMember, Member)> {
        match (&self.facts.functions[index].form, member) {
            (Form::StaticMethod { key, member }, _) => {
                let helper = self.server.helper(Helper::DefineServerMethod);
                let name = match (&key.name, &key.literal) {
                    (Some(name), _) => string(name),
                    (None, literal) => literal.as_deref()?.clone().into(),
                };
                let this = ThisExpr { span: DUMMY_SP }.into();
                let definition = expression(call(&helper, vec![this, name, reference]));
                Some((static_block(definition), *member))
            }
            (Form::PrivateMethod { member, .. }, ClassMember::PrivateMethod(method)) => {
                let field = PrivateProp {
                    key: method.key.clone(),
                    value: Some(reference),
                    is_static: true,
                    ..Default::default()
                };
                Some((ClassMember::PrivateProp(field), *member))
            }
            _ => None,
        }
    }
}

/// Drops what lies in one of the spans and is not the whole of it: overload signatures.
fn retain_outside<T: Spanned>(items: &mut Vec<T>, removed: &[Span]) {
    items.retain(|item| {
        let span = item.span();
        !removed.iter().any(|removed| *removed != span && removed.contains(span))
    });
}
