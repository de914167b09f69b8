//! Pages: every item that the platform shows comes, in its order, and a platform that goes in circles is noticed.

mod batch;
mod cursor;
mod failures;
mod model;
mod offset;
mod short;
mod stream;

use mailru_sdk::{Error, Pages};

#[mailru_sdk::group(spec = "tests/pages/walks.toml")]
pub mod walks {}

/// Every page until the end.
async fn all<P>(mut pages: Pages<'_, P>) -> Result<Vec<P>, Error> {
    let mut all = Vec::new();
    while let Some(page) = pages.next().await? {
        all.push(page);
    }
    assert!(pages.next().await?.is_none(), "the end stays the end");
    Ok(all)
}

/// What a parameter was in each request, for comparing with [`mailru_tests::sequence::Sequence::asked_for`].
fn sent<const N: usize>(values: [&str; N]) -> Vec<Option<String>> {
    values.map(|value| (!value.is_empty()).then(|| value.to_owned())).to_vec()
}
