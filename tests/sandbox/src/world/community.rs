//! The communities of the sandbox. They share the space of ids with people.

use crate::generator::Generator;

/// A community.
#[derive(Debug)]
pub(crate) struct Community {
    pub(crate) uid: u64,
    /// The last part of the page's address.
    pub(crate) address: &'static str,
    pub(crate) subscribers: Vec<u64>,
    pub(crate) videos: u64,
    pub(crate) posts: u64,
    pub(crate) about: &'static About,
}

/// What `group_info` tells besides numbers.
#[derive(Debug)]
pub(crate) struct About {
    pub(crate) title: &'static str,
    pub(crate) category_id: u64,
    pub(crate) category_name: &'static str,
    pub(crate) short_description: &'static str,
    pub(crate) full_description: &'static str,
    pub(crate) interests: &'static str,
    pub(crate) rules: &'static str,
}

const GARDEN: About = About {
    title: "Сад и огород",
    category_id: 12,
    category_name: "Дом и семья",
    short_description: "О грядках и не только",
    full_description: "Делимся семенами, советами и урожаем.",
    interests: "сад, огород, цветы",
    rules: "Будьте вежливы.",
};

const RUST: About = About {
    title: "Язык Rust",
    category_id: 31,
    category_name: "Компьютеры",
    short_description: "Программируем на Rust",
    full_description: "Новости, вопросы и ответы.",
    interests: "",
    rules: "",
};

/// Both of them, one id below 2^63 and one above. Ids of people end in smaller numbers than 98.
pub(super) fn all(people: &[u64], generator: &mut Generator) -> Vec<Community> {
    let kinds = [
        ("sandbox.garden", &GARDEN, (10_u64.pow(16), 10_u64.pow(16) * 9), 98),
        ("sandbox.rust", &RUST, (10_u64.pow(17), u64::MAX / 100), 99),
    ];
    let community = |(address, about, (low, high), last_digits)| Community {
        uid: generator.between(low, high) * 100 + last_digits,
        address,
        subscribers: people.iter().copied().filter(|_| generator.one_in(2)).collect(),
        videos: generator.between(0, 100),
        posts: generator.between(10, 1000),
        about,
    };
    kinds.map(community).into()
}
