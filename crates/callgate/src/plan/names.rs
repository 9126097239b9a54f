//! Names of generated bindings (rule 7.3). Every one starts with the one prefix.

use memchr::memmem;
use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{Mark, SyntaxContext},
    ecma::{
        ast::{Id, Ident, ModuleExportName},
        visit::{Visit, VisitWith},
    },
};

use crate::options::Options;

/// Starts every name that the compiler injects.
pub(crate) const PREFIX: &str = "$$sf_";

/// How much of a hint a name shows, in characters: functions nested a thousandfold have long paths.
const MAX_HINT: usize = 80;

/// Hands out names that nothing in the module has, as identifiers of a context of their own.
pub(crate) struct Names {
    /// Every name that is taken, with the number of the last name that was made from it: the
    /// thousandth is found as fast as the first.
    taken: FxHashMap<Atom, usize>,
    context: SyntaxContext,
    /// A name in the making.
    buffer: String,
}

impl Names {
    /// The names of a program are taken, and those of the modules that it exports.
    pub(crate) fn new(program: &TakenNames, options: &Options) -> Self {
        let context = SyntaxContext::empty().apply_mark(Mark::new());
        let exported = options.resolved_exports.values().flatten();
        let exported = exported.filter(|name| name.starts_with(PREFIX));
        let taken = program.0.iter().cloned().chain(exported.map(|name| name.as_str().into()));
        let taken = taken.map(|name| (name, 1)).collect();
        Self { taken, context, buffer: String::new() }
    }

    /// A new name that reads like `hint`, which may be any text.
    pub(crate) fn fresh(&mut self, hint: &str) -> Id {
        (self.fresh_name(hint), self.context)
    }

    /// The identifier of a binding that a generated module declares under a given name.
    pub(crate) fn own(&self, name: &Atom) -> Id {
        (name.clone(), self.context)
    }

    fn fresh_name(&mut self, hint: &str) -> Atom {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let name = &mut self.buffer;
        name.clear();
        name.push_str(PREFIX);
        if hint.len() <= MAX_HINT && hint.bytes().all(|byte| is_part(byte.into())) {
            name.push_str(hint);
        } else {
            let hint = hint.chars().take(MAX_HINT);
            name.extend(hint.map(|c| if is_part(c) { c } else { '_' }));
        }
        let name = Atom::from(name.as_str());
        let Some(&last) = self.taken.get(&name) else {
            self.taken.insert(name.clone(), 1);
            return name;
        };
        let mut number = last;
        let candidate = loop {
            number += 1;
            let candidate = Atom::from(format!("{name}_{number}"));
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(name, number);
        self.taken.insert(candidate.clone(), 1);
        candidate
    }
}

/// Whether an identifier of the text may start like a generated name: it holds the prefix as it
/// is, or spells it with a Unicode escape.
pub(crate) fn may_hold_taken_names(source: &str) -> bool {
    let holds = |text: &str| memmem::find(source.as_bytes(), text.as_bytes()).is_some();
    holds(PREFIX) || holds("\\u")
}

/// The identifiers of a program that start like generated names. Visit its items to add theirs.
#[derive(Default)]
pub(crate) struct TakenNames(Vec<Atom>);

impl Visit for TakenNames {
    fn visit_ident(&mut self, ident: &Ident) {
        if ident.sym.starts_with(PREFIX) {
            self.0.push(ident.sym.clone());
        }
    }

    fn visit_module_export_name(&mut self, name: &ModuleExportName) {
        match name {
            ModuleExportName::Str(name) => {
                self.0
                    .extend(name.value.as_atom().filter(|name| name.starts_with(PREFIX)).cloned());
            }
            name => name.visit_children_with(self),
        }
    }
}
