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

use super::{Declaration, DeclarationKind, Scope, ServerFunction};

/// The namespaces and enums of a module, as the walk meets them.
#[derive(Default)]
pub(super) struct Namespaces {
    /// The namespaces and enums around the current node.
    path: Vec<Name>,
    /// How many scopes are around the innermost of them.
    depth: usize,
    /// Exported members by path.
    members: FxHashMap<Vec<Name>, Vec<(Atom, Span)>>,
    bodies: Vec<Body>,
}

/// The name of a namespace or an enum, with the scope that it is declared in. The bodies of
/// namespaces that are one object count as one scope.
type Name = (Atom, SyntaxContext);

/// One declaration of a namespace or an enum.
struct Body {
    path: Vec<Name>,
    place: Place,
    /// Whether its own members are declarations that the walk meets.
    declares_members: bool,
}

/// Where a namespace or an enum is declared.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Its own text.
    pub(super) scope: Scope,
    /// The scope around it.
    pub(super) context: SyntaxContext,
    /// How many scopes are around it.
    pub(super) depth: usize,
    /// The server function around it.
    pub(super) function: Option<ServerFunction>,
}

impl Namespaces {
    /// Gives what [`leave`](Self::leave) wants.
    pub(super) fn enter(&mut self, name: &Atom, body: &TsNamespaceBody, place: Place) -> usize {
        self.add(name, exported_members(body), place, true)
    }

    pub(super) fn enter_enum(
        &mut self,
        name: &Atom,
        members: &[TsEnumMember],
        place: Place,
    ) -> usize {
        let members = members.iter().filter_map(|member| match &member.id {
            TsEnumMemberId::Ident(ident) => Some((ident.sym.clone(), ident.span)),
            TsEnumMemberId::Str(name) => Some((name.value.as_str()?.into(), name.span)),
            #[cfg(swc_ast_unknown)]
            _ => None,
        });
        self.add(name, members.collect(), place, false)
    }

    fn add(
        &mut self,
        name: &Atom,
        members: Vec<(Atom, Span)>,
        place: Place,
        declares_members: bool,
    ) -> usize {
        let is_in_body = !self.path.is_empty() && place.depth == self.depth + 1;
        let context = if is_in_body { SyntaxContext::empty() } else { place.context };
        self.path.push((name.clone(), context));
        self.members.entry(self.path.clone()).or_default().extend(members);
        self.bodies.push(Body { path: self.path.clone(), place, declares_members });
        std::mem::replace(&mut self.depth, place.depth)
    }

    /// Whether there has been none.
    pub(super) fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    pub(super) fn leave(&mut self, depth: usize) {
        self.path.pop();
        self.depth = depth;
    }

    /// A declaration for every member that is seen but not declared: of another namespace or enum
    /// of the same name, or of an enum.
    pub(super) fn merged_members(&self) -> Vec<(Id, Declaration)> {
        let mut declarations = Vec::new();
        for body in &self.bodies {
            for (name, span) in self.members.get(&body.path).into_iter().flatten() {
                let is_declared = body.declares_members && body.place.scope.holds(*span);
                if !is_declared {
                    let context = SyntaxContext::empty().apply_mark(Mark::new());
                    declarations.push(((name.clone(), context), member(*span, body.place)));
                }
            }
        }
        declarations
    }
}

fn member(span: Span, Place { scope, function, .. }: Place) -> Declaration {
    // Another declaration of the namespace may assign to it.
    let is_reassigned = true;
    Declaration { span, kind: DeclarationKind::Other, scope, is_reassigned, function }
}

fn exported_members(body: &TsNamespaceBody) -> Vec<(Atom, Span)> {
    let of = |ident: &Ident| (ident.sym.clone(), ident.span);
    let items = match body {
        TsNamespaceBody::TsModuleBlock(block) => &block.body,
        TsNamespaceBody::TsNamespaceDecl(inner) => return vec![of(&inner.id)],
        #[cfg(swc_ast_unknown)]
        _ => return Vec::new(),
    };
    let declared_by = |declaration: &Decl| match declaration {
        Decl::Fn(function) => vec![of(&function.ident)],
        Decl::Class(class) => vec![of(&class.ident)],
        Decl::TsEnum(decl) => vec![of(&decl.id)],
        Decl::TsModule(module) => module.id.as_ident().map(of).into_iter().collect(),
        Decl::Var(variables) => {
            let names = variables.decls.iter().map(|declarator| &declarator.name);
            names.flat_map(find_pat_ids::<_, Ident>).map(|id| of(&id)).collect()
        }
        _ => Vec::new(),
    };
    let members = items.iter().flat_map(|item| match item {
        ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => declared_by(&export.decl),
        ModuleItem::ModuleDecl(ModuleDecl::TsImportEquals(import)) if import.is_export => {
            vec![of(&import.id)]
        }
        _ => Vec::new(),
    });
    members.collect()
}
