//! `memory`: the most that is on the heap while an answer is decoded, the answer itself included, over the bytes of the answer. It is a
//! program of its own, because counting takes the place of the allocator; `tests/tests/allocs` holds the numbers.

mod peaks;
#[path = "../ratio/users.rs"]
#[expect(dead_code, reason = "the structs are for the other benchmarks")]
mod users;

fn main() {
    // Cargo adds `--bench`.
    let wanted: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if wanted.is_empty() || wanted.iter().any(|wanted| wanted == "memory") {
        for peak in peaks::all() {
            println!("{}: {} bytes at most for an answer of {}", peak.name, peak.bytes, peak.answer);
            println!("RATIO {} {:.3}", peak.name, peak.ratio());
        }
    }
}
