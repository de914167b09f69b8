//! Two processes under load, a platform that invalidates the old refresh token at once, and sessions that end all the time.

use mailru_sandbox::Sandbox;

use crate::{fill, refreshes, resume, stored, token_file, worker::Worker};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_keep_a_valid_pair_through_a_hundred_rotations() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("rotations");
    fill(&sandbox, &path).await;
    let mut workers = [Worker::start(&sandbox, &path), Worker::start(&sandbox, &path)];
    let mut rounds = 0;
    while refreshes(&sandbox).0 < 100 {
        let before = refreshes(&sandbox).0;
        sandbox.expire_sessions();
        for worker in &mut workers {
            worker.go();
        }
        // In every other round the new token ends too, some time during the calls.
        let ends_twice = rounds % 2 == 1;
        if ends_twice {
            sandbox.expire_sessions();
        }
        for worker in &mut workers {
            assert_eq!(worker.answer(), "done", "round {rounds}");
        }
        let rotations = refreshes(&sandbox).0 - before;
        assert!(rotations == 1 || ends_twice && rotations == 2, "round {rounds}: {rotations} rotations");
        rounds += 1;
    }
    let (granted, refused) = refreshes(&sandbox);
    assert!(granted >= 100 && refused == 0, "{granted} granted, {refused} refused");
    let (generation, _) = stored(&path).await;
    assert_eq!(generation, granted as u64 + 1, "each pair was stored, and no other");
    sandbox.expire_sessions();
    assert_eq!(resume(&sandbox, &path).await.unwrap().friends().get().await.unwrap().len(), 42);
}
