//! Sessions of an absent user: on the wire, the acting user and a method's own `uid` are one parameter.

use mailru_sdk::{Api, Error, Server, ServerApp, Uid};

const ACTING: u64 = 15_410_773_191_172_635_989;
const OTHER: u64 = 14_000_000_000_000_000_001;

fn api() -> Api<Server> {
    Api::new(ServerApp::new(423_004, "secret key").absent_user(ACTING))
}

fn refusal(error: &Error) -> String {
    assert!(matches!(error, Error::Param(_)), "{error:?}");
    error.to_string()
}

#[test]
fn the_absent_user_is_the_uid_of_the_call() {
    let request = api().friends().get().prepare().unwrap();
    assert!(request.base_string().contains(&format!("uid={ACTING}")), "{}", request.base_string());
}

#[test]
fn a_method_that_means_somebody_else_by_uid_is_refused() {
    let api = api();
    for refused in [
        api.messages().post(OTHER, "hi").prepare(),
        api.guestbook().get().uid(OTHER).prepare(),
        api.messages().get_unread_count().param("uid", OTHER).prepare(),
        api.call("messages.post").param("uid", OTHER).prepare(),
    ] {
        let message = refusal(&refused.unwrap_err());
        assert!(message.contains("parameter `uid` is somebody else than the absent user"), "{message}");
    }
}

#[test]
fn a_method_whose_uid_is_the_acting_user_may_name_any() {
    let api = api();
    let request = api.stream().get_by_author().uid(OTHER).prepare().unwrap();
    assert!(request.base_string().contains(&format!("uid={OTHER}")), "{}", request.base_string());
    assert!(api.call("gifts.send").param("uid", OTHER).prepare().is_ok());
    assert!(api.friends().get_invitations_count(Uid::new(ACTING)).prepare().is_ok());
}
