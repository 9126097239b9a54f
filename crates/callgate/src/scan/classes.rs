//! Class members and object accessors: which methods can be server functions, and which never can.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{BytePos, Span, Spanned},
    ecma::{ast::*, visit::VisitWith},
};

use super::{
    facts::{Form, FunctionName, Key, Member, NamedClass, Owner},
    functions::FunctionScan,
    keys::{key_of, literal_key},
    prologue::stray_directives,
    value::function_shape,
};
use crate::diagnostics::{Finding, directive};

/// A method's function, before it is known whether it is a server function.
pub(super) struct Method<'a> {
    pub(super) function: &'a Function,
    pub(super) key: Option<Atom>,
    pub(super) finding: fn(Span) -> Finding,
}

impl FunctionScan<'_> {
    /// A method that can never be a server function.
    pub(super) fn other_method(&mut self, method: &Method) {
        self.path.extend(method.key.clone());
        if let Some(body) = &method.function.body {
            let prologue = self.body_prologue(body);
            let findings = prologue.directives.iter().map(|found| (method.finding)(found.span));
            self.facts.findings.extend(findings);
        }
        self.function_children(method.function);
        if method.key.is_some() {
            self.path.pop();
        }
    }

    pub(super) fn static_method(&mut self, function: &Function, name: FunctionName, form: Form) {
        let own_name = match &name {
            FunctionName::Static(name) => Some(name.clone()),
            _ => None,
        };
        let has_own_name = own_name.is_some();
        self.path.extend(own_name);
        let key = match &form {
            Form::StaticMethod { key, .. } => Some(key.clone()),
            _ => None,
        };
        let server_function = self.server_function(
            form,
            function_shape(function),
            function.body.as_ref(),
            Some(name),
            has_own_name,
        );
        if let Some(found) = server_function {
            let span = found.directive();
            let of_parameters = function.params.iter().flat_map(|param| &param.decorators);
            if let Some(decorator) = function.decorators.iter().chain(of_parameters).next() {
                self.facts.findings.push(directive::decorated_method(span, decorator.span));
            }
            match key {
                Some(key) if key.is_computed => {
                    let finding = directive::computed_static_method(span, key.span);
                    self.facts.findings.push(finding);
                }
                _ => self.facts.functions.push(found),
            }
        }
        self.function_children(function);
        if has_own_name {
            self.path.pop();
        }
    }

    pub(super) fn class(&mut self, class: &Class, ident: Option<&Ident>) {
        class.decorators.visit_with(self);
        class.super_class.visit_with(self);
        let class_head_end = class_head_end(ident, class);
        // Only those of the module's own level are asked for: the path is their name.
        if let Some(ident) = ident.filter(|_| self.path.len() == 1) {
            let (name, head_end) = (ident.to_id(), class_head_end);
            let named = NamedClass { name, span: class.span, head_end };
            self.facts.classes.insert(ident.span, named);
        }
        let mut overloads_start = None;
        let last: FxHashMap<Atom, usize> = class
            .body
            .iter()
            .enumerate()
            .filter_map(|(index, member)| Some((static_method_name(member)?, index)))
            .collect();
        for (index, member) in class.body.iter().enumerate() {
            let start = *overloads_start.get_or_insert(member.span().lo);
            if !is_overload(member) {
                let span = Span::new(start, member.span().hi);
                let is_superseded = static_method_name(member)
                    .and_then(|name| last.get(&name))
                    .is_some_and(|&last| last > index);
                self.class_member(member, Member { span, is_superseded, class_head_end });
                overloads_start = None;
            }
        }
    }

    fn class_member(&mut self, member: &ClassMember, place: Member) {
        match member {
            ClassMember::Method(method) => {
                method.key.visit_with(self);
                let key = key_of(&method.key);
                match method.kind {
                    MethodKind::Method if method.is_static => {
                        let name = key.function_name();
                        let form = Form::StaticMethod { key, member: place };
                        self.static_method(&method.function, name, form);
                    }
                    kind => self.other_method(&Method {
                        function: &method.function,
                        key: key.name,
                        finding: finding_of(kind),
                    }),
                }
            }
            ClassMember::PrivateMethod(method) => {
                let name: Atom = format!("#{}", method.key.name).into();
                match method.kind {
                    MethodKind::Method if method.is_static => {
                        let form = Form::PrivateMethod {
                            key: method.key.name.clone(),
                            key_span: method.key.span,
                            member: place,
                        };
                        self.static_method(&method.function, FunctionName::Static(name), form);
                    }
                    kind => self.other_method(&Method {
                        function: &method.function,
                        key: Some(name),
                        finding: finding_of(kind),
                    }),
                }
            }
            ClassMember::Constructor(constructor) => self.constructor(constructor),
            ClassMember::ClassProp(prop) => {
                prop.decorators.visit_with(self);
                prop.key.visit_with(self);
                self.keyed_value(&key_of(&prop.key), prop.value.as_deref());
            }
            ClassMember::PrivateProp(prop) => {
                prop.decorators.visit_with(self);
                let name: Atom = format!("#{}", prop.key.name).into();
                let key = Key::fixed(prop.key.span, name);
                self.keyed_value(&key, prop.value.as_deref());
            }
            ClassMember::AutoAccessor(accessor) => {
                accessor.decorators.visit_with(self);
                let key = match &accessor.key {
                    swc_core::ecma::ast::Key::Public(key) => {
                        key.visit_with(self);
                        key_of(key)
                    }
                    swc_core::ecma::ast::Key::Private(key) => {
                        let name: Atom = format!("#{}", key.name).into();
                        Key::fixed(key.span, name)
                    }
                    #[cfg(swc_ast_unknown)]
                    _ => return,
                };
                self.keyed_value(&key, accessor.value.as_deref());
            }
            ClassMember::StaticBlock(block) => {
                let findings = &mut self.facts.findings;
                stray_directives(&block.body.stmts, findings, directive::static_block);
                let start = BytePos(block.body.span.lo.0 + 1);
                let owner = Owner::Function { start, has_prologue: false };
                self.statements(&block.body.stmts, owner);
            }
            _ => member.visit_children_with(self),
        }
    }

    fn constructor(&mut self, constructor: &Constructor) {
        constructor.params.visit_with(self);
        let Some(body) = &constructor.body else { return };
        let prologue = self.body_prologue(body);
        let findings = prologue.directives.iter().map(|found| directive::constructor(found.span));
        self.facts.findings.extend(findings);
        self.body(body);
    }
}

