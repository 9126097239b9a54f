//! What the compiler is measured against: SWC's own work on the same text.

use swc_core::{
    common::{GLOBALS, Globals, Mark},
    ecma::{
        ast::{Expr, Ident, Pass as _},
        transforms::base::resolver,
        visit::{Visit, VisitWith, noop_visit_type},
    },
};

use crate::support::parse;

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
