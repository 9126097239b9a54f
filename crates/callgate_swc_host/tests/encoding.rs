//! Every fixture's program survives the way to a host with the former encoding and back.

use std::{fs, path::Path};

use callgate_swc_host::{Encoding, to_current, to_host};
use swc_core::{
    common::{
        BytePos, EqIgnoreSpan,
        plugin::serialized::{PluginSerializedBytes, VersionedSerializable},
    },
    ecma::{
        ast::{EsVersion, Program},
        parser::{EsSyntax, Lexer, Parser, StringInput, Syntax, TsSyntax},
    },
};

/// What the two encode differently, and what only looks like it.
const CORNERS: &str = r"
function f(this: Window, a) { switch (a) { case 1: { let b } default: () => { switch (b) {} } } }
function g(): void;
const o = {
  get a(): number { return 1 }, set a(this: Box<A>, [b = () => {}]: B) {}, async *m() {},
  get [() => { }]() { return function () {} }, set b(c) { (this) => this },
};
class C<T> extends (class { constructor() {} }) {
  constructor(private a = () => { 1 }, @dec(() => { 2 }) public b?: number);
  constructor() { super() }
  get x(): T { return 1 } set x(v) {} static { (() => { 3 })() } #p(this: C<T>, ...r) {}
  accessor y = () => { 4 };
}
abstract class D { abstract m(): void; constructor(); abstract get z(): number }
enum E { A = (() => { 5 })() }
namespace N.M { export const n = (a: (this: X, b: { [k: string]: 1 }) => void): a is b => { 6 } }
declare function h(this: void): asserts this;
export default <T,>(x: T) => x;
";

#[test]
fn fixtures_survive_the_former_encoding() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut seen = 0;
    for fixture in fs::read_dir(fixtures).unwrap() {
        let Ok(files) = fs::read_dir(fixture.unwrap().path()) else { continue };
        for file in files.map(|file| file.unwrap().path()) {
            if file.file_stem().is_some_and(|stem| stem == "input") {
                let text = fs::read_to_string(&file).unwrap();
                let extension = file.extension().unwrap().to_str().unwrap();
                seen += usize::from(survives(&text, extension, &file.display().to_string()));
            }
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn corners_survive_the_former_encoding() {
    assert!(survives(CORNERS, "ts", "corners"));
    assert!(survives(
        "<a b={() => { 1 }} c='&#xD800;'>t \u{e9} &amp;{() => { 2 }}</a>",
        "tsx",
        "jsx"
    ));
}

#[test]
fn a_program_may_hold_nothing_that_differs() {
    let program = encode(&parse("export const a = (b) => b", "ts").unwrap());
    assert_eq!(to_current(&program).1, Encoding::Either);
}

#[test]
fn what_is_no_program_is_left_to_swc() {
    for bytes in [&b""[..], b"\xC1", b"\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", &[0xC1; 1000]] {
        assert_eq!(to_current(bytes), (bytes.into(), Encoding::Current));
    }
}

/// Whether the text could be parsed.
fn survives(text: &str, extension: &str, name: &str) -> bool {
    let Some(program) = parse(text, extension) else { return false };
    let current = encode(&program);
    let former = to_host(current.clone(), Encoding::Former);
    if former == current {
        assert_eq!(to_current(&former).1, Encoding::Either, "{name}");
        return true;
    }
    assert_eq!(to_current(&current), (current.as_slice().into(), Encoding::Current), "{name}");
    let (back, encoding) = to_current(&former);
    assert_eq!(encoding, Encoding::Former, "{name}");
    assert!(decode(&back).eq_ignore_span(&program), "{name}");
    true
}

fn parse(text: &str, extension: &str) -> Option<Program> {
    let syntax = if extension.contains("ts") {
        Syntax::Typescript(TsSyntax {
            tsx: extension == "tsx",
            decorators: true,
            ..TsSyntax::default()
        })
    } else {
        Syntax::Es(EsSyntax { jsx: true, decorators: true, ..EsSyntax::default() })
    };
    let input = StringInput::new(text, BytePos(1), BytePos(1 + text.len() as u32));
    let mut parser = Parser::new_from(Lexer::new(syntax, EsVersion::EsNext, input, None));
    parser.parse_program().ok()
}

fn encode(program: &Program) -> Vec<u8> {
    let program = VersionedSerializable::new(program.clone());
    PluginSerializedBytes::try_serialize(&program).unwrap().as_slice().to_vec()
}

fn decode(bytes: &[u8]) -> Program {
    PluginSerializedBytes::from_bytes(bytes.to_vec()).deserialize().unwrap().into_inner()
}
