//! What the tests of this package share: a platform that runs apart from whatever calls it, and every way to call it.

use std::{future::Future, path::Path, pin::Pin, sync::Arc};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Error, File, PublicApi, Server,
    auth::{FileStore, MemoryStore, TokenStore, Tokens},
    objects::Privilege,
};
use mailru_tests::{client_app, server_app};
use tokio::runtime::Runtime;

/// A sandbox on a runtime that the calls know nothing of.
#[derive(Debug)]
pub struct Platform {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// The page of the sandbox's user.
    page: String,
    runtime: Runtime,
}

/// A way to ask the platform for something, with its name.
pub type Door<'p> = (&'static str, Pin<Box<dyn Future<Output = Result<(), Error>> + 'p>>);

impl Platform {
    /// Starts it.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let sandbox = runtime.block_on(Sandbox::start()).expect("a sandbox");
        let api = Api::new(server_app(&sandbox).session(sandbox.access_token()));
        let users = runtime.block_on(api.users().get_info().into_future()).expect("the user");
        let page = users[0].link.clone().expect("the user has a page").into();
        Self { sandbox, page, runtime }
    }

    /// The platform's own runtime.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// A session of the sandbox's user.
    #[must_use]
    pub fn api(&self) -> Api<Server> {
        Api::new(server_app(&self.sandbox).session(self.sandbox.access_token()))
    }

    /// Every kind of future that the SDK gives. The folder is for a file of tokens.
    ///
    /// # Panics
    /// When the folder cannot be written.
    #[must_use]
    pub fn doors(&self, folder: &Path) -> Vec<Door<'_>> {
        let (sandbox, back) = (&self.sandbox, "https://example.com/back");
        let app = client_app(sandbox).client_secret(sandbox.secret_key());
        let api = Api::new(app.session(sandbox.access_token(), sandbox.uid()));
        let old = Tokens::new("0123456789abcdef0123456789abcdef").refresh_token(sandbox.refresh_token());
        let old = Api::new(server_app(sandbox).session_of(old).expect("a session"));
        std::fs::create_dir_all(folder).expect("a folder");
        let (file, none) = (folder.join("tokens.json"), folder.join("none.json"));
        let [code, second] = std::array::from_fn(|_| sandbox.code(back));
        let own = api.clone();
        macro_rules! doors {
            ($($name:literal => $work:expr;)+) => {
                vec![$(($name, Box::pin(async move { $work.await.map(drop) }) as Pin<Box<dyn Future<Output = _> + '_>>)),+]
            };
        }
        let [typed, raw, dynamic, returning, misfits, pages] = std::array::from_fn(|_| own.clone());
        let [by_code, by_password, alone, resumed] = std::array::from_fn(|_| app.clone());
        doors! {
            "a typed call" => typed.friends().get();
            "a raw answer" => raw.friends().get().raw();
            "a dynamic call" => dynamic.call("friends.get");
            "an answer of another type" => returning.call("friends.get").returning::<Vec<mailru_sdk::Uid>>();
            "a call with misfits" => misfits.friends().get().send().with_misfits();
            "pages" => pages.friends().get().pages().next();
            "a call that needs a refresh" => old.friends().get();
            "an upload" => api.photos().upload("_myphoto", File::from_bytes("a.png", *b"\x89PNG\r\n\x1A\n"));
            "the grant of a code, into a file" =>
                by_code.code(code, back).store(Arc::new(FileStore::new(file.clone()))).authorize();
            "the grant of a password, into memory" => by_password
                .password(sandbox.user_email(), sandbox.password(), [Privilege::Photos])
                .store(Arc::new(MemoryStore::new()))
                .authorize();
            "the tokens of a grant" => alone.code(second, back).tokens();
            "a session of a file" => resumed.resume(Arc::new(FileStore::new(none)));
            "the look-up" => PublicApi::with_settings(sandbox.settings()).lookup(&self.page);
        }
    }

    /// What a file store does by itself.
    pub fn store(&self, folder: &Path) -> Arc<dyn TokenStore> {
        Arc::new(FileStore::new(folder.join("none.json")))
    }
}
