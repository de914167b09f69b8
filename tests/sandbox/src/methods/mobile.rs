//! `mobile.getCanvas`: what a mobile application shows around itself.

use serde_json::json;

use super::Answer;
use crate::platform::Call;
use crate::world::World;

pub(super) fn get_canvas(call: &Call<'_>, world: &World) -> Answer {
    let class = if call.text("mobile_spec") == Some("basic") { "basic" } else { "smartphone" };
    let page = call.subject(world, &[])?.link();
    Ok(json!({
        "header": format!(r#"<div class="{class}"><a href="{page}">Мой Мир</a></div>"#),
        "footer": format!(r#"<div class="{class}"><a href="http://my.mail.ru/">Помощь</a></div>"#),
    }))
}
