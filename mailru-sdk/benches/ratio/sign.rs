//! `sign`: the signed, percent-encoded text of a request, over MD5 of the same bytes and nothing else.

use std::hint::black_box;

use mailru_sdk::{__private::Draft, Api, ServerApp, api::photos};
use md5::{Digest, Md5};

use crate::turns;

const SECRET_KEY: &str = "3dad9cbf9baaa0360c0f2ba372d25716";

pub fn run() {
    let app = ServerApp::new(423_004, SECRET_KEY);
    let api = Api::new(app.session("be6ef89965d58e56dec21acb9b62bdaa"));
    // With the application, the method, the session key and `secure` they are nine parameters.
    let mut draft = Draft::new(api.session(), &photos::GET);
    for (name, value) in
        [("aid", "_myphoto"), ("pids", "12,13,401"), ("uid", "14000000000000000001"), ("offset", "40"), ("limit", "20")]
    {
        let index = photos::GET.params.iter().position(|param| param.name == name);
        draft.set(index.expect("the method has that parameter"), value);
    }
    let prepared = draft.prepare().expect("nothing is wrong with the request");
    let base = prepared.base_string().replace("{secret_key}", SECRET_KEY);
    assert_eq!(base.len(), 181);
    assert_eq!(prepared.body().map(|body| body.split('&').count() - 1), Some(9));
    let measured = draft.with_signer(|sign| {
        assert_eq!(Some(sign().as_str()), prepared.body());
        turns::ratio(
            "sign",
            |times| (0..times).for_each(|_| drop(black_box(sign()))),
            |times| {
                for _ in 0..times {
                    black_box(Md5::digest(black_box(&base)));
                }
            },
        );
    });
    measured.expect("nothing is wrong with the request");
}
