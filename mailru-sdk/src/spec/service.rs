//! Services other than the platform, as data: where they are, by what a call shows who makes it, how they write their errors.

use crate::class::ErrorClass;

/// A service other than the platform: the table `[service]` of a spec file.
#[derive(Debug)]
pub struct ServiceSpec {
    /// The address that the paths of its methods are added to. [`Settings::service_url`](crate::Settings::service_url) sets another.
    /// One that is `http://` to another machine is refused by the call, unless [`Settings::plain_http`](crate::Settings::plain_http) allows it.
    pub url: &'static str,
    /// By what its calls show who makes them, unless a method says otherwise.
    pub auth: Auth,
    /// How it writes its errors; the platform's way, and with its codes, when nothing is said.
    pub error: Option<ErrorForm>,
}

/// A place of a service.
#[derive(Debug)]
pub struct EndPoint {
    /// The service.
    pub service: &'static ServiceSpec,
    /// The path below its address, such as `/userinfo`.
    pub path: &'static str,
    /// By what a call shows who makes it.
    pub auth: Auth,
}

/// By what a call shows who makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// The application's id and a signature, as the platform's own methods.
    Signature,
    /// The session's token as the parameter `access_token` of the query, whatever the verb is.
    TokenQuery,
    /// The session's token in the header `Authorization: Bearer`.
    Bearer,
    /// Nothing.
    None,
}

/// The form in which a service writes its errors. The paths of members have dots in them: `error.error_code`.
#[derive(Debug)]
pub struct ErrorForm {
    /// The member that makes an answer an error, whatever the status is, unless nothing stands there. A text in it is the error's word.
    pub member: &'static str,
    /// The path of the number.
    pub code: Option<&'static str>,
    /// The path of the words for people.
    pub message: Option<&'static str>,
    /// What can be done about which number. Of another the status says whether it may pass.
    pub classes: &'static [(i64, ErrorClass)],
}
