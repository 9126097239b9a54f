//! Server functions as nodes: what is taken out of the program, and the reference in its place.

use rustc_hash::FxHashSet;
use swc_core::{
    common::{DUMMY_SP, Span, SyntaxContext},
    ecma::{
        ast::*,
        visit::{VisitMut, VisitMutWith, noop_visit_mut_type},
    },
};

use super::{
    Rewriter,
    build::{
        array, call, call_with_rest, exported, function, ident, key, name, null, number, object,
        pattern, rest, return_of, string, thunk, variable,
    },
};
use crate::{
    plan::{FunctionPlan, Helper, Placement},
    scan::{Declaration, Form, FunctionName, InlineFunction},
};

/// A function without its place.
pub(super) enum Taken {
    Function { ident: Option<Ident>, function: Box<Function> },
    Arrow(ArrowExpr),
}

impl Rewriter<'_> {
    /// The index of the function with this span, if it moves.
    pub(super) fn moving(&self, span: Span) -> Option<usize> {
        let index = *self.functions.get(&span)?;
        (self.server.functions[index].placement != Placement::InPlace).then_some(index)
    }

    /// Keeps a function for its place at module level; gives the reference for its old one.
    pub(super) fn take(&mut self, index: usize, taken: Taken) -> Box<Expr> {
        self.taken[index] = Some(taken);
        let function = &self.facts.functions[index];
        let mut reference = self.reference(function, &self.server.functions[index]);
        if let Expr::Call(call) = &mut *reference {
            call.span = function.shape.span;
        }
        reference
    }

    /// `bindServerReference(function, "id", () => [captures], { name, length, … })`
    fn reference(&self, function: &InlineFunction, plan: &FunctionPlan) -> Box<Expr> {
        let captures = if plan.captures.is_empty() {
            null()
        } else {
            let captures = array(plan.bindings.iter().map(name));
            thunk(ArrowFunctionBody::Expr(captures))
        };
        let function_name = match (&function.name, &plan.key_variable) {
            (_, Some(variable)) => name(variable),
            (FunctionName::Static(name), None) => string(name),
            (FunctionName::Literal(key), None) => (**key).clone().into(),
            (FunctionName::Computed(_), None) => string(""),
        };
        let mut options =
            vec![(key("name"), function_name), (key("length"), number(function.shape.length))];
        if plan.captures.iter().any(|capture| capture.paths.is_some()) {
            options.push((key("paths"), paths(plan)));
        }
        options.extend(plan.signature.as_ref().map(|s| (key("signature"), string(s))));
        let helper = self.server.helper(Helper::BindServerReference);
        call(&helper, vec![name(&plan.local), string(&plan.id), captures, object(options)])
    }

    /// The function at module level (rule 4.3).
    pub(super) fn hoisted(&mut self, index: usize) -> Option<ModuleItem> {
        let taken = self.taken[index].take()?;
        let plan = &self.server.functions[index];
        let form = &self.facts.functions[index];
        let local = ident(&plan.local, form.shape.span);
        let declaration = if plan.is_plain() {
            FnDecl { ident: local, declare: false, function: taken.into_function() }
        } else {
            let arguments = &self.server.arguments;
            let mut params = vec![rest(arguments)];
            if !plan.captures.is_empty() {
                params.insert(0, array_pattern(&plan.bindings));
            }
            let rebuilt = plan.rebuilt.iter().map(|rebuilt| {
                let other = &self.facts.functions[rebuilt.function];
                let reference = self.reference(other, &self.server.functions[rebuilt.function]);
                let binding = ident(&rebuilt.binding, DUMMY_SP);
                Stmt::from(variable(VarDeclKind::Const, binding, Some(reference)))
            });
            let classes = plan.classes.iter().map(|(binding, class)| {
                let class = name(&self.server.classes[*class].local);
                Stmt::from(variable(VarDeclKind::Const, ident(binding, DUMMY_SP), Some(class)))
            });
            let mut stmts: Vec<Stmt> = rebuilt.chain(classes).collect();
            let expr = taken.into_expression(form, plan);
            let callee = ParenExpr { span: DUMMY_SP, expr };
            stmts.push(return_of(call_with_rest(callee.into(), arguments)));
            let mut declaration = function(local, params, stmts);
            let context = arguments.1;
            let written = plan.written.iter().collect();
            declaration.visit_mut_with(&mut OwnBindings { written, context });
            declaration
        };
        let declaration = Decl::Fn(declaration);
        Some(if plan.is_exported() {
            exported(declaration)
        } else {
            Stmt::Decl(declaration).into()
        })
    }
}

/// Makes the captures of a moved function bindings of its own: what a host does with the old
/// ones, such as reading them from their namespace, does not concern the function any more.
struct OwnBindings<'a> {
    written: FxHashSet<&'a Id>,
    context: SyntaxContext,
}

impl VisitMut for OwnBindings<'_> {
    noop_visit_mut_type!();

    fn visit_mut_ident(&mut self, ident: &mut Ident) {
        if self.written.contains(&ident.to_id()) {
            ident.ctxt = self.context;
        }
    }
}

impl Taken {
    /// The function of a declaration.
    fn into_function(self) -> Box<Function> {
        let arrow = match self {
            Self::Function { function, .. } => return function,
            Self::Arrow(arrow) => arrow,
        };
        let body = match *arrow.body {
            ArrowFunctionBody::FunctionBody(body) => Some(body),
            // A server function has a directive, and so a body.
            _ => None,
        };
        Box::new(Function {
            params: arrow.params.into_iter().map(Param::from).collect(),
            span: arrow.span,
            ctxt: arrow.ctxt,
            body,
            is_generator: arrow.is_generator,
            is_async: arrow.is_async,
            type_params: arrow.type_params,
            return_type: arrow.return_type,
            ..Default::default()
        })
    }

    fn into_expression(self, form: &InlineFunction, plan: &FunctionPlan) -> Box<Expr> {
        match self {
            Self::Arrow(arrow) => arrow.into(),
            Self::Function { ident, function } => {
                let has_name = matches!(
                    form.form,
                    Form::Declaration(Declaration { .. }) | Form::Expression { .. }
                );
                // It would hide the captured or rebuilt binding of that name.
                let ident = ident.filter(|ident| has_name && !plan.hides(&ident.sym));
                FnExpr { ident, function }.into()
            }
        }
    }
}

/// What of each capture is sealed: `[null, [["id"], ["a", "b"]]]`.
fn paths(plan: &FunctionPlan) -> Box<Expr> {
    array(plan.captures.iter().map(|capture| match &capture.paths {
        None => null(),
        Some(paths) => array(paths.iter().map(|path| array(path.iter().map(|n| string(n))))),
    }))
}

/// `[a, b]` as a parameter.
fn array_pattern(names: &[Id]) -> Pat {
    let elems = names.iter().map(|name| Some(pattern(name))).collect();
    Pat::Array(ArrayPat { span: DUMMY_SP, elems, optional: false, type_ann: None })
}
