//! The platform's request signature, written a second time and as plainly as possible: collect, sort, join, hash.
//!
//! It shares nothing with the SDK's one-pass implementation, so that each can be the other's judge. It neither chooses the
//! circuit of a request nor knows any keys.

use std::collections::BTreeMap;

use md5::{Digest, Md5};

/// What is put in front of and behind the parameters; there is one form for each circuit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// The client-server circuit.
    Private {
        /// The owner of the session, whoever the parameters speak of.
        uid: u64,
        /// The application's private key.
        private_key: &'a str,
    },
    /// The server-server circuit, whose requests also carry `secure=1`.
    Secret {
        /// The application's secret key.
        secret_key: &'a str,
    },
}

/// The text whose MD5 digest is the signature.
///
/// `parameters` are the values before URL encoding, in any order; `sig` is left out if it is among them. No parameter may
/// occur twice: of equal names the last one counts.
#[must_use]
pub fn base_string(parameters: &[(String, String)], key: Key<'_>) -> String {
    let sorted: BTreeMap<_, _> = parameters.iter().filter(|(name, _)| name != "sig").cloned().collect();
    let pairs: Vec<String> = sorted.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let joined = pairs.concat();
    match key {
        Key::Private { uid, private_key } => format!("{uid}{joined}{private_key}"),
        Key::Secret { secret_key } => format!("{joined}{secret_key}"),
    }
}

/// The signature: 32 lower-case hexadecimal digits. The parameters are those of [`base_string`].
#[must_use]
pub fn sign(parameters: &[(String, String)], key: Key<'_>) -> String {
    digest(&base_string(parameters, key))
}

fn digest(text: &str) -> String {
    let bytes: Vec<String> = Md5::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.concat()
}

#[cfg(test)]
mod tests {
    use super::{Key, base_string, digest, sign};

    const SESSION: (&str, &str) = ("session_key", "be6ef89965d58e56dec21acb9b62bdaa");
    const CLIENT: Key<'static> =
        Key::Private { uid: 1_324_730_981_306_483_817, private_key: "7815696ecbf1c96e6894b779456d330e" };
    const SERVER: Key<'static> = Key::Secret { secret_key: "3dad9cbf9baaa0360c0f2ba372d25716" };

    /// The key, the method, its other parameters and the digest.
    type Vector<'a> = (Key<'a>, &'a str, &'a [(&'a str, &'a str)], &'a str);

    fn owned(parameters: &[(&str, &str)]) -> Vec<(String, String)> {
        parameters.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn request<'a>(method: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
        owned(&[&[("method", method), ("app_id", "423004")], more].concat())
    }

    #[test]
    fn the_ten_vectors_of_the_reference_hold() {
        let get = "friends.get";
        let text = [SESSION, ("text", "Привет, мир & co"), ("title", "a=b")];
        let secure = ("secure", "1");
        let secure_text = [text[0], text[1], text[2], secure];
        let two_uids =
            [secure, SESSION, ("uid2", "5396991818946538245"), ("text", "hi"), ("uid", "1324730981306483817")];
        let uids = ("uids", "15410773191172635989,11425330190814458227");
        let extended = [("ext", "1"), ("offset", "0"), SESSION];
        let secure_extended = [("ext", "1"), ("offset", "0"), secure, SESSION];
        let rows: [Vector<'_>; 10] = [
            (CLIENT, get, &[SESSION], "5073f15c6d5b6ab2fde23ac43332b002"),
            (SERVER, get, &[SESSION, secure], "4a05af66f80da18b308fa7e536912bae"),
            (CLIENT, "stream.post", &text, "2a0b79e4eda32462ea7bff0e2bdfe578"),
            (SERVER, "stream.post", &secure_text, "125464344450a7797ae0aadc058ae88f"),
            (SERVER, "users.getInfo", &[uids, secure], "4813a4b685429db0eed491382fe31db8"),
            (SERVER, "multipost.send", &two_uids, "18c826a82e08c5cfc7cb9f6efd4ac59c"),
            (CLIENT, get, &[SESSION, ("secure", "0"), ("format", "json")], "3947a158cd8a59a0fa7b7f01f53b1617"),
            (SERVER, get, &secure_extended, "9d107568e75275ab249c4377d73f1a68"),
            (CLIENT, get, &extended, "e0149e450a96d9d1b94b68f3cd01bfbf"),
            (SERVER, "users.getInfo", &[("uids", ""), secure, SESSION], "2c72a71b54d5e82f66d462a96f391dcf"),
        ];
        for (number, (key, method, more, expected)) in (1..).zip(rows) {
            assert_eq!(sign(&request(method, more), key), expected, "vector {number}");
        }
    }

