//! What is stored, encrypted by the program's keys: in Redis and in a file alike.

use std::{fs, path::Path, sync::Arc};

use mailru_sdk::auth::{FileStore, Swap, TokenKeys, TokenStore, Tokens};

use crate::{start, tell, tokens};

fn one() -> TokenKeys {
    TokenKeys::new("one", [1; 32])
}

fn two() -> TokenKeys {
    TokenKeys::new("two", [2; 32])
}

/// A store without keys and with these.
type Make<'m> = &'m dyn Fn(Option<TokenKeys>) -> Arc<dyn TokenStore>;

async fn put(store: &dyn TokenStore, expected: Option<u64>, token: &str) -> u64 {
    match store.swap(expected, &Tokens::new(token)).await.unwrap() {
        Swap::Done(generation) => generation,
        Swap::Conflict(stored) => panic!("nobody else writes: {stored:?}"),
    }
}

async fn read(store: &dyn TokenStore) -> Result<String, String> {
    let stored = store.load().await.map_err(|error| error.to_string().replace("the token store failed: ", ""))?;
    Ok(stored.unwrap().tokens.expose_access_token().to_owned())
}

/// A key takes the place of the one before, while both are known, and the wrong one and none are told.
async fn assert_rotates(place: &str, make: Make<'_>, bytes: &dyn Fn() -> Vec<u8>) {
    let shows = |token: &str| bytes().windows(token.len()).any(|part| part == token.as_bytes());
    let first = put(&*make(None), None, "CANARY-1").await;
    assert!(shows("CANARY-1"), "without keys it is plain");
    assert_eq!(
        read(&*make(Some(one()))).await,
        Err(format!("{place} is not encrypted, which the program does not accept"))
    );
    let wary = make(Some(one())).swap(Some(first), &Tokens::new("b")).await;
    // A script compares the generation alone; a file is read before it is written.
    let second = match wary {
        Ok(Swap::Done(generation)) => put(&*make(Some(one())), Some(generation), "CANARY-2").await,
        Ok(Swap::Conflict(_)) => panic!("nobody else writes"),
        Err(_) => put(&*make(Some(one().accept_unencrypted())), Some(first), "CANARY-2").await,
    };
    assert!(!shows("CANARY"));
    assert_eq!(read(&*make(Some(one()))).await.as_deref(), Ok("CANARY-2"));
    let no_key = format!("{place} is encrypted by the key `one`, which the program does not have");
    assert_eq!(read(&*make(None)).await, Err(no_key.clone()));
    assert_eq!(read(&*make(Some(two()))).await, Err(no_key));
    let wrong = read(&*make(Some(TokenKeys::new("one", [9; 32])))).await.unwrap_err();
    assert!(wrong.starts_with(&format!("{place} is not opened by the key that the program calls `one`")), "{wrong}");
    let both = make(Some(two().also_read("one", [1; 32])));
    assert_eq!(read(&*both).await.as_deref(), Ok("CANARY-2"));
    put(&*both, Some(second), "CANARY-3").await;
    assert_eq!(read(&*make(Some(two()))).await.as_deref(), Ok("CANARY-3"));
}

#[tokio::test]
async fn a_key_of_redis_is_encrypted_and_bound_to_its_place() {
    let Some(server) = start(&[]) else { return };
    let make = |keys: Option<TokenKeys>| -> Arc<dyn TokenStore> {
        let store = tokens(&server);
        Arc::new(keys.map_or(store.clone(), |keys| store.encrypted(keys)))
    };
    let record = || redis::from_redis_value(tell(&server, &["HGET", "tokens", "record"])).unwrap();
    assert_rotates("the key `tokens` of Redis", &make, &record).await;
    tell(&server, &["COPY", "tokens", "tokens:7"]);
    let moved = read(&tokens(&server).encrypted(two()).user(7)).await.unwrap_err();
    assert!(moved.starts_with("the key `tokens:7` of Redis is not opened by"), "{moved}");
}

#[tokio::test]
async fn a_token_file_is_encrypted_and_so_is_its_draft() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("encrypted");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("tokens.json");
    let make = |keys: Option<TokenKeys>| -> Arc<dyn TokenStore> {
        let store = FileStore::new(&path);
        Arc::new(keys.map_or(store.clone(), |keys| store.encrypted(keys)))
    };
    assert_rotates("the token file", &make, &|| fs::read(&path).unwrap()).await;

    // A draft that a killed process left is taken over by who has its key, and passed over by nobody.
    let before = fs::read(&path).unwrap();
    let store = FileStore::new(&path).encrypted(two());
    let generation = store.load().await.unwrap().unwrap().generation;
    put(&FileStore::new(&path).encrypted(one().also_read("two", [2; 32])), Some(generation), "CANARY-4").await;
    let draft = folder.join("tokens.json.new");
    fs::rename(&path, &draft).unwrap();
    fs::write(&path, before).unwrap();
    let foreign = "the draft of the token file is encrypted by the key `one`, which the program does not have";
    assert_eq!(read(&store).await, Err(foreign.into()));
    assert!(draft.exists());
    let both = FileStore::new(&path).encrypted(two().also_read("one", [1; 32]));
    assert_eq!(read(&both).await.as_deref(), Ok("CANARY-4"));
}
