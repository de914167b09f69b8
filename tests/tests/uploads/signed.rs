//! What is signed, and how the file travels beside it.

use mailru_sandbox::Sandbox;
use mailru_sdk::{File, spec::Verb};
use mailru_tests::Circuits;

use crate::{PICTURE, accepted, on_disk, sandbox};

#[tokio::test]
async fn the_platform_gets_the_file_with_its_name_and_its_media_type() {
    let path = on_disk("arrives", "holidays.JPG", &PICTURE);
    for (file, name, media_type) in [
        (File::from_bytes("photo.png", PICTURE), "photo.png", "image/png"),
        (File::from_path(&path), "holidays.JPG", "image/jpeg"),
        (File::from_bytes("photo", PICTURE), "photo", "application/octet-stream"),
        (File::from_bytes("photo.png", PICTURE).media_type("image/x-own"), "photo.png", "image/x-own"),
    ] {
        let (sandbox, api) = sandbox().await;
        let photo = api.photos().upload("_myphoto", file).name("Кот").tags(["кот", "дача"]).await.unwrap();
        assert_eq!((photo.title.as_deref(), photo.size), (Some("Кот"), Some(10)));
        let request = accepted(&sandbox);
        let [part] = request.files() else { panic!("{:?}", request.files()) };
        assert_eq!((part.name.as_str(), part.file_name.as_str()), ("img_file", name));
        assert_eq!((part.media_type.as_deref(), part.bytes.as_slice()), (Some(media_type), &PICTURE[..]));
        assert_eq!(request.parameter("name"), Some("Кот"));
        assert_eq!(request.parameter("tags"), Some("кот,дача"));
    }
}

#[tokio::test]
async fn the_fields_beside_the_file_are_the_signed_ones_in_both_circuits() {
    let sandbox = Sandbox::start().await.unwrap();
    let Circuits { client, server } = Circuits::of(&sandbox);
    let file = File::from_bytes("photo.png", PICTURE);
    let (one, other) = (
        client.photos().upload("_myphoto", file.clone()).description("Лето & море").prepare().unwrap(),
        server.photos().upload("_myphoto", file.clone()).description("Лето & море").prepare().unwrap(),
    );
    client.photos().upload("_myphoto", file.clone()).description("Лето & море").await.unwrap();
    server.photos().upload("_myphoto", file).description("Лето & море").await.unwrap();
    for (prepared, request) in [one, other].iter().zip(sandbox.requests()) {
        let sent: Vec<_> = request.parameters().iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(prepared.fields().collect::<Vec<_>>(), sent);
        assert_eq!(request.parameter("sig"), Some(prepared.sig()));
        assert_eq!((request.verb(), request.path(), request.status()), ("POST", "/platform/api", 200));
        assert!(!prepared.base_string().contains("img_file"));
        assert_eq!((prepared.verb(), prepared.body()), (Verb::Post, None));
        assert!(!prepared.url().contains('?'));
    }
    let circuits: Vec<_> = sandbox.requests().iter().map(|request| request.parameter("secure").is_some()).collect();
    assert_eq!(circuits, [false, true]);
}

#[tokio::test]
async fn the_content_of_a_file_does_not_change_the_signature() {
    let (_sandbox, api) = sandbox().await;
    let sig = |file| api.photos().upload("_myphoto", file).prepare().unwrap().sig().to_owned();
    assert_eq!(sig(File::from_bytes("1.png", PICTURE)), sig(File::from_bytes("2.png", [])));
}

#[tokio::test]
async fn a_call_with_a_file_is_never_a_get() {
    let (sandbox, api) = sandbox().await;
    let file = File::from_bytes("photo.png", PICTURE);
    api.call("friends.get").get().param("extra", file.clone()).await.unwrap();
    api.friends().get().param("extra", file).await.unwrap();
    for request in sandbox.requests() {
        assert_eq!((request.verb(), request.status(), request.files()[0].name.as_str()), ("POST", 200, "extra"));
    }
}

#[tokio::test]
async fn several_files_may_go_along() {
    let (sandbox, api) = sandbox().await;
    let first = File::from_bytes("1.png", PICTURE);
    let second = File::from_path(on_disk("several", "2.png", b"two"));
    api.photos().upload("_myphoto", first).param("more", second).await.unwrap();
    let request = accepted(&sandbox);
    let parts: Vec<_> = request.files().iter().map(|part| (part.name.as_str(), part.bytes.as_slice())).collect();
    assert_eq!(parts, [("img_file", &PICTURE[..]), ("more", b"two")]);
}
