//! Lists, and places where one value may stand for a list of one.
//!
//! An element is as strict as a value that has to be there, unless elements may be left out. Which element it was is in the path of the
//! misfit. What PHP makes of a list with gaps, an object whose names are all numbers, is a list in the order of its members.

use super::{
    growth::fitted,
    lenient::Lenient,
    problem::Stop,
    reader::{Misfits, Nothing, Reader},
    table::Shape,
    view::View,
};

const EXPECTED: &str = "a list";

impl<T: Lenient> Lenient for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        if reader.value()? == b'[' { items(reader) } else { Ok(other(reader, false)?.unwrap_or_default()) }
    }

    fn read_option(reader: &mut Reader<'_>) -> Result<Option<Self>, Stop> {
        if reader.value()? == b'[' { items(reader).map(Some) } else { other(reader, true) }
    }

    fn shape() -> Shape {
        Shape::List(T::shape)
    }

    fn view(&self) -> View<'_> {
        View::List(self.iter().map(T::view).collect())
    }
}

/// Reads the elements of a list, or the values of an object that stands for one.
fn items<T: Lenient>(reader: &mut Reader<'_>) -> Result<Vec<T>, Stop> {
    let (mut list, mut first, close) = (Vec::new(), true, reader.begin()?);
    let start = reader.at;
    while reader.next_value(close, &mut first)? {
        element(&mut list, reader, start)?;
    }
    Ok(fitted(list))
}

#[inline]
fn element<T: Lenient>(list: &mut Vec<T>, reader: &mut Reader<'_>, start: usize) -> Result<(), Stop> {
    reader.take::<T>()?;
    if list.len() == list.capacity() {
        reader.make_room(list, start);
    }
    let item = if reader.room == reader.items { reader.begin_item() } else { None };
    fitting(list, reader)?;
    if let Some(start) = item {
        reader.end_item(start);
    }
    Ok(())
}

/// Reads an element, or leaves it out.
#[inline]
fn fitting<T: Lenient>(list: &mut Vec<T>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    if reader.misfits != Misfits::Elements {
        return T::push(list, reader);
    }
    let (mark, length) = (reader.mark(), list.len());
    T::push(list, reader).or_else(|stop| {
        list.truncate(length);
        reader.forgive(stop, mark)
    })
}

/// What stands in the place of a list; `None` if that means that there is none.
fn other<T: Lenient>(reader: &mut Reader<'_>, optional: bool) -> Result<Option<Vec<T>>, Stop> {
    let at = reader.at;
    match reader.nothing(b'{')? {
        Some(Nothing::Null) if !optional => Err(reader.misfit(at, EXPECTED)),
        Some(_) => Ok(None),
        None if reader.is_numbered()? => items(reader).map(Some),
        None => Err(reader.unfit(EXPECTED)),
    }
}

/// Reads a list or its only element.
pub(super) fn one_or_many<T: Lenient>(reader: &mut Reader<'_>) -> Result<Vec<T>, Stop> {
    if is_one(reader)? { one(reader) } else { Vec::read(reader) }
}

/// The same where there may be neither.
pub(super) fn one_or_many_option<T: Lenient>(reader: &mut Reader<'_>) -> Result<Option<Vec<T>>, Stop> {
    if is_one(reader)? { one(reader).map(Some) } else { Vec::read_option(reader) }
}

fn one<T: Lenient>(reader: &mut Reader<'_>) -> Result<Vec<T>, Stop> {
    let mut list = Vec::with_capacity(1);
    T::push(&mut list, reader)?;
    Ok(list)
}

/// Whether the next value is neither a list nor one of the forms in which there is none.
fn is_one(reader: &mut Reader<'_>) -> Result<bool, Stop> {
    if reader.value()? == b'[' {
        return Ok(false);
    }
    let mark = reader.mark();
    let is_nothing = reader.nothing(b'{')?.is_some();
    reader.back_to(mark);
    Ok(!is_nothing && !reader.is_numbered()?)
}

