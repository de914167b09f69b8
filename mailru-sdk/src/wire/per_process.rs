//! What each process has to have for itself, since a fork copies it and shares what is behind it.

use std::sync::OnceLock;

use crate::wire::process;

/// A value for each process: what was there before a fork stays with the process before, and is never looked at in the new one, not
/// even to take it down.
#[derive(Debug)]
pub(crate) struct PerProcess<T> {
    first: OnceLock<Box<Node<T>>>,
}

#[derive(Debug)]
struct Node<T> {
    process: u32,
    value: T,
    /// Of a process that was forked off this one, in that one's memory alone.
    next: PerProcess<T>,
}

impl<T> PerProcess<T> {
    pub(crate) const fn new() -> Self {
        Self { first: OnceLock::new() }
    }

    /// The value of the process that this is, made when there is none.
    pub(crate) fn get_or_init(&self, init: impl Fn() -> T) -> &T {
        self.of(process::id(), init)
    }

    fn of(&self, process: u32, init: impl Fn() -> T) -> &T {
        let mut place = self;
        loop {
            let node = place.first.get_or_init(|| Box::new(Node { process, value: init(), next: Self::new() }));
            if node.process == process {
                return &node.value;
            }
            place = &node.next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PerProcess;

    #[test]
    fn each_process_has_a_value_of_its_own_and_keeps_it() {
        let values = PerProcess::new();
        for process in [7, 8, 9] {
            assert_eq!(*values.of(process, || process * 10), process * 10);
        }
        for process in [8, 7, 9] {
            assert_eq!(*values.of(process, || 0), process * 10);
        }
    }
}
