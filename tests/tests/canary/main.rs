//! The canary: marked secrets are everywhere, and none of them shows in anything that a program prints, logs or panics with.

mod echoes;
mod failures;
mod logs;
mod secrets;
mod values;

use std::{
    cell::Cell,
    fmt::Debug,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

use mailru_sdk::{Error, PreparedRequest};

use mailru_tests::texts::texts;
use secrets::Secrets;

/// Fails when one of the secrets, or the signature of the request, shows in the error of a call or in a panic about it.
fn assert_clean<T: Debug>(secrets: &Secrets, signed: Option<&PreparedRequest>, result: Result<T, Error>) {
    let error = result.as_ref().expect_err("this call cannot succeed");
    for text in texts(error) {
        secrets.assert_absent(&text, signed);
    }
    secrets.assert_absent(&panic_of(|| drop(result.unwrap())), signed);
}

thread_local! {
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// The message of a panic, which is kept from the test's own output.
fn panic_of(panics: impl FnOnce()) -> String {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !EXPECTED.get() {
                usual(panic);
            }
        }));
    });
    EXPECTED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(panics));
    EXPECTED.set(false);
    let payload = result.expect_err("it panics");
    match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => (*payload.downcast::<&str>().expect("a panic has a message")).to_owned(),
    }
}
