//! Gives every reference to the declaration whose scope is the innermost around it, and notes
//! which variables are assigned to.
//!
//! That is so where a resolver has given contexts, too. SWC's reads loop heads and catch
//! parameters in one go, from left to right, so a name that is used there before it is bound
//! counts as another one: `for (const { f = () => name, name } of all)`.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use swc_core::{atoms::Atom, common::Span, ecma::ast::Id};

use super::{Captures, CommonJsExport, Declaration, Event, ModuleWrite, Scope, UseKind};

/// What the walk has found and not yet settled.
#[derive(Default)]
pub(super) struct Found {
    pub(super) events: Vec<Event>,
    pub(super) declarations: FxHashMap<Id, Declaration>,
    pub(super) module_writes: Vec<ModuleWrite>,
    pub(super) common_js_exports: Vec<CommonJsExport>,
}

impl Found {
    /// Moves to `captures` what matters: of the uses those that cross a server function.
    pub(super) fn settle(&mut self, captures: &mut Captures) {
        let mut declarations = std::mem::take(&mut self.declarations);
        if !self.asks_for_names() {
            return captures.events.append(&mut self.events);
        }
        let scopes = Scopes::new(&declarations);
        let is_outer = |name: &Atom, span: Span| scopes.innermost(name, span).is_none();
        let module_writes = self.module_writes.drain(..);
        let module_writes = module_writes.filter(|write| is_outer(&write.id.0, write.span));
        captures.module_writes.extend(module_writes);
        let exports = self.common_js_exports.drain(..);
        let exports = exports.filter(|export| is_outer(&export.id.0, export.span));
        captures.common_js_exports.extend(exports);

        let mut written = Vec::new();
        let mut open = Vec::new();
        let mut crossing = FxHashSet::default();
        for mut event in self.events.drain(..) {
            match &mut event {
                Event::Enter(function) => open.push(*function),
                Event::Leave => _ = open.pop(),
                Event::Use(found) => {
                    if let Some(id) = scopes.innermost(&found.id.0, found.span) {
                        found.id.1 = id.1;
                    }
                    let Some(declaration) = declarations.get(&found.id) else { continue };
                    if found.kind == UseKind::Write {
                        written.push(found.id.clone());
                    }
                    if open.is_empty() || declaration.function == open.last().copied() {
                        continue;
                    }
                    crossing.insert(found.id.0.clone());
                }
                Event::Forbidden { .. } => {}
            }
            captures.events.push(event);
        }
        for id in written {
            if let Some(declaration) = declarations.get_mut(&id) {
                declaration.is_reassigned = true;
            }
        }
        // Others of the same name may hide them somewhere.
        let declarations =
            declarations.into_iter().filter(|((name, _), _)| crossing.contains(name));
        captures.declarations.extend(declarations);
    }

    /// The names that are not settled yet, and where they stand.
    pub(super) fn references(&self) -> impl Iterator<Item = (&Atom, Span)> {
        let uses = self.events.iter().filter_map(|event| match event {
            Event::Use(found) => Some((&found.id.0, found.span)),
            _ => None,
        });
        let writes = self.module_writes.iter().map(|write| (&write.id.0, write.span));
        let exports = self.common_js_exports.iter().map(|export| (&export.id.0, export.span));
        uses.chain(writes).chain(exports)
    }

    fn asks_for_names(&self) -> bool {
        !self.module_writes.is_empty()
            || !self.common_js_exports.is_empty()
            || self.events.iter().any(|event| matches!(event, Event::Use(_)))
    }
}

/// The scopes in which names are declared. Those of one name stand together, from the start of
/// the text; one that lies inside of another stands behind it.
struct Scopes<'a> {
    scopes: Vec<NamedScope<'a>>,
    /// A number for each name, and where its scopes start; those of the next name follow.
    names: FxHashMap<&'a Atom, usize>,
    starts: Vec<usize>,
}

struct NamedScope<'a> {
    id: &'a Id,
    scope: Scope,
    /// The scope around it, of those of the same name.
    outer: Option<usize>,
}

impl<'a> Scopes<'a> {
    fn new(declarations: &'a FxHashMap<Id, Declaration>) -> Self {
        let mut names: FxHashMap<&Atom, usize> = FxHashMap::default();
        names.reserve(declarations.len());
        let numbered = declarations.iter().map(|(id, declaration)| {
            let number = names.len();
            (*names.entry(&id.0).or_insert(number), id, declaration)
        });
        let mut sorted: Vec<(usize, &Id, &Declaration)> = numbered.collect();
        // Of two in the same text the later one counts: `function f(f) {}`.
        sorted.sort_unstable_by_key(|(name, _, declaration)| {
            let Declaration { scope, span, .. } = declaration;
            (*name, scope.lo, Reverse(scope.hi), span.lo)
        });
        let mut scopes: Vec<NamedScope> = Vec::with_capacity(sorted.len());
        let mut starts = Vec::with_capacity(names.len() + 1);
        for same_name in sorted.chunk_by(|(name, ..), (next, ..)| name == next) {
            let start = scopes.len();
            starts.push(start);
            for (_, id, Declaration { scope, .. }) in same_name {
                let mut outer = scopes.len().checked_sub(1).filter(|&last| last >= start);
                while let Some(index) = outer.filter(|&index| scopes[index].scope.hi < scope.hi) {
                    outer = scopes[index].outer;
                }
                scopes.push(NamedScope { id, scope: *scope, outer });
            }
        }
        starts.push(scopes.len());
        Self { scopes, names, starts }
    }

    fn innermost(&self, name: &Atom, span: Span) -> Option<&'a Id> {
        let number = *self.names.get(name)?;
        let (start, end) = (self.starts[number], self.starts[number + 1]);
        let before = self.scopes[start..end].partition_point(|named| named.scope.lo <= span.lo);
        let mut index = before.checked_sub(1).map(|last| start + last);
        while let Some(named) = index.map(|index| &self.scopes[index]) {
            if named.scope.holds(span) {
                return Some(named.id);
            }
            index = named.outer;
        }
        None
    }
}
