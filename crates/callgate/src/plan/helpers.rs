//! Which helpers the output calls: only those are imported (rule 7.5).

use std::collections::BTreeSet;

use super::{Helper, Placement, ServerModule, Statement, names::Names};
use crate::scan::{Facts, Form};

/// Names the helpers that `server` uses.
pub(super) fn import_helpers(facts: &Facts, names: &mut Names, server: &mut ServerModule) {
    let after = server.after.iter().map(|(_, statement)| statement);
    let statements = server.head.iter().chain(&server.tail).chain(after);
    let mut used = BTreeSet::new();
    used.extend(statements.filter_map(helper_of));
    if !server.initialisers.is_empty() {
        used.insert(Helper::RegisterServerReference);
    }
    for (function, plan) in facts.functions.iter().zip(&server.functions) {
        if plan.placement == Placement::InPlace {
            continue;
        }
        used.insert(Helper::BindServerReference);
        if matches!(function.form, Form::StaticMethod { .. }) {
            used.insert(Helper::DefineServerMethod);
        }
    }
    server.imports = used.into_iter().map(|helper| (helper, names.fresh(helper.name()))).collect();
}

fn helper_of(statement: &Statement) -> Option<Helper> {
    match statement {
        Statement::Register { .. } => Some(Helper::RegisterServerReference),
        Statement::Entry { .. } => Some(Helper::OpenServerReference),
        Statement::Assert { .. } => Some(Helper::AssertServerFunctions),
        Statement::Snapshot { .. }
        | Statement::Export(_)
        | Statement::Forward { .. }
        | Statement::Variable { .. }
        | Statement::Function(_) => None,
    }
}
