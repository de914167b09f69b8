//! What can be read of an error.

use std::error::Error as StdError;

use mailru_sdk::Error;

/// Every text that an error can become.
#[must_use]
pub fn texts(error: &Error) -> Vec<String> {
    let mut texts = vec![format!("{error}"), format!("{error:#}"), format!("{error:?}"), format!("{error:#?}")];
    let mut next: Option<&dyn StdError> = error.source();
    while let Some(cause) = next {
        texts.extend([format!("{cause}"), format!("{cause:#}"), format!("{cause:?}"), format!("{cause:#?}")]);
        next = cause.source();
    }
    match error {
        Error::Api(error) => texts.push(error.message().to_owned()),
        Error::Decode(error) => texts.extend([error.path().to_owned(), error.excerpt().to_owned()]),
        _ => {}
    }
    texts
}
