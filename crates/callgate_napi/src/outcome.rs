//! The compiler's result together with what was wrong with the text itself.

use callgate::{Directive, ModuleManifest, Options, Severity, compile};

use crate::{
    finding::{Finding, not_unicode},
    guard::guard,
    source::Source,
};

/// The result of compiling a [`Source`].
#[derive(Default)]
pub struct Outcome {
    /// `None`: the source as it was given.
    pub(crate) code: Option<String>,
    pub(crate) map: Option<String>,
    pub(crate) changed: bool,
    pub(crate) directive: Option<Directive>,
    pub(crate) module: Option<ModuleManifest>,
    pub(crate) findings: Vec<Finding>,
}

impl Outcome {
    /// Whether there is nothing to tell of the module: it is to be used as it is.
    pub(crate) fn is_trivial(&self) -> bool {
        self.code.is_none()
            && self.directive.is_none()
            && self.module.is_none()
            && self.findings.is_empty()
    }

    /// Compiles `source`. `Err` means that the compiler panicked.
    ///
    /// A text that is not Unicode is compiled with U+FFFD in the place of what is damaged, but
    /// only to see whether Callgate has anything to do with it: no such code is ever given out.
    pub(crate) fn of(source: &Source<'_>, options: &Options) -> Result<Self, String> {
        let outcome = guard(&options.filename, || {
            #[cfg(feature = "test-hooks")]
            assert!(!options.filename.ends_with("callgate-test-panic.ts"), "as the test asked");
            compile(&source.text, options)
        })?;
        let failed = outcome.diagnostics.iter().any(|found| found.severity == Severity::Error);
        let mut outcome = Self {
            code: (outcome.changed || failed).then_some(outcome.code),
            map: outcome.map,
            changed: outcome.changed,
            directive: outcome.directive,
            module: outcome.module,
            findings: outcome.diagnostics.into_iter().map(Finding::Compiler).collect(),
        };
        if source.damage.is_some() && !outcome.is_trivial() {
            outcome.refuse(source, &options.filename);
        }
        Ok(outcome)
    }

    /// Adds the finding that `source` is not Unicode, and withdraws everything made from it.
    pub(crate) fn refuse(&mut self, source: &Source<'_>, filename: &str) {
        let Some(damage) = source.damage else { return };
        let finding = not_unicode(source, damage, filename);
        let at = self.findings.partition_point(|other| other.start() <= finding.start());
        self.findings.insert(at, finding);
        self.code = Some(String::new());
        self.map = None;
        self.changed = false;
        self.module = None;
    }
}

#[cfg(test)]
mod tests {
    use callgate::Options;

    use super::Outcome;
    use crate::source::Source;

    #[test]
    fn leaves_a_damaged_text_without_directive_alone() {
        let source = Source::from_utf8(b"export const a = '\xFF'");
        let outcome = Outcome::of(&source, &Options::default()).unwrap();
        assert!(outcome.is_trivial());
    }

    #[test]
    fn gives_no_code_of_a_damaged_text_with_a_directive() {
        let source = Source::from_utf8(b"'use server'\nexport async function f() { '\xFF' }");
        let outcome = Outcome::of(&source, &Options::default()).unwrap();
        assert_eq!(outcome.code.as_deref(), Some(""));
        assert_eq!(outcome.findings.len(), 1);
        assert!(outcome.module.is_none() && !outcome.changed);
    }
}
