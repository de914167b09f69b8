//! Signed requests with their digests: published by the platform, or computed from its formulas for the reference.

use std::{
    collections::BTreeSet,
    time::{Duration, SystemTime},
};

use mailru_sdk::incoming::{
    BillingVerifier, ExposeSecret, GmrBillingVerifier, GmrLaunchVerifier, IncomingError, LaunchVerifier, MrcCookie,
    MrcSession, MrcVerifier, Params,
};

/// The example keys of the platform's guide, and the word that the reference uses for games.mail.ru.
pub const SECRET_KEY: &str = "3dad9cbf9baaa0360c0f2ba372d25716";
pub const GMR_SECRET: &str = "secret";
pub const APP_ID: u64 = 423_004;
pub const VID: u64 = 1_324_730_981_306_483_817;
pub const AUTHENTICATION_KEY: &str = "ab7d2184215c89773a36644dbec9c189";
pub const SESSION_KEY: &str = "be6ef89965d58e56dec21acb9b62bdaa";
const EMPTY_MD5: &str = "d41d8cd98f00b204e9800998ecf8427e";
pub const USER: &str = "1324730981306483817";
const WINDOW: &str = "CometName_00000000000000000000000000000000";

/// What a verifier makes of a query: everything that the result holds, secrets too, or a refusal.
pub type Verify = fn(&str) -> Result<String, IncomingError>;

pub struct Vector {
    pub name: &'static str,
    pub params: &'static [(&'static str, &'static str)],
    pub signature: (&'static str, &'static str),
    pub verify: Verify,
}

