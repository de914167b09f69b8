//! A sandbox with a recorder before it, and clients of both.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use mailru_sandbox::Sandbox;
use mailru_sandbox::record::Recorder;
use mailru_sdk::{Api, Client, ClientApp, Settings};

/// A folder of its own, which goes with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The texts of the files, in the order of their names.
    pub fn texts(&self) -> Vec<String> {
        let mut paths: Vec<_> = self.0.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
    }

    pub fn exchanges(&self) -> Vec<serde_json::Value> {
        self.texts().iter().map(|text| serde_json::from_str(text).unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left is in the target folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub struct Recorded {
    pub sandbox: Sandbox,
    pub recorder: Recorder,
    pub folder: Folder,
    pub lines: Arc<Mutex<Vec<String>>>,
}

impl Recorded {
    pub async fn new() -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let folder = Folder::new();
        let upstream = sandbox.page_url();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&lines);
        let builder =
            Recorder::builder(upstream, folder.path()).on_line(move |line| told.lock().unwrap().push(line.to_owned()));
        let recorder = builder.start().await.unwrap();
        Self { sandbox, recorder, folder, lines }
    }

    pub fn settings(&self) -> Settings {
        Settings::new().api_url(self.recorder.api_url()).oauth_url(self.recorder.oauth_url())
    }

    /// A client whose calls are recorded.
    pub fn api(&self) -> Api<Client> {
        self.api_with(self.settings())
    }

    pub fn api_with(&self, settings: Settings) -> Api<Client> {
        let app = ClientApp::new(self.sandbox.app_id(), self.sandbox.private_key()).settings(settings);
        Api::new(app.session(self.sandbox.access_token(), self.sandbox.uid()))
    }
}
