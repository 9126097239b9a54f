//! Server functions that capture themselves or one another (rule 4.10). Their references are
//! never sent: each function of a cycle makes the references of all anew, from one list of
//! captures that is the same for all of them.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_core::{atoms::Atom, common::Span, ecma::ast::Id};

use super::{
    Rebuilt,
    captures::{Bindings, declarations_of},
};
use crate::{
    capture::{Captures, Declaration},
    diagnostics::{Finding, capture},
    scan::{Facts, Form, FunctionName},
};

/// How many functions a cycle may have: each of them makes the references of all anew, so the
/// output grows with the square.
pub(super) const MAX_MEMBERS: usize = 256;

/// The strongly connected components of the graph "captures a binding that holds", those with a
/// cycle only. Members in source order.
pub(super) fn find_cycles(
    bindings: &[Bindings],
    server_functions: &FxHashMap<Id, usize>,
) -> Vec<Vec<usize>> {
    let edges: Vec<Vec<usize>> = bindings
        .iter()
        .map(|bindings| {
            bindings.keys().filter_map(|id| server_functions.get(id)).copied().collect()
        })
        .collect();
    let mut search = Search {
        edges: &edges,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        is_open: vec![false; edges.len()],
        stack: Vec::new(),
        next: 0,
        cycles: Vec::new(),
    };
    for function in 0..edges.len() {
        if search.order[function].is_none() {
            search.visit(function);
        }
    }
    search.cycles.sort_unstable();
    search.cycles
}

/// Tarjan's algorithm, with its own stack: chains of functions may be long.
struct Search<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    is_open: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    cycles: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn visit(&mut self, start: usize) {
        // A function and how many of its edges have been followed.
        let mut path = vec![(start, 0)];
        self.open(start);
        while let Some((function, followed)) = path.last_mut() {
            let function = *function;
            if let Some(&next) = self.edges[function].get(*followed) {
                *followed += 1;
                match self.order[next] {
                    None => {
                        self.open(next);
                        path.push((next, 0));
                    }
                    Some(order) if self.is_open[next] => {
                        self.low[function] = self.low[function].min(order);
                    }
                    Some(_) => {}
                }
            } else {
                path.pop();
                if let Some(&(parent, _)) = path.last() {
                    self.low[parent] = self.low[parent].min(self.low[function]);
                }
                self.close(function);
            }
        }
    }

    fn open(&mut self, function: usize) {
        self.order[function] = Some(self.next);
        self.low[function] = self.next;
        self.is_open[function] = true;
        self.stack.push(function);
        self.next += 1;
    }

    fn close(&mut self, function: usize) {
        if self.order[function] != Some(self.low[function]) {
            return;
        }
        let at = self.stack.iter().rposition(|&f| f == function).unwrap_or(0);
        let mut members = self.stack.split_off(at);
        for &member in &members {
            self.is_open[member] = false;
        }
        members.sort_unstable();
        if members.len() > 1 || self.edges[function].contains(&function) {
            self.cycles.push(members);
        }
    }
}

/// Gives all members of a cycle the same captures. Returns the references to make anew, with the
/// only function that sees the name where there is one: a function expression's own name.
pub(super) fn merge(
    cycle: &[usize],
    bindings: &mut [Bindings],
    server_functions: &FxHashMap<Id, usize>,
    captured: &Captures,
    facts: &Facts,
    findings: &mut Vec<Finding>,
) -> Vec<(Option<usize>, Rebuilt)> {
    let is_member = |id: &Id| server_functions.get(id).is_some_and(|f| cycle.contains(f));
    let mut references: Vec<(Id, Rebuilt)> = Vec::new();
    let mut merged = Bindings::default();
    for &member in cycle {
        for (id, reads) in &bindings[member] {
            if !is_member(id) {
                let new = || reads.clone();
                match merged.entry(id.clone()) {
                    indexmap::map::Entry::Occupied(mut entry) => entry.get_mut().extend(reads),
                    indexmap::map::Entry::Vacant(entry) => {
                        entry.insert(new());
                    }
                }
            } else if !references.iter().any(|(known, _)| known == id) {
                let (binding, function) = (reads.identifier(id), server_functions[id]);
                references.push((id.clone(), Rebuilt { binding, function }));
            }
        }
    }
    let is_own_name = |id: &Id, function: usize| {
        let Form::Expression { ident: Some((_, span)), .. } = &facts.functions[function].form
        else {
            return false;
        };
        captured.declarations.get(id).is_some_and(|known| known.span == *span)
    };
    let (mut own, shared): (Vec<_>, Vec<_>) =
        references.into_iter().partition(|(id, made)| is_own_name(id, made.function));
    // Of `const save = async function save() {…}` both names mean the same: one is enough.
    own.retain(|(own, made)| {
        !shared.iter().any(|(id, other)| id.0 == own.0 && other.function == made.function)
    });
    if cycle.len() > 1 {
        let needed: Vec<&Id> = merged.keys().chain(shared.iter().map(|(id, _)| id)).collect();
        check_visible(cycle, &needed, &own, captured, facts, findings);
    }
    for &member in cycle {
        bindings[member].clone_from(&merged);
    }
    let shared = shared.into_iter().map(|(_, made)| (None, made));
    shared.chain(own.into_iter().map(|(_, made)| (Some(made.function), made))).collect()
}

/// Every member must see every binding that any of them needs, under its name, which must not be
/// the one that it calls itself by.
fn check_visible(
    cycle: &[usize],
    needed: &[&Id],
    own: &[(Id, Rebuilt)],
    captured: &Captures,
    facts: &Facts,
    findings: &mut Vec<Finding>,
) {
    let names: FxHashSet<Atom> = needed.iter().map(|id| id.0.clone()).collect();
    let declarations = declarations_of(captured, &names);
    for &member in cycle {
        let span = facts.functions[member].shape.span;
        let own_name = own.iter().find(|(_, made)| made.function == member).map(|(id, _)| &id.0);
        let hidden = needed.iter().any(|id| {
            if own_name == Some(&id.0) {
                return true;
            }
            let Some(declaration) = captured.declarations.get(*id) else { return false };
            !declaration.scope.holds(span)
                || declarations.iter().any(|(other, inner)| {
                    other.0 == id.0 && other != id && shadows(inner, declaration, span)
                })
        });
        if hidden && let Some(&other) = cycle.iter().find(|&&other| other != member) {
            let (function, other) = (&facts.functions[member], &facts.functions[other]);
            findings.push(capture::cycle(
                &name_of(&function.name),
                function.directive(),
                &name_of(&other.name),
                other.directive(),
            ));
        }
    }
}

/// Whether `inner` hides `outer` at `span`. What a function declares inside itself does not
/// count: its reference is made outside.
fn shadows(inner: &Declaration, outer: &Declaration, span: Span) -> bool {
    let is_around =
        inner.scope.holds(span) && (inner.scope.lo, inner.scope.hi) != (span.lo, span.hi);
    is_around && outer.scope.lo <= inner.scope.lo && inner.scope.hi <= outer.scope.hi
}

fn name_of(name: &FunctionName) -> Atom {
    match name {
        FunctionName::Static(name) => name.clone(),
        FunctionName::Computed(_) | FunctionName::Literal(_) => "[computed]".into(),
    }
}
