//! What an SWC plugin and its host call of one another: addresses, encoded diagnostics, and the
//! channel of the manifest.

mod report;
mod wire;

pub use report::{COMPATIBILITY, NO_FILENAME, NO_POSITIONS, report};
use swc_transform_common::output::experimental_emit;
pub use wire::{HostEmitter, announce, process};

/// The key of the manifest in the host's `output`.
const OUTPUT_KEY: &str = "callgate";

/// Hands the manifest to the host. The channel is marked unstable in SWC; nothing else of Callgate
/// uses it.
pub fn emit_manifest(manifest: String) {
    experimental_emit(OUTPUT_KEY.to_owned(), manifest);
}

/// Exports what a host calls. `$process` takes an encoded program, the mark of identifiers that
/// nothing declares, and whether there are comments; it gives the program anew, or `None` where it
/// stays as it is.
#[macro_export]
macro_rules! export_plugin {
    ($process:path) => {
        /// Called first: which SWC the plugin is made with.
        #[unsafe(no_mangle)]
        extern "C" fn __get_transform_plugin_core_pkg_diag() -> u32 {
            $crate::announce()
        }

        /// Called for each module, with its encoded program.
        ///
        /// # Safety
        ///
        /// The host has allocated and written the bytes, and keeps them until this returns.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn __transform_plugin_process_impl(
            address: *const u8,
            length: u32,
            unresolved_mark: u32,
            has_comments: i32,
        ) -> u32 {
            // SAFETY: the contract of this function.
            unsafe {
                $crate::process(address, length, |program| {
                    $process(program, unresolved_mark, has_comments == 1)
                })
            }
        }
    };
}
