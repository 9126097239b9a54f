//! What Callgate's SWC plugin knows of its hosts. Pure functions of bytes and text: no host is
//! needed to test them.

mod comment;
mod encoding;
mod options;
mod place;
mod prefilter;

pub use comment::manifest_comment;
pub use encoding::{Encoding, to_current, to_host};
pub use options::{Action, ManifestChannel, Metadata, Settings, read_options};
pub use place::byte_offset;
pub use prefilter::may_concern_compiler;
