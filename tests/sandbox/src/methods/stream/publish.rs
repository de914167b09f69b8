//! What applications add to the feed.

use super::super::{Answer, done, pictures};
use crate::platform::Call;
use crate::world::World;
use crate::world::feed::{ActionLink, Event, Kind, Part};

/// The word that puts a link on the text and the picture.
const DEFAULT: &str = "default";

/// The links of a post.
#[derive(Debug, Default)]
pub(in crate::methods) struct Links {
    /// Those under the post.
    pub(in crate::methods) shown: Vec<ActionLink>,
    /// Where its text and its picture lead.
    default: Option<String>,
}

pub(in crate::methods) fn post(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, now) = (call.actor()?, call.now());
    let text = call.required("text")?.to_owned();
    let links = action_links(call);
    let picture = pictures::attached(call)?.map(|picture| picture.keep(world, user, now));
    let event = Event {
        title: call.text("title").map(str::to_owned),
        user_text: call.text("user_text").unwrap_or_default().to_owned(),
        parts: [Part::Text(text)].into_iter().chain(picture).collect(),
        links: links.shown,
        click_url: links.default,
        application: Some(call.platform.application.id),
        ..Event::new(Kind::APP_EVENT)
    };
    world.feed.publish(vec![user], event, now);
    done()
}

pub(in crate::methods) fn share(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, now) = (call.actor()?, call.now());
    let url = call.required("url")?.to_owned();
    let text = call.text("title").unwrap_or(&url).to_owned();
    let description = call.text("description").map(|text| Part::Text(text.to_owned()));
    let picture = pictures::address(call, "img_url")?.map(Part::Picture);
    let event = Event {
        title: call.text("title").map(str::to_owned),
        user_text: call.text("user_text").unwrap_or_default().to_owned(),
        parts: [Part::Link { text, url }].into_iter().chain(description).chain(picture).collect(),
        application: Some(call.platform.application.id),
        ..Event::new(Kind::SHARE)
    };
    world.feed.publish(vec![user], event, now);
    done()
}

/// What is no full address leads into the application's page, and so does a text without one. An address without a text is shown
/// itself.
pub(in crate::methods) fn action_links(call: &Call<'_>) -> Links {
    let mut links = Links::default();
    for (text_name, href_name) in [("link1_text", "link1_href"), ("link2_text", "link2_href")] {
        let (text, href) = (call.text(text_name), call.text(href_name));
        if text.is_none() && href.is_none() {
            continue;
        }
        let page = page(call.platform.application.id);
        let href = match href {
            Some(full) if full.starts_with("http://") || full.starts_with("https://") => full.to_owned(),
            Some(fragment) => format!("{page}#{fragment}"),
            None => page,
        };
        match text {
            Some(DEFAULT) => links.default = Some(href),
            text => links.shown.push(ActionLink { text: text.unwrap_or(&href).to_owned(), href }),
        }
    }
    links
}

/// The page of an application.
pub(super) fn page(app_id: u64) -> String {
    format!("http://my.mail.ru/cgi-bin/my/app-canvas?appid={app_id}")
}