impl Vector {
    /// The parameters with the signature last.
    pub fn signed(&self) -> Vec<(String, String)> {
        let pairs = self.params.iter().chain([&self.signature]);
        pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    pub fn query(&self) -> String {
        Params::from_pairs(self.signed()).unwrap().to_query()
    }
}

/// A moment at which no session of the vectors has expired.
pub fn before() -> SystemTime {
    at(1_000_000_000)
}

pub fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

pub fn billing(query: &str) -> Result<String, IncomingError> {
    let call = BillingVerifier::new(APP_ID, SECRET_KEY).verify(query)?;
    Ok(format!("{call:?} {:?}", values(&call.extra)))
}

fn other_billing(query: &str) -> Result<String, IncomingError> {
    let call = BillingVerifier::new(524_632, "secretkey").verify(query)?;
    Ok(format!("{call:?} {:?}", values(&call.extra)))
}

pub fn launch(query: &str) -> Result<String, IncomingError> {
    let launch = LaunchVerifier::new(APP_ID, SECRET_KEY).verify_at(query, before())?;
    let keys = [Some(&launch.session_key), launch.authentication_key.as_ref()];
    let keys = keys.map(|key| key.map(ExposeSecret::expose_secret));
    Ok(format!("{launch:?} {keys:?} {:?}", values(&launch.extra)))
}

pub fn mrc(cookie: &str) -> Result<String, IncomingError> {
    let cookie = MrcVerifier::new(APP_ID, SECRET_KEY).verify_at(cookie, before())?;
    let MrcCookie::Connected(session) = &cookie else { return Ok(format!("{cookie:?}")) };
    let MrcSession { app_id, vid, oid, session_key, expires, ext_perm, state, window_id, extra, .. } = &**session;
    let user = (app_id, vid, oid, session_key.expose_secret(), expires, ext_perm);
    Ok(format!("{user:?} {state:?} {window_id:?} {:?}", values(extra)))
}

/// The same with JavaScript's `escape` around it.
fn escaped_mrc(cookie: &str) -> Result<String, IncomingError> {
    let escape = |unit: u16| if unit < 256 { format!("%{unit:02X}") } else { format!("%u{unit:04X}") };
    mrc(&cookie.encode_utf16().map(escape).collect::<String>())
}

pub fn gmr_billing(query: &str) -> Result<String, IncomingError> {
    let call = GmrBillingVerifier::new(GMR_SECRET).verify(query)?;
    Ok(format!("{call:?} {:?}", values(&call.extra)))
}

fn gmr_launch(query: &str) -> Result<String, IncomingError> {
    let launch = GmrLaunchVerifier::new(1234, GMR_SECRET).verify(query)?;
    Ok(format!("{launch:?} {:?}", values(&launch.extra)))
}

fn values(params: &Params) -> BTreeSet<(&str, &str)> {
    params.iter().collect()
}

const F1: &[(&str, &str)] = &[
    ("app_id", "423004"),
    ("exp", "1270806364"),
    ("ext_perm", ""),
    ("is_app_user", "1"),
    ("oid", USER),
    ("session_key", SESSION_KEY),
    ("ss", EMPTY_MD5),
    ("state", ""),
    ("vid", USER),
];
const F1_DIGEST: &str = "1af49acd1ab1246389ab9ff06eba58e3";
const F2: &[(&str, &str)] =
    &[("app_id", "423004"), ("connectPartner", "0"), ("is_app_user", "0"), ("window_id", WINDOW)];
const F2_DIGEST: &str = "2b8a8f369fa29a63a6d8d1e3e11e00bd";

/// The letters are those of the reference. C is a key and no request; H and the REST examples nobody sends to us.
pub const VECTORS: &[Vector] = &[
    Vector {
        name: "A billing",
        params: &[
            ("app_id", "423004"),
            ("mailiki_price", "10"),
            ("other_price", "1000"),
            ("profit", "500"),
            ("service_id", "10"),
            ("transaction_id", "3751"),
            ("uid", USER),
        ],
        signature: ("sig", "52ade46b15d7ba8a5aadbe34227bf7c3"),
        verify: billing,
    },
    Vector {
        name: "B billing, test call",
        params: &[
            ("app_id", "423004"),
            ("debug", "1"),
            ("mailiki_price", "10"),
            ("other_price", "1000"),
            ("profit", "500"),
            ("service_id", "10"),
            ("transaction_id", "3751"),
            ("uid", USER),
        ],
        signature: ("sig", "8d6ab34519b12c6684a3a8a4eeac0e02"),
        verify: billing,
    },
    Vector {
        name: "billing of the protocol's section 12",
        params: &[
            ("app_id", "423004"),
            ("mailiki_price", "5"),
            ("profit", "250"),
            ("service_id", "12"),
            ("transaction_id", "3"),
            ("uid", USER),
        ],
        signature: ("sig", "4bebb57163ce93502244e8696fce3aaa"),
        verify: billing,
    },
    Vector {
        name: "billing, a client's fixture",
        params: &[
            ("transaction_id", "3751"),
            ("service_id", "10"),
            ("uid", "104"),
            ("mailiki_price", "10"),
            ("other_price", "10000"),
            ("profit", "5000"),
            ("app_id", "524632"),
        ],
        signature: ("sig", "961a705e28008186d443fe211608184c"),
        verify: other_billing,
    },
    Vector {
        name: "D iframe, empty window_id",
        params: &[
            ("app_id", "423004"),
            ("authentication_key", AUTHENTICATION_KEY),
            ("ext_perm", "notifications,emails"),
            ("is_app_user", "1"),
            ("oid", USER),
            ("session_expire", "1428772849"),
            ("session_key", SESSION_KEY),
            ("vid", USER),
            ("window_id", ""),
        ],
        signature: ("sig", "fe732ddeb3ed25a909474c6aed9075df"),
        verify: launch,
    },
    Vector {
        name: "E iframe with referrer",
        params: &[
            ("app_id", "423004"),
            ("authentication_key", AUTHENTICATION_KEY),
            ("ext_perm", "notifications,emails"),
            ("is_app_user", "1"),
            ("oid", USER),
            ("referer_id", "15410773191172635989"),
            ("referer_type", "invitation"),
            ("session_expire", "1428772849"),
            ("session_key", SESSION_KEY),
            ("vid", USER),
            ("window_id", WINDOW),
        ],
        signature: ("sig", "bc786e58ff918e5e56fc7ed8a921410d"),
        verify: launch,
    },
    Vector {
        name: "iframe of the protocol's section 7",
        params: &[
            ("app_id", "423004"),
            ("ext_perm", "notifications"),
            ("is_app_user", "1"),
            ("oid", USER),
            ("vid", USER),
            ("session_expire", "1339308607"),
            ("session_key", SESSION_KEY),
            ("view", "app_canvas"),
            ("window_id", "CometName_0123456789abcdef0123456789abcdef"),
        ],
        signature: ("sig", "2fd4a216b680d58da16c74f16d0e1ad6"),
        verify: launch,
    },
    Vector { name: "F1 mrc, connected", params: F1, signature: ("sig", F1_DIGEST), verify: mrc },
    Vector { name: "F1 mrc, connected, escaped", params: F1, signature: ("sig", F1_DIGEST), verify: escaped_mrc },
    Vector { name: "F2 mrc, not connected", params: F2, signature: ("sig", F2_DIGEST), verify: mrc },
    Vector { name: "F2 mrc, not connected, escaped", params: F2, signature: ("sig", F2_DIGEST), verify: escaped_mrc },
    Vector {
        name: "G GMR billing",
        params: &[
            ("uid", "596343600"),
            ("sum", "120.5"),
            ("tid", "51aa3c7d-a32b-45ec-973e-10e6e9f70851"),
            ("merchant_param", "{}"),
        ],
        signature: ("sign", "6d97c4f9c3fcb45d64cc78fad2b96899"),
        verify: gmr_billing,
    },
    Vector {
        name: "I GMR iframe",
        params: &[("appid", "1234"), ("uid", "596343600")],
        signature: ("sign", "0941bf34319c40fd7a80e4648433f9b6"),
        verify: gmr_launch,
    },
];
