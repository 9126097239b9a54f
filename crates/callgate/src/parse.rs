//! Text to syntax tree, with the syntax that the file name calls for.

use std::ops::Range;

use swc_core::{
    common::{BytePos, Spanned},
    ecma::{
        ast::{EsVersion, ModuleItem},
        parser::{
            Context, EsSyntax, Lexer, PResult, Parser, StringInput, Syntax, TsSyntax,
            error::{Error, SyntaxError},
            unstable::Token,
        },
    },
};

use crate::{
    diagnostics::{Finding, source},
    module_path::without_query,
    tokens,
};

/// The position of the first byte: 0 is SWC's dummy position.
pub(crate) const START: BytePos = BytePos(1);

/// The byte order mark is not part of the program.
const BOM: &str = "\u{feff}";

/// Parses `source` and hands its items to a new reader, each of them alone: of a large file the
/// tree as a whole would be many times as large as the text. Must run inside `GLOBALS`.
pub(crate) fn parse<R>(
    source: &str,
    filename: &str,
    new_reader: impl Fn() -> R,
    read: impl Fn(&mut R, &ModuleItem),
) -> Result<R, Vec<Finding>> {
    let syntax = syntax_of(extension(filename), filename);
    let is_common_js = is_common_js(filename);
    let parse_text = |text: &str| {
        let mut reader = new_reader();
        parse_text(text, syntax, is_common_js, |item| read(&mut reader, item)).map(|()| reader)
    };
    let mut errors = match parse_text(source) {
        Ok(reader) => return Ok(reader),
        Err(errors) => errors,
    };
    let mut text = source.to_owned();
    for _ in 0..MAX_REPAIRS {
        if !insert_semicolons(&mut text, &errors) {
            break;
        }
        match parse_text(&text) {
            Ok(reader) => return Ok(reader),
            // Every repair is right by itself, so what is left is wrong with the source.
            Err(remaining) => errors = remaining,
        }
    }
    let help = remedy(source, filename);
    let finding = |error: &Error| source::syntax(error.span(), &error.kind().msg(), help);
    Err(errors.iter().map(finding).collect())
}

/// What to do about a text that is no program. Often it is one under another name.
fn remedy(source: &str, filename: &str) -> &'static str {
    let parses_as = |extension: &str| {
        parse_text(source, syntax_of(extension, filename), is_common_js(filename), |_| {}).is_ok()
    };
    match extension(filename) {
        "ts" | "mts" | "cts" if parses_as("tsx") => source::IS_JSX,
        "tsx" if parses_as("ts") => source::IS_NOT_JSX,
        "ts" | "mts" | "cts" | "tsx" => source::IS_WRONG,
        _ if parses_as("ts") || parses_as("tsx") => source::IS_TYPESCRIPT,
        _ => source::IS_WRONG,
    }
}

fn parse_text(
    text: &str,
    syntax: Syntax,
    is_common_js: bool,
    read: impl FnMut(&ModuleItem),
) -> Result<(), Vec<Error>> {
    let (text, offset) = match text.strip_prefix(BOM) {
        Some(text) => (text, BOM.len() as u32),
        None => (text, 0),
    };
    let start = START + BytePos(offset);
    let end = BytePos(start.0 + text.len() as u32);
    let lexer = Lexer::new(syntax, EsVersion::EsNext, StringInput::new(text, start, end), None);
    let mut parser = Parser::new_from(lexer);
    let parsed = if is_common_js {
        parse_script(&mut parser, read)
    } else {
        parse_module(&mut parser, read)
    };
    let mut errors = parser.take_errors();
    // No module may hold a `with` statement, but the finding that a server function in one
    // deserves says more than the parser's.
    errors.retain(|error| *error.kind() != SyntaxError::WithInStrict);
    match parsed {
        Ok(()) if errors.is_empty() => return Ok(()),
        Ok(()) => {}
        Err(error) => errors.push(error),
    }
    Err(errors)
}

/// As the parser's own `parse_module` does, which makes the tree of all items.
fn parse_module(parser: &mut Parser<Lexer>, mut read: impl FnMut(&ModuleItem)) -> PResult<()> {
    parser.set_ctx(parser.ctx() | Context::Module | Context::Strict);
    parser.allow_module_syntax();
    parser.parse_shebang()?;
    while parser.input().cur() != Token::Eof {
        read(&parser.parse_module_item()?);
    }
    Ok(())
}

/// A script with a directive is an error, so it is read as a whole.
fn parse_script(parser: &mut Parser<Lexer>, mut read: impl FnMut(&ModuleItem)) -> PResult<()> {
    let statements = parser.parse_commonjs()?.body;
    statements.into_iter().for_each(|statement| read(&ModuleItem::Stmt(statement)));
    Ok(())
}

/// SWC's parser gives up at the first error of some kinds, so mending takes as many rounds.
const MAX_REPAIRS: usize = 64;

/// SWC 83 takes an operator on the line behind an arrow function's body for an error, where
/// the language inserts a semicolon: an arrow function cannot be an operand. Puts a semicolon
/// in the place of the white space and comments there, so that all positions stay.
fn insert_semicolons(text: &mut String, errors: &[Error]) -> bool {
    let errors = errors.iter().filter(|error| *error.kind() == SyntaxError::TS1005);
    let places = errors.map(|error| error.span().lo.0.saturating_sub(START.0) as usize);
    let spaces: Vec<Range<usize>> = places.filter_map(|at| space_behind_body(text, at)).collect();
    let mut bytes = std::mem::take(text).into_bytes();
    for space in &spaces {
        bytes[space.clone()].fill(b' ');
        bytes[space.end - 1] = b';';
    }
    // Whole characters were replaced, by ASCII bytes.
    *text = String::from_utf8(bytes).unwrap_or_default();
    !spaces.is_empty()
}

/// What stands between a `}` and the token at `at`, if that is the next one, on another line.
/// A comment there may hold such a brace, too, but not more than a few.
fn space_behind_body(text: &str, at: usize) -> Option<Range<usize>> {
    const MAX_BRACES: usize = 16;
    let before = text.get(..at)?;
    let is_space = |start: usize| {
        before[start..].contains(['\n', '\r', '\u{2028}', '\u{2029}'])
            && tokens::skip_trivia(text, start) == at
    };
    let braces = memchr::memrchr_iter(b'}', before.as_bytes()).take(MAX_BRACES);
    braces.map(|brace| brace + 1).filter(|&start| is_space(start)).last().map(|start| start..at)
}

/// The byte offset of a position that the parser gave.
pub(crate) fn offset(position: BytePos) -> u32 {
    position.0 - START.0
}

/// Whether a file can only be CommonJS.
pub(crate) fn is_common_js(filename: &str) -> bool {
    matches!(extension(filename), "cjs" | "cts")
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
