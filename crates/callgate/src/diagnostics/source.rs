//! CG14xx: text that is not a module, and options that go with it.

use swc_core::common::{BytePos, Span};

use super::Finding;

/// What helps against a syntax error.
pub(crate) const IS_TYPESCRIPT: &str =
    "the file holds TypeScript: let its name end in `.ts`, or in `.tsx` if it holds JSX, too";
pub(crate) const IS_JSX: &str = "the file holds JSX: let its name end in `.tsx`";
pub(crate) const IS_NOT_JSX: &str =
    "in a `.tsx` file `<` starts an element: write `x as T` for `<T>x`, and `<T,>` for `<T>`";
pub(crate) const IS_WRONG: &str = "correct this place, or what stands right before it";

#[cold]
pub(crate) fn syntax(span: Span, message: &str, help: &'static str) -> Finding {
    Finding::error("CG1401", span, format!("syntax error: {message}"), help)
}

#[cold]
pub(crate) fn nested_too_deeply() -> Finding {
    Finding::error(
        "CG1402",
        start(),
        "the code is nested too deeply to be compiled",
        "split the expression or the blocks; generated data belongs in a JSON file",
    )
}

#[cold]
pub(crate) fn too_large() -> Finding {
    Finding::error(
        "CG1404",
        start(),
        "the file is too large to be compiled: the limit is 1 GiB",
        "split the file",
    )
}

#[cold]
pub(crate) fn input_source_map(reason: &str) -> Finding {
    Finding::error(
        "CG1405",
        start(),
        format!("the input source map cannot be read: {reason}"),
        "give a version 3 source map as JSON, or none",
    )
}

fn start() -> Span {
    Span::new(BytePos(1), BytePos(1))
}

#[cold]
pub(crate) fn unknown_text(span: Span) -> Finding {
    Finding::error(
        "CG1406",
        span,
        "the source of this server function is not known: another tool has made or changed it, and \
         the function has no name of its own to make its id from",
        "give the function a name of its own, or let that tool run later",
    )
}
