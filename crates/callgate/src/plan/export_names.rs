//! The names that a module exports, whatever their values are.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use swc_core::{atoms::Atom, common::Span};

use crate::{
    diagnostics::{Finding, export as findings_of},
    options::Options,
    scan::{BindingKind, Export, ExportKind, Facts, ReExportKind},
};

/// The names that `export *` statements give, with the statement's index and place.
pub(super) fn star_names(
    facts: &Facts,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Vec<(usize, Atom, Span)> {
    if !facts.re_exports.iter().any(|found| matches!(found.kind, ReExportKind::Star)) {
        return Vec::new();
    }
    // Those of types count: TypeScript hides a name of a star behind them, too.
    let own: FxHashSet<&Atom> = facts.exports.iter().map(|export| &export.name).collect();
    let mut found: IndexMap<Atom, (usize, Span), FxBuildHasher> = IndexMap::default();
    let mut sources: FxHashSet<&str> = FxHashSet::default();
    for (index, re_export) in facts.re_exports.iter().enumerate() {
        if !matches!(re_export.kind, ReExportKind::Star) {
            continue;
        }
        let Some(names) = options.resolved_exports.get(&re_export.source) else {
            let finding = findings_of::unresolved_star(re_export.statement, &re_export.source);
            findings.push(finding);
            continue;
        };
        // The same module again gives the same bindings.
        if !sources.insert(&re_export.source) {
            continue;
        }
        let names: FxHashSet<&String> = names.iter().filter(|name| *name != "default").collect();
        let mut names: Vec<&String> = names.into_iter().collect();
        names.sort_unstable();
        for name in names {
            let name = Atom::from(name.as_str());
            if own.contains(&name) {
                continue;
            }
            if let Some((_, first)) = found.get(&name) {
                findings.push(findings_of::ambiguous_star(&name, re_export.statement, *first));
            } else {
                found.insert(name, (index, re_export.statement));
            }
        }
    }
    found.into_iter().map(|(name, (statement, span))| (statement, name, span)).collect()
}

/// Whether an export is gone with the types: `interface A {} export { A }`.
fn is_type(export: &Export, facts: &Facts) -> bool {
    let ExportKind::Local { binding, .. } = &export.kind else { return false };
    facts.bindings.get(binding).is_some_and(|found| matches!(found.kind, BindingKind::Type))
}

/// The specifier that makes an export, with its local name, or else the export's name.
pub(super) fn whole_of(export: &Export) -> Span {
    match &export.kind {
        ExportKind::Local { specifier: Some(specifier), .. } => specifier.span,
        _ => export.span,
    }
}

pub(super) fn check_duplicates(facts: &Facts, findings: &mut Vec<Finding>) {
    let mut first: FxHashMap<&Atom, Span> = FxHashMap::default();
    first.reserve(facts.exports.len());
    for export in facts.exports.iter().filter(|export| !is_type(export, facts)) {
        match first.get(&export.name) {
            Some(&other) if other != export.span => {
                findings.push(findings_of::duplicate(&export.name, export.span, other));
            }
            Some(_) => {}
            None => {
                first.insert(&export.name, export.span);
            }
        }
    }
}

/// The names of all value exports of a `'use client'` file with their places.
pub(super) fn client_exports(
    facts: &Facts,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Vec<(Atom, Span)> {
    check_duplicates(facts, findings);
    let mut names = Vec::new();
    for export in facts.exports.iter().filter(|export| !is_type(export, facts)) {
        if let ExportKind::Local { binding, .. } = &export.kind
            && !facts.bindings.contains_key(binding)
        {
            findings.push(findings_of::undeclared(binding, whole_of(export)));
        }
        names.push((export.name.clone(), export.span));
    }
    let stars = star_names(facts, options, findings);
    names.extend(stars.into_iter().map(|(_, name, span)| (name, span)));
    names
}
