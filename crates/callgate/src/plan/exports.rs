//! Exports of files with a directive: which are callable, under which ids (section 2 of the
//! semantics), and what registering them takes.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use swc_core::{atoms::Atom, common::Span};

use super::{
    ExportEdit, ExportedName, ImportedName, Initialiser, Input, ServerModule, Statement,
    functions::check_async, names::Names,
};
use crate::{
    capture::Captures,
    diagnostics::{Finding, export as findings_of},
    options::Options,
    reference_id::reference_id,
    scan::{
        BindingKind, DefaultExpression, Export, ExportKind, Facts, InlineFunction, ReExportKind,
        Shape, Specifier, Value,
    },
};

/// The server functions that a file-level directive makes.
#[derive(Debug, Default)]
pub(super) struct ServerExports {
    pub(super) is_server_file: bool,
    pub(super) functions: Vec<ServerExport>,
    by_span: FxHashMap<Span, usize>,
    /// Module-scope bindings that are assigned to after their declaration.
    reassigned: FxHashSet<Atom>,
    /// The export names of each module-scope binding; those of an anonymous default export
    /// under `default`, which no binding is called.
    names: FxHashMap<Atom, Vec<Atom>>,
}

/// One callable binding with all its export names.
#[derive(Clone, Debug)]
pub(super) struct ServerExport {
    pub(super) id: String,
    /// The name that the id is made from.
    pub(super) canonical: Atom,
    /// Every export name and where it stands, the canonical one first.
    pub(super) names: Vec<(Atom, Span)>,
    /// Where to point at it.
    pub(super) span: Span,
    /// Its outline, where it is certainly a function and stays the same one.
    pub(super) shape: Option<Shape>,
    origin: Origin,
}

/// Where the value of an export comes from. Exports with equal keys are one server function.
#[derive(Clone, Debug)]
enum Origin {
    /// A binding of the module.
    Binding(Atom),
    /// `export default async function () {}`
    DefaultDeclaration,
    DefaultExpression(DefaultExpression),
    /// Another module.
    Forward(Forward),
}

#[derive(Clone, Debug)]
enum Forward {
    /// `import { x } from "./m"; export { x }`
    Import { binding: Atom, places: Vec<ForwardPlace> },
    /// `export { x } from "./m"`, `export * from "./m"`
    From { statement: usize, imported: Atom },
}

#[derive(Clone, Debug)]
enum ForwardPlace {
    Specifier(Specifier),
    /// `export default x`
    Default(Span),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Binding(Atom),
    Default,
    From(usize, Atom),
}

impl ServerExports {
    /// Whether an inline function is an export of its file.
    pub(super) fn holds(&self, function: &InlineFunction) -> bool {
        self.by_span.contains_key(&function.shape.span)
    }

    /// The id of an inline function that is an export of its file.
    pub(super) fn id_of(&self, function: &InlineFunction) -> Option<&str> {
        self.by_span.get(&function.shape.span).map(|&index| &*self.functions[index].id)
    }

    /// The export names of a module-scope binding.
    pub(super) fn names_of(&self, binding: &Atom) -> &[Atom] {
        self.names.get(binding).map_or(&[], Vec::as_slice)
    }

    /// The name by which the module exports a binding: its own, else `default`, else the
    /// smallest.
    pub(super) fn preferred_name_of(&self, binding: &Atom) -> Option<&Atom> {
        self.names_of(binding).iter().min_by_key(|&n| (n != binding, &**n != "default", n))
    }

    pub(super) fn is_reassigned(&self, binding: &Atom) -> bool {
        self.reassigned.contains(binding)
    }
}

/// The outlines of all functions that a file-level directive could mark.
pub(super) fn exported_shapes(facts: &Facts) -> impl Iterator<Item = Shape> {
    facts.exports.iter().filter_map(|export| match &export.kind {
        ExportKind::Local { binding, .. } => match &facts.bindings.get(binding)?.kind {
            BindingKind::Function(shape)
            | BindingKind::Variable { value: Value::Function(shape), .. } => Some(*shape),
            _ => None,
        },
        ExportKind::DefaultDeclaration { shape } => Some(*shape),
        ExportKind::DefaultExpression(DefaultExpression {
            value: Value::Function(shape), ..
        }) => Some(*shape),
        _ => None,
    })
}

