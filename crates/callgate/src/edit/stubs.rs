//! The text of a module of references.

use super::statements::{export_list, is_binding_name, string};
use crate::{
    lines::Lines,
    parse::offsets,
    plan::{ExportedName, Stub, StubKind, Stubs},
    source_map::Mappings,
};

/// The module's text and, in development, its mappings.
pub(super) fn stub_module(stubs: &Stubs, source: &str) -> (String, Option<String>) {
    let mut mappings = stubs.is_mapped.then(|| (Mappings::with_capacity(256), Lines::new(source)));
    let helper = stubs.helper.name();
    let mut text = String::new();
    if !stubs.stubs.is_empty() {
        let specifier = string(&stubs.specifier);
        text.push_str(&format!("import {{ {helper} as {} }} from {specifier};\n", stubs.local));
    } else {
        // Still a module, so that importing it for nothing works.
        text.push_str("export {};\n");
    }
    if let Some((mappings, _)) = &mut mappings {
        mappings.skip(&text);
    }
    for stub in &stubs.stubs {
        let line = stub_statements(stub, stubs);
        if let Some((mappings, lines)) = &mut mappings {
            let (line_number, column) = lines.position(offsets(stub.origin, source).0);
            mappings.segment(line_number - 1, column);
            mappings.skip(&line);
        }
        text.push_str(&line);
    }
    (text, mappings.map(|(mappings, _)| mappings.into_text()))
}

fn stub_statements(stub: &Stub, stubs: &Stubs) -> String {
    let reference = format!("/*#__PURE__*/ {}", reference(stub, stubs));
    match stub.exports.as_slice() {
        [name] if &**name == "default" => format!("export default {reference};\n"),
        [name] if is_binding_name(name) => format!("export const {name} = {reference};\n"),
        names => {
            let local = &stub.local;
            let names: Vec<ExportedName> = names
                .iter()
                .map(|name| ExportedName { local: local.clone(), exported: name.clone() })
                .collect();
            format!("const {local} = {reference};\n{}\n", export_list(&names))
        }
    }
}

fn reference(stub: &Stub, stubs: &Stubs) -> String {
    let helper = &stubs.local;
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
        StubKind::ClientReference { module, name } => {
            let message = format!(
                "`{name}` is an export of a 'use client' module: the server can pass it to React \
                 as a component or a prop, but cannot call it."
            );
            let message = string(&message);
            format!(
                "{helper}(() => {{ throw new Error({message}); }}, {}, {})",
                string(module),
                string(name)
            )
        }
    }
}
