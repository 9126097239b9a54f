//! Exports of files with a directive: which are callable, under which ids (section 2 of the
//! semantics), and what registering them takes.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use swc_core::{atoms::Atom, common::Span};

use super::{
    Input,
    export_names::{check_duplicates, star_names, whole_of},
    functions::check_async,
};
use crate::{
    capture::Captures,
    diagnostics::{Finding, export as findings_of},
    options::Options,
    reference_id::{ReferenceId, ReferenceIds},
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
    pub(super) id: ReferenceId,
    /// The name that the id is made from.
    pub(super) canonical: Atom,
    /// Every export name and where it stands, the canonical one first.
    pub(super) names: Vec<(Atom, Span)>,
    /// Where to point at it.
    pub(super) span: Span,
    /// Its outline, where it is certainly a function and stays the same one.
    pub(super) shape: Option<Shape>,
    pub(super) origin: Origin,
}

/// Where the value of an export comes from. Exports with equal keys are one server function.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A binding of the module.
    Binding(Atom),
    /// `export default async function () {}`
    DefaultDeclaration,
    DefaultExpression(DefaultExpression),
    /// Another module.
    Forward(Forward),
}

#[derive(Clone, Debug)]
pub(super) enum Forward {
    /// `import { x } from "./m"; export { x }`
    Import { binding: Atom, places: Vec<ForwardPlace> },
    /// `export { x } from "./m"`, `export * from "./m"`
    From { statement: usize, imported: Atom },
}

#[derive(Clone, Debug)]
pub(super) enum ForwardPlace {
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
    pub(super) fn id_of(&self, function: &InlineFunction) -> Option<ReferenceId> {
        self.by_span.get(&function.shape.span).map(|&index| self.functions[index].id)
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
    names.reserve(facts.exports.len());
    for export in &facts.exports {
        let binding = match &export.kind {
            ExportKind::Local { binding, .. } => binding.clone(),
            ExportKind::DefaultExpression(expression) => {
                aliased_by(expression, facts).cloned().unwrap_or_else(|| "default".into())
            }
            ExportKind::DefaultDeclaration { .. } | ExportKind::DefaultClass => "default".into(),
            ExportKind::From { .. } | ExportKind::Namespace => continue,
        };
        names.entry(binding).or_default().push(export.name.clone());
    }
    names
}

/// The name of which `export default x` is another one. A variable that is declared behind it
/// has no value yet.
fn aliased_by<'a>(expression: &'a DefaultExpression, facts: &Facts) -> Option<&'a Atom> {
    let name = expression.name.as_ref()?;
    let is_early = facts.bindings.get(name).is_some_and(|binding| {
        matches!(binding.kind, BindingKind::Variable { .. } | BindingKind::Pattern)
            && binding.span.lo > expression.statement.lo
    });
    (!is_early).then_some(name)
}

fn reassigned(captured: &Captures) -> FxHashSet<Atom> {
    captured.module_writes.iter().map(|write| write.id.0.clone()).collect()
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
    let groups = IndexMap::with_capacity_and_hasher(facts.exports.len(), FxBuildHasher);
    let mut resolver = Resolver { facts, reassigned: reassigned(captured), groups, findings };
    for export in &facts.exports {
        resolver.export(export);
    }
    resolver.stars(options);
    let Resolver { reassigned, groups, .. } = resolver;
    let names = names_by_binding(facts);
    let mut exports =
        ServerExports { is_server_file: true, reassigned, names, ..Default::default() };
    exports.functions.reserve(groups.len());
    let ids = ReferenceIds::new(&options.salt, &module.path);
    for (key, group) in groups {
        let mut names = group.names;
        let canonical = canonical_name(&key, &names);
        names.sort_unstable_by_key(|(name, _)| (*name != canonical, name.clone()));
        if let Some(shape) = group.shape {
            exports.by_span.insert(shape.span, exports.functions.len());
        }
        exports.functions.push(ServerExport {
            id: ids.id(std::slice::from_ref(&canonical), None),
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
            BindingKind::Pattern | BindingKind::Varying => self.unknown(key, export, origin),
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
        if let Some(name) = aliased_by(expression, self.facts)
            && let Some(binding) = self.facts.bindings.get(name)
            && !self.reassigned.contains(name)
            && !matches!(binding.kind, BindingKind::Varying)
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
        for (statement, name, span) in star_names(self.facts, options, self.findings) {
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
            (exported.contains(&write.id.0), facts.bindings.get(&write.id.0))
        {
            let finding = findings_of::assigned_in_function(&write.id.0, write.span, binding.span);
            findings.push(finding);
        }
    }
}
