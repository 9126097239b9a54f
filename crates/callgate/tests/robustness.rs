//! Input that no person writes: the compiler answers with code or a diagnostic, and goes on.

use callgate::{Compiled, Environment, Options, Severity, compile};

const DEPTH: usize = 10_000;

fn compile_as(filename: &str, source: &str) -> Compiled {
    compile(source, &Options { filename: filename.into(), ..Options::default() })
}

/// Either code or an error, never neither.
fn assert_answer(name: &str, compiled: &Compiled) {
    let has_error = compiled.diagnostics.iter().any(|found| found.severity == Severity::Error);
    assert!(has_error || compiled.changed, "{name} gives neither code nor an error");
    if has_error {
        assert!(compiled.code.is_empty(), "{name} gives code with an error");
    }
}

/// `before` and `after` repeated around `middle`.
fn nest(before: &str, middle: &str, after: &str) -> String {
    format!("{}{middle}{}", before.repeat(DEPTH), after.repeat(DEPTH))
}

#[test]
fn nesting_of_every_kind_is_answered() {
    let expressions = [
        ("parentheses", nest("(", "1", ")")),
        ("arrays", nest("[", "1", "]")),
        ("objects", nest("{a:", "1", "}")),
        ("calls", nest("f(", "1", ")")),
        ("chained calls", format!("f{}", "()".repeat(DEPTH))),
        ("members", format!("a{}", ".b".repeat(DEPTH))),
        ("optional members", format!("a{}", "?.b".repeat(DEPTH))),
        ("computed members", nest("a[", "1", "]")),
        ("sums", format!("1{}", "+1".repeat(DEPTH))),
        ("powers", format!("1{}", "**1".repeat(DEPTH))),
        ("logic", format!("1{}", "||1".repeat(DEPTH))),
        ("assignments", format!("{}1", "a=".repeat(DEPTH))),
        ("negations", format!("{}1", "!".repeat(DEPTH))),
        ("typeofs", format!("{}1", "typeof ".repeat(DEPTH))),
        ("awaits", format!("{}1", "await ".repeat(DEPTH))),
        ("awaits on lines", format!("{}1", "await\n".repeat(DEPTH))),
        ("awaits in wide space", format!("{}1", "await\u{a0}".repeat(DEPTH))),
        ("news", format!("{}A", "new ".repeat(DEPTH))),
        ("conditions", format!("{}1", "a?b:".repeat(DEPTH))),
        ("inner conditions", nest("a?", "1", ":2")),
        ("arrows", format!("{}1", "a=>".repeat(DEPTH))),
        ("arrow bodies", nest("()=>{return ", "1", "}")),
        ("functions", nest("function(){return ", "1", "}")),
        ("classes", nest("class{static a=", "1", "}")),
        ("templates", nest("`${", "1", "}`")),
        ("elements", nest("<a>", "", "</a>")),
        ("element attributes", nest("<a b={", "1", "}/>")),
        ("spreads", nest("[...", "a", "]")),
        ("defaults", nest("({a=", "1", "})=>1")),
    ];
    for (name, expression) in expressions {
        let source = format!("'use server';\nexport async function f() {{ x({expression}) }}\n");
        assert_answer(name, &compile_as("a.jsx", &source));
        let source =
            format!("function P() {{ return async () => {{ 'use server'; x({expression}) }} }}\n");
        assert_answer(name, &compile_as("a.jsx", &source));
    }
}

/// What looks like the end of a bracket or of a list, in text that is none of the code.
#[test]
fn nesting_that_hides_is_answered() {
    for unit in [
        "(a/*)*/,",
        "[a/*]*/,",
        "{a:[/}]/,",
        "(a`)`,",
        "(/)/,",
        "(')',",
        "f(<a>)</a>,",
        "(<a>{}),'</a>,",
        "(a,/'/,/'),'/,",
        "(a//)\n,",
        "1+{}\n",
        "a(`${a}\n`)[",
    ] {
        for filename in ["a.jsx", "a.tsx"] {
            let nested = unit.repeat(60_000);
            let source = format!("'use server';\nexport async function f() {{ x({nested}");
            assert_answer(unit, &compile_as(filename, &source));
        }
    }
    for unit in ["A<B,", "A<'>',", "[A,`]`,", "{a:A,/*}*/b:", "(a:A/*)*/,b:"] {
        let nested = unit.repeat(60_000);
        let source = format!("'use server';\nexport async function f() {{}}\ntype T = {nested}");
        assert_answer(unit, &compile_as("a.ts", &source));
    }
}

