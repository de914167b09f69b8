//! The loop is closed: a platform that differs from the spec is recorded, learned from, called by what was drafted, and replayed to the
//! same clients. The clients are a program with raw requests and, where `tests/conformance/run` has made its environment, Python's
//! aiomailru; and, where there is one, a Chromium whose network tab is learned from. Nobody here wrote these two.

mod changed;
mod clients;
mod explorer;
mod package;

use std::fs;
use std::path::{Path, PathBuf};

use mailru_sandbox::Sandbox;
use mailru_sandbox::learn::Learner;
use mailru_sandbox::record::{Recorder, Summary};
use mailru_tests::chromium::Browser;

use clients::Client;
use package::Package;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &name);
        } else {
            fs::copy(&path, name).unwrap();
        }
    }
}

/// A folder of the test's own, which is empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Learns from a file or a folder, drafts all that the platform changed, and lets typed calls by the drafts decode what the recordings
/// hold. Gives the report.
async fn taught(folder: &Path, seen: &Path, recordings: &Path) -> String {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let spec = folder.join("sdk/api-spec");
    copy(&workspace.join("api-spec"), &spec);
    let mut learner = Learner::with_spec(&spec).unwrap();
    learner.read(seen, |_| ()).unwrap();
    let report = learner.report();
    for told in [
        "[].zodiac: a member that the spec lacks (text)",
        "[].location.city.population: a member that the spec lacks (number)",
        "[].authors[].badge: a member that the spec lacks (text)",
        "[].friends_count: int in the spec, text here",
        "[].type_name: the word \"brand_new\", which the spec lacks",
        "[]: the tag \"poll\", which the spec lacks",
        "error 777, which errors.toml lacks",
        "parameter full: a switch",
        "file card",
        "pages: { offset = \"offset\", limit = \"limit\" }",
    ] {
        assert!(report.contains(told), "{told}\n{report}");
    }
    learner.write(&spec).unwrap();
    let drafted = |file: &str| fs::read_to_string(spec.join(file)).unwrap();
    assert!(drafted("types.toml").contains("# --------") && drafted("errors.toml").contains("[codes.777]"));

    // What was drafted compiles, its own tests pass, and typed calls with it decode what came.
    let replayed = Sandbox::builder().recordings(recordings).start().await.unwrap();
    let typed = Package::new(folder, workspace).test_and_run(&replayed.exports());
    for decoded in [
        "zodiac ",
        "population 1",
        "badge ",
        "friends_count ",
        "brand_new",
        "poll ",
        "gifts 2, 2, 1",
        "full gifts 2",
        "card 7",
    ] {
        assert!(typed.contains(decoded), "{decoded}\n{typed}");
    }
    report
}

/// Nothing real is left anywhere.
fn check_nothing_real_is_left(sandbox: &Sandbox, folder: &Path, report: String, summary: &Summary) {
    let mut left = vec![report, summary.to_string()];
    for folder in [folder.join("recordings"), folder.join("sdk/api-spec")] {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        left.extend(paths.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap()));
    }
    let people: Vec<String> = sandbox.people().iter().map(u64::to_string).collect();
    let secrets =
        [sandbox.private_key(), sandbox.secret_key(), sandbox.access_token(), changed::ZODIAC, changed::QUESTION];
    for text in &left {
        let found = secrets.into_iter().chain(people.iter().map(String::as_str)).find(|value| text.contains(value));
        assert_eq!(found, None, "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_changed_platform_answers_becomes_entries_typed_calls_and_a_replay() {
    let folder = folder("teach");
    let recordings = folder.join("recordings");
    let sandbox = Sandbox::start().await.unwrap();
    let platform = changed::Platform::start(&sandbox).await;
    let recorder = Recorder::builder(platform.url(), &recordings).start().await.unwrap();
    let clients = [Some(Client::Raw), Client::aiomailru()];
    let mut said = Vec::new();
    for client in clients.iter().flatten() {
        said.push(client.run(&sandbox, &recorder.api_url()).await);
    }
    let summary = recorder.stop().await;
    assert_eq!((summary.lost, summary.unanswered), (0, 0));
    assert!(summary.new_members >= 3, "{summary}");
    let report = taught(&folder, &recordings, &recordings).await;

    // A replay answers the same clients from the recordings alone.
    for (client, said) in clients.iter().flatten().zip(&said) {
        let replayed = Sandbox::builder().recordings(&recordings).start().await.unwrap();
        assert_eq!(client.run(&replayed, &replayed.api_url()).await, *said);
    }
    check_nothing_real_is_left(&sandbox, &folder, report, &summary);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_browser_on_the_explorer_page_teaches_by_its_network_tab_and_is_replayed_to() {
    let Some(browser) = Browser::start_with_network_tab() else { return };
    let folder = folder("teach-browser");
    let recordings = folder.join("recordings");
    let sandbox = explorer::sandbox().start().await.unwrap();
    let platform = changed::Platform::start(&sandbox).await;
    let recorder = Recorder::builder(platform.url(), &recordings).start().await.unwrap();
    let page = recorder.api_url().replace("/platform/api", "");
    let har = explorer::work(&browser, &page, &folder);
    let said = explorer::said(&har);
    assert_eq!(said.lines().count(), 9, "{said}");
    let summary = recorder.stop().await;
    assert_eq!((summary.calls, summary.lost), (9, 0), "{summary}");

    // The file holds everything that the browser sent and got; what is made of it does not.
    let file = folder.join("network.har");
    fs::write(&file, har.file()).unwrap();
    let report = taught(&folder, &file, &recordings).await;
    let replayed = explorer::sandbox().recordings(&recordings).start().await.unwrap();
    let again = explorer::work(&browser, replayed.page_url().trim_end_matches('/'), &folder);
    assert_eq!(explorer::said(&again), said);
    check_nothing_real_is_left(&sandbox, &folder, report, &summary);
    fs::remove_file(file).unwrap();
}
