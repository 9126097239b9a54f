//! Generated statements as text.

use swc_core::ecma::utils::is_valid_prop_ident;

use super::text::Piece;
use crate::{
    parse::offset,
    plan::{ExportedName, FunctionPlan, Helper, ImportedName, ServerModule, Statement},
    source_map::push_json_string,
};

/// `statement` as text; a hoisted function is made by `function`.
pub(super) fn statement(
    statement: &Statement,
    server: &ServerModule,
    function: impl FnOnce(usize) -> Vec<Piece>,
) -> Vec<Piece> {
    let text = match statement {
        Statement::Register { local: (local, _), id, name } => {
            let (helper, _) = server.helper(Helper::RegisterServerReference);
            let mut text = [&helper, "(", local, ", \"", id, "\""].concat();
            if let Some(name) = name {
                text.push_str(", ");
                push_json_string(&mut text, name);
            }
            text.push_str(");");
            text
        }
        Statement::Entry { local: (local, _), function } => {
            let (helper, _) = server.helper(Helper::OpenServerReference);
            let FunctionPlan { local: (function, _), id, signature, .. } =
                &server.functions[*function];
            let signature = signature.as_deref().unwrap_or_default();
            [
                "export const ",
                local,
                " = ",
                &helper,
                "(",
                function,
                ", \"",
                id,
                "\", \"",
                signature,
                "\");",
            ]
            .concat()
        }
        Statement::Snapshot { local: (local, _), value: (value, _) } => {
            format!("export const {local} = {value};")
        }
        Statement::Export(name) => return export_list(std::slice::from_ref(name)),
        Statement::Assert { module, values } => {
            let (helper, _) = server.helper(Helper::AssertServerFunctions);
            let values: Vec<String> = values
                .iter()
                // A computed key: `{ __proto__: value }` would set the prototype.
                .map(|value| format!("[{}]: {}", string(&value.exported), value.local.0))
                .collect();
            format!("{helper}({}, {{ {} }});", string(module), values.join(", "))
        }
        Statement::Forward { local: (local, _), target: (target, _) } => {
            let (arguments, _) = &server.arguments;
            format!("function {local}(...{arguments}) {{ return {target}(...{arguments}) }}")
        }
        Statement::Variable { local: (local, _) } => format!("var {local};"),
        Statement::Function(index) => return function(*index),
    };
    vec![Piece::text(text)]
}

/// `import { bindServerReference as $$sf_bindServerReference } from "…";`
pub(super) fn helper_import(server: &ServerModule) -> Option<String> {
    if server.imports.is_empty() {
        return None;
    }
    let names: Vec<String> = server
        .imports
        .iter()
        .map(|(helper, (local, _))| format!("{} as {local}", helper.name()))
        .collect();
    Some(format!("import {{ {} }} from {};", names.join(", "), string(&server.specifier)))
}

/// `export { local as exported };`
pub(super) fn export_list(names: &[ExportedName]) -> Vec<Piece> {
    let mut pieces = vec![Piece::text("export { ")];
    for (index, name) in names.iter().enumerate() {
        let separator = if index > 0 { ", " } else { "" };
        let exported = module_export_name(&name.exported);
        pieces.push(Piece::text(format!("{separator}{} as ", name.local.0)));
        pieces.push(match name.origin {
            Some(origin) => Piece::mapped(exported, offset(origin.lo)),
            None => Piece::text(exported),
        });
    }
    pieces.push(Piece::text(" };"));
    pieces
}

/// `{ imported as local }`
pub(super) fn import_list(names: &[ImportedName]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("{} as {}", module_export_name(&name.imported), name.local.0))
        .collect();
    format!("{{ {} }}", names.join(", "))
}

/// A name of an export or import list: as it is if it is an identifier, else as a string.
fn module_export_name(name: &str) -> String {
    if is_valid_prop_ident(name) { name.to_owned() } else { string(name) }
}

/// A string literal.
pub(super) fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    push_json_string(&mut literal, text);
    literal
}
