//! The test that the README of the SDK shows.

use gifts_example::gifts::{self, GiftsExt as _};
use mailru_sandbox::Sandbox;

#[tokio::test]
async fn a_declared_method_answers_with_its_example() {
    let sandbox = Sandbox::builder().group(&gifts::GROUP).start().await.unwrap();
    let app = mailru_sdk::ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings());
    let api = mailru_sdk::Api::new(app.session(sandbox.access_token()));
    assert_eq!(api.gifts().get_senders().await.unwrap()[0].first_name.as_deref(), Some("Мария"));
}
