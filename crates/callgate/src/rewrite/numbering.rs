//! Gives every node a span of its own for as long as a program is worked on.
//!
//! Facts and plans know nodes by their spans. A parser's spans tell nodes apart; those of a
//! program that other tools have changed may be repeated, or empty. Here a node's position is
//! its number in a walk: it lies within the numbers of the nodes around it, as a position in
//! a text does, and no other node has it.

use swc_core::{
    common::{BytePos, Span},
    ecma::{
        ast::*,
        visit::{VisitMut, VisitMutWith},
    },
};

/// The positions that numbers stand for.
pub(crate) struct Numbering(Vec<BytePos>);

impl Numbering {
    /// Numbers the nodes of `program`.
    pub(crate) fn number(program: &mut Program) -> Self {
        // Zero is the dummy position, which generated nodes have.
        let mut numbering = Self(vec![BytePos::DUMMY]);
        program.visit_mut_with(&mut numbering);
        numbering
    }

    /// Gives the nodes of `program` their positions back. What a generated node took from
    /// another one, it keeps.
    pub(crate) fn restore(&self, program: &mut Program) {
        program.visit_mut_with(&mut Restore(self));
    }

    pub(crate) fn positions(&self) -> &[BytePos] {
        &self.0
    }

    pub(crate) fn original(&self, position: BytePos) -> BytePos {
        self.0.get(position.0 as usize).copied().unwrap_or(position)
    }

    fn next(&mut self, original: BytePos) -> BytePos {
        self.0.push(original);
        BytePos(self.0.len() as u32 - 1)
    }
}

/// Scopes and lists: nodes of which it matters what lies inside.
macro_rules! around_children {
    ($($visit:ident: $node:ty,)*) => {
        $(
            fn $visit(&mut self, node: &mut $node) {
                let original = node.span;
                let start = self.next(original.lo);
                node.visit_mut_children_with(self);
                node.span = Span::new(start, self.next(original.hi));
            }
        )*
    };
}

impl VisitMut for Numbering {
    around_children! {
        visit_mut_arrow_expr: ArrowExpr,
        visit_mut_block_stmt: BlockStmt,
        visit_mut_catch_clause: CatchClause,
        visit_mut_class: Class,
        visit_mut_class_method: ClassMethod,
        visit_mut_constructor: Constructor,
        visit_mut_do_while_stmt: DoWhileStmt,
        visit_mut_export_decl: ExportDecl,
        visit_mut_export_default_decl: ExportDefaultDecl,
        visit_mut_for_in_stmt: ForInStmt,
        visit_mut_for_of_stmt: ForOfStmt,
        visit_mut_for_stmt: ForStmt,
        visit_mut_function: Function,
        visit_mut_function_body: FunctionBody,
        visit_mut_module: Module,
        visit_mut_private_method: PrivateMethod,
        visit_mut_script: Script,
        visit_mut_static_block: StaticBlock,
        visit_mut_switch_stmt: SwitchStmt,
        visit_mut_ts_module_block: TsModuleBlock,
        visit_mut_ts_module_decl: TsModuleDecl,
        visit_mut_ts_namespace_decl: TsNamespaceDecl,
        visit_mut_while_stmt: WhileStmt,
        visit_mut_with_stmt: WithStmt,
    }

    fn visit_mut_span(&mut self, span: &mut Span) {
        *span = Span::new(self.next(span.lo), self.next(span.hi));
    }
}

struct Restore<'a>(&'a Numbering);

impl VisitMut for Restore<'_> {
    fn visit_mut_span(&mut self, span: &mut Span) {
        // `Span::new` would put them in order.
        span.lo = self.0.original(span.lo);
        span.hi = self.0.original(span.hi);
    }
}