/// The exports of a module without a file-level directive: only what is assigned matters.
pub(super) fn without_directive(facts: &Facts, captured: &Captures) -> ServerExports {
    ServerExports {
        reassigned: reassigned(captured),
        names: names_by_binding(facts),
        ..ServerExports::default()
    }
}

fn names_by_binding(facts: &Facts) -> FxHashMap<Atom, Vec<Atom>> {
    let mut names: FxHashMap<Atom, Vec<Atom>> = FxHashMap::default();
    for export in &facts.exports {
        let binding = match &export.kind {
            ExportKind::Local { binding, .. } => binding.clone(),
            ExportKind::DefaultExpression(_)
            | ExportKind::DefaultDeclaration { .. }
            | ExportKind::DefaultClass => "default".into(),
            ExportKind::From { .. } | ExportKind::Namespace => continue,
        };
        names.entry(binding).or_default().push(export.name.clone());
    }
    names
}

fn reassigned(captured: &Captures) -> FxHashSet<Atom> {
    captured.module_writes.iter().map(|write| write.name.clone()).collect()
}

/// Sorts the exports of a `'use server'` file into server functions and errors.
pub(super) fn resolve_exports(
    module: &Input,
    options: &Options,
    captured: &Captures,
    findings: &mut Vec<Finding>,
) -> ServerExports {
    let facts = module.facts;
    check_duplicates(facts, findings);
    let mut resolver =
        Resolver { facts, reassigned: reassigned(captured), groups: IndexMap::default(), findings };
    for export in &facts.exports {
        resolver.export(export);
    }
    resolver.stars(options);
    let Resolver { reassigned, groups, .. } = resolver;
    let names = names_by_binding(facts);
    let mut exports =
        ServerExports { is_server_file: true, reassigned, names, ..Default::default() };
    for (key, group) in groups {
        let mut names = group.names;
        let canonical = canonical_name(&key, &names);
        names.sort_by_key(|(name, _)| (*name != canonical, name.clone()));
        if let Some(shape) = group.shape {
            exports.by_span.insert(shape.span, exports.functions.len());
        }
        exports.functions.push(ServerExport {
            id: reference_id(&options.salt, &module.path, &[&canonical]),
            canonical,
            names,
            span: group.span,
            shape: group.shape,
            origin: group.origin,
        });
    }
    check_writes(&exports, facts, captured, findings);
    exports
}

struct Group {
    names: Vec<(Atom, Span)>,
    span: Span,
    shape: Option<Shape>,
    origin: Origin,
}

struct Resolver<'a> {
    facts: &'a Facts,
    reassigned: FxHashSet<Atom>,
    groups: IndexMap<Key, Group, FxBuildHasher>,
    findings: &'a mut Vec<Finding>,
}

