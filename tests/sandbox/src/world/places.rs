//! Where people live. The ids are texts, as on the platform's page; those of Moscow are from there, others are invented.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::scenario::file;

/// A country, a region or a city.
#[derive(Debug, Clone)]
struct Place {
    id: Cow<'static, str>,
    name: Cow<'static, str>,
}

/// The `location` of a profile; smaller places may be missing.
#[derive(Debug, Clone)]
pub(crate) struct Location {
    country: Option<Place>,
    region: Option<Place>,
    city: Option<Place>,
}

const RUSSIA: Place = place("24", "Россия");

const fn place(id: &'static str, name: &'static str) -> Place {
    Place { id: Cow::Borrowed(id), name: Cow::Borrowed(name) }
}

const fn russian(region: Place, city: Place) -> Location {
    Location { country: Some(RUSSIA), region: Some(region), city: Some(city) }
}

pub(super) const LOCATIONS: &[Location] = &[
    russian(place("999999", "Москва"), place("25", "Москва")),
    russian(place("999998", "Санкт-Петербург"), place("226", "Санкт-Петербург")),
    russian(place("1101", "Нижегородская обл."), place("1102", "Нижний Новгород")),
    russian(place("1201", "Республика Татарстан"), place("1202", "Казань")),
    Location { country: Some(RUSSIA), region: Some(place("1301", "Приморский край")), city: None },
    Location { country: Some(place("39", "Украина")), region: None, city: None },
];

impl Location {
    /// The place of a scenario.
    pub(super) fn of_scenario(given: &file::Location) -> Self {
        let place = |given: &file::Place| Place { id: given.id.clone().into(), name: given.name.clone().into() };
        let [country, region, city] =
            [&given.country, &given.region, &given.city].map(|level| level.as_ref().map(place));
        Self { country, region, city }
    }

    pub(super) fn json(&self) -> Value {
        let mut location = json!({});
        let levels = [("country", &self.country), ("region", &self.region), ("city", &self.city)];
        for (level, place) in levels {
            if let Some(place) = place {
                location[level] = json!({ "id": place.id, "name": place.name });
            }
        }
        location
    }
}
