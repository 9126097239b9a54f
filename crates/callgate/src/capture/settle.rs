//! Gives every reference to the declaration whose scope is the innermost around it, and notes
//! which variables are assigned to.
//!
//! SWC's resolver reads loop heads and catch parameters in one go, from left to right, so a
//! name that is used there before it is bound counts as another one:
//! `for (const { f = () => name, name } of all)`.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use swc_core::{atoms::Atom, common::Span, ecma::ast::Id};

use super::{Captures, Declaration, Event, Scope, UseKind};

pub(super) fn settle(captures: &mut Captures) {
    let Captures { events, declarations, module_writes, .. } = captures;
    let scopes = Scopes::new(declarations);
    let mut written = Vec::new();
    for event in events.iter_mut() {
        let Event::Use(found) = event else { continue };
        if let Some(id) = scopes.innermost(&found.id.0, found.span)
            && *id != found.id
        {
            found.id = id.clone();
        }
        if found.kind == UseKind::Write {
            written.push(found.id.clone());
        }
    }
    module_writes.retain(|write| scopes.innermost(&write.name, write.span).is_none());
    for id in written {
        if let Some(declaration) = declarations.get_mut(&id) {
            declaration.is_reassigned = true;
        }
    }
}

/// The scopes in which each name is declared, from the start of the text; one that lies inside
/// of another stands behind it.
struct Scopes<'a>(FxHashMap<&'a Atom, Vec<NamedScope<'a>>>);

struct NamedScope<'a> {
    id: &'a Id,
    scope: Scope,
    /// The scope around it, of those of the same name.
    outer: Option<usize>,
}

impl<'a> Scopes<'a> {
    fn new(declarations: &'a FxHashMap<Id, Declaration>) -> Self {
        let mut sorted: Vec<(&Id, &Declaration)> = declarations.iter().collect();
        // Of two in the same text the later one counts: `function f(f) {}`.
        sorted.sort_unstable_by_key(|(_, declaration)| {
            let Declaration { scope, span, .. } = declaration;
            (scope.lo, Reverse(scope.hi), span.lo)
        });
        let mut by_name: FxHashMap<&Atom, Vec<NamedScope>> = FxHashMap::default();
        for (id, declaration) in sorted {
            let same_name = by_name.entry(&id.0).or_default();
            let scope = declaration.scope;
            let mut outer = same_name.len().checked_sub(1);
            while let Some(index) = outer.filter(|&index| same_name[index].scope.hi < scope.hi) {
                outer = same_name[index].outer;
            }
            same_name.push(NamedScope { id, scope, outer });
        }
        Self(by_name)
    }

    fn innermost(&self, name: &Atom, span: Span) -> Option<&'a Id> {
        let same_name = self.0.get(name)?;
        let mut index = same_name.partition_point(|named| named.scope.lo <= span.lo).checked_sub(1);
        while let Some(named) = index.map(|index| &same_name[index]) {
            if named.scope.holds(span) {
                return Some(named.id);
            }
            index = named.outer;
        }
        None
    }
}
