//! Capture: resolves every reference inside server functions to its binding, so shadowing and
//! hoisting come from scopes and never from name lists (rule 4.6). Gives a stream of facts in
//! source order; the plan draws the conclusions.

mod bindings;
mod members;
mod module_scope;
mod namespaces;
mod receivers;
mod settle;
mod uses;
mod walk;

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{BytePos, Span, SyntaxContext},
    ecma::ast::Id,
};

pub(crate) use module_scope::ModuleScope;
pub(crate) use walk::Walk;

/// What is known of the names of a module.
#[derive(Debug, Default)]
pub(crate) struct Captures {
    /// References that cross a server function, and marks, in source order.
    pub(crate) events: Vec<Event>,
    /// What such references could mean.
    pub(crate) declarations: FxHashMap<Id, Declaration>,
    /// Assignments to module-scope bindings.
    pub(crate) module_writes: Vec<ModuleWrite>,
    /// `module.exports = …`, `exports.x = …`
    pub(crate) common_js_exports: Vec<CommonJsExport>,
    /// The heads of `with` statements.
    pub(crate) with_statements: Vec<Span>,
}

/// A function to watch the borders of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ServerFunction {
    /// A function with a directive: its place in `Facts::functions`.
    Inline(usize),
    /// A function that a binding of the module or its default export holds, by its span. With a
    /// file-level directive it is a server function if it is exported, which the last item may do.
    OfModule(Span),
}

/// A step of the walk.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    Enter(ServerFunction),
    Leave,
    Use(Use),
    /// Something that a server function cannot hold, judged by function boundaries (rule 2.2).
    Forbidden {
        function: ServerFunction,
        what: Forbidden,
        span: Span,
    },
}

/// A reference inside a server function, or an assignment anywhere. Module bindings and globals
/// have no [`Declaration`].
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub(crate) id: Id,
    /// The syntax context of the identifier, which need not be that of its declaration.
    pub(crate) context: SyntaxContext,
    pub(crate) span: Span,
    pub(crate) kind: UseKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum UseKind {
    /// A read of `root.a.b` and nothing more.
    Path(Vec<Atom>),
    /// Any other read.
    Whole,
    Write,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Forbidden {
    This,
    /// `this` of a function around the server function, which is an arrow function.
    CapturedThis,
    Arguments,
    Super,
    NewTarget,
    Eval,
    PrivateName(Atom),
}

/// Where and how a binding is declared.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) span: Span,
    pub(crate) kind: DeclarationKind,
    /// The text in which the name is bound.
    pub(crate) scope: Scope,
    /// Whether anything but its declaration assigns to it.
    pub(crate) is_reassigned: bool,
    /// The server function in which it is declared, the innermost one.
    pub(crate) function: Option<ServerFunction>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum DeclarationKind {
    /// A variable with one name, initialised with the function or class with this span.
    Variable {
        function: Option<Span>,
        class: bool,
    },
    /// A function declaration with this span, or a function expression's own name.
    Function(Span),
    Class,
    /// The name of a class of the module's own level, as the class itself knows it: a constant that
    /// is initialised before the static members. There is one class of that name.
    OwnName,
    /// A parameter, or a `var` without a value: a function declaration of the same name takes its
    /// place when the scope is entered.
    Replaceable,
    Other,
}

/// The extent of a scope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scope {
    pub(crate) lo: BytePos,
    pub(crate) hi: BytePos,
}

impl Scope {
    /// Whether `span` is inside.
    pub(crate) fn holds(self, span: Span) -> bool {
        self.lo <= span.lo && span.hi <= self.hi
    }
}

/// An assignment to a module-scope binding.
#[derive(Clone, Debug)]
pub(crate) struct ModuleWrite {
    pub(crate) id: Id,
    pub(crate) span: Span,
    /// Whether it stands in a function, and so may happen after the module's evaluation.
    pub(crate) in_function: bool,
}

/// An assignment to `exports` or `module.exports`, or to a property of them.
#[derive(Clone, Debug)]
pub(crate) struct CommonJsExport {
    /// The global that it starts with.
    pub(crate) id: Id,
    pub(crate) span: Span,
}

/// What tells the bindings of one name apart.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Resolution {
    /// The syntax contexts that a resolver gave to the identifiers of the program; this one has
    /// what nothing declares.
    Contexts { unresolved: SyntaxContext },
    /// Their scopes alone: identifiers have no contexts. Saves a pass over the program.
    Scopes,
}
