//! Options as they cross from JavaScript: few, flat and cheap. The package's TypeScript has
//! checked them already.

use std::collections::BTreeMap;

use callgate::{Environment, Options, RuntimeModules};
use serde::Deserialize;

/// Bits of the `flags` argument. The package's `native-call.ts` holds the same table.
mod flag {
    pub(super) const ENVIRONMENT: u32 = 0b11;
    pub(super) const DEV: u32 = 1 << 2;
    pub(super) const SOURCE_MAP: u32 = 1 << 3;
    pub(super) const NARROW_CAPTURES: u32 = 1 << 4;
    pub(super) const UTF16: u32 = 1 << 5;
}

/// Options that are seldom given, as JSON.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
struct Extra {
    salt: String,
    runtime: RuntimeModules,
    resolved_exports: BTreeMap<String, Vec<String>>,
}

/// Whether byte input holds UTF-16 code units.
pub(crate) fn is_utf16(flags: u32) -> bool {
    flags & flag::UTF16 != 0
}

fn environment(flags: u32) -> Environment {
    match flags & flag::ENVIRONMENT {
        0 => Environment::Server,
        1 => Environment::Ssr,
        _ => Environment::Client,
    }
}

pub(crate) fn options(
    filename: String,
    root: String,
    flags: u32,
    input_source_map: Option<String>,
    extra: Option<String>,
) -> Result<Options, serde_json::Error> {
    let Extra { salt, runtime, resolved_exports } =
        extra.map_or_else(|| Ok(Extra::default()), |extra| serde_json::from_str(&extra))?;
    Ok(Options {
        filename,
        root,
        environment: environment(flags),
        dev: flags & flag::DEV != 0,
        salt,
        source_map: flags & flag::SOURCE_MAP != 0,
        input_source_map,
        narrow_captures: flags & flag::NARROW_CAPTURES != 0,
        runtime,
        resolved_exports,
    })
}
