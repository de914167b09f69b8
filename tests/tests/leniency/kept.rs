//! What is unknown is not only passed over but kept, and both forms of what comes in two forms mean the same.

use mailru_sdk::objects::{Attachment, EventType, EventTypeName, FeedItem, RefererType, Sex, User};
use mailru_tests::sequence::Sequence;

async fn users(answer: &str) -> Vec<User> {
    let server = Sequence::of([answer]).await.unwrap();
    server.client().users().get_info().await.unwrap()
}

async fn feed(answer: &str) -> Vec<FeedItem> {
    let server = Sequence::of([answer]).await.unwrap();
    server.client().stream().get().await.unwrap()
}

#[tokio::test]
async fn words_and_numbers_that_are_unknown_are_kept() {
    let users = users(r#"[{"uid":1,"sex":7,"referer_type":"moon"},{"uid":2,"sex":"1","referer_type":""}]"#).await;
    assert_eq!(users[0].sex, Some(Sex::Unknown(7)));
    assert_eq!(users[0].referer_type, Some(RefererType::Unknown("moon".into())));
    assert_eq!((&users[1].sex, &users[1].referer_type), (&Some(Sex::Female), &Some(RefererType::Direct)));
    let items = feed(r#"[{"subtype":"event","id":1,"time":1,"authors":[],"type":"9-9","type_name":"new"}]"#).await;
    let FeedItem::Event(event) = &items[0] else { panic!("{items:?}") };
    assert_eq!(event.kind, Some(EventType::Unknown("9-9".into())));
    assert_eq!(event.type_name, Some(EventTypeName::Unknown("new".into())));
}

#[tokio::test]
async fn kinds_that_are_unknown_keep_their_json() {
    for item in [r#"{"subtype":"poll","votes":[1,{"a":null}]}"#, r#"{"votes":5}"#, "{}"] {
        let items = feed(&format!("[{item}]")).await;
        let FeedItem::Unknown(json) = &items[0] else { panic!("{items:?}") };
        assert_eq!(json.to_string(), item);
    }
    let attachment = r#"{"object":"poll","id":7}"#;
    let event = format!(r#"[{{"subtype":"event","id":"a","time":1,"authors":[],"attachments":[{attachment}]}}]"#);
    let items = feed(&event).await;
    let FeedItem::Event(event) = &items[0] else { panic!("{items:?}") };
    let Some([Attachment::Unknown(json)]) = event.attachments.as_deref() else { panic!("{event:?}") };
    assert_eq!(json.to_string(), attachment);
}

#[tokio::test]
async fn both_forms_of_a_link_are_read() {
    let forms = [
        r#"{"object":"link","content":{"type-id":"text","contents":"http://example.com/"}}"#,
        r#"{"object":"link","text":"Пример","url":"http://example.com/"}"#,
    ];
    let event =
        format!(r#"[{{"subtype":"event","id":"a","time":1,"authors":[],"attachments":[{}]}}]"#, forms.join(","));
    let items = feed(&event).await;
    let FeedItem::Event(event) = &items[0] else { panic!("{items:?}") };
    let Some([Attachment::Link(typed), Attachment::Link(shared)]) = event.attachments.as_deref() else {
        panic!("{event:?}")
    };
    let content = typed.content.as_ref().unwrap();
    assert_eq!((content.contents.as_deref(), &typed.url), (Some("http://example.com/"), &None));
    assert_eq!((shared.url.as_deref(), shared.text.as_deref()), (Some("http://example.com/"), Some("Пример")));
    assert!(shared.content.is_none());
}

#[tokio::test]
async fn both_forms_of_text_media_are_read_in_events_and_in_comments() {
    let part = r#"{"object":"text","content":"И тебе!"}"#;
    for media in [part.to_owned(), format!("[{part}]")] {
        let event = format!(r#"{{"subtype":"event","id":"a","time":1,"authors":[],"text_media":{media}}}"#);
        let comment = format!(r#"{{"subtype":"comment","comment":{{"text_media":{media}}}}}"#);
        let items = feed(&format!("[{event},{comment}]")).await;
        let [FeedItem::Event(event), FeedItem::Comment(comment)] = &items[..] else { panic!("{items:?}") };
        let comment = comment.comment.as_ref().unwrap();
        for parts in [&event.text_media, &comment.text_media] {
            let Some([Attachment::Text(text)]) = parts.as_deref() else { panic!("{parts:?}") };
            assert_eq!(text.content.as_deref(), Some("И тебе!"));
        }
    }
}

#[tokio::test]
async fn numbers_strings_and_flags_mean_the_same_in_every_form() {
    let forms = [
        r#"[{"uid":7,"age":30,"is_online":1,"vip":0,"last_visit":1359000000,"location":{"city":{"id":25}}}]"#,
        r#"[{"uid":"7","age":"30","is_online":"1","vip":"0","last_visit":"1359000000","location":{"city":{"id":"25"}}}]"#,
        r#"[{"uid":7,"age":30.0,"is_online":true,"vip":false,"last_visit":"1359000000","location":{"city":{"id":"25"}}}]"#,
    ];
    let first = users(forms[0]).await;
    assert_eq!(first[0].last_visit.unwrap().as_secs(), 1_359_000_000);
    assert!(first[0].is_online.unwrap().is_set() && !first[0].vip.unwrap().is_set());
    for form in &forms[1..] {
        assert_eq!(users(form).await, first, "{form}");
    }
}
