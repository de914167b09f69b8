//! Answers that come from no network, for the fuzz targets of this workspace. Compiled with `--cfg fuzzing` alone, which
//! cargo-fuzz sets.

use std::cell::RefCell;

use crate::wire::reply::Reply;

/// A status and a body.
pub type Answer = (u16, Vec<u8>);

thread_local! {
    static SCRIPT: RefCell<Vec<Answer>> = const { RefCell::new(Vec::new()) };
}

/// Answers the requests of this thread from now on: each one in turn, and all further ones by the last.
pub fn answer_with(answers: impl IntoIterator<Item = Answer, IntoIter: DoubleEndedIterator>) {
    SCRIPT.set(answers.into_iter().rev().collect());
}

/// The answer to the next request. Without a script there is none, and the request goes over the network.
pub(crate) fn next() -> Option<Reply> {
    SCRIPT.with_borrow_mut(|script| {
        let (status, body) = if script.len() > 1 { script.pop() } else { script.last().cloned() }?;
        Some(Reply::scripted(status, body))
    })
}
