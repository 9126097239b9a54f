//! Inline server functions: checks, ids and places (rules 2.1, 2.2, 4, 5).

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use swc_core::{atoms::Atom, common::Span, ecma::ast::Id};

use super::{
    ClassVariable, ExportedName, FunctionPlan, Initialiser, Input, Placement, ServerModule,
    Statement,
    captures::FunctionCaptures,
    exports::{ServerExports, exported_shapes},
    names::Names,
};
use crate::{
    capture::{Captures, Event, Forbidden, ServerFunction},
    diagnostics::{Finding, body, export, source},
    options::Options,
    reference_id::{Digest, Frame, ReferenceId, ReferenceIds},
    scan::{BindingKind, Declaration, Facts, Form, FunctionName, InlineFunction, Shape},
};

/// Errors in the functions themselves.
pub(super) fn check_bodies(
    captured: &Captures,
    facts: &Facts,
    exports: &ServerExports,
    findings: &mut Vec<Finding>,
) {
    findings.extend(facts.functions.iter().filter_map(|f| check_async(&f.shape)));
    findings.extend(captured.with_statements.iter().map(|&span| body::with_statement(span)));
    let exported: FxHashSet<Span> = exported_shapes(facts).map(|shape| shape.span).collect();
    for event in &captured.events {
        let Event::Forbidden { function, what, span } = event else { continue };
        // A function that stays where it is keeps its class and its scope.
        let moved = match function {
            ServerFunction::Inline(index) => {
                Some(&facts.functions[*index]).filter(|function| !stays(function, exports))
            }
            ServerFunction::OfModule(function) if exported.contains(function) => None,
            ServerFunction::OfModule(_) => continue,
        };
        let finding = match (what, moved) {
            (Forbidden::CapturedThis, Some(function)) => {
                body::captured_this(*span, function.shape.head)
            }
            (Forbidden::This | Forbidden::CapturedThis, _) => body::this(*span),
            (Forbidden::Arguments, _) => body::arguments(*span),
            (Forbidden::Super, _) => body::super_(*span),
            (Forbidden::NewTarget, _) => body::new_target(*span),
            (Forbidden::Eval, Some(_)) => body::direct_eval(*span),
            (Forbidden::PrivateName(name), Some(_)) => body::private_name(name, *span),
            _ => continue,
        };
        findings.push(finding);
    }
}

/// Whether a function is part of the module's own level and so stays where it is.
fn stays(function: &InlineFunction, exports: &ServerExports) -> bool {
    function.module_binding.is_some() || exports.holds(function)
}

/// A server function is async, or an async generator (rule 2.1).
pub(super) fn check_async(shape: &Shape) -> Option<Finding> {
    match (shape.is_async, shape.is_generator) {
        (true, _) => None,
        (false, true) => Some(export::sync_generator(shape.head)),
        (false, false) => Some(export::not_async(shape.head)),
    }
}

/// The id of a function and the path it is made from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Identity {
    id: ReferenceId,
    /// The first function with the same id, if it is another one.
    same_as: Option<usize>,
}

/// The ids of `facts.functions` (rule 5.2).
pub(super) fn identify(
    module: &Input,
    options: &Options,
    exports: &ServerExports,
    captures: &[FunctionCaptures],
    findings: &mut Vec<Finding>,
) -> Vec<Identity> {
    let facts = module.facts;
    let names = exports.functions.iter().flat_map(|function| &function.names);
    let exported_names: FxHashSet<&Atom> = names.map(|(name, _)| name).collect();
    let mut shared: FxHashMap<&[Atom], usize> = FxHashMap::default();
    for function in facts.functions.iter().filter(|f| !exports.holds(f)) {
        *shared.entry(&function.path).or_default() += 1;
    }
    let ids = ReferenceIds::new(&options.salt, &module.path);
    let mut first_with: FxHashMap<ReferenceId, usize> = FxHashMap::default();
    let identities = facts.functions.iter().enumerate().map(|(index, function)| {
        if let Some(id) = exports.id_of(function) {
            return Identity { id, same_as: None };
        }
        let is_shared = shared.get(&*function.path).is_some_and(|&count| count > 1);
        // In a `'use server'` file a path of one name could be that of an export.
        let is_export = exports.is_server_file
            && matches!(&*function.path, [name] if exported_names.contains(name));
        let mut digest = None;
        if !function.has_own_name || is_shared || is_export {
            digest = content_digest(index, module, captures);
            if digest.is_none() {
                findings.push(source::unknown_text(function.directive()));
            }
        }
        let id = ids.id(&function.path, digest.as_ref());
        let same_as = match first_with.get(&id) {
            Some(&first) => {
                let other = facts.functions[first].shape.span;
                if !(module.is_same_code)(other, function.shape.span) {
                    findings.push(source::unknown_text(function.directive()));
                }
                Some(first)
            }
            None => {
                first_with.insert(id, index);
                None
            }
        };
        Identity { id, same_as }
    });
    identities.collect()
}

