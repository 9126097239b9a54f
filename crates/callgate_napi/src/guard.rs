//! Turns a panic into an error that can be thrown in JavaScript.

use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it becomes a message that says what was being done.
pub(crate) fn guard<T>(subject: &str, work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(remember_guarded_panics);
    let was_guarded = IS_GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(was_guarded);
    result.map_err(|_| {
        let report = LAST_PANIC.with(RefCell::take).unwrap_or_default();
        format!(
            "internal error while compiling {subject}: {report}; \
             please report it at https://github.com/callgate/callgate/issues"
        )
    })
}

/// The default hook would print to the host's standard error; the message belongs in the error.
fn remember_guarded_panics() {
    let previous = take_hook();
    set_hook(Box::new(move |panic| {
        if !IS_GUARDED.get() {
            return previous(panic);
        }
        let message = panic.payload_as_str().unwrap_or("no message");
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line()));
        LAST_PANIC.set(Some(format!("{message}{}", place.unwrap_or_default())));
    }));
}

#[cfg(test)]
mod tests {
    use super::guard;

    #[test]
    fn passes_a_result_on() {
        assert_eq!(guard("a.ts", || 1), Ok(1));
    }

    #[test]
    fn tells_what_panicked_and_goes_on() {
        let index = vec![0].len();
        let error = guard("src/a.ts", || [1][index]).unwrap_err();
        assert!(
            error.starts_with("internal error while compiling src/a.ts: index out of bounds"),
            "{error}"
        );
        assert!(error.contains("guard.rs:"), "{error}");
        assert_eq!(guard("b.ts", || 2), Ok(2));
    }
}
