//! Input that no fixture can hold: it would be too large to keep.

use callgate::{Environment, Options, compile};

const ENVIRONMENTS: [Environment; 3] = [Environment::Server, Environment::Ssr, Environment::Client];

fn nested(depth: usize) -> String {
    let (open, close) = ("(".repeat(depth), ")".repeat(depth));
    format!("'use server';\nexport async function save() {{ return {open}1{close} }}\n")
}

fn codes(source: &str, environment: Environment) -> Vec<&'static str> {
    let options = Options { environment, ..Options::default() };
    compile(source, &options).diagnostics.iter().map(|found| found.code).collect()
}

/// CG1402: code that a person could have written compiles, hopeless code is refused.
#[test]
fn nesting_works_or_is_refused() {
    for environment in ENVIRONMENTS {
        assert_eq!(codes(&nested(10_000), environment), Vec::<&str>::new());
        assert_eq!(codes(&nested(1_000_000), environment), ["CG1402"]);
    }
}

/// CG1404: positions are 32-bit numbers, and nobody wrote a gigabyte of code.
#[test]
fn enormous_text_is_refused() {
    let source = format!("'use server';{}", " ".repeat(1 << 30));
    for environment in ENVIRONMENTS {
        assert_eq!(codes(&source, environment), ["CG1404"]);
    }
}
