//! The manifest: what of a module can be called from outside. Built from the plan alone, so it
//! cannot disagree with the code.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::directive::Directive;

/// What one module exposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ModuleManifest {
    /// Module path relative to the root, `/` separators, NFC.
    pub path: String,
    /// The file-level directive, if there is one.
    pub directive: Option<Directive>,
    /// Names of all value exports of a module with a file-level directive, sorted.
    pub exports: Vec<String>,
    /// Server functions by id.
    pub functions: BTreeMap<String, FunctionManifest>,
}

/// One server function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FunctionManifest {
    /// Module path of the module that holds it.
    pub module: Arc<str>,
    /// The export that a dispatcher loads and calls.
    pub export: String,
    /// The lexical path of the function, `Page/save`; for file-level functions the export name.
    pub name: String,
    /// Which directive marked it.
    pub scope: Scope,
    /// File-level: every export name of the function. Inline: the exports that contain it.
    pub exports: Vec<String>,
    /// Declared parameters; `None` when they are not known (re-exports, call results).
    pub parameters: Option<Parameters>,
    /// Captured bindings in the order in which they travel.
    pub captures: Arc<[Capture]>,
    /// `true` for `async function*`.
    pub generator: bool,
    /// Where the function starts.
    pub location: Location,
}

/// Which directive marked a server function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// A file-level `'use server'`.
    Module,
    /// A `'use server'` in the function's own body.
    Inline,
}

/// Declared parameters of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// Number of declared parameters, a rest parameter and a TypeScript `this` not counted.
    pub count: u32,
    /// Whether the last one is a rest parameter.
    pub rest: bool,
}

/// A captured binding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// Name of the binding.
    pub name: String,
    /// The member paths that are sealed; `None`: the whole value.
    pub paths: Option<Vec<Vec<String>>>,
}

/// A position in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// From 1.
    pub line: u32,
    /// From 0, in UTF-16 code units.
    pub column: u32,
}
