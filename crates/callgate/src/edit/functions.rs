//! Server functions as text: the hoisted function, and the reference in its old place.

use swc_core::{common::Span, ecma::ast::Id};

use super::{
    Emitter,
    statements::{push_all, push_list},
    text::{EditedText, Pieces},
};
use crate::{
    manifest::Capture,
    parse::offset,
    plan::{ClassVariable, FunctionPlan, Helper, Initialiser, Placement},
    scan::{Arrow, Declaration, Form, FunctionName, InlineFunction, Owner},
    source_map::push_json_string,
    tokens::{
        after, after_function_keyword, class_body, closing_parenthesis, needs_semicolon,
        skip_trivia,
    },
};

impl Emitter<'_> {
    /// Takes the directives out and puts a reference in the place of what moves.
    pub(super) fn inline_function(&self, index: usize, text: &mut EditedText) {
        let function = &self.facts.functions[index];
        for directive in &function.prologue.directives {
            self.remove_directive(directive, text);
        }
        let plan = &self.server.functions[index];
        if plan.placement == Placement::InPlace {
            return;
        }
        if let (FunctionName::Computed(key), Some((variable, _))) =
            (&function.name, &plan.key_variable)
        {
            text.insert(offset(key.lo) + 1, |pieces| {
                pieces.write(|text| push_all(text, &[variable, " = "]));
            });
        }
        let reference = |pieces: &mut Pieces| {
            pieces.write_mapped(offset(function.shape.span.lo), |text| {
                self.push_reference(text, function, plan);
            });
        };
        match &function.form {
            Form::Declaration(declaration) => self.declaration(declaration, reference, text),
            Form::Expression { follows_new: true, .. } => {
                text.replace(self.range(function.shape.span), |pieces| {
                    pieces.text("(");
                    reference(pieces);
                    pieces.text(")");
                });
            }
            Form::Expression { .. } => text.replace(self.range(function.shape.span), reference),
            Form::Arrow(_) => {
                let range = self.range(function.shape.span);
                text.replace(range, reference);
                if needs_semicolon(self.source, range.1 as usize) {
                    text.insert(range.1, |pieces| pieces.text(";"));
                }
            }
            Form::ObjectMethod { key, prop } => text.replace(self.range(*prop), |pieces| {
                match key.name.as_deref() {
                    // As a plain key it would set the prototype (rule 4.16).
                    Some("__proto__") => pieces.text("[\"__proto__\"]"),
                    _ => pieces.source(self.range(key.span)),
                }
                pieces.text(": ");
                reference(pieces);
            }),
            Form::StaticMethod { key, member } => {
                if !member.is_superseded {
                    text.insert(self.class_start(member.class_head_end), |pieces| {
                        pieces.write(|text| {
                            let helper = self.server.helper_name(Helper::DefineServerMethod);
                            push_all(text, &[" static { ", helper, "(this, "]);
                            match key.name.as_deref() {
                                Some(name) => push_json_string(text, name),
                                None => text.push_str(self.slice(key.span)),
                            }
                            text.push_str(", ");
                        });
                        reference(pieces);
                        pieces.text("); }");
                    });
                }
                text.replace(self.range(member.span), |pieces| pieces.text(";"));
            }
            Form::PrivateMethod { key, member, .. } => {
                text.insert(self.class_start(member.class_head_end), |pieces| {
                    pieces.write(|text| push_all(text, &[" static #", key, " = "]));
                    reference(pieces);
                    pieces.text(";");
                });
                text.replace(self.range(member.span), |pieces| pieces.text(";"));
            }
        }
    }

    /// `class A {}` becomes `class A { static { local = A; } }`.
    pub(super) fn class_variable(&self, variable: &ClassVariable, text: &mut EditedText) {
        let ClassVariable { class, local } = variable;
        text.insert(self.class_start(class.head_end), |pieces| {
            pieces.write(|text| {
                push_all(text, &[" static { ", &local.0, " = ", &class.name.0, "; }"]);
            });
        });
    }

    fn class_start(&self, head_end: swc_core::common::BytePos) -> u32 {
        class_body(self.source, offset(head_end) as usize) as u32
    }

    /// A declaration's reference is made where its block starts (rule 4.5).
    fn declaration(
        &self,
        declaration: &Declaration,
        reference: impl FnOnce(&mut Pieces),
        text: &mut EditedText,
    ) {
        text.replace(self.range(declaration.removed), |pieces| pieces.text(";"));
        if declaration.is_superseded {
            return;
        }
        let (keyword, start, has_prologue) = match declaration.owner {
            Owner::Function { start, has_prologue } => ("var", offset(start), has_prologue),
            Owner::Block { start } => ("let", offset(start), false),
            // Functions of the module scope stay; those of a `switch` clause are refused.
            Owner::Module | Owner::Switch => return,
        };
        let Some((name, span)) = &declaration.ident else { return };
        let export = if declaration.is_exported { "export " } else { "" };
        let is_open = has_prologue && !self.source[..start as usize].ends_with(';');
        let separator = if is_open { "; " } else { " " };
        text.insert(start, |pieces| {
            pieces.write(|text| push_all(text, &[separator, export, keyword, " "]));
            pieces.mapped(name, offset(span.lo));
            pieces.text(" = ");
            reference(pieces);
            pieces.text(";");
        });
    }

    /// `f = async () => {}` becomes `f = registerServerReference({ f: async () => {} }.f, "id")`.
    pub(super) fn initialiser(&self, initialiser: &Initialiser, text: &mut EditedText) {
        let Initialiser { function, name, id } = initialiser;
        let helper = self.server.helper_name(Helper::RegisterServerReference);
        let (start, end) = self.range(*function);
        let (open, close) = match name.as_deref() {
            // As a plain key it would set the prototype.
            Some(name @ "__proto__") => (["({ [\"", name, "\"]: "], [" }.", name]),
            Some(name) => (["({ ", name, ": "], [" }.", name]),
            None => (["(", "", ""], ["", ""]),
        };
        text.insert(start, |pieces| {
            pieces.write(|text| {
                text.push_str(helper);
                push_all(text, &open);
            });
        });
        text.insert(end, |pieces| {
            pieces.write(|text| {
                push_all(text, &close);
                push_all(text, &[", \"", id, "\")"]);
            });
        });
    }

    /// Appends `bindServerReference(function, "id", () => [captures], { name, length, … })`.
    fn push_reference(&self, text: &mut String, function: &InlineFunction, plan: &FunctionPlan) {
        let helper = self.server.helper_name(Helper::BindServerReference);
        push_all(text, &[helper, "(", &plan.local.0, ", \"", &plan.id, "\", "]);
        if plan.captures.is_empty() {
            text.push_str("null");
        } else {
            text.push_str("() => ");
            push_names(text, &plan.bindings);
        }
        text.push_str(", { name: ");
        match (&function.name, &plan.key_variable) {
            (_, Some((variable, _))) => text.push_str(variable),
            (FunctionName::Static(name), None) => push_json_string(text, name),
            (FunctionName::Literal(key), None) => text.push_str(self.slice(key.span)),
            (FunctionName::Computed(_), None) => text.push_str("\"\""),
        }
        text.push_str(", length: ");
        text.push_str(&function.shape.length.to_string());
        if plan.captures.iter().any(|capture| capture.paths.is_some()) {
            text.push_str(", paths: ");
            push_paths(text, &plan.captures);
        }
        if let Some(signature) = &plan.signature {
            push_all(text, &[", signature: \"", signature, "\""]);
        }
        text.push_str(" })");
    }

    /// Adds the function at module level (rule 4.3).
    pub(super) fn hoisted_function(&self, index: usize, pieces: &mut Pieces) {
        let function = &self.facts.functions[index];
        let plan = &self.server.functions[index];
        let export = if plan.is_exported() { "export " } else { "" };
        let star = if function.shape.is_generator { "*" } else { "" };
        let origin = offset(function.shape.span.lo);
        if plan.is_plain() {
            pieces.write(|text| push_all(text, &[export, "async function", star, " "]));
            pieces.mapped(&plan.local.0, origin);
            return self.parameters_and_body(function, pieces);
        }
        let (arguments, _) = &self.server.arguments;
        pieces.write(|text| push_all(text, &[export, "function "]));
        pieces.mapped(&plan.local.0, origin);
        pieces.write(|text| {
            text.push('(');
            if !plan.captures.is_empty() {
                push_names(text, &plan.bindings);
                text.push_str(", ");
            }
            push_all(text, &["...", arguments, ") {"]);
            for rebuilt in &plan.rebuilt {
                push_all(text, &[" const ", &rebuilt.binding.0, " = "]);
                let other = &self.facts.functions[rebuilt.function];
                self.push_reference(text, other, &self.server.functions[rebuilt.function]);
                text.push(';');
            }
            for (binding, class) in &plan.classes {
                let (local, _) = &self.server.classes[*class].local;
                push_all(text, &[" const ", &binding.0, " = ", local, ";"]);
            }
            text.push_str(" return (");
        });
        self.function_expression(function, plan, star, pieces);
        pieces.write(|text| push_all(text, &[")(...", arguments, ") }"]));
    }

    fn function_expression(
        &self,
        function: &InlineFunction,
        plan: &FunctionPlan,
        star: &str,
        pieces: &mut Pieces,
    ) {
        if let Form::Arrow(_) = function.form {
            return pieces.source(self.range(function.shape.span));
        }
        // A name of its own would hide the captured or rebuilt binding of that name.
        let own_name = match &function.form {
            Form::Declaration(Declaration { ident, .. }) | Form::Expression { ident, .. } => {
                ident.as_ref()
            }
            _ => None,
        };
        pieces.write(|text| push_all(text, &["async function", star, " "]));
        if let Some((name, span)) = own_name.filter(|(name, _)| !plan.hides(name)) {
            pieces.mapped(name, offset(span.lo));
        }
        self.parameters_and_body(function, pieces);
    }

    /// Adds the function's parameters and body as written, behind `async function name`.
    fn parameters_and_body(&self, function: &InlineFunction, pieces: &mut Pieces) {
        let (start, end) = self.range(function.shape.span);
        let from = match &function.form {
            Form::Arrow(arrow) => return self.arrow_parts(arrow, function, pieces),
            Form::Declaration(Declaration { ident: Some((_, span)), .. })
            | Form::Expression { ident: Some((_, span)), .. } => self.range(*span).1,
            Form::Declaration(_) | Form::Expression { .. } => {
                after_function_keyword(self.source, start as usize) as u32
            }
            Form::ObjectMethod { key, .. } | Form::StaticMethod { key, .. } => {
                self.behind_key(key.span)
            }
            Form::PrivateMethod { key_span, .. } => self.behind_key(*key_span),
        };
        pieces.source((from, end));
    }

    /// Behind a method's key and TypeScript's `?`.
    fn behind_key(&self, key: Span) -> u32 {
        let end = self.range(key).1 as usize;
        after(self.source, end, "?").unwrap_or(end) as u32
    }

    /// Adds `async (a): T => { … }` as `(a): T { … }`.
    fn arrow_parts(&self, arrow: &Arrow, function: &InlineFunction, pieces: &mut Pieces) {
        let start = offset(function.shape.span.lo) as usize;
        let start = after(self.source, start, "async").unwrap_or(start);
        let start = skip_trivia(self.source, start);
        let body = self.range(function.body);
        let is_bare = !self.source[start..].starts_with(['(', '<']);
        if is_bare && let Some(param) = arrow.first_param {
            pieces.text("(");
            pieces.source(self.range(param));
            pieces.text(") ");
            return pieces.source(body);
        }
        let end = match (arrow.return_type, arrow.params_end) {
            (Some(return_type), _) => self.range(return_type).1,
            (None, Some(end)) => closing_parenthesis(self.source, offset(end) as usize) as u32,
            (None, None) => {
                let open = arrow.type_params.map_or(start, |params| self.range(params).1 as usize);
                let open = skip_trivia(self.source, open) + 1;
                closing_parenthesis(self.source, open) as u32
            }
        };
        pieces.source((start as u32, end));
        pieces.text(" ");
        pieces.source(body);
    }
}

/// Appends what of each capture is sealed: `[null, [["id"], ["a", "b"]]]`.
fn push_paths(text: &mut String, captures: &[Capture]) {
    push_array(text, captures, |text, capture| match &capture.paths {
        None => text.push_str("null"),
        Some(paths) => push_array(text, paths, |text, path| {
            push_array(text, path, |text, name| push_json_string(text, name));
        }),
    });
}

fn push_names(text: &mut String, names: &[Id]) {
    push_array(text, names, |text, (name, _)| text.push_str(name));
}

/// Appends `[a, b]`.
fn push_array<T>(text: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    text.push('[');
    push_list(text, items, push);
    text.push(']');
}
