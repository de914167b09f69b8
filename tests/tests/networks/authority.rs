//! An authority that issues certificates, made by `openssl` for one test.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use mailru_tests::server::find;

/// Its files are in a folder that somebody else removes.
pub struct Authority {
    folder: PathBuf,
}

/// Long ago, now, and far ahead, as `openssl ca` writes them.
pub const VALID: (&str, &str) = ("20200101000000Z", "20991231000000Z");
pub const EXPIRED: (&str, &str) = ("20200101000000Z", "20210101000000Z");
pub const NOT_YET: (&str, &str) = ("20980101000000Z", "20991231000000Z");

const CONFIGURATION: &str = "[ca]\ndefault_ca = own\n[own]\ndatabase = index\nrand_serial = yes\nnew_certs_dir = .\n\
                             default_md = sha256\npolicy = any\nunique_subject = no\n[any]\ncommonName = supplied\n";

impl Authority {
    /// Makes its key and its own certificate. `None`, with a message, where there is no `openssl`.
    pub fn new(folder: &Path, name: &str) -> Option<Self> {
        find("openssl")?;
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("ca.cnf"), CONFIGURATION).unwrap();
        fs::write(folder.join("index"), "").unwrap();
        let authority = Self { folder };
        let subject = format!("/CN={name}");
        let mut own = vec!["req", "-x509", "-out", "ca.pem", "-keyout", "ca.key", "-days", "30", "-subj", &subject];
        own.extend(["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]);
        own.extend(KEY);
        authority.openssl(&own);
        Some(authority)
    }

    /// Its own certificate, in the form PEM.
    pub fn pem(&self) -> Vec<u8> {
        fs::read(self.path("ca.pem")).unwrap()
    }

    /// Issues a certificate for these names, such as `IP:127.0.0.1`; the paths of it and of its key.
    pub fn issue(&self, names: &str, (begin, end): (&str, &str)) -> (PathBuf, PathBuf) {
        self.issue_with(names, (begin, end), &KEY)
    }

    /// The same with a key of another kind.
    pub fn issue_with(&self, names: &str, (begin, end): (&str, &str), kind: &[&str]) -> (PathBuf, PathBuf) {
        let name: String = format!("{names}-{end}").chars().filter(char::is_ascii_alphanumeric).collect();
        let [key, request, issued, extension] = ["key", "csr", "pem", "ext"].map(|ending| format!("{name}.{ending}"));
        let mut asked = vec!["req", "-new", "-keyout", &key, "-out", &request, "-subj", "/CN=server"];
        asked.extend(kind);
        self.openssl(&asked);
        fs::write(self.path(&extension), format!("subjectAltName={names}\nbasicConstraints=CA:FALSE\n")).unwrap();
        let mut issue = vec!["ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key"];
        issue.extend(["-in", &request, "-out", &issued, "-extfile", &extension, "-startdate", begin, "-enddate", end]);
        self.openssl(&issue);
        (self.path(&issued), self.path(&key))
    }

    /// A certificate that is its own issuer, and nobody else's; `openssl` itself makes them with `CA:TRUE`.
    pub fn self_signed(&self, names: &str, constraint: &str) -> (PathBuf, PathBuf) {
        let file: String = names.chars().filter(char::is_ascii_alphanumeric).collect();
        let [key, made] = ["key", "pem"].map(|ending| format!("self-{file}.{ending}"));
        let (names, constraint) =
            (format!("subjectAltName={names}"), format!("basicConstraints=critical,{constraint}"));
        let mut own = vec!["req", "-x509", "-out", &made, "-keyout", &key, "-days", "30", "-subj", "/CN=itself"];
        own.extend(["-addext", &names, "-addext", &constraint]);
        own.extend(KEY);
        self.openssl(&own);
        (self.path(&made), self.path(&key))
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    fn openssl(&self, arguments: &[&str]) {
        let mut openssl = Command::new("openssl");
        let output = openssl.args(arguments).current_dir(&self.folder).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A key that is quickly made.
const KEY: [&str; 5] = ["-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];

pub const RSA: [&str; 3] = ["-nodes", "-newkey", "rsa:2048"];
