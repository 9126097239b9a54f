//! Names of generated bindings (rule 7.3). Every one starts with the one prefix.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_core::{
    atoms::Atom,
    ecma::{
        ast::{Ident, Program},
        visit::{Visit, VisitWith},
    },
};

/// Starts every name that the compiler injects.
pub(crate) const PREFIX: &str = "$$sf_";

/// Hands out names that nothing in the module has.
pub(crate) struct Names {
    taken: FxHashSet<String>,
    /// How often each name was asked for, so that the thousandth is found as fast as the first.
    asked: FxHashMap<String, usize>,
}

impl Names {
    pub(crate) fn new(taken: impl IntoIterator<Item = String>) -> Self {
        Self { taken: taken.into_iter().collect(), asked: FxHashMap::default() }
    }

    /// A new name that reads like `hint`, which may be any text.
    pub(crate) fn fresh(&mut self, hint: &str) -> String {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let readable: String = hint.chars().map(|c| if is_part(c) { c } else { '_' }).collect();
        let name = format!("{PREFIX}{readable}");
        let asked = self.asked.entry(name.clone()).or_default();
        loop {
            *asked += 1;
            let candidate = if *asked == 1 { name.clone() } else { format!("{name}_{asked}") };
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// The identifiers of a program that start like generated names.
pub(crate) fn taken_names(program: &Program, source: &str) -> Vec<String> {
    // An identifier holds the prefix as it is, or spells it with a Unicode escape.
    if !source.contains(PREFIX) && !source.contains("\\u") {
        return Vec::new();
    }
    struct Taken(Vec<Atom>);
    impl Visit for Taken {
        fn visit_ident(&mut self, ident: &Ident) {
            if ident.sym.starts_with(PREFIX) {
                self.0.push(ident.sym.clone());
            }
        }
    }
    let mut taken = Taken(Vec::new());
    program.visit_with(&mut taken);
    taken.0.iter().map(ToString::to_string).collect()
}
