//! `photos.*`: albums and photos, down to their bytes.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::user::{PNG, User, items, sandbox, stranger, text};

/// Status, media type and bytes of what is behind an address of the sandbox.
async fn fetch(user: &User<'_>, address: &str) -> (u16, String, Vec<u8>) {
    let origin = user.sandbox.api_url().trim_end_matches("/platform/api").to_owned();
    let path = address.strip_prefix(&origin).unwrap_or_else(|| panic!("another host: {address}"));
    let host = origin.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.expect("the sandbox accepts connections");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let media_type = head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default().to_owned();
    (status, media_type, answer.split_off(end + 4))
}

async fn album(user: &User<'_>, aid: &str) -> Value {
    items(&user.ask("photos.getAlbums", &[("aids", aid)]).await)[0].clone()
}

#[tokio::test]
async fn an_album_that_was_created_is_listed_and_empty() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let before = items(&owner.ask("photos.getAlbums", &[]).await).len();
    let parameters = [("aid", "leto-2014"), ("title", "Лето & море"), ("description", "Июнь"), ("privacy", "2")];
    let created = owner.ask("photos.createAlbum", &parameters).await;
    assert_eq!(created, album(&owner, "leto-2014").await);
    assert_eq!((text(&created, "title"), text(&created, "description")), ("Лето & море", "Июнь"));
    let time = sandbox.clock().now().as_secs().to_string();
    assert_eq!((text(&created, "created"), text(&created, "updated")), (time.as_str(), time.as_str()));
    assert_eq!((&created["size"], &created["cover_pid"]), (&json!(0), &json!("")));
    assert_eq!(items(&owner.ask("photos.getAlbums", &[]).await).len(), before + 1);
    assert_eq!(owner.ask("photos.get", &[("aid", "leto-2014")]).await, json!([]));
    let named = owner.ask("photos.createAlbum", &[("title", "Без имени")]).await;
    assert_eq!(album(&owner, text(&named, "aid")).await, named);
    for aid in ["leto-2014", "_myphoto", "_own", "a b", "лето", "a/b"] {
        assert_eq!(owner.error("photos.createAlbum", &[("title", "a"), ("aid", aid)]).await, 100, "{aid}");
    }
}

#[tokio::test]
async fn an_uploaded_file_is_in_its_album_and_comes_back_byte_for_byte() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    owner.ask("photos.createAlbum", &[("aid", "kot2"), ("title", "Кот")]).await;
    let reply = owner.send("photos.upload", &[("aid", "kot2"), ("name", "Кот на окне")], PNG).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let photo = reply.json();
    assert_eq!(owner.ask("photos.get", &[("aid", "kot2")]).await, json!([photo]));
    assert_eq!((text(&photo, "title"), &photo["size"]), ("Кот на окне", &json!(PNG.len())));
    assert_eq!((text(&photo, "owner"), text(&photo, "aid")), (owner.id().as_str(), "kot2"));
    for member in ["src", "src_small"] {
        let (status, media_type, bytes) = fetch(&owner, text(&photo, member)).await;
        assert_eq!((status, media_type.as_str(), bytes.as_slice()), (200, "image/png", PNG), "{member}");
    }
    let album = album(&owner, "kot2").await;
    assert_eq!((&album["size"], &album["cover_pid"]), (&json!(1), &photo["pid"]));
    let news = owner.ask("stream.getByAuthor", &[("limit", "1")]).await;
    assert_eq!((text(&news[0], "type_name"), &news[0]["attachments"][0]["src"]), ("photo_upload", &photo["src"]));
}

