//! Maps: objects with values of one type and any names.

use std::collections::BTreeMap;

use super::{
    lenient::Lenient,
    problem::{Problem, Stop},
    reader::{Misfits, Nothing, Reader},
    table::Shape,
    view::View,
};

const EXPECTED: &str = "an object";

/// The empty list is an empty map: some servers write it so.
impl<T: Lenient> Lenient for BTreeMap<String, T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        if reader.value()? == b'{' {
            return members(reader);
        }
        let at = reader.at;
        match reader.nothing(b'[')? {
            Some(Nothing::Form) => Ok(Self::new()),
            Some(Nothing::Null) => Err(reader.misfit(at, EXPECTED)),
            None => Err(reader.unfit(EXPECTED)),
        }
    }

    fn read_option(reader: &mut Reader<'_>) -> Result<Option<Self>, Stop> {
        if reader.nothing(b'[')?.is_some() { Ok(None) } else { Self::read(reader).map(Some) }
    }

    fn shape() -> Shape {
        Shape::Map(T::shape)
    }

    fn view(&self) -> View<'_> {
        View::Map(self.iter().map(|(name, value)| (name.as_str(), value.view())).collect())
    }
}

fn members<T: Lenient>(reader: &mut Reader<'_>) -> Result<BTreeMap<String, T>, Stop> {
    let (start, before) = (reader.at, reader.noted_so_far());
    let read = each(reader);
    if read.is_err() || reader.noted_so_far() != before {
        reader.in_map(start);
    }
    read
}

fn each<T: Lenient>(reader: &mut Reader<'_>) -> Result<BTreeMap<String, T>, Stop> {
    let (mut map, mut first) = (BTreeMap::new(), true);
    reader.enter()?;
    while reader.next_member(&mut first)? {
        reader.take::<(String, T)>()?;
        let at = reader.at;
        let name = reader.string()?.to_owned();
        reader.colon()?;
        let mark = reader.mark();
        let value = match T::read(reader) {
            Ok(value) => value,
            Err(stop) if reader.misfits == Misfits::Elements => {
                reader.forgive(stop, mark)?;
                continue;
            }
            Err(stop) => return Err(stop),
        };
        if map.insert(name, value).is_some() {
            reader.tell(at, Problem::Repeated)?;
        }
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{
        Flag,
        read::{from_text, optional_from_text},
    };

    type Flags = BTreeMap<String, Flag>;

    #[test]
    fn a_map_is_read_value_by_value() {
        let map: Flags = from_text(r#"{"photos":1,"stream":"0"}"#).unwrap();
        assert_eq!(map, [("photos".to_owned(), Flag::from(true)), ("stream".to_owned(), Flag::from(false))].into());
    }

    #[test]
    fn an_absent_map_is_none_and_an_empty_one_is_not() {
        for json in ["null", r#""""#, "[]", "false"] {
            assert_eq!(optional_from_text::<Flags>(json).unwrap(), None, "{json}");
        }
        assert_eq!(optional_from_text::<Flags>("{}").unwrap(), Some(Flags::new()));
        for json in ["{}", "[]", "false", r#""""#] {
            assert_eq!(from_text::<Flags>(json).unwrap(), Flags::new(), "{json}");
        }
        assert!(from_text::<Flags>("null").is_err());
    }

    #[test]
    fn of_a_name_that_stands_twice_the_last_value_counts() {
        let mut reader = Reader::new(r#"{"a":1,"a":0}"#, Misfits::Members);
        assert_eq!(<Flags as Lenient>::read(&mut reader).unwrap(), [("a".to_owned(), Flag::from(false))].into());
        assert_eq!(reader.told().1, 1);
    }
}
