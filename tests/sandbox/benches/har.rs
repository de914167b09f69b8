//! Learning from a HAR file of 50 MB takes less than 200 MB of memory and 10 seconds of one processor. Both are read from `/proc`, so that
//! other systems only run it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Bytes of the file.
const SIZE: usize = 50 << 20;
/// The bounds, in megabytes and in seconds.
const BOUNDS: (u64, u64) = (200, 10);
/// Ticks of the processor's time in `/proc`, on every Linux of today.
const TICKS: u64 = 100;

fn user(number: usize) -> String {
    let uid = 10_000_000_000_000_000_000_u64 + number as u64 * 7919;
    let (sex, day, year) = (number % 2, number % 28 + 1, 1950 + number % 50);
    format!(
        r#"{{\"uid\":\"{uid}\",\"first_name\":\"Имя{number}\",\"nick\":\"nick{number}\",\"sex\":{sex},\"birthday\":\"{day:02}.02.{year}\",\"link\":\"http://my.mail.ru/mail/u{number}/\",\"last_visit\":\"{}\",\"location\":{{\"city\":{{\"id\":\"{}\",\"name\":\"Город{number}\"}}}}}}"#,
        1_390_000_000 + number,
        number % 3000
    )
}

fn har() -> String {
    let mut text = r#"{"log":{"version":"1.2","entries":["#.to_owned();
    for entry in 0.. {
        let users: Vec<String> = (0..20).map(|user_| user(entry * 20 + user_)).collect();
        let _ = write!(
            text,
            r#"{}{{"startedDateTime":"2026-11-30T10:00:00Z","request":{{"method":"GET","url":"https://www.appsmail.ru/platform/api?method=friends.get&ext=1&offset={}"}},"response":{{"status":200,"content":{{"text":"[{}]"}}}}}}"#,
            if entry == 0 { "" } else { "," },
            entry * 20,
            users.join(",")
        );
        if text.len() > SIZE {
            break;
        }
    }
    text + "]}}"
}

/// The most memory so far in megabytes, and the processor's time in hundredths of a second.
fn used(process: u32) -> Option<(u64, u64)> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let memory = peak.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024;
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some((memory, fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?))
}

fn main() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.har");
    fs::write(&path, har()).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailru-sandbox"));
    let mut process =
        command.arg("learn").arg(&path).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs");
    let (mut memory, mut time) = (0, 0);
    while process.try_wait().expect("a process").is_none() {
        if let Some(now) = used(process.id()) {
            (memory, time) = now;
        }
        thread::sleep(Duration::from_millis(5));
    }
    assert!(process.wait().expect("a process").success());
    println!(
        "HAR of {} MB: {memory} MB of memory, {}.{:02} s of one processor",
        SIZE >> 20,
        time / TICKS,
        time % TICKS
    );
    assert!(memory < BOUNDS.0 && time < BOUNDS.1 * TICKS, "the bounds are {} MB and {} s", BOUNDS.0, BOUNDS.1);
    fs::remove_file(path).expect("the file");
}
