//! `titles.*`: titles of a game, one of which a user may bear.

use serde_json::json;

use super::{Answer, done, pictures};
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::games::Title;

pub(super) fn add(call: &Call<'_>, world: &mut World) -> Answer {
    let img_url = pictures::address(call, "img_url")?.unwrap_or_default();
    let name = call.required("name")?.to_owned();
    let id = world.games.new_id();
    world.games.titles.insert(id, Title { img_url, name });
    Ok(json!({ "id": id.to_string() }))
}

/// The picture has another name here than in `titles.add`.
pub(super) fn update(call: &Call<'_>, world: &mut World) -> Answer {
    let (id, image) = (id(call, world)?, pictures::address(call, "image")?);
    if let Some(title) = world.games.titles.get_mut(&id) {
        if let Some(image) = image {
            title.img_url = image;
        }
        if let Some(name) = call.text("name") {
            name.clone_into(&mut title.name);
        }
    }
    done()
}

pub(super) fn del(call: &Call<'_>, world: &mut World) -> Answer {
    let id = id(call, world)?;
    world.games.remove_title(id);
    done()
}

pub(super) fn list(call: &Call<'_>, world: &World) -> Answer {
    let titles = call.page(None)?.of(world.games.titles.iter());
    Ok(titles
        .map(|(id, title)| json!({ "id": id.to_string(), "name": title.name, "img_url": title.img_url }))
        .collect())
}

pub(super) fn user_reward(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, id) = (call.actor()?, id(call, world)?);
    world.games.bear(user, id);
    done()
}

pub(super) fn user_drop(call: &Call<'_>, world: &mut World) -> Answer {
    world.games.drop_title(call.actor()?);
    done()
}

fn id(call: &Call<'_>, world: &World) -> Result<u64, Failure> {
    let id = call.required("id")?.parse().ok().filter(|id| world.games.titles.contains_key(id));
    id.ok_or_else(|| Failure::invalid("id", "is no title's id"))
}
