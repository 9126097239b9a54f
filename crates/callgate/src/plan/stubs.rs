//! Modules of references: what stands in for a `'use server'` file outside the server graph
//! (rule 3), and for a `'use client'` file inside it (rule 6.1).

use swc_core::{
    atoms::Atom,
    common::Span,
    ecma::ast::{Id, Ident},
};

use super::{Helper, Input, exports::ServerExports, names::Names};
use crate::{
    options::{Environment, Options},
    reference_id::ReferenceId,
};

/// A module that holds nothing but references.
#[derive(Debug, PartialEq)]
pub(crate) struct Stubs {
    pub(crate) helper: Helper,
    /// The local name of the helper.
    pub(crate) local: Id,
    pub(crate) specifier: String,
    pub(crate) stubs: Vec<Stub>,
    /// Whether a source map leads from the stubs to the original names.
    pub(crate) is_mapped: bool,
}

/// One reference with all its export names.
#[derive(Debug, PartialEq)]
pub(crate) struct Stub {
    pub(crate) kind: StubKind,
    /// With the places of the original names.
    pub(crate) exports: Vec<(Atom, Span)>,
    pub(crate) form: StubForm,
}

/// How a reference is declared and exported.
#[derive(Debug, PartialEq)]
pub(crate) enum StubForm {
    /// `export default …`
    Default,
    /// `export const name = …`
    Constant(Id),
    /// `const local = …; export { local as name, … }`
    List(Id),
}

#[derive(Debug, PartialEq)]
pub(crate) enum StubKind {
    /// `createServerReference(id, parameters, name)`
    ServerReference {
        id: ReferenceId,
        /// The declared parameters; `None`: everything is sent (rule 3.3).
        parameters: Option<u32>,
        /// In development only.
        name: Option<Atom>,
    },
    /// `registerClientReference(() => { throw … }, moduleKey, name)`
    ClientReference { module: String, name: Atom, message: String },
}

pub(super) fn server_stubs(exports: &ServerExports, options: &Options, names: &mut Names) -> Stubs {
    let helper = Helper::CreateServerReference;
    let local = names.fresh(helper.name());
    let stubs = exports.functions.iter().enumerate().map(|(index, function)| {
        let parameters = function.shape.map(|shape| shape.parameters).filter(|p| !p.rest);
        Stub {
            kind: StubKind::ServerReference {
                id: function.id,
                parameters: parameters.map(|parameters| parameters.count),
                name: options.dev.then(|| function.canonical.clone()),
            },
            form: form_of(&function.names, index, names),
            exports: function.names.clone(),
        }
    });
    let stubs = stubs.collect();
    let specifier = options.runtime.specifier(options.environment).to_owned();
    Stubs { helper, local, specifier, stubs, is_mapped: options.dev }
}

pub(super) fn client_stubs(
    exports: &[(Atom, Span)],
    module: &Input,
    options: &Options,
    names: &mut Names,
) -> Stubs {
    let helper = Helper::RegisterClientReference;
    let local = names.fresh(helper.name());
    let stubs = exports.iter().enumerate().map(|(index, export)| {
        let name = export.0.clone();
        let message = format!(
            "`{name}` is an export of a 'use client' module: the server can pass it to React as a \
             component or a prop, but cannot call it."
        );
        Stub {
            kind: StubKind::ClientReference { module: module.path.clone(), name, message },
            form: form_of(std::slice::from_ref(export), index, names),
            exports: vec![export.clone()],
        }
    });
    let stubs = stubs.collect();
    let specifier = options.runtime.specifier(Environment::Server).to_owned();
    Stubs { helper, local, specifier, stubs, is_mapped: options.dev }
}

fn form_of(exports: &[(Atom, Span)], index: usize, names: &mut Names) -> StubForm {
    match exports {
        [(name, _)] if &**name == "default" => StubForm::Default,
        [(name, _)] if is_binding_name(name) => StubForm::Constant(names.own(name)),
        _ => StubForm::List(names.fresh(&index.to_string())),
    }
}

/// Whether `export const name` can declare it: the stubs themselves use the global `Error` and
/// `undefined`.
fn is_binding_name(name: &str) -> bool {
    Ident::verify_symbol(name).is_ok()
        && !matches!(
            name,
            "eval" | "arguments" | "await" | "yield" | "let" | "static" | "undefined" | "Error"
        )
}
