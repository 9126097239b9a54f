//! What JavaScript sees.

use callgate::{Directive, Options};
use napi::bindgen_prelude::{AsyncTask, Either, Env, Error, Latin1String, Result, Status, Task};
use napi_derive::napi;
use serde::Serialize;

use crate::{
    arguments::{is_utf16, options},
    guard::guard,
    outcome::Outcome,
    scan::{Failure, Request, scan},
    source::Source,
};

/// A string for JavaScript; ASCII crosses as Latin-1, which V8 copies without decoding.
type JsText = Either<Latin1String, String>;

/// A compiled module. What is absent is as in the source, or is nothing.
#[napi(object, object_from_js = false)]
pub struct CompiledModule {
    /// The text; absent: the source.
    #[napi(ts_type = "string")]
    pub code: Option<JsText>,
    /// Source map.
    #[napi(ts_type = "string")]
    pub map: Option<JsText>,
    /// Whether the text differs from the source.
    pub changed: bool,
    /// The file-level directive.
    #[napi(ts_type = "'use server' | 'use client'")]
    pub directive: Option<&'static str>,
    /// `ModuleManifest` as JSON.
    #[napi(ts_type = "string")]
    pub module: Option<JsText>,
    /// `Diagnostic[]` as JSON.
    #[napi(ts_type = "string")]
    pub diagnostics: Option<JsText>,
}

/// Compiles one module on this thread. `null`: the module has nothing to do with Callgate.
#[napi(catch_unwind)]
pub fn transform_sync(
    source: Either<String, &[u8]>,
    filename: String,
    root: String,
    flags: u32,
    input_source_map: Option<String>,
    extra: Option<String>,
) -> Result<Option<CompiledModule>> {
    let options = read_options(filename, root, flags, input_source_map, extra)?;
    let outcome = match source {
        Either::A(text) => Outcome::of(&Source::from(text), &options),
        Either::B(bytes) => compile_bytes(bytes, flags, &options),
    };
    to_js(outcome.map_err(Error::from_reason)?)
}

/// Compiles one module on a thread of the pool.
#[napi(catch_unwind, ts_return_type = "Promise<CompiledModule | null>")]
pub fn transform(
    source: Either<String, &[u8]>,
    filename: String,
    root: String,
    flags: u32,
    input_source_map: Option<String>,
    extra: Option<String>,
) -> Result<AsyncTask<Transform>> {
    let options = read_options(filename, root, flags, input_source_map, extra)?;
    let source = match source {
        Either::A(text) => Either::A(text),
        // Copied: JavaScript may write to the buffer before the work is done.
        Either::B(bytes) => Either::B(bytes.to_vec()),
    };
    Ok(AsyncTask::new(Transform { source, flags, options }))
}

/// Reads and compiles a project. Takes and gives JSON.
#[napi(catch_unwind, ts_return_type = "Promise<string>")]
pub fn scan_project(request: String) -> AsyncTask<Scan> {
    AsyncTask::new(Scan { request })
}

/// The version that the addon was built as.
#[napi]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

pub struct Transform {
    source: Either<String, Vec<u8>>,
    flags: u32,
    options: Options,
}

impl Task for Transform {
    type Output = Outcome;
    type JsValue = Option<CompiledModule>;

    fn compute(&mut self) -> Result<Outcome> {
        let outcome = match &mut self.source {
            Either::A(text) => Outcome::of(&Source::from(std::mem::take(text)), &self.options),
            Either::B(bytes) => {
                let outcome = compile_bytes(bytes, self.flags, &self.options);
                outcome.map(|outcome| keep_text(outcome, bytes, self.flags))
            }
        };
        outcome.map_err(Error::from_reason)
    }

    fn resolve(&mut self, _env: Env, outcome: Outcome) -> Result<Option<CompiledModule>> {
        to_js(outcome)
    }
}

pub struct Scan {
    request: String,
}

impl Task for Scan {
    type Output = String;
    type JsValue = JsText;

    fn compute(&mut self) -> Result<String> {
        let request: Request =
            serde_json::from_str(&self.request).map_err(|error| invalid(&error))?;
        let report = guard("the project", || scan(&request)).map_err(Failure::Panic).flatten();
        json(&report.map_err(|failure| match failure {
            Failure::Request(reason) => Error::new(Status::InvalidArg, reason),
            Failure::Panic(report) => Error::from_reason(report),
        })?)
    }

    fn resolve(&mut self, _env: Env, report: String) -> Result<JsText> {
        Ok(js_text(report))
    }
}

fn read_options(
    filename: String,
    root: String,
    flags: u32,
    input_source_map: Option<String>,
    extra: Option<String>,
) -> Result<Options> {
    options(filename, root, flags, input_source_map, extra).map_err(|error| invalid(&error))
}

fn compile_bytes(
    bytes: &[u8],
    flags: u32,
    options: &Options,
) -> std::result::Result<Outcome, String> {
    if is_utf16(flags) {
        return Outcome::of(&Source::from_utf16le(bytes), options);
    }
    let source = Source::from_utf8(bytes);
    let mut outcome = Outcome::of(&source, options)?;
    if outcome.is_trivial() {
        // The bytes have no string that could be given back in their place.
        outcome.refuse(&source, &options.filename);
    }
    Ok(outcome)
}

/// By now JavaScript may have written to its buffer, so the text has to come from the copy.
fn keep_text(mut outcome: Outcome, bytes: &[u8], flags: u32) -> Outcome {
    if !is_utf16(flags) && outcome.code.is_none() {
        outcome.code = Some(Source::from_utf8(bytes).text.into_owned());
    }
    outcome
}

fn to_js(outcome: Outcome) -> Result<Option<CompiledModule>> {
    if outcome.is_trivial() {
        return Ok(None);
    }
    let has_findings = !outcome.findings.is_empty();
    Ok(Some(CompiledModule {
        code: outcome.code.map(js_text),
        map: outcome.map.map(js_text),
        changed: outcome.changed,
        directive: outcome.directive.map(Directive::text),
        module: outcome.module.as_ref().map(json).transpose()?.map(js_text),
        diagnostics: has_findings.then(|| json(&outcome.findings)).transpose()?.map(js_text),
    }))
}

fn js_text(text: String) -> JsText {
    if text.is_ascii() { Either::A(text.into()) } else { Either::B(text) }
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::from_reason(error.to_string()))
}

fn invalid(error: &serde_json::Error) -> Error {
    Error::new(Status::InvalidArg, error.to_string())
}
