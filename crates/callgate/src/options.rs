//! What a caller can choose. Nothing here reads files or the environment: the same source and
//! the same options give the same bytes, on any machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The graph a module is compiled for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// The `react-server` graph, where server functions run.
    #[default]
    Server,
    /// Server-side rendering of client components: server functions are stubs here.
    Ssr,
    /// The browser: server functions are stubs here.
    Client,
}

/// The module specifiers that compiled code imports its helpers from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuntimeModules {
    /// Default `@callgate/runtime/server`.
    pub server: String,
    /// Default `@callgate/runtime/ssr`.
    pub ssr: String,
    /// Default `@callgate/runtime/client`.
    pub client: String,
}

impl Default for RuntimeModules {
    fn default() -> Self {
        Self {
            server: "@callgate/runtime/server".into(),
            ssr: "@callgate/runtime/ssr".into(),
            client: "@callgate/runtime/client".into(),
        }
    }
}

impl RuntimeModules {
    /// The specifier for `environment`.
    #[must_use]
    pub fn specifier(&self, environment: Environment) -> &str {
        match environment {
            Environment::Server => &self.server,
            Environment::Ssr => &self.ssr,
            Environment::Client => &self.client,
        }
    }
}

/// Options of [`compile`](crate::compile).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Path of the module: absolute, or relative to `root`. Its extension decides the syntax
    /// (`.ts`, `.mts`, `.cts`: TypeScript; `.tsx`: TypeScript and JSX; others: JavaScript and JSX).
    pub filename: String,
    /// Ids and the manifest use `filename` relative to this directory. Default: empty, which
    /// leaves a relative `filename` as it is.
    pub root: String,
    /// Default [`Environment::Server`].
    pub environment: Environment,
    /// Development output: stubs carry the function's name and a source map. Default `false`.
    pub dev: bool,
    /// Mixed into every id, so that two deployments of one code base can have different ids.
    /// Default empty.
    pub salt: String,
    /// Make a source map. Default `true`.
    pub source_map: bool,
    /// A version 3 source map (JSON) of `source` itself; the output map is composed with it.
    pub input_source_map: Option<String>,
    /// Send only the member paths that a server function reads of a captured value. Default `true`.
    pub narrow_captures: bool,
    /// Where helpers are imported from.
    pub runtime: RuntimeModules,
    /// The names behind `export * from "<source>"`, by source as written. Default none.
    pub resolved_exports: BTreeMap<String, Vec<String>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            filename: "module.tsx".into(),
            root: String::new(),
            environment: Environment::Server,
            dev: false,
            salt: String::new(),
            source_map: true,
            input_source_map: None,
            narrow_captures: true,
            runtime: RuntimeModules::default(),
            resolved_exports: BTreeMap::new(),
        }
    }
}
