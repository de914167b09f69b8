//! Random lists on platforms of every kind. A caller who goes on patiently by what came, until nothing comes, sees certain items: the
//! pages hold just these. Where that caller would never come to an end, they end with an error.

use std::sync::{Arc, Mutex};

use mailru_sdk::{Error, Pages};
use mailru_tests::{random::Random, sequence::Sequence};
use serde::Serialize;
use serde_json::{Value, json};

/// So many pages are more than any list here has.
const ENDLESS: usize = 200;

/// What the platform does with a request for a page.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Habit {
    Exact,
    /// Counts what it hides as well.
    HidesAfter,
    /// Begins with the last item of the page before.
    Overlaps,
    /// Gives the first page whatever it is asked for.
    Ignores,
    /// Begins again at the end.
    Wraps,
}

/// A list, and how the platform gives it away.
#[derive(Debug, Clone)]
struct World {
    items: Vec<u32>,
    hidden: Vec<u32>,
    /// Items that have no id.
    nameless: Vec<u32>,
    habit: Habit,
    /// At most so many items at a time.
    most: usize,
    /// Items that come to the front of the list after so many requests.
    shifts: Vec<(usize, u32)>,
    limit: usize,
    requests: usize,
}

impl World {
    fn random(random: &mut Random) -> Self {
        use Habit::{Exact, HidesAfter, Ignores, Overlaps, Wraps};
        let items: Vec<u32> = (1..=u32::try_from(random.below(14)).unwrap()).collect();
        let some = |random: &mut Random, of: usize| items.iter().copied().filter(|_| random.below(of) == 0).collect();
        let shifts = (0..random.below(4)).map(|at| (random.below(6), LATE + u32::try_from(at).unwrap())).collect();
        Self {
            hidden: some(random, 4),
            nameless: some(random, 5),
            habit: random.one_of(&[Exact, Exact, HidesAfter, HidesAfter, Overlaps, Ignores, Wraps]),
            most: 1 + random.below(5),
            shifts: if random.below(3) == 0 { shifts } else { Vec::new() },
            limit: 1 + random.below(4),
            items,
            requests: 0,
        }
    }

    /// The list as it is now.
    fn list(&mut self) -> Vec<u32> {
        let requests = self.requests;
        self.requests += 1;
        let come = self.shifts.iter().rev().filter(|(after, _)| *after < requests).map(|(_, item)| *item);
        let all = come.chain(self.items.iter().copied());
        all.filter(|item| self.habit == Habit::HidesAfter || !self.hidden.contains(item)).collect()
    }

    /// The page at a place of the list.
    fn at(&self, list: &[u32], place: usize) -> Vec<u32> {
        let place = match self.habit {
            Habit::Exact | Habit::HidesAfter => place,
            Habit::Overlaps => place.saturating_sub(1),
            Habit::Ignores => 0,
            Habit::Wraps => place % list.len().max(1),
        };
        let window = list.iter().copied().skip(place).take(self.most.min(self.limit));
        window.filter(|item| !self.hidden.contains(item)).collect()
    }

    fn by_offset(&mut self, offset: usize) -> Vec<u32> {
        let list = self.list();
        self.at(&list, offset)
    }

    fn after(&mut self, cursor: Option<u32>) -> Vec<u32> {
        let list = self.list();
        let place = cursor.and_then(|cursor| list.iter().position(|item| *item == cursor)).map_or(0, |at| at + 1);
        self.at(&list, place)
    }

    fn key(&self, item: u32) -> Option<u32> {
        Some(item).filter(|item| !self.nameless.contains(item))
    }

    /// The items that a patient caller sees, and whether there is an end to them.
    fn patiently_by_offset(mut self) -> (Vec<u32>, bool) {
        let mut seen = Vec::new();
        for _ in 0..ENDLESS {
            let page = self.by_offset(seen.len());
            if page.is_empty() {
                return (seen, true);
            }
            seen.extend(page);
        }
        (seen, false)
    }

    /// The same by cursor: it ends as well where nothing new stands behind the last item that has an id.
    fn patiently_by_cursor(mut self) -> (Vec<u32>, bool) {
        let (mut seen, mut cursor) = (Vec::new(), None);
        for _ in 0..ENDLESS {
            let page = self.after(cursor);
            let new = page.iter().any(|item| !seen.contains(item));
            let key = page.iter().rev().find_map(|item| self.key(*item));
            if page.is_empty() || key.is_none() && !new {
                return (seen, true);
            }
            seen.extend(page);
            match key {
                Some(key) => cursor = Some(key),
                None => return (seen, false),
            }
        }
        (seen, false)
    }
}

