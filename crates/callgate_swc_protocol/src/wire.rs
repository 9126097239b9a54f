//! The functions of both sides. SWC's `#[plugin_transform]` would write them, but its entry decodes
//! and encodes every program, also those that the compiler has nothing to do with.
#![expect(unsafe_code, reason = "the host's protocol is made of addresses")]

use swc_core::{
    common::{
        errors::{DiagnosticBuilder, Emitter},
        plugin::{
            PLUGIN_TRANSFORM_AST_SCHEMA_VERSION,
            diagnostics::PluginCorePkgDiagnostics,
            serialized::{PluginSerializedBytes, VersionedSerializable},
        },
    },
    diagnostics::get_core_engine_diagnostics,
};

#[cfg(target_arch = "wasm32")]
#[link(wasm_import_module = "env")]
unsafe extern "C" {
    fn __set_transform_result(address: u32, length: u32);
    fn __set_transform_plugin_core_pkg_diagnostics(address: u32, length: u32);
    fn __emit_diagnostics(address: u32, length: u32);
}

/// Other targets only check types.
#[cfg(not(target_arch = "wasm32"))]
mod native {
    pub(super) unsafe fn __set_transform_result(_: u32, _: u32) {}
    pub(super) unsafe fn __set_transform_plugin_core_pkg_diagnostics(_: u32, _: u32) {}
    pub(super) unsafe fn __emit_diagnostics(_: u32, _: u32) {}
}
#[cfg(not(target_arch = "wasm32"))]
use native::{
    __emit_diagnostics, __set_transform_plugin_core_pkg_diagnostics, __set_transform_result,
};

/// Hands bytes to a function of the host, which copies them.
fn send(bytes: &[u8], receive: unsafe fn(u32, u32)) {
    // SAFETY: the range is that of a slice.
    unsafe { receive(bytes.as_ptr() as u32, bytes.len() as u32) }
}

/// Passes diagnostics on to the host.
#[derive(Debug)]
pub struct HostEmitter;

impl Emitter for HostEmitter {
    fn emit(&mut self, builder: &mut DiagnosticBuilder<'_>) {
        let diagnostic = VersionedSerializable::new((*builder.diagnostic).clone());
        if let Ok(bytes) = PluginSerializedBytes::try_serialize(&diagnostic) {
            send(bytes.as_slice(), |address, length| unsafe {
                __emit_diagnostics(address, length);
            });
        }
    }
}

/// Tells the host which SWC the plugin is made with.
#[must_use]
pub fn announce() -> u32 {
    let engine = get_core_engine_diagnostics();
    let about = PluginCorePkgDiagnostics {
        ast_schema_version: PLUGIN_TRANSFORM_AST_SCHEMA_VERSION,
        pkg_version: engine.package_semver,
        git_sha: engine.git_sha,
        cargo_features: engine.cargo_features,
    };
    if let Ok(bytes) = PluginSerializedBytes::try_serialize(&VersionedSerializable::new(about)) {
        send(bytes.as_slice(), |address, length| unsafe {
            __set_transform_plugin_core_pkg_diagnostics(address, length);
        });
    }
    0
}

/// Hands an encoded program to `process`, and what it gives to the host.
///
/// # Safety
///
/// `length` bytes can be read from `address` until this returns.
pub unsafe fn process(
    address: *const u8,
    length: u32,
    process: impl FnOnce(&[u8]) -> Option<Vec<u8>>,
) -> u32 {
    // SAFETY: the contract of this function.
    let program = unsafe { std::slice::from_raw_parts(address, length as usize) };
    let result = process(program);
    send(result.as_deref().unwrap_or(program), |address, length| unsafe {
        __set_transform_result(address, length);
    });
    0
}
