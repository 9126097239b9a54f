//! Narrowing: which member paths of a captured binding are sealed (rule 4.7).

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
    let mut paths: Vec<(&[Atom], usize)> = Vec::new();
    for (index, read) in reads.into_iter().enumerate() {
        let path = read.filter(|path| !path.is_empty())?;
        if path.iter().any(|name| UNSAFE.contains(&&**name)) {
            return None;
        }
        paths.push((path, index));
    }
    // What a path covers stands right behind it then.
    paths.sort_unstable();
    let mut shortest: Option<&[Atom]> = None;
    let mut in_order: Vec<Option<&[Atom]>> = vec![None; paths.len()];
    for (path, index) in paths {
        if !shortest.is_some_and(|shortest| path.starts_with(shortest)) {
            shortest = Some(path);
            in_order[index] = shortest;
        }
    }
    let strings = |path: &[Atom]| path.iter().map(|name| name.as_str().to_owned()).collect();
    Some(in_order.into_iter().flatten().map(strings).collect())
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
