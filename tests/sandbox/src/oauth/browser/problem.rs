//! Why there is nothing that a user could consent to, and the words for it. Clients look for «Не указано приложение».

use crate::pages::Language;

/// What is wrong with a request. The browser is sent nowhere then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// No application has this id.
    Application,
    /// The address to return to is missing, or is none.
    Redirect,
    /// The address to return to is not the application's.
    ForeignRedirect,
    /// It is neither `code` nor `token`.
    ResponseType,
}

impl Problem {
    /// Clients read the page about the application itself, and expect success.
    pub(super) fn status(self) -> u16 {
        if self == Self::Application { 200 } else { 400 }
    }

    pub(super) fn words(self, language: Language) -> &'static str {
        let (english, russian) = match self {
            Self::Application => (
                "There is no application with this client_id.",
                "Не указано приложение, или приложения с таким client_id нет.",
            ),
            Self::Redirect => (
                "The redirect_uri is missing, or is not an address to return to.",
                "Адрес возврата redirect_uri не указан или не годится.",
            ),
            Self::ForeignRedirect => (
                "The redirect_uri is not one of the application's addresses.",
                "Адрес возврата redirect_uri не принадлежит приложению.",
            ),
            Self::ResponseType => {
                ("The response_type is neither code nor token.", "Параметр response_type — не code и не token.")
            }
        };
        language.choice(english, russian)
    }
}