#[tokio::test]
async fn a_cover_is_a_photo_of_its_album_and_can_be_chosen() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    owner.ask("photos.createAlbum", &[("aid", "a"), ("title", "А")]).await;
    let mut pids = Vec::new();
    for as_cover in ["0", "0", "1"] {
        let photo = owner.send("photos.upload", &[("aid", "a"), ("set_as_cover", as_cover)], PNG).await.json();
        pids.push(photo["pid"].clone());
        let cover = album(&owner, "a").await["cover_pid"].clone();
        assert_eq!(cover, if as_cover == "1" { photo["pid"].clone() } else { pids[0].clone() });
    }
    let some = owner.ask("photos.get", &[("aid", "a"), ("pids", &format!("{},{}", pids[2], pids[0]))]).await;
    assert_eq!(items(&some).iter().map(|photo| &photo["pid"]).collect::<Vec<_>>(), [&pids[0], &pids[2]]);
    let second = owner.ask("photos.get", &[("aid", "a"), ("offset", "1"), ("limit", "1")]).await;
    assert_eq!(items(&second).iter().map(|photo| &photo["pid"]).collect::<Vec<_>>(), [&pids[1]]);
}

#[tokio::test]
async fn a_jpeg_and_a_gif_keep_their_kind_and_their_size() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let jpeg: &[u8] = b"\xFF\xD8\xFF\xC0\0\x0B\x08\x02\x58\x03\x20\x01\x01\x11\0";
    let gif: &[u8] = b"GIF89a\x0A\0\x14\0";
    for (file, media_type, size) in [(jpeg, "image/jpeg", (800, 600)), (gif, "image/gif", (10, 20))] {
        let photo = owner.send("photos.upload", &[("aid", "_myphoto")], file).await.json();
        assert_eq!((&photo["width"], &photo["height"]), (&json!(size.0), &json!(size.1)));
        assert_eq!(photo.get("src_big").is_some(), size.0 > 480, "only what is larger has an original");
        assert_eq!(fetch(&owner, text(&photo, "src")).await, (200, media_type.to_owned(), file.to_vec()));
    }
}

#[tokio::test]
async fn behind_an_address_is_a_drawing_or_the_sandboxs_own_photo() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let mut bytes = Vec::new();
    for address in ["http://example.com/1.png", "https://example.com/2.png?a=b", "http://example.com/1.png"] {
        let photo = owner.ask("photos.upload", &[("aid", "_myphoto"), ("img_url", address)]).await;
        bytes.push(fetch(&owner, text(&photo, "src_big")).await.2);
    }
    assert!(bytes[0] == bytes[2] && bytes[0] != bytes[1] && bytes[0].starts_with(b"\x89PNG"));
    let given = owner.send("photos.upload", &[("aid", "_myphoto")], PNG).await.json();
    let copy = owner.ask("photos.upload", &[("aid", "_myphoto"), ("img_url", text(&given, "src"))]).await;
    assert_ne!(copy["pid"], given["pid"]);
    assert_eq!(fetch(&owner, text(&copy, "src")).await.2, PNG);
}

#[tokio::test]
async fn bad_pictures_are_error_501_wherever_they_are_sent() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let own =
        format!("{}/photos/{}/_myphoto/i-999.png", sandbox.api_url().trim_end_matches("/platform/api"), owner.uid);
    let me = owner.id();
    for (method, parameters) in [
        ("photos.upload", &[("aid", "_myphoto")][..]),
        ("stream.post", &[("text", "a")]),
        ("guestbook.post", &[("uid", &me), ("description", "a")]),
    ] {
        for file in [&b""[..], b"<svg/>", b"\x89PNG", b"BM"] {
            assert_eq!(owner.send(method, parameters, file).await.error_code(), 501, "{method} {file:?}");
        }
        let addresses = ["ftp://example.com/1.png", "1.png", "http://", "http://a b/", "http://nobody.invalid/1.png"];
        for address in addresses {
            let parameters = [parameters, &[("img_url", address)]].concat();
            assert_eq!(owner.error(method, &parameters).await, 501, "{method} {address}");
        }
    }
    assert_eq!(owner.error("photos.upload", &[("aid", "_myphoto"), ("img_url", &own)]).await, 501);
    assert_eq!(owner.error("stream.share", &[("url", "http://example.com/"), ("img_url", "x")]).await, 501);
    assert_eq!(owner.error("photos.upload", &[("aid", "nothing"), ("img_url", "http://example.com/1.png")]).await, 100);
}

