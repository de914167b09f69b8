//! [`IntoParams`], the forms in which a program may have the parameters of a request.

use super::{error::IncomingError, params::Params};

/// What a verifier takes: a query string without its `?`, or names and values that the web framework has decoded.
///
/// A map from names to values is not among them on purpose: it has lost repeated names, which have to be refused.
pub trait IntoParams {
    /// The parameters.
    ///
    /// # Errors
    /// As [`Params::from_query`] and [`Params::from_pairs`].
    fn into_params(self) -> Result<Params, IncomingError>;
}

impl IntoParams for Params {
    #[inline]
    fn into_params(self) -> Result<Params, IncomingError> {
        Ok(self)
    }
}

impl IntoParams for &Params {
    #[inline]
    fn into_params(self) -> Result<Params, IncomingError> {
        Ok(self.clone())
    }
}

impl IntoParams for &str {
    #[inline]
    fn into_params(self) -> Result<Params, IncomingError> {
        Params::from_query(self)
    }
}

impl IntoParams for &String {
    #[inline]
    fn into_params(self) -> Result<Params, IncomingError> {
        Params::from_query(self)
    }
}

impl<N: Into<String>, V: Into<String>> IntoParams for Vec<(N, V)> {
    #[inline]
    fn into_params(self) -> Result<Params, IncomingError> {
        Params::from_pairs(self)
    }
}

impl<N: Into<String>, V: Into<String>, const COUNT: usize> IntoParams for [(N, V); COUNT] {
    #[inline]
    fn into_params(self) -> Result<Params, IncomingError> {
        Params::from_pairs(self)
    }
}

impl<N: Into<String> + Clone, V: Into<String> + Clone> IntoParams for &[(N, V)] {
    #[inline]
    fn into_params(self) -> Result<Params, IncomingError> {
        Params::from_pairs(self.iter().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_of_the_same_parameters_are_equal() {
        let query = "app_id=1&ext_perm=a%2Cb".to_owned();
        let pairs = [("app_id", "1"), ("ext_perm", "a,b")];
        let params = Params::from_query(&query).unwrap();
        assert_eq!((&query).into_params().unwrap(), params);
        assert_eq!(pairs.into_params().unwrap(), params);
        assert_eq!(pairs.to_vec().into_params().unwrap(), params);
        assert_eq!(pairs.as_slice().into_params().unwrap(), params);
        assert_eq!((&params).into_params().unwrap(), params);
        assert_eq!((params.len(), params.is_empty(), params.to_query()), (2, false, query));
    }
}
