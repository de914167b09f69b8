//! Profiles as JSON, member by member as the platform writes them: flags are 0 or 1, ids and `last_visit` are texts.

use serde_json::{Value, json};

use super::{Community, Person, World};

/// What the names and addresses of avatars end in: three sizes with names, then the widths of square ones in pixels.
const SIZES: [&str; 10] = ["", "small", "big", "22", "32", "40", "50", "128", "180", "190"];

/// The little that authors, senders and the like are shown by: a person, or a community.
pub(crate) fn brief(world: &World, uid: u64) -> Value {
    let mut profile = json!({ "uid": uid.to_string() });
    if let Some(person) = world.person(uid) {
        profile["first_name"] = json!(person.first_name);
        profile["last_name"] = json!(person.last_name);
        profile["nick"] = json!(person.login);
        profile["sex"] = json!(person.sex as u8);
        profile["link"] = json!(person.link());
        if person.has_avatar {
            profile["pic"] = json!(avatar(&person.domain, &person.login, ""));
        }
    } else if let Some(community) = world.community(uid) {
        profile["nick"] = json!(community.about.title);
        profile["link"] = json!(community.link());
        profile["pic"] = json!(avatar("community", &community.address, ""));
    }
    profile
}

/// A person as the viewer sees them in a list. Of a page that is not open to the viewer, no more is shown than name, sex,
/// address and pictures.
pub(crate) fn of_person(world: &World, person: &Person, viewer: Option<&Person>) -> Value {
    if world.access(viewer.map(|viewer| viewer.uid), person.uid).is_err() {
        let mut profile = brief(world, person.uid);
        profile["has_my"] = json!(1);
        profile["has_pic"] = json!(u8::from(person.has_avatar));
        profile["app_installed"] = json!(u8::from(person.application.is_some()));
        if person.has_avatar {
            add_pictures(&mut profile, &person.domain, &person.login);
        }
        return profile;
    }
    let friends = world.friends(person).count();
    let mut profile = json!({
        "uid": person.uid.to_string(),
        "first_name": person.first_name,
        "last_name": person.last_name,
        "nick": person.login,
        "sex": person.sex as u8,
        "birthday": person.birthday.to_string(),
        "show_age": u8::from(person.shows_age),
        "has_my": 1,
        "has_pic": u8::from(person.has_avatar),
        "link": person.link(),
        "status_text": person.status_text,
        "is_online": u8::from(person.presence.online),
        "last_visit": person.presence.last_visit.to_string(),
        "is_verified": u8::from(person.standing.verified),
        "vip": u8::from(person.standing.vip),
        "app_installed": u8::from(person.application.is_some()),
        "app_count": u8::from(person.application.is_some()),
        "friends_count": friends,
        "subscribers_count": friends,
        "video_count": person.videos,
    });
    if person.has_avatar {
        add_pictures(&mut profile, &person.domain, &person.login);
    }
    if let Some(location) = &person.location {
        profile["location"] = location.json();
    }
    if let Some(age) = person.birthday.age().filter(|_| person.shows_age) {
        profile["age"] = json!(age);
    }
    if let Some(viewer) = viewer.filter(|viewer| viewer.uid != person.uid) {
        // Friends of this world read each other's news, and nobody else's.
        let friend = u8::from(world.are_friends(viewer.uid, person.uid));
        for member in ["is_friend", "follower", "following", "subscribe"] {
            profile[member] = json!(friend);
        }
    }
    profile
}

/// The same in `users.getInfo`, which alone tells the e-mail of the owner of the session, and how one came to the
/// application.
pub(crate) fn in_info(world: &World, person: &Person, viewer: Option<&Person>, session: Option<u64>) -> Value {
    let mut profile = of_person(world, person, viewer);
    let invited = person.application.is_some() && world.are_friends(person.uid, world.owner());
    profile["referer_type"] = json!(if invited { "invitation" } else { "" });
    profile["referer_id"] = json!(if invited { world.owner().to_string() } else { String::new() });
    if session == Some(person.uid) {
        profile["email"] = json!(person.email());
    }
    profile
}

/// A community. The platform tells it from a person by `group_info`.
pub(crate) fn of_community(world: &World, community: &Community, viewer: Option<&Person>) -> Value {
    let about = &community.about;
    let mut profile = json!({
        "uid": community.uid.to_string(),
        "nick": about.title,
        "has_pic": 1,
        "link": community.link(),
        "status_text": "",
        "subscribers_count": community.subscribers.len(),
        "video_count": community.videos,
        "is_verified": 0,
        "group_info": {
            "category_id": about.category_id,
            "category_name": about.category_name,
            "short_description": about.short_description,
            "full_description": about.full_description,
            "interests": about.interests,
            "posts_cnt": community.older_posts + world.posts_of(community.uid),
            "rules": about.rules,
        },
    });
    add_pictures(&mut profile, "community", &community.address);
    if let Some(viewer) = viewer {
        profile["subscribe"] = json!(u8::from(community.subscribers.contains(&viewer.uid)));
    }
    profile
}

fn add_pictures(profile: &mut Value, domain: &str, login: &str) {
    for size in SIZES {
        let member = if size.is_empty() { "pic".to_owned() } else { format!("pic_{size}") };
        profile[member] = json!(avatar(domain, login, size));
    }
}

fn avatar(domain: &str, login: &str, size: &str) -> String {
    format!("http://avt.appsmail.ru/{domain}/{login}/_avatar{size}")
}
