//! TypeScript namespaces of one name are one object: what any of them exports, all of them see.
//! So are enums, whose initialisers see the members by their names.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{Mark, Span, SyntaxContext},
    ecma::{
        ast::{
            Decl, Id, Ident, ModuleDecl, ModuleItem, TsEnumMember, TsEnumMemberId, TsNamespaceBody,
        },
        utils::find_pat_ids,
    },
};

use super::{Declaration, DeclarationKind, Scope};

/// The namespaces and enums of a module, as the walk meets them.
#[derive(Default)]
pub(super) struct Namespaces {
    /// Names of the namespaces and enums around the current node.
    path: Vec<Atom>,
    /// Exported members by path.
    members: FxHashMap<Vec<Atom>, Vec<(Atom, Span)>>,
    bodies: Vec<Body>,
}

/// One declaration of a namespace or an enum.
struct Body {
    path: Vec<Atom>,
    scope: Scope,
    /// Whether its own members are declarations that the walk meets.
    declares_members: bool,
}

impl Namespaces {
    pub(super) fn enter(&mut self, name: &Atom, body: &TsNamespaceBody, scope: Scope) {
        self.add(name, exported_members(body), scope, true);
    }

    pub(super) fn enter_enum(&mut self, name: &Atom, members: &[TsEnumMember], scope: Scope) {
        let members = members.iter().filter_map(|member| match &member.id {
            TsEnumMemberId::Ident(ident) => Some((ident.sym.clone(), ident.span)),
            TsEnumMemberId::Str(name) => Some((name.value.as_str()?.into(), name.span)),
            #[cfg(swc_ast_unknown)]
            _ => None,
        });
        self.add(name, members.collect(), scope, false);
    }

    fn add(
        &mut self,
        name: &Atom,
        members: Vec<(Atom, Span)>,
        scope: Scope,
        declares_members: bool,
    ) {
        self.path.push(name.clone());
        self.members.entry(self.path.clone()).or_default().extend(members);
        self.bodies.push(Body { path: self.path.clone(), scope, declares_members });
    }

    /// Whether there has been none.
    pub(super) fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// A declaration for every member that is seen but not declared: of another namespace or enum
    /// of the same name, or of an enum.
    pub(super) fn merged_members(&self) -> Vec<(Id, Declaration)> {
        let mut declarations = Vec::new();
        for body in &self.bodies {
            for (name, span) in self.members.get(&body.path).into_iter().flatten() {
                let is_declared = body.declares_members && body.scope.holds(*span);
                if !is_declared {
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
