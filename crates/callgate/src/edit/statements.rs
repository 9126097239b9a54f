//! Generated statements as text.

use swc_core::ecma::utils::is_valid_prop_ident;

use super::text::Pieces;
use crate::{
    parse::offset,
    plan::{ExportedName, FunctionPlan, Helper, ImportedName, ServerModule, Statement},
    source_map::push_json_string,
};

/// Appends the parts of a text.
pub(super) fn push_all(text: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| text.push_str(part));
}

/// Adds a statement; a hoisted function is added by `function`.
pub(super) fn statement(
    statement: &Statement,
    server: &ServerModule,
    pieces: &mut Pieces,
    function: impl FnOnce(usize, &mut Pieces),
) {
    match statement {
        Statement::Register { local: (local, _), id, name } => pieces.write(|text| {
            let helper = server.helper_name(Helper::RegisterServerReference);
            push_all(text, &[helper, "(", local, ", \"", id, "\""]);
            if let Some(name) = name {
                text.push_str(", ");
                push_json_string(text, name);
            }
            text.push_str(");");
        }),
        Statement::Entry { local: (local, _), function } => pieces.write(|text| {
            let helper = server.helper_name(Helper::OpenServerReference);
            let FunctionPlan { local: (function, _), id, signature, .. } =
                &server.functions[*function];
            let signature = signature.as_deref().unwrap_or_default();
            push_all(text, &["export const ", local, " = ", helper, "(", function]);
            push_all(text, &[", \"", id, "\", \"", signature, "\");"]);
        }),
        Statement::Snapshot { local: (local, _), value: (value, _) } => pieces.write(|text| {
            push_all(text, &["export const ", local, " = ", value, ";"]);
        }),
        Statement::Export(name) => export_list(std::slice::from_ref(name), pieces),
        Statement::Assert { module, values } => pieces.write(|text| {
            let helper = server.helper_name(Helper::AssertServerFunctions);
            push_all(text, &[helper, "("]);
            push_json_string(text, module);
            text.push_str(", { ");
            push_list(text, values, |text, value| {
                // A computed key: `{ __proto__: value }` would set the prototype.
                text.push('[');
                push_json_string(text, &value.exported);
                push_all(text, &["]: ", &value.local.0]);
            });
            text.push_str(" });");
        }),
        Statement::Forward { local: (local, _), target: (target, _) } => pieces.write(|text| {
            let (arguments, _) = &server.arguments;
            push_all(text, &["function ", local, "(...", arguments, ") { return "]);
            push_all(text, &[target, "(...", arguments, ") }"]);
        }),
        Statement::Variable { local: (local, _) } => pieces.write(|text| {
            push_all(text, &["var ", local, ";"]);
        }),
        Statement::Function(index) => function(*index, pieces),
    }
}

/// Appends `import { bindServerReference as $$sf_bindServerReference } from "…";`
pub(super) fn push_helper_import(text: &mut String, server: &ServerModule) {
    text.push_str("import { ");
    push_list(text, &server.imports, |text, (helper, (local, _))| {
        push_all(text, &[helper.name(), " as ", local]);
    });
    text.push_str(" } from ");
    push_json_string(text, &server.specifier);
    text.push(';');
}

/// Adds `export { local as exported };`
pub(super) fn export_list(names: &[ExportedName], pieces: &mut Pieces) {
    pieces.text("export { ");
    for (index, name) in names.iter().enumerate() {
        let separator = if index > 0 { ", " } else { "" };
        pieces.write(|text| push_all(text, &[separator, &name.local.0, " as "]));
        let push_exported = |text: &mut String| push_module_export_name(text, &name.exported);
        match name.origin {
            Some(origin) => pieces.write_mapped(offset(origin.lo), push_exported),
            None => pieces.write(push_exported),
        }
    }
    pieces.text(" };");
}

/// Appends `{ imported as local }`.
pub(super) fn push_import_list(text: &mut String, names: &[ImportedName]) {
    text.push_str("{ ");
    push_list(text, names, |text, name| {
        push_module_export_name(text, &name.imported);
        push_all(text, &[" as ", &name.local.0]);
    });
    text.push_str(" }");
}

/// Appends the items, with commas between them.
pub(super) fn push_list<T>(text: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        push(text, item);
    }
}

/// Appends a name of an export or import list: as it is if it is an identifier, else as a string.
fn push_module_export_name(text: &mut String, name: &str) {
    if is_valid_prop_ident(name) {
        text.push_str(name);
    } else {
        push_json_string(text, name);
    }
}
