//! The walk that fills [`Captures`]: what it knows of the place it is at.

use rustc_hash::FxHashMap;
use swc_core::{
    common::{BytePos, Span, Spanned, SyntaxContext},
    ecma::{ast::*, visit::VisitWith},
};

use super::{
    Captures, DeclarationKind, Event, Forbidden, ModuleWrite, Resolution, Scope, ServerFunction,
    Use, UseKind,
    module_scope::ModuleScope,
    namespaces::{Namespaces, Place},
    receivers::Open,
    settle::Found,
};

/// Walks the items of a program, one after another.
pub(crate) struct Walk {
    pub(super) found: Found,
    pub(super) captures: Captures,
    /// The functions to watch in the current item.
    functions: FxHashMap<Span, ServerFunction>,
    pub(super) resolution: Resolution,
    module_scope: ModuleScope,
    pub(super) namespaces: Namespaces,
    /// Scopes around the current node, innermost last.
    pub(super) scopes: Vec<OpenScope>,
    /// The context of the next scope. Counts down: real ones count up.
    next_context: u32,
    /// Functions and classes around the current node, innermost last.
    pub(super) open: Vec<Open>,
    /// How many of the server functions around the current node can capture something: those
    /// that stand in another scope than the module's.
    pub(super) capturing: usize,
}

pub(super) struct OpenScope {
    pub(super) scope: Scope,
    /// Whether `var` stays in it.
    pub(super) is_function: bool,
    /// Whether it is passed through more than once.
    pub(super) is_loop: bool,
    /// What tells its bindings from those of other scopes, where nothing else does.
    pub(super) context: SyntaxContext,
}

fn scope_of(span: Span) -> Scope {
    Scope { lo: span.lo, hi: span.hi }
}

impl Walk {
    pub(crate) fn new(resolution: Resolution) -> Self {
        Self {
            found: Found::default(),
            captures: Captures::default(),
            functions: FxHashMap::default(),
            resolution,
            module_scope: ModuleScope::default(),
            namespaces: Namespaces::default(),
            scopes: vec![OpenScope {
                scope: Scope { lo: BytePos(0), hi: BytePos(u32::MAX) },
                is_function: true,
                is_loop: false,
                context: SyntaxContext::empty(),
            }],
            next_context: u32::MAX,
            open: Vec::new(),
            capturing: 0,
        }
    }

    /// Walks the next item, a statement or a declaration, which holds `functions`. No other item
    /// sees what it declares, but for namespaces: from the first one on, all wait for the last.
    pub(crate) fn item(
        &mut self,
        item: &(impl VisitWith<Self> + VisitWith<ModuleScope>),
        functions: impl Iterator<Item = (Span, ServerFunction)>,
    ) {
        self.functions = functions.collect();
        item.visit_with(&mut self.module_scope);
        item.visit_with(self);
        if self.namespaces.is_empty() {
            self.found.settle(&mut self.captures);
        }
    }

    /// What is known of the whole program.
    pub(crate) fn finish(mut self) -> Captures {
        let members = self.namespaces.merged_members(self.found.references());
        self.found.declarations.extend(members);
        self.found.settle(&mut self.captures);
        let Self { mut captures, module_scope, .. } = self;
        captures.module_writes.retain(|write| module_scope.holds(&write.id));
        captures.common_js_exports.retain(|export| !module_scope.holds(&export.id));
        captures
    }

    pub(super) fn in_scope(
        &mut self,
        span: Span,
        is_function: bool,
        inside: impl FnOnce(&mut Self),
    ) {
        let (scope, context) = (scope_of(span), self.new_context());
        self.in_open(OpenScope { scope, is_function, is_loop: false, context }, inside);
    }

    pub(super) fn in_loop(&mut self, span: Span, inside: impl FnOnce(&mut Self)) {
        let (scope, context) = (scope_of(span), self.new_context());
        self.in_open(OpenScope { scope, is_function: false, is_loop: true, context }, inside);
    }

    /// A function's body. Its `var`s are the parameters of the same names, but a parameter's
    /// default does not see them.
    pub(super) fn in_body(&mut self, span: Span, inside: impl FnOnce(&mut Self)) {
        let context = self.scopes.last().map_or(SyntaxContext::empty(), |outer| outer.context);
        let scope = scope_of(span);
        self.in_open(OpenScope { scope, is_function: true, is_loop: false, context }, inside);
    }

    fn in_open(&mut self, scope: OpenScope, inside: impl FnOnce(&mut Self)) {
        self.scopes.push(scope);
        inside(self);
        self.scopes.pop();
    }

    fn new_context(&mut self) -> SyntaxContext {
        self.next_context -= 1;
        SyntaxContext::from_u32(self.next_context)
    }

