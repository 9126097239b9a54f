//! What a plan says: the data that emitters work from.

use std::sync::Arc;

use swc_core::{
    atoms::Atom,
    common::{BytePos, Span, SyntaxContext},
    ecma::ast::Id,
};

use super::stubs::Stubs;
#[cfg(doc)]
use crate::scan::Facts;
use crate::{
    manifest::Capture,
    reference_id::{Digest, ReferenceId},
    scan::NamedClass,
};

/// What to emit.
#[derive(Debug)]
pub(crate) enum Output {
    /// The module as it is; also when there is an error.
    Unchanged,
    /// The module without its directive.
    WithoutDirective,
    /// A module of references in its place.
    Stubs(Stubs),
    /// The module with server functions registered and moved.
    Server(ServerModule),
}

/// The edits of a module with server functions, for the server environment.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ServerModule {
    /// Helpers in use, with their local names.
    pub(crate) imports: Vec<(Helper, Id)>,
    pub(crate) specifier: String,
    /// Parallel to [`Facts::functions`].
    pub(crate) functions: Vec<FunctionPlan>,
    pub(crate) exports: Vec<ExportEdit>,
    /// Statements at the start of the module, behind the helper imports.
    pub(crate) head: Vec<Statement>,
    /// Classes that moved functions call by their own names.
    pub(crate) classes: Vec<ClassVariable>,
    /// Functions that are registered where they are made, because more declarators follow.
    pub(crate) initialisers: Vec<Initialiser>,
    /// Statements behind others.
    pub(crate) after: Vec<(BytePos, Statement)>,
    /// Statements at the end of the module.
    pub(crate) tail: Vec<Statement>,
    /// The name of the rest parameter of generated functions.
    pub(crate) arguments: Id,
}

impl ServerModule {
    /// The local name of a helper that the plan has imported.
    pub(crate) fn helper_name(&self, helper: Helper) -> &str {
        let mut imports = self.imports.iter();
        imports
            .find(|(imported, _)| *imported == helper)
            .map_or(helper.name(), |(_, (local, _))| local)
    }

    /// The identifier of a helper that the plan has imported.
    pub(crate) fn helper(&self, helper: Helper) -> Id {
        self.imports.iter().find(|(imported, _)| *imported == helper).map_or_else(
            || (helper.name().into(), SyntaxContext::empty()),
            |(_, local)| local.clone(),
        )
    }
}

/// What compiled code calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Helper {
    AssertServerFunctions,
    BindServerReference,
    CreateServerReference,
    DefineServerMethod,
    OpenServerReference,
    RegisterClientReference,
    RegisterServerReference,
}

impl Helper {
    /// The name under which the runtime exports it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AssertServerFunctions => "assertServerFunctions",
            Self::BindServerReference => "bindServerReference",
            Self::CreateServerReference => "createServerReference",
            Self::DefineServerMethod => "defineServerMethod",
            Self::OpenServerReference => "openServerReference",
            Self::RegisterClientReference => "registerClientReference",
            Self::RegisterServerReference => "registerServerReference",
        }
    }
}

/// What becomes of a function with a directive.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FunctionPlan {
    pub(crate) id: ReferenceId,
    pub(crate) placement: Placement,
    /// The name of the function at module level.
    pub(crate) local: Id,
    /// The export that a dispatcher loads: the function, or the entry that opens its captures.
    pub(crate) export: Atom,
    pub(crate) captures: Arc<[Capture]>,
    /// The identifiers of `captures`.
    pub(crate) bindings: Vec<Id>,
    /// All identifiers that mean a captured binding in the function. At module level they mean
    /// bindings of its own.
    pub(crate) written: Vec<Id>,
    /// Names the capture list; bound to the sealed captures. `None` without captures.
    pub(crate) signature: Option<Digest>,
    /// Server functions that it captures and that capture it: made anew inside of it.
    pub(crate) rebuilt: Vec<Rebuilt>,
    /// The classes that it calls by their own names: indices of [`ServerModule::classes`], with
    /// the identifiers that it has for them.
    pub(crate) classes: Vec<(Id, usize)>,
    /// The variable that holds the value of a computed key, which is the function's name.
    pub(crate) key_variable: Option<Id>,
}

impl FunctionPlan {
    /// Whether the function stands at module level by itself. Otherwise a function is around it
    /// that brings its captures and the references that are made anew.
    pub(crate) fn is_plain(&self) -> bool {
        self.captures.is_empty() && self.rebuilt.is_empty() && self.classes.is_empty()
    }

    /// Whether a function expression's own name would hide what the function around it brings.
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.captures.iter().any(|capture| capture.name == name)
            || self.rebuilt.iter().any(|rebuilt| &*rebuilt.binding.0 == name)
            || self.classes.iter().any(|(binding, _)| &*binding.0 == name)
    }

    /// Whether the dispatcher loads the function itself.
    pub(crate) fn is_exported(&self) -> bool {
        self.export == self.local.0
    }
}

/// Where a server function is in the output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Placement {
    /// Where it was.
    InPlace,
    /// At module level; a bound reference stands where it was.
    Hoisted,
    /// Equal to another function, which is hoisted for both.
    SameAs(usize),
}

/// `f = async () => {}` becomes `f = registerServerReference({ f: async () => {} }.f, "id")`: as a
/// property the function gets its name, if it has it from its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Initialiser {
    pub(crate) function: Span,
    pub(crate) name: Option<Atom>,
    pub(crate) id: ReferenceId,
}

/// `class A {}` becomes `class A { static { local = A; } }`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClassVariable {
    pub(crate) class: NamedClass,
    pub(crate) local: Id,
}

/// A reference that is made anew inside a hoisted function.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rebuilt {
    pub(crate) binding: Id,
    pub(crate) function: usize,
}

/// A change to an export of a `'use server'` file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExportEdit {
    /// `export default async function () {}` gets the name.
    NameDefault { function: Span, local: Id },
    /// `export default <expression>` becomes a variable and an export of it.
    DefaultVariable { statement: Span, expression: Span, local: Id, names_function: bool },
    /// `export default x` becomes an export of a forwarding function.
    DefaultForward { statement: Span, local: Id },
    /// `x as y` of an export list exports a forwarding function.
    ForwardSpecifier { specifier: Span, exported: Span, local: Id },
    /// `export … from "./m"` becomes an import; the names are exported by forwarding functions.
    Import { statement: usize, imports: Vec<ImportedName>, exports: Vec<ExportedName> },
}

/// `imported as local` of an import.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ImportedName {
    pub(crate) imported: Atom,
    pub(crate) local: Id,
}

/// `local as exported` of an export list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExportedName {
    pub(crate) local: Id,
    pub(crate) exported: Atom,
    /// Where the name stands in the source, if it does.
    pub(crate) origin: Option<Span>,
}

/// A generated statement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Statement {
    /// `registerServerReference(local, "id", "name"?);`
    Register { local: Id, id: ReferenceId, name: Option<Atom> },
    /// `export const local = openServerReference(f, "id", "signature");` for the function `f` with
    /// this index.
    Entry { local: Id, function: usize },
    /// `export const local = value;`
    Snapshot { local: Id, value: Id },
    /// `export { local as exported };`
    Export(ExportedName),
    /// `assertServerFunctions("path", { "name": local, … });`
    Assert { module: String, values: Vec<ExportedName> },
    /// `function local(...args) { return target(...args) }`
    Forward { local: Id, target: Id },
    /// `var local;`
    Variable { local: Id },
    /// The hoisted function with this index.
    Function(usize),
}
