//! Reading a body apart from any call, for the benchmarks and the fuzz targets of this workspace.

use crate::types::{
    Lenient,
    read::{Body, Misfits, Reader, Told, read_all},
};

/// What is read of a body, or why not, and how many misfits were told.
///
/// # Errors
/// When the body is no JSON, or not what the type takes.
pub fn decoded<T: Lenient>(body: &[u8], misfits: Misfits) -> Result<(T, usize), String> {
    let Body { text, broken } = Body::of(body);
    let mut reader = Reader::answer(&text, misfits, false);
    let value = reader.mended(&broken).and_then(|()| read_all(&mut reader, T::read));
    match value {
        Ok(value) => Ok((value, reader.count())),
        Err(_) => Err(Told::of(&text, reader.failure()).to_string()),
    }
}