impl Reader<'_> {
    /// Whether the next value is an object whose names are all numbers, and that has some.
    pub(crate) fn is_numbered(&mut self) -> Result<bool, Stop> {
        if self.value()? != b'{' {
            return Ok(false);
        }
        let (mark, mut first) = (self.mark(), true);
        self.enter()?;
        while self.next_member(&mut first)? {
            let name = self.string()?;
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_digit()) {
                self.back_to(mark);
                return Ok(false);
            }
            self.colon()?;
            self.skip()?;
        }
        self.back_to(mark);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{
        Text, Uid,
        read::{Place, Single, from_text, optional_from_text},
    };
    use std::collections::BTreeMap;

    type Part = BTreeMap<String, Text>;

    fn single(json: &str) -> Result<Option<Vec<Part>>, Stop> {
        let mut place = None;
        Single(&mut place).read(&mut Reader::new(json, Misfits::Refused)).map(|()| place)
    }

    #[test]
    fn an_absent_list_is_none_and_an_empty_one_is_not() {
        for json in ["null", r#""""#, "false", "{}", "{ }"] {
            assert_eq!(optional_from_text::<Vec<Uid>>(json).unwrap(), None, "{json}");
        }
        assert_eq!(optional_from_text::<Vec<Uid>>("[]").unwrap(), Some(vec![]));
        for json in ["[]", r#""""#, "false", "{}"] {
            assert_eq!(from_text::<Vec<Uid>>(json).unwrap(), [], "{json}");
        }
        assert!(from_text::<Vec<Uid>>("null").is_err());
    }

    #[test]
    fn a_list_with_gaps_is_a_list_in_the_order_of_its_members() {
        let ids = [Uid::from(7), Uid::from(8)];
        assert_eq!(from_text::<Vec<Uid>>(r#"{"0":7,"2":"8"}"#).unwrap(), ids);
        assert_eq!(optional_from_text::<Vec<Uid>>(r#"{"10":7,"2":"8"}"#).unwrap(), Some(ids.into()));
        for json in [r#"{"0":7,"x":8}"#, r#"{"":7}"#, r#"{"-1":7}"#] {
            assert!(from_text::<Vec<Uid>>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_null_element_is_an_error() {
        let message = from_text::<Vec<Uid>>(r#"["1",null]"#).unwrap_err().to_string();
        assert!(message.contains("expected a user id") && message.contains("found null"), "{message}");
    }

    #[test]
    fn the_path_of_an_error_names_the_element() {
        let error = from_text::<Vec<Vec<Uid>>>(r#"[["1"],["2",null]]"#).unwrap_err().to_string();
        assert!(error.starts_with("[1][1]: expected a user id"), "{error}");
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let table = [(r#"{"a":1}"#, "an object"), ("5", "5"), (r#""1,2""#, r#""1,2""#), ("true", "true")];
        for (json, found) in table {
            let message = from_text::<Vec<Uid>>(json).unwrap_err().to_string();
            assert!(message.starts_with(&format!("expected a list, found {found}")), "{message}");
        }
    }

    #[test]
    fn one_value_stands_for_a_list_of_one_where_the_spec_says_so() {
        let part: Part = [("object".to_owned(), Text::from("text"))].into();
        assert_eq!(single(r#"{"object":"text"}"#).unwrap(), Some(vec![part.clone()]));
        assert_eq!(single(r#"[{"object":"text"},{}]"#).unwrap(), Some(vec![part.clone(), Part::new()]));
        assert_eq!(single(r#"{"0":{"object":"text"},"1":{}}"#).unwrap(), Some(vec![part, Part::new()]));
        for json in ["null", r#""""#, "false", "{}"] {
            assert_eq!(single(json).unwrap(), None, "{json}");
        }
        assert_eq!(single(r#"{"object":[]}"#), Err(Stop::Misfit));
    }

    #[test]
    fn elements_may_be_left_out() {
        let mut reader = Reader::new(r#"["1",null,{"a":[]},"2"]"#, Misfits::Elements);
        assert_eq!(<Vec<Uid> as Lenient>::read(&mut reader).unwrap(), [Uid::from(1), Uid::from(2)]);
        assert_eq!(reader.told().1, 2);
    }
}
