//! CG11xx: exports of `'use server'` files, and what marks a function as callable.

use swc_core::common::Span;

use super::Finding;

#[cold]
pub(crate) fn not_async(span: Span) -> Finding {
    Finding::error(
        "CG1101",
        span,
        "a server function must be async",
        "add `async`: the caller gets a promise in any case",
    )
}

#[cold]
pub(crate) fn sync_generator(span: Span) -> Finding {
    Finding::error(
        "CG1102",
        span,
        "a generator that is not async cannot be a server function",
        "write `async function*`, or return an array from an async function",
    )
}

#[cold]
pub(crate) fn not_a_function(name: &str, what: &str, span: Span) -> Finding {
    Finding::error(
        "CG1103",
        span,
        format!("the export `{name}` of a `'use server'` file is {what}, not an async function"),
        "move it to another file; only async functions can be called from outside",
    )
}

#[cold]
pub(crate) fn unresolved_star(span: Span, source: &str) -> Finding {
    Finding::error(
        "CG1104",
        span,
        format!("the names behind `export * from \"{source}\"` are not known"),
        format!(
            "list them: `export {{ a, b }} from \"{source}\"`, or give them in `resolvedExports`"
        ),
    )
}

#[cold]
pub(crate) fn namespace_export(span: Span) -> Finding {
    Finding::error(
        "CG1105",
        span,
        "`export * as` exports an object from a `'use server'` file, not an async function",
        "list the functions: `export { a, b } from \"…\"`",
    )
}

#[cold]
pub(crate) fn common_js(span: Span) -> Finding {
    Finding::error(
        "CG1106",
        span,
        "a module with `'use server'` or `'use client'` must be an ES module",
        "use `export` instead of CommonJS exports, in a file that is not `.cjs` or `.cts`",
    )
}

#[cold]
pub(crate) fn assigned_in_function(name: &str, span: Span, declaration: Span) -> Finding {
    Finding::error(
        "CG1107",
        span,
        format!("the exported server function `{name}` is assigned inside a function"),
        "assign it at the top level of the module only: later values would not be callable",
    )
    .and(declaration, format!("`{name}` is declared here"))
}

#[cold]
pub(crate) fn duplicate(name: &str, span: Span, first: Span) -> Finding {
    Finding::error(
        "CG1108",
        span,
        format!("the name `{name}` is exported twice"),
        "remove one of the exports",
    )
    .and(first, "it is exported here first")
}

#[cold]
pub(crate) fn undeclared(name: &str, span: Span) -> Finding {
    Finding::error(
        "CG1109",
        span,
        format!("`{name}` is exported but not declared in this module"),
        format!("declare or import `{name}`, or remove it from the export list"),
    )
}

#[cold]
pub(crate) fn ambiguous_star(name: &str, span: Span, first: Span) -> Finding {
    Finding::error(
        "CG1110",
        span,
        format!("two `export *` give the name `{name}`, so it would not be exported at all"),
        format!("export it by name from the one that is meant: `export {{ {name} }} from \"…\"`"),
    )
    .and(first, "the other one is here")
}
