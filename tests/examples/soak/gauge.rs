//! What this process holds: memory, open files, tasks. Linux tells; elsewhere memory and files go unwatched.

use std::{fs, io, time::Duration};

use tokio::runtime::Runtime;

/// What is left of a connection goes away by itself, but not at once.
const PATIENCE: Duration = Duration::from_secs(10);

/// The memory that the process holds, in KiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gauge(pub u64);

impl Gauge {
    pub fn read() -> Option<Self> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.trim().parse().ok().map(Self)
    }
}

pub fn open_files() -> io::Result<usize> {
    match fs::read_dir("/proc/self/fd") {
        Ok(files) => Ok(files.count()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// How many tasks there still are, as soon as there are none or as nobody would wait any longer.
pub fn tasks_left(runtime: &Runtime) -> usize {
    let metrics = runtime.metrics();
    settled(runtime, || metrics.num_alive_tasks())
}

/// How many more files are open than at the beginning.
pub fn files_left(before: usize) -> io::Result<usize> {
    Ok(open_files()?.saturating_sub(before))
}

fn settled(runtime: &Runtime, count: impl Fn() -> usize) -> usize {
    runtime.block_on(async {
        let gone = async {
            while count() > 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        // What is left then is counted.
        let _ = tokio::time::timeout(PATIENCE, gone).await;
    });
    count()
}
