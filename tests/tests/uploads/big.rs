//! Files that are larger than what should be in memory, and files that change under way.

use std::{
    fs::OpenOptions,
    io::Write as _,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use mailru_sdk::{Error, File, Json, error::TransportKind};

use crate::{PICTURE, drain::Drain, on_disk, sandbox};

const SIZE: u64 = 20 << 20;

/// More than the system keeps on the way between two sockets, much less than the file.
const ON_THE_WAY: u64 = SIZE / 2;

/// A file of that size.
fn big(folder: &str) -> PathBuf {
    let path = on_disk(folder, "big.jpg", &[]);
    OpenOptions::new().write(true).open(&path).unwrap().set_len(SIZE).unwrap();
    path
}

#[tokio::test]
async fn a_big_file_is_read_no_faster_than_it_is_sent() {
    let drain = Drain::start().unwrap();
    let (arrived, most) = (drain.arrived(), Arc::new(AtomicU64::new(0)));
    let ahead = Arc::clone(&most);
    let file = File::from_path(big("streamed")).on_progress(move |sent, _| {
        ahead.fetch_max(sent.saturating_sub(arrived.load(Ordering::SeqCst)), Ordering::SeqCst);
    });
    drain.api().photos().upload("_myphoto", file).await.unwrap();
    assert!(drain.arrived().load(Ordering::SeqCst) > SIZE);
    let ahead = most.load(Ordering::SeqCst);
    assert!(ahead < ON_THE_WAY, "{ahead} bytes were read before they could be sent");
}

#[tokio::test]
async fn progress_is_told_after_every_piece_and_ends_at_the_size_of_the_file() {
    let drain = Drain::start().unwrap();
    for file in [File::from_path(big("progress")), File::from_bytes("big.jpg", vec![0; 20 << 20])] {
        let progress = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&progress);
        let file = file.on_progress(move |sent, total| told.lock().unwrap().push((sent, total)));
        drain.api().photos().upload("_myphoto", file).await.unwrap();
        let progress = progress.lock().unwrap();
        assert!(progress.len() >= 100, "{} call-backs", progress.len());
        assert!(progress.iter().all(|(_, total)| *total == SIZE));
        assert!(progress.is_sorted_by(|(before, _), (after, _)| before < after));
        assert_eq!(progress.last(), Some(&(SIZE, SIZE)));
    }
}

#[tokio::test]
async fn a_file_that_shrinks_while_it_is_sent_is_an_error() {
    let drain = Drain::start().unwrap();
    let path = big("shrinks");
    let shrinking = path.clone();
    let file = File::from_path(path).on_progress(move |sent, _| {
        OpenOptions::new().write(true).open(&shrinking).unwrap().set_len(sent).unwrap();
    });
    let api = drain.api();
    let Err(Error::Transport(error)) = api.photos().upload("_myphoto", file).await else {
        panic!("half a file passed")
    };
    assert_eq!(error.kind(), TransportKind::Interrupted);
    let mut sources = std::iter::successors(std::error::Error::source(&error), |error| error.source());
    assert!(sources.any(|source| source.to_string().contains("became shorter")), "{error:?}");
}

#[tokio::test]
async fn a_file_that_grows_is_sent_as_long_as_it_was() {
    let (sandbox, api) = sandbox().await;
    let path = on_disk("grows", "1.png", &PICTURE);
    let growing = path.clone();
    let file = File::from_path(path).on_progress(move |_, _| {
        OpenOptions::new().append(true).open(&growing).unwrap().write_all(b"more").unwrap();
    });
    api.photos().upload("_myphoto", file).await.unwrap();
    assert_eq!(crate::accepted(&sandbox).files()[0].bytes, PICTURE);
}

#[tokio::test]
async fn an_empty_file_is_sent_as_one() {
    let (sandbox, api) = sandbox().await;
    for file in [File::from_path(on_disk("empty", "0.png", &[])), File::from_bytes("0.png", [])] {
        let answer = api.photos().upload("_myphoto", file).raw().await.unwrap();
        assert_eq!(answer.json().unwrap().pointer("/error/error_code").and_then(Json::as_i64), Some(501), "no picture");
    }
    for request in sandbox.requests() {
        assert_eq!((request.files().len(), request.files()[0].bytes.as_slice()), (1, &[][..]));
    }
}
