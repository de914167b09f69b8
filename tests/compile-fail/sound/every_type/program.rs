//! Every type of the vocabulary as a parameter, required and not, as a result and as a field.

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use std::collections::BTreeMap;

use gifts::{Everything, GiftsExt as _};
use mailru_sdk::{Api, Client, Date, Error, Flag, Json, Text, Timestamp, Uid};

pub async fn send(api: &Api<Client>, day: Date, moment: Timestamp, json: Json) -> Result<Everything, Error> {
    let uid = Uid::from(1_u64);
    api.gifts()
        .send("text", "https://example.com", "<b>", true, true, 1, 2, -3, 0.5, -4, uid, moment, day, json, [uid], ["a"])
        .text2("text".to_owned())
        .flag2(false)
        .float2(0.25)
        .uids2(vec![1_u64, 2])
        .words2(["a", "b"])
        .numbers2(1..4_u32)
        .await
}

pub fn read(all: Everything) -> (Option<Text>, Option<Flag>, Option<Vec<Uid>>, Option<BTreeMap<String, Json>>) {
    (all.text, all.flag, all.uids, all.map)
}

pub fn seldom(mut all: Everything) -> Option<String> {
    all.seldom_list = None;
    all.seldom.take().or(all.rarely.into_inner().seldom)
}

pub fn is_send<T: Send>(_: T) {}

pub fn calls_can_move_between_threads(api: &'static Api<Client>, day: Date, moment: Timestamp, json: Json) {
    is_send(send(api, day, moment, json));
}

fn main() {}
