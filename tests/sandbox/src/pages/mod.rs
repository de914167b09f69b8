//! The pages on which people log in and consent, which both services show: the platform's own and OAuth Mail. What may be asked for,
//! and what comes of a consent, each service knows itself and says by [`Asking`].
//!
//! The way through the pages is in `reception.rs`, who is logged in is known to `visitors.rs`. The pages are in `page.rs`, their words
//! in `text.rs`.

pub(crate) mod address;
mod html;
mod language;
mod page;
mod reception;
mod redirect;
mod text;
mod visitors;

pub(crate) use language::Language;
pub(crate) use page::Page;
pub(crate) use reception::Asking;
pub(crate) use redirect::{destination, is_acceptable};
pub(crate) use visitors::Visitors;

use crate::parameters::Parameters;

/// Where people are sent whose account is blocked.
pub(crate) const RECOVERY: &str = "/recovery";

/// What a browser sent.
#[derive(Debug)]
pub(crate) struct Visit {
    /// `http://` and the address of the sandbox.
    pub(crate) origin: String,
    /// The path that is visited, one of those that have a page.
    pub(crate) path: String,
    /// `None` when it cannot be read.
    pub(crate) query: Option<Parameters>,
    pub(crate) form: Option<Parameters>,
    pub(crate) cookie: Option<String>,
    pub(crate) accept_language: Option<String>,
}

/// What the browser gets.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) content: Content,
    /// The value of a new cookie.
    pub(crate) cookie: Option<String>,
}

/// A page or another address.
#[derive(Debug)]
pub(crate) enum Content {
    Page { status: u16, html: String },
    Redirect(String),
}

impl Answer {
    pub(crate) fn redirect(location: String) -> Self {
        Self { content: Content::Redirect(location), cookie: None }
    }

    fn with_cookie(self, cookie: Option<String>) -> Self {
        Self { cookie, ..self }
    }
}

impl Visit {
    pub(crate) fn page(&self) -> Page {
        let parameter = |name| self.query.as_ref().and_then(|query| query.get(name));
        Page {
            path: self.path.clone(),
            language: Language::choose(parameter("lang"), self.accept_language.as_deref()),
            query: self.query.as_ref().map(|query| query.pairs().to_vec()).unwrap_or_default(),
        }
    }
}

/// The page for people whose account is blocked.
pub(crate) fn recovery(visit: &Visit) -> Answer {
    visit.page().recovery()
}
