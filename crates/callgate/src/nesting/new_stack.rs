//! Stacks to run on, for Windows on ARM, which the library that can keep them does not know.

/// Its size in bytes: it is made anew for each run.
pub(super) struct OwnStack(usize);

impl OwnStack {
    pub(super) fn new(size: usize) -> Option<Self> {
        Some(Self(size))
    }

    pub(super) fn kept(size: usize) -> Option<Self> {
        Self::new(size)
    }

    pub(super) fn keep(self) {}

    pub(super) fn run<T>(&mut self, work: impl FnOnce() -> T) -> T {
        stacker::grow(self.0, work)
    }
}
