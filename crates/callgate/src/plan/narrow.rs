//! Narrowing: which member paths of a captured binding are sealed (rule 4.7).

use std::collections::BTreeSet;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use swc_core::atoms::Atom;

/// Reading one of these through a partial copy could find another value than through the whole:
/// names of `Object.prototype`, `then`, and what React recognises values by.
const UNSAFE: [&str; 17] = [
    "$$bound",
    "$$id",
    "$$typeof",
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "then",
    "toJSON",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// The shortest list of paths that covers all reads, in order of first appearance; `None` when
/// the whole value is needed. `reads` holds `None` for a use of any other kind.
pub(super) fn narrow<'a>(
    reads: impl IntoIterator<Item = Option<&'a [Atom]>>,
) -> Option<Vec<Vec<String>>> {
    let mut paths: IndexSet<&[Atom], FxBuildHasher> = IndexSet::default();
    for read in reads {
        let path = read.filter(|path| !path.is_empty())?;
        if path.iter().any(|name| UNSAFE.contains(&&**name)) {
            return None;
        }
        paths.insert(path);
    }
    // Only beginnings as long as some path can be one: a path may be very long.
    let lengths: BTreeSet<usize> = paths.iter().map(|path| path.len()).collect();
    let is_covered =
        |path: &[Atom]| lengths.range(..path.len()).any(|&length| paths.contains(&path[..length]));
    let shortest = paths.iter().filter(|path| !is_covered(path));
    Some(shortest.map(|path| path.iter().map(ToString::to_string).collect()).collect())
}

#[cfg(test)]
mod tests {
    use swc_core::atoms::Atom;

    use super::narrow;

    fn paths(reads: &[Option<&str>]) -> Option<Vec<String>> {
        let reads: Vec<Option<Vec<Atom>>> = reads
            .iter()
            .map(|read| read.map(|path| path.split('.').map(Atom::from).collect()))
            .collect();
        let narrowed = narrow(reads.iter().map(Option::as_deref))?;
        Some(narrowed.iter().map(|path| path.join(".")).collect())
    }

    #[test]
    fn keeps_the_shortest_paths() {
        let expected = Some(vec!["id".to_owned(), "a.b".to_owned()]);
        assert_eq!(paths(&[Some("id"), Some("a.b.c"), Some("id"), Some("a.b")]), expected);
    }

    #[test]
    fn gives_up_on_other_uses_and_unsafe_names() {
        assert_eq!(paths(&[Some("id"), None]), None);
        assert_eq!(paths(&[Some("a.then")]), None);
        assert_eq!(paths(&[Some("a.constructor.name")]), None);
    }
}
