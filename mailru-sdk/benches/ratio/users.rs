//! Users of 31 members as the platform sends them, and the structs that a person would write for them.
//!
//! The platform is not consistent about numbers, which it writes with quotes or without; so there are both.

use std::fmt::Write as _;

use serde::Deserialize;

/// How numbers are written.
#[derive(Clone, Copy)]
pub enum Numbers {
    Bare,
    Quoted,
}

/// The answer of `friends.get` with so many users.
pub fn answer(users: usize, numbers: Numbers) -> String {
    let users: Vec<_> = (0..users).map(|number| user(number, numbers)).collect();
    format!("[{}]", users.join(","))
}

const FIRST_NAMES: [&str; 5] = ["Иван", "Мария", "Александра", "Пётр", "Анна"];
const LAST_NAMES: [&str; 4] = ["Иванов", "Константинопольская", "Петрова", "Ли"];
const CITIES: [&str; 3] = ["Москва", "Санкт-Петербург", "Новосибирск"];

fn user(number: usize, numbers: Numbers) -> String {
    let spelled = |value: usize| match numbers {
        Numbers::Bare => value.to_string(),
        Numbers::Quoted => format!("\"{value}\""),
    };
    let (first, last, city) = (FIRST_NAMES[number % 5], LAST_NAMES[number % 4], CITIES[number % 3]);
    let login = format!("user{number}");
    let avatar = format!("http://avt.appsmail.ru/mail/{login}/_avatar");
    let mut json = String::from("{");
    let _ = write!(json, r#""uid":"{}","first_name":"{first}","#, 14_000_000_000_000_000_001 + number as u64);
    let _ = write!(json, r#""last_name":"{last}","nick":"{login}","birthday":"01.02.1985","pic":"{avatar}","#);
    for size in ["small", "big", "22", "32", "40", "50", "128", "180", "190"] {
        let _ = write!(json, r#""pic_{size}":"{avatar}{size}","#);
    }
    let _ = write!(json, r#""link":"http://my.mail.ru/mail/{login}/","status_text":"На даче до {number} мая","#);
    let _ = write!(json, r#""last_visit":"{}","#, 1_359_000_000 + number);
    let counts = [("age", 18 + number % 50), ("friends_count", number % 900), ("sex", number % 2)];
    let set = ["show_age", "has_my", "has_pic", "is_friend", "is_verified", "app_installed"].map(|name| (name, 1));
    let unset = ["is_online", "follower", "vip"].map(|name| (name, 0));
    for (name, value) in counts.into_iter().chain(set).chain(unset) {
        let _ = write!(json, r#""{name}":{},"#, spelled(value));
    }
    json.push_str(r#""location":{"country":{"id":"24","name":"Россия"},"region":{"id":"999999","name":""#);
    let _ = write!(json, r#"{city}"}},"city":{{"id":"25","name":"{city}"}}}}}}"#);
    json
}

/// A user as a person writes it who trusts the platform; numbers are `i64` without quotes, and `String` with them.
#[derive(Deserialize)]
#[expect(dead_code, reason = "decoding is what is measured")]
pub struct User<N> {
    pub uid: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub nick: Option<String>,
    pub sex: Option<N>,
    pub birthday: Option<String>,
    pub age: Option<N>,
    pub show_age: Option<N>,
    pub has_my: Option<N>,
    pub has_pic: Option<N>,
    pub pic: Option<String>,
    pub pic_small: Option<String>,
    pub pic_big: Option<String>,
    pub pic_22: Option<String>,
    pub pic_32: Option<String>,
    pub pic_40: Option<String>,
    pub pic_50: Option<String>,
    pub pic_128: Option<String>,
    pub pic_180: Option<String>,
    pub pic_190: Option<String>,
    pub link: Option<String>,
    pub status_text: Option<String>,
    pub is_online: Option<N>,
    pub is_friend: Option<N>,
    pub friends_count: Option<N>,
    pub follower: Option<N>,
    pub is_verified: Option<N>,
    pub vip: Option<N>,
    pub app_installed: Option<N>,
    pub last_visit: Option<String>,
    pub location: Option<Location>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoding is what is measured")]
pub struct Location {
    pub country: Option<Place>,
    pub region: Option<Place>,
    pub city: Option<Place>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoding is what is measured")]
pub struct Place {
    pub id: Option<String>,
    pub name: Option<String>,
}
