//! What the benchmarks share: the texts they compile, the options, SWC's parser.

use std::{fs, path::Path};

use callgate::{Environment, Options};
use swc_core::{
    common::BytePos,
    ecma::{
        ast::{EsVersion, Program},
        parser::{Lexer, Parser, StringInput, Syntax, TsSyntax},
    },
};

/// The addon's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches");

/// `'use server'` and `count` functions.
pub fn file_level(count: usize) -> String {
    format!("'use server';\n\n{}", repeated("file-level.ts", count))
}

/// `count` components with a server function each.
pub fn inline(count: usize) -> String {
    repeated("inline.tsx", count)
}

/// `count` components without a server function.
pub fn plain(count: usize) -> String {
    repeated("plain.tsx", count)
}

fn repeated(template: &str, count: usize) -> String {
    let template = read(&Path::new(FOLDER).join("inputs").join(template));
    (0..count).map(|index| template.replace("$N", &index.to_string())).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the input of a benchmark can be read")
}

/// The modules of `benches/modules`, each a text of its own.
pub fn modules() -> Vec<String> {
    let folder = fs::read_dir(Path::new(FOLDER).join("modules")).expect("benches/modules exists");
    folder.flatten().map(|entry| read(&entry.path())).collect()
}

/// Options for a `.tsx` module, source maps on.
pub fn options(environment: Environment) -> Options {
    let filename = "src/module.tsx".to_owned();
    Options { filename, environment, source_map: true, ..Options::default() }
}

/// SWC's parser alone.
pub fn parse(source: &str) -> Program {
    let syntax = TsSyntax { tsx: true, decorators: true, ..TsSyntax::default() };
    let input = StringInput::new(source, BytePos(1), BytePos(1 + source.len() as u32));
    let lexer = Lexer::new(Syntax::Typescript(syntax), EsVersion::EsNext, input, None);
    let program = Parser::new_from(lexer).parse_module().map(Program::Module);
    program.expect("the input of a benchmark is a module")
}
