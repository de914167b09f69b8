//! Mistakes, each as the base string that it leads to. UID, TOKEN, PRIVATE and SECRET stand for the sandbox's own.

pub(super) const APP: (&str, &str) = ("app_id", "423004");
pub(super) const GET: (&str, &str) = ("method", "friends.get");
pub(super) const SESSION: (&str, &str) = ("session_key", "TOKEN");
const SECURE: (&str, &str) = ("secure", "1");

/// The parameters in the order of sending, the base string that is right, the one that is signed, and the mistakes.
pub(super) type Row<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str, &'a [&'a str]);

pub(super) const CLIENT: &str = "UIDapp_id=423004method=friends.getsession_key=TOKENPRIVATE";
const SERVER: &str = "app_id=423004method=friends.getsecure=1session_key=TOKENSECRET";
pub(super) const IN_CLIENT: &[(&str, &str)] = &[GET, APP, SESSION];
pub(super) const IN_SERVER: &[(&str, &str)] = &[GET, APP, SESSION, SECURE];
const TEXT: (&str, &str) = ("text", "a b&c/d й");
const TWO_UIDS: &[(&str, &str)] = &[GET, APP, ("uid", "1"), ("uid2", "2"), SESSION, SECURE];

pub(super) const ROWS: &[Row<'_>] = &[
    // The keys, and what stands beside the parameters.
    (IN_CLIENT, CLIENT, "UIDapp_id=423004method=friends.getsession_key=TOKENSECRET", &["keys-swapped"]),
    (IN_SERVER, SERVER, "app_id=423004method=friends.getsecure=1session_key=TOKENPRIVATE", &["keys-swapped"]),
    (IN_CLIENT, CLIENT, "app_id=423004method=friends.getsession_key=TOKENPRIVATE", &["uid-missing"]),
    (IN_SERVER, SERVER, "UIDapp_id=423004method=friends.getsecure=1session_key=TOKENSECRET", &["uid-in-front"]),
    (IN_CLIENT, CLIENT, "PRIVATEUIDapp_id=423004method=friends.getsession_key=TOKEN", &["key-in-front"]),
    (IN_CLIENT, CLIENT, "UIDPRIVATEapp_id=423004method=friends.getsession_key=TOKEN", &["key-in-front"]),
    (IN_SERVER, SERVER, "SECRETapp_id=423004method=friends.getsecure=1session_key=TOKEN", &["key-in-front"]),
    (IN_CLIENT, CLIENT, "app_id=423004method=friends.getsession_key=TOKENUIDPRIVATE", &["uid-behind"]),
    (IN_CLIENT, CLIENT, "UIDapp_id=423004method=friends.getsession_key=TOKEN", &["key-missing"]),
    (IN_CLIENT, CLIENT, "UIDapp_id=423004method=friends.getsession_key=TOKENPRIVATE\n", &["key-with-space"]),
    (IN_SERVER, SERVER, "app_id=423004method=friends.getsecure=1session_key=TOKEN SECRET", &["key-with-space"]),
    // secure=1.
    (IN_SERVER, SERVER, "app_id=423004method=friends.getsession_key=TOKENSECRET", &["secure-not-signed"]),
    (IN_CLIENT, CLIENT, SERVER, &["secure-not-sent"]),
    (IN_CLIENT, CLIENT, "app_id=423004method=friends.getsession_key=TOKENSECRET", &["secure-not-sent"]),
    (IN_CLIENT, CLIENT, "UIDapp_id=423004method=friends.getsecure=1session_key=TOKENPRIVATE", &["secure-not-sent"]),
    (IN_SERVER, SERVER, "UIDapp_id=423004method=friends.getsecure=1session_key=TOKENPRIVATE", &["secure-sent"]),
    (IN_SERVER, SERVER, CLIENT, &["secure-sent"]),
    // The wrong third step that is copied widely.
    (
        IN_SERVER,
        SERVER,
        "UIDapp_id=423004method=friends.getsession_key=TOKENSECRET",
        &["uid-in-front", "secure-not-signed"],
    ),
    // Users that the parameters speak of.
    (
        &[GET, APP, ("uid", "1"), SESSION],
        "UIDapp_id=423004method=friends.getsession_key=TOKENuid=1PRIVATE",
        "1app_id=423004method=friends.getsession_key=TOKENuid=1PRIVATE",
        &["another-uid"],
    ),
    (
        TWO_UIDS,
        "app_id=423004method=friends.getsecure=1session_key=TOKENuid=1uid2=2SECRET",
        "app_id=423004method=friends.getsecure=1session_key=TOKENuid2=2uid=1SECRET",
        &["sorted-as-joined"],
    ),
    (
        TWO_UIDS,
        "app_id=423004method=friends.getsecure=1session_key=TOKENuid=1uid2=2SECRET",
        "2app_id=423004method=friends.getsecure=1session_key=TOKENuid=1uid2=2SECRET",
        &["uid-in-front"],
    ),
    (
        TWO_UIDS,
        "app_id=423004method=friends.getsecure=1session_key=TOKENuid=1uid2=2SECRET",
        "app_id=423004method=friends.getsecure=1session_key=TOKENuid2=2uid=1PRIVATE",
        &["keys-swapped", "sorted-as-joined"],
    ),
    // Order and joints.
    (
        &[GET, APP, ("a", "z"), ("a=b", "c"), SESSION],
        "UIDa=za=b=capp_id=423004method=friends.getsession_key=TOKENPRIVATE",
        "UIDa=b=ca=zapp_id=423004method=friends.getsession_key=TOKENPRIVATE",
        &["sorted-as-joined"],
    ),
    (IN_CLIENT, CLIENT, "UIDmethod=friends.getapp_id=423004session_key=TOKENPRIVATE", &["unsorted"]),
    (IN_CLIENT, CLIENT, "UIDapp_id=423004&method=friends.get&session_key=TOKENPRIVATE", &["separators"]),
    (IN_CLIENT, CLIENT, "UID&app_id=423004&method=friends.get&session_key=TOKEN&PRIVATE", &["separators"]),
    (IN_CLIENT, CLIENT, "UIDapp_id423004methodfriends.getsession_keyTOKENPRIVATE", &["no-equals"]),
    // Parameters left out or put in.
    (IN_CLIENT, CLIENT, "UIDapp_id=423004method=friends.getPRIVATE", &["session-key-not-signed"]),
    (IN_CLIENT, CLIENT, "UIDmethod=friends.getsession_key=TOKENPRIVATE", &["not-signed"]),
    (IN_CLIENT, CLIENT, "UIDapp_id=423004method=friends.getsession_key=TOKENsig=PRIVATE", &["sig-signed"]),
    (
        &[GET, APP, SESSION, ("ext", "0"), ("uids", ""), ("offset", "5")],
        "UIDapp_id=423004ext=0method=friends.getoffset=5session_key=TOKENuids=PRIVATE",
        "UIDapp_id=423004method=friends.getoffset=5session_key=TOKENPRIVATE",
        &["falsy-not-signed"],
    ),
    (
        &[GET, APP, SESSION, ("ext", "0"), ("uids", ""), ("offset", "5")],
        "UIDapp_id=423004ext=0method=friends.getoffset=5session_key=TOKENuids=PRIVATE",
        "UIDapp_id=423004ext=0method=friends.getoffset=5session_key=TOKENPRIVATE",
        &["empty-not-signed"],
    ),
    (
        &[GET, APP, SESSION, ("ext", "1"), ("offset", "5")],
        "UIDapp_id=423004ext=1method=friends.getoffset=5session_key=TOKENPRIVATE",
        "UIDapp_id=423004method=friends.getsession_key=TOKENPRIVATE",
        &["own-not-signed"],
    ),
    // Values.
    (
        &[GET, APP, SESSION, TEXT],
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a b&c/d йPRIVATE",
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a%20b%26c%2Fd%20%D0%B9PRIVATE",
        &["url-encoded"],
    ),
    (
        &[GET, APP, SESSION, TEXT],
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a b&c/d йPRIVATE",
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a+b%26c%2Fd+%D0%B9PRIVATE",
        &["url-encoded"],
    ),
    (
        &[GET, APP, SESSION, TEXT],
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a b&c/d йPRIVATE",
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a+b%26c%2fd+%d0%b9PRIVATE",
        &["url-encoded"],
    ),
    (
        &[GET, APP, SESSION, TEXT],
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a b&c/d йPRIVATE",
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a+b&c/d+йPRIVATE",
        &["plus-sent-raw"],
    ),
    (
        &[GET, APP, SESSION, TEXT],
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a b&c/d йPRIVATE",
        "app_id=423004method=friends.getsession_key=TOKENtext=a%20b%26c%2Fd%20%D0%B9PRIVATE",
        &["uid-missing", "url-encoded"],
    ),
    (
        &[GET, APP, SESSION, ("text", "a%20b%D0%B9")],
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a%20b%D0%B9PRIVATE",
        "UIDapp_id=423004method=friends.getsession_key=TOKENtext=a bйPRIVATE",
        &["sent-encoded-twice"],
    ),
];