/// Every item that the pages gave, and why they ended.
async fn walked<T: Serialize>(mut pages: Pages<'_, Vec<T>>, name: fn(&Value) -> u32) -> (Vec<u32>, Option<Error>) {
    let mut given = Vec::new();
    loop {
        match pages.next().await {
            Ok(Some(page)) => {
                assert!(!page.is_empty());
                given.extend(page.iter().map(|item| name(&serde_json::to_value(item).unwrap())));
            }
            Ok(None) => return (given, None),
            Err(error) => {
                assert!(pages.next().await.unwrap().is_none(), "the end stays the end");
                return (given, Some(error));
            }
        }
    }
}

/// The items that come while the list is read have greater numbers.
const LATE: u32 = 100;

/// What is wrong with a walk through the pages.
fn judge(given: &[u32], error: Option<&Error>, (seen, ends): &(Vec<u32>, bool), asked: usize) -> Option<String> {
    let distinct = |items: &[u32]| {
        let mut items: Vec<u32> = items.iter().copied().filter(|item| *item < LATE).collect();
        items.sort_unstable();
        items.dedup();
        items
    };
    let wrong = match error {
        None if !ends => "a list without an end has one",
        None if given != seen => "the items are others",
        Some(Error::Page(_)) if *ends => "a list with an end has none",
        Some(Error::Page(_)) if distinct(given) != distinct(seen) => "an item is lost",
        Some(error) if !matches!(error, Error::Page(_)) => return Some(error.to_string()),
        _ if asked > distinct(seen).len() * 2 + 10 => "it took too many requests",
        _ => return None,
    };
    Some(format!("{wrong}: {given:?} instead of {seen:?}, {asked} requests, {error:?}"))
}

fn listing(items: impl Iterator<Item = Value>) -> (u16, String) {
    (200, Value::Array(items.collect()).to_string())
}

fn number(text: Option<&str>) -> Option<usize> {
    text.map(|text| text.parse().unwrap())
}

#[tokio::test]
async fn pages_by_offset_hold_what_a_patient_caller_sees() {
    let mut random = Random::seeded(14);
    for _ in 0..250 {
        let world = World::random(&mut random);
        let shared = Arc::new(Mutex::new(world.clone()));
        // A counter that changes with every answer makes no new photo of an old one.
        let server = Sequence::by(move |asked| {
            let mut world = shared.lock().unwrap();
            let page = world.by_offset(number(asked.get("offset")).unwrap_or(0));
            listing(page.into_iter().map(|item| json!({"pid": item, "aid": world.requests.to_string()})))
        });
        let server = server.await.unwrap();
        let api = server.client();
        let limit = u32::try_from(world.limit).unwrap();
        let name = |photo: &Value| photo["pid"].as_str().unwrap().parse().unwrap();
        let (given, error) = walked(api.photos().get("_myphoto").limit(limit).pages(), name).await;
        let wrong = judge(&given, error.as_ref(), &world.clone().patiently_by_offset(), server.asked().len());
        assert_eq!(wrong, None, "{world:?}");
    }
}

#[tokio::test]
async fn pages_by_cursor_hold_what_a_patient_caller_sees() {
    let mut random = Random::seeded(6);
    for _ in 0..250 {
        let world = World::random(&mut random);
        let shared = Arc::new(Mutex::new(world.clone()));
        let server = Sequence::by(move |asked| {
            let mut world = shared.lock().unwrap();
            let page = world.after(number(asked.get("skip")).map(|key| u32::try_from(key).unwrap()));
            listing(page.into_iter().map(|item| match world.key(item) {
                Some(key) => {
                    json!({"subtype": "event", "id": key.to_string(), "time": item, "authors": [],
                           "likes_count": world.requests})
                }
                None => json!({"subtype": "advertisement", "text": item.to_string()}),
            }))
        });
        let server = server.await.unwrap();
        let api = server.client();
        let limit = u32::try_from(world.limit).unwrap();
        let name = |event: &Value| ["id", "text"].iter().find_map(|key| event[*key].as_str()).unwrap().parse().unwrap();
        let (given, error) = walked(api.stream().get().limit(limit).pages(), name).await;
        let wrong = judge(&given, error.as_ref(), &world.clone().patiently_by_cursor(), server.asked().len());
        assert_eq!(wrong, None, "{world:?}");
    }
}
