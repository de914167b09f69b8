//! Every limit that the platform's methods have, at its edge and one beyond.

use std::collections::BTreeSet;

use mailru_sdk::{
    Api, Call, Client, Error, RawResponse,
    api::GROUPS,
    spec::{Limits, ParamSpec},
};

use crate::sandbox;

/// A call about a user, with a parameter of that many characters or items.
type WithParam = for<'a> fn(&'a Api<Client>, u64, usize) -> Call<'a, RawResponse>;

/// One row for each parameter with a limit.
const LIMITED: &[(&str, &str, usize, WithParam)] = &[
    ("guestbook.post", "description", 400, |api, uid, length| api.guestbook().post(uid, text(length)).raw()),
    ("guestbook.post", "title", 400, |api, uid, length| api.guestbook().post(uid, "text").title(text(length)).raw()),
    ("guestbook.post", "link1_text", 20, |api, uid, length| {
        api.guestbook().post(uid, "text").link1_text(text(length)).raw()
    }),
    ("guestbook.post", "link2_text", 20, |api, uid, length| {
        api.guestbook().post(uid, "text").link2_text(text(length)).raw()
    }),
    ("stream.post", "text", 400, |api, _, length| api.stream().post(text(length)).raw()),
    ("stream.post", "title", 400, |api, _, length| api.stream().post("text").title(text(length)).raw()),
    ("stream.post", "link1_text", 20, |api, _, length| api.stream().post("text").link1_text(text(length)).raw()),
    ("stream.post", "link2_text", 20, |api, _, length| api.stream().post("text").link2_text(text(length)).raw()),
    ("users.getInfo", "uids", 200, |api, _, items| api.users().get_info().uids(vec![7_u64; items]).raw()),
];

/// So many characters, of two bytes and of four.
fn text(length: usize) -> String {
    "Ж🦀".chars().cycle().take(length).collect()
}

#[tokio::test]
async fn what_is_as_long_as_the_limit_is_sent() {
    for (method, name, limit, call) in LIMITED {
        let (sandbox, api) = sandbox().await;
        let answer = call(&api, sandbox.uid(), *limit).await.unwrap();
        assert_eq!(answer.status(), 200, "{method} {name}: {answer:?}");
        let value = sandbox.requests()[0].parameter(name).unwrap().to_owned();
        assert_eq!(value.chars().filter(|c| *c != ',').count(), *limit, "{method} {name}");
    }
}

#[tokio::test]
async fn what_is_longer_is_refused_with_the_parameter_the_method_and_the_limit() {
    let (sandbox, api) = sandbox().await;
    for (method, name, limit, call) in LIMITED {
        let Err(Error::Param(error)) = call(&api, sandbox.uid(), limit + 1).await else {
            panic!("{method} {name} was sent")
        };
        assert_eq!((error.method(), error.name()), (*method, *name));
        let message = error.to_string();
        assert!(message.starts_with(&format!("{method}: parameter `{name}` ")), "{message}");
        assert!(message.contains(&limit.to_string()), "{message}");
        assert!(!message.contains('Ж'), "{message}");
    }
    assert!(sandbox.requests().is_empty());
}

#[test]
fn no_limit_of_the_spec_is_left_out_here() {
    let limited = |param: &&ParamSpec| param.limits != Limits::NONE;
    let methods = GROUPS.iter().flat_map(|group| group.methods);
    let of_spec: BTreeSet<_> = methods
        .flat_map(|method| method.params.iter().filter(limited).map(|param| (method.name, param.name, param.limits)))
        .map(|(method, name, limits)| {
            assert_eq!((limits.min, limits.max), (None, None), "{method} {name} needs a row with its bounds");
            (method, name, limits.max_len.or(limits.max_items).unwrap())
        })
        .collect();
    assert_eq!(of_spec, LIMITED.iter().map(|(method, name, limit, _)| (*method, *name, *limit)).collect());
}
