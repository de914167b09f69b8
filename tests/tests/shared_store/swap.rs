//! Compare and swap, of both stores.

use std::time::{Duration, SystemTime};

use mailru_sdk::auth::{FileStore, MemoryStore, Stored, Swap, TokenStore, Tokens};
use tokio::task::JoinSet;

use crate::token_file;

fn stores(folder: &str) -> [Box<dyn TokenStore>; 2] {
    [Box::new(MemoryStore::new()), Box::new(FileStore::new(token_file(folder)))]
}

async fn access_token(store: &dyn TokenStore) -> Option<String> {
    store.load().await.unwrap().map(|stored| stored.tokens.expose_access_token().to_owned())
}

#[tokio::test]
async fn only_whoever_knows_the_generation_can_replace_it() {
    for store in stores("swap") {
        let store = &*store;
        assert!(store.load().await.unwrap().is_none());
        assert!(matches!(store.swap(Some(1), &Tokens::new("a")).await.unwrap(), Swap::Conflict(None)));
        assert!(matches!(store.swap(None, &Tokens::new("a")).await.unwrap(), Swap::Done(1)));
        for wrong in [None, Some(0), Some(2)] {
            let Swap::Conflict(Some(Stored { generation, tokens })) =
                store.swap(wrong, &Tokens::new("b")).await.unwrap()
            else {
                panic!("generation {wrong:?} is wrong");
            };
            assert_eq!((generation, tokens.expose_access_token()), (1, "a"));
        }
        assert!(matches!(store.swap(Some(1), &Tokens::new("b")).await.unwrap(), Swap::Done(2)));
        assert_eq!(access_token(store).await.as_deref(), Some("b"));
    }
}

#[tokio::test]
async fn what_is_stored_comes_back_whole() {
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_409_529_601);
    for store in stores("whole") {
        let mut generation = None;
        for tokens in [
            Tokens::new("a \"b\" я"),
            Tokens::new("a").refresh_token("b"),
            Tokens::new("a").uid(u64::MAX),
            Tokens::new("a").expires_at(moment),
            Tokens::new("a").refresh_token("b").uid(7).expires_at(moment),
        ] {
            let Swap::Done(next) = store.swap(generation, &tokens).await.unwrap() else { panic!("nobody else writes") };
            generation = Some(next);
            let back = store.load().await.unwrap().unwrap().tokens;
            assert_eq!(back.expose_access_token(), tokens.expose_access_token());
            assert_eq!(back.expose_refresh_token(), tokens.expose_refresh_token());
            assert_eq!((back.owner(), back.expiry()), (tokens.owner(), tokens.expiry()));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_replace_the_same_generation_one_succeeds() {
    for store in stores("race") {
        let store: std::sync::Arc<dyn TokenStore> = store.into();
        for generation in [None, Some(1), Some(2)] {
            let mut writers = JoinSet::new();
            for writer in 0..20 {
                let store = store.clone();
                writers.spawn(async move {
                    let swapped = store.swap(generation, &Tokens::new(writer.to_string())).await.unwrap();
                    matches!(swapped, Swap::Done(_)).then(|| writer.to_string())
                });
            }
            let done: Vec<String> = writers.join_all().await.into_iter().flatten().collect();
            assert_eq!(done.len(), 1);
            assert_eq!(access_token(&*store).await.as_ref(), done.first());
        }
    }
}
