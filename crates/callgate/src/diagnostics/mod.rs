//! Diagnostics: one constructor for each finding, grouped by hundred of its code, and the step
//! that gives findings their positions and code frames.

pub(crate) mod body;
pub(crate) mod capture;
mod diagnostic;
pub(crate) mod directive;
pub(crate) mod export;
mod finding;
#[cfg_attr(target_arch = "wasm32", path = "no_frame.rs")]
mod frame;
pub(crate) mod source;

pub use diagnostic::{Diagnostic, Label, Severity};
pub(crate) use finding::{Finding, report};
