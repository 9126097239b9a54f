//! Rewrite: applies a plan to the tree it was made from. It decides nothing.
//!
//! The nodes of the tree are numbered, so a span of the plan means exactly one of them. Nodes
//! that move keep their spans and syntax contexts; generated ones have no span, or that of what
//! they stand for.

mod build;
mod directives;
mod exports;
mod functions;
mod lists;
mod module;
mod numbering;
mod same_code;
mod statements;
mod stubs;

use directives::{Attached, remove_directives};
use functions::Taken;
pub(crate) use numbering::Numbering;
use rustc_hash::{FxHashMap, FxHashSet};
pub(crate) use same_code::is_same_code;
use swc_core::{
    common::{DUMMY_SP, Span, SyntaxContext, comments::Comments, util::take::Take},
    ecma::{
        ast::*,
        visit::{VisitMut, VisitMutWith},
    },
};

use crate::{
    plan::{ClassVariable, ExportEdit, Initialiser, Output, ServerModule},
    scan::{Facts, Form, FunctionName, Prologue},
};

/// Applies `output` to `program`; says whether that changes it.
pub(crate) fn rewrite(
    output: &Output,
    facts: &Facts,
    program: &mut Program,
    numbering: &Numbering,
    comments: Option<&dyn Comments>,
    unresolved: SyntaxContext,
) -> bool {
    let attached = Attached { comments, numbering };
    match output {
        Output::Unchanged => return false,
        Output::WithoutDirective => {
            let is_directive = |span| facts.prologue.holds(span);
            match program {
                Program::Module(module) => {
                    remove_directives(&mut module.body, is_directive, attached);
                }
                Program::Script(script) => {
                    remove_directives(&mut script.body, is_directive, attached);
                }
                #[cfg(swc_ast_unknown)]
                _ => return false,
            }
        }
        Output::Stubs(stubs) => {
            // Nothing else of the module survives (rule 3.1), comments included: they belong to
            // positions.
            let body = stubs::stub_items(stubs, unresolved);
            *program = Program::Module(Module { span: DUMMY_SP, body, shebang: None });
        }
        Output::Server(server) => {
            let mut module = match program.take() {
                Program::Module(module) => module,
                Program::Script(Script { span, body, shebang }) => {
                    let body = body.into_iter().map(ModuleItem::from).collect();
                    Module { span, body, shebang }
                }
                #[cfg(swc_ast_unknown)]
                unknown => {
                    *program = unknown;
                    return false;
                }
            };
            Rewriter::new(facts, server, attached).module(&mut module);
            *program = Program::Module(module);
        }
    }
    true
}

struct Rewriter<'a> {
    facts: &'a Facts,
    server: &'a ServerModule,
    attached: Attached<'a>,
    /// Indices of [`Facts::functions`].
    functions: FxHashMap<Span, usize>,
    directives: FxHashSet<Span>,
    /// Variables that keep the values of computed keys.
    keys: FxHashMap<Span, &'a Id>,
    initialisers: FxHashMap<Span, &'a Initialiser>,
    classes: FxHashMap<Span, &'a ClassVariable>,
    exports: FxHashMap<Span, &'a ExportEdit>,
    /// What moves, once the walk has been there.
    taken: Vec<Option<Taken>>,
}

impl<'a> Rewriter<'a> {
    fn new(facts: &'a Facts, server: &'a ServerModule, attached: Attached<'a>) -> Self {
        let functions = facts.functions.iter().zip(&server.functions);
        let keys = functions.filter_map(|(function, plan)| match &function.name {
            FunctionName::Computed(key) => Some((*key, plan.key_variable.as_ref()?)),
            _ => None,
        });
        let directives = facts.functions.iter().flat_map(|f| &f.prologue.directives);
        let exports = server.exports.iter().map(|edit| {
            let span = match edit {
                ExportEdit::NameDefault { function, .. } => *function,
                ExportEdit::DefaultVariable { statement, .. }
                | ExportEdit::DefaultForward { statement, .. } => *statement,
                ExportEdit::ForwardSpecifier { specifier, .. } => *specifier,
                ExportEdit::Import { statement, .. } => facts.re_exports[*statement].statement,
            };
            (span, edit)
        });
        Self {
            facts,
            server,
            attached,
            functions: facts
                .functions
                .iter()
                .enumerate()
                .map(|(index, function)| (function.shape.span, index))
                .collect(),
            directives: directives.map(|directive| directive.span).collect(),
            keys: keys.collect(),
            initialisers: server.initialisers.iter().map(|found| (found.function, found)).collect(),
            classes: server.classes.iter().map(|found| (found.class.span, found)).collect(),
            exports: exports.collect(),
            taken: facts.functions.iter().map(|_| None).collect(),
        }
    }

