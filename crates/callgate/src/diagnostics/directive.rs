//! CG10xx: directives that are in the wrong place, in the wrong form, or on the wrong function.

use swc_core::common::Span;

use super::Finding;
use crate::directive::Directive;

const MOVE_TO_TOP: &str =
    "move it to the top of the file or of the function body, before all other statements";

#[cold]
pub(crate) fn misplaced(directive: Directive, span: Span) -> Finding {
    let text = directive.text();
    Finding::error(
        "CG1001",
        span,
        format!("`'{text}'` stands after other statements, where it is not a directive"),
        MOVE_TO_TOP,
    )
}

#[cold]
pub(crate) fn parenthesised(directive: Directive, span: Span) -> Finding {
    let text = directive.text();
    Finding::error(
        "CG1002",
        span,
        format!("`'{text}'` in parentheses is not a directive"),
        format!("remove the parentheses: `'{text}';`"),
    )
}

#[cold]
pub(crate) fn template_literal(directive: Directive, span: Span) -> Finding {
    let text = directive.text();
    Finding::error(
        "CG1003",
        span,
        format!("`{text}` as a template literal is not a directive"),
        format!("use quotes instead of backticks: `'{text}';`"),
    )
}

#[cold]
pub(crate) fn escaped(directive: Directive, span: Span) -> Finding {
    let text = directive.text();
    Finding::error(
        "CG1004",
        span,
        format!("`{text}` spelt with escapes is not a directive"),
        format!("write the characters as they are: `'{text}';`"),
    )
}

#[cold]
pub(crate) fn nested_block(directive: Directive, span: Span) -> Finding {
    let text = directive.text();
    Finding::error(
        "CG1005",
        span,
        format!("`'{text}'` in a nested block is not a directive"),
        MOVE_TO_TOP,
    )
}

#[cold]
pub(crate) fn static_block(directive: Directive, span: Span) -> Finding {
    let text = directive.text();
    Finding::error(
        "CG1006",
        span,
        format!("`'{text}'` in a class static block is not a directive"),
        "move the code to an async function and put the directive at the top of its body",
    )
}

#[cold]
pub(crate) fn constructor(span: Span) -> Finding {
    Finding::error(
        "CG1007",
        span,
        "a constructor cannot be a server function",
        "move the code to an async function or to an async static method",
    )
}

#[cold]
pub(crate) fn accessor(span: Span) -> Finding {
    Finding::error(
        "CG1008",
        span,
        "a getter or setter cannot be a server function",
        "move the code to an async function or to an async method of an object",
    )
}

#[cold]
pub(crate) fn instance_method(span: Span) -> Finding {
    Finding::error(
        "CG1009",
        span,
        "an instance method cannot be a server function: its `this` cannot travel",
        "make it `static`, or move the code to an async function that takes what it needs",
    )
}

#[cold]
pub(crate) fn misspelled(found: &str, directive: Directive, span: Span) -> Finding {
    let text = directive.text();
    Finding::warning(
        "CG1010",
        span,
        format!("`{found}` has no effect"),
        format!("did you mean `'{text}'`?"),
    )
}

#[cold]
pub(crate) fn use_action(span: Span) -> Finding {
    Finding::warning(
        "CG1011",
        span,
        "`use action` has no effect",
        "the directive of server functions is `'use server'`",
    )
}

#[cold]
pub(crate) fn both(second: Span, first: Span, directive: Directive) -> Finding {
    let text = directive.text();
    Finding::error(
        "CG1012",
        second,
        "a file cannot hold both `'use server'` and `'use client'`",
        format!("keep one, and move the `'{text}'` part to a file of its own"),
    )
    .and(first, "the other directive is here")
}

#[cold]
pub(crate) fn inline_in_client_file(span: Span, file_directive: Span) -> Finding {
    Finding::error(
        "CG1013",
        span,
        "a server function cannot be defined in a `'use client'` file",
        "move the function to a file that starts with `'use server'` and import it here",
    )
    .and(file_directive, "this makes the whole file client code")
}

#[cold]
pub(crate) fn inline_outside_server(span: Span) -> Finding {
    Finding::error(
        "CG1014",
        span,
        "this inline server function is in a module that is also loaded outside the server graph, \
         where it cannot run",
        "move the function to a file that starts with `'use server'` and import it here",
    )
}

#[cold]
pub(crate) fn use_client_in_function(span: Span) -> Finding {
    Finding::warning(
        "CG1015",
        span,
        "`'use client'` in a function has no effect",
        "it marks whole files: move it to the top of the file, or remove it",
    )
}

#[cold]
pub(crate) fn decorated_method(span: Span, decorator: Span) -> Finding {
    Finding::error(
        "CG1016",
        span,
        "a decorated method cannot be a server function: the decorator would get a reference \
         instead of a method",
        "remove the decorator, or call an undecorated server function from the method",
    )
    .and(decorator, "the decorator is here")
}

#[cold]
pub(crate) fn computed_static_method(span: Span, key: Span) -> Finding {
    Finding::error(
        "CG1017",
        span,
        "a static method with a computed key cannot be a server function",
        "give the method a fixed name",
    )
    .and(key, "the key is computed here")
}

#[cold]
pub(crate) fn declaration_in_switch(span: Span, name: &str) -> Finding {
    Finding::error(
        "CG1018",
        span,
        format!("the server function `{name}` cannot be declared directly in a `switch` clause"),
        format!("put the clause into braces, or write `const {name} = async () => {{ … }}`"),
    )
}

#[cold]
pub(crate) fn declaration_of_namespace(span: Span, name: &str, namespace: Span) -> Finding {
    Finding::error(
        "CG1018",
        span,
        format!("the server function `{name}` cannot have the name of a namespace beside it"),
        "move the function and the namespace to module level, or give one of them another name",
    )
    .and(namespace, format!("the namespace `{name}` is here"))
}
