//! A method that one of the SDK's own groups lacks.

use gifts_example::more_friends::{self, MoreFriendsExt as _};
use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, ClientApp};

#[tokio::test]
async fn a_method_is_added_to_a_group_of_the_sdk() {
    let sandbox = Sandbox::builder().group(&more_friends::GROUP).start().await.unwrap();
    let app = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let api = Api::new(app.session(sandbox.access_token(), sandbox.uid()));

    let suggested = api.more_friends().get_suggestions().await.unwrap();
    assert_eq!(suggested[0].first_name.as_deref(), Some("Мария"));
    // The group's own methods are there beside it.
    api.friends().get().await.unwrap();
    let requests = sandbox.requests();
    let methods: Vec<_> = requests.iter().filter_map(|request| request.method()).collect();
    assert_eq!(methods, ["friends.getSuggestions", "friends.get"]);
}
