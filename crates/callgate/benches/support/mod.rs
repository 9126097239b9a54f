//! What the benchmarks share: the texts they compile, and SWC's own work on the same texts.

use std::{fs, path::Path};

use callgate::{Environment, Options};
use swc_core::{
    common::{BytePos, GLOBALS, Globals, Mark},
    ecma::{
        ast::{EsVersion, Expr, Ident, Pass as _, Program},
        parser::{Lexer, Parser, StringInput, Syntax, TsSyntax},
        transforms::base::resolver,
        visit::{Visit, VisitWith, noop_visit_type},
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

/// The modules of `benches/modules`, all together as texts of their own.
#[expect(dead_code, reason = "not every benchmark compiles them")]
pub fn modules() -> Vec<String> {
    let folder = fs::read_dir(Path::new(FOLDER).join("modules")).expect("benches/modules exists");
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the input of a benchmark can be read")
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

/// What no compiler that is built on SWC and knows scopes can do without: parse, resolve, look at
/// the tree twice (rules are judged by facts that the first look collects).
pub fn floor(source: &str) -> usize {
    GLOBALS.set(&Globals::new(), || {
        let mut program = parse(source);
        resolver(Mark::new(), Mark::new(), true).process(&mut program);
        let mut walk = Walk::default();
        program.visit_with(&mut walk);
        program.visit_with(&mut walk);
        walk.seen
    })
}

/// A walk that reads: it visits what the compiler's own do.
#[derive(Default)]
struct Walk {
    seen: usize,
}

impl Visit for Walk {
    noop_visit_type!();

    fn visit_ident(&mut self, ident: &Ident) {
        self.seen += ident.sym.len();
    }

    fn visit_expr(&mut self, expr: &Expr) {
        self.seen += 1;
        expr.visit_children_with(self);
    }
}
