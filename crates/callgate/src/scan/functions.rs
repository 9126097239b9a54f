//! Functions with a directive, wherever they are, with the names around them; and directives
//! that are not where they would mark a function.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{BytePos, Span, Spanned},
    ecma::{
        ast::*,
        visit::{Visit, VisitWith, noop_visit_type},
    },
};

use super::{
    facts::{
        Arrow, BindingKind, Declaration, DirectiveStatement, Facts, Form, FunctionName,
        InlineFunction, Key, Member, Owner, Prologue, Shape, Value,
    },
    prologue::{
        both_directives, read_prologue, stray_directive, stray_directives, string_statement,
    },
    value::{arrow_shape, function_shape, unwrap},
};
use crate::{
    diagnostics::{Finding, directive},
    directive::Directive,
};

/// Adds the functions of `program` to `facts`.
pub(crate) fn scan_functions(program: &Program, facts: &mut Facts) {
    let module_values = facts.bindings.iter().filter_map(|(name, binding)| match &binding.kind {
        BindingKind::Variable { value: Value::Function(shape), .. } => {
            Some((shape.span, name.clone()))
        }
        _ => None,
    });
    let module_values = module_values.collect();
    let mut scan = FunctionScan { facts, module_values, path: Vec::new(), inferred: None };
    match program {
        Program::Module(module) => scan.items(&module.body, Owner::Module),
        Program::Script(script) => scan.statements(&script.body, Owner::Module),
        #[cfg(swc_ast_unknown)]
        _ => {}
    }
}

struct FunctionScan<'a> {
    facts: &'a mut Facts,
    /// The module-scope variables that are initialised with a function, by the function's span.
    module_values: FxHashMap<Span, Atom>,
    /// Names of what surrounds the current node.
    path: Vec<Atom>,
    /// The name that the function or class with this span gets from its place, as JavaScript's
    /// named evaluation gives it.
    inferred: Option<(Span, Inferred)>,
}

#[derive(Clone)]
struct Inferred {
    name: FunctionName,
    /// JSX attributes name nothing in JavaScript: they only help people to read.
    is_own: bool,
}

/// A method's function, before it is known whether it is a server function.
struct Method<'a> {
    function: &'a Function,
    key: Option<Atom>,
    finding: fn(Span) -> Finding,
}

