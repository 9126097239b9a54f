//! Text to `Program`, with the syntax that the file name calls for and scopes resolved.

use swc_core::{
    common::{BytePos, Mark, Span, Spanned, SyntaxContext},
    ecma::{
        ast::{EsVersion, Pass as _, Program},
        parser::{EsSyntax, Lexer, Parser, StringInput, Syntax, TsSyntax},
        transforms::base::resolver,
    },
};

use crate::{
    diagnostics::{Finding, source},
    module_path::without_query,
};

/// Where positions start: 0 is SWC's dummy position.
const BASE: u32 = 1;

/// The byte order mark is not part of the program.
const BOM: &str = "\u{feff}";

/// A program whose identifiers carry syntax contexts.
pub(crate) struct Parsed {
    pub(crate) program: Program,
    /// Context of identifiers that no scope of the module declares.
    pub(crate) unresolved: SyntaxContext,
    /// Context of the module's own bindings.
    pub(crate) top_level: SyntaxContext,
    /// Whether the file can only be CommonJS.
    pub(crate) is_common_js: bool,
}

/// Parses and resolves `source`. Must run inside `GLOBALS`.
pub(crate) fn parse(source: &str, filename: &str) -> Result<Parsed, Vec<Finding>> {
    let (text, offset) = match source.strip_prefix(BOM) {
        Some(text) => (text, BOM.len() as u32),
        None => (source, 0),
    };
    let extension = extension(filename);
    let is_common_js = matches!(extension, "cjs" | "cts");
    let syntax = syntax_of(extension, filename);
    let start = BytePos(BASE + offset);
    let end = BytePos(start.0 + text.len() as u32);
    let lexer = Lexer::new(syntax, EsVersion::EsNext, StringInput::new(text, start, end), None);
    let mut parser = Parser::new_from(lexer);
    let parsed = if is_common_js {
        parser.parse_commonjs().map(Program::Script)
    } else {
        parser.parse_module().map(Program::Module)
    };
    let mut errors = parser.take_errors();
    let mut program = match parsed {
        Ok(program) if errors.is_empty() => program,
        Ok(_) => return Err(findings(&errors)),
        Err(error) => {
            errors.push(error);
            return Err(findings(&errors));
        }
    };
    let unresolved_mark = Mark::new();
    let top_level_mark = Mark::new();
    resolver(unresolved_mark, top_level_mark, syntax.typescript()).process(&mut program);
    Ok(Parsed {
        program,
        unresolved: SyntaxContext::empty().apply_mark(unresolved_mark),
        top_level: SyntaxContext::empty().apply_mark(top_level_mark),
        is_common_js,
    })
}

/// Byte offsets of a span in `source`, which is the whole text with its byte order mark.
pub(crate) fn offsets(span: Span, source: &str) -> (u32, u32) {
    let clamp = |position: BytePos| position.0.saturating_sub(BASE).min(source.len() as u32);
    (clamp(span.lo), clamp(span.hi).max(clamp(span.lo)))
}

/// The byte offset of a position that the parser gave.
pub(crate) fn offset(position: BytePos) -> u32 {
    position.0 - BASE
}

fn findings(errors: &[swc_core::ecma::parser::error::Error]) -> Vec<Finding> {
    errors.iter().map(|error| source::syntax(error.span(), &error.kind().msg())).collect()
}

fn extension(filename: &str) -> &str {
    without_query(filename).rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn syntax_of(extension: &str, filename: &str) -> Syntax {
    match extension {
        "ts" | "mts" | "cts" | "tsx" => Syntax::Typescript(TsSyntax {
            tsx: extension == "tsx",
            decorators: true,
            dts: without_query(filename).ends_with(&format!(".d.{extension}")),
            ..TsSyntax::default()
        }),
        _ => Syntax::Es(EsSyntax {
            jsx: true,
            decorators: true,
            decorators_before_export: true,
            import_attributes: true,
            auto_accessors: true,
            explicit_resource_management: true,
            ..EsSyntax::default()
        }),
    }
}
