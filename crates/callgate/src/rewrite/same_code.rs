//! Whether two functions are the same but for their places. Equal text is no proof where another
//! tool has changed one of them.

use swc_core::{
    common::{EqIgnoreSpan, Span, SyntaxContext},
    ecma::{
        ast::{ArrowExpr, Function, Program},
        visit::{Visit, VisitWith, noop_visit_type},
    },
};

/// Compares the functions with two spans, which no other node has.
pub(crate) fn is_same_code(program: &Program, first: Span, second: Span) -> bool {
    let mut find = Find { spans: [first, second], functions: Vec::new(), arrows: Vec::new() };
    program.visit_with(&mut find);
    SyntaxContext::within_ignored_ctxt(|| match (&*find.functions, &*find.arrows) {
        ([first, second], []) => first.eq_ignore_span(second),
        ([], [first, second]) => first.eq_ignore_span(second),
        _ => false,
    })
}

struct Find {
    spans: [Span; 2],
    functions: Vec<Function>,
    arrows: Vec<ArrowExpr>,
}

impl Visit for Find {
    noop_visit_type!();

    fn visit_function(&mut self, function: &Function) {
        if self.spans.contains(&function.span) {
            self.functions.push(function.clone());
        }
        function.visit_children_with(self);
    }

    fn visit_arrow_expr(&mut self, arrow: &ArrowExpr) {
        if self.spans.contains(&arrow.span) {
            self.arrows.push(arrow.clone());
        }
        arrow.visit_children_with(self);
    }
}
