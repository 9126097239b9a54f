//! The options of a plugin as its user writes them, checked key by key: whatever is wrong is said
//! with the name of the key and what it may be.

use callgate::{Environment, Options, RuntimeModules};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What a plugin is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Options of the compiler.
    pub options: Options,
    /// What to do with the module.
    pub action: Action,
    /// How the manifest leaves the plugin.
    pub manifest: ManifestChannel,
}

/// What a plugin does with a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Compile it.
    Transform,
    /// Report diagnostics, and leave the program as it is.
    Check,
    /// Nothing: it is a dependency, which nobody checks here.
    Skip,
}

/// How the manifest of a module reaches the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManifestChannel {
    /// As `output` of the host's result.
    Output,
    /// As a comment at the start of the code.
    Comment,
    /// It does not.
    None,
}

/// What a host tells of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The file that is compiled.
    pub filename: Option<String>,
    /// `SWC_ENV`, `NODE_ENV` or `development`.
    pub mode: Option<String>,
    /// The working directory.
    pub cwd: Option<String>,
}

const KEYS: [&str; 10] = [
    "environment",
    "mode",
    "manifest",
    "filename",
    "root",
    "dev",
    "salt",
    "narrowCaptures",
    "runtime",
    "resolvedExports",
];
const RUNTIME_KEYS: [&str; 3] = ["server", "ssr", "client"];

/// Reads the options, JSON. `Err` holds a message for each thing that is wrong.
///
/// # Errors
///
/// When the options are not an object of known keys with the values that they allow.
pub fn read_options(json: &str, metadata: Metadata) -> Result<Settings, Vec<String>> {
    let value = match serde_json::from_str(json) {
        Ok(Value::Null) => Value::Object(Map::new()),
        Ok(value) => value,
        Err(error) => return Err(vec![format!("callgate: the options are not JSON: {error}")]),
    };
    let Value::Object(map) = value else {
        return Err(vec![format!("callgate: the options must be an object, not {}", show(&value))]);
    };
    let mut reader = Reader { map, errors: Vec::new() };
    reader.check_keys("the options object", &KEYS);
    let is_check = reader.choice("mode", &[("transform", false), ("check", true)]).unwrap_or(false);
    let environments = [
        ("server", Environment::Server),
        ("ssr", Environment::Ssr),
        ("client", Environment::Client),
    ];
    let environment = if is_check && !reader.map.contains_key("environment") {
        None
    } else {
        reader.required_choice("environment", &environments)
    };
    let channels = [
        ("output", ManifestChannel::Output),
        ("comment", ManifestChannel::Comment),
        ("none", ManifestChannel::None),
    ];
    let manifest = reader.choice("manifest", &channels).unwrap_or(ManifestChannel::Output);
    let options = Options {
        filename: reader
            .value("filename", "a string")
            .or(metadata.filename)
            .filter(|filename: &String| !filename.is_empty())
            .unwrap_or_default(),
        root: root(reader.value("root", "a string"), metadata.cwd),
        environment: environment.unwrap_or_default(),
        dev: reader
            .value("dev", "`true` or `false`")
            .unwrap_or(metadata.mode.as_deref() == Some("development")),
        salt: reader.value("salt", "a string").unwrap_or_default(),
        narrow_captures: reader.value("narrowCaptures", "`true` or `false`").unwrap_or(true),
        runtime: reader.runtime(),
        resolved_exports: reader
            .value("resolvedExports", "an object of arrays of strings")
            .unwrap_or_default(),
        ..Options::default()
    };
    let action = match is_check {
        false => Action::Transform,
        true if is_dependency(&options.filename) => Action::Skip,
        true => Action::Check,
    };
    if reader.errors.is_empty() {
        Ok(Settings { options, action, manifest })
    } else {
        Err(reader.errors)
    }
}

/// A relative root is one of the working directory: as part of an id the path of the machine would
/// make it another one elsewhere.
fn root(given: Option<String>, cwd: Option<String>) -> String {
    match (given, cwd) {
        (Some(given), Some(cwd)) if !is_absolute(&given) => format!("{cwd}/{given}"),
        (given, cwd) => given.or(cwd).unwrap_or_default(),
    }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':')
}

fn is_dependency(filename: &str) -> bool {
    filename.split(['/', '\\']).any(|name| name == "node_modules")
}

struct Reader {
    map: Map<String, Value>,
    errors: Vec<String>,
}

impl Reader {
    fn check_keys(&mut self, owner: &str, known: &[&str]) {
        for key in self.map.keys().filter(|key| !known.contains(&key.as_str())) {
            let names: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
            let names = names.join(", ");
            self.errors.push(format!("callgate: {owner} has no `{key}`; there are {names}"));
        }
    }

    fn wrong(&mut self, key: &str, allowed: &str, value: &Value) {
        let value = show(value);
        self.errors.push(format!("callgate: option `{key}` must be {allowed}, not {value}"));
    }

    fn value<T: DeserializeOwned>(&mut self, key: &str, allowed: &str) -> Option<T> {
        let value = self.map.get(key)?.clone();
        let read = serde_json::from_value(value.clone());
        if read.is_err() {
            self.wrong(key, allowed, &value);
        }
        read.ok()
    }

    fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        if self.map.contains_key(key) { self.required_choice(key, choices) } else { None }
    }

    fn required_choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let value = self.map.get(key).cloned();
        let found = choices.iter().find(|(name, _)| {
            value.as_ref().and_then(Value::as_str).is_some_and(|given| given == *name)
        });
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| format!("'{name}'")).collect();
            let (last, others) =
                names.split_last().map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
            let allowed = format!("{} or {last}", others.join(", "));
            match value {
                Some(value) => self.wrong(key, &allowed, &value),
                None => {
                    self.errors
                        .push(format!("callgate: option `{key}` has to be given: {allowed}"));
                }
            }
        }
        found.map(|&(_, choice)| choice)
    }

    fn runtime(&mut self) -> RuntimeModules {
        let mut runtime = RuntimeModules::default();
        let map = match self.map.get("runtime").cloned() {
            None => return runtime,
            Some(Value::Object(map)) => map,
            Some(value) => {
                self.wrong("runtime", "an object", &value);
                return runtime;
            }
        };
        let mut reader = Self { map, errors: Vec::new() };
        reader.check_keys("option `runtime`", &RUNTIME_KEYS);
        let modules = [&mut runtime.server, &mut runtime.ssr, &mut runtime.client];
        for (key, module) in RUNTIME_KEYS.into_iter().zip(modules) {
            match reader.map.get(key) {
                None => {}
                Some(Value::String(given)) => module.clone_from(given),
                Some(value) => self.wrong(&format!("runtime.{key}"), "a string", value),
            }
        }
        self.errors.append(&mut reader.errors);
        runtime
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::Array(_) => "an array".into(),
        Value::Object(_) => "an object".into(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use callgate::Environment;

    use super::{Action, ManifestChannel, Metadata, read_options};

    fn errors(json: &str) -> Vec<String> {
        read_options(json, Metadata::default()).unwrap_err()
    }

    #[test]
    fn takes_what_the_host_tells() {
        let metadata = Metadata {
            filename: Some("/app/a.ts".into()),
            mode: Some("development".into()),
            cwd: Some("/app".into()),
        };
        let settings = read_options(r#"{"environment":"client"}"#, metadata.clone()).unwrap();
        assert_eq!(settings.options.filename, "/app/a.ts");
        assert_eq!(settings.options.root, "/app");
        assert_eq!(settings.options.environment, Environment::Client);
        assert!(settings.options.dev);
        assert_eq!(settings.action, Action::Transform);
        assert_eq!(settings.manifest, ManifestChannel::Output);
        let given = r#"{"environment":"ssr","dev":false,"root":"/","filename":"b.ts"}"#;
        let settings = read_options(given, metadata).unwrap();
        assert_eq!((settings.options.filename, settings.options.dev), ("b.ts".into(), false));
    }

    #[test]
    fn a_relative_root_is_one_of_the_working_directory() {
        for (root, cwd, expected) in [
            ("web", Some("/app"), "/app/web"),
            ("/web", Some("/app"), "/web"),
            ("C:\\web", Some("D:\\app"), "C:\\web"),
            ("web", None, "web"),
        ] {
            let metadata = Metadata { cwd: cwd.map(Into::into), ..Metadata::default() };
            let options = serde_json::json!({ "environment": "server", "root": root }).to_string();
            let settings = read_options(&options, metadata).unwrap();
            assert_eq!(settings.options.root, expected);
        }
    }

    #[test]
    fn check_needs_no_environment() {
        let settings = read_options(r#"{"mode":"check"}"#, Metadata::default()).unwrap();
        assert_eq!(settings.action, Action::Check);
    }

    #[test]
    fn check_leaves_dependencies_alone() {
        for filename in ["/app/node_modules/a/b.js", "C:\\\\app\\\\node_modules\\\\a.js"] {
            let json = format!(r#"{{"mode":"check","filename":"{filename}"}}"#);
            let settings = read_options(&json, Metadata::default()).unwrap();
            assert_eq!(settings.action, Action::Skip);
        }
    }

    #[test]
    fn names_the_key_and_what_it_may_be() {
        for (json, message) in [
            ("{}", "callgate: option `environment` has to be given: 'server', 'ssr' or 'client'"),
            ("null", "callgate: option `environment` has to be given: 'server', 'ssr' or 'client'"),
            ("[]", "callgate: the options must be an object, not an array"),
            (
                r#"{"environment":"edge"}"#,
                r#"callgate: option `environment` must be 'server', 'ssr' or 'client', not "edge""#,
            ),
            (r#"{"mode":"check","salt":1}"#, "callgate: option `salt` must be a string, not 1"),
            (
                r#"{"mode":"check","dev":null}"#,
                "callgate: option `dev` must be `true` or `false`, not null",
            ),
            (
                r#"{"mode":"check","resolvedExports":{"a":[1]}}"#,
                "callgate: option `resolvedExports` must be an object of arrays of strings, not an object",
            ),
            (
                r#"{"mode":"check","runtime":{"server":{}}}"#,
                "callgate: option `runtime.server` must be a string, not an object",
            ),
            (
                r#"{"mode":"check","runtime":{"edge":""}}"#,
                "callgate: option `runtime` has no `edge`; there are `server`, `ssr`, `client`",
            ),
        ] {
            assert_eq!(errors(json), [message], "{json}");
        }
    }

    #[test]
    fn says_everything_that_is_wrong() {
        let errors = errors(r#"{"enviroment":"server","dev":1}"#);
        assert_eq!(errors.len(), 3, "{errors:?}");
        assert!(errors[0].starts_with(
            "callgate: the options object has no `enviroment`; there are `environment`, "
        ));
    }
}