impl Resolver<'_> {
    fn export(&mut self, export: &Export) {
        match &export.kind {
            ExportKind::Local { binding, specifier } => {
                let place = specifier.map(ForwardPlace::Specifier);
                self.binding(export, binding, place);
            }
            ExportKind::DefaultExpression(expression) => self.default(export, expression),
            ExportKind::DefaultDeclaration { shape } => {
                self.function(Key::Default, export, *shape, Origin::DefaultDeclaration);
            }
            ExportKind::DefaultClass => self.not_a_function(export, "a class"),
            ExportKind::From { statement, specifier } => {
                let ReExportKind::Named { values, .. } = &self.facts.re_exports[*statement].kind
                else {
                    return;
                };
                let imported = values[*specifier].clone();
                self.from(*statement, imported, export);
            }
            ExportKind::Namespace => self.findings.push(findings_of::namespace_export(export.span)),
        }
    }

    /// `place` is where an imported binding would be replaced by a forwarding function.
    fn binding(&mut self, export: &Export, name: &Atom, place: Option<ForwardPlace>) {
        let Some(binding) = self.facts.bindings.get(name) else {
            return self.findings.push(findings_of::undeclared(name, whole_of(export)));
        };
        let key = Key::Binding(name.clone());
        let origin = Origin::Binding(name.clone());
        match &binding.kind {
            BindingKind::Type => {}
            BindingKind::Import => self.import(export, name, place),
            BindingKind::Class => self.not_a_function(export, "a class"),
            BindingKind::Enum => self.not_a_function(export, "an enum"),
            BindingKind::Namespace => self.not_a_function(export, "a namespace"),
            BindingKind::Pattern => self.unknown(key, export, origin),
            _ if self.reassigned.contains(name) => self.unknown(key, export, origin),
            BindingKind::Function(shape) => self.function(key, export, *shape, origin),
            BindingKind::Variable { value, .. } => match self.resolve(value) {
                Resolved::Function(shape) => self.function(key, export, shape, origin),
                Resolved::NotAFunction(what) => self.not_a_function(export, what),
                Resolved::Unknown => self.unknown(key, export, origin),
            },
        }
    }

    fn default(&mut self, export: &Export, expression: &DefaultExpression) {
        if let Value::Name(name) = &expression.value
            && let Some(binding) = self.facts.bindings.get(name)
            && !self.reassigned.contains(name)
            && !matches!(binding.kind, BindingKind::Pattern)
        {
            // `export default f` is another name of `f`, if `f` stays what it is.
            let place = ForwardPlace::Default(expression.statement);
            return self.binding(export, name, Some(place));
        }
        let origin = Origin::DefaultExpression(expression.clone());
        match self.resolve(&expression.value) {
            Resolved::Function(shape) => self.function(Key::Default, export, shape, origin),
            Resolved::NotAFunction(what) => self.not_a_function(export, what),
            Resolved::Unknown => self.unknown(Key::Default, export, origin),
        }
    }

    fn import(&mut self, export: &Export, binding: &Atom, place: Option<ForwardPlace>) {
        let key = Key::Binding(binding.clone());
        let forward = Forward::Import { binding: binding.clone(), places: Vec::new() };
        let group = self.group(key, export, export.span, Origin::Forward(forward));
        if let Origin::Forward(Forward::Import { places, .. }) = &mut group.origin {
            places.extend(place);
        }
    }

    fn from(&mut self, statement: usize, imported: Atom, export: &Export) {
        let key = Key::From(statement, imported.clone());
        let origin = Origin::Forward(Forward::From { statement, imported });
        self.group(key, export, export.span, origin);
    }

    fn function(&mut self, key: Key, export: &Export, shape: Shape, origin: Origin) {
        self.findings.extend(check_async(&shape));
        self.group(key, export, shape.head, origin).shape = Some(shape);
    }

    fn unknown(&mut self, key: Key, export: &Export, origin: Origin) {
        self.group(key, export, export.span, origin);
    }

    fn group(&mut self, key: Key, export: &Export, span: Span, origin: Origin) -> &mut Group {
        let new = || Group { names: Vec::new(), span, shape: None, origin };
        let group = self.groups.entry(key).or_insert_with(new);
        group.names.push((export.name.clone(), export.span));
        group
    }

    fn not_a_function(&mut self, export: &Export, what: &str) {
        self.findings.push(findings_of::not_a_function(&export.name, what, export.span));
    }

    /// Follows names to what they certainly are; `export const b = a` of an async function `a`
    /// is checked when the module loads, like any value.
    fn resolve(&self, value: &Value) -> Resolved {
        let mut value = value;
        let mut seen = FxHashSet::default();
        loop {
            match value {
                Value::Function(shape) if seen.is_empty() => return Resolved::Function(*shape),
                Value::Function(_) | Value::Unknown => return Resolved::Unknown,
                Value::NotAFunction(what) => return Resolved::NotAFunction(what),
                Value::NotAFunctionIfGlobal(name, what) => {
                    return if self.facts.bindings.contains_key(name) {
                        Resolved::Unknown
                    } else {
                        Resolved::NotAFunction(what)
                    };
                }
                Value::Name(name) => {
                    if !seen.insert(name.clone()) || self.reassigned.contains(name) {
                        return Resolved::Unknown;
                    }
                    match self.facts.bindings.get(name).map(|binding| &binding.kind) {
                        Some(BindingKind::Variable { value: next, .. }) => value = next,
                        Some(BindingKind::Class) => return Resolved::NotAFunction("a class"),
                        Some(BindingKind::Enum) => return Resolved::NotAFunction("an enum"),
                        Some(BindingKind::Namespace) => {
                            return Resolved::NotAFunction("a namespace");
                        }
                        _ => return Resolved::Unknown,
                    }
                }
            }
        }
    }

    /// `export * from "./m"`: local names win, and a name that two of them give is no export.
    fn stars(&mut self, options: &Options) {
        let own: FxHashSet<Atom> = self.facts.exports.iter().map(|e| e.name.clone()).collect();
        for (statement, name, span) in star_names(self.facts, options, &own, self.findings) {
            let kind = ExportKind::From { statement, specifier: 0 };
            self.from(statement, name.clone(), &Export { name, span, kind });
        }
    }
}

