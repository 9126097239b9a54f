//! The text of a module of references.

use super::{
    statements::{export_list, string},
    text::{self, Piece},
};
use crate::{
    parse::offset,
    plan::{ExportedName, Stub, StubForm, StubKind, Stubs},
    source_map::Origin,
};

/// The module's text and, in development, its source map.
pub(super) fn stub_module(
    stubs: &Stubs,
    source: &str,
    origin: Option<Origin>,
) -> (String, Option<String>) {
    let import = if stubs.stubs.is_empty() {
        // Still a module, so that importing it for nothing works.
        "export {};\n".to_owned()
    } else {
        let helper = stubs.helper.name();
        format!("import {{ {helper} as {} }} from {};\n", stubs.local.0, string(&stubs.specifier))
    };
    let mut pieces = vec![Piece::text(import)];
    for stub in &stubs.stubs {
        pieces.extend(stub_statements(stub, stubs));
    }
    text::render_new(&pieces, source, origin.filter(|_| stubs.is_mapped))
}

fn stub_statements(stub: &Stub, stubs: &Stubs) -> Vec<Piece> {
    let Some((_, origin)) = stub.exports.first() else { return Vec::new() };
    // A stack frame in the stub is at the call.
    let call = Piece::mapped(reference(stub, stubs), offset(origin.lo));
    let declare = |declaration: Vec<Piece>| {
        let end = [Piece::text("/*#__PURE__*/ "), call, Piece::text(";\n")];
        [declaration, end.to_vec()].concat()
    };
    match &stub.form {
        StubForm::Default => {
            let keyword = Piece::mapped("default", offset(origin.lo));
            declare(vec![Piece::text("export "), keyword, Piece::text(" ")])
        }
        StubForm::Constant((name, _)) => {
            let name = Piece::mapped(name.to_string(), offset(origin.lo));
            declare(vec![Piece::text("export const "), name, Piece::text(" = ")])
        }
        StubForm::List(local) => {
            let names = stub.exports.iter().map(|(name, span)| ExportedName {
                local: local.clone(),
                exported: name.clone(),
                origin: Some(*span),
            });
            let names: Vec<ExportedName> = names.collect();
            let declaration = declare(vec![Piece::text(format!("const {} = ", local.0))]);
            [declaration, export_list(&names), vec![Piece::text("\n")]].concat()
        }
    }
}

fn reference(stub: &Stub, stubs: &Stubs) -> String {
    let (helper, _) = &stubs.local;
    match &stub.kind {
        StubKind::ServerReference { id, parameters, name } => {
            let mut arguments = vec![format!("\"{id}\"")];
            arguments.extend(parameters.map(|count| count.to_string()));
            if let Some(name) = name {
                arguments.resize(2, "undefined".to_owned());
                arguments.push(string(name));
            }
            format!("{helper}({})", arguments.join(", "))
        }
        StubKind::ClientReference { module, name, message } => format!(
            "{helper}(() => {{ throw new Error({}); }}, {}, {})",
            string(message),
            string(module),
            string(name)
        ),
    }
}
