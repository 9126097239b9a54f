//! The walk that fills [`Captures`]: what it knows of the place it is at.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_core::{
    common::{Span, Spanned, SyntaxContext},
    ecma::{ast::*, visit::VisitWith},
};

use super::{Captures, Event, Forbidden, ModuleWrite, Resolution, Scope, Use, UseKind};
use super::{module_scope::module_scope, namespaces::Namespaces, receivers::Open, settle::Found};

pub(super) fn walk(program: &Program, functions: &[Span], resolution: Resolution) -> Captures {
    let mut walk = Walk {
        found: Found::default(),
        captures: Captures::default(),
        functions: functions.iter().enumerate().map(|(index, span)| (*span, index)).collect(),
        resolution,
        module_scope: module_scope(program),
        namespaces: Namespaces::default(),
        scopes: vec![OpenScope {
            scope: scope_of(program.span()),
            is_function: true,
            is_loop: false,
            context: SyntaxContext::empty(),
        }],
        next_context: u32::MAX,
        open: Vec::new(),
        capturing: 0,
    };
    program.visit_with(&mut walk);
    walk.found.declarations.extend(walk.namespaces.merged_members());
    walk.found.settle(&mut walk.captures);
    walk.captures
}

pub(super) struct Walk {
    pub(super) found: Found,
    captures: Captures,
    functions: FxHashMap<Span, usize>,
    pub(super) resolution: Resolution,
    /// The bindings of the module itself.
    pub(super) module_scope: FxHashSet<Id>,
    pub(super) namespaces: Namespaces,
    /// Scopes around the current node, innermost last.
    pub(super) scopes: Vec<OpenScope>,
    /// The context of the next scope. Counts down: real ones count up.
    next_context: u32,
    /// Functions, classes and `with` statements around the current node, innermost last.
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

pub(super) fn scope_of(span: Span) -> Scope {
    Scope { lo: span.lo, hi: span.hi }
}

impl Walk {
    /// An item of the module has ended. No other one sees what it declares, but for namespaces:
    /// from the first one on, all wait for the last.
    pub(super) fn end_item(&mut self) {
        if self.namespaces.is_empty() {
            self.found.settle(&mut self.captures);
        }
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

    /// Whether nothing declares an identifier. Of a text, in which only scopes say so, it is the
    /// module that does not: [`settle`] sees to the scopes inside.
    pub(super) fn is_global(&self, ident: &Ident) -> bool {
        match self.resolution {
            Resolution::Contexts { unresolved } => ident.ctxt == unresolved,
            Resolution::Scopes => !self.module_scope.contains(&ident.to_id()),
        }
    }

    /// Visits the inside of a function of any kind.
    pub(super) fn function(&mut self, span: Span, is_arrow: bool, inside: impl FnOnce(&mut Self)) {
        let index = self.functions.get(&span).copied();
        if let Some(index) = index {
            self.with_around(index);
            self.found.events.push(Event::Enter(index));
        }
        let captures = index.is_some() && self.scopes.len() > 1;
        self.capturing += usize::from(captures);
        self.open.push(match index {
            Some(index) => Open::ServerFunction { index, is_arrow },
            None if is_arrow => Open::Arrow,
            None => Open::Function,
        });
        self.in_scope(span, true, inside);
        self.open.pop();
        self.capturing -= usize::from(captures);
        if index.is_some() {
            self.found.events.push(Event::Leave);
        }
    }

    pub(super) fn reference(&mut self, ident: &Ident, kind: UseKind) {
        if &*ident.sym == "arguments" && self.is_global(ident) {
            return self.receiver(ident.span, &Forbidden::Arguments, &Forbidden::Arguments);
        }
        if kind == UseKind::Write && self.module_scope.contains(&ident.to_id()) {
            self.module_write(ident);
        }
        // Writes matter everywhere: a variable that is assigned to is not known to hold what it
        // was initialised with.
        if kind == UseKind::Write || self.capturing > 0 {
            let use_ = Use { id: ident.to_id(), context: ident.ctxt, span: ident.span, kind };
            self.found.events.push(Event::Use(use_));
        }
    }

    pub(super) fn module_write(&mut self, ident: &Ident) {
        let in_function = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Function | Open::Arrow | Open::ServerFunction { .. }));
        let (name, span) = (ident.sym.clone(), ident.span);
        self.found.module_writes.push(ModuleWrite { name, span, in_function });
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
        function.visit_with(self);
    }

    /// A field's initialiser has its own `this`; that of an instance field runs in a function.
    pub(super) fn field(&mut self, value: Option<&Expr>, is_static: bool) {
        let Some(value) = value else { return };
        self.open.push(if is_static { Open::Initialiser } else { Open::Function });
        value.visit_with(self);
        self.open.pop();
    }
}
