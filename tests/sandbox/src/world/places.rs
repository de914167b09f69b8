//! Where people live. The ids are texts, as on the platform's page; those of Moscow are from there, others are invented.

use serde_json::{Value, json};

/// A country, a region or a city.
#[derive(Debug)]
struct Place {
    id: &'static str,
    name: &'static str,
}

/// The `location` of a profile; smaller places may be missing.
#[derive(Debug)]
pub(crate) struct Location {
    country: Place,
    region: Option<Place>,
    city: Option<Place>,
}

const RUSSIA: Place = place("24", "Россия");

const fn place(id: &'static str, name: &'static str) -> Place {
    Place { id, name }
}

const fn russian(region: Place, city: Place) -> Location {
    Location { country: RUSSIA, region: Some(region), city: Some(city) }
}

pub(super) const LOCATIONS: [Location; 6] = [
    russian(place("999999", "Москва"), place("25", "Москва")),
    russian(place("999998", "Санкт-Петербург"), place("226", "Санкт-Петербург")),
    russian(place("1101", "Нижегородская обл."), place("1102", "Нижний Новгород")),
    russian(place("1201", "Республика Татарстан"), place("1202", "Казань")),
    Location { country: RUSSIA, region: Some(place("1301", "Приморский край")), city: None },
    Location { country: place("39", "Украина"), region: None, city: None },
];

impl Location {
    pub(super) fn json(&self) -> Value {
        let mut location = json!({});
        let levels = [("country", Some(&self.country)), ("region", self.region.as_ref()), ("city", self.city.as_ref())];
        for (level, place) in levels {
            if let Some(place) = place {
                location[level] = json!({ "id": place.id, "name": place.name });
            }
        }
        location
    }
}
