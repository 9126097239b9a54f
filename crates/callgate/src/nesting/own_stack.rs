//! Stacks to run on, of which each thread keeps one.

use std::cell::Cell;

use corosensei::{on_stack, stack::DefaultStack};

thread_local! {
    /// The stack of the modules before: a new one costs as much as compiling some ten functions.
    static KEPT: Cell<Option<DefaultStack>> = const { Cell::new(None) };
}

pub(super) struct OwnStack(DefaultStack);

impl OwnStack {
    /// A stack of `size` bytes; `None` if the system does not give that many addresses.
    pub(super) fn new(size: usize) -> Option<Self> {
        DefaultStack::new(size).ok().map(Self)
    }

    /// The stack that this thread has kept, else a new one of `size` bytes. It is the same size
    /// each time.
    pub(super) fn kept(size: usize) -> Option<Self> {
        KEPT.take().map(Self).or_else(|| Self::new(size))
    }

    /// Keeps it for the next time.
    pub(super) fn keep(self) {
        KEPT.set(Some(self.0));
    }

    pub(super) fn run<T>(&mut self, work: impl FnOnce() -> T) -> T {
        on_stack(&mut self.0, work)
    }
}
