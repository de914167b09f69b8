//! How often a call asks for memory. It is a test binary of its own, because counting takes the place of the allocator.

#[path = "../../../mailru-sdk/benches/ratio/bare.rs"]
mod bare;
#[path = "../../../mailru-sdk/benches/memory/peaks.rs"]
mod peaks;
#[path = "../../../mailru-sdk/benches/ratio/server.rs"]
mod server;
#[path = "../../../mailru-sdk/benches/ratio/users.rs"]
mod users;

use mailru_sdk::{__private::Draft, Api, Client, ClientApp, Settings, api::friends, objects};
use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Runtime};
use users::{Numbers, User};

/// What a call may allocate more often than the same request made by hand.
const ALLOWANCE: u64 = 3;

fn api(url: &str) -> Api<Client> {
    let app = ClientApp::new(423_004, "private key").settings(Settings::new().api_url(url));
    Api::new(app.session("session key", 1_324_730_981_306_483_817))
}

/// The allocations of this thread, which the server does not run on; the fewest of many calls, since the HTTP client
/// sometimes tidies up.
fn allocations<T>(runtime: &Runtime, call: impl AsyncFn() -> T) -> u64 {
    let once = || allocation_counter::measure(|| drop(runtime.block_on(call()))).count_total;
    (0..50).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn a_call_allocates_hardly_more_than_the_same_request_by_hand() {
    let (api, http, runtime) = sides(Numbers::Bare);
    let signed = api.friends().get().extended().offset(20).prepare().unwrap();
    let ours = allocations(&runtime, async || api.friends().get().extended().offset(20).raw().await.unwrap());
    let theirs = allocations(&runtime, async || http.get(signed.url()).send().await.unwrap().bytes().await.unwrap());
    println!("{ours} allocations for a call, {theirs} by hand");
    assert!(ours <= theirs + ALLOWANCE, "{ours} allocations for a call, {theirs} by hand");
}

#[test]
fn an_answer_allocates_no_more_than_by_hand_once_it_is_decoded() {
    let bare = decoded::<i64>(Numbers::Bare);
    let quoted = decoded::<String>(Numbers::Quoted);
    for (ours, theirs) in [bare, quoted] {
        println!("{ours} allocations for a decoded call, {theirs} by hand");
        assert!(ours <= theirs, "{ours} allocations for a decoded call, {theirs} by hand");
    }
}

/// The allocations of a call for one user, and of the same by hand.
fn decoded<N: DeserializeOwned>(numbers: Numbers) -> (u64, u64) {
    let (api, http, runtime) = sides(numbers);
    let signed = api.friends().get().extended().offset(20).prepare().unwrap();
    let ours = allocations(&runtime, async || {
        let users: Vec<objects::User> = api.friends().get().extended().offset(20).await.unwrap();
        users
    });
    let theirs = allocations(&runtime, async || {
        let users: Vec<User<N>> = http.get(signed.url()).send().await.unwrap().json().await.unwrap();
        users
    });
    (ours, theirs)
}

fn sides(numbers: Numbers) -> (Api<Client>, reqwest::Client, Runtime) {
    let api = api(&server::start(&users::answer(1, numbers)));
    (api, bare::client(), Builder::new_current_thread().enable_all().build().unwrap())
}

#[test]
fn signing_allocates_once() {
    let api = api("http://127.0.0.1");
    let mut draft = Draft::new(api.session(), &friends::GET);
    draft.set(0, 20_u32);
    let signed = draft.with_signer(|sign| allocation_counter::measure(|| drop(sign())));
    assert_eq!(signed.unwrap().count_total, 1);
}

/// The names are those of `cargo bench -p mailru-sdk -- memory`.
#[test]
fn memory_is_bounded_by_the_length_of_the_answer() {
    for (peak, most) in peaks::all().iter().zip([3.0, 20.0]) {
        let (name, ratio) = (peak.name, peak.ratio());
        println!("{name}: {ratio:.2} times the answer");
        assert!(ratio <= most, "{name}: {ratio:.2} times the answer");
    }
}
