//! Methods of one's own in a program that is not async.

use gifts_example::gifts::{self, Gift, GiftsExt as _};
use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, ClientApp, Text, blocking::Wait as _};
use tokio::runtime::Runtime;

#[test]
fn calls_and_pages_can_be_waited_for() {
    // For the sandbox alone.
    let runtime = Runtime::new().unwrap();
    let sandbox = runtime.block_on(Sandbox::builder().group(&gifts::GROUP).start()).unwrap();
    let app = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let api = Api::new(app.session(sandbox.access_token(), sandbox.uid()));

    let ids: Vec<Text> = api.gifts().get().wait().unwrap();
    let pages: Vec<Vec<Gift>> = api.gifts().get().detailed().limit(10).pages().blocking().map(Result::unwrap).collect();
    let listed: Vec<_> = pages.concat().into_iter().map(|gift| gift.id).collect();
    assert_eq!((pages.len(), listed), (1, ids));
    assert_eq!(api.gifts().get().raw().wait().unwrap().status(), 200);
}
