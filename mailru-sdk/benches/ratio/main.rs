//! What the SDK costs at run time, as ratios: each line `RATIO <name> <median>` compares the SDK's way with another way to do
//! the same, in turns and within this process. `CONTRIBUTING.md` says what the names mean and which numbers are good.
//!
//! Arguments choose benchmarks by name: `cargo bench -p mailru-sdk -- sign decode`.

mod bare;
mod call;
mod decode;
mod deviation;
#[cfg(feature = "redis")]
mod fleet;
mod server;
mod sign;
mod turns;
mod users;

use users::Numbers;

/// Every benchmark by its name.
const ALL: [(&str, fn()); 12] = [
    ("sign", sign::run),
    ("decode", || decode::run("decode", Numbers::Quoted)),
    ("decode_mixed", || decode::run("decode_mixed", Numbers::Bare)),
    ("deviation_on", || deviation::run("deviation_on", false)),
    ("deviation_told", || deviation::run("deviation_told", true)),
    ("call_1", || call::run("call_1", 1)),
    ("call_20", || call::run("call_20", 20)),
    ("call_1000", || call::run("call_1000", 1000)),
    ("fleet_call", || fleet("fleet_call", true)),
    ("fleet_call_each", || fleet("fleet_call_each", false)),
    ("naive_1", || call::run_naive("naive_1", 1)),
    ("naive_20", || call::run_naive("naive_20", 20)),
];

#[cfg(feature = "redis")]
use fleet::run as fleet;

#[cfg(not(feature = "redis"))]
fn fleet(name: &str, _: bool) {
    println!("{name}: not measured, as it needs the feature `redis`");
}

fn main() {
    // Cargo adds `--bench`.
    let wanted: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for (name, run) in ALL {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            run();
        }
    }
}
