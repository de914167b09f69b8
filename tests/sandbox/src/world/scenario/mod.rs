//! A world that a file describes, in the place of the one of the seed. What the file may say is in `file.rs`; here it is read,
//! and what is wrong with it is said with its place.

mod build;
pub(super) mod file;
mod writings;

use std::fmt;

use super::World;

/// A mistake in a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError {
    place: String,
    line: Option<usize>,
    problem: String,
}

impl ScenarioError {
    fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), line: None, problem: problem.into() }
    }

    /// Where the mistake is, such as `posts[2].author`; `.` for the whole of it.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The line, counted from 1, where it is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "the scenario is wrong at `{}`, line {line}: {}", self.place, self.problem),
            None => write!(f, "the scenario is wrong at `{}`: {}", self.place, self.problem),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// The world of the text, and the methods that it deprecates. What the text leaves open comes from the seed.
pub(crate) fn read(text: &str, seed: u64, app_id: u64) -> Result<(World, Vec<String>), ScenarioError> {
    // Some editors begin a file with a byte order mark, which is no part of the JSON.
    let mut json = serde_json::Deserializer::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let scenario: file::Scenario = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (place, inner) = (error.path().to_string(), error.into_inner());
        misread(place, &inner)
    })?;
    json.end().map_err(|error| misread(".".to_owned(), &error))?;
    Ok((build::world(&scenario, seed, app_id)?, scenario.deprecated))
}

