//! TypeScript namespaces of one name are one object: what any of them exports, all of them see.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{Mark, Span, SyntaxContext},
    ecma::{
        ast::{Decl, Id, Ident, ModuleDecl, ModuleItem, TsNamespaceBody},
        utils::find_pat_ids,
    },
};

use super::{Declaration, DeclarationKind, Scope};

/// The namespaces of a module, as the walk meets them.
#[derive(Default)]
pub(super) struct Namespaces {
    /// Names of the namespaces around the current node.
    path: Vec<Atom>,
    /// Exported members by the namespace's path.
    members: FxHashMap<Vec<Atom>, Vec<(Atom, Span)>>,
    bodies: Vec<Body>,
}

/// One declaration of a namespace.
struct Body {
    path: Vec<Atom>,
    scope: Scope,
}

impl Namespaces {
    pub(super) fn enter(&mut self, name: &Atom, body: &TsNamespaceBody, scope: Scope) {
        self.path.push(name.clone());
        self.members.entry(self.path.clone()).or_default().extend(exported_members(body));
        self.bodies.push(Body { path: self.path.clone(), scope });
    }

    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// A declaration for every member that a namespace shares with one of the same name.
    pub(super) fn merged_members(&self) -> Vec<(Id, Declaration)> {
        let mut declarations = Vec::new();
        for body in &self.bodies {
            for (name, span) in self.members.get(&body.path).into_iter().flatten() {
                let is_own = body.scope.holds(*span);
                if !is_own {
                    let context = SyntaxContext::empty().apply_mark(Mark::new());
                    declarations.push(((name.clone(), context), member(*span, body.scope)));
                }
            }
        }
        declarations
    }
}

fn member(span: Span, scope: Scope) -> Declaration {
    // Another declaration of the namespace may assign to it.
    let is_reassigned = true;
    Declaration { span, kind: DeclarationKind::Other, scope, is_reassigned, function: None }
}

fn exported_members(body: &TsNamespaceBody) -> Vec<(Atom, Span)> {
    let of = |ident: &Ident| (ident.sym.clone(), ident.span);
    let items = match body {
        TsNamespaceBody::TsModuleBlock(block) => &block.body,
        TsNamespaceBody::TsNamespaceDecl(inner) => return vec![of(&inner.id)],
        #[cfg(swc_ast_unknown)]
        _ => return Vec::new(),
    };
    let exported = items.iter().filter_map(|item| match item {
        ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => Some(&export.decl),
        _ => None,
    });
    exported
        .flat_map(|declaration| match declaration {
            Decl::Fn(function) => vec![of(&function.ident)],
            Decl::Class(class) => vec![of(&class.ident)],
            Decl::TsEnum(decl) => vec![of(&decl.id)],
            Decl::TsModule(module) => module.id.as_ident().map(of).into_iter().collect(),
            Decl::Var(variables) => {
                let names = variables.decls.iter().map(|declarator| &declarator.name);
                names.flat_map(find_pat_ids::<_, Ident>).map(|id| of(&id)).collect()
            }
            _ => Vec::new(),
        })
        .collect()
}
