//! A request in the making and on its way: parameters, the signed form, the call as a future. All methods share this code;
//! what the macros write for each is only names and types.

mod call;
mod draft;
mod dynamic;
mod exchange;
mod file;
mod page;
mod pages;
mod prepared;
mod raw;
mod value;

pub use call::Call;
pub use draft::Draft;
pub use dynamic::DynamicCall;
pub(crate) use dynamic::UNKNOWN;
pub use file::File;
pub(crate) use file::Upload;
pub(crate) use page::Facts;
pub use pages::Pages;
pub(crate) use prepared::Body;
pub use prepared::PreparedRequest;
pub use raw::RawResponse;
pub use value::Value;
