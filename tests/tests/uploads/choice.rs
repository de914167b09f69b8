//! Pictures by address or by file: exactly one of the two goes over the wire.

use mailru_sandbox::RecordedRequest;
use mailru_sdk::{
    File, Uid,
    api::{guestbook::PostPicture, photos::UploadPicture},
};

use crate::{PICTURE, accepted, sandbox};

const URL: &str = "http://example.com/1.png";

fn file() -> File {
    File::from_bytes("1.png", PICTURE)
}

/// The address that was sent, and the number of files.
fn picture(request: &RecordedRequest) -> (Option<&str>, usize) {
    (request.parameter("img_url"), request.files().len())
}

#[tokio::test]
async fn an_address_goes_as_a_parameter_of_a_plain_form() {
    for picture_of in [UploadPicture::from(URL), URL.to_owned().into(), UploadPicture::ImgUrl(URL.into())] {
        let (sandbox, api) = sandbox().await;
        api.photos().upload("_myphoto", picture_of).await.unwrap();
        assert_eq!(picture(&accepted(&sandbox)), (Some(URL), 0));
    }
    let (_sandbox, api) = sandbox().await;
    let prepared = api.photos().upload("_myphoto", URL).prepare().unwrap();
    assert!(prepared.body().is_some_and(|form| form.contains("img_url=http%3A%2F%2Fexample.com%2F1.png")));
}

#[tokio::test]
async fn a_file_goes_without_an_address() {
    for picture_of in [UploadPicture::from(file()), UploadPicture::ImgFile(file())] {
        let (sandbox, api) = sandbox().await;
        api.photos().upload("_myphoto", picture_of).await.unwrap();
        assert_eq!(picture(&accepted(&sandbox)), (None, 1));
    }
}

#[tokio::test]
async fn of_an_address_and_a_file_the_last_one_set_is_sent() {
    let (sandbox, api) = sandbox().await;
    let friend = Uid::new(sandbox.uid());
    api.guestbook().post(friend, "text").picture(URL).picture(file()).await.unwrap();
    api.guestbook().post(friend, "text").picture(file()).picture(URL).await.unwrap();
    api.stream().post("text").picture(URL).picture(file()).await.unwrap();
    api.stream().post("text").picture(file()).picture(URL).await.unwrap();
    let requests = sandbox.requests();
    let pictures: Vec<_> = requests.iter().map(picture).collect();
    assert_eq!(pictures, [(None, 1), (Some(URL), 0), (None, 1), (Some(URL), 0)]);
    assert!(requests.iter().all(|request| request.status() == 200));
}

#[tokio::test]
async fn a_picture_that_is_optional_may_be_left_out() {
    let (sandbox, api) = sandbox().await;
    api.guestbook().post(sandbox.uid(), "text").await.unwrap();
    assert_eq!(picture(&accepted(&sandbox)), (None, 0));
}

#[tokio::test]
async fn a_program_may_decide_between_the_two_at_run_time() {
    let (sandbox, api) = sandbox().await;
    for local in [true, false] {
        let picture: PostPicture<'_> = if local { file().into() } else { URL.into() };
        api.guestbook().post(sandbox.uid(), "text").picture(picture).await.unwrap();
    }
    let requests = sandbox.requests();
    assert_eq!(requests.iter().map(picture).collect::<Vec<_>>(), [(None, 1), (Some(URL), 0)]);
}

#[tokio::test]
async fn a_parameter_that_is_added_by_name_replaces_the_file() {
    let (_sandbox, api) = sandbox().await;
    let prepared = api.photos().upload("_myphoto", file()).param("img_file", "a text").prepare().unwrap();
    assert!(prepared.body().is_some_and(|form| form.contains("img_file=a%20text")), "a form without files");
}
