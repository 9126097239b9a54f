//! What can be said of an expression's value without running it.

use swc_core::{
    atoms::Atom,
    common::{Span, Spanned},
    ecma::ast::{ArrowExpr, AssignTarget, Expr, Function, Lit, Pat, SimpleAssignTarget, UnaryOp},
};

use super::facts::{Shape, Value};
use crate::manifest::Parameters;

/// Constructors of the language and the platform that never make a function. `Object`, `Proxy`
/// and `Function` can.
const CONSTRUCTORS: [&str; 38] = [
    "AbortController",
    "AggregateError",
    "Array",
    "ArrayBuffer",
    "BigInt64Array",
    "BigUint64Array",
    "Blob",
    "Boolean",
    "DataView",
    "Date",
    "Error",
    "EvalError",
    "File",
    "Float32Array",
    "Float64Array",
    "FormData",
    "Headers",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Map",
    "Number",
    "Promise",
    "RangeError",
    "ReferenceError",
    "RegExp",
    "Request",
    "Response",
    "Set",
    "String",
    "SyntaxError",
    "TypeError",
    "URIError",
    "URL",
    "URLSearchParams",
    "Uint8Array",
    "WeakMap",
    "WeakSet",
];

/// `expr` without parentheses and TypeScript's type-only wrappers.
pub(crate) fn unwrap(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(e) => unwrap(&e.expr),
        Expr::TsAs(e) => unwrap(&e.expr),
        Expr::TsSatisfies(e) => unwrap(&e.expr),
        Expr::TsNonNull(e) => unwrap(&e.expr),
        Expr::TsTypeAssertion(e) => unwrap(&e.expr),
        Expr::TsConstAssertion(e) => unwrap(&e.expr),
        Expr::TsInstantiation(e) => unwrap(&e.expr),
        _ => expr,
    }
}

/// The value of `expr`.
pub(crate) fn value_of(expr: &Expr) -> Value {
    match unwrap(expr) {
        Expr::Fn(f) => Value::Function(function_shape(&f.function)),
        Expr::Arrow(arrow) => Value::Function(arrow_shape(arrow)),
        Expr::Ident(ident) => match &*ident.sym {
            "undefined" | "NaN" | "Infinity" => {
                Value::NotAFunctionIfGlobal(ident.sym.clone(), "a constant")
            }
            _ => Value::Name(ident.sym.clone()),
        },
        Expr::Lit(Lit::Regex(_)) => Value::NotAFunction("a regular expression"),
        Expr::Lit(_) => Value::NotAFunction("a constant"),
        Expr::Tpl(_) => Value::NotAFunction("a string"),
        Expr::Array(_) => Value::NotAFunction("an array"),
        Expr::Object(_) => Value::NotAFunction("an object"),
        Expr::Class(_) => Value::NotAFunction("a class"),
        Expr::JSXElement(_) | Expr::JSXFragment(_) => Value::NotAFunction("a React element"),
        Expr::MetaProp(_) => Value::NotAFunction("an object"),
        Expr::Bin(bin) if !is_logical(bin.op) => Value::NotAFunction("a computed constant"),
        Expr::Update(_) => Value::NotAFunction("a number"),
        Expr::Unary(unary) if unary.op != UnaryOp::Delete => {
            Value::NotAFunction("a computed constant")
        }
        Expr::New(new) => match unwrap(&new.callee) {
            Expr::Ident(callee) if CONSTRUCTORS.contains(&&*callee.sym) => {
                Value::NotAFunctionIfGlobal(callee.sym.clone(), "an object")
            }
            _ => Value::Unknown,
        },
        Expr::Seq(seq) => seq.exprs.last().map_or(Value::Unknown, |last| value_of(last)),
        Expr::Assign(assign) if assign.op == swc_core::ecma::ast::op!("=") => {
            value_of(&assign.right)
        }
        Expr::Cond(cond) => {
            let branches = [value_of(&cond.cons), value_of(&cond.alt)];
            match branches {
                [Value::NotAFunction(what), Value::NotAFunction(_)] => Value::NotAFunction(what),
                _ => Value::Unknown,
            }
        }
        _ => Value::Unknown,
    }
}

/// The name that the function which `value_of` finds in `expr` gets from its place: of
/// `place = expr` the variable's, unless an assignment inside names it. Those with a name of their
/// own get none.
pub(crate) fn name_of_place(expr: &Expr, place: Option<&Atom>) -> Option<Atom> {
    match unwrap(expr) {
        Expr::Fn(f) if f.ident.is_some() => None,
        Expr::Fn(_) | Expr::Arrow(_) => place.cloned(),
        Expr::Seq(seq) => name_of_place(seq.exprs.last()?, None),
        Expr::Assign(assign) => {
            let target = match &assign.left {
                AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => Some(&name.sym),
                _ => None,
            };
            name_of_place(&assign.right, target)
        }
        _ => None,
    }
}

fn is_logical(op: swc_core::ecma::ast::BinaryOp) -> bool {
    use swc_core::ecma::ast::op;
    matches!(op, op!("&&") | op!("||") | op!("??"))
}

pub(crate) fn function_shape(function: &Function) -> Shape {
    let (parameters, length) = parameters(function.params.iter().map(|param| &param.pat));
    let body = function.body.as_ref().map_or(function.span.hi, |body| body.span.lo);
    Shape {
        span: function.span,
        head: Span::new(function.span.lo, body),
        is_async: function.is_async,
        is_generator: function.is_generator,
        parameters,
        length,
    }
}

pub(crate) fn arrow_shape(arrow: &ArrowExpr) -> Shape {
    let (parameters, length) = parameters(arrow.params.iter());
    Shape {
        span: arrow.span,
        head: Span::new(arrow.span.lo, arrow.body.span().lo),
        is_async: arrow.is_async,
        is_generator: false,
        parameters,
        length,
    }
}

fn parameters<'a>(params: impl Iterator<Item = &'a Pat>) -> (Parameters, u32) {
    let mut parameters = Parameters { count: 0, rest: false };
    let mut length = None;
    for pat in params {
        match pat {
            // A `this` parameter is a type (rule 2.2).
            Pat::Ident(ident) if &*ident.sym == "this" => continue,
            Pat::Rest(_) => {
                parameters.rest = true;
                length.get_or_insert(parameters.count);
                continue;
            }
            Pat::Assign(_) => {
                length.get_or_insert(parameters.count);
            }
            _ => {}
        }
        parameters.count += 1;
    }
    (parameters, length.unwrap_or(parameters.count))
}
