//! The path by which ids and the manifest know a module (rule 5.1): relative to the root, `/`
//! separators, no query, NFC. Purely lexical; no file is looked at.

use icu_normalizer::ComposingNormalizerBorrowed;

/// `("C:\\app\\src\\a.ts?v=1", "C:\\app")` gives `src/a.ts`.
pub(crate) fn module_path(filename: &str, root: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let (filename, root) = (without_query(filename), normalizer.normalize(root));
    let filename = normalizer.normalize(filename);
    let is_windows = is_windows(&filename) || is_windows(&root);
    let (filename, root) = (segments(&filename, is_windows), segments(&root, is_windows));
    let relative = if filename.is_absolute && root.is_absolute {
        relative_to(&filename.names, &root.names)
    } else {
        filename.names
    };
    relative.join("/")
}

/// The file name without a bundler's query: `a.ts?v=1` is `a.ts`. What starts a file name belongs to
/// it: virtual modules begin with `\0`.
pub(crate) fn without_query(filename: &str) -> &str {
    let mut characters = filename.char_indices().skip(1);
    let query = characters.find(|(_, character)| matches!(character, '?' | '\0'));
    query.map_or(filename, |(at, _)| &filename[..at])
}

struct Segments<'a> {
    is_absolute: bool,
    names: Vec<&'a str>,
}

/// Whether a path is Windows' by its look.
fn is_windows(path: &str) -> bool {
    has_drive(path) || path.starts_with("\\\\")
}

fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// Splits a POSIX or Windows path and resolves `.` and `..`.
fn segments(path: &str, is_windows: bool) -> Segments<'_> {
    // On POSIX a backslash is a legal character of a file name.
    let is_separator = |c: char| c == '/' || (c == '\\' && (is_windows || !path.contains('/')));
    let mut names: Vec<&str> = Vec::new();
    for name in path.split(is_separator) {
        match name {
            "" | "." => {}
            ".." if names.last().is_some_and(|&last| last != "..") => {
                names.pop();
            }
            _ => names.push(name),
        }
    }
    Segments { is_absolute: has_drive(path) || path.starts_with(['/', '\\']), names }
}

fn relative_to<'a>(path: &[&'a str], root: &[&str]) -> Vec<&'a str> {
    let same = |(a, b): &(&&str, &&str)| {
        // Drive letters differ in case between tools.
        a == b || (a.len() == 2 && a.ends_with(':') && a.eq_ignore_ascii_case(b))
    };
    let common = path.iter().zip(root).take_while(same).count();
    let mut relative = vec![".."; root.len() - common];
    relative.extend(&path[common..]);
    relative
}

#[cfg(test)]
mod tests {
    use super::module_path;

    #[test]
    fn is_relative_to_the_root() {
        for (filename, root, expected) in [
            ("/app/src/a.ts", "/app", "src/a.ts"),
            ("/app/src/a.ts", "/app/", "src/a.ts"),
            ("src/a.ts", "/app", "src/a.ts"),
            ("./src/../a.ts?v=1", "/app", "a.ts"),
            ("/other/a.ts", "/app/web", "../../other/a.ts"),
            ("C:\\app\\src\\a.ts", "c:\\app", "src/a.ts"),
            ("C:/app/src/a.ts", "C:\\app", "src/a.ts"),
            ("src\\a.ts", "C:\\app", "src/a.ts"),
            ("src/lib\\a.ts", "C:\\app", "src/lib/a.ts"),
            ("src/lib\\a.ts", "/app", "src/lib\\a.ts"),
            ("/app/e\u{301}.ts", "/app", "\u{e9}.ts"),
            ("/caf\u{e9}/a.ts", "/cafe\u{301}", "a.ts"),
            ("/app/a.ts", "", "app/a.ts"),
            ("\0virtual:a.ts?v=1", "/app", "\0virtual:a.ts"),
            ("?a.ts?v=1", "/app", "?a.ts"),
        ] {
            assert_eq!(module_path(filename, root), expected, "{filename} in {root}");
        }
    }
}