    /// Whether nothing may declare an identifier. Of a text, in which only scopes say so, the end
    /// of the item and that of the program tell.
    pub(super) fn is_global(&self, ident: &Ident) -> bool {
        match self.resolution {
            Resolution::Contexts { unresolved } => ident.ctxt == unresolved,
            Resolution::Scopes => true,
        }
    }

    /// Where a namespace or an enum with this span is declared.
    pub(super) fn place(&self, span: Span) -> Place {
        Place {
            scope: scope_of(span),
            context: self.scopes.last().map_or(SyntaxContext::empty(), |scope| scope.context),
            depth: self.scopes.len(),
            function: self.server_function(),
        }
    }

    /// Visits the inside of a function of any kind. Its scope starts behind the key of a method.
    pub(super) fn function(
        &mut self,
        span: Span,
        key_end: Option<BytePos>,
        is_arrow: bool,
        inside: impl FnOnce(&mut Self),
    ) {
        let server_function = self.functions.get(&span).copied();
        if let Some(function) = server_function {
            self.found.events.push(Event::Enter(function));
        }
        let captures = server_function.is_some() && self.scopes.len() > 1;
        self.capturing += usize::from(captures);
        self.open.push(match server_function {
            Some(function) => Open::ServerFunction { function, is_arrow },
            None if is_arrow => Open::Arrow,
            None => Open::Function,
        });
        let start = key_end.map_or(span.lo, |end| end.max(span.lo));
        self.in_scope(span.with_lo(start), true, inside);
        self.open.pop();
        self.capturing -= usize::from(captures);
        if server_function.is_some() {
            self.found.events.push(Event::Leave);
        }
    }

    pub(super) fn reference(&mut self, ident: &Ident, kind: UseKind) {
        if &*ident.sym == "arguments" && self.is_global(ident) {
            return self.receiver(ident.span, &Forbidden::Arguments, &Forbidden::Arguments);
        }
        if kind == UseKind::Write {
            self.module_write(ident);
        }
        // Writes matter everywhere: a variable that is assigned to is not known to hold what it
        // was initialised with.
        if kind == UseKind::Write || self.capturing > 0 {
            let use_ = Use { id: ident.to_id(), context: ident.ctxt, span: ident.span, kind };
            self.found.events.push(Event::Use(use_));
        }
    }

    /// An assignment, to a binding of the module if no scope inside declares the name.
    pub(super) fn module_write(&mut self, ident: &Ident) {
        let in_function = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Function | Open::Arrow | Open::ServerFunction { .. }));
        let (id, span) = (ident.to_id(), ident.span);
        self.found.module_writes.push(ModuleWrite { id, span, in_function });
    }

    /// A class that is declared. One at the module's own level is evaluated once, so that a
    /// function of it can be told which class its name means.
    pub(super) fn class_declaration(&mut self, ident: &Ident, class: &Class) {
        if self.scopes.len() > 1 {
            return self.class(class);
        }
        self.in_scope(class.span, false, |walk| {
            walk.declare_own_name(ident);
            walk.class(class);
        });
    }

    pub(super) fn class(&mut self, class: &Class) {
        class.decorators.visit_with(self);
        class.super_class.visit_with(self);
        let private_names = class.body.iter().filter_map(|member| match member {
            ClassMember::PrivateMethod(method) => Some(method.key.name.clone()),
            ClassMember::PrivateProp(prop) => Some(prop.key.name.clone()),
            ClassMember::AutoAccessor(accessor) => match &accessor.key {
                Key::Private(key) => Some(key.name.clone()),
                _ => None,
            },
            _ => None,
        });
        let private_names = private_names.collect();
        self.open.push(Open::Class(private_names));
        class.body.visit_with(self);
        self.open.pop();
    }

    pub(super) fn method(&mut self, key: &PropName, function: &Function) {
        key.visit_with(self);
        self.any_function(function, Some(key.span().hi));
    }

    /// A function that is no arrow function, behind its key if it is a method.
    pub(super) fn any_function(&mut self, function: &Function, key_end: Option<BytePos>) {
        function.decorators.visit_with(self);
        self.function(function.span, key_end, false, |walk| {
            for param in &function.params {
                param.decorators.visit_with(walk);
                walk.declare_pattern(&param.pat, DeclarationKind::Replaceable, true);
            }
            function.body.visit_with(walk);
        });
    }

    /// A field's initialiser has its own `this`; that of an instance field runs in a function.
    pub(super) fn field(&mut self, value: Option<&Expr>, is_static: bool) {
        let Some(value) = value else { return };
        self.open.push(if is_static { Open::Initialiser } else { Open::Function });
        value.visit_with(self);
        self.open.pop();
    }
}
