//! The manifest as a comment in the code, for hosts that pass on nothing else.

use callgate::ModuleManifest;

/// The text of a block comment, without its marks. `!` makes minifiers keep it; `*/`, which an
/// export name may hold, cannot end it, as JSON may write a slash with a backslash.
#[must_use]
pub fn manifest_comment(module: &ModuleManifest) -> String {
    let json = serde_json::to_string(module).unwrap_or_default();
    format!("! @callgate {} ", json.replace("*/", r"*\/"))
}
