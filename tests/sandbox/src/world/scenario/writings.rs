//! What the people of a scenario have written: posts, entries of guest books, messages. All of it is put in the order of time, so that the
//! file need not be.

use super::super::dialogues::Message;
use super::super::feed::{Event, Kind, Part, Place};
use super::super::guestbook::Entry;
use super::build::{Build, time};
use super::{ScenarioError, file};

impl Build {
    /// The feed is in the order of time, so that the file need not be.
    pub(super) fn posts(&mut self, posts: &[file::Post]) -> Result<(), ScenarioError> {
        let mut ordered = Vec::new();
        for (number, post) in posts.iter().enumerate() {
            ordered.push((time(&format!("posts[{number}].time"), post.time, number, posts.len())?, number, post));
        }
        ordered.sort_by_key(|(time, number, _)| (*time, *number));
        for (time, number, post) in ordered {
            self.post(&format!("posts[{number}]"), post, time)?;
        }
        Ok(())
    }

    fn post(&mut self, place: &str, post: &file::Post, time: u64) -> Result<(), ScenarioError> {
        let author = self.anybody(&format!("{place}.author"), &post.author)?;
        let kind = match (self.world.community(author).is_some(), post.application) {
            (true, _) => Kind::COMMUNITY_POST,
            (false, true) => Kind::APP_EVENT,
            (false, false) => Kind::MICROPOST,
        };
        let mut event = Event::new(kind);
        event.title.clone_from(&post.title);
        event.application = post.application.then_some(self.app_id);
        // An event of an application has its text where `stream.post` puts it.
        if kind == Kind::APP_EVENT {
            event.parts.push(Part::Text(post.text.clone()));
        } else {
            event.user_text.clone_from(&post.text);
        }
        for (at, &pid) in post.photos.iter().enumerate() {
            if self.world.albums.photo(author, pid).is_none() {
                let problem = format!("'{}' has no photo {pid}", post.author);
                return Err(ScenarioError::new(format!("{place}.photos[{at}]"), problem));
            }
            event.parts.push(Part::Photo { owner: author, pid });
        }
        let event: Place = self.world.feed.publish(vec![author], event, time);
        for person in self.persons(&format!("{place}.likes"), &post.likes)? {
            self.world.feed.like(event, person, time);
        }
        for (at, comment) in post.comments.iter().enumerate() {
            let author = self.person(&format!("{place}.comments[{at}].author"), &comment.author)?;
            self.world.feed.comment(event, author, comment.text.clone(), time);
        }
        Ok(())
    }

    pub(super) fn guestbook(&mut self, entries: &[file::Entry]) -> Result<(), ScenarioError> {
        let mut ordered = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            let place = |member: &str| format!("guestbook[{number}].{member}");
            let owner = self.person(&place("owner"), &entry.owner)?;
            let author = self.person(&place("author"), &entry.author)?;
            let time = time(&place("time"), entry.time, number, entries.len())?;
            let (text, title) = (entry.text.clone(), entry.title.clone());
            let made = Entry { author, time, text, title, user_text: None, picture: None, links: Vec::new() };
            ordered.push((owner, made));
        }
        ordered.sort_by_key(|(_, entry)| entry.time);
        for (owner, entry) in ordered {
            self.world.guestbooks.add(owner, entry);
        }
        Ok(())
    }

    pub(super) fn messages(&mut self, messages: &[file::Message]) -> Result<(), ScenarioError> {
        let mut ordered = Vec::new();
        for (number, message) in messages.iter().enumerate() {
            let place = |member: &str| format!("messages[{number}].{member}");
            let from = self.person(&place("from"), &message.from)?;
            let to = self.person(&place("to"), &message.to)?;
            let time = time(&place("time"), message.time, number, messages.len())?;
            let read = message.read || from == to;
            ordered.push((to, Message { from, text: message.text.clone(), time, read }));
        }
        ordered.sort_by_key(|(_, message)| message.time);
        for (to, message) in ordered {
            self.world.dialogues.add(to, message);
        }
        Ok(())
    }
}
