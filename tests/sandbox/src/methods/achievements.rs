//! `achievements.*`: what a game has to achieve, in groups, and who has achieved it.

use serde_json::{Value, json};

use super::{Answer, done, pictures};
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::games::Achievement;

pub(super) fn add(call: &Call<'_>, world: &mut World) -> Answer {
    let img_url = pictures::address(call, "img_url")?.unwrap_or_default();
    let group = call.text("group_id").map(|_| group(call, world)).transpose()?;
    let (description, weight) = (call.required("description")?.to_owned(), call.number("weight")?);
    let id = world.games.new_id();
    world.games.achievements.insert(id, Achievement { img_url, description, weight, group });
    Ok(json!({ "id": id.to_string() }))
}

pub(super) fn update(call: &Call<'_>, world: &mut World) -> Answer {
    let id = id(call, world)?;
    let (img_url, weight) = (pictures::address(call, "img_url")?, call.number("weight")?);
    if let Some(achievement) = world.games.achievements.get_mut(&id) {
        if let Some(img_url) = img_url {
            achievement.img_url = img_url;
        }
        if let Some(description) = call.text("description") {
            description.clone_into(&mut achievement.description);
        }
        achievement.weight = weight.or(achievement.weight);
    }
    done()
}

pub(super) fn remove(call: &Call<'_>, world: &mut World) -> Answer {
    let id = id(call, world)?;
    world.games.remove_achievement(id);
    done()
}

pub(super) fn list(call: &Call<'_>, world: &World) -> Answer {
    let page = call.page(None)?;
    Ok(page.of(world.games.achievements.iter()).map(|(id, achievement)| json(*id, achievement)).collect())
}

pub(super) fn groups(call: &Call<'_>, world: &World) -> Answer {
    let ids = call.list("groups").map(|ids| ids.iter().map(|id| id.parse()).collect::<Result<Vec<u64>, _>>());
    let wanted = ids.transpose().map_err(|_| Failure::invalid("groups", "is no list of groups' ids"))?;
    let group = |(id, name): (&u64, &String)| {
        let is_wanted = wanted.as_ref().is_none_or(|wanted| wanted.contains(id));
        is_wanted.then(|| json!({ "group_id": id.to_string(), "description": name }))
    };
    Ok(world.games.groups.iter().filter_map(group).collect())
}

pub(super) fn group_add(call: &Call<'_>, world: &mut World) -> Answer {
    let name = call.required("description")?.to_owned();
    let id = world.games.new_id();
    world.games.groups.insert(id, name);
    Ok(json!({ "group_id": id.to_string() }))
}

pub(super) fn group_update(call: &Call<'_>, world: &mut World) -> Answer {
    let (id, name) = (group(call, world)?, call.required("description")?.to_owned());
    world.games.groups.insert(id, name);
    done()
}

pub(super) fn group_remove(call: &Call<'_>, world: &mut World) -> Answer {
    let id = group(call, world)?;
    world.games.remove_group(id);
    done()
}

pub(super) fn reward(call: &Call<'_>, world: &mut World) -> Answer {
    let (id, person) = (id(call, world)?, call.subject(world, &["uid"])?.uid);
    world.games.reward(person, id);
    done()
}

pub(super) fn unreward(call: &Call<'_>, world: &mut World) -> Answer {
    let (id, person) = (id(call, world)?, call.subject(world, &["uid"])?.uid);
    world.games.unreward(person, id);
    done()
}

pub(super) fn user_awards(call: &Call<'_>, world: &World) -> Answer {
    let (user, page) = (call.actor()?, call.page(None)?);
    Ok(page.of(world.games.awards(user)).map(|(id, achievement)| json(id, achievement)).collect())
}

fn id(call: &Call<'_>, world: &World) -> Result<u64, Failure> {
    let id = call.required("id")?.parse().ok().filter(|id| world.games.achievements.contains_key(id));
    id.ok_or_else(|| Failure::invalid("id", "is no achievement's id"))
}

fn group(call: &Call<'_>, world: &World) -> Result<u64, Failure> {
    let id = call.required("group_id")?.parse().ok().filter(|id| world.games.groups.contains_key(id));
    id.ok_or_else(|| Failure::invalid("group_id", "is no group's id"))
}

fn json(id: u64, achievement: &Achievement) -> Value {
    let (description, img_url) = (&achievement.description, &achievement.img_url);
    let mut json = json!({ "id": id.to_string(), "description": description, "img_url": img_url });
    if let Some(weight) = achievement.weight {
        json["weight"] = json!(weight);
    }
    if let Some(group) = achievement.group {
        json["group_id"] = json!(group.to_string());
    }
    json
}
