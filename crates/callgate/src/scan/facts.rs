//! What the scan finds. Pure data; every decision about it is the plan's.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{BytePos, Span},
    ecma::ast::{Id, Str},
};

use crate::{diagnostics::Finding, directive::Directive, manifest::Parameters};

/// All that the later passes need to know of a module's structure.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The file-level directive that counts: the first one.
    pub(crate) directive: Option<Directive>,
    pub(crate) prologue: Prologue,
    pub(crate) exports: Vec<Export>,
    /// `export … from` statements, in order.
    pub(crate) re_exports: Vec<ReExport>,
    /// Module-scope bindings by name.
    pub(crate) bindings: FxHashMap<Atom, Binding>,
    /// The functions that bindings of the module or its default export hold, in source order.
    pub(crate) module_functions: Vec<Span>,
    /// Functions with a `'use server'` directive, in source order.
    pub(crate) functions: Vec<InlineFunction>,
    /// Classes that have names, by the places of the names.
    pub(crate) classes: FxHashMap<Span, NamedClass>,
    /// `export = …`
    pub(crate) common_js_exports: Vec<Span>,
    pub(crate) findings: Vec<Finding>,
}

impl Facts {
    /// Whether the module has nothing to do with server functions.
    pub(crate) fn is_empty(&self) -> bool {
        self.directive.is_none() && self.functions.is_empty() && self.findings.is_empty()
    }
}

/// A directive prologue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Prologue {
    /// Directives that the compiler takes out, as statements.
    pub(crate) directives: Vec<DirectiveStatement>,
    /// Where the last statement of the prologue ends.
    pub(crate) end: Option<BytePos>,
}

/// A directive in a prologue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct DirectiveStatement {
    pub(crate) directive: Directive,
    pub(crate) span: Span,
    /// Whether another prologue string, which may lack its semicolon, stands before it.
    pub(crate) is_first: bool,
}

/// One exported name of the module, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Export {
    pub(crate) name: Atom,
    pub(crate) span: Span,
    pub(crate) kind: ExportKind,
}

#[derive(Clone, Debug)]
pub(crate) enum ExportKind {
    /// `export { a as b }`, `export function a() {}`, `export default class A {}`.
    Local {
        binding: Atom,
        /// The specifier, where there is one.
        specifier: Option<Specifier>,
    },
    /// `export default <expression>`.
    DefaultExpression(DefaultExpression),
    /// `export default function () {}`.
    DefaultDeclaration { shape: Shape },
    /// `export default class {}`.
    DefaultClass,
    /// `export { a as b } from "./m"`: index into `Facts::re_exports` and its specifiers.
    From { statement: usize, specifier: usize },
    /// `export * as b from "./m"`.
    Namespace,
}

/// `a as b` of an export list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Specifier {
    pub(crate) span: Span,
    /// The exported name as written: `b`, or `a` where there is no `as`.
    pub(crate) exported: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct DefaultExpression {
    pub(crate) statement: Span,
    pub(crate) expression: Span,
    pub(crate) value: Value,
    /// The name that it is, where it is nothing but a name.
    pub(crate) name: Option<Atom>,
}

/// `export { … } from "./m"` or `export * from "./m"`.
#[derive(Clone, Debug)]
pub(crate) struct ReExport {
    pub(crate) statement: Span,
    /// The specifier of the source module, as a value and as written.
    pub(crate) source: String,
    pub(crate) source_span: Span,
    /// The end of the import attributes, or of the source.
    pub(crate) end: BytePos,
    pub(crate) kind: ReExportKind,
}

#[derive(Clone, Debug)]
pub(crate) enum ReExportKind {
    /// The imported names of value specifiers and, as written, type specifiers.
    Named {
        values: Vec<Atom>,
        types: Vec<Span>,
    },
    Star,
}

/// A binding at module scope.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    pub(crate) id: Id,
    pub(crate) span: Span,
    pub(crate) kind: BindingKind,
}

#[derive(Clone, Debug)]
pub(crate) enum BindingKind {
    Import,
    /// A function declaration with a body.
    Function(Shape),
    Variable {
        value: Value,
        /// Where the statement ends.
        statement_end: BytePos,
        /// Whether more declarators follow in the same statement.
        is_followed: bool,
        /// The name that the function has from its place, if it is one and has one.
        name_of_place: Option<Atom>,
    },
    /// Part of a destructuring pattern, or any other variable without a value to look at.
    Pattern,
    /// A `var` of a nested statement, or one that is declared again: its value depends on the time.
    Varying,
    Class,
    Enum,
    /// `namespace A {}` with values, or `import * as A`.
    Namespace,
    /// Types and ambient declarations: nothing at run time.
    Type,
}

