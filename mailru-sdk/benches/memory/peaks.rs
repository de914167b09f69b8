//! How much memory an answer takes while it is decoded.

use std::hint::black_box;

use mailru_sdk::{__private::decoded, Misfits, objects::User};

use crate::users::{self, Numbers};

/// The most that is on the heap at any time while one answer is decoded.
pub struct Peak {
    pub name: &'static str,
    /// The most bytes, those of the answer included.
    pub bytes: u64,
    /// The bytes of the answer.
    pub answer: usize,
}

impl Peak {
    pub fn ratio(&self) -> f64 {
        let [bytes, answer] =
            [self.bytes, self.answer as u64].map(|bytes| u32::try_from(bytes).map_or(f64::MAX, f64::from));
        bytes / answer
    }
}

/// Of a thousand users of 31 members, and of a hundred thousand of one.
pub fn all() -> [Peak; 2] {
    let empty = vec![r#"{"uid":1}"#; 100_000].join(",");
    [of("memory", &users::answer(1000, Numbers::Bare)), of("memory_empty", &format!("[{empty}]"))]
}

fn of(name: &'static str, answer: &str) -> Peak {
    let counted = allocation_counter::measure(|| {
        let body = answer.as_bytes().to_vec();
        drop(black_box(decoded::<Vec<User>>(&body, Misfits::Members).expect("they are users")));
    });
    Peak { name, bytes: counted.bytes_max, answer: answer.len() }
}
