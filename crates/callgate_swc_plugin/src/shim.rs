//! Stands in for `callgate::transform`.
use callgate::{Diagnostic, ModuleManifest, Options, compile};
use swc_core::{
    common::{BytePos, GLOBALS},
    ecma::ast::Program,
};
pub(crate) struct Context<'a> {
    pub(crate) source: &'a str,
    pub(crate) start: BytePos,
    pub(crate) unresolved_mark: u32,
}
pub(crate) struct Transformed {
    pub(crate) changed: bool,
    pub(crate) module: Option<ModuleManifest>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}
pub(crate) fn transform(
    _program: &mut Program,
    context: &Context<'_>,
    options: &Options,
) -> Transformed {
    let compiled = compile(context.source, options);
    let _ = (context.start, context.unresolved_mark, &GLOBALS);
    Transformed {
        changed: compiled.changed,
        module: compiled.module,
        diagnostics: compiled.diagnostics,
    }
}
