//! What the browser's network tab has, as a HAR file of version 1.2.
//!
//! Chromium itself writes such a file only by hand, from the window of its developer tools. What that window shows are the events of the
//! domain `Network` of its protocol, which the driver keeps as the log `performance`, and bodies that it asks for by the same protocol.
//! So does this; like that window, it cannot have the bodies of a page that was left.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::{Browser, PATIENCE, text};

/// The exchanges that were looked at.
#[derive(Debug, Default)]
pub struct Har {
    entries: Vec<Value>,
    /// By the browser's number of the request; what is still under way.
    open: BTreeMap<String, Open>,
}

/// An exchange that has not ended.
#[derive(Debug)]
struct Open {
    entry: Value,
    /// The browser's numbers of the frame and of the page in it that asked.
    frame: Value,
    page: Value,
}

impl Har {
    /// Adds what happened since the last look, and waits for what is under way. Pages must not be left before what matters of them has
    /// ended: the rest stays as it was then, since the browser says nothing more of it.
    ///
    /// # Panics
    /// When an answer does not end.
    pub fn look(&mut self, browser: &Browser) {
        let begin = Instant::now();
        loop {
            let log = browser.command("POST", "se/log", &json!({ "type": "performance" }));
            for entry in log.as_array().into_iter().flatten() {
                let event: Value = serde_json::from_str(&text(&entry["message"])).expect("an event is JSON");
                self.event(browser, &event["message"]);
            }
            if self.open.is_empty() {
                return;
            }
            assert!(begin.elapsed() < PATIENCE, "an answer does not end: {:?}", self.open);
        }
    }

    /// The exchanges, in the order in which they ended.
    #[must_use]
    pub fn entries(&self) -> &[Value] {
        &self.entries
    }

    /// The text of the file.
    #[must_use]
    pub fn file(&self) -> String {
        let creator = json!({ "name": "mailru-tests, from the events of Chromium", "version": "1" });
        json!({ "log": { "version": "1.2", "creator": creator, "pages": [], "entries": self.entries } }).to_string()
    }

    fn event(&mut self, browser: &Browser, event: &Value) {
        let of = &event["params"];
        if event["method"] == "Page.frameNavigated" {
            self.leave(&of["frame"]);
        }
        let Some(id) = of["requestId"].as_str() else { return };
        match event["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => {
                if let Some(mut before) = self.open.remove(id) {
                    answered(&mut before.entry, &of["redirectResponse"]);
                    self.entries.push(before.entry);
                }
                if text(&of["request"]["url"]).starts_with("http") {
                    let entry = asked(browser, id, of);
                    let (frame, page) = (of["frameId"].clone(), of["loaderId"].clone());
                    self.open.insert(id.to_owned(), Open { entry, frame, page });
                }
            }
            "Network.responseReceived" => {
                if let Some(open) = self.open.get_mut(id) {
                    answered(&mut open.entry, &of["response"]);
                }
            }
            "Network.loadingFinished" => {
                let Some(Open { mut entry, .. }) = self.open.remove(id) else { return };
                let body = browser.developed("Network.getResponseBody", &json!({ "requestId": id }));
                let content = &mut entry["response"]["content"];
                content["text"] = body["body"].clone();
                if body["base64Encoded"] == true {
                    content["encoding"] = "base64".into();
                }
                self.entries.push(entry);
            }
            "Network.loadingFailed" => self.entries.extend(self.open.remove(id).map(|open| open.entry)),
            _ => {}
        }
    }

    /// Ends what the page asked that the frame showed before this one.
    fn leave(&mut self, frame: &Value) {
        let left = self.open.extract_if(.., |_, open| open.frame == frame["id"] && open.page != frame["loaderId"]);
        self.entries.extend(left.map(|(_, open)| open.entry));
    }
}

/// The entry of a request to which nothing came yet.
fn asked(browser: &Browser, id: &str, event: &Value) -> Value {
    let request = &event["request"];
    let milliseconds = event["wallTime"].as_f64().unwrap_or_default() * 1000.0;
    let mut entry = json!({
        "startedDateTime": browser.evaluate(&format!("return new Date({milliseconds}).toISOString()")),
        "time": 0,
        "request": {
            "method": request["method"], "url": request["url"], "httpVersion": "HTTP/1.1", "cookies": [],
            "headers": headers(&request["headers"]), "queryString": [], "headersSize": -1, "bodySize": -1,
        },
        "response": {
            "status": 0, "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [], "headers": [],
            "content": { "size": 0, "mimeType": "" }, "redirectURL": "", "headersSize": -1, "bodySize": -1,
        },
        "cache": {},
        "timings": { "send": 0, "wait": 0, "receive": 0 },
    });
    if request["hasPostData"] == true {
        let media_type = header(&request["headers"], "content-type");
        let posted = browser.developed("Network.getRequestPostData", &json!({ "requestId": id }));
        entry["request"]["postData"] = json!({ "mimeType": media_type, "text": posted["postData"] });
    }
    entry
}

fn answered(entry: &mut Value, response: &Value) {
    let of = &mut entry["response"];
    of["status"] = response["status"].clone();
    of["statusText"] = response["statusText"].clone();
    of["headers"] = headers(&response["headers"]);
    of["redirectURL"] = header(&response["headers"], "location").into();
    of["content"]["mimeType"] = response["mimeType"].clone();
}

fn headers(headers: &Value) -> Value {
    let pairs = headers.as_object().into_iter().flat_map(Map::iter);
    pairs.map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

fn header(headers: &Value, wanted: &str) -> String {
    let mut pairs = headers.as_object().into_iter().flat_map(Map::iter);
    let found = pairs.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.and_then(|(_, value)| value.as_str()).unwrap_or_default().to_owned()
}
