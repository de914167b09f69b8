//! `photos.*`: albums, and the photos in them, whose bytes the sandbox serves itself.

use serde_json::{Value, json};

use super::{Answer, pictures};
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::feed::{Event, Kind, Part};
use crate::world::photos::{Album, EVERYBODY, NewPhoto, Photo, is_album_id};
use crate::world::picture::{Picture, SHOWN, Size};

/// Where photos are served: `<owner>/<aid>/<size>-<pid>.<extension>`.
pub(crate) const PATH: &str = "/photos/";

/// The sizes, as the names of the files begin.
const SIZES: [(&str, Size); 3] = [("p", Size::Small), ("i", Size::Shown), ("s", Size::Original)];

pub(super) fn create_album(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, title) = (call.actor()?, call.required("title")?);
    let aid = match call.text("aid") {
        Some(aid) => fit_id(aid)?,
        None => world.albums.free_id(user),
    };
    let album = Album {
        description: call.text("description").unwrap_or_default().to_owned(),
        privacy: call.number("privacy")?.unwrap_or(EVERYBODY),
        locked: call.text("password").is_some(),
        ..Album::new(aid, title, call.now())
    };
    let created = world.albums.create(user, album).cloned();
    let created = created.ok_or_else(|| Failure::invalid("aid", "is the id of an album that exists"))?;
    Ok(album_json(world, user, &created))
}

/// The platform's own albums begin with an underscore.
fn fit_id(aid: &str) -> Result<String, Failure> {
    if !aid.starts_with('_') && is_album_id(aid) {
        Ok(aid.to_owned())
    } else {
        Err(Failure::invalid("aid", "is no name of Latin letters, digits, - and _"))
    }
}

pub(super) fn get_albums(call: &Call<'_>, world: &World) -> Answer {
    let owner = owner(call, world)?;
    let wanted = call.list("aids");
    let albums = world.albums.of(owner).iter().filter(|album| opens(call, world, owner, album));
    let wanted = albums.filter(|album| wanted.as_ref().is_none_or(|aids| aids.contains(&album.aid.as_str())));
    Ok(wanted.map(|album| album_json(world, owner, album)).collect())
}

pub(super) fn get(call: &Call<'_>, world: &World) -> Answer {
    let owner = owner(call, world)?;
    let album = world.albums.album(owner, call.required("aid")?);
    let album = album.ok_or_else(|| Failure::invalid("aid", "is no album of the user"))?;
    if !opens(call, world, owner, album) {
        return Err(Failure::denied("the album is not open to the user"));
    }
    let wanted = call.list("pids");
    let is_wanted = |photo: &&Photo| wanted.as_ref().is_none_or(|pids| pids.contains(&photo.pid.to_string().as_str()));
    // Without a limit the whole album comes, as the reference says.
    let mut page = call.page(None)?;
    if call.number("limit")?.unwrap_or(0) == 0_usize {
        page.take = usize::MAX;
    }
    Ok(page.of(album.photos.iter().filter(is_wanted)).map(|photo| json(call, owner, album, photo)).collect())
}

/// Whose albums: those of a person, or of a community, whose page is open to the user.
fn owner(call: &Call<'_>, world: &World) -> Result<u64, Failure> {
    match call.named(&["uid"])? {
        Some((_, uid)) if world.community(uid).is_some() => {
            world.access(call.viewer(), uid).map(|()| uid).map_err(Failure::from)
        }
        _ => call.visible(world, &["uid"]).map(|owner| owner.uid),
    }
}

/// Of the access levels only that for everybody is known; any other opens an album for friends, and a password for nobody.
fn opens(call: &Call<'_>, world: &World, owner: u64, album: &Album) -> bool {
    let viewer = call.viewer();
    let is_friend = viewer.is_some_and(|viewer| world.are_friends(viewer, owner));
    viewer == Some(owner) || (!album.locked && (album.privacy == EVERYBODY || is_friend))
}

