//! Methods that the sandbox knows from their spec alone.

use mailru_sandbox::Sandbox;

use crate::client::Call;
use crate::spec::GIFTS;

#[tokio::test]
async fn the_example_of_the_variant_that_is_asked_for_is_served() {
    let sandbox = Sandbox::builder().group(&GIFTS).start().await.expect("a free port");
    let call = Call::client(&sandbox, "gifts.list");
    assert_eq!(call.get().await.body, r#"["1"]"#);
    assert_eq!(call.clone().with("ext", "0").get().await.body, r#"["1"]"#);
    assert_eq!(call.with("ext", "1").get().await.body, r#"[{"id": "1", "title": "Роза"}]"#);
}

#[tokio::test]
async fn a_method_without_an_example_says_so() {
    let sandbox = Sandbox::builder().group(&GIFTS).start().await.expect("a free port");
    let reply = Call::client(&sandbox, "gifts.count").get().await;
    assert_eq!(reply.error_code(), 2);
    assert!(reply.error_message().contains("no example"), "{}", reply.body);
}

#[tokio::test]
async fn a_group_that_was_not_added_is_unknown() {
    let sandbox = Sandbox::start().await.expect("a free port");
    assert_eq!(Call::client(&sandbox, "gifts.list").get().await.error_code(), 2);
}
