//! The communities of the sandbox. They share the space of ids with people.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::scenario::file;
use crate::generator::Generator;

/// A community.
#[derive(Debug)]
pub(crate) struct Community {
    pub(crate) uid: u64,
    /// The last part of the page's address.
    pub(crate) address: String,
    /// The members, who are also those who may post.
    pub(crate) subscribers: BTreeSet<u64>,
    /// Its page is for members only.
    pub(crate) closed: bool,
    pub(crate) videos: u64,
    /// Posts of the time before the feed begins.
    pub(crate) older_posts: u64,
    pub(crate) about: About,
}

/// What `group_info` tells besides numbers.
#[derive(Debug, Clone)]
pub(crate) struct About {
    pub(crate) title: Cow<'static, str>,
    pub(crate) category_id: u64,
    pub(crate) category_name: Cow<'static, str>,
    pub(crate) short_description: Cow<'static, str>,
    pub(crate) full_description: Cow<'static, str>,
    pub(crate) interests: Cow<'static, str>,
    pub(crate) rules: Cow<'static, str>,
}

const GARDEN: About = About {
    title: Cow::Borrowed("Сад и огород"),
    category_id: 12,
    category_name: Cow::Borrowed("Дом и семья"),
    short_description: Cow::Borrowed("О грядках и не только"),
    full_description: Cow::Borrowed("Делимся семенами, советами и урожаем."),
    interests: Cow::Borrowed("сад, огород, цветы"),
    rules: Cow::Borrowed("Будьте вежливы."),
};

const RUST: About = About {
    title: Cow::Borrowed("Язык Rust"),
    category_id: 31,
    category_name: Cow::Borrowed("Компьютеры"),
    short_description: Cow::Borrowed("Программируем на Rust"),
    full_description: Cow::Borrowed("Новости, вопросы и ответы."),
    interests: Cow::Borrowed(""),
    rules: Cow::Borrowed(""),
};

impl Community {
    /// The address of its page.
    pub(crate) fn link(&self) -> String {
        format!("http://my.mail.ru/community/{}/", self.address)
    }
}

/// The community of a scenario.
pub(super) fn of_scenario(uid: u64, given: &file::Community, subscribers: BTreeSet<u64>) -> Community {
    let text = |text: &String| Cow::Owned(text.clone());
    let about = About {
        title: text(&given.title),
        category_id: given.category_id,
        category_name: text(&given.category_name),
        short_description: text(&given.short_description),
        full_description: text(&given.full_description),
        interests: text(&given.interests),
        rules: text(&given.rules),
    };
    let (address, closed, videos) = (given.name.clone(), given.closed, given.videos);
    Community { uid, address, subscribers, closed, videos, older_posts: 0, about }
}

/// Both of them, one id below 2^63 and one above. Ids of people end in smaller numbers than 98.
pub(super) fn all(people: &[u64], generator: &mut Generator) -> Vec<Community> {
    let kinds = [
        ("sandbox.garden", GARDEN, (10_u64.pow(16), 10_u64.pow(16) * 9), 98),
        ("sandbox.rust", RUST, (10_u64.pow(17), u64::MAX / 100), 99),
    ];
    let community = |(address, about, (low, high), last_digits)| Community {
        uid: generator.between(low, high) * 100 + last_digits,
        address: String::from(address),
        closed: false,
        subscribers: people.iter().copied().filter(|_| generator.one_in(2)).collect(),
        videos: generator.between(0, 100),
        older_posts: generator.between(10, 1000),
        about,
    };
    kinds.map(community).into()
}