/// Stands for the text of a function, of what it makes anew, and for its captures. Functions
/// that another tool made have no text.
fn content_digest(
    function: usize,
    module: &Input,
    captures: &[FunctionCaptures],
) -> Option<Digest> {
    let captured = &captures[function];
    let rebuilt = captured.rebuilt.iter().map(|rebuilt| rebuilt.function);
    let mut frame = Frame::default();
    for index in std::iter::once(function).chain(rebuilt) {
        let text = module.source.text_of(module.facts.functions[index].shape.span)?;
        // A checkout with other line ends must not change an id (rule 5.3).
        if text.contains('\r') {
            frame.field(&text.replace("\r\n", "\n"));
        } else {
            frame.field(text);
        }
    }
    frame_captures(captured, &mut frame);
    Some(frame.hash())
}

/// A field for each capture: its name and the paths of it that are sealed.
fn frame_captures(captured: &FunctionCaptures, frame: &mut Frame) {
    let mut field = String::new();
    for capture in captured.captures.iter() {
        field.clear();
        field.push_str(&capture.name);
        field.push(':');
        for (index, path) in capture.paths.iter().flatten().enumerate() {
            if index > 0 {
                field.push(',');
            }
            for (index, name) in path.iter().enumerate() {
                if index > 0 {
                    field.push('.');
                }
                field.push_str(name);
            }
        }
        frame.field(&field);
    }
}

/// Decides where each function goes and what that takes.
pub(super) fn place(
    module: &Input,
    captures: Vec<FunctionCaptures>,
    identities: Vec<Identity>,
    exports: &ServerExports,
    names: &mut Names,
    server: &mut ServerModule,
) {
    let facts = module.facts;
    server.arguments = names.fresh("args");
    server.functions.reserve(facts.functions.len());
    let mut known_classes = FxHashMap::default();
    let functions = facts.functions.iter().zip(captures).zip(identities).enumerate();
    for (index, ((function, captured), identity)) in functions {
        let plan = match identity.same_as {
            _ if stays(function, exports) => {
                in_place(function, &identity, exports, facts, names, server)
            }
            Some(first) => FunctionPlan {
                placement: Placement::SameAs(first),
                key_variable: key_variable(function, names, server),
                bindings: captured.bindings,
                ..server.functions[first].clone()
            },
            None => {
                let classes =
                    class_variables(&captured.classes, &mut known_classes, facts, names, server);
                hoisted(index, function, identity.id, captured, classes, names, server)
            }
        };
        server.functions.push(plan);
    }
}

