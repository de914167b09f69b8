//! Honest calls, many at a time.

use std::sync::Arc;

use crate::served::Served;

/// How many clients call at a time.
const CLIENTS: usize = 64;

/// How many calls are counted.
const CALLS: usize = 10_000;

/// How many calls fill what is bounded, such as the log, before memory is looked at.
const WARM_UP: usize = 2_000;

/// What the allocator may keep back, in KiB. Ten thousand requests that were remembered would be more.
const SLACK: u64 = 4 << 10;

/// What is asked, and what must come back.
type Exchange = (String, (u16, String));

/// Calls of several kinds, with the answers that they get one by one.
async fn exchanges(served: &Served) -> Vec<Exchange> {
    let mut connection = served.connect().await;
    let friends = connection.get(&served.target("friends.get", &[])).await.body;
    let uids: Vec<&str> = friends.split('"').filter(|part| part.len() > 10).collect();
    let mut targets: Vec<String> = uids.iter().map(|uid| served.target("users.getInfo", &[("uids", *uid)])).collect();
    targets.extend((0..8).map(|at| served.target("friends.get", &[("ext", "1"), ("offset", &at.to_string())])));
    targets.push(served.target("users.getInfo", &[("uids", "1")]));
    targets.push(served.target("friends.nothing", &[]));
    targets.push(format!("{}0", served.target("friends.get", &[])));
    targets.push("/platform/mail/nobody".to_owned());
    let mut exchanges = Vec::new();
    for target in targets {
        let answer = connection.get(&target).await;
        exchanges.push((target, (answer.status, answer.body)));
    }
    assert!(exchanges.iter().any(|(_, (status, _))| *status == 200));
    assert!(exchanges.iter().any(|(_, (status, _))| *status == 400));
    exchanges
}

/// Lets all clients call at the same time, each in an order of its own.
async fn storm(served: &Arc<Served>, exchanges: &Arc<Vec<Exchange>>, calls: usize) {
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (served, exchanges) = (Arc::clone(served), Arc::clone(exchanges));
            tokio::spawn(async move {
                let mut connection = served.connect().await;
                for call in (client..calls).step_by(CLIENTS) {
                    let (target, (status, body)) = &exchanges[(call * 7 + client) % exchanges.len()];
                    let answer = connection.get(target).await;
                    assert_eq!((answer.status, &answer.body), (*status, body), "{target}");
                }
            })
        })
        .collect();
    for client in clients {
        client.await.expect("no client fails");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_by_sixty_four_clients_are_answered_rightly_and_leave_no_memory_behind() {
    let served = Arc::new(Served::start("calls"));
    let exchanges = Arc::new(exchanges(&served).await);
    storm(&served, &exchanges, WARM_UP).await;
    let before = served.memory();
    storm(&served, &exchanges, CALLS).await;
    if let (Some(before), Some(after)) = (before, served.memory()) {
        println!("{before} KiB before, {after} KiB after {CALLS} calls");
        assert!(after < before + SLACK, "{before} KiB have become {after} KiB");
    }
    served.serves().await;
    Arc::into_inner(served).expect("all clients have gone").end_well();
}

#[tokio::test]
async fn ten_thousand_token_requests_are_not_all_remembered() {
    let served = Served::start("tokens");
    let mut connection = served.connect().await;
    let refresh = format!("grant_type=refresh_token&client_id=1&client_secret=2&refresh_token={}", "a".repeat(1000));
    let mut many = async |calls| {
        for _ in 0..calls {
            assert_eq!(connection.post("/oauth/token", &refresh).await.status, 400);
        }
    };
    many(1_500).await;
    let before = served.memory();
    many(CALLS).await;
    if let (Some(before), Some(after)) = (before, served.memory()) {
        println!("{before} KiB before, {after} KiB after {CALLS} token requests");
        assert!(after < before + SLACK, "{before} KiB have become {after} KiB");
    }
    served.end_well();
}
