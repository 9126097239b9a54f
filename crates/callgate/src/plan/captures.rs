//! What each inline server function captures (rules 4.6 to 4.10).

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use swc_core::{
    atoms::Atom,
    common::{Span, SyntaxContext},
    ecma::ast::Id,
};

use super::{Rebuilt, cycles, narrow::narrow};
use crate::{
    capture::{Captures, Declaration, DeclarationKind, Event, ServerFunction, UseKind},
    diagnostics::{Finding, capture as findings_of},
    manifest::Capture,
    options::Options,
    scan::Facts,
};

/// What travels with one function.
#[derive(Debug, Default, Clone)]
pub(super) struct FunctionCaptures {
    pub(super) captures: Arc<[Capture]>,
    /// The identifiers of `captures`.
    pub(super) bindings: Vec<Id>,
    /// All identifiers that mean a captured binding in the function.
    pub(super) written: Vec<Id>,
    pub(super) rebuilt: Vec<Rebuilt>,
    /// The classes that the function calls by their own names: the identifier in the function, and
    /// the place of the name.
    pub(super) classes: Vec<(Id, Span)>,
}

/// The captured bindings of a function in order of their first use.
pub(super) type Bindings<'a> = IndexMap<Id, Reads<'a>, FxBuildHasher>;

/// How a function reads a captured binding.
#[derive(Debug, Clone)]
pub(super) struct Reads<'a> {
    pub(super) first: Span,
    /// The syntax context of the first use.
    context: SyntaxContext,
    /// Those of uses that have others.
    other_contexts: Vec<SyntaxContext>,
    /// Member paths; `None` for any other use.
    paths: Vec<Option<&'a [Atom]>>,
}

/// The captures of all functions of `facts.functions`, in that order.
pub(super) fn resolve_captures(
    facts: &Facts,
    captured: &Captures,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Vec<FunctionCaptures> {
    let mut bindings = attribute(facts, captured, findings);
    let server_functions = server_function_bindings(facts, captured);
    let written: Vec<Vec<Id>> = bindings.iter().map(identifiers).collect();
    let classes: Vec<Vec<(Id, Span)>> =
        bindings.iter_mut().map(|bindings| take_own_names(bindings, captured)).collect();
    let cycles = cycles::find_cycles(&bindings, &server_functions);
    let mut rebuilt = vec![Vec::new(); bindings.len()];
    for cycle in &cycles {
        if cycle.len() > cycles::MAX_MEMBERS {
            let first = facts.functions[cycle[0]].directive();
            findings.push(findings_of::large_cycle(cycle.len(), cycles::MAX_MEMBERS, first));
            continue;
        }
        let members =
            cycles::merge(cycle, &mut bindings, &server_functions, captured, facts, findings);
        for &member in cycle {
            let seen = members.iter().filter(|(only, _)| only.is_none_or(|only| only == member));
            rebuilt[member] = seen.map(|(_, rebuilt)| rebuilt.clone()).collect();
        }
    }
    for bindings in &bindings {
        warn_of_code(bindings, &server_functions, captured, options, findings);
    }
    let rebuilt = rebuilt.into_iter().zip(classes);
    let captures =
        bindings.iter().zip(rebuilt).zip(written).map(|((bindings, rebuilt), mut written)| {
            let (rebuilt, classes) = rebuilt;
            let capture = |(id, reads): (&Id, &Reads)| Capture {
                name: id.0.as_str().to_owned(),
                paths: paths_of(reads, options),
            };
            let captures = bindings.iter().map(capture).collect();
            let bindings: Vec<Id> =
                bindings.iter().map(|(id, reads)| reads.identifier(id)).collect();
            written.extend(bindings.iter().cloned());
            written.extend(rebuilt.iter().map(|rebuilt: &Rebuilt| rebuilt.binding.clone()));
            FunctionCaptures { captures, bindings, written, rebuilt, classes }
        });
    captures.collect()
}

fn identifiers(bindings: &Bindings) -> Vec<Id> {
    bindings.iter().flat_map(|(id, reads)| reads.identifiers(id)).collect()
}

/// Takes out the names of classes that the module evaluates once: they never travel.
fn take_own_names(bindings: &mut Bindings, captured: &Captures) -> Vec<(Id, Span)> {
    let mut classes = Vec::new();
    bindings.retain(|id, reads| match captured.declarations.get(id) {
        Some(Declaration { kind: DeclarationKind::OwnName, span, .. }) => {
            classes.push((reads.identifier(id), *span));
            false
        }
        _ => true,
    });
    classes
}

fn paths_of(reads: &Reads, options: &Options) -> Option<Vec<Vec<String>>> {
    let paths = options.narrow_captures.then_some(&reads.paths)?;
    narrow(paths.iter().copied())
}

/// Gives every use to the functions that it crosses on the way to its declaration.
fn attribute<'a>(
    facts: &Facts,
    captured: &'a Captures,
    findings: &mut Vec<Finding>,
) -> Vec<Bindings<'a>> {
    let mut bindings = vec![Bindings::default(); facts.functions.len()];
    let mut open: Vec<ServerFunction> = Vec::new();
    for event in &captured.events {
        let found = match event {
            Event::Enter(function) => {
                open.push(*function);
                continue;
            }
            Event::Leave => {
                open.pop();
                continue;
            }
            Event::Forbidden { .. } => continue,
            Event::Use(found) => found,
        };
        let Some(declaration) = captured.declarations.get(&found.id) else { continue };
        let inside = match declaration.function {
            Some(owner) => open.iter().position(|&f| f == owner).map_or(open.len(), |at| at + 1),
            None => 0,
        };
        for function in &open[inside..] {
            // Functions of the module scope have nothing around them to capture; what they see
            // of themselves is their own name.
            let ServerFunction::Inline(function) = *function else { continue };
            if facts.functions[function].module_binding.is_some() {
                continue;
            }
            let path = match &found.kind {
                UseKind::Path(path) => Some(path.as_slice()),
                UseKind::Whole => None,
                UseKind::Write => {
                    let name = &found.id.0;
                    findings.push(findings_of::write(name, found.span, declaration.span));
                    continue;
                }
            };
            let new = || Reads {
                first: found.span,
                context: found.context,
                other_contexts: Vec::new(),
                paths: Vec::new(),
            };
            let reads = bindings[function].entry(found.id.clone()).or_insert_with(new);
            reads.paths.push(path);
            let is_known = reads.contexts().any(|context| context == found.context);
            if !is_known {
                reads.other_contexts.push(found.context);
            }
        }
    }
    bindings
}

