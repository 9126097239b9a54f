//! The text of a module of references.

use super::{
    statements::{export_list, push_all},
    text::{Pieces, render_new},
};
use crate::{
    parse::offset,
    plan::{ExportedName, Stub, StubForm, StubKind, Stubs},
    source_map::{Origin, push_json_string},
};

/// The module's text and, in development, its source map.
pub(super) fn stub_module(
    stubs: &Stubs,
    source: &str,
    origin: Option<Origin>,
) -> (String, Option<String>) {
    let mut pieces = Pieces::default();
    if stubs.stubs.is_empty() {
        // Still a module, so that importing it for nothing works.
        pieces.text("export {};\n");
    } else {
        pieces.write(|text| {
            push_all(text, &["import { ", stubs.helper.name(), " as ", &stubs.local.0, " } from "]);
            push_json_string(text, &stubs.specifier);
            text.push_str(";\n");
        });
    }
    for stub in &stubs.stubs {
        stub_statements(stub, stubs, &mut pieces);
    }
    render_new(&pieces, source, origin.filter(|_| stubs.is_mapped))
}

fn stub_statements(stub: &Stub, stubs: &Stubs, pieces: &mut Pieces) {
    let Some((_, origin)) = stub.exports.first() else { return };
    let origin = offset(origin.lo);
    match &stub.form {
        StubForm::Default => {
            pieces.text("export ");
            pieces.mapped("default", origin);
            pieces.text(" ");
        }
        StubForm::Constant((name, _)) => {
            pieces.text("export const ");
            pieces.mapped(name, origin);
            pieces.text(" = ");
        }
        StubForm::List(local) => {
            pieces.write(|text| push_all(text, &["const ", &local.0, " = "]));
        }
    }
    pieces.text("/*#__PURE__*/ ");
    // A stack frame in the stub is at the call.
    pieces.write_mapped(origin, |text| push_reference(text, stub, stubs));
    pieces.text(";\n");
    if let StubForm::List(local) = &stub.form {
        let names = stub.exports.iter().map(|(name, span)| ExportedName {
            local: local.clone(),
            exported: name.clone(),
            origin: Some(*span),
        });
        let names: Vec<ExportedName> = names.collect();
        export_list(&names, pieces);
        pieces.text("\n");
    }
}

fn push_reference(text: &mut String, stub: &Stub, stubs: &Stubs) {
    let (helper, _) = &stubs.local;
    match &stub.kind {
        StubKind::ServerReference { id, parameters, name } => {
            push_all(text, &[helper, "(\"", id, "\""]);
            match parameters {
                Some(count) => push_all(text, &[", ", &count.to_string()]),
                None if name.is_some() => text.push_str(", undefined"),
                None => {}
            }
            if let Some(name) = name {
                text.push_str(", ");
                push_json_string(text, name);
            }
            text.push(')');
        }
        StubKind::ClientReference { module, name, message } => {
            push_all(text, &[helper, "(() => { throw new Error("]);
            push_json_string(text, message);
            text.push_str("); }, ");
            push_json_string(text, module);
            text.push_str(", ");
            push_json_string(text, name);
            text.push(')');
        }
    }
}
