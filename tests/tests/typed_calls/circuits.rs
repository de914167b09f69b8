//! Who acts: the circuit that follows from the keys, users who are away, and nobody.

use mailru_sandbox::Circuit;
use mailru_sdk::{Api, Error, Inferred, Uid};
use mailru_tests::{Circuits, inferred_app, server_app};

use crate::sandbox;

#[tokio::test]
async fn the_circuit_follows_from_what_is_known() {
    let sandbox = sandbox().await;
    let (token, uid) = (sandbox.access_token(), sandbox.uid());
    let none = inferred_app(&sandbox);
    let private = none.clone().private_key(sandbox.private_key());
    let secret = none.clone().secret_key(sandbox.secret_key());
    let both = private.clone().secret_key(sandbox.secret_key());
    let empty_private = secret.clone().private_key("");
    for (session, expected) in [
        (both.session(token, uid), Ok(Circuit::Client)),
        (both.session_without_uid(token), Ok(Circuit::Server)),
        (private.session(token, uid), Ok(Circuit::Client)),
        (secret.session(token, uid), Ok(Circuit::Server)),
        (secret.session_without_uid(token), Ok(Circuit::Server)),
        (empty_private.session(token, uid), Ok(Circuit::Server)),
        (private.session_without_uid(token), Err("client-server needs the user's id")),
        (none.session(token, uid), Err("client-server needs a private key")),
        (none.session_without_uid(token), Err("client-server needs the user's id and a private key")),
    ] {
        let api: Api<Inferred> = Api::new(session);
        let before = sandbox.requests().len();
        let answer = api.friends().get().await;
        let requests = sandbox.requests();
        match expected {
            Ok(circuit) => {
                assert_eq!(answer.unwrap().len(), 42);
                assert_eq!(requests.last().unwrap().circuit(), circuit);
            }
            Err(lacking) => {
                let expected = format!("no circuit fits: {lacking}, server-server needs a secret key");
                assert_eq!(answer.unwrap_err().to_string(), expected);
                assert_eq!(requests.len(), before);
            }
        }
    }
    let (client, server) = (both.client().unwrap(), both.server().unwrap());
    assert_eq!(Api::new(client.session(token, uid)).friends().get().await.unwrap().len(), 42);
    assert_eq!(Api::new(server.session(token)).friends().get().await.unwrap().len(), 42);
}

#[tokio::test]
async fn a_server_acts_for_a_user_who_is_away() {
    let sandbox = sandbox().await;
    let away = Api::new(server_app(&sandbox).absent_user(sandbox.uid()));
    let present = Circuits::of(&sandbox).client;
    assert_eq!(away.friends().get().await.unwrap(), present.friends().get().await.unwrap());
    let friend = present.friends().get().await.unwrap()[0];
    let other = Api::new(server_app(&sandbox).absent_user(friend));
    let infos = other.users().get_info().await.unwrap();
    assert_eq!(infos[0].uid, friend);
    let requests = sandbox.requests();
    let request = requests.last().unwrap();
    assert_eq!((request.parameter("session_key"), request.parameter("uid")), (None, Some(&*friend.to_string())));
}

#[tokio::test]
async fn a_server_may_ask_about_users_for_nobody() {
    let sandbox = sandbox().await;
    let api = Api::new(server_app(&sandbox).no_user());
    let infos = api.users().get_info().uids([sandbox.uid()]).await.unwrap();
    assert_eq!(infos[0].uid, Uid::from(sandbox.uid()));
    assert_eq!(infos[0].email, None, "only the user's own session is told");
    let error = api.friends().get().await.unwrap_err();
    assert!(matches!(error, Error::Circuit(_)), "{error:?}");
    assert_eq!(error.to_string(), "friends.get: this method acts for a user, and the session is for no user");
    assert_eq!(sandbox.requests().len(), 1);
}
