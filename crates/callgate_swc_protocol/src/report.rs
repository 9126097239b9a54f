//! What the plugin has to say, in the host's own form.

use callgate::{Diagnostic, Severity};
use callgate_swc_host::byte_offset;
use swc_core::common::{
    BytePos, DUMMY_SP, SourceFile, Span,
    errors::{DiagnosticId, Handler},
};

/// The host encodes programs in an unknown way.
pub const COMPATIBILITY: &str = "callgate: this version of SWC encodes its syntax tree in a way that \
    the plugin does not know. It works in @swc/core 1.15.0 to 1.16: see \
    https://github.com/callgate/callgate/blob/main/docs/compatibility.md";
/// The host tells no file name.
pub const NO_FILENAME: &str = "callgate: option `filename` has to be given: ids are made \
    of it, and the host does not tell it";
/// The program has no positions.
pub const NO_POSITIONS: &str = "callgate: the module has no positions, so a plugin that ran \
    before has replaced all of it: put Callgate before that plugin";

/// Hands a finding to the host.
pub fn report(found: &Diagnostic, file: &SourceFile, handler: &Handler) {
    let at = |offset| file.start_pos + BytePos(byte_offset(&file.src, offset));
    let mut spans =
        found.labels.iter().map(|label| (Span::new(at(label.start), at(label.end)), label));
    let code = DiagnosticId::Error(found.code.to_owned());
    let mut diagnostic = match found.severity {
        Severity::Error => handler.struct_err_with_code(&found.message, code),
        _ => handler.struct_span_warn_with_code(DUMMY_SP, &found.message, code),
    };
    if let Some((span, _)) = spans.next() {
        diagnostic.set_span(span);
    }
    for (span, label) in spans {
        diagnostic.span_label(span, &label.message);
    }
    diagnostic.help(&found.help).note(&found.url).emit();
}
