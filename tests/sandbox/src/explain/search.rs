//! The search for a recipe whose digest is the one that was sent: every mistake by itself, then those that often come in pairs.
//!
//! It is bounded by what is hashed: whoever sends more gets a shorter search, not a longer answer.

use super::mistakes::{Known, Made, TABLE};
use super::recipe::Recipe;
use super::{Facts, SignatureMistake};

/// Requests with more parameters, or longer ones, are no mistakes of somebody who learns to sign.
const MOST_PARAMETERS: usize = 256;
const MOST_BYTES: usize = 256 << 10;

/// How many bytes are hashed in search of one signature, besides the files.
const BUDGET: usize = 8 << 20;

/// What was found.
pub(super) struct Found<'a> {
    pub(super) recipe: Recipe<'a>,
    pub(super) mistakes: Vec<SignatureMistake>,
}

/// How a search ended that found nothing.
pub(super) struct NotFound {
    /// Whether everything was tried.
    pub(super) is_complete: bool,
}

pub(super) fn search<'a>(facts: &Facts<'a>, right: &Recipe<'a>, digest: [u8; 16]) -> Result<Found<'a>, NotFound> {
    if right.pairs.len() > MOST_PARAMETERS || right.size(facts.keys) > MOST_BYTES {
        return Err(NotFound { is_complete: false });
    }
    let files: usize = facts.parameters.files().iter().map(|file| file.bytes.len()).sum();
    let mut search = Search { facts, digest, left: BUDGET + files, is_complete: true };
    if search.fits(right) {
        return Ok(Found { recipe: right.clone(), mistakes: Vec::new() });
    }
    search.singles(right).or_else(|| search.pairs(right)).ok_or(NotFound { is_complete: search.is_complete })
}

struct Search<'s, 'a> {
    facts: &'s Facts<'a>,
    digest: [u8; 16],
    /// Bytes that may still be hashed.
    left: usize,
    is_complete: bool,
}

impl<'a> Search<'_, 'a> {
    fn singles(&mut self, right: &Recipe<'a>) -> Option<Found<'a>> {
        TABLE.iter().find_map(|known| {
            let made = (known.make)(self.facts, right);
            let (recipe, about) = made.into_iter().find(|(recipe, _)| self.fits(recipe))?;
            Some(Found { recipe, mistakes: vec![mistake(known, about)] })
        })
    }

    fn pairs(&mut self, right: &Recipe<'a>) -> Option<Found<'a>> {
        let paired = || TABLE.iter().enumerate().filter(|(_, known)| known.pairs);
        paired().find_map(|(index, first)| {
            let made: Vec<Made<'_>> = (first.make)(self.facts, right);
            made.into_iter().find_map(|(recipe, about)| {
                let others = paired().filter(|(other, _)| *other > index);
                let (second, found) = others.map(|(_, second)| second).find_map(|second| {
                    // Making what is not hashed any more takes time, too.
                    if !self.is_complete {
                        return None;
                    }
                    let made = (second.make)(self.facts, &recipe);
                    made.into_iter().find(|(recipe, _)| self.fits(recipe)).map(|found| (second, found))
                })?;
                let mistakes = vec![mistake(first, about), mistake(second, found.1)];
                Some(Found { recipe: found.0, mistakes })
            })
        })
    }

    fn fits(&mut self, recipe: &Recipe<'_>) -> bool {
        let size = recipe.size(self.facts.keys);
        if size > self.left {
            self.is_complete = false;
            return false;
        }
        self.left -= size;
        recipe.digest(self.facts.keys) == self.digest
    }
}

fn mistake(known: &Known, about: Option<String>) -> SignatureMistake {
    SignatureMistake::new(known.name, known.says, about)
}
