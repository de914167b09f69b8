//! What a recording has: the form of what was there, the same for the same, and everything that a program gets.

use mailru_sdk::Error;

use crate::setup::Recorded;

#[tokio::test]
async fn a_program_gets_what_it_would_get_without_the_recorder() {
    let recorded = Recorded::new().await;
    let (api, direct) = (recorded.api(), recorded.api_with(recorded.sandbox.settings()));
    assert_eq!(
        api.call("friends.get").param("ext", 1).await.unwrap(),
        direct.call("friends.get").param("ext", 1).await.unwrap()
    );
    let refused = api.call("friends.getEnemies").await.unwrap_err();
    assert_eq!(refused.to_string(), direct.call("friends.getEnemies").await.unwrap_err().to_string());
    assert_eq!(recorded.folder.exchanges().len(), 2);
}

#[tokio::test]
async fn the_same_thing_is_the_same_stand_in_in_answers_and_in_requests() {
    let recorded = Recorded::new().await;
    let api = recorded.api();
    let ids = api.friends().get().await.unwrap();
    api.users().get_info().uids([ids[1]]).await.unwrap();
    api.friends().get().extended().await.unwrap();
    let kept = recorded.folder.exchanges();
    let invented = kept[0]["answer"]["body"][1].as_str().unwrap();
    assert_ne!(invented, ids[1].to_string());
    assert_eq!((invented.len(), invented.parse::<u64>().unwrap() > 1 << 53), (ids[1].to_string().len(), true));
    let asked = &kept[1]["request"]["parameters"][0];
    assert_eq!((&asked["name"], &asked["value"], &asked["invented"]), (&"uids".into(), &invented.into(), &true.into()));
    assert_eq!(kept[1]["answer"]["body"][0]["uid"], invented);
    assert_eq!(kept[2]["answer"]["body"][1]["uid"], invented);
    // The switch is no secret.
    assert_eq!(kept[2]["request"]["parameters"], serde_json::json!([{ "name": "ext", "value": "1" }]));
}

#[tokio::test]
async fn of_a_file_the_name_of_its_part_its_ending_and_its_size_are_kept() {
    let recorded = Recorded::new().await;
    let api = recorded.api();
    let album = api.photos().create_album("Отпуск").await.unwrap();
    let bytes = include_bytes!("../../docs/login.png").to_vec();
    let file = mailru_sdk::File::from_bytes("passport of Ivan.png", bytes.clone());
    api.photos().upload(album.aid, file).await.unwrap();
    let kept = recorded.folder.exchanges();
    let files = &kept[1]["request"]["files"];
    assert_eq!(*files, serde_json::json!([{ "name": "img_file", "file_name": "file.png", "size": bytes.len() }]));
}

#[tokio::test]
async fn a_second_recording_in_the_folder_goes_on_after_the_first() {
    let recorded = Recorded::new().await;
    recorded.api().friends().get().await.unwrap();
    let again = mailru_sandbox::record::Recorder::builder(recorded.sandbox.page_url(), recorded.folder.path());
    let again = again.start().await.unwrap();
    let settings = mailru_sdk::Settings::new().api_url(again.api_url());
    recorded.api_with(settings).friends().get().await.unwrap();
    let numbers: Vec<_> = recorded.folder.exchanges().iter().map(|exchange| exchange["number"].clone()).collect();
    assert_eq!(numbers, [1, 2]);
    // Stand-ins of two recordings speak of different things.
    let kept = recorded.folder.exchanges();
    assert_ne!(kept[0]["answer"]["body"][0], kept[1]["answer"]["body"][0]);
}

#[tokio::test]
async fn a_platform_that_is_not_there_is_bad_gateway_and_told() {
    let recorded = Recorded::new().await;
    let api = recorded.api();
    let Recorded { sandbox, recorder, lines, .. } = recorded;
    sandbox.stop().await;
    let error = api.friends().get().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(lines.lock().unwrap().last().unwrap(), "no answer: the platform cannot be reached");
    assert!(recorder.stop().await.unanswered > 0);
}

#[tokio::test]
async fn a_line_tells_the_call_and_the_answer() {
    let recorded = Recorded::new().await;
    recorded.api().friends().get().offset(1).await.unwrap();
    let lines = recorded.lines.lock().unwrap().clone();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("    1 friends.get [GET client offset] 200 a list of "), "{}", lines[0]);
    let summary = recorded.recorder.stop().await;
    assert_eq!((summary.calls, summary.methods["friends.get"], summary.new_members), (1, 1, 0));
}
