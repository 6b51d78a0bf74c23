//! Libraries that panic on broken files, kept from ending the program or writing on the screen.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// How many calls of [`quietly`] this thread is in.
    static QUIET: Cell<usize> = const { Cell::new(0) };
}

/// Says nothing of panics within [`quietly`]; of all others as before.
static HOOK: Once = Once::new();

/// What the work gives; `None` if it panics, of which nothing is printed. What the work changed when it panicked is
/// not to be used again.
pub fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if QUIET.get() == 0 {
                before(panic);
            }
        }));
    });
    QUIET.set(QUIET.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(QUIET.get() - 1);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_work_is_what_it_gives() {
        assert_eq!(quietly(|| 7), Some(7));
        let numbers: Vec<u8> = Vec::new();
        assert_eq!(quietly(|| numbers[0]), None);
        assert_eq!(QUIET.get(), 0);
    }
}
