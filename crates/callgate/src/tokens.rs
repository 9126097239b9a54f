//! The few places in the text that no node's span tells: a keyword's end, a class's `{`, the
//! end of an arrow function's parameters. Only white space and comments can be around them.

use swc_core::ecma::ast::Ident;

/// The offset of the next token at or after `at`.
pub(crate) fn skip_trivia(source: &str, at: usize) -> usize {
    let mut rest = &source[at..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if let Some(comment) = rest.strip_prefix("//") {
            let end = comment.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(comment.len());
            rest = &comment[end..];
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else {
            return source.len() - rest.len();
        }
    }
}

/// The offset behind `keyword`, if it is the next token.
pub(crate) fn after(source: &str, at: usize, keyword: &str) -> Option<usize> {
    let start = skip_trivia(source, at);
    source[start..].starts_with(keyword).then(|| start + keyword.len())
}

/// The offset behind `async function *` of a function without a name.
pub(crate) fn after_function_keyword(source: &str, at: usize) -> usize {
    let at = after(source, at, "async").unwrap_or(at);
    let at = after(source, at, "function").unwrap_or(at);
    after(source, at, "*").unwrap_or(at)
}

/// The offset behind a class's `{`, which is the next one behind the class's head.
pub(crate) fn class_body(source: &str, head_end: usize) -> usize {
    let mut at = head_end;
    loop {
        at = skip_trivia(source, at);
        match source[at..].chars().next() {
            Some('{') | None => return (at + 1).min(source.len()),
            Some(other) => at += other.len_utf8(),
        }
    }
}

/// The offset behind the `)` that ends a parameter list, from the end of its last parameter.
pub(crate) fn closing_parenthesis(source: &str, at: usize) -> usize {
    let mut at = at;
    loop {
        at = skip_trivia(source, at);
        match source.as_bytes().get(at) {
            Some(b')') | None => return (at + 1).min(source.len()),
            Some(_) => at += 1,
        }
    }
}

/// Whether a statement that ends at `at` by automatic semicolon insertion would be continued by
/// the next token, were it another expression (rule 7.8). Behind an arrow function's body only
/// a closing bracket, a comma, a colon or a semicolon can follow in the same statement.
pub(crate) fn needs_semicolon(source: &str, at: usize) -> bool {
    let rest = &source[skip_trivia(source, at)..];
    // A class field may be followed by a member of such a name.
    let is_operator = ["in", "instanceof"].into_iter().any(|operator| {
        let behind = rest.strip_prefix(operator);
        behind
            .is_some_and(|behind| !behind.starts_with(|c| c == '\\' || Ident::is_valid_continue(c)))
    });
    is_operator
        || rest.as_bytes().first().is_some_and(|&next| {
            next.is_ascii_punctuation()
                && !matches!(
                    next,
                    b')' | b']'
                        | b'}'
                        | b','
                        | b':'
                        | b';'
                        | b'_'
                        | b'$'
                        | b'@'
                        | b'#'
                        | b'"'
                        | b'\''
                        | b'\\'
                        | b'{'
                )
        })
}

#[cfg(test)]
mod tests {
    use super::{
        after_function_keyword, class_body, closing_parenthesis, needs_semicolon, skip_trivia,
    };

    #[test]
    fn skips_white_space_and_comments() {
        assert_eq!(skip_trivia(" /* a */ // b\n x", 0), 15);
        assert_eq!(skip_trivia("// only", 0), 7);
    }

    #[test]
    fn finds_places_behind_comments() {
        let source = "async /* function */ function /* * */ * (a) {}";
        assert_eq!(&source[after_function_keyword(source, 0)..], " (a) {}");
        let source = "class A /* { */ extends (B) { x }";
        assert_eq!(&source[class_body(source, 7)..], " x }");
        let source = "(a /* ) */ , ) => {}";
        assert_eq!(&source[closing_parenthesis(source, 2)..], " => {}");
    }

    #[test]
    fn sees_what_would_continue_an_expression() {
        for next in [
            "\nin = 1",
            "\ninstanceof() {}",
            "\n(b)",
            " // c\n[b]",
            "\n`b`",
            "\n/b/",
            "\n*g() {}",
            "\n+b",
            "\n<b/>",
        ] {
            assert!(needs_semicolon(&format!("a{next}"), 1), "{next}");
        }
        for next in ["", ";", ")", "\nb", "\ninner = 1", " }", "\n#b", "\n@b", "\n'b'"] {
            assert!(!needs_semicolon(&format!("a{next}"), 1), "{next}");
        }
    }
}
