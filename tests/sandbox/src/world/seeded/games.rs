//! What the application has to give, and who has got it.

use super::super::World;
use super::super::games::{Achievement, Title};

impl World {
    pub(super) fn play_games(&mut self) {
        let owner = self.owner();
        let group = self.games.new_id();
        self.games.groups.insert(group, "Победы".to_owned());
        for (description, weight) in [("Первая победа", 10), ("Сто побед", 100)] {
            let id = self.games.new_id();
            let img_url = format!("http://appsmail.ru/achievements/{id}.png");
            let achievement =
                Achievement { img_url, description: description.to_owned(), weight: Some(weight), group: Some(group) };
            self.games.achievements.insert(id, achievement);
        }
        let first = self.games.achievements.keys().next().copied().unwrap_or_default();
        self.games.reward(owner, first);
        let id = self.games.new_id();
        let img_url = format!("http://appsmail.ru/titles/{id}.png");
        self.games.titles.insert(id, Title { img_url, name: "Чемпион".to_owned() });
        self.games.add_score(owner, 1500);
    }
}
