//! Files that cannot be sent: nothing goes out, and the error names the parameter.

use std::path::{Path, PathBuf};

use mailru_sdk::{Error, File};

use crate::{PICTURE, on_disk, sandbox};

/// The error of a call with a file that cannot be read.
async fn refusal(path: &Path) -> String {
    let (sandbox, api) = sandbox().await;
    let Err(Error::Param(error)) = api.photos().upload("_myphoto", File::from_path(path)).await else {
        panic!("{} was sent", path.display())
    };
    assert_eq!((error.method(), error.name()), ("photos.upload", "img_file"));
    assert!(sandbox.requests().is_empty());
    error.to_string()
}

#[tokio::test]
async fn a_file_that_is_not_there_is_refused() {
    let message = refusal(&PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no such file.png")).await;
    assert!(message.starts_with("photos.upload: parameter `img_file` cannot be read: "), "{message}");
}

#[tokio::test]
async fn a_folder_is_no_file() {
    let message = refusal(Path::new(env!("CARGO_TARGET_TMPDIR"))).await;
    assert_eq!(message, "photos.upload: parameter `img_file` cannot be read: not a file");
}

#[tokio::test]
async fn one_file_that_is_not_there_keeps_all_from_being_sent() {
    let (sandbox, api) = sandbox().await;
    let call = api.photos().upload("_myphoto", File::from_bytes("1.png", PICTURE));
    let call = call.param("more", File::from_path("no such file.png"));
    assert!(matches!(call.await, Err(Error::Param(error)) if error.name() == "more"));
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_file_may_appear_after_the_request_was_built() {
    let (sandbox, api) = sandbox().await;
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("uploads/late/1.png");
    let call = api.photos().upload("_myphoto", File::from_path(&path));
    on_disk("late", "1.png", &PICTURE);
    call.await.unwrap();
    assert_eq!(crate::accepted(&sandbox).files()[0].bytes, PICTURE);
}

#[tokio::test]
async fn a_media_type_that_is_none_is_a_mistake_in_the_parameter() {
    let (sandbox, api) = sandbox().await;
    for media_type in [
        "not a mime",
        "no media type\r\nX-Evil: 1",
        "",
        "image",
        "image/",
        "/png",
        "картинка/png",
        "image/png; charset",
    ] {
        let call = api.photos().upload("_myphoto", File::from_bytes("1.png", PICTURE).media_type(media_type));
        let Err(Error::Param(error)) = call.prepare() else { panic!("{media_type:?} was signed") };
        assert_eq!((error.method(), error.name()), ("photos.upload", "img_file"));
        let Err(Error::Param(error)) = call.await else { panic!("{media_type:?} was sent") };
        assert!(error.to_string().contains("media type that is none"), "{error}");
    }
    assert!(sandbox.requests().is_empty());
    let file = File::from_bytes("1.png", PICTURE).media_type("image/png; charset=utf-8");
    api.photos().upload("_myphoto", file).await.unwrap();
}
