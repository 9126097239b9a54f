//! A host that holds a syntax tree, as `@swc/core` does when it calls a plugin.

use callgate::{Context, Options, Transformed, transform};
use swc_core::{
    common::{
        BytePos, FileName, GLOBALS, Mark, SourceMap, comments::SingleThreadedComments, sync::Lrc,
    },
    ecma::{
        ast::{EsVersion, Pass as _, Program},
        codegen::{Emitter, text_writer::JsWriter},
        parser::{
            Lexer, Parser, StringInput, Syntax, TsSyntax,
            error::{Error, SyntaxError},
        },
        transforms::{
            base::{fixer::fixer, hygiene::hygiene, resolver},
            typescript::strip,
        },
    },
};

use crate::parse::syntax;

/// A program in a host.
pub struct Hosted {
    pub program: Program,
    pub comments: SingleThreadedComments,
    unresolved_mark: Mark,
    top_level_mark: Mark,
    files: Lrc<SourceMap>,
    source: String,
    start: BytePos,
}

impl Hosted {
    /// Parses and resolves a text. Must run inside `GLOBALS`. The error is the parser's.
    pub fn parse(source: &str, filename: &str) -> Result<Self, String> {
        // Hosts drop the byte order mark when they read a file.
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let files: Lrc<SourceMap> = Lrc::default();
        // The program of a host that compiles many files does not start at the first position.
        files.new_source_file(FileName::Anon.into(), "/* another file */".to_owned());
        let file = files.new_source_file(FileName::Anon.into(), source.to_owned());
        let comments = SingleThreadedComments::default();
        let syntax = syntax_of(filename);
        let input = StringInput::from(&*file);
        let mut parser =
            Parser::new_from(Lexer::new(syntax, EsVersion::EsNext, input, Some(&comments)));
        let is_common_js = filename.ends_with(".cjs") || filename.ends_with(".cts");
        let program = if is_common_js {
            parser.parse_commonjs().map(Program::Script)
        } else {
            parser.parse_module().map(Program::Module)
        };
        let mut program = program.map_err(|error| format!("{error:?}"))?;
        // `with` is an error in a module, but what is in it has findings of its own.
        let is_real = |error: &&Error| *error.kind() != SyntaxError::WithInStrict;
        if let Some(error) = parser.take_errors().iter().find(is_real) {
            return Err(format!("{error:?}"));
        }
        let (unresolved_mark, top_level_mark) = (Mark::new(), Mark::new());
        resolver(unresolved_mark, top_level_mark, syntax.typescript()).process(&mut program);
        let (source, start) = (source.to_owned(), file.start_pos);
        Ok(Self { program, comments, unresolved_mark, top_level_mark, files, source, start })
    }

    pub fn transform(&mut self, options: &Options) -> Transformed {
        let context = Context {
            source: &self.source,
            start: self.start,
            unresolved_mark: self.unresolved_mark,
            comments: Some(&self.comments),
        };
        transform(&mut self.program, &context, options)
    }

    /// The program as text at the end of a host's work.
    pub fn finish(&self) -> String {
        let mut program = self.program.clone();
        strip(self.unresolved_mark, self.top_level_mark).process(&mut program);
        hygiene().process(&mut program);
        fixer(None).process(&mut program);
        // The mark is a comment when it is read, and a position when it is made. A lone `;`
        // parses as one statement less behind a declaration.
        print(&program, &self.files, None).replace("/*#__PURE__*/ ", "").replace("    ;\n", "")
    }

    /// The program as text, with its comments.
    pub fn print(&self) -> String {
        print(&self.program, &self.files, Some(&self.comments))
    }
}

/// Runs `work` as a host's thread does, with room for deep programs.
pub fn in_globals<T>(work: impl FnOnce() -> T) -> T {
    GLOBALS.set(&Default::default(), work)
}

/// A program as text.
pub fn print(
    program: &Program,
    files: &Lrc<SourceMap>,
    comments: Option<&SingleThreadedComments>,
) -> String {
    // Printing takes comments out.
    let comments = comments.map(|comments| {
        let (leading, trailing) = comments.borrow_all();
        SingleThreadedComments::from_leading_and_trailing(
            Lrc::new(leading.clone().into()),
            Lrc::new(trailing.clone().into()),
        )
    });
    let mut text = Vec::new();
    let writer = JsWriter::new(files.clone(), "\n", &mut text, None);
    let mut emitter = Emitter {
        cfg: Default::default(),
        cm: files.clone(),
        comments: comments.as_ref().map(|comments| comments as _),
        wr: writer,
    };
    emitter.emit_program(program).expect("memory");
    String::from_utf8(text).expect("the printer writes UTF-8")
}

fn syntax_of(filename: &str) -> Syntax {
    let name = filename.split('?').next().unwrap_or(filename);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match syntax(extension) {
        Syntax::Typescript(typescript) => {
            let dts = name.ends_with(&format!(".d.{extension}"));
            Syntax::Typescript(TsSyntax { dts, ..typescript })
        }
        javascript => javascript,
    }
}
