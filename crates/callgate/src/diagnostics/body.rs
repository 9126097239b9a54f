//! CG12xx: what the body of a server function cannot use, because it runs elsewhere.

use swc_core::common::Span;

use super::Finding;

#[cold]
pub(crate) fn this(span: Span) -> Finding {
    Finding::error(
        "CG1201",
        span,
        "`this` in a server function has no value: the function is called without a receiver",
        "pass what it needs as an argument",
    )
}

#[cold]
pub(crate) fn arguments(span: Span) -> Finding {
    Finding::error(
        "CG1202",
        span,
        "`arguments` cannot be used in a server function: the client sends declared parameters",
        "use a rest parameter: `async (...args) => { … }`",
    )
}

#[cold]
pub(crate) fn super_(span: Span) -> Finding {
    Finding::error(
        "CG1203",
        span,
        "`super` cannot be used in a server function: it does not stay a method",
        "call the other method by the name of its class or object",
    )
}

#[cold]
pub(crate) fn new_target(span: Span) -> Finding {
    Finding::error(
        "CG1204",
        span,
        "`new.target` has no meaning in a server function: it is never called with `new`",
        "remove it",
    )
}

#[cold]
pub(crate) fn captured_this(span: Span, function: Span) -> Finding {
    Finding::error(
        "CG1205",
        span,
        "`this` of the surrounding function cannot be captured by a server function",
        "read what is needed into a variable first: `const self = this`",
    )
    .and(function, "in this server function")
}

#[cold]
pub(crate) fn direct_eval(span: Span) -> Finding {
    Finding::error(
        "CG1206",
        span,
        "a direct `eval` in an inline server function could reach variables that do not travel",
        "move the function to module level, or call `globalThis.eval`",
    )
}

#[cold]
pub(crate) fn with_statement(span: Span) -> Finding {
    Finding::error(
        "CG1207",
        span,
        "a module with server functions cannot hold a `with` statement: modules are strict code",
        "name the object with each of its properties",
    )
}

#[cold]
pub(crate) fn private_name(name: &str, span: Span) -> Finding {
    Finding::error(
        "CG1208",
        span,
        format!("`#{name}` of the surrounding class is out of reach of a server function"),
        "call a public or `static` method of the class that reads it",
    )
}
