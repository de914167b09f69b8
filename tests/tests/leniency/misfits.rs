//! What does not fit is left out and told, and costs nothing else: the known habits of the platform and of PHP, one row each.

use std::sync::{Arc, Mutex};

use mailru_sdk::{
    Api, Client, ClientApp, Error, Misfit, Misfits, Settings,
    error::DecodeKind,
    objects::{Attachment, FeedItem, User},
};
use mailru_tests::{scripted::Scripted, sequence::Sequence};

fn api(server: &Sequence, misfits: Misfits) -> Api<Client> {
    api_with(server.settings().misfits(misfits))
}

fn api_with(settings: Settings) -> Api<Client> {
    let app = ClientApp::new(423_004, "private key").settings(settings);
    Api::new(app.session("access token", 1))
}

/// The users of an answer, and what was told of it.
async fn users(answer: &str) -> (Vec<User>, Vec<Misfit>) {
    let server = Sequence::of([answer]).await.unwrap();
    api(&server, Misfits::Members).users().get_info().with_misfits().await.unwrap()
}

/// The one user with that member, and what was told of it as path, expected and found.
async fn user(member: &str) -> (User, Vec<(String, String, String)>) {
    let (mut users, misfits) = users(&format!(r#"[{{"uid":"1",{member},"nick":"n"}}]"#)).await;
    let told = |misfit: &Misfit| (misfit.path().into(), misfit.expected().into(), misfit.found().into());
    (users.remove(0), misfits.iter().map(told).collect())
}

#[tokio::test]
async fn an_optional_member_that_does_not_fit_is_left_out_and_told() {
    let (whole, text) = ("a whole number from -9223372036854775808 to 9223372036854775807", "a text");
    for (member, path, expected, found) in [
        (r#""age":"old""#, "[0].age", whole, r#""old""#),
        (r#""age":[1]"#, "[0].age", whole, "a list"),
        (r#""age":false"#, "[0].age", whole, "false"),
        (r#""age":1.5"#, "[0].age", whole, "1.5"),
        (r#""sex":"male""#, "[0].sex", whole, r#""male""#),
        (r#""first_name":false"#, "[0].first_name", text, "false"),
        (r#""first_name":{"a":1}"#, "[0].first_name", text, "an object"),
        (r#""birthday":false"#, "[0].birthday", "a date (DD.MM.YYYY or DD.MM)", "false"),
        (r#""link":[]"#, "[0].link", text, "a list"),
        (r#""link":false"#, "[0].link", text, "false"),
        (r#""has_my":"maybe""#, "[0].has_my", "a flag (0, 1, true or false)", r#""maybe""#),
        (r#""location":"Moscow""#, "[0].location", "an object", r#""Moscow""#),
        (r#""location":["25"]"#, "[0].location", "an object", "a list"),
        (r#""location":{"city":25}"#, "[0].location.city", "an object", "25"),
        (r#""location":{"city":{"id":{}}}"#, "[0].location.city.id", text, "an object"),
        (r#""app_count":[1e999]"#, "[0].app_count[0]", "a number between -1.8e308 and 1.8e308", "1e999"),
    ] {
        let (user, told) = user(member).await;
        assert_eq!(told, [(path.to_owned(), expected.to_owned(), found.to_owned())], "{member}");
        assert_eq!(user.nick.as_deref(), Some("n"), "{member}");
        assert!(user.age.is_none() && user.sex.is_none() && user.birthday.is_none() && user.app_count.is_none());
        assert!(user.first_name.is_none() && user.link.is_none() && user.has_my.is_none());
    }
}

#[tokio::test]
async fn what_is_read_though_it_is_odd_is_told() {
    for (member, path, found) in [
        (r#""vip":2"#, "[0].vip", "2"),
        (r#""vip":"-1""#, "[0].vip", r#""-1""#),
        (r#""first_name":"a\ud83d""#, "[0].first_name", "half of a surrogate pair"),
        ("\"first_name\":\"a\tb\"", "[0].first_name", "a raw one"),
        (r#""age":1,"age":"28 ""#, "[0].age", "one that came before"),
        (r#""is_friend":1,"is_friend":0"#, "[0].is_friend", "one that came before"),
    ] {
        let (user, told) = user(member).await;
        let told: Vec<_> = told.iter().map(|(path, _, found)| (path.as_str(), found.as_str())).collect();
        assert_eq!(told, [(path, found)], "{member}");
        if let Some(vip) = user.vip {
            assert!(vip.is_set());
        }
        if let Some(age) = user.age {
            assert_eq!(age, 28);
        }
        if let Some(friend) = user.is_friend {
            assert!(!friend.is_set());
        }
    }
    let (user, _) = user(r#""first_name":"a\ud83db","last_name":"\ud83d\u0041\t""#).await;
    assert_eq!((user.first_name.as_deref(), user.last_name.as_deref()), (Some("a\u{fffd}b"), Some("\u{fffd}A\t")));
}

#[tokio::test]
async fn what_php_writes_for_nothing_is_nothing_and_not_told() {
    for member in [
        r#""location":false"#,
        r#""location":"""#,
        r#""location":[]"#,
        r#""location":null"#,
        r#""age":"""#,
        r#""age":null"#,
        r#""cover":false"#,
    ] {
        let (user, told) = user(member).await;
        assert_eq!(told, [], "{member}");
        assert!(user.location.is_none() && user.age.is_none() && user.cover.is_none(), "{member}");
    }
    for member in [r#""age":"28 ""#, r#""age":" 28""#, "\"age\":\"28\u{a0}\""] {
        let (user, told) = user(member).await;
        assert_eq!((user.age, told), (Some(28), vec![]), "{member}");
    }
    let (user, told) = user(r#""friends_count":"1 234","has_my":"yes","has_pic":"False""#).await;
    assert_eq!((user.friends_count, told), (Some(1234), vec![]));
    assert!(user.has_my.unwrap().is_set() && !user.has_pic.unwrap().is_set());
    let (user, told) = self::user("\"friends_count\":\"1\u{a0}234\",\"has_my\":\"no\",\"has_pic\":\"True\"").await;
    assert_eq!((user.friends_count, told), (Some(1234), vec![]));
    assert!(!user.has_my.unwrap().is_set() && user.has_pic.unwrap().is_set());
}

#[tokio::test]
async fn a_misfit_names_its_method_and_the_line_of_the_spec() {
    let (_, misfits) = users(r#"[{"uid":1,"location":{"city":{"name":[]}}}]"#).await;
    let misfit = &misfits[0];
    let (file, line) = misfit.declared().unwrap();
    let spec = std::fs::read_to_string(format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let declaration = spec.lines().nth(line as usize - 1).unwrap();
    assert!(declaration.starts_with("name = "), "{file}:{line}: {declaration}");
    let text = format!("users.getInfo: [0].location.city.name: expected a text, found a list ({file}:{line})");
    assert_eq!(misfit.to_string(), text);
}

#[tokio::test]
async fn whole_answers_have_the_same_habits() {
    for answer in ["{}", "false", "\"\"", "null", "[]"] {
        let (users, told) = users(answer).await;
        assert_eq!((users.len(), told), (0, vec![]), "{answer}");
    }
    let (gapped, told) = users(r#"{"0":{"uid":1},"2":{"uid":2}}"#).await;
    assert_eq!((gapped.len(), gapped[1].uid.get(), told.len()), (2, 2, 0));
    let (marked, told) = users("\u{feff}[{\"uid\":1}]").await;
    assert_eq!((marked.len(), told.len()), (1, 0));
}

#[tokio::test]
async fn nothing_may_stand_for_a_whole_object_and_a_whole_map() {
    for answer in ["{}", "false", "\"\"", "[]", "null"] {
        let server = Sequence::of([answer; 3]).await.unwrap();
        let api = api(&server, Misfits::Members);
        let found = api.audio().search("query").with_misfits().await;
        let granted = api.users().has_app_permission("photos").with_misfits().await;
        assert!(api.users().get_balance().await.is_err(), "of {answer} the balance has to be known");
        let ((found, of_object), (granted, of_map)) = (found.unwrap(), granted.unwrap());
        assert!(found.total.is_none() && found.result.is_none() && granted.is_empty(), "{answer}");
        assert_eq!((of_object, of_map), (vec![], vec![]), "{answer}");
    }
}

#[tokio::test]
async fn bytes_in_another_encoding_are_told_and_cost_nothing_else() {
    // Words in CP1251, and one that is cut in the middle of a character.
    let body = b"[{\"uid\":1,\"first_name\":\"\xcc\xe0\xf0\xe8\xff\",\"age\":28,\"nick\":\"\xcf \xd0\xb0\xd1\"}]";
    let server = Scripted::body(200, body).await.unwrap();
    let (users, told) = api_with(server.settings()).users().get_info().with_misfits().await.unwrap();
    assert_eq!((users[0].uid.get(), users[0].age), (1, Some(28)));
    assert_eq!(users[0].first_name.as_deref(), Some("\u{fffd}".repeat(5).as_str()));
    assert_eq!(users[0].nick.as_deref(), Some("\u{fffd} а\u{fffd}"));
    let told: Vec<_> = told.iter().map(|misfit| (misfit.path(), misfit.expected(), misfit.found())).collect();
    let odd = |path| (path, "UTF-8", "other bytes");
    assert_eq!(told, [odd("[0].first_name"), odd("[0].nick"), odd("[0].nick")]);
}

async fn event(members: &str) -> (FeedItem, Vec<Misfit>) {
    let server = Sequence::of([format!(r#"[{{"subtype":"event","id":"a","time":1,"authors":[],{members}}}]"#)]).await;
    let server = server.unwrap();
    let (mut items, told) = api(&server, Misfits::Members).stream().get().with_misfits().await.unwrap();
    (items.remove(0), told)
}

#[tokio::test]
async fn nothing_is_made_up_in_place_of_parts() {
    for (media, parts) in [
        (r#"{"0":{"object":"text","content":"a"},"1":{"object":"text","content":"b"}}"#, Some(2)),
        ("{}", None),
        ("false", None),
        ("\"\"", None),
        (r#"{"object":"text","content":"a"}"#, Some(1)),
    ] {
        let (item, told) = event(&format!(r#""text_media":{media}"#)).await;
        let FeedItem::Event(event) = item else { panic!("{item:?}") };
        assert_eq!((event.text_media.as_ref().map(Vec::len), told.len()), (parts, 0), "{media}");
        let texts = event.text_media.iter().flatten().all(|part| matches!(part, Attachment::Text(_)));
        assert!(texts, "{event:?}");
    }
}

#[tokio::test]
async fn what_php_writes_for_a_list_is_a_list_or_none_and_not_told() {
    let gaps = r#"{"0":{"object":"text"},"7":{"object":"text"},"3":{"object":"text"}}"#;
    for (list, length) in [("[]", Some(0)), ("{}", None), ("false", None), ("\"\"", None), (gaps, Some(3))] {
        let (item, told) = event(&format!(r#""attachments":{list}"#)).await;
        let FeedItem::Event(event) = item else { panic!("{item:?}") };
        assert_eq!((event.attachments.as_ref().map(Vec::len), told), (length, vec![]), "{list}");
    }
}

#[tokio::test]
async fn an_object_without_what_has_to_be_there_is_absent() {
    let server = Sequence::of([
        r#"[{"subtype":"like","author":{},"subevent":{}}]"#,
        r#"[{"subtype":"like","author":{"nick":"n"},"subevent":{"id":"a","time":1,"authors":[{"uid":"x"}]}}]"#,
    ]);
    let server = server.await.unwrap();
    let api = api(&server, Misfits::Members);
    for paths in [&[][..], &["[0].author", "[0].subevent.authors[0].uid"]] {
        let (items, told) = api.stream().get().with_misfits().await.unwrap();
        let FeedItem::Like(like) = &items[0] else { panic!("{items:?}") };
        assert!(like.author.is_none() && like.subevent.is_none());
        assert_eq!(told.iter().map(Misfit::path).collect::<Vec<_>>(), paths);
    }
}

#[tokio::test]
async fn both_spellings_of_a_name_are_a_repetition() {
    let (item, told) = event(r#""is_likeable":1,"is_likable":0"#).await;
    let FeedItem::Event(event) = item else { panic!("{item:?}") };
    assert!(!event.is_likeable.unwrap().is_set());
    assert_eq!(told.iter().map(Misfit::path).collect::<Vec<_>>(), ["[0].is_likable"]);
}

#[tokio::test]
async fn settings_choose_what_is_left_out() {
    let answer = r#"[{"uid":1},{"uid":"x"},{"uid":2,"age":[]}]"#;
    let server = Sequence::of([answer; 3]).await.unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let note = Arc::clone(&told);
    let settings = server.settings().misfits(Misfits::Elements);
    let settings = settings.on_misfit(move |misfit| note.lock().unwrap().push(misfit.path().to_owned()));
    let app = ClientApp::new(423_004, "private key").settings(settings);
    let (users, misfits) = Api::new(app.session("token", 1)).users().get_info().with_misfits().await.unwrap();
    assert_eq!(users.iter().map(|user| user.uid.get()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(misfits.iter().map(Misfit::path).collect::<Vec<_>>(), ["[1].uid", "[2].age"]);
    assert_eq!(*told.lock().unwrap(), ["[1].uid", "[2].age"]);
    for (misfits, path) in [(Misfits::Members, "[1].uid"), (Misfits::Refused, "[1].uid")] {
        let error = api(&server, misfits).users().get_info().await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("users.getInfo: unexpected answer at {path}: ")), "{error}");
    }
}

#[tokio::test]
async fn memory_is_bounded_beside_the_length_of_the_answer() {
    let many = format!("[{}]", vec![r#"{"uid":1}"#; 1000].join(","));
    for (limit, kind) in [(10_000_000, None), (100_000, Some(DecodeKind::TooLarge)), (0, Some(DecodeKind::TooLarge))] {
        for misfits in [Misfits::Members, Misfits::Elements, Misfits::Refused] {
            let server = Sequence::of([many.clone()]).await.unwrap();
            let app =
                ClientApp::new(1, "private key").settings(server.settings().decoded_limit(limit).misfits(misfits));
            let answer = Api::new(app.session("token", 1)).users().get_info().await;
            let failed = answer.err().map(|error| match error {
                Error::Decode(error) => error.kind(),
                other => panic!("{other:?}"),
            });
            assert_eq!(failed, kind, "{limit}");
        }
    }
}

#[tokio::test]
async fn no_more_than_a_hundred_misfits_are_told() {
    let many = vec![r#"{"uid":1,"age":[]}"#; 1000].join(",");
    let (users, misfits) = users(&format!("[{many}]")).await;
    assert_eq!((users.len(), misfits.len()), (1000, 100));
}
