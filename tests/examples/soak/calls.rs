//! The calls, and what they must give.

use std::{collections::BTreeMap, fmt::Debug, time::Duration};

use mailru_sdk::{
    Api, Error, Server, Uid,
    objects::{Privilege, User},
};

use crate::tally::Tally;

/// A call that is given up is given up after this time.
const PATIENCE: Duration = Duration::from_micros(700);

/// What the answers must be, as long as nothing goes wrong.
pub struct World {
    friends: Vec<Uid>,
    /// As `friends.get` shows them, which is less than `users.getInfo` does.
    profiles: Vec<User>,
    online: Vec<Uid>,
    people: BTreeMap<Uid, User>,
    points: i64,
}

impl World {
    /// Asks for everything once, before anything goes wrong.
    pub async fn look(api: &Api<Server>) -> Result<Self, Error> {
        let friends = api.friends().get().await?;
        let profiles = api.friends().get().extended().await?;
        let online = api.friends().get_online().await?;
        let people = api.users().get_info().uids(friends.iter().copied()).await?;
        let people = people.into_iter().map(|user| (user.uid, user)).collect();
        Ok(Self { friends, profiles, online, people, points: points(api).await? })
    }

    /// How many points were given since.
    pub async fn points_given(&self, api: &Api<Server>) -> Result<i64, Error> {
        Ok(points(api).await? - self.points)
    }

    /// Makes the call of that number; the same number is always the same call.
    pub async fn call(&self, api: &Api<Server>, number: u64, tally: &Tally) {
        let mut chance = Chance(number);
        match chance.below(10) {
            0..3 => {
                let offset = chance.below(self.friends.len());
                let request = api.friends().get().offset(u32::try_from(offset).unwrap_or(u32::MAX));
                check(request.await, tally, |ids| ids == self.friends[offset..]);
            }
            3 => {
                let offset = chance.below(self.friends.len());
                let request = api.friends().get().extended().offset(u32::try_from(offset).unwrap_or(u32::MAX));
                check(request.await, tally, |users| users == self.profiles[offset..]);
            }
            4 => tally.wrote(&api.score().add(1).await),
            5..8 => {
                let whom = self.some(&mut chance);
                check(api.users().get_info().uids(whom.iter().copied()).await, tally, |users| self.are(&users, &whom));
            }
            8 => {
                if chance.below(2) == 0 {
                    check(api.friends().get_online().await, tally, |ids| ids == self.online);
                } else {
                    let request = api.users().has_app_permission(Privilege::Photos);
                    check(request.await, tally, |answer| answer.get("photos").is_some_and(|flag| flag.is_set()));
                }
            }
            _ => {
                let whom = self.some(&mut chance);
                let request = api.users().get_info().uids(whom.iter().copied());
                match tokio::time::timeout(PATIENCE, request.send()).await {
                    Ok(answer) => check(answer, tally, |users| self.are(&users, &whom)),
                    Err(_) => tally.given_up(),
                }
            }
        }
    }

    /// Some people, each once.
    fn some(&self, chance: &mut Chance) -> Vec<Uid> {
        let (from, step) = (chance.below(self.friends.len()), 1 + chance.below(5));
        self.friends[from..].iter().copied().step_by(step).take(10).collect()
    }

    fn are(&self, users: &[User], whom: &[Uid]) -> bool {
        users.len() == whom.len() && users.iter().zip(whom).all(|(user, uid)| self.people.get(uid) == Some(user))
    }
}

async fn points(api: &Api<Server>) -> Result<i64, Error> {
    let total: Points = api.score().total().returning().await?;
    Ok(total.score)
}

#[derive(serde::Deserialize)]
struct Points {
    score: i64,
}

fn check<T: Debug>(answer: Result<T, Error>, tally: &Tally, is_right: impl FnOnce(T) -> bool) {
    match answer {
        Ok(answer) => tally.answered(is_right(answer)),
        Err(error) => tally.failed(&error),
    }
}

/// Numbers that look as if by chance, the same for the same beginning (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }
}
