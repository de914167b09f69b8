//! A real browser without a screen: Chromium, led by its driver over the `WebDriver` protocol. What it does by itself, such as
//! looking for updates, is turned off. Everything is blocking, as a test has nothing else to do meanwhile. What its network tab has is in
//! `har.rs`.

mod har;

pub use har::Har;

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use mailru_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::server::{find, folder};

/// What a page that hangs may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// The name under which `WebDriver` returns elements, fixed by the standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One browser at a time, as several would wait for each other's processors.
static TURN: Mutex<()> = Mutex::new(());

/// A browser with a profile of its own. It ends with the test.
#[derive(Debug)]
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub enum Screen {
    /// Wide.
    Desktop,
    /// Narrow, and touched.
    Phone,
}

impl Browser {
    /// `None`, with a message, where there is no browser.
    ///
    /// # Panics
    /// When there is one that does not start.
    #[must_use]
    pub fn start() -> Option<Self> {
        Self::start_with(&json!({}))
    }

    /// The same, with an eye on its network tab, for a [`Har`].
    ///
    /// # Panics
    /// When there is a browser that does not start.
    #[must_use]
    pub fn start_with_network_tab() -> Option<Self> {
        Self::start_with(&json!({ "performance": "ALL" }))
    }

    fn start_with(logs: &Value) -> Option<Self> {
        find("chromium")?;
        let driver = find("chromedriver")?;
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let printed = BufReader::new(driver.stdout.take().expect("stdout is piped")).lines();
        let port = printed.map_while(Result::ok).find_map(|line| port_of(&line)).expect("chromedriver says its port");
        let mut browser = Self { driver, port, session: String::new(), profile: folder(), _turn: turn };
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--accept-lang=en",
            &format!("--user-data-dir={}", browser.profile.display()),
        ];
        let options = json!({ "goog:chromeOptions": { "args": arguments }, "goog:loggingPrefs": logs });
        let answer = browser.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": options } }));
        answer["sessionId"].as_str().expect("a session has an id").clone_into(&mut browser.session);
        // What a page that is still loading may take to have an element.
        browser.command("POST", "timeouts", &json!({ "implicit": 30_000 }));
        browser.look(Screen::Desktop);
        Some(browser)
    }

    /// Goes to the address, and returns when the page is there.
    pub fn open(&self, address: &str) {
        self.command("POST", "url", &json!({ "url": address }));
    }

    /// The address that the browser shows, with its fragment.
    #[must_use]
    pub fn address(&self) -> String {
        text(&self.command("GET", "url", &Value::Null))
    }

    /// The title of the page.
    #[must_use]
    pub fn title(&self) -> String {
        text(&self.command("GET", "title", &Value::Null))
    }

    /// Clicks on what leads to another page, and returns when that is there.
    ///
    /// # Panics
    /// When it leads nowhere.
    pub fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.command("POST", &format!("element/{element}/click"), &json!({}));
        let begin = Instant::now();
        // The driver may answer before the browser leaves. An element of the page that was left is an error.
        let name = format!("/session/{}/element/{element}/name", self.session);
        while self.send("GET", &name, &Value::Null).is_ok_and(|answer| answer["value"]["error"].is_null()) {
            assert!(begin.elapsed() < PATIENCE, "{selector} leads nowhere");
        }
    }

    /// Puts a text into a field, in the place of what is there.
    pub fn write(&self, selector: &str, value: &str) {
        let element = self.element(selector);
        self.command("POST", &format!("element/{element}/clear"), &json!({}));
        self.type_in(&element, value);
    }

    /// Chooses one of several by what is written there, or a file by its path.
    pub fn choose(&self, selector: &str, value: &str) {
        self.type_in(&self.element(selector), value);
    }

    /// Logs in on the page that is shown.
    pub fn log_in(&self, email: &str, password: &str) {
        self.write("#email", email);
        self.write("#password", password);
        self.click("button[value=login]");
    }

    /// Logs in as the user of the sandbox.
    pub fn log_in_as_owner(&self, sandbox: &Sandbox) {
        self.log_in(&sandbox.user_email(), sandbox.password());
    }

    fn type_in(&self, element: &str, value: &str) {
        self.command("POST", &format!("element/{element}/value"), &json!({ "text": value }));
    }

    /// What is written in an element, or on the whole page for `body`.
    #[must_use]
    pub fn read(&self, selector: &str) -> String {
        let element = self.element(selector);
        text(&self.command("GET", &format!("element/{element}/text"), &Value::Null))
    }

    /// What a script returns on the page.
    #[must_use]
    pub fn evaluate(&self, script: &str) -> Value {
        self.command("POST", "execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Looks at the page on such a screen from now on.
    pub fn look(&self, screen: Screen) {
        let (width, height, mobile) = match screen {
            Screen::Desktop => (760, 700, false),
            Screen::Phone => (360, 720, true),
        };
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.develop("Emulation.setDeviceMetricsOverride", &size);
    }

    /// No page runs a script from now on.
    pub fn disable_scripts(&self) {
        self.develop("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// A picture of what is seen, as PNG.
    #[must_use]
    pub fn picture(&self) -> Vec<u8> {
        decoded(&text(&self.command("GET", "screenshot", &Value::Null)))
    }

    fn develop(&self, command: &str, parameters: &Value) {
        self.command("POST", "goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    /// The same for what may not be there: `null` then.
    fn developed(&self, command: &str, parameters: &Value) -> Value {
        let name = format!("/session/{}/goog/cdp/execute", self.session);
        let answer = self.send("POST", &name, &json!({ "cmd": command, "params": parameters })).unwrap_or_default();
        if answer["value"]["error"].is_null() { answer["value"].clone() } else { Value::Null }
    }

    fn element(&self, selector: &str) -> String {
        let asked = json!({ "using": "css selector", "value": selector });
        text(&self.command("POST", "element", &asked)[ELEMENT])
    }

    fn command(&self, verb: &str, command: &str, body: &Value) -> Value {
        self.ask(verb, &format!("/session/{}/{command}", self.session), body)
    }

    fn ask(&self, verb: &str, path: &str, body: &Value) -> Value {
        let answer = self.send(verb, path, body).unwrap_or_else(|error| panic!("{verb} {path}: {error}"));
        assert!(answer["value"]["error"].is_null(), "{verb} {path} {body}: {}", answer["value"]["message"]);
        answer["value"].clone()
    }

    fn send(&self, verb: &str, path: &str, body: &Value) -> io::Result<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let (port, length) = (self.port, body.len());
        let head = format!(
            "{verb} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
        // It may keep the connection, so the length decides.
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line)?;
            match line.trim().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().map_err(io::Error::other)?;
                }
                None if line.trim().is_empty() => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body)?;
        serde_json::from_slice(&body).map_err(io::Error::other)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Without a panic: the test may have failed, and the driver with it.
        if !self.session.is_empty() {
            let _ = self.send("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn port_of(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// Base64, of which the driver writes the plain kind.
fn decoded(encoded: &str) -> Vec<u8> {
    let value = |char: u8| match char {
        b'A'..=b'Z' => char - b'A',
        b'a'..=b'z' => char - b'a' + 26,
        b'0'..=b'9' => char - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = encoded.bytes().filter(|&char| char != b'=').map(value).collect();
    let bytes = digits.chunks(4).flat_map(|digits| {
        let number = digits.iter().fold(0_u32, |number, &digit| number << 6 | u32::from(digit));
        let number = number << (6 * (4 - digits.len()));
        number.to_be_bytes()[1..digits.len()].to_vec()
    });
    bytes.collect()
}