/// What an expression is known to evaluate to.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Function(Shape),
    /// Certainly not a function; says what it is.
    NotAFunction(&'static str),
    /// The same, if nothing in the module declares the name.
    NotAFunctionIfGlobal(Atom, &'static str),
    /// The value of another name.
    Name(Atom),
    Unknown,
}

/// The outline of a function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub(crate) span: Span,
    /// The part before the body: where to point at the function.
    pub(crate) head: Span,
    pub(crate) is_async: bool,
    pub(crate) is_generator: bool,
    pub(crate) parameters: Parameters,
    /// `fn.length`: parameters before the first default or rest.
    pub(crate) length: u32,
}

/// A function whose body starts with `'use server'`.
#[derive(Clone, Debug)]
pub(crate) struct InlineFunction {
    pub(crate) form: Form,
    pub(crate) shape: Shape,
    pub(crate) prologue: Prologue,
    pub(crate) body: Span,
    /// The names around the function from the outermost inwards, its own last.
    pub(crate) path: Vec<Atom>,
    /// Whether the first name of `path` is that of a declaration of the module.
    pub(crate) is_in_declaration: bool,
    /// Whether the last name of `path` is the function's own.
    pub(crate) has_own_name: bool,
    pub(crate) name: FunctionName,
    /// The module-scope binding that the function is the first value of.
    pub(crate) module_binding: Option<Atom>,
}

impl InlineFunction {
    /// The directive that makes it a server function.
    pub(crate) fn directive(&self) -> Span {
        self.prologue.directives[0].span
    }

    /// `start` and the names around the function, with a separator between them.
    pub(crate) fn path_text(&self, start: &str, separator: &str) -> String {
        let length = self.path.iter().map(|name| name.len() + separator.len()).sum::<usize>();
        let mut text = String::with_capacity(start.len() + length);
        text.push_str(start);
        for (index, name) in self.path.iter().enumerate() {
            text.push_str(if index > 0 { separator } else { "" });
            text.push_str(name);
        }
        text
    }
}

/// `fn.name`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FunctionName {
    Static(Atom),
    /// The value of a computed key, as written between the brackets.
    Computed(Span),
    /// The value of a key that holds a lone surrogate.
    Literal(Box<Str>),
}

/// How a function is written.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    /// `async function f() {}`; without a name after `export default` only.
    Declaration(Declaration),
    /// `async function () {}`, with its own name.
    Expression {
        ident: Option<(Atom, Span)>,
        /// Whether `new` stands before it: a call in its place would be what `new` calls.
        follows_new: bool,
    },
    Arrow(Arrow),
    /// `{ async f() {} }`
    ObjectMethod {
        key: Key,
        prop: Span,
    },
    /// `class { static async f() {} }`
    StaticMethod {
        key: Key,
        member: Member,
    },
    /// `class { static async #f() {} }`
    PrivateMethod {
        key: Atom,
        key_span: Span,
        member: Member,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) ident: Option<(Atom, Span)>,
    pub(crate) owner: Owner,
    /// What goes when the function moves: the declaration with its overload signatures.
    pub(crate) removed: Span,
    /// Whether it is exported, from a namespace or from the module.
    pub(crate) is_exported: bool,
    /// Whether a later declaration of the same function body has its name, and so wins.
    pub(crate) is_superseded: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrow {
    pub(crate) type_params: Option<Span>,
    pub(crate) return_type: Option<Span>,
    pub(crate) first_param: Option<Span>,
    /// Where the last parameter ends, but for a `?`, a comma and the `)`.
    pub(crate) params_end: Option<BytePos>,
}

/// The list of statements that a declaration stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Owner {
    Module,
    /// A function or namespace body: declarations are `var`s there.
    Function {
        start: BytePos,
        has_prologue: bool,
    },
    Block {
        start: BytePos,
    },
    Switch,
}

/// The key of a method.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) span: Span,
    /// The property name, unless it is computed or holds a lone surrogate.
    pub(crate) name: Option<Atom>,
    /// The string that holds a lone surrogate.
    pub(crate) literal: Option<Box<Str>>,
    /// Whether it stands in brackets.
    pub(crate) is_computed: bool,
}

/// A class with a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedClass {
    pub(crate) name: Id,
    pub(crate) span: Span,
    /// Where its head ends, somewhere before its `{`.
    pub(crate) head_end: BytePos,
}

/// A class member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) span: Span,
    /// Whether a later static method or accessor has its name, and so wins.
    pub(crate) is_superseded: bool,
    /// Where the head of the class ends, somewhere before its `{`.
    pub(crate) class_head_end: BytePos,
}