/// The name of a static method or accessor, if its key tells.
fn static_method_name(member: &ClassMember) -> Option<Atom> {
    let key = match member {
        ClassMember::Method(method) if method.is_static => &method.key,
        ClassMember::AutoAccessor(AutoAccessor {
            is_static: true,
            key: swc_core::ecma::ast::Key::Public(key),
            ..
        }) => key,
        _ => return None,
    };
    match key {
        PropName::Computed(computed) => literal_key(&computed.expr),
        key => key_of(key).name,
    }
}

/// A method signature without a body; the method that has one follows.
fn is_overload(member: &ClassMember) -> bool {
    match member {
        ClassMember::Method(method) => method.function.body.is_none() && !method.is_abstract,
        ClassMember::PrivateMethod(method) => method.function.body.is_none(),
        _ => false,
    }
}

fn finding_of(kind: MethodKind) -> fn(Span) -> Finding {
    match kind {
        MethodKind::Method => directive::instance_method,
        _ => directive::accessor,
    }
}

/// The end of the part of a class before its body: the body's `{` is the next one behind it.
fn class_head_end(ident: Option<&Ident>, class: &Class) -> BytePos {
    let ends = [
        // The span of a class expression starts at its decorators.
        class.decorators.last().map(|decorator| decorator.span.hi),
        ident.map(|ident| ident.span.hi),
        class.type_params.as_ref().map(|params| params.span.hi),
        class.super_class.as_ref().map(|expr| expr.span().hi),
        class.super_type_params.as_ref().map(|params| params.span.hi),
        class.implements.last().map(|implements| implements.span.hi),
    ];
    ends.into_iter().flatten().fold(class.span.lo, BytePos::max)
}