enum Resolved {
    Function(Shape),
    NotAFunction(&'static str),
    Unknown,
}

/// The names that `export *` statements give, with the statement's index and place.
fn star_names(
    facts: &Facts,
    options: &Options,
    own: &FxHashSet<Atom>,
    findings: &mut Vec<Finding>,
) -> Vec<(usize, Atom, Span)> {
    let mut found: IndexMap<Atom, (usize, Span), FxBuildHasher> = IndexMap::default();
    for (index, re_export) in facts.re_exports.iter().enumerate() {
        if !matches!(re_export.kind, ReExportKind::Star) {
            continue;
        }
        let Some(names) = options.resolved_exports.get(&re_export.source) else {
            let finding = findings_of::unresolved_star(re_export.statement, &re_export.source);
            findings.push(finding);
            continue;
        };
        let names: FxHashSet<&String> = names.iter().filter(|name| *name != "default").collect();
        let mut names: Vec<&String> = names.into_iter().collect();
        names.sort();
        for name in names {
            let name = Atom::from(name.as_str());
            if own.contains(&name) {
                continue;
            }
            if let Some((_, first)) = found.get(&name) {
                findings.push(findings_of::ambiguous_star(&name, re_export.statement, *first));
            } else {
                found.insert(name, (index, re_export.statement));
            }
        }
    }
    found.into_iter().map(|(name, (statement, span))| (statement, name, span)).collect()
}

/// The name equal to the binding, else `default`, else the smallest by code point.
fn canonical_name(key: &Key, names: &[(Atom, Span)]) -> Atom {
    let own = match key {
        Key::Binding(name) | Key::From(_, name) => Some(name),
        Key::Default => None,
    };
    let rank = |name: &Atom| (Some(name) != own, &**name != "default");
    let names = names.iter().map(|(name, _)| name);
    names.min_by_key(|&name| (rank(name), name)).cloned().unwrap_or_default()
}

/// The specifier that makes an export, with its local name, or else the export's name.
fn whole_of(export: &Export) -> Span {
    match &export.kind {
        ExportKind::Local { specifier: Some(specifier), .. } => specifier.span,
        _ => export.span,
    }
}

fn check_duplicates(facts: &Facts, findings: &mut Vec<Finding>) {
    let mut first: FxHashMap<&Atom, Span> = FxHashMap::default();
    for export in &facts.exports {
        if let ExportKind::Local { binding, .. } = &export.kind
            && let Some(binding) = facts.bindings.get(binding)
            && matches!(binding.kind, BindingKind::Type)
        {
            continue;
        }
        match first.get(&export.name) {
            Some(&other) if other != export.span => {
                findings.push(findings_of::duplicate(&export.name, export.span, other));
            }
            Some(_) => {}
            None => {
                first.insert(&export.name, export.span);
            }
        }
    }
}

/// A value that a function assigns may never be registered (rule 2.3).
fn check_writes(
    exports: &ServerExports,
    facts: &Facts,
    captured: &Captures,
    findings: &mut Vec<Finding>,
) {
    let exported: FxHashSet<&Atom> = exports
        .functions
        .iter()
        .filter_map(|function| match &function.origin {
            Origin::Binding(name) => Some(name),
            _ => None,
        })
        .collect();
    for write in captured.module_writes.iter().filter(|write| write.in_function) {
        if let (true, Some(binding)) =
            (exported.contains(&write.name), facts.bindings.get(&write.name))
        {
            let finding = findings_of::assigned_in_function(&write.name, write.span, binding.span);
            findings.push(finding);
        }
    }
}

/// The names of all value exports of a `'use client'` file with their places.
pub(super) fn client_exports(
    facts: &Facts,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Vec<(Atom, Span)> {
    check_duplicates(facts, findings);
    let mut names = Vec::new();
    for export in &facts.exports {
        if let ExportKind::Local { binding, .. } = &export.kind {
            match facts.bindings.get(binding).map(|binding| &binding.kind) {
                Some(BindingKind::Type) => continue,
                None => findings.push(findings_of::undeclared(binding, whole_of(export))),
                Some(_) => {}
            }
        }
        names.push((export.name.clone(), export.span));
    }
    let own: FxHashSet<Atom> = names.iter().map(|(name, _)| name.clone()).collect();
    let stars = star_names(facts, options, &own, findings);
    names.extend(stars.into_iter().map(|(_, name, span)| (name, span)));
    names
}

/// Decides how the exports are registered.
pub(super) fn place(
    facts: &Facts,
    exports: &ServerExports,
    module_path: &str,
    names: &mut Names,
    server: &mut ServerModule,
) {
    let mut unchecked = Vec::new();
    let mut late = Vec::new();
    let mut imports: IndexMap<usize, (Vec<ImportedName>, Vec<ExportedName>)> = IndexMap::new();
    for function in &exports.functions {
        let (id, shape) = (function.id.clone(), function.shape);
        let register = |local: String, name: Option<&str>| Statement::Register {
            local,
            id: id.clone(),
            name: name.map(Atom::from),
        };
        match &function.origin {
            Origin::Binding(name) => {
                let statement = register(name.to_string(), None);
                match (shape, &facts.bindings[name].kind) {
                    (Some(shape), BindingKind::Variable { is_followed: true, .. }) => {
                        server.initialisers.push(Initialiser {
                            function: shape.span,
                            binding: name.clone(),
                            id: id.clone(),
                        });
                    }
                    (Some(_), BindingKind::Variable { statement_end, .. }) => {
                        server.after.push((*statement_end, statement));
                    }
                    (Some(_), _) => server.head.push(statement),
                    (None, _) => {
                        unchecked.push((function.canonical.clone(), name.to_string()));
                        late.push(statement);
                    }
                }
            }
            Origin::DefaultDeclaration => {
                let local = names.fresh("default");
                server.head.push(register(local.clone(), Some("default")));
                let function = shape.map_or(function.span, |shape| shape.span);
                server.exports.push(ExportEdit::NameDefault { function, local });
            }
            Origin::DefaultExpression(expression) => {
                let local = names.fresh("default");
                let statement = register(local.clone(), None);
                if shape.is_some() {
                    server.after.push((expression.statement.hi, statement));
                } else {
                    unchecked.push((function.canonical.clone(), local.clone()));
                    late.push(statement);
                }
                server.exports.push(ExportEdit::DefaultVariable {
                    statement: expression.statement,
                    expression: expression.expression,
                    local,
                    names_function: shape.is_some(),
                });
            }
            Origin::Forward(forward) => {
                let local = names.fresh(&function.canonical);
                server.head.push(register(local.clone(), Some(&function.canonical)));
                let target = match forward {
                    Forward::Import { binding, places } => {
                        server.exports.extend(places.iter().map(|place| place.edit(&local)));
                        binding.to_string()
                    }
                    Forward::From { statement, imported } => {
                        let target = names.fresh(&format!("imported_{imported}"));
                        let (imported_names, exported_names) =
                            imports.entry(*statement).or_default();
                        imported_names.push(ImportedName {
                            imported: imported.clone(),
                            local: target.clone(),
                        });
                        let names = function.names.iter();
                        exported_names.extend(names.map(|(name, span)| ExportedName {
                            local: local.clone(),
                            exported: name.clone(),
                            origin: Some(*span),
                        }));
                        target
                    }
                };
                server.tail.push(Statement::Forward { local, target });
            }
        }
    }
    for (statement, re_export) in facts.re_exports.iter().enumerate() {
        let is_star = matches!(re_export.kind, ReExportKind::Star);
        let found = imports.swap_remove(&statement);
        if found.is_some() || is_star && exports.is_server_file {
            let (imports, exports) = found.unwrap_or_default();
            server.exports.push(ExportEdit::Import { statement, imports, exports });
        }
    }
    if !unchecked.is_empty() {
        let value = |(exported, local)| ExportedName { local, exported, origin: None };
        let values = unchecked.into_iter().map(value).collect();
        server.tail.push(Statement::Assert { module: module_path.to_owned(), values });
    }
    server.tail.extend(late);
}

impl ForwardPlace {
    fn edit(&self, local: &str) -> ExportEdit {
        let local = local.to_owned();
        match *self {
            Self::Specifier(Specifier { span, exported }) => {
                ExportEdit::ForwardSpecifier { specifier: span, exported, local }
            }
            Self::Default(statement) => ExportEdit::DefaultForward { statement, local },
        }
    }
}