/// The bindings that hold an inline server function and nothing else, ever.
fn server_function_bindings(facts: &Facts, captured: &Captures) -> FxHashMap<Id, usize> {
    let by_span: FxHashMap<Span, usize> =
        facts.functions.iter().enumerate().map(|(index, f)| (f.shape.span, index)).collect();
    captured
        .declarations
        .iter()
        .filter(|(_, declaration)| !declaration.is_reassigned)
        .filter_map(|(id, declaration)| {
            let (DeclarationKind::Function(span)
            | DeclarationKind::Variable { function: Some(span), .. }) = declaration.kind
            else {
                return None;
            };
            Some((id.clone(), *by_span.get(&span)?))
        })
        .collect()
}

/// Warns of captured functions and classes: Flight cannot serialise them (rule 4.8).
fn warn_of_code(
    bindings: &Bindings,
    server_functions: &FxHashMap<Id, usize>,
    captured: &Captures,
    options: &Options,
    findings: &mut Vec<Finding>,
) {
    for (id, reads) in bindings {
        let Some(declaration) = captured.declarations.get(id) else { continue };
        let Some(what) = code_kind(declaration) else { continue };
        let is_sealed_in_part = paths_of(reads, options).is_some();
        if !is_sealed_in_part && !server_functions.contains_key(id) && !declaration.is_reassigned {
            let finding = findings_of::not_serialisable(&id.0, what, reads.first, declaration.span);
            findings.push(finding);
        }
    }
}

fn code_kind(declaration: &Declaration) -> Option<&'static str> {
    match declaration.kind {
        DeclarationKind::Class | DeclarationKind::Variable { class: true, .. } => Some("class"),
        DeclarationKind::Function(_) | DeclarationKind::Variable { function: Some(_), .. } => {
            Some("function")
        }
        _ => None,
    }
}

impl<'a> Reads<'a> {
    /// The binding as the function writes it.
    pub(super) fn identifier(&self, binding: &Id) -> Id {
        (binding.0.clone(), self.context)
    }

    fn contexts(&self) -> impl Iterator<Item = SyntaxContext> {
        std::iter::once(self.context).chain(self.other_contexts.iter().copied())
    }

    fn identifiers(&self, binding: &Id) -> impl Iterator<Item = Id> {
        self.contexts().map(|context| (binding.0.clone(), context))
    }

    /// Adds the reads of the same binding by another function.
    pub(super) fn extend(&mut self, other: &Self) {
        self.paths.extend(&other.paths);
    }
}

/// Names that are declared more than once below module scope.
pub(super) fn declarations_of<'a>(
    captured: &'a Captures,
    names: &FxHashSet<Atom>,
) -> Vec<(&'a Id, &'a Declaration)> {
    captured.declarations.iter().filter(|(id, _)| names.contains(&id.0)).collect()
}
