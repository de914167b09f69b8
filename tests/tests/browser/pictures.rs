//! How the pages look: nothing sticks out of the screen, and with `ACCEPT=1` the pictures of the sandbox's README are taken anew.

use std::{fs, path::PathBuf};

use mailru_sandbox::Sandbox;
use mailru_sdk::objects::Privilege;
use mailru_tests::{
    chromium::{Browser, Screen},
    server_app,
};

/// The pictures that the README shows.
const KEPT: [&str; 6] = [
    "login.png",
    "consent.png",
    "login-ru-phone.png",
    "consent-ru-phone.png",
    "mail-consent.png",
    "mail-consent-ru-phone.png",
];

/// Looks at the page in both sizes.
pub(crate) fn look(browser: &Browser, page: &str) {
    for (screen, suffix) in [(Screen::Desktop, ""), (Screen::Phone, "-phone")] {
        browser.look(screen);
        let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.evaluate(overflow), 0, "{page}{suffix} is wider than the screen");
        let small = "return [...document.querySelectorAll('button, input:not([type=hidden])')]\
                     .filter(field => field.getBoundingClientRect().height < 40).length";
        assert_eq!(browser.evaluate(small), 0, "{page}{suffix} has fields too small for a finger");
        let (picture, name) = (browser.picture(), format!("{page}{suffix}.png"));
        assert!(picture.starts_with(b"\x89PNG"), "{name}");
        if std::env::var_os("ACCEPT").is_some() && KEPT.contains(&name.as_str()) {
            let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sandbox/docs");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), picture).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn login_and_consent_fit_a_desktop_and_a_phone_in_both_languages() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let all = [Privilege::Photos, Privilege::Stream, Privilege::Messages];
    let url = server_app(&sandbox).authorization("https://example.com/back").scope(all).url().unwrap();
    browser.open(&url);
    look(&browser, "login");
    browser.log_in_as_owner(&sandbox);
    look(&browser, "consent");
    browser.click("header a");
    look(&browser, "consent-ru");
    browser.click("button[value=logout]");
    look(&browser, "login-ru");
}
