//! Pictures that come with a call, by address or as a file. Nothing is ever fetched: what is behind an address, the sandbox
//! makes up, unless it is the sandbox's own.

use super::photos;
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::feed::Part;
use crate::world::picture::Picture;

/// A picture that goes with a post.
pub(super) enum Attached {
    Address(String),
    File(Picture),
}

impl Attached {
    /// What the post shows. A file is kept among the author's photos.
    pub(super) fn keep(self, world: &mut World, author: u64, now: u64) -> Part {
        match self {
            Self::Address(address) => Part::Picture(address),
            Self::File(picture) => {
                let pid = world.albums.add_to_page(author, picture, now).unwrap_or_default();
                Part::Photo { owner: author, pid }
            }
        }
    }
}

/// The picture in `img_url` or `img_file`, when there is one.
pub(super) fn attached(call: &Call<'_>) -> Result<Option<Attached>, Failure> {
    if let Some(picture) = file(call)? {
        return Ok(Some(Attached::File(picture)));
    }
    Ok(address(call, "img_url")?.map(Attached::Address))
}

/// The picture in `img_file`, when there is one.
pub(super) fn file(call: &Call<'_>) -> Result<Option<Picture>, Failure> {
    let Some(file) = call.file("img_file") else { return Ok(None) };
    let picture = Picture::kept(&file.bytes);
    picture.map(Some).ok_or_else(|| Failure::picture("img_file", "is incorrect: it is neither PNG nor JPEG nor GIF"))
}

/// An address that a picture could be read from. Hosts under `.invalid` are the ones that nobody reaches.
pub(super) fn address(call: &Call<'_>, name: &str) -> Result<Option<String>, Failure> {
    let Some(address) = call.text(name) else { return Ok(None) };
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let name_of_host = host.rsplit_once('@').map_or(host, |(_, host)| host).split(':').next().unwrap_or_default();
    if name_of_host.is_empty() || address.chars().any(|char| char.is_whitespace() || char.is_control()) {
        return Err(Failure::picture(name, "is inaccessible: that is no address"));
    }
    if name_of_host.to_ascii_lowercase().ends_with(".invalid") {
        return Err(Failure::picture(name, "is inaccessible"));
    }
    Ok(Some(address.to_owned()))
}

/// The picture behind the address in `img_url`, when there is one: the sandbox's own, or one made up from the address.
pub(super) fn behind_address(call: &Call<'_>, world: &World) -> Result<Option<Picture>, Failure> {
    let Some(address) = address(call, "img_url")? else { return Ok(None) };
    let own =
        address.strip_prefix(&call.platform.origin).filter(|path| path.is_empty() || path.starts_with(['/', '?', '#']));
    let picture = match own {
        Some(path) => photos::by_path(world, path).map(|(picture, _)| picture.clone()),
        None => Some(Picture::placeholder(&address)),
    };
    picture.map(Some).ok_or_else(|| Failure::picture("img_url", "is inaccessible: the sandbox has no such photo"))
}
