//! [`Params`], the decoded parameters of a request.

use std::{collections::HashSet, fmt};

use super::{decode, error::IncomingError};
use crate::escape::encode;

/// The decoded parameters of a request, in the order in which they came, each name once.
///
/// `Debug` shows the names alone, since values may be sessions and signatures.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<Pair>);

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
}

impl Pair {
    #[inline]
    fn new(name: String, value: String) -> Result<Self, IncomingError> {
        if name.is_empty() || name.contains('=') {
            return Err(IncomingError::name(&name));
        }
        Ok(Self { name, value })
    }
}

impl Params {
    /// Decodes a query string, given without the `?`.
    ///
    /// # Errors
    /// When an escape is broken, a name or value is not UTF-8, or a name is repeated, empty or contains `=`.
    #[inline]
    pub fn from_query(query: &str) -> Result<Self, IncomingError> {
        Self::collect(decode::query(query))
    }

    /// Takes names and values that are decoded already.
    ///
    /// # Errors
    /// When a name is repeated, empty or contains `=`.
    #[inline]
    pub fn from_pairs<N: Into<String>, V: Into<String>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, IncomingError> {
        Self::collect(pairs.into_iter().map(|(name, value)| Ok((name.into(), value.into()))))
    }

    /// A stranger chooses how many there are, so each is compared with all others at once and not one by one.
    #[inline]
    fn collect(pairs: impl Iterator<Item = Result<(String, String), IncomingError>>) -> Result<Self, IncomingError> {
        let pairs: Vec<_> =
            pairs.map(|pair| pair.and_then(|(name, value)| Pair::new(name, value))).collect::<Result<_, _>>()?;
        let mut names = HashSet::with_capacity(pairs.len());
        match pairs.iter().find(|pair| !names.insert(pair.name.as_str())) {
            Some(pair) => Err(IncomingError::repeated(&pair.name)),
            None => Ok(Self(pairs)),
        }
    }

    /// The value of that name.
    #[must_use]
    #[inline]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|pair| pair.name == name).map(|pair| pair.value.as_str())
    }

    /// Names and values, in the order in which they came.
    #[must_use]
    #[inline]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> + ExactSizeIterator {
        self.0.iter().map(|pair| (pair.name.as_str(), pair.value.as_str()))
    }

    /// How many there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The query string that says the same.
    #[must_use]
    #[inline]
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        for pair in &self.0 {
            if !query.is_empty() {
                query.push('&');
            }
            encode(&pair.name, &mut query);
            query.push('=');
            encode(&pair.value, &mut query);
        }
        query
    }

    #[inline]
    pub(super) fn pairs(&self) -> &[Pair] {
        &self.0
    }

    #[inline]
    pub(super) fn push(&mut self, name: String, value: String) -> Result<(), IncomingError> {
        if self.get(&name).is_some() {
            return Err(IncomingError::repeated(&name));
        }
        self.0.push(Pair::new(name, value)?);
        Ok(())
    }

    /// Adds the id unless it is there.
    #[inline]
    pub(super) fn or(mut self, name: &str, id: u64) -> Result<Self, IncomingError> {
        if self.get(name).is_none() {
            self.push(name.to_owned(), id.to_string())?;
        }
        Ok(self)
    }

    #[inline]
    pub(super) fn remove(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|pair| pair.name == name)?;
        Some(self.0.remove(at).value)
    }

    #[inline]
    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|pair| keep(&pair.name));
    }
}

impl fmt::Debug for Params {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|pair| &pair.name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::btree_map, prelude::*};

    use super::*;

    #[test]
    fn a_repeated_name_is_refused_however_it_is_written() {
        for query in ["a=1&a=1", "a=1&b=2&%61=3", "a&a=", "new+apps=1&new%20apps=2"] {
            assert!(matches!(Params::from_query(query), Err(IncomingError::Repeated(_))), "{query}");
        }
        let error = Params::from_pairs([("a", "1"), ("a", "2")]).unwrap_err();
        assert_eq!(error.to_string(), r#"the parameter "a" is repeated"#);
    }

    #[test]
    fn a_name_that_blurs_the_signature_is_refused() {
        for query in ["=1", "a%3Db=1", "%3D=1", "a%3d"] {
            assert!(matches!(Params::from_query(query), Err(IncomingError::Name(_))), "{query}");
        }
    }

    /// Comparing each name with each would take minutes here, and whoever sends a request chooses how many it has.
    #[test]
    fn a_request_of_many_parameters_is_read_at_once() {
        let query = |last: &str| (0..200_000).map(|number| number.to_string() + "&").collect::<String>() + last;
        assert_eq!(Params::from_query(&query("last")).unwrap().len(), 200_001);
        assert_eq!(Params::from_query(&query("255")).unwrap_err(), IncomingError::repeated("255"));
    }

    #[test]
    fn debug_shows_no_value() {
        let params = Params::from_query("sig=CANARY&vid=CANARY").unwrap();
        assert_eq!(format!("{params:?}"), r#"{"sig", "vid"}"#);
    }

    proptest! {
        #[test]
        fn what_was_encoded_is_decoded_again(pairs in btree_map(any::<String>(), any::<String>(), 0..8)) {
            let pairs = pairs.into_iter().filter(|(name, _)| !name.is_empty() && !name.contains('='));
            let params = Params::from_pairs(pairs).unwrap();
            prop_assert_eq!(Params::from_query(&params.to_query()).unwrap(), params);
        }

        #[test]
        fn no_text_is_too_much(text: String) {
            if let Ok(params) = Params::from_query(&text) {
                prop_assert_eq!(Params::from_query(&params.to_query()).unwrap(), params);
            }
        }
    }
}
