//! TypeScript namespaces of one name are one object: what any of them exports, all of them see.
//! So are enums, whose initialisers see the members by their names.

use rustc_hash::{FxHashMap, FxHashSet};
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
    /// The places in `bodies` of the namespaces and enums around the current node.
    open: Vec<usize>,
    /// Exported members by path.
    members: FxHashMap<Vec<Name>, Members>,
    /// In the order of the text.
    bodies: Vec<Body>,
}

/// The name of a namespace or an enum, with the scope that it is declared in. The bodies of
/// namespaces that are one object count as one scope.
type Name = (Atom, SyntaxContext);

/// Where each member is declared.
type Members = FxHashMap<Atom, Vec<Span>>;

/// One declaration of a namespace or an enum.
struct Body {
    path: Vec<Name>,
    /// The place in `bodies` of the one around it.
    outer: Option<usize>,
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
    pub(super) fn enter(&mut self, name: &Atom, body: &TsNamespaceBody, place: Place) {
        self.add(name, exported_members(body), place, true);
    }

    pub(super) fn enter_enum(&mut self, name: &Atom, members: &[TsEnumMember], place: Place) {
        let members = members.iter().filter_map(|member| match &member.id {
            TsEnumMemberId::Ident(ident) => Some((ident.sym.clone(), ident.span)),
            TsEnumMemberId::Str(name) => Some((name.value.as_str()?.into(), name.span)),
            #[cfg(swc_ast_unknown)]
            _ => None,
        });
        self.add(name, members.collect(), place, false);
    }

    fn add(
        &mut self,
        name: &Atom,
        members: Vec<(Atom, Span)>,
        place: Place,
        declares_members: bool,
    ) {
        let outer = self.open.last().copied();
        let around = outer.map(|index| &self.bodies[index]);
        let is_in_body = around.is_some_and(|around| place.depth == around.place.depth + 1);
        let context = if is_in_body { SyntaxContext::empty() } else { place.context };
        let mut path = around.map(|around| around.path.clone()).unwrap_or_default();
        path.push((name.clone(), context));
        let known = self.members.entry(path.clone()).or_default();
        for (member, span) in members {
            known.entry(member).or_default().push(span);
        }
        self.open.push(self.bodies.len());
        self.bodies.push(Body { path, outer, place, declares_members });
    }

    /// Whether there has been none.
    pub(super) fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    /// A declaration for every member that `references` may mean and that is not declared where
    /// they stand: of another namespace or enum of the same name, or of an enum.
    pub(super) fn merged_members<'a>(
        &self,
        references: impl Iterator<Item = (&'a Atom, Span)>,
    ) -> Vec<(Id, Declaration)> {
        let mut declarations = Vec::new();
        let mut seen = FxHashSet::default();
        for (name, span) in references {
            let before = self.bodies.partition_point(|body| body.place.scope.lo <= span.lo);
            let mut next = before.checked_sub(1);
            while let Some(index) = next {
                let body = &self.bodies[index];
                next = body.outer;
                if body.place.scope.holds(span)
                    && seen.insert((index, name))
                    && let Some(declared) = self.declared_elsewhere(body, name)
                {
                    let context = SyntaxContext::empty().apply_mark(Mark::new());
                    declarations.push(((name.clone(), context), member(declared, body.place)));
                }
            }
        }
        declarations
    }

    /// Where a member is declared, if that is not in `body` itself.
    fn declared_elsewhere(&self, body: &Body, name: &Atom) -> Option<Span> {
        let is_own = |span: &Span| body.declares_members && body.place.scope.holds(*span);
        let spans = self.members.get(&body.path)?.get(name)?;
        spans.iter().find(|span| !is_own(span)).copied()
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
