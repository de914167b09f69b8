//! Users of 31 members as the platform sends them, and the structs that a person would write for them.

use std::fmt::Write as _;

use serde::Deserialize;

/// The answer of `friends.get` with so many users.
pub fn answer(users: usize) -> String {
    let users: Vec<_> = (0..users).map(user).collect();
    format!("[{}]", users.join(","))
}

const FIRST_NAMES: [&str; 5] = ["Иван", "Мария", "Александра", "Пётр", "Анна"];
const LAST_NAMES: [&str; 4] = ["Иванов", "Константинопольская", "Петрова", "Ли"];
const CITIES: [&str; 3] = ["Москва", "Санкт-Петербург", "Новосибирск"];

fn user(number: usize) -> String {
    let (first, last, city) = (FIRST_NAMES[number % 5], LAST_NAMES[number % 4], CITIES[number % 3]);
    let login = format!("user{number}");
    let avatar = format!("http://avt.appsmail.ru/mail/{login}/_avatar");
    let mut json = String::from("{");
    let _ = write!(json, r#""uid":"{}","first_name":"{first}","#, 14_000_000_000_000_000_001 + number as u64);
    let _ = write!(json, r#""last_name":"{last}","nick":"{login}","sex":{},"birthday":"01.02.1985","#, number % 2);
    let _ = write!(json, r#""age":{},"show_age":1,"has_my":1,"has_pic":1,"pic":"{avatar}","#, 18 + number % 50);
    for size in ["small", "big", "22", "32", "40", "50", "128", "180", "190"] {
        let _ = write!(json, r#""pic_{size}":"{avatar}{size}","#);
    }
    let _ = write!(json, r#""link":"http://my.mail.ru/mail/{login}/","status_text":"На даче до {number} мая","#);
    let _ = write!(json, r#""is_online":0,"is_friend":1,"friends_count":{},"follower":0,"#, number % 900);
    let _ = write!(json, r#""is_verified":1,"vip":0,"app_installed":1,"last_visit":"{}","#, 1_359_000_000 + number);
    json.push_str(r#""location":{"country":{"id":"24","name":"Россия"},"region":{"id":"999999","name":""#);
    let _ = write!(json, r#"{city}"}},"city":{{"id":"25","name":"{city}"}}}}}}"#);
    json
}

/// A user as a person writes it who trusts the platform: texts are `String`, numbers are numbers.
#[derive(Deserialize)]
#[expect(dead_code, reason = "decoding is what is measured")]
pub struct User {
    pub uid: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub nick: Option<String>,
    pub sex: Option<i64>,
    pub birthday: Option<String>,
    pub age: Option<i64>,
    pub show_age: Option<i64>,
    pub has_my: Option<i64>,
    pub has_pic: Option<i64>,
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
    pub is_online: Option<i64>,
    pub is_friend: Option<i64>,
    pub friends_count: Option<i64>,
    pub follower: Option<i64>,
    pub is_verified: Option<i64>,
    pub vip: Option<i64>,
    pub app_installed: Option<i64>,
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
