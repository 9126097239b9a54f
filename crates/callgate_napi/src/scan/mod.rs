//! Reads a project in parallel and compiles what may hold a directive. Takes a root and what to
//! select; gives manifests and findings, sorted by path; keeps no code.

mod content;
mod selection;

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use callgate::{Environment, ModuleManifest, Options};
use serde::{Deserialize, Serialize};

use self::selection::Selection;
use crate::{
    finding::{Finding, unreadable},
    outcome::Outcome,
    source::Source,
};

/// What to scan and how: the JSON that the package's TypeScript sends.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Request {
    /// Absolute path.
    root: String,
    include: Vec<String>,
    exclude: Vec<String>,
    environment: Environment,
    salt: String,
    narrow_captures: bool,
    resolved_exports: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// The result of a scan.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    modules: Vec<ModuleManifest>,
    diagnostics: Vec<Located>,
    files: usize,
}

/// A finding with the path of its file.
#[derive(Debug, Serialize)]
struct Located {
    path: String,
    #[serde(flatten)]
    finding: Finding,
}

impl Report {
    fn add(&mut self, path: &str, module: Option<ModuleManifest>, findings: Vec<Finding>) {
        self.modules.extend(module);
        let locate = |finding| Located { path: path.to_owned(), finding };
        self.diagnostics.extend(findings.into_iter().map(locate));
    }
}

/// Why there is no report.
pub(crate) enum Failure {
    /// What of the request is wrong.
    Request(String),
    /// Where the compiler panicked.
    Panic(String),
}

/// Scans a project.
pub(crate) fn scan(request: &Request) -> Result<Report, Failure> {
    let selection = Selection::new(&request.root, &request.include, &request.exclude)
        .map_err(Failure::Request)?;
    let files = AtomicUsize::new(0);
    let report = Mutex::new(Report::default());
    let panic = Mutex::new(None);
    selection.for_each_file(&|path, content| {
        let (module, findings) = match content.map(|bytes| inspect(path, bytes, request)) {
            Ok(Ok(Outcome { module, findings, .. })) => (module, findings),
            Ok(Err(message)) => {
                panic.lock().unwrap().get_or_insert(message);
                return;
            }
            Err(error) => (None, vec![unreadable(&error, path)]),
        };
        files.fetch_add(1, Ordering::Relaxed);
        if module.is_some() || !findings.is_empty() {
            report.lock().unwrap().add(path, module, findings);
        }
    });
    if let Some(message) = panic.into_inner().unwrap() {
        return Err(Failure::Panic(message));
    }
    let mut report = report.into_inner().unwrap();
    report.files = files.into_inner();
    report.modules.sort_by(|a, b| a.path.cmp(&b.path));
    // Stable: the findings of one file stay in the order of their positions.
    report.diagnostics.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(report)
}

fn inspect(path: &str, bytes: &[u8], request: &Request) -> Result<Outcome, String> {
    let options = Options {
        filename: path.to_owned(),
        environment: request.environment,
        salt: request.salt.clone(),
        source_map: false,
        narrow_captures: request.narrow_captures,
        resolved_exports: request.resolved_exports.get(path).cloned().unwrap_or_default(),
        ..Options::default()
    };
    Outcome::of(&Source::from_utf8(bytes), &options)
}
