//! Server functions as text: the hoisted function, and the reference in its old place.

use swc_core::{common::Span, ecma::ast::Id};

use super::{
    Emitter,
    statements::string,
    text::{EditedText, Piece},
    tokens::{
        after, after_function_keyword, class_body, closing_parenthesis, needs_semicolon,
        skip_trivia,
    },
};
use crate::{
    manifest::Capture,
    parse::offset,
    plan::{ClassVariable, FunctionPlan, Helper, Initialiser, Placement},
    scan::{Arrow, Declaration, Form, FunctionName, InlineFunction, Owner},
    source_map::push_json_string,
};

/// Longer than most references, in bytes.
const USUAL_LENGTH: usize = 256;

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
            text.insert(offset(key.lo) + 1, vec![Piece::text(format!("{variable} = "))]);
        }
        let origin = offset(function.shape.span.lo);
        let reference = Piece::mapped(self.reference(function, plan), origin);
        match &function.form {
            Form::Declaration(declaration) => self.declaration(declaration, reference, text),
            Form::Expression { .. } => {
                text.replace(self.range(function.shape.span), vec![reference]);
            }
            Form::Arrow(_) => {
                let range = self.range(function.shape.span);
                text.replace(range, vec![reference]);
                if needs_semicolon(self.source, range.1 as usize) {
                    text.insert(range.1, vec![Piece::text(";")]);
                }
            }
            Form::ObjectMethod { key, prop } => {
                let key = match key.name.as_deref() {
                    // As a plain key it would set the prototype (rule 4.16).
                    Some("__proto__") => Piece::text("[\"__proto__\"]"),
                    _ => self.source_piece(key.span),
                };
                text.replace(self.range(*prop), vec![key, Piece::text(": "), reference]);
            }
            Form::StaticMethod { key, member } => {
                let (helper, _) = self.server.helper(Helper::DefineServerMethod);
                let name = key.name.as_deref().map_or_else(|| self.slice(key.span).into(), string);
                let definition = vec![
                    Piece::text(format!(" static {{ {helper}(this, {name}, ")),
                    reference,
                    Piece::text("); }"),
                ];
                if !member.is_superseded {
                    text.insert(self.class_start(member.class_head_end), definition);
                }
                text.replace(self.range(member.span), vec![Piece::text(";")]);
            }
            Form::PrivateMethod { key, member, .. } => {
                let definition =
                    vec![Piece::text(format!(" static #{key} = ")), reference, Piece::text(";")];
                text.insert(self.class_start(member.class_head_end), definition);
                text.replace(self.range(member.span), vec![Piece::text(";")]);
            }
        }
    }

    /// `class A {}` becomes `class A { static { local = A; } }`.
    pub(super) fn class_variable(&self, variable: &ClassVariable, text: &mut EditedText) {
        let ClassVariable { class, local } = variable;
        let (local, _) = local;
        let block = format!(" static {{ {local} = {}; }}", class.name.0);
        text.insert(self.class_start(class.head_end), vec![Piece::text(block)]);
    }

    fn class_start(&self, head_end: swc_core::common::BytePos) -> u32 {
        class_body(self.source, offset(head_end) as usize) as u32
    }

    /// A declaration's reference is made where its block starts (rule 4.5).
    fn declaration(&self, declaration: &Declaration, reference: Piece, text: &mut EditedText) {
        text.replace(self.range(declaration.removed), vec![Piece::text(";")]);
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
        text.insert(
            start,
            vec![
                Piece::text(format!("{separator}{export}{keyword} ")),
                Piece::mapped(name.to_string(), offset(span.lo)),
                Piece::text(" = "),
                reference,
                Piece::text(";"),
            ],
        );
    }

    /// `f = async () => {}` becomes `f = registerServerReference({ f: async () => {} }.f, "id")`.
    pub(super) fn initialiser(&self, initialiser: &Initialiser, text: &mut EditedText) {
        let Initialiser { function, name, id } = initialiser;
        let (helper, _) = self.server.helper(Helper::RegisterServerReference);
        let (start, end) = self.range(*function);
        let (open, close) = match name.as_deref() {
            // As a plain key it would set the prototype.
            Some("__proto__") => ("{ [\"__proto__\"]: ".into(), " }.__proto__".into()),
            Some(name) => (format!("{{ {name}: "), format!(" }}.{name}")),
            None => (String::new(), String::new()),
        };
        text.insert(start, vec![Piece::text(format!("{helper}({open}"))]);
        text.insert(end, vec![Piece::text(format!("{close}, \"{id}\")"))]);
    }

    /// `bindServerReference(function, "id", () => [captures], { name, length, … })`
    fn reference(&self, function: &InlineFunction, plan: &FunctionPlan) -> String {
        let (helper, _) = self.server.helper(Helper::BindServerReference);
        let ((local, _), id) = (&plan.local, &plan.id);
        let mut text = String::with_capacity(USUAL_LENGTH);
        for part in [&helper, "(", local, ", \"", id, "\", "] {
            text.push_str(part);
        }
        if plan.captures.is_empty() {
            text.push_str("null");
        } else {
            text.push_str("() => ");
            push_names(&mut text, &plan.bindings);
        }
        text.push_str(", { name: ");
        match (&function.name, &plan.key_variable) {
            (_, Some((variable, _))) => text.push_str(variable),
            (FunctionName::Static(name), None) => push_json_string(&mut text, name),
            (FunctionName::Literal(key), None) => text.push_str(self.slice(key.span)),
            (FunctionName::Computed(_), None) => text.push_str("\"\""),
        }
        text.push_str(", length: ");
        text.push_str(&function.shape.length.to_string());
        if plan.captures.iter().any(|capture| capture.paths.is_some()) {
            text.push_str(", paths: ");
            push_paths(&mut text, &plan.captures);
        }
        if let Some(signature) = &plan.signature {
            text.push_str(", signature: \"");
            text.push_str(signature);
            text.push('"');
        }
        text.push_str(" })");
        text
    }

    /// The function at module level (rule 4.3).
    pub(super) fn hoisted_function(&self, index: usize) -> Vec<Piece> {
        let function = &self.facts.functions[index];
        let plan = &self.server.functions[index];
        let export = if plan.is_exported() { "export " } else { "" };
        let name = Piece::mapped(plan.local.0.to_string(), offset(function.shape.span.lo));
        let star = if function.shape.is_generator { "*" } else { "" };
        if plan.is_plain() {
            let head = Piece::text(format!("{export}async function{star} "));
            return [vec![head, name], self.parameters_and_body(function)].concat();
        }
        let (arguments, _) = &self.server.arguments;
        let mut head = "(".to_owned();
        if !plan.captures.is_empty() {
            push_names(&mut head, &plan.bindings);
            head.push_str(", ");
        }
        for part in ["...", arguments, ") {"] {
            head.push_str(part);
        }
        let mut pieces = vec![Piece::text([export, "function "].concat()), name, Piece::text(head)];
        for rebuilt in &plan.rebuilt {
            let other = &self.facts.functions[rebuilt.function];
            let reference = self.reference(other, &self.server.functions[rebuilt.function]);
            pieces.push(Piece::text(format!(" const {} = {reference};", rebuilt.binding.0)));
        }
        for (binding, class) in &plan.classes {
            let (local, _) = &self.server.classes[*class].local;
            pieces.push(Piece::text(format!(" const {} = {local};", binding.0)));
        }
        pieces.push(Piece::text(" return ("));
        pieces.extend(self.function_expression(function, plan, star));
        pieces.push(Piece::text([")(...", arguments, ") }"].concat()));
        pieces
    }

    fn function_expression(
        &self,
        function: &InlineFunction,
        plan: &FunctionPlan,
        star: &str,
    ) -> Vec<Piece> {
        if let Form::Arrow(_) = function.form {
            return vec![self.source_piece(function.shape.span)];
        }
        // A name of its own would hide the captured or rebuilt binding of that name.
        let own_name = match &function.form {
            Form::Declaration(Declaration { ident, .. }) | Form::Expression { ident } => {
                ident.as_ref()
            }
            _ => None,
        };
        let mut pieces = vec![Piece::text(["async function", star, " "].concat())];
        if let Some((name, span)) = own_name.filter(|(name, _)| !plan.hides(name)) {
            pieces.push(Piece::mapped(name.to_string(), offset(span.lo)));
        }
        pieces.extend(self.parameters_and_body(function));
        pieces
    }

    /// The function's parameters and body as written, behind `async function name`.
    fn parameters_and_body(&self, function: &InlineFunction) -> Vec<Piece> {
        let (start, end) = self.range(function.shape.span);
        let from = match &function.form {
            Form::Arrow(arrow) => return self.arrow_parts(arrow, function),
            Form::Declaration(Declaration { ident: Some((_, span)), .. })
            | Form::Expression { ident: Some((_, span)) } => self.range(*span).1,
            Form::Declaration(_) | Form::Expression { .. } => {
                after_function_keyword(self.source, start as usize) as u32
            }
            Form::ObjectMethod { key, .. } | Form::StaticMethod { key, .. } => {
                self.behind_key(key.span)
            }
            Form::PrivateMethod { key_span, .. } => self.behind_key(*key_span),
        };
        vec![Piece::Source { start: from, end }]
    }

    /// Behind a method's key and TypeScript's `?`.
    fn behind_key(&self, key: Span) -> u32 {
        let end = self.range(key).1 as usize;
        after(self.source, end, "?").unwrap_or(end) as u32
    }

    /// `async (a): T => { … }` as `(a): T { … }`.
    fn arrow_parts(&self, arrow: &Arrow, function: &InlineFunction) -> Vec<Piece> {
        let start = offset(function.shape.span.lo) as usize;
        let start = after(self.source, start, "async").unwrap_or(start);
        let start = skip_trivia(self.source, start);
        let body = self.source_piece(function.body);
        let is_bare = !self.source[start..].starts_with(['(', '<']);
        if is_bare && let Some(param) = arrow.first_param {
            return vec![Piece::text("("), self.source_piece(param), Piece::text(") "), body];
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
        let head = Piece::Source { start: start as u32, end };
        vec![head, Piece::text(" "), body]
    }
}

/// What of each capture is sealed: `[null, [["id"], ["a", "b"]]]`.
fn push_paths(text: &mut String, captures: &[Capture]) {
    push_list(text, captures, |text, capture| match &capture.paths {
        None => text.push_str("null"),
        Some(paths) => push_list(text, paths, |text, path| {
            push_list(text, path, |text, name| push_json_string(text, name));
        }),
    });
}

fn push_names(text: &mut String, names: &[Id]) {
    push_list(text, names, |text, (name, _)| text.push_str(name));
}

/// `[a, b]`
fn push_list<T>(text: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    text.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        push(text, item);
    }
    text.push(']');
}
