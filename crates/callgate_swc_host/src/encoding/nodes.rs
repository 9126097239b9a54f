//! Where in an encoded syntax tree nodes can be whose encoding has changed.

use std::{collections::HashMap, sync::LazyLock};

/// What an encoded value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing in it has changed.
    Other,
    Node(usize),
    /// A list of nodes. What is optional is a list of none or one.
    List(usize),
    /// A list of lists.
    Lists(usize),
}

/// How the parts of a node are laid out.
#[derive(Debug)]
pub(super) enum Layout {
    /// An array of fields; of a single field, that value alone.
    Fields(Vec<Shape>),
    /// A tag, from 1, and the value of that variant.
    Variants(Vec<Shape>),
}

/// The nodes whose encoding differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    ArrowExpr,
    Constructor,
    Function,
    GetterProp,
    JsxText,
    SetterProp,
    SwitchStmt,
}

/// A node on the way to a changed one, or a changed one.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) layout: Layout,
    pub(super) changed: Option<Changed>,
}

/// The nodes by number, and their numbers by name.
pub(super) struct Nodes {
    nodes: Vec<Node>,
    numbers: HashMap<&'static str, usize>,
}

/// The table, one node a line, in the encoding of `@swc/core` 1.16: `Name : fields` or
/// `Name | variants`. `?` is optional, `[]` a list; `_` cannot hold a changed node.
const TABLE: &str = include_str!("nodes.txt");

pub(super) static NODES: LazyLock<Nodes> = LazyLock::new(|| Nodes::read(TABLE));

impl Nodes {
    fn read(table: &'static str) -> Self {
        let lines = || table.lines().map(|line| line.split(' '));
        let numbers: HashMap<_, _> = lines()
            .enumerate()
            .filter_map(|(number, mut words)| Some((words.next()?, number)))
            .collect();
        let nodes = lines().map(|words| read_node(words, &numbers)).collect();
        Self { nodes, numbers }
    }

    pub(super) fn get(&self, number: usize) -> &Node {
        &self.nodes[number]
    }

    /// The number of a node that is in the table.
    pub(super) fn number(&self, name: &str) -> usize {
        self.numbers[name]
    }
}

fn read_node(
    mut words: impl Iterator<Item = &'static str>,
    numbers: &HashMap<&str, usize>,
) -> Node {
    let changed = match words.next() {
        Some("ArrowExpr") => Some(Changed::ArrowExpr),
        Some("Constructor") => Some(Changed::Constructor),
        Some("Function") => Some(Changed::Function),
        Some("GetterProp") => Some(Changed::GetterProp),
        Some("JSXText") => Some(Changed::JsxText),
        Some("SetterProp") => Some(Changed::SetterProp),
        Some("SwitchStmt") => Some(Changed::SwitchStmt),
        _ => None,
    };
    let is_enum = words.next() == Some("|");
    let shapes = words.map(|word| read_shape(word, numbers)).collect();
    let layout = if is_enum { Layout::Variants(shapes) } else { Layout::Fields(shapes) };
    Node { layout, changed }
}

fn read_shape(word: &str, numbers: &HashMap<&str, usize>) -> Shape {
    let name = word.trim_matches(['?', '[', ']']);
    let Some(&number) = numbers.get(name) else { return Shape::Other };
    match &word[..word.len() - word.trim_start_matches(['?', '[']).len()] {
        "?" | "[" => Shape::List(number),
        "[?" | "?[" => Shape::Lists(number),
        _ => Shape::Node(number),
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, NODES, Shape};

    #[test]
    fn reads_the_table() {
        let Layout::Fields(fields) = &NODES.get(NODES.number("ArrayLit")).layout else { panic!() };
        let element = NODES.number("ExprOrSpread");
        assert_eq!(fields, &[Shape::Other, Shape::Lists(element)]);
        let Layout::Variants(variants) = &NODES.get(NODES.number("Program")).layout else {
            panic!()
        };
        assert_eq!(variants[0], Shape::Node(NODES.number("Module")));
    }
}
