//! `this` and its kind, and private names: judged by the functions and classes around.

use swc_core::{atoms::Atom, common::Span, ecma::ast::*};

use super::{Event, Forbidden, ServerFunction, walk::Walk};

/// What decides the meaning of `this` and its kind.
pub(super) enum Open {
    ServerFunction {
        function: ServerFunction,
        is_arrow: bool,
    },
    /// A function, method or accessor: it has its own `this` and `arguments`.
    Function,
    Arrow,
    /// A class, with the private names it declares.
    Class(Vec<Atom>),
    /// A static block, the initialiser of a static field, the body of a namespace: it has its own
    /// `this`, and runs where it stands.
    Initialiser,
}

impl Walk {
    /// The innermost server function around the current node.
    pub(super) fn server_function(&self) -> Option<ServerFunction> {
        self.open.iter().rev().find_map(|open| match open {
            Open::ServerFunction { function, .. } => Some(*function),
            _ => None,
        })
    }

    pub(super) fn forbid(&mut self, function: ServerFunction, what: Forbidden, span: Span) {
        self.found.events.push(Event::Forbidden { function, what, span });
    }

    /// `this`, `arguments`, `super`, `new.target`: theirs is the innermost function that is not
    /// an arrow function. `own` is the finding when that is a server function itself, `captured`
    /// when it is around a server function that is an arrow function.
    pub(super) fn receiver(&mut self, span: Span, own: &Forbidden, captured: &Forbidden) {
        let mut arrow = None;
        for open in self.open.iter().rev() {
            match open {
                Open::ServerFunction { function, is_arrow: true } => {
                    arrow.get_or_insert(*function);
                }
                Open::ServerFunction { function, is_arrow: false } => {
                    let (function, what) = match arrow {
                        Some(arrow) => (arrow, captured.clone()),
                        None => (*function, own.clone()),
                    };
                    return self.forbid(function, what, span);
                }
                Open::Function | Open::Initialiser => break,
                Open::Arrow | Open::Class(_) => {}
            }
        }
        if let Some(arrow) = arrow {
            self.forbid(arrow, captured.clone(), span);
        }
    }

    pub(super) fn private_name(&mut self, name: &PrivateName) {
        let mut inner = None;
        for open in self.open.iter().rev() {
            match open {
                Open::Class(names) if names.contains(&name.name) => break,
                Open::ServerFunction { function, .. } => {
                    inner.get_or_insert(*function);
                }
                _ => {}
            }
        }
        if let Some(function) = inner {
            self.forbid(function, Forbidden::PrivateName(name.name.clone()), name.span);
        }
    }
}
