//! What games have: achievements in groups, titles and points.

use std::collections::{BTreeMap, BTreeSet};

/// Something that users can achieve.
#[derive(Debug, Clone)]
pub(crate) struct Achievement {
    pub(crate) img_url: String,
    pub(crate) description: String,
    pub(crate) weight: Option<i64>,
    /// A group that exists.
    pub(crate) group: Option<u64>,
}

/// A title that users can bear.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub(crate) img_url: String,
    pub(crate) name: String,
}

/// The achievements, titles and points of the application. Ids are given out once.
#[derive(Debug, Default)]
pub(crate) struct Games {
    last_id: u64,
    pub(crate) achievements: BTreeMap<u64, Achievement>,
    /// Names of groups.
    pub(crate) groups: BTreeMap<u64, String>,
    pub(crate) titles: BTreeMap<u64, Title>,
    awards: BTreeMap<u64, BTreeSet<u64>>,
    bearers: BTreeMap<u64, u64>,
    scores: BTreeMap<u64, i64>,
}

impl Games {
    pub(crate) fn new_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// Removes an achievement, from everybody who has it too.
    pub(crate) fn remove_achievement(&mut self, id: u64) {
        self.achievements.remove(&id);
        self.awards.values_mut().for_each(|awards| {
            awards.remove(&id);
        });
    }

    /// Removes a group; what was in it stays, in none.
    pub(crate) fn remove_group(&mut self, id: u64) {
        self.groups.remove(&id);
        let members = self.achievements.values_mut().filter(|achievement| achievement.group == Some(id));
        members.for_each(|achievement| achievement.group = None);
    }

    /// Removes a title, from everybody who bears it too.
    pub(crate) fn remove_title(&mut self, id: u64) {
        self.titles.remove(&id);
        self.bearers.retain(|_, title| *title != id);
    }

    /// Gives an achievement that exists.
    pub(crate) fn reward(&mut self, person: u64, id: u64) {
        self.awards.entry(person).or_default().insert(id);
    }

    pub(crate) fn unreward(&mut self, person: u64, id: u64) {
        if let Some(awards) = self.awards.get_mut(&person) {
            awards.remove(&id);
        }
    }

    /// The achievements of a person, with their ids.
    pub(crate) fn awards(&self, person: u64) -> impl Iterator<Item = (u64, &Achievement)> {
        let ids = self.awards.get(&person).into_iter().flatten();
        ids.filter_map(|&id| self.achievements.get(&id).map(|achievement| (id, achievement)))
    }

    /// A person bears one title at a time.
    pub(crate) fn bear(&mut self, person: u64, title: u64) {
        self.bearers.insert(person, title);
    }

    pub(crate) fn drop_title(&mut self, person: u64) {
        self.bearers.remove(&person);
    }

    pub(crate) fn title(&self, person: u64) -> Option<&Title> {
        self.titles.get(self.bearers.get(&person)?)
    }

    pub(crate) fn score(&self, person: u64) -> i64 {
        self.scores.get(&person).copied().unwrap_or_default()
    }

    /// `None` when the sum is too large to be a number of the wire.
    pub(crate) fn add_score(&mut self, person: u64, points: i64) -> Option<i64> {
        let sum = self.score(person).checked_add(points)?;
        self.scores.insert(person, sum);
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::{Achievement, Games, Title};

    fn achievement(group: Option<u64>) -> Achievement {
        Achievement { img_url: String::new(), description: String::new(), weight: None, group }
    }

    #[test]
    fn what_is_removed_is_gone_from_everybody() {
        let mut games = Games::default();
        let (group, id, title) = (games.new_id(), games.new_id(), games.new_id());
        games.groups.insert(group, "Победы".to_owned());
        games.achievements.insert(id, achievement(Some(group)));
        games.titles.insert(title, Title { img_url: String::new(), name: "Чемпион".to_owned() });
        games.reward(1, id);
        games.bear(1, title);
        assert_eq!((games.awards(1).count(), games.title(1).is_some()), (1, true));
        games.remove_group(group);
        assert_eq!(games.achievements[&id].group, None);
        games.remove_achievement(id);
        games.remove_title(title);
        assert_eq!((games.awards(1).count(), games.title(1).is_some()), (0, false));
        assert!(games.new_id() > title);
    }

    #[test]
    fn points_add_up_and_never_overflow() {
        let mut games = Games::default();
        assert_eq!((games.add_score(1, 5), games.add_score(1, -7), games.score(2)), (Some(5), Some(-2), 0));
        assert_eq!((games.add_score(2, i64::MAX), games.add_score(2, 1)), (Some(i64::MAX), None));
        assert_eq!(games.score(2), i64::MAX);
    }
}