impl FunctionScan<'_> {
    fn items(&mut self, items: &[ModuleItem], owner: Owner) {
        let mut overloads: Option<(Atom, BytePos)> = None;
        let declarations = items.iter().map(|item| item.as_stmt().and_then(Stmt::as_decl));
        let last = last_declarations(declarations.map(|found| found.and_then(Decl::as_fn_decl)));
        for (index, item) in items.iter().enumerate() {
            let (declaration, is_exported) = match item {
                ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => {
                    (Some(&export.decl), true)
                }
                _ => (item.as_stmt().and_then(Stmt::as_decl), false),
            };
            match declaration.and_then(Decl::as_fn_decl) {
                Some(function) => {
                    let place = DeclarationPlace {
                        span: item.span(),
                        owner,
                        is_exported,
                        is_superseded: is_superseded(function, index, &last),
                    };
                    self.function_declaration(function, place, &mut overloads);
                }
                None if item.as_stmt().is_some_and(is_string) => {}
                None => {
                    overloads = None;
                    item.visit_with(self);
                }
            }
        }
    }

    fn statements(&mut self, statements: &[Stmt], owner: Owner) {
        let mut overloads: Option<(Atom, BytePos)> = None;
        let functions = statements.iter().map(|s| s.as_decl().and_then(Decl::as_fn_decl));
        let last = last_declarations(functions);
        for (index, statement) in statements.iter().enumerate() {
            match statement.as_decl().and_then(Decl::as_fn_decl) {
                Some(function) => {
                    let place = DeclarationPlace {
                        span: statement.span(),
                        owner,
                        is_exported: false,
                        is_superseded: is_superseded(function, index, &last),
                    };
                    self.function_declaration(function, place, &mut overloads);
                }
                // A string was judged with its list.
                None if is_string(statement) => {}
                None => {
                    overloads = None;
                    statement.visit_with(self);
                }
            }
        }
    }

    /// `overloads` holds the name and the start of the signatures directly before.
    fn function_declaration(
        &mut self,
        declaration: &FnDecl,
        place: DeclarationPlace,
        overloads: &mut Option<(Atom, BytePos)>,
    ) {
        let name = &declaration.ident.sym;
        let DeclarationPlace { span, owner, is_exported, is_superseded } = place;
        let start = match overloads.take() {
            Some((signature, start)) if signature == *name => start,
            _ => span.lo,
        };
        if declaration.function.body.is_none() {
            *overloads = Some((name.clone(), start));
            return;
        }
        let function = &declaration.function;
        self.path.push(name.clone());
        let form = Form::Declaration(Declaration {
            ident: Some((name.clone(), declaration.ident.span)),
            owner,
            removed: Span::new(start, span.hi),
            is_exported,
            is_superseded,
        });
        let is_module_level = owner == Owner::Module;
        let server_function = self.server_function(
            form,
            function_shape(function),
            function.body.as_ref(),
            Some(FunctionName::Static(name.clone())),
            true,
        );
        if let Some(mut found) = server_function {
            found.module_binding = is_module_level.then(|| name.clone());
            if owner == Owner::Switch {
                let span = declaration.ident.span;
                self.facts.findings.push(directive::declaration_in_switch(span, name));
            }
            self.facts.functions.push(found);
        }
        self.function_children(function);
        self.path.pop();
    }

    /// The server function that `body` makes, if its prologue holds the directive.
    fn server_function(
        &mut self,
        form: Form,
        shape: Shape,
        body: Option<&FunctionBody>,
        name: Option<FunctionName>,
        has_own_name: bool,
    ) -> Option<InlineFunction> {
        let body = body?;
        let prologue = self.body_prologue(body);
        prologue.directives.first()?;
        Some(InlineFunction {
            form,
            shape,
            prologue,
            body: body.span,
            path: self.path.clone(),
            has_own_name,
            name: name.unwrap_or(FunctionName::Static(Atom::default())),
            module_binding: None,
        })
    }

    /// The `'use server'` directives of a function body; other directives are judged here.
    fn body_prologue(&mut self, body: &FunctionBody) -> Prologue {
        let statements = body.stmts.iter().map(Some);
        let findings = &mut self.facts.findings;
        let mut prologue = read_prologue(statements, findings, directive::misplaced);
        findings.extend(both_directives(&prologue));
        let has_server =
            prologue.directives.iter().any(|found| found.directive == Directive::UseServer);
        prologue.directives.retain(|found: &DirectiveStatement| {
            let is_server = found.directive == Directive::UseServer;
            if !is_server && !has_server {
                findings.push(directive::use_client_in_function(found.span));
            }
            is_server
        });
        prologue
    }

    /// Visits what is inside of a function: its parameters and its body.
    fn function_children(&mut self, function: &Function) {
        function.decorators.visit_with(self);
        function.params.visit_with(self);
        if let Some(body) = &function.body {
            self.body(body);
        }
    }

    fn body(&mut self, body: &FunctionBody) {
        let has_prologue = body.stmts.first().is_some_and(Stmt::can_precede_directive);
        let start = prologue_end(&body.stmts).unwrap_or(BytePos(body.span.lo.0 + 1));
        self.statements(&body.stmts, Owner::Function { start, has_prologue });
    }

    /// A method that can never be a server function.
    fn other_method(&mut self, method: Method) {
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

    fn static_method(&mut self, function: &Function, name: FunctionName, form: Form) {
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
            if let Some(decorator) = function.decorators.first() {
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

    fn class(&mut self, class: &Class, ident: Option<&Ident>) {
        class.decorators.visit_with(self);
        class.super_class.visit_with(self);
        let class_head_end = class_head_end(ident, class);
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
                    kind => self.other_method(Method {
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
                    kind => self.other_method(Method {
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
                let key = Key { span: prop.key.span, name: Some(name), is_computed: false };
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
                        Key { span: key.span, name: Some(name), is_computed: false }
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

    /// `key: value`, `key = value`: the key names a function or class without a name.
    fn keyed_value(&mut self, key: &Key, value: Option<&Expr>) {
        let Some(value) = value else { return };
        self.infer(value, key.function_name(), key.name.is_some());
        self.path.extend(key.name.clone());
        value.visit_with(self);
        if key.name.is_some() {
            self.path.pop();
        }
    }

    fn named_value(&mut self, name: &Atom, value: &Expr) {
        self.keyed_value(
            &Key { span: value.span(), name: Some(name.clone()), is_computed: false },
            Some(value),
        );
    }

    fn infer(&mut self, value: &Expr, name: FunctionName, is_own: bool) {
        self.inferred = Some((unwrap(value).span(), Inferred { name, is_own }));
    }

    /// The name that its place gives to the node with this span.
    fn inferred(&self, span: Span) -> Option<Inferred> {
        let (named, inferred) = self.inferred.as_ref()?;
        (*named == span).then(|| inferred.clone())
    }

    /// A function expression or an arrow function.
    fn expression(&mut self, form: Form, shape: Shape, body: Option<&FunctionBody>) {
        let inferred = self.inferred(shape.span);
        let (name, is_own) = match (&form, inferred) {
            (Form::Expression { ident: Some((ident, _)) }, _) => {
                (Some(FunctionName::Static(ident.clone())), true)
            }
            (_, Some(inferred)) => (Some(inferred.name), inferred.is_own),
            _ => (None, false),
        };
        let module_binding = self.module_values.get(&shape.span).cloned();
        if let Some(mut found) = self.server_function(form, shape, body, name, is_own) {
            found.module_binding = module_binding;
            self.facts.functions.push(found);
        }
    }
}

impl Visit for FunctionScan<'_> {
    noop_visit_type!();

    fn visit_stmts(&mut self, statements: &[Stmt]) {
        for statement in statements {
            statement.visit_with(self);
        }
    }

    /// Strings of lists of statements do not come here.
    fn visit_expr_stmt(&mut self, statement: &ExprStmt) {
        self.facts.findings.extend(stray_directive(statement));
        statement.expr.visit_with(self);
    }

    fn visit_block_stmt(&mut self, block: &BlockStmt) {
        stray_directives(&block.stmts, &mut self.facts.findings, directive::nested_block);
        let start = BytePos(block.span.lo.0 + 1);
        self.statements(&block.stmts, Owner::Block { start });
    }

    fn visit_switch_case(&mut self, case: &SwitchCase) {
        case.test.visit_with(self);
        stray_directives(&case.cons, &mut self.facts.findings, directive::nested_block);
        self.statements(&case.cons, Owner::Switch);
    }

    fn visit_ts_module_decl(&mut self, module: &TsModuleDecl) {
        if module.declare {
            return;
        }
        let name = module.id.as_ident().map(|ident| ident.sym.clone());
        self.path.extend(name.clone());
        module.body.visit_with(self);
        if name.is_some() {
            self.path.pop();
        }
    }

    fn visit_ts_namespace_decl(&mut self, namespace: &TsNamespaceDecl) {
        self.path.push(namespace.id.sym.clone());
        namespace.body.visit_with(self);
        self.path.pop();
    }

    fn visit_ts_module_block(&mut self, block: &TsModuleBlock) {
        let statements = block.body.iter().filter_map(ModuleItem::as_stmt);
        stray_directives(statements, &mut self.facts.findings, directive::nested_block);
        let start = BytePos(block.span.lo.0 + 1);
        self.items(&block.body, Owner::Function { start, has_prologue: false });
    }

    fn visit_export_default_decl(&mut self, export: &ExportDefaultDecl) {
        match &export.decl {
            DefaultDecl::Fn(FnExpr { ident, function }) if function.body.is_some() => {
                let default = Atom::from("default");
                let name = ident.as_ref().map_or(default.clone(), |ident| ident.sym.clone());
                self.path.push(name.clone());
                let form = Form::Declaration(Declaration {
                    ident: ident.as_ref().map(|ident| (ident.sym.clone(), ident.span)),
                    owner: Owner::Module,
                    removed: export.span,
                    is_exported: true,
                    is_superseded: false,
                });
                let shape = function_shape(function);
                let body = function.body.as_ref();
                let name = FunctionName::Static(name);
                if let Some(mut found) = self.server_function(form, shape, body, Some(name), true) {
                    found.module_binding =
                        Some(ident.as_ref().map_or(default, |ident| ident.sym.clone()));
                    self.facts.functions.push(found);
                }
                self.function_children(function);
                self.path.pop();
            }
            DefaultDecl::Class(class) => {
                let name = class.ident.as_ref().map_or("default".into(), |ident| ident.sym.clone());
                self.path.push(name);
                self.class(&class.class, class.ident.as_ref());
                self.path.pop();
            }
            _ => {}
        }
    }

    fn visit_export_default_expr(&mut self, export: &ExportDefaultExpr) {
        self.named_value(&"default".into(), &export.expr);
    }

    fn visit_class_decl(&mut self, class: &ClassDecl) {
        if class.declare {
            return;
        }
        self.path.push(class.ident.sym.clone());
        self.class(&class.class, Some(&class.ident));
        self.path.pop();
    }

    fn visit_class_expr(&mut self, class: &ClassExpr) {
        self.path.extend(class.ident.as_ref().map(|ident| ident.sym.clone()));
        self.class(&class.class, class.ident.as_ref());
        if class.ident.is_some() {
            self.path.pop();
        }
    }

    fn visit_fn_expr(&mut self, expr: &FnExpr) {
        let ident = expr.ident.as_ref().map(|ident| (ident.sym.clone(), ident.span));
        self.path.extend(ident.clone().map(|(name, _)| name));
        let has_ident = ident.is_some();
        let shape = function_shape(&expr.function);
        self.expression(Form::Expression { ident }, shape, expr.function.body.as_ref());
        self.function_children(&expr.function);
        if has_ident {
            self.path.pop();
        }
    }

    fn visit_arrow_expr(&mut self, arrow: &ArrowExpr) {
        let body = match &*arrow.body {
            ArrowFunctionBody::FunctionBody(body) => Some(body),
            _ => None,
        };
        let form = Form::Arrow(Arrow {
            type_params: arrow.type_params.as_ref().map(|params| params.span),
            return_type: arrow.return_type.as_ref().map(|return_type| return_type.span),
            first_param: arrow.params.first().map(Spanned::span),
            params_end: arrow.params.last().map(pattern_end),
        });
        self.expression(form, arrow_shape(arrow), body);
        arrow.params.visit_with(self);
        match &*arrow.body {
            ArrowFunctionBody::FunctionBody(body) => self.body(body),
            ArrowFunctionBody::Expr(expr) => expr.visit_with(self),
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    fn visit_var_declarator(&mut self, declarator: &VarDeclarator) {
        match (&declarator.name, &declarator.init) {
            (Pat::Ident(name), Some(init)) => self.named_value(&name.sym, init),
            _ => declarator.visit_children_with(self),
        }
    }

    fn visit_assign_expr(&mut self, assign: &AssignExpr) {
        match &assign.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) if names_its_value(assign.op) => {
                self.named_value(&name.sym, &assign.right);
            }
            _ => assign.visit_children_with(self),
        }
    }

    fn visit_assign_pat(&mut self, pattern: &AssignPat) {
        match &*pattern.left {
            Pat::Ident(name) => self.named_value(&name.sym, &pattern.right),
            _ => pattern.visit_children_with(self),
        }
    }

    fn visit_assign_pat_prop(&mut self, pattern: &AssignPatProp) {
        if let Some(value) = &pattern.value {
            self.named_value(&pattern.key.sym, value);
        }
    }

    fn visit_key_value_prop(&mut self, prop: &KeyValueProp) {
        prop.key.visit_with(self);
        let mut key = key_of(&prop.key);
        // `{ __proto__: value }` sets the prototype and names nothing.
        let is_prototype = key.name.as_deref() == Some("__proto__");
        if is_prototype {
            key.name = None;
            prop.value.visit_with(self);
        } else {
            self.keyed_value(&key, Some(&prop.value));
        }
    }

    fn visit_method_prop(&mut self, method: &MethodProp) {
        method.key.visit_with(self);
        let key = key_of(&method.key);
        let has_own_name = key.name.is_some();
        let name = key.function_name();
        self.path.extend(key.name.clone());
        let function = &method.function;
        // The node starts at its key; the text starts at `async`.
        let prop = method.span().to(function.span);
        let form = Form::ObjectMethod { key, prop };
        let shape = function_shape(function);
        let body = function.body.as_ref();
        let found = self.server_function(form, shape, body, Some(name), has_own_name);
        self.facts.functions.extend(found);
        self.function_children(function);
        if has_own_name {
            self.path.pop();
        }
    }

    fn visit_getter_prop(&mut self, getter: &GetterProp) {
        getter.key.visit_with(self);
        self.other_method(Method {
            function: &getter.function,
            key: key_of(&getter.key).name,
            finding: directive::accessor,
        });
    }

    fn visit_setter_prop(&mut self, setter: &SetterProp) {
        setter.key.visit_with(self);
        self.other_method(Method {
            function: &setter.function,
            key: key_of(&setter.key).name,
            finding: directive::accessor,
        });
    }

    fn visit_jsx_attr(&mut self, attribute: &JSXAttr) {
        let name: Atom = match &attribute.name {
            JSXAttrName::Ident(name) => name.sym.clone(),
            JSXAttrName::JSXNamespacedName(name) => {
                format!("{}:{}", name.ns.sym, name.name.sym).into()
            }
            #[cfg(swc_ast_unknown)]
            _ => return,
        };
        if let Some(JSXAttrValue::JSXExprContainer(container)) = &attribute.value
            && let JSXExpr::Expr(value) = &container.expr
        {
            self.infer(value, FunctionName::Static(name.clone()), false);
        }
        self.path.push(name);
        attribute.value.visit_with(self);
        self.path.pop();
    }
}

/// A statement that is nothing but a string, however it is written.
fn is_string(statement: &Stmt) -> bool {
    string_statement(statement).is_some()
}

/// Where a function declaration stands.
struct DeclarationPlace {
    span: Span,
    owner: Owner,
    is_exported: bool,
    is_superseded: bool,
}

/// The index of the last function declaration of each name: the one that counts.
fn last_declarations<'a>(
    declarations: impl Iterator<Item = Option<&'a FnDecl>>,
) -> FxHashMap<&'a Atom, usize> {
    let declarations = declarations.enumerate();
    declarations
        .filter_map(|(index, declaration)| {
            let declaration = declaration.filter(|found| found.function.body.is_some())?;
            Some((&declaration.ident.sym, index))
        })
        .collect()
}

fn is_superseded(declaration: &FnDecl, index: usize, last: &FxHashMap<&Atom, usize>) -> bool {
    last.get(&declaration.ident.sym).is_some_and(|&last| last > index)
}

/// The fixed name of a static method or accessor.
fn static_method_name(member: &ClassMember) -> Option<Atom> {
    match member {
        ClassMember::Method(method) if method.is_static => key_of(&method.key).name,
        _ => None,
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

/// The last prologue statement's end, where there is a prologue.
fn prologue_end(statements: &[Stmt]) -> Option<BytePos> {
    let prologue = statements.iter().take_while(|statement| statement.can_precede_directive());
    prologue.last().map(|statement| statement.span().hi)
}

/// Where a parameter ends: the span of a pattern need not hold its type.
fn pattern_end(pattern: &Pat) -> BytePos {
    let type_ann = match pattern {
        Pat::Ident(pattern) => &pattern.type_ann,
        Pat::Array(pattern) => &pattern.type_ann,
        Pat::Object(pattern) => &pattern.type_ann,
        Pat::Rest(pattern) => &pattern.type_ann,
        Pat::Assign(pattern) => return pattern.right.span().hi.max(pattern.span.hi),
        _ => &None,
    };
    let end = pattern.span().hi;
    type_ann.as_ref().map_or(end, |type_ann| type_ann.span.hi.max(end))
}

fn finding_of(kind: MethodKind) -> fn(Span) -> Finding {
    match kind {
        MethodKind::Method => directive::instance_method,
        _ => directive::accessor,
    }
}

fn names_its_value(op: AssignOp) -> bool {
    matches!(op, op!("=") | op!("&&=") | op!("||=") | op!("??="))
}

impl Key {
    /// The name that a function with this key has.
    fn function_name(&self) -> FunctionName {
        match &self.name {
            Some(name) => FunctionName::Static(name.clone()),
            None if self.is_computed => FunctionName::Computed(self.span),
            None => FunctionName::Literal(self.span),
        }
    }
}

/// A key with the property name it stands for. `["a"]` is as good as `a` in an object, and
/// stays a computed key in a class: rule 4.1 refuses those by form.
fn key_of(key: &PropName) -> Key {
    let name = match key {
        PropName::Ident(ident) => Some(ident.sym.clone()),
        PropName::Str(string) => string.value.as_atom().cloned(),
        PropName::Num(number) => Some(number_key(number.value)),
        PropName::BigInt(number) => Some(number.value.to_string().into()),
        PropName::Computed(_) => None,
        #[cfg(swc_ast_unknown)]
        _ => None,
    };
    Key { span: key.span(), name, is_computed: key.is_computed() }
}

/// The property name of a number, as `String(number)` gives it.
fn number_key(value: f64) -> Atom {
    swc_core::ecma::utils::number::ToJsString::to_js_string(&value).into()
}

/// The end of the part of a class before its body: the body's `{` is the next one behind it.
fn class_head_end(ident: Option<&Ident>, class: &Class) -> BytePos {
    let ends = [
        ident.map(|ident| ident.span.hi),
        class.type_params.as_ref().map(|params| params.span.hi),
        class.super_class.as_ref().map(|expr| expr.span().hi),
        class.super_type_params.as_ref().map(|params| params.span.hi),
        class.implements.last().map(|implements| implements.span.hi),
    ];
    ends.into_iter().flatten().max().unwrap_or(class.span.lo)
}
