//! What every token store promises, and what this one adds: users, and sessions that are forgotten.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use mailru_sdk::auth::{Stored, Swap, TokenStore as _, Tokens};
use tokio::task::JoinSet;

use crate::{number, start, tell, tokens};

async fn access_token(store: &mailru_sdk::redis::RedisTokens) -> Option<String> {
    store.load().await.unwrap().map(|stored| stored.tokens.expose_access_token().to_owned())
}

fn done(swap: Swap) -> u64 {
    match swap {
        Swap::Done(generation) => generation,
        Swap::Conflict(stored) => panic!("somebody else writes: {stored:?}"),
    }
}

#[tokio::test]
async fn only_whoever_knows_the_generation_can_replace_it() {
    let Some(server) = start(&[]) else { return };
    let store = tokens(&server);
    assert!(store.load().await.unwrap().is_none());
    assert!(matches!(store.swap(Some(1), &Tokens::new("a")).await.unwrap(), Swap::Conflict(None)));
    let first = done(store.swap(None, &Tokens::new("a")).await.unwrap());
    for wrong in [None, Some(0), Some(first - 1), Some(first + 1)] {
        let swapped = store.swap(wrong, &Tokens::new("b")).await.unwrap();
        let Swap::Conflict(Some(Stored { generation, tokens })) = swapped else { panic!("{wrong:?} is wrong") };
        assert_eq!((generation, tokens.expose_access_token()), (first, "a"));
    }
    assert_eq!(done(store.swap(Some(first), &Tokens::new("b")).await.unwrap()), first + 1);
    assert_eq!(access_token(&store).await.as_deref(), Some("b"));
    // After a loss, the next generations are above those that were lost.
    tell(&server, &["DEL", "tokens"]);
    while SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis() <= u128::from(first + 1) {}
    assert!(done(store.swap(None, &Tokens::new("c")).await.unwrap()) > first + 1);
}

#[tokio::test]
async fn what_is_stored_comes_back_whole() {
    let Some(server) = start(&[]) else { return };
    let store = tokens(&server);
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_409_529_601);
    let mut generation = None;
    for tokens in [
        Tokens::new("a \"b\" я"),
        Tokens::new("a").uid(u64::MAX),
        Tokens::new("a").refresh_token("b").uid(7).expires_at(moment),
    ] {
        generation = Some(done(store.swap(generation, &tokens).await.unwrap()));
        let back = store.load().await.unwrap().unwrap().tokens;
        assert_eq!(back.expose_access_token(), tokens.expose_access_token());
        assert_eq!(back.expose_refresh_token(), tokens.expose_refresh_token());
        assert_eq!((back.owner(), back.expiry()), (tokens.owner(), tokens.expiry()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_replace_the_same_generation_one_succeeds() {
    let Some(server) = start(&[]) else { return };
    let mut generation = None;
    for _ in 0..3 {
        let mut writers = JoinSet::new();
        for writer in 0..20 {
            let store = tokens(&server);
            writers.spawn(async move {
                let swapped = store.swap(generation, &Tokens::new(writer.to_string())).await.unwrap();
                matches!(swapped, Swap::Done(_)).then(|| writer.to_string())
            });
        }
        let done: Vec<String> = writers.join_all().await.into_iter().flatten().collect();
        assert_eq!(done.len(), 1);
        let stored = tokens(&server).load().await.unwrap().unwrap();
        assert_eq!(stored.tokens.expose_access_token(), done[0]);
        generation = Some(stored.generation);
    }
}

#[tokio::test]
async fn each_user_has_a_session_of_their_own() {
    let Some(server) = start(&[]) else { return };
    let all = tokens(&server);
    for uid in [7, 77] {
        done(all.user(uid).swap(None, &Tokens::new(uid.to_string())).await.unwrap());
    }
    assert_eq!(access_token(&all.user(7)).await.as_deref(), Some("7"));
    assert_eq!(access_token(&all.user(77)).await.as_deref(), Some("77"));
    assert!(all.load().await.unwrap().is_none());
    assert_eq!(number(tell(&server, &["EXISTS", "tokens:7", "tokens:77"])), 2);
    // One user's refresh does not wait for another's.
    let _seven = all.user(7).lock().await.unwrap();
    let _other = all.user(77).lock().await.unwrap();
}

#[tokio::test]
async fn a_session_is_forgotten_when_it_was_not_used_for_so_long_and_that_was_asked_for() {
    let Some(server) = start(&[]) else { return };
    let left = |key: &str| number(tell(&server, &["PTTL", key]));
    let (for_ever, for_an_hour) = (tokens(&server), tokens(&server).expire_after(Duration::from_hours(1)));
    let first = done(for_ever.swap(None, &Tokens::new("a")).await.unwrap());
    assert_eq!(left("tokens"), -1);
    for_an_hour.load().await.unwrap();
    assert!((3_590_000..=3_600_000).contains(&left("tokens")), "loading it is to use it");
    tell(&server, &["PEXPIRE", "tokens", "1000000"]);
    let second = done(for_an_hour.swap(Some(first), &Tokens::new("b")).await.unwrap());
    assert!(left("tokens") > 3_590_000, "and so is changing it");
    done(for_ever.swap(Some(second), &Tokens::new("c")).await.unwrap());
    assert_eq!(left("tokens"), -1, "it is as the last program wants it");
}

#[tokio::test]
async fn trying_the_store_leaves_nothing_behind() {
    let Some(server) = start(&[]) else { return };
    let store = Arc::new(tokens(&server));
    store.probe().await.unwrap();
    assert_eq!(number(tell(&server, &["DBSIZE"])), 0);
}
