//! Small nodes.

use swc_core::{
    atoms::Atom,
    common::{DUMMY_SP, Span, SyntaxContext},
    ecma::{ast::*, utils::is_valid_prop_ident},
};

pub(super) fn ident((name, context): &Id, span: Span) -> Ident {
    Ident::new(name.clone(), span, *context)
}

/// A reference to a binding.
pub(super) fn name(id: &Id) -> Box<Expr> {
    ident(id, DUMMY_SP).into()
}

/// A pattern that binds a name.
pub(super) fn pattern(id: &Id) -> Pat {
    ident(id, DUMMY_SP).into()
}

pub(super) fn string(text: &str) -> Box<Expr> {
    Str::from(Atom::from(text)).into()
}

pub(super) fn number(value: u32) -> Box<Expr> {
    Number { span: DUMMY_SP, value: f64::from(value), raw: None }.into()
}

pub(super) fn null() -> Box<Expr> {
    Null { span: DUMMY_SP }.into()
}

pub(super) fn call(callee: &Id, arguments: impl IntoIterator<Item = Box<Expr>>) -> Box<Expr> {
    let args = arguments.into_iter().map(ExprOrSpread::from).collect();
    CallExpr { callee: Callee::Expr(name(callee)), args, ..Default::default() }.into()
}

/// `callee(...rest)`
pub(super) fn call_with_rest(callee: Box<Expr>, rest: &Id) -> Box<Expr> {
    let args = vec![ExprOrSpread { spread: Some(DUMMY_SP), expr: name(rest) }];
    CallExpr { callee: Callee::Expr(callee), args, ..Default::default() }.into()
}

pub(super) fn array(elements: impl IntoIterator<Item = Box<Expr>>) -> Box<Expr> {
    let elems = elements.into_iter().map(|element| Some(element.into())).collect();
    ArrayLit { span: DUMMY_SP, elems }.into()
}

/// `{ key: value, … }`
pub(super) fn object(props: impl IntoIterator<Item = (PropName, Box<Expr>)>) -> Box<Expr> {
    let prop = |(key, value)| Prop::KeyValue(KeyValueProp { key, value });
    let props = props.into_iter().map(prop).map(|prop| PropOrSpread::Prop(Box::new(prop)));
    ObjectLit { span: DUMMY_SP, props: props.collect() }.into()
}

pub(super) fn key(name: &str) -> PropName {
    PropName::Ident(IdentName::new(name.into(), DUMMY_SP))
}

/// `["name"]`
pub(super) fn computed_key(name: &str) -> PropName {
    PropName::Computed(ComputedPropName { span: DUMMY_SP, expr: string(name) })
}

/// `{ name: function }.name`: as a property the function gets the name, as JavaScript gives it.
pub(super) fn named_by_property(property: &str, function: Box<Expr>) -> Box<Expr> {
    let prop = MemberProp::Ident(IdentName::new(property.into(), DUMMY_SP));
    // As a plain key it would set the prototype.
    let key = if property == "__proto__" { computed_key(property) } else { key(property) };
    MemberExpr { span: DUMMY_SP, obj: object([(key, function)]), prop }.into()
}

/// `static { statement }`
pub(super) fn static_block(statement: Stmt) -> ClassMember {
    let body = BlockStmt { stmts: vec![statement], ..Default::default() };
    ClassMember::StaticBlock(StaticBlock { span: DUMMY_SP, body })
}

/// `() => body`
pub(super) fn thunk(body: ArrowFunctionBody) -> Box<Expr> {
    ArrowExpr { body: Box::new(body), ..Default::default() }.into()
}

pub(super) fn body(stmts: Vec<Stmt>) -> FunctionBody {
    FunctionBody { span: DUMMY_SP, stmts }
}

pub(super) fn expression(expr: Box<Expr>) -> Stmt {
    Stmt::Expr(ExprStmt { span: DUMMY_SP, expr })
}

pub(super) fn return_of(value: Box<Expr>) -> Stmt {
    Stmt::Return(ReturnStmt { span: DUMMY_SP, arg: Some(value) })
}

/// `const name = value;`
pub(super) fn variable(kind: VarDeclKind, name: Ident, init: Option<Box<Expr>>) -> VarDecl {
    let declarator = VarDeclarator { span: DUMMY_SP, name: name.into(), init, definite: false };
    VarDecl { kind, decls: vec![declarator], ..Default::default() }
}

/// `function local(params) { stmts }`
pub(super) fn function(local: Ident, params: Vec<Pat>, stmts: Vec<Stmt>) -> FnDecl {
    let params = params.into_iter().map(Param::from).collect();
    let function = Function { params, body: Some(body(stmts)), ..Default::default() };
    FnDecl { ident: local, declare: false, function: Box::new(function) }
}

/// `...name`
pub(super) fn rest(id: &Id) -> Pat {
    let arg = Box::new(pattern(id));
    Pat::Rest(RestPat { span: DUMMY_SP, dot3_token: DUMMY_SP, arg, type_ann: None })
}

pub(super) fn exported(decl: Decl) -> ModuleItem {
    ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(ExportDecl { span: DUMMY_SP, decl }))
}

/// A name of an export or import list: as it is if it is an identifier, else as a string.
pub(super) fn export_name(name: &Atom, span: Span) -> ModuleExportName {
    if is_valid_prop_ident(name) {
        ModuleExportName::Ident(Ident::new(name.clone(), span, SyntaxContext::empty()))
    } else {
        ModuleExportName::Str(Str { span, value: name.clone().into(), raw: None })
    }
}