#[tokio::test]
async fn photos_of_the_world_are_served_in_three_sizes() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let mut originals = 0;
    for uid in [owner.uid, owner.friends().await[0]].map(|uid| uid.to_string()) {
        for album in items(&owner.ask("photos.getAlbums", &[("uid", &uid)]).await) {
            let photos = owner.ask("photos.get", &[("uid", &uid), ("aid", text(album, "aid"))]).await;
            assert_eq!(items(&photos).len(), album["size"]);
            for photo in items(&photos) {
                let (width, height) = (photo["width"].as_u64().expect("px"), photo["height"].as_u64().expect("px"));
                let small = fetch(&owner, text(photo, "src_small")).await;
                assert_eq!((small.0, small.1.as_str()), (200, "image/png"));
                assert_eq!(photo.get("src_big").is_some(), width.max(height) > 480);
                if let Some(original) = photo["src_big"].as_str() {
                    let bytes = fetch(&owner, original).await.2;
                    assert_eq!(
                        (bytes.len() as u64, bytes.len() > small.2.len()),
                        (photo["size"].as_u64().expect("bytes"), true)
                    );
                    originals += 1;
                }
            }
        }
    }
    assert!(originals > 0);
    let origin = sandbox.api_url().trim_end_matches("/platform/api").to_owned();
    for path in ["/photos/1/_myphoto/i-1.png", "/photos/x/y/z", "/photos/1/2"] {
        assert_eq!(fetch(&owner, &format!("{origin}{path}")).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn an_album_opens_for_whom_it_is_meant() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    let stranger = User::of(&sandbox, stranger(&sandbox).await);
    let me = owner.id();
    for (aid, rule, friend_sees, stranger_sees) in [
        ("all", ("privacy", "2"), true, true),
        ("friends", ("privacy", "3"), true, false),
        ("locked", ("password", "123"), false, false),
    ] {
        owner.ask("photos.createAlbum", &[("aid", aid), ("title", aid), rule]).await;
        for (user, sees) in [(&owner, true), (&friend, friend_sees), (&stranger, stranger_sees)] {
            let listed = user.ask("photos.getAlbums", &[("uid", &me), ("aids", aid)]).await;
            assert_eq!(items(&listed).len(), usize::from(sees), "{aid}");
            let status = user.call("photos.get", &[("uid", &me), ("aid", aid)]).get().await;
            assert_eq!(if status.status == 200 { 0 } else { status.error_code() }, if sees { 0 } else { 202 }, "{aid}");
        }
    }
    assert_eq!(owner.error("photos.get", &[("aid", "nothing")]).await, 100);
}

#[tokio::test]
async fn members_add_photos_to_a_community() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    for community in sandbox.communities() {
        let uid = community.to_string();
        let groups = owner.ask("groups.show", &[("uid2", &owner.id())]).await;
        let is_member = items(&groups["groups"]).iter().any(|group| text(group, "uid") == uid);
        let reply = owner.send("photos.upload", &[("aid", "_groupsphoto"), ("uid2", &uid)], PNG).await;
        if is_member {
            let photo = reply.json();
            assert_eq!(text(&photo, "owner"), uid);
            let photos = owner.ask("photos.get", &[("aid", "_groupsphoto"), ("uid", &uid)]).await;
            assert_eq!(items(&photos).last(), Some(&photo));
        } else {
            assert_eq!(reply.error_code(), 200);
        }
    }
    let friend = owner.friends().await[0].to_string();
    let reply = owner.send("photos.upload", &[("aid", "_myphoto"), ("uid2", &friend)], PNG).await;
    assert_eq!(reply.error_code(), 100, "a person is no community");
    assert_eq!(owner.send("photos.upload", &[("aid", "_groupsphoto")], PNG).await.error_code(), 100);
}
