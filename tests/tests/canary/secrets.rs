//! The marked secrets, and the search for them.

use mailru_sdk::{Api, App, Client, ClientApp, Inferred, PreparedRequest, Server, ServerApp, Settings};

/// No text of the SDK, of a library or of the tests' own answers holds this. It is as long as the beginning of a secret that
/// may show: where a text is cut at a fixed length, fewer characters of it may be left.
const MARK: &str = "CANARIES";

/// The keys and the token of one application.
pub struct Secrets {
    pub private_key: String,
    pub secret_key: String,
    pub token: String,
}

impl Secrets {
    fn new(ending: &str) -> Self {
        let secret = |kind: &str| format!("{MARK}-{kind}{ending}");
        Self { private_key: secret("private"), secret_key: secret("secret"), token: secret("token") }
    }

    /// Secrets as the platform makes them, secrets of plain letters, and secrets that every encoding spells differently.
    pub fn all() -> [Self; 4] {
        let digits = |digit: &str| format!("{digit}0f1e2d3c4b5a69788796a5b4c3d2e1f");
        let hex = Self { private_key: digits("a"), secret_key: digits("b"), token: digits("c") };
        [hex, Self::new(""), Self::new("&=+ я"), Self::new("\"\\/<'>%41\n\u{1}😀")]
    }

    /// Fails when the text holds a secret, in whatever encoding: letters and digits stay what they are in all of them.
    pub fn assert_absent(&self, text: &str, signed: Option<&PreparedRequest>) {
        for secret in [&self.private_key, &self.secret_key, &self.token] {
            assert!(!text.contains(&secret[..MARK.len()]), "{secret} shows in: {text}");
        }
        if let Some(request) = signed {
            assert!(!text.contains(&request.sig()[..24]), "the signature {} shows in: {text}", request.sig());
        }
    }

    pub fn client(&self, settings: Settings) -> Api<Client> {
        Api::new(ClientApp::new(423_004, &self.private_key).settings(settings).session(&self.token, 7))
    }

    pub fn server_app(&self, settings: Settings) -> ServerApp {
        ServerApp::new(423_004, &self.secret_key).settings(settings)
    }

    pub fn server(&self, settings: Settings) -> Api<Server> {
        Api::new(self.server_app(settings).session(&self.token))
    }

    pub fn app(&self, settings: Settings) -> App {
        App::new(423_004).private_key(&self.private_key).secret_key(&self.secret_key).settings(settings)
    }

    pub fn inferred(&self, settings: Settings) -> Api<Inferred> {
        Api::new(self.app(settings).session(&self.token, 7))
    }

    /// What a hostile or careless platform knows after a request: it has the token and the signature in every spelling, and
    /// the key may have been sent by mistake.
    pub fn echoes(&self, key: &str, request: &PreparedRequest) -> Vec<String> {
        let query = request.body().unwrap_or_else(|| request.url().split_once('?').map_or("", |(_, query)| query));
        let mut echoes = vec![query.to_owned(), request.base_string().to_owned(), format!("sig={}", request.sig())];
        for secret in [key, &self.token] {
            echoes.extend([
                secret.to_owned(),
                format!("session_key={secret}&secure=1"),
                percent(secret, false),
                percent(secret, true),
                form_urlencoded::byte_serialize(secret.as_bytes()).collect(),
                html(secret),
            ]);
        }
        echoes
    }
}

fn percent(text: &str, lower: bool) -> String {
    text.bytes()
        .map(|byte| if lower { format!("%{byte:02x}") } else { plain_or(byte, format!("%{byte:02X}")) })
        .collect()
}

fn plain_or(byte: u8, encoded: String) -> String {
    if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { encoded }
}

fn html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// The content of a JSON string as most programs write it.
pub fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// The content of a JSON string as PHP writes it: slashes escaped, and whatever is not ASCII.
pub fn json_of_php(text: &str) -> String {
    let plain = json(text).replace('/', "\\/").replace('&', "\\u0026");
    let escape = |unit: u16| {
        let ascii = u8::try_from(unit).ok().filter(u8::is_ascii);
        ascii.map_or_else(|| format!("\\u{unit:04x}"), |byte| char::from(byte).to_string())
    };
    plain.encode_utf16().map(escape).collect()
}
