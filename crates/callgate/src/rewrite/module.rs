//! The module's own level: its directive, exports, and the statements around its own.

use rustc_hash::FxHashMap;
use swc_core::{
    common::{BytePos, Spanned},
    ecma::{
        ast::{Module, ModuleItem},
        visit::VisitMutWith,
    },
};

use super::{Rewriter, directives::remove_directives, lists::Item, statements};
use crate::plan::Statement;

impl Rewriter<'_> {
    pub(super) fn module(&mut self, module: &mut Module) {
        module.visit_mut_children_with(self);
        let body = &mut module.body;
        self.head(body);
        remove_directives(body, |span| self.facts.prologue.holds(span), self.attached);
        let mut after: FxHashMap<BytePos, Vec<&Statement>> = FxHashMap::default();
        for (end, statement) in &self.server.after {
            after.entry(*end).or_default().push(statement);
        }
        for item in std::mem::take(body) {
            let end = item.span_hi();
            body.extend(self.edited(item));
            for statement in after.remove(&end).into_iter().flatten() {
                body.extend(self.statement(statement));
            }
        }
        for statement in &self.server.tail {
            body.extend(self.statement(statement));
        }
    }

    /// Helper imports and early statements: behind the prologue, before everything else, so that
    /// helpers are evaluated first in an import cycle (rule 1.2).
    fn head(&mut self, body: &mut Vec<ModuleItem>) {
        let import = statements::helper_import(&self.server.imports, &self.server.specifier);
        let mut head: Vec<ModuleItem> = import.into_iter().collect();
        head.extend(self.server.head.iter().filter_map(|statement| self.statement(statement)));
        let start = match self.facts.prologue.end {
            Some(end) => body.iter().take_while(|item| item.span_lo() < end).count(),
            None => {
                // The comments at the start of the file stay there.
                let first = body.first().map(|first| first.span().shrink_to_lo());
                if let Some(place) = head.first_mut().and_then(Item::place) {
                    *place = first.unwrap_or_default();
                }
                0
            }
        };
        body.splice(start..start, head);
    }

    fn statement(&mut self, statement: &Statement) -> Option<ModuleItem> {
        statements::statement(statement, self.server, |index| self.hoisted(index))
    }
}