    /// Taken out or registered where it stands.
    fn function_expression(&mut self, expr: &mut Expr) {
        let span = match expr {
            Expr::Fn(function) => function.function.span,
            Expr::Arrow(arrow) => arrow.span,
            _ => return,
        };
        if let Some(Initialiser { name, id, .. }) = self.initialisers.get(&span) {
            let name = name.as_deref();
            *expr = *statements::registered(self.server, name, id, Box::new(expr.take()));
        } else if let Some(index) = self.moving(span) {
            let taken = match expr.take() {
                Expr::Fn(FnExpr { ident, function }) => Taken::Function { ident, function },
                Expr::Arrow(arrow) => Taken::Arrow(arrow),
                _ => return,
            };
            let reference = self.take(index, taken);
            let form = &self.facts.functions[index].form;
            *expr = match form {
                Form::Expression { follows_new: true, .. } => {
                    ParenExpr { span: DUMMY_SP, expr: reference }.into()
                }
                _ => *reference,
            };
        }
    }
}

impl VisitMut for Rewriter<'_> {
    fn visit_mut_expr(&mut self, expr: &mut Expr) {
        expr.visit_mut_children_with(self);
        self.function_expression(expr);
    }

    fn visit_mut_prop(&mut self, prop: &mut Prop) {
        prop.visit_mut_children_with(self);
        let Prop::Method(method) = prop else { return };
        let Some(index) = self.moving(method.function.span) else { return };
        let mut key = method.key.take();
        if let Form::ObjectMethod { key: fact, .. } = &self.facts.functions[index].form
            && fact.name.as_deref() == Some("__proto__")
        {
            // As a plain key it would set the prototype (rule 4.16).
            key = build::computed_key("__proto__");
        }
        let function = method.function.take();
        let value = self.take(index, Taken::Function { ident: None, function });
        *prop = Prop::KeyValue(KeyValueProp { key, value });
    }

    fn visit_mut_computed_prop_name(&mut self, key: &mut ComputedPropName) {
        key.visit_mut_children_with(self);
        if let Some(variable) = self.keys.get(&key.span) {
            let left = build::ident(variable, DUMMY_SP).into();
            let right = key.expr.take();
            key.expr = AssignExpr { span: DUMMY_SP, op: op!("="), left, right }.into();
        }
    }

    fn visit_mut_class(&mut self, class: &mut Class) {
        class.visit_mut_children_with(self);
        self.members(&mut class.body);
        if let Some(ClassVariable { class: named, local }) = self.classes.get(&class.span) {
            let (left, right) = (build::ident(local, DUMMY_SP).into(), build::name(&named.name));
            let assign = AssignExpr { span: DUMMY_SP, op: op!("="), left, right };
            class.body.insert(0, build::static_block(build::expression(assign.into())));
        }
    }

    fn visit_mut_function_body(&mut self, body: &mut FunctionBody) {
        body.visit_mut_children_with(self);
        let directives = &self.directives;
        remove_directives(&mut body.stmts, |span| directives.contains(&span), self.attached);
    }

    fn visit_mut_stmts(&mut self, statements: &mut Vec<Stmt>) {
        statements.visit_mut_children_with(self);
        self.declarations(statements);
    }

    fn visit_mut_module_items(&mut self, items: &mut Vec<ModuleItem>) {
        items.visit_mut_children_with(self);
        self.declarations(items);
    }
}

impl Prologue {
    fn holds(&self, directive: Span) -> bool {
        self.directives.iter().any(|found| found.span == directive)
    }
}
