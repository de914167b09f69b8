//! Reading a body apart from any call, for the benchmarks and the fuzz targets of this workspace.

use super::deviations::deviation;
use crate::{
    types::{
        Lenient,
        read::{Body, Misfits, Reader, Told, read_all},
    },
    wire::observe::Deviations,
};

/// Why a body was not read.
#[derive(Debug)]
pub struct Unread {
    /// Whether it is JSON as far as it was looked at.
    pub is_json: bool,
    /// The path, and what is wrong there.
    pub message: String,
}

/// What is read of a body, or why not, and how many misfits were told.
///
/// # Errors
/// When the body is no JSON, or not what the type takes.
pub fn decoded<T: Lenient>(body: &[u8], misfits: Misfits) -> Result<(T, usize), Unread> {
    let Body { text, broken } = Body::of(body);
    let mut reader = Reader::answer(&text, misfits, false);
    whole(&mut reader, &broken).map(|value| (value, reader.count()))
}

/// The same with deviations told, if somebody listens.
///
/// # Errors
/// When the body is no JSON, or not what the type takes.
pub fn decoded_aloud<T: Lenient>(body: &[u8], deviations: &Deviations) -> Result<T, Unread> {
    let Body { text, broken } = Body::of(body);
    let mut reader = Reader::answer(&text, Misfits::Members, false).listening(deviations.are_heard());
    let value = whole(&mut reader, &broken)?;
    if let Some(notes) = reader.noted() {
        let misfits = Told::all(&text, reader.told().0);
        for deviating in notes.told(&text, &misfits) {
            deviations.tell(&deviation("", deviating, None, &|text| text.into()));
        }
    }
    Ok(value)
}

fn whole<T: Lenient>(reader: &mut Reader<'_>, broken: &[usize]) -> Result<T, Unread> {
    let value = reader.mended(broken).and_then(|()| read_all(reader, T::read));
    value.map_err(|_| {
        let told = Told::of(reader.whole_text(), reader.failure());
        Unread { is_json: !told.problem.is_final(), message: told.to_string() }
    })
}