/// A function at module scope stays, keeps its hoisting and is registered as early as its
/// binding allows (rule 4.2).
fn in_place(
    function: &InlineFunction,
    identity: &Identity,
    exports: &ServerExports,
    facts: &Facts,
    names: &mut Names,
    server: &mut ServerModule,
) -> FunctionPlan {
    let binding = function.module_binding.clone().unwrap_or_default();
    let mut plan = FunctionPlan {
        id: identity.id,
        placement: Placement::InPlace,
        local: facts.bindings.get(&binding).map(|found| found.id.clone()).unwrap_or_default(),
        export: Atom::default(),
        captures: Arc::default(),
        bindings: Vec::new(),
        written: Vec::new(),
        signature: None,
        rebuilt: Vec::new(),
        classes: Vec::new(),
        key_variable: None,
    };
    // An export of a `'use server'` file is registered with the other exports.
    if exports.holds(function) {
        return plan;
    }
    let mut name = None;
    if let Form::Declaration(Declaration { ident: None, .. }) = &function.form {
        plan.local = names.fresh("default");
        name = Some(Atom::from("default"));
        server.exports.push(super::ExportEdit::NameDefault {
            function: function.shape.span,
            local: plan.local.clone(),
        });
    }
    let register = Statement::Register { local: plan.local.clone(), id: identity.id, name };
    let mut statements = Vec::new();
    let statement_end = match facts.bindings.get(&binding).map(|binding| &binding.kind) {
        Some(BindingKind::Variable { is_followed: true, statement_end, name_of_place, .. }) => {
            let (function, id) = (function.shape.span, identity.id);
            server.initialisers.push(Initialiser { function, name: name_of_place.clone(), id });
            Some(*statement_end)
        }
        Some(BindingKind::Variable { statement_end, .. }) => {
            statements.push(register);
            Some(*statement_end)
        }
        _ => {
            statements.push(register);
            None
        }
    };
    let is_reassigned = exports.is_reassigned(&binding);
    match exports.preferred_name_of(&binding).filter(|_| !is_reassigned) {
        Some(name) => plan.export = name.clone(),
        None => {
            let (local, exported) = (plan.local.clone(), names.fresh(&plan.local.0));
            plan.export = exported.0.clone();
            statements.push(if is_reassigned {
                Statement::Snapshot { local: exported, value: local }
            } else {
                Statement::Export(ExportedName { local, exported: exported.0, origin: None })
            });
        }
    }
    match statement_end {
        Some(end) => server.after.extend(statements.into_iter().map(|s| (end, s))),
        None => server.head.extend(statements),
    }
    plan
}

/// Starts the name of an entry.
const ENTRY: &str = "entry_";

fn hoisted(
    index: usize,
    function: &InlineFunction,
    id: ReferenceId,
    captured: FunctionCaptures,
    classes: Vec<(Id, usize)>,
    names: &mut Names,
    server: &mut ServerModule,
) -> FunctionPlan {
    let hint = function.path_text(ENTRY, "_");
    let local = names.fresh(&hint[ENTRY.len()..]);
    let signature = (!captured.captures.is_empty()).then(|| {
        let mut frame = Frame::default();
        frame_captures(&captured, &mut frame);
        frame.hash()
    });
    let export = match signature {
        Some(_) => names.fresh(&hint),
        None => local.clone(),
    };
    server.head.push(match signature {
        Some(_) => Statement::Entry { local: export.clone(), function: index },
        None => Statement::Register { local: local.clone(), id, name: None },
    });
    server.tail.push(Statement::Function(index));
    FunctionPlan {
        id,
        placement: Placement::Hoisted,
        local,
        export: export.0,
        captures: captured.captures,
        bindings: captured.bindings,
        written: captured.written,
        signature,
        rebuilt: captured.rebuilt,
        classes,
        key_variable: key_variable(function, names, server),
    }
}

/// The variables that hold the classes which a function calls by their own names.
fn class_variables(
    found: &[(Id, Span)],
    known: &mut FxHashMap<Span, usize>,
    facts: &Facts,
    names: &mut Names,
    server: &mut ServerModule,
) -> Vec<(Id, usize)> {
    let mut variables = Vec::new();
    for (binding, name) in found {
        let Some(class) = facts.classes.get(name) else { continue };
        let index = *known.entry(*name).or_insert_with(|| {
            let local = names.fresh(&class.name.0);
            server.head.push(Statement::Variable { local: local.clone() });
            server.classes.push(ClassVariable { class: class.clone(), local });
            server.classes.len() - 1
        });
        variables.push((binding.clone(), index));
    }
    variables
}

/// A computed key is kept in a variable, so that the reference can have it as its name.
fn key_variable(
    function: &InlineFunction,
    names: &mut Names,
    server: &mut ServerModule,
) -> Option<Id> {
    let FunctionName::Computed(_) = function.name else { return None };
    let local = names.fresh("key");
    server.head.push(Statement::Variable { local: local.clone() });
    Some(local)
}
