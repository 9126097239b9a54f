//! Parity (rule 7.2): what the compiler makes of a syntax tree is what it makes of the text.
//! The same plan goes through two emitters; here their results are held against each other.

pub mod host;
mod normal;

use std::collections::BTreeSet;

use callgate::{Compiled, Diagnostic, Options, Severity, compile};
use host::{Hosted, in_globals, print};
use swc_core::{
    common::{EqIgnoreSpan, SyntaxContext, sync::Lrc},
    ecma::{ast::Pass as _, transforms::base::fixer::fixer},
};

/// What only the text decides: syntax errors, its size and depth, and source maps.
const OF_THE_TEXT: [&str; 5] = ["CG1401", "CG1402", "CG1403", "CG1404", "CG1405"];

/// How two results compare.
pub enum Parity {
    Equal,
    /// A host cannot hold this program.
    NoProgram,
    Different(String),
}

/// Whether a host can hold `source`. SWC's parser has assertions that some broken texts fail.
pub fn is_program(source: &str, options: &Options) -> bool {
    let parse = || in_globals(|| Hosted::parse(source, &options.filename).is_ok());
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(parse)).unwrap_or(false)
}

/// Compares the two ways of compiling `source`.
pub fn compare(source: &str, options: &Options) -> Parity {
    // A host that reads a file drops the byte order mark, and positions do not count it.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let options = Options { source_map: false, input_source_map: None, ..options.clone() };
    let compiled = compile(source, &options);
    if compiled.diagnostics.iter().any(|found| OF_THE_TEXT.contains(&found.code)) {
        return Parity::NoProgram;
    }
    in_globals(|| {
        let Ok(hosted) = Hosted::parse(source, &options.filename) else {
            return Parity::NoProgram;
        };
        match differences(hosted, &compiled, &options) {
            Ok(()) => Parity::Equal,
            Err(difference) => Parity::Different(difference),
        }
    })
}

fn differences(mut hosted: Hosted, compiled: &Compiled, options: &Options) -> Result<(), String> {
    let before = hosted.program.clone();
    let transformed = hosted.transform(options);
    let same = |what, is_same: bool, ours: &dyn std::fmt::Debug, theirs: &dyn std::fmt::Debug| {
        if is_same { Ok(()) } else { Err(format!("{what}: {ours:#?}\nof the text: {theirs:#?}")) }
    };
    let (found, expected) = (&transformed.diagnostics, &compiled.diagnostics);
    same("diagnostics", found == expected, found, expected)?;
    let (found, expected) = (&transformed.module, &compiled.module);
    same("manifest", found == expected, found, expected)?;
    let (found, expected) = (transformed.directive, compiled.directive);
    same("directive", found == expected, &found, &expected)?;
    let (found, expected) = (transformed.changed, compiled.changed);
    same("changed", found == expected, &found, &expected)?;
    if !transformed.changed {
        // Spans and contexts included.
        return same("unchanged program", hosted.program == before, &hosted.program, &before);
    }
    if compiled.diagnostics.iter().any(|found| found.severity == Severity::Error) {
        return Ok(());
    }
    same_program(&hosted, &compiled.code, options)?;
    same_after_printing(&hosted, options)?;
    same_in_later_passes(&hosted, options)
}

/// What a host does next sees each binding with its uses: types are stripped and names that
/// clash are changed as in the same program when it is read from its text.
fn same_in_later_passes(hosted: &Hosted, options: &Options) -> Result<(), String> {
    let reread = Hosted::parse(&hosted.print(), &options.filename)?;
    let (found, expected) = (hosted.finish(), reread.finish());
    if found == expected {
        return Ok(());
    }
    Err(format!("at the end of the host's work:\n{found}\nwhen read from its text:\n{expected}"))
}

/// Compiles a tree whose nodes do not have the spans that the parser gave them. It must be the
/// same program, or no program and a diagnostic.
pub fn without_spans(source: &str, options: &Options) -> Result<(), String> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let options = Options { source_map: false, input_source_map: None, ..options.clone() };
    let compiled = compile(source, &options);
    in_globals(|| {
        let Ok(mut hosted) = Hosted::parse(source, &options.filename) else { return Ok(()) };
        normal::remove_spans(&mut hosted.program);
        let transformed = hosted.transform(&options);
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let codes = |found: &[Diagnostic]| -> BTreeSet<&str> {
            found.iter().filter(is_error).map(|found| found.code).collect()
        };
        let (mut found, expected) = (codes(&transformed.diagnostics), codes(&compiled.diagnostics));
        let is_refused = found.remove("CG1406");
        if found != expected {
            return Err(format!("errors: {found:?}, of the text: {expected:?}"));
        }
        if is_refused || !expected.is_empty() {
            return if transformed.changed { Err("changed with an error".into()) } else { Ok(()) };
        }
        if compiled.changed {
            same_program(&hosted, &compiled.code, &options)?;
        }
        Ok(())
    })
}

/// The rewritten program is the parsed output of the text's compiler.
fn same_program(hosted: &Hosted, code: &str, options: &Options) -> Result<(), String> {
    let mut expected = Hosted::parse(code, &options.filename)?.program;
    let mut found = hosted.program.clone();
    normal::normalise(&mut expected);
    normal::normalise(&mut found);
    if SyntaxContext::within_ignored_ctxt(|| found.eq_ignore_span(&expected)) {
        return Ok(());
    }
    let [found_text, expected_text] = [&mut found, &mut expected].map(|program| {
        fixer(None).process(program);
        print(program, &Lrc::default(), None)
    });
    Err(if found_text == expected_text {
        format!("trees that print alike: {found:#?}\nof the text: {expected:#?}")
    } else {
        format!("program:\n{found_text}\nof the text:\n{expected_text}")
    })
}

/// The printed program parses, is the program, and stays as it is when it is compiled again.
fn same_after_printing(hosted: &Hosted, options: &Options) -> Result<(), String> {
    let text = hosted.print();
    let reparsed = Hosted::parse(&text, &options.filename);
    let mut reparsed = reparsed.map_err(|error| format!("{error} in the printed\n{text}"))?;
    let again = reparsed.transform(options);
    if again.changed {
        return Err(format!("compiled again, it changes:\n{text}\n{}", reparsed.print()));
    }
    let (mut found, mut expected) = (reparsed.program, hosted.program.clone());
    normal::as_printed(&mut expected);
    normal::normalise(&mut expected);
    normal::normalise(&mut found);
    if SyntaxContext::within_ignored_ctxt(|| found.eq_ignore_span(&expected)) {
        return Ok(());
    }
    Err(format!("printed and parsed, it is another program:\n{text}"))
}
