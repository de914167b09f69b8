//! What is wrong with a request for consent. Of some of it the application is told at its address; where that is not certain to be
//! its own, the browser stays.

use super::Landing;
use crate::pages::Language;

#[derive(Debug)]
pub(super) enum Problem {
    /// The query is broken, or says something twice.
    Unreadable,
    /// The user is told by a page.
    Page(OnPage),
    /// The application is told, in the words of RFC 6749, which is inferred.
    Told { landing: Landing, error: &'static str, description: &'static str, state: Option<String> },
}

/// What the user is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnPage {
    /// No application has this id.
    Application,
    /// The address to return to is missing, or is none.
    Redirect,
    /// The address to return to is not the one that was registered, to the letter.
    ForeignRedirect,
}

impl OnPage {
    pub(super) fn words(self, language: Language) -> &'static str {
        let (english, russian) = match self {
            Self::Application => ("There is no application with this client_id.", "Приложения с таким client_id нет."),
            Self::Redirect => (
                "The redirect_uri is missing, or is not an address to return to.",
                "Адрес возврата redirect_uri не указан или не годится.",
            ),
            Self::ForeignRedirect => (
                "The redirect_uri is not the one that the application has registered, to the letter.",
                "Адрес возврата redirect_uri не совпадает с зарегистрированным буква в букву.",
            ),
        };
        language.choice(english, russian)
    }
}
