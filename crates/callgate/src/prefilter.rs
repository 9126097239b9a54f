//! Decides from the bytes of a module whether it has to be parsed at all (rule 1.3).
//!
//! Looks for a quoted string that is a directive, nearly one, or one in disguise. It may say yes
//! for strings in comments or values; it never says no where the parser would find a directive
//! or something that a diagnostic is owed for.

use memchr::memchr3_iter;

/// The strings that matter: the directives, and the one that Callgate warns about.
const DIRECTIVES: [&[u8]; 2] = [b"use server", b"use client"];
const USE_ACTION: &[u8] = b"use action";

/// Two edits away from a directive a string is still taken for a misspelling of it (rule 1.4).
const MAX_DISTANCE: usize = 2;

const MIN_LENGTH: usize = 10 - MAX_DISTANCE;
const MAX_LENGTH: usize = 10 + MAX_DISTANCE;

/// Whether `bytes` hold a quoted string that is a directive or nearly one.
pub fn may_hold_directive(bytes: &[u8]) -> bool {
    memchr3_iter(b'\'', b'"', b'`', bytes).any(|quote| {
        let rest = &bytes[quote + 1..];
        let window = &rest[..rest.len().min(MAX_LENGTH + 1)];
        match window.iter().position(|&byte| byte == bytes[quote] || byte == b'\\') {
            Some(end) if window[end] == b'\\' => is_escaped_directive(rest, bytes[quote]),
            Some(end) => end >= MIN_LENGTH && resembles_directive(&window[..end]),
            // Characters of more than one byte make a near miss longer than the window.
            None if window.is_ascii() => false,
            None => {
                let window = &rest[..rest.len().min(MAX_LENGTH * 4)];
                let end = window.iter().position(|&byte| byte == bytes[quote]);
                end.is_some_and(|end| resembles_directive(&window[..end]))
            }
        }
    })
}

/// Whether the text of a string literal is a directive or a misspelling of one.
fn resembles_directive(text: &[u8]) -> bool {
    // Most directives are spelled right, which is seen fast.
    text == USE_ACTION
        || DIRECTIVES.contains(&text)
        || DIRECTIVES.iter().any(|directive| is_near(text, directive))
}

/// Whether at most two edits (insert, delete, replace a character) lead from one to the other.
pub(crate) fn is_near(text: &[u8], directive: &[u8]) -> bool {
    if text.is_ascii() {
        return text.len().abs_diff(directive.len()) <= MAX_DISTANCE
            && edit_distance(text, directive) <= MAX_DISTANCE;
    }
    let Ok(text) = str::from_utf8(text) else { return false };
    let text: Vec<char> = text.chars().take(MAX_LENGTH + 1).collect();
    let directive: Vec<char> = directive.iter().map(|&byte| char::from(byte)).collect();
    text.len() <= MAX_LENGTH && edit_distance(&text, &directive) <= MAX_DISTANCE
}

/// Levenshtein distance, one row at a time.
fn edit_distance<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: [usize; MAX_LENGTH + 1] = std::array::from_fn(|column| column);
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Whether the string that starts at `rest` spells a directive with escapes. Reads no further
/// than the directive is long, so the whole scan stays linear.
fn is_escaped_directive(rest: &[u8], quote: u8) -> bool {
    let mut cooked = Vec::with_capacity(MAX_LENGTH);
    let mut at = 0;
    while let Some(&byte) = rest.get(at) {
        if byte == quote {
            return DIRECTIVES.contains(&cooked.as_slice());
        }
        if byte == b'\\' {
            let Some((character, length)) = unescape(&rest[at + 1..]) else { return false };
            cooked.extend(character);
            at += 1 + length;
        } else {
            cooked.push(byte);
            at += 1;
        }
        if cooked.len() > 10 {
            return false;
        }
    }
    false
}

/// The byte that an escape sequence behind its backslash stands for (`None` for a line
/// continuation) and the length of the sequence. Escapes outside ASCII end the search: they
/// cannot be part of a directive.
fn unescape(rest: &[u8]) -> Option<(Option<u8>, usize)> {
    let hex = |digits: &[u8]| {
        let text = str::from_utf8(digits).ok()?;
        u8::try_from(u32::from_str_radix(text, 16).ok()?).ok()
    };
    match *rest.first()? {
        b'x' => Some((Some(hex(rest.get(1..3)?)?), 3)),
        b'u' if rest.get(1) == Some(&b'{') => {
            let length = rest[2..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            let end = 2 + length;
            let digits = &rest[2..end];
            rest.get(end).filter(|&&byte| byte == b'}')?;
            let significant = digits.iter().position(|&byte| byte != b'0').unwrap_or(digits.len());
            Some((Some(hex(&digits[significant..])?), end + 1))
        }
        b'u' => Some((Some(hex(rest.get(1..5)?)?), 5)),
        b'\r' if rest.get(1) == Some(&b'\n') => Some((None, 2)),
        b'\n' | b'\r' => Some((None, 1)),
        // U+2028 and U+2029 are line continuations of three bytes.
        0xE2 if matches!(rest.get(1..3), Some([0x80, 0xA8 | 0xA9])) => Some((None, 3)),
        byte if byte.is_ascii_digit() => {
            let length = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
            let text = str::from_utf8(&rest[..length]).ok()?;
            let value = u8::try_from(u32::from_str_radix(text, 8).ok()?).ok()?;
            Some((Some(value), length))
        }
        byte if byte.is_ascii() && !b"bfnrtv".contains(&byte) => Some((Some(byte), 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_near, may_hold_directive};

    #[test]
    fn says_yes_to_directives_and_their_disguises() {
        for source in [
            "'use server'",
            "\"use client\";",
            "// 'use server'",
            "`use server`",
            r"'use\x20server'",
            r"'\u0075\u{0000073}e server'",
            "'use \\\nserver'",
            r"'\165se server'",
            "'use-server'",
            "'Use Server'",
            "'use sever'",
            "'use server;'",
            "'usserver'",
            "'use  sèrver'",
            "'use action'",
        ] {
            assert!(may_hold_directive(source.as_bytes()), "{source}");
        }
    }

    #[test]
    fn says_no_to_other_strings() {
        for source in [
            "",
            "'",
            "use server",
            "'use strict'",
            "'use cache'",
            "'use memo'",
            "'use no memo'",
            "'please use server functions'",
            r"'\x00use server and more'",
            "import x from './use-it'; const a = 'b', c = \"d\"",
        ] {
            assert!(!may_hold_directive(source.as_bytes()), "{source}");
        }
    }

    #[test]
    fn counts_edits() {
        assert!(is_near(b"use server", b"use server"));
        assert!(is_near(b"use servers!", b"use server"));
        assert!(!is_near(b"use servers!!", b"use server"));
        assert!(!is_near(b"use worker", b"use server"));
    }
}