    #[test]
    fn values_are_joined_raw_and_in_utf8() {
        let parameters = request("stream.post", &[SESSION, ("text", "Привет, мир & co"), ("title", "a=b")]);
        assert_eq!(
            base_string(&parameters, CLIENT),
            "1324730981306483817app_id=423004method=stream.postsession_key=be6ef89965d58e56dec21acb9b62bdaa\
             text=Привет, мир & cotitle=a=b7815696ecbf1c96e6894b779456d330e"
        );
    }

    #[test]
    fn parameters_are_sorted_by_name_and_not_by_joined_text() {
        let parameters = request("multipost.send", &[("uid2", "5"), ("uid", "1"), ("secure", "1")]);
        let base = base_string(&parameters, SERVER);
        assert!(base.contains("uid=1uid2=5"), "{base}");
        let joined_order = "app_id=423004method=multipost.sendsecure=1session_key=be6ef89965d58e56dec21acb9b62bdaa\
                            text=hiuid2=5396991818946538245uid=13247309813064838173dad9cbf9baaa0360c0f2ba372d25716";
        assert_eq!(digest(joined_order), "55d8ba6b28379bf3aa4f7f8c4113b3e0");
    }

    #[test]
    fn the_widely_copied_wrong_server_step_gives_another_digest_than_it_prints() {
        let wrong = "1324730981306483817app_id=423004method=friends.getsession_key=be6ef89965d58e56dec21acb9b62bdaa\
                     3dad9cbf9baaa0360c0f2ba372d25716";
        assert_eq!(digest(wrong), "ba41d1aff2d7511ac4ce9ee5f8b16c55");
        assert_ne!(sign(&request("friends.get", &[SESSION, ("secure", "1")]), SERVER), digest(wrong));
    }

    #[test]
    fn digests_of_the_official_pages_that_used_other_keys_are_not_reproduced() {
        for (method, printed) in [
            ("users.isAppUser", "24fd64b9efb417f2372d8a3a9dd77714"),
            ("users.getInfo", "f82efdd230e45e58e4fa327fdf92135d"),
            ("friends.getInvitationsCount", "95a393ed7639184a52f7a17b6771a925"),
            ("messages.getUnreadCount", "95a393ed7639184a52f7a17b6771a925"),
        ] {
            assert_ne!(sign(&request(method, &[SESSION]), CLIENT), printed);
            assert_ne!(sign(&request(method, &[SESSION, ("secure", "1")]), SERVER), printed);
        }
    }

    #[test]
    fn the_signature_itself_is_not_signed() {
        let mut parameters = request("friends.get", &[SESSION]);
        let signature = sign(&parameters, CLIENT);
        parameters.push(("sig".to_owned(), signature.clone()));
        assert_eq!(sign(&parameters, CLIENT), signature);
    }

    #[test]
    fn what_the_platform_sends_to_an_application_is_signed_by_the_server_rule() {
        let launch = owned(&[
            ("app_id", "423004"),
            ("ext_perm", "notifications"),
            ("is_app_user", "1"),
            ("oid", "1324730981306483817"),
            ("vid", "1324730981306483817"),
            ("session_expire", "1339308607"),
            SESSION,
            ("view", "app_canvas"),
            ("window_id", "CometName_0123456789abcdef0123456789abcdef"),
        ]);
        assert_eq!(sign(&launch, SERVER), "2fd4a216b680d58da16c74f16d0e1ad6");
        let payment = owned(&[
            ("app_id", "423004"),
            ("mailiki_price", "5"),
            ("profit", "250"),
            ("service_id", "12"),
            ("transaction_id", "3"),
            ("uid", "1324730981306483817"),
        ]);
        assert_eq!(sign(&payment, SERVER), "4bebb57163ce93502244e8696fce3aaa");
    }
}
