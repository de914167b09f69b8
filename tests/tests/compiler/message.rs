//! A message of the compiler, cut down to what is the project's own and the same with every compiler and on every machine:
//! the error and its code, the place, and notes about the program. Help and pointers into other files are left out.

use std::fmt;

use serde_json::{Value, json};

/// One error or warning.
pub struct Message {
    level: String,
    text: String,
    /// As it is compared, a line each for the message, its places and its notes.
    shown: String,
}

impl Message {
    /// The message in a line of the compiler's output; `None` when it only sums up others.
    pub fn read(line: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("the compiler says: {line}"));
        let (level, text) = (json["level"].as_str()?, json["message"].as_str()?);
        let sums_up = text.starts_with("aborting due to") || text.ends_with("emitted");
        if !matches!(level, "error" | "warning") || sums_up {
            return None;
        }
        let code = json["code"]["code"].as_str().map(|code| format!("[{code}]")).unwrap_or_default();
        let mut lines = vec![format!("{level}{code}: {text}")];
        for span in list(&json["spans"]).filter(|span| span["is_primary"] == true) {
            let file = span["file_name"].as_str().and_then(|path| path.rsplit(['/', '\\']).next()).unwrap_or_default();
            let label = span["label"].as_str().map(|label| format!(": {label}")).unwrap_or_default();
            lines.push(format!("  at {file}:{}:{}{label}", span["line_start"], span["column_start"]));
        }
        for note in list(&json["children"]).filter(|child| child["level"] == "note" && child["spans"] == json!([])) {
            let text = note["message"].as_str().unwrap_or_default();
            if !text.starts_with("this error originates in") {
                lines.push(format!("  note: {}", text.replace('\n', "\n        ")));
            }
        }
        for note in list(&json["children"]).filter(|child| child["level"] == "note") {
            let own = |span: &&Value| span["is_primary"] == true && span["file_name"].as_str().is_some_and(is_program);
            for span in list(&note["spans"]).filter(own) {
                let text = note["message"].as_str().unwrap_or_default();
                lines.push(format!("  note: {text}: program.rs:{}:{}", span["line_start"], span["column_start"]));
            }
        }
        let shown = lines.join("\n").replace(env!("CARGO_MANIFEST_DIR"), "$DIR");
        Some(Self { level: level.to_owned(), text: text.to_owned(), shown })
    }

    pub fn is_error(&self) -> bool {
        self.level == "error"
    }

    /// Whether it begins with a line and a column of that file.
    pub fn names_a_place(&self, file: &str) -> bool {
        let place = self.text.strip_prefix(file).and_then(|rest| rest.strip_prefix(':'));
        let mut parts = place.unwrap_or_default().splitn(3, ':');
        let mut number = || parts.next().is_some_and(|part| part.parse::<usize>().is_ok());
        number() && number() && parts.next().is_some_and(|text| text.starts_with(' '))
    }
}

fn is_program(path: &str) -> bool {
    path.rsplit(['/', '\\']).next() == Some("program.rs")
}

fn list(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.shown)
    }
}