fn misread(place: String, error: &serde_json::Error) -> ScenarioError {
    let (line, column) = (error.line(), error.column());
    let problem = error.to_string();
    let position = format!(" at line {line} column {column}");
    let problem = problem.strip_suffix(&position).unwrap_or(&problem).to_owned();
    ScenarioError { place, line: (line > 0).then_some(line), problem }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn refusal(text: &str) -> String {
        read(text, 1, 1).expect_err("it is wrong").to_string()
    }

    #[test]
    fn one_person_is_a_world() {
        let (world, deprecated) = read(r#"{"people": [{"name": "ivan"}]}"#, 1, 1).expect("it is right");
        let owner = world.person(world.owner()).expect("the owner is one of the people");
        assert_eq!((owner.email().as_str(), world.people().count()), ("ivan@mail.ru", 1));
        assert!(world.is_app_user(owner.uid) && world.allows(owner.uid, "stream"));
        assert!(deprecated.is_empty());
    }

    #[test]
    fn a_file_may_begin_with_a_byte_order_mark() {
        assert!(read("\u{feff}{\"people\": [{\"name\": \"ivan\"}]}", 1, 1).is_ok());
    }

    #[test]
    fn what_cannot_be_read_is_told_with_path_and_line() {
        let unknown = "{\n\"people\": [\n{\"name\": \"ivan\", \"nme\": 1}]}";
        let said = refusal(unknown);
        assert!(
            said.starts_with("the scenario is wrong at `people[0].nme`, line 3: unknown field `nme`, expected"),
            "{said}"
        );
        let said = refusal("{\"people\": [{\"name\": \"ivan\",\n \"balance\": \"many\"}]}");
        assert_eq!(
            said,
            "the scenario is wrong at `people[0].balance`, line 2: invalid type: string \"many\", expected u64"
        );
        assert!(refusal("{\"people\": [").contains("line 1: EOF"));
        assert!(refusal("{\"people\": [{\"name\": \"ivan\"}]} x").contains("trailing characters"));
        assert!(refusal("{}").contains("missing field `people`"));
    }

    #[test]
    fn what_makes_no_sense_is_told_with_its_path_and_what_was_expected() {
        let people = r#""people": [{"name": "ivan"}, {"name": "maria"}]"#;
        for (rest, expected) in [
            (r#""friendships": [["ivan", "petr"]]"#, "`friendships[0][1]`: nobody is called 'petr'"),
            (r#""friendships": [["ivan", "ivan"]]"#, "`friendships[0]`: nobody is a friend of himself"),
            (r#""posts": [{"author": "petr", "text": ""}]"#, "`posts[0].author`: nobody is called 'petr'"),
            (r#""posts": [{"author": "ivan", "text": "", "time": 1500000000}]"#, "`posts[0].time`: is after"),
            (
                r#""posts": [{"author": "ivan", "text": "", "photos": [7]}]"#,
                "`posts[0].photos[0]`: 'ivan' has no photo 7",
            ),
            (
                r#""posts": [{"author": "ivan", "text": "", "likes": ["x"]}]"#,
                "`posts[0].likes[0]`: nobody is called 'x'",
            ),
            (r#""albums": [{"owner": "ivan", "aid": "a b", "title": ""}]"#, "`albums[0].aid`: is no name of Latin"),
            (
                r#""albums": [{"owner": "ivan", "aid": "a", "title": "", "cover": 1}]"#,
                "`albums[0].cover`: there is no photo of that number, the first one is 1",
            ),
            (
                r#""albums": [{"owner": "ivan", "aid": "a", "title": ""}, {"owner": "ivan", "aid": "a", "title": ""}]"#,
                "`albums[1].aid`: 'ivan' has an album 'a' already",
            ),
            (
                r#""albums": [{"owner": "ivan", "aid": "a", "title": "", "photos": [{}, {"width": 0}]}]"#,
                "`albums[0].photos[1].width`: is not between 1 and 4096 pixels",
            ),
            (
                r#""albums": [{"owner": "ivan", "aid": "a", "title": "", "photos": [{"height": 4294967295}]}]"#,
                "`albums[0].photos[0].height`: is not between 1 and 4096 pixels",
            ),
            (r#""tracks": [{"mid": "a", "in": ["x"]}]"#, "`tracks[0].in[0]`: nobody is called 'x'"),
            (r#""tracks": [{"mid": "a"}, {"mid": "a"}]"#, "`tracks[1].mid`: there is a track of that id already"),
            (r#""communities": [{"name": "ivan", "title": ""}]"#, "`communities[0].name`: there is another 'ivan'"),
            (r#""messages": [{"from": "ivan", "to": "x", "text": ""}]"#, "`messages[0].to`: nobody is called 'x'"),
        ] {
            let said = refusal(&format!("{{{people}, {rest}}}"));
            assert!(said.starts_with(&format!("the scenario is wrong at {expected}")), "{said}");
        }
        for (person, expected) in [
            (r#""name": "Иван""#, "`people[0].name`: is no name of small Latin letters"),
            (r#""name": "a", "uid": "x""#, "`people[0].uid`: is no user's id"),
            (r#""name": "a", "birthday": "1.2.85""#, "`people[0].birthday`: is neither DD.MM.YYYY nor DD.MM"),
            (r#""name": "a", "email": "a@b.com""#, "`people[0].email`: is not of the form login@domain.ru"),
            (r#""name": "a", "birthday": "29.02.1985""#, "`people[0].birthday`: is neither DD.MM.YYYY nor DD.MM"),
            (r#""name": "a", "uid": "0""#, "`people[0].uid`: is no user's id"),
            (r#""name": "a", "privileges": ["photo"]"#, "`people[0].privileges`: no privilege is called 'photo'"),
            (r#""name": "a", "black_list": ["x"]"#, "`people[0].black_list[0]`: nobody is called 'x'"),
        ] {
            let said = refusal(&format!(r#"{{"people": [{{{person}}}]}}"#));
            assert!(said.starts_with(&format!("the scenario is wrong at {expected}")), "{said}");
        }
        assert!(refusal(r#"{"people": []}"#).contains("`people`: there must be at least one person"));
        assert!(
            refusal(r#"{"people": [{"name": "a"}, {"name": "a"}]}"#).contains("`people[1].name`: there is another 'a'")
        );
        let twice = r#"{"people": [{"name": "a", "uid": "7"}, {"name": "b", "uid": "7"}]}"#;
        assert!(refusal(twice).contains("`people[1].uid`: is the id of 'a', too"));
        let twice = r#"{"people": [{"name": "a"}, {"name": "b", "email": "a@mail.ru"}]}"#;
        assert!(refusal(twice).contains("`people[1].email`: 'a@mail.ru' is somebody else's"));
    }
}
