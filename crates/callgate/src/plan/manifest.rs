//! The module's part of the manifest, from the plan alone.

use std::{collections::BTreeMap, sync::Arc};

use swc_core::{atoms::Atom, common::Span};

use super::{Input, Placement, ServerModule, exports::ServerExports};
use crate::{
    directive::Directive,
    manifest::{Capture, FunctionManifest, Location, ModuleManifest, Scope},
    scan::{FunctionName, InlineFunction},
};

/// A module with server functions.
pub(super) fn server_module(
    module: &Input,
    exports: &ServerExports,
    server: &ServerModule,
) -> ModuleManifest {
    let facts = module.facts;
    let location = |span: Span| {
        let (line, column) = module.lines.position(module.source.offsets(span).0);
        Location { line, column }
    };
    let path: Arc<str> = module.path.as_str().into();
    let none: Arc<[Capture]> = Arc::default();
    let mut functions = BTreeMap::new();
    for function in &exports.functions {
        functions.insert(
            (*function.id).to_owned(),
            FunctionManifest {
                module: Arc::clone(&path),
                export: function.canonical.as_str().to_owned(),
                name: function.canonical.as_str().to_owned(),
                scope: Scope::Module,
                exports: sorted(function.names.iter().map(|(name, _)| name)),
                parameters: function.shape.map(|shape| shape.parameters),
                captures: Arc::clone(&none),
                generator: function.shape.is_some_and(|shape| shape.is_generator),
                location: location(function.span),
            },
        );
    }
    for (function, plan) in facts.functions.iter().zip(&server.functions) {
        let is_repeated = matches!(plan.placement, Placement::SameAs(_));
        if exports.holds(function) || is_repeated {
            continue;
        }
        let mut names: Vec<&str> = function.path.iter().map(|name| &**name).collect();
        match &function.name {
            FunctionName::Static(name) if name.is_empty() => names.push("(anonymous)"),
            FunctionName::Static(_) => {}
            FunctionName::Computed(_) | FunctionName::Literal(_) => names.push("(computed)"),
        }
        functions.insert(
            (*plan.id).to_owned(),
            FunctionManifest {
                module: Arc::clone(&path),
                export: plan.export.as_str().to_owned(),
                name: names.join("/"),
                scope: Scope::Inline,
                exports: containing_exports(function, exports),
                parameters: Some(function.shape.parameters),
                captures: Arc::clone(&plan.captures),
                generator: function.shape.is_generator,
                location: location(function.shape.span),
            },
        );
    }
    let names = exports.functions.iter().flat_map(|function| &function.names);
    let names = names.map(|(name, _)| name);
    let directive = exports.is_server_file.then_some(Directive::UseServer);
    ModuleManifest { path: module.path.clone(), directive, exports: sorted(names), functions }
}

/// A `'use client'` module.
pub(super) fn client_module(path: &str, exports: &[(Atom, Span)]) -> ModuleManifest {
    let names = exports.iter().map(|(name, _)| name);
    ModuleManifest {
        path: path.to_owned(),
        directive: Some(Directive::UseClient),
        exports: sorted(names),
        functions: BTreeMap::new(),
    }
}

fn sorted<'a>(names: impl IntoIterator<Item = &'a Atom>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(|name| name.as_str().to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The exports of the module whose declaration the function is in (rule 2.4).
fn containing_exports(function: &InlineFunction, exports: &ServerExports) -> Vec<String> {
    let top = function.path.first().filter(|_| function.is_in_declaration);
    top.map(|top| sorted(exports.names_of(top))).unwrap_or_default()
}
