//! CG13xx: what an inline server function takes from the scopes around it.

use swc_core::common::Span;

use super::Finding;

#[cold]
pub(crate) fn write(name: &str, span: Span, declaration: Span) -> Finding {
    Finding::error(
        "CG1301",
        span,
        format!("a server function cannot assign to the captured variable `{name}`"),
        "the function gets a copy, so the write would be lost: return the new value instead, or \
         assign to a local variable",
    )
    .and(declaration, format!("`{name}` is declared here, outside of the server function"))
}

#[cold]
pub(crate) fn not_serialisable(name: &str, what: &str, span: Span, declaration: Span) -> Finding {
    Finding::warning(
        "CG1302",
        span,
        format!("the captured {what} `{name}` cannot be serialised"),
        format!("move `{name}` to the top level of the module, or mark it with `'use server'`"),
    )
    .and(declaration, format!("`{name}` is declared here"))
}

#[cold]
pub(crate) fn cycle(name: &str, span: Span, other: &str, other_span: Span) -> Finding {
    Finding::error(
        "CG1303",
        span,
        format!(
            "the server functions `{name}` and `{other}` capture each other, and one of them \
             captures variables that the other cannot see"
        ),
        "declare both in the same block, or pass one of them as an argument",
    )
    .and(other_span, format!("`{other}` is here"))
}

#[cold]
pub(crate) fn large_cycle(count: usize, most: usize, span: Span) -> Finding {
    Finding::error(
        "CG1303",
        span,
        format!("{count} server functions capture one another; {most} can"),
        "move them to module level, where they need no captures, or call them by a table",
    )
}