pub(super) fn upload(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, aid, now) = (call.actor()?, call.required("aid")?, call.now());
    let owner = match call.named(&["uid2"])? {
        Some((name, uid)) => member_of(world, user, name, uid)?,
        None => user,
    };
    let missing = || Failure::invalid("aid", "is no album of its owner");
    let is_public = world.albums.album(owner, aid).map(|album| album.privacy == EVERYBODY && !album.locked);
    let is_public = is_public.ok_or_else(missing)?;
    let picture = match pictures::file(call)? {
        Some(picture) => picture,
        None => pictures::behind_address(call, world)?.ok_or_else(|| Failure::necessary("img_url"))?,
    };
    let title = call.text("name").unwrap_or_default().to_owned();
    let as_cover = call.is_on("set_as_cover");
    let pid = world.albums.add(owner, aid, NewPhoto { title, picture }, now, as_cover).ok_or_else(missing)?;
    // What only friends may see is no news for everybody.
    if is_public {
        let kind = if owner == user { Kind::PHOTO } else { Kind::COMMUNITY_PHOTO };
        world.feed.publish(vec![owner], Event::new(kind).with(Part::Photo { owner, pid }), now);
    }
    let (album, photo) = world.albums.photo(owner, pid).ok_or_else(missing)?;
    Ok(json(call, owner, album, photo))
}

/// A community to which the user may post.
pub(super) fn member_of(world: &World, user: u64, name: &str, uid: u64) -> Result<u64, Failure> {
    let community = world.community(uid).ok_or_else(|| Failure::invalid(name, "is no community's id"))?;
    if community.subscribers.contains(&user) {
        return Ok(uid);
    }
    Err(Failure::permission("the user may not post in the community"))
}

fn album_json(world: &World, owner: u64, album: &Album) -> Value {
    json!({
        "aid": album.aid,
        "owner": owner.to_string(),
        "title": album.title,
        "description": album.description,
        "created": album.created.to_string(),
        "updated": album.updated.to_string(),
        "size": album.photos.len(),
        "cover_pid": album.cover.map_or_else(|| json!(""), |pid| json!(pid)),
        "privacy": album.privacy,
        "link": format!("http://foto.mail.ru/{}/{}/", page_of(world, owner), album.aid),
    })
}

/// The part of addresses that names an owner.
fn page_of(world: &World, owner: u64) -> String {
    let community = world.community(owner).map(|community| format!("community/{}", community.address));
    let person = || world.person(owner).map(|person| format!("{}/{}", person.domain, person.login));
    community.or_else(person).unwrap_or_default()
}

fn json(call: &Call<'_>, owner: u64, album: &Album, photo: &Photo) -> Value {
    let mut json = json!({
        "pid": photo.pid,
        "aid": album.aid,
        "owner": owner.to_string(),
        "src": address(call, owner, album, photo, Size::Shown),
        "src_small": address(call, owner, album, photo, Size::Small),
        "created": photo.created,
        "size": photo.picture.len(),
        "title": photo.title,
    });
    if let Some((width, height)) = photo.picture.dimensions() {
        (json["width"], json["height"]) = (json!(width), json!(height));
        if width.max(height) > SHOWN {
            json["src_big"] = json!(address(call, owner, album, photo, Size::Original));
        }
    }
    json
}

/// Where the bytes of a photo are served.
pub(super) fn address(call: &Call<'_>, owner: u64, album: &Album, photo: &Photo, size: Size) -> String {
    let letter = SIZES.iter().find(|(_, known)| *known == size).map_or("i", |(letter, _)| letter);
    let extension = photo.picture.format().extension();
    format!("{}{PATH}{owner}/{}/{letter}-{}.{extension}", call.platform.origin, album.aid, photo.pid)
}

/// The picture behind such an address, without the part that names the sandbox, and in which size it is meant.
pub(crate) fn by_path<'w>(world: &'w World, path: &str) -> Option<(&'w Picture, Size)> {
    let [owner, aid, file] = path.strip_prefix(PATH)?.split('/').collect::<Vec<_>>().try_into().ok()?;
    let (letter, rest) = file.split_once('-')?;
    let (pid, extension) = rest.split_once('.')?;
    let (_, size) = SIZES.iter().find(|(known, _)| *known == letter)?;
    let picture = &world.albums.album(owner.parse().ok()?, aid)?.photo(pid.parse().ok()?)?.picture;
    (extension == picture.format().extension()).then_some((picture, *size))
}
