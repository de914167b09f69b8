//! `userinfo`: who has allowed the application to ask. The token is a parameter; a header is not read.

use serde_json::{Map, Value, json};

use super::refusal::necessary;
use super::tokens::Grant;
use super::{OauthMail, Refusal};
use crate::parameters::Parameters;
use crate::platform::Platform;
use crate::world::{Person, Sex};

impl OauthMail {
    /// The JSON text of a profile.
    pub(super) fn profile(&self, platform: &Platform, parameters: &Parameters) -> Result<String, Refusal> {
        let grant = self.tokens.find(necessary(parameters, "access_token")?);
        let grant = grant.ok_or_else(|| Refusal::token("unknown or expired access_token"))?;
        if !grant.scope.signs_in() {
            return Err(if grant.scope.is_newer() {
                Refusal::no_openid()
            } else {
                Refusal::request("the token has no scope userinfo")
            });
        }
        let world = platform.world.read();
        let person = world.person(grant.uid).ok_or_else(|| Refusal::token("nobody has this access_token"))?;
        let mut members = self.members(&grant, person);
        if let Some(application) = self.application(&grant.client_id) {
            members.retain(|name, _| !application.omitted.contains(name));
        }
        Ok(Value::Object(members).to_string())
    }

    /// Under the newer rules `profile` and `email` bring what they are called after, which is inferred from their names.
    fn members(&self, grant: &Grant, person: &Person) -> Map<String, Value> {
        let mut members = Map::new();
        let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
        let shows = |word| !grant.scope.is_newer() || grant.scope.has(word);
        add("id", json!(self.id(person.uid)));
        add("client_id", json!(grant.client_id));
        if grant.scope.is_newer() {
            add("sub", json!(self.id(person.uid)));
        }
        if shows("email") {
            add("email", json!(person.email()));
        }
        if shows("profile") {
            add("name", json!(format!("{} {}", person.first_name, person.last_name).trim()));
            add("first_name", json!(person.first_name));
            add("last_name", json!(person.last_name));
            add("nickname", json!(person.login));
            add("gender", json!(if person.sex == Sex::Male { "m" } else { "f" }));
            add("locale", json!("ru_RU"));
            let birthday = person.birthday.to_string();
            if birthday.len() == "22.04.2000".len() {
                add("birthday", json!(birthday));
            }
            if person.has_avatar {
                let address = format!("https://filin.mail.ru/pic?email={}&width=180&height=180", person.email());
                add("image", json!(address));
            }
        }
        members
    }
}
