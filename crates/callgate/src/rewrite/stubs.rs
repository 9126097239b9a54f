//! The items of a module of references.

use swc_core::{
    common::{BytePos, DUMMY_SP, Span, SyntaxContext},
    ecma::ast::*,
};

use super::{
    build::{body, call, exported, ident, name, number, string, thunk, variable},
    statements::{export_list, export_specifiers, helper_import},
};
use crate::plan::{ExportedName, Stub, StubForm, StubKind, Stubs};

/// The module's items. Those of a mapped module have the places of the original names.
pub(super) fn stub_items(stubs: &Stubs, unresolved: SyntaxContext) -> Vec<ModuleItem> {
    if stubs.stubs.is_empty() {
        // Still a module, so that importing it for nothing works.
        return vec![export_specifiers(Vec::new(), None, None)];
    }
    let import = helper_import(&[(stubs.helper, stubs.local.clone())], &stubs.specifier);
    let stubs = stubs.stubs.iter().flat_map(|stub| stub_statements(stub, stubs, unresolved));
    import.into_iter().chain(stubs).collect()
}

fn stub_statements(stub: &Stub, stubs: &Stubs, unresolved: SyntaxContext) -> Vec<ModuleItem> {
    let place = |span: Span| if stubs.is_mapped { span } else { DUMMY_SP };
    let origin = stub.exports.first().map_or(DUMMY_SP, |(_, span)| place(*span));
    let call = reference(stub, stubs, origin, unresolved);
    let declaration =
        |local: &Id, span| variable(VarDeclKind::Const, ident(local, span), Some(call.clone()));
    match &stub.form {
        StubForm::Default => {
            let export = ExportDefaultExpr { span: origin, expr: call };
            vec![ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export))]
        }
        StubForm::Constant(local) => vec![exported(declaration(local, origin).into())],
        StubForm::List(local) => {
            let names = stub.exports.iter().map(|(name, span)| ExportedName {
                local: local.clone(),
                exported: name.clone(),
                origin: Some(place(*span)),
            });
            let names: Vec<ExportedName> = names.collect();
            vec![Stmt::from(declaration(local, DUMMY_SP)).into(), export_list(&names)]
        }
    }
}

/// `/*#__PURE__*/ createServerReference(…)`. The mark takes the call's place in the source map,
/// so the callee has the origin.
fn reference(stub: &Stub, stubs: &Stubs, origin: Span, unresolved: SyntaxContext) -> Box<Expr> {
    let global = |text: &str| (text.into(), unresolved);
    let arguments = match &stub.kind {
        StubKind::ServerReference { id, parameters, name: given } => {
            let mut arguments = vec![string(id)];
            arguments.extend(parameters.map(number));
            if let Some(given) = given {
                arguments.resize_with(2, || name(&global("undefined")));
                arguments.push(string(given));
            }
            arguments
        }
        StubKind::ClientReference { module, name: given, message } => {
            let error = NewExpr {
                callee: name(&global("Error")),
                args: Some(vec![string(message).into()]),
                ..Default::default()
            };
            let throw = Stmt::Throw(ThrowStmt { span: DUMMY_SP, arg: error.into() });
            let fails = thunk(ArrowFunctionBody::FunctionBody(body(vec![throw])));
            vec![fails, string(module), string(given)]
        }
    };
    let mut call = call(&stubs.local, arguments);
    if let Expr::Call(call) = &mut *call {
        call.span = Span::new(BytePos::PURE, BytePos::PURE);
        call.callee = Callee::Expr(ident(&stubs.local, origin).into());
    }
    call
}