#[test]
fn nested_statements_are_answered() {
    let statements = [
        ("blocks", nest("{", "", "}")),
        ("ifs", format!("{}x", "if(a)".repeat(DEPTH))),
        ("elses", format!("{}x", "if(a)b;else ".repeat(DEPTH))),
        ("else blocks", format!("{}{{}}", "if(a){}else ".repeat(DEPTH))),
        ("loops", format!("{}x", "while(a)".repeat(DEPTH))),
        ("labels", format!("{}x", (0..DEPTH).map(|i| format!("l{i}:")).collect::<String>())),
        ("functions", nest("function f(){", "", "}")),
        ("tries", nest("try{", "", "}finally{}")),
        ("switches", nest("switch(a){case 1:", "", "}")),
        ("server functions", nest("async function f(){'use server';", "", "}")),
        ("patterns", format!("let {} = x", nest("[", "a", "]"))),
        ("object patterns", format!("let {} = x", nest("{a:", "a", "}"))),
    ];
    for (name, statement) in statements {
        let source = format!("'use server';\nexport async function g() {{ {statement} }}\n");
        assert_answer(name, &compile_as("a.js", &source));
    }
}

#[test]
fn nested_types_are_answered() {
    let types = [
        ("parentheses", nest("(", "A", ")")),
        ("arrays", format!("A{}", "[]".repeat(DEPTH))),
        ("tuples", nest("[", "A", "]")),
        ("generics", nest("A<", "A", ">")),
        ("objects", nest("{a:", "A", "}")),
        ("unions", format!("A{}", "|A".repeat(DEPTH))),
        ("conditions", format!("{}A", "A extends B?C:".repeat(DEPTH))),
        ("functions", format!("{}A", "()=>".repeat(DEPTH))),
        ("keyofs", format!("{}A", "keyof ".repeat(DEPTH))),
    ];
    for (name, type_) in types {
        let source = format!("'use server';\ntype T = {type_};\nexport async function f() {{}}\n");
        assert_answer(name, &compile_as("a.ts", &source));
    }
    let casts =
        format!("'use server';\nexport async function f() {{ x{} }}\n", " as A".repeat(DEPTH));
    assert_answer("casts", &compile_as("a.ts", &casts));
    let namespaces =
        format!("'use server';\n{}\nexport async function f() {{}}", nest("namespace A{", "", "}"));
    assert_answer("namespaces", &compile_as("a.ts", &namespaces));
}

#[test]
fn large_files_are_compiled() {
    let mut source = String::from("'use server';\n");
    while source.len() < 5_000_000 {
        let number = source.len();
        source.push_str(&format!(
            "export async function f{number}(a, b = \"it's ({{\") {{ return [a, b, `${{a}}`] }}\n"
        ));
    }
    for environment in [Environment::Server, Environment::Client] {
        let options = Options { environment, ..Options::default() };
        let compiled = compile(&source, &options);
        assert_answer("a large file", &compiled);
        assert!(compiled.diagnostics.is_empty());
    }
}

/// Had any of these quadratic cost, it would take minutes.
#[test]
fn many_of_a_kind_are_compiled() {
    let many = |one: &dyn Fn(usize) -> String| (0..50_000).map(one).collect::<String>();
    let body = "return async () => { 'use server'; return";
    let namespaces = many(&|n| format!("namespace N {{ export const a{n} = 1 }}\n"));
    let paths = many(&|n| format!("o.a{n}.b, "));
    let functions = many(&|_| "async () => { 'use server' }, ".to_owned());
    let statements = many(&|n| format!("export function f{n}(o) {{ {body} o }} }}\n"));
    for (name, source) in [
        ("namespaces", format!("{namespaces}export function f(o) {{ {body} o }} }}")),
        ("member paths", format!("export function f(o) {{ {body} [{paths}] }} }}")),
        ("functions, then items", format!("export const all = [{functions}];\n{statements}")),
    ] {
        let compiled = compile_as("a.ts", &source);
        assert_answer(name, &compiled);
        assert!(compiled.changed, "{name}");
    }
    let wrong = many(&|n| format!("export const c{n} = {n};"));
    let compiled = compile_as("a.ts", &format!("'use server'; {wrong}"));
    assert_eq!(compiled.diagnostics.len(), 50_000);
}

#[test]
fn large_cycles_are_refused() {
    let cycle = |count: usize| {
        let functions = (0..count).map(|n| {
            let next = (n + 1) % count;
            format!("async function f{n}() {{ 'use server'; return [id, f{next}] }}\n")
        });
        let functions: String = functions.collect();
        compile_as("a.js", &format!("export function make(id) {{ {functions} return f0 }}"))
    };
    assert!(cycle(256).changed);
    let codes = |compiled: Compiled| compiled.diagnostics.into_iter().map(|found| found.code);
    assert_eq!(codes(cycle(257)).collect::<Vec<_>>(), ["CG1303"]);
    assert_eq!(codes(cycle(20_000)).collect::<Vec<_>>(), ["CG1303"]);
}
