//! An entry of a HAR file: what is read of it, and what it tells of an exchange.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use crate::recording::Upload;
use crate::recording::heard::Heard;

/// One exchange.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    #[serde(default)]
    started_date_time: String,
    request: Request,
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    method: String,
    url: String,
    #[serde(default)]
    post_data: Option<PostData>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct PostData {
    mime_type: String,
    text: Option<String>,
    params: Vec<Param>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Param {
    name: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    file_name: Option<String>,
}

#[derive(Deserialize)]
struct Response {
    /// Some write -1 for an answer that never came.
    status: i64,
    #[serde(default)]
    content: Content,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Content {
    mime_type: String,
    text: Option<String>,
    encoding: Option<String>,
}

impl Entry {
    /// What passed, as the recorder would have heard it.
    pub(super) fn heard(self) -> Heard {
        let (before, query) =
            self.request.url.split_once('?').map_or((&*self.request.url, None), |(url, query)| (url, Some(query)));
        let path = before.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
        let query = query.map(|query| query.split('#').next().unwrap_or_default());
        let month = self.started_date_time.get(..7).filter(|month| is_month(month)).unwrap_or_default().to_owned();
        let mut heard = Heard {
            verb: self.request.method,
            path: path.to_owned(),
            status: u16::try_from(self.response.status).unwrap_or(0),
            media_type: self.response.content.mime_type,
            month,
            ..Heard::default()
        };
        // What is passed over needs no reading.
        if heard.kind().is_none() {
            return heard;
        }
        let posted = self.request.post_data.unwrap_or_default();
        let is_text = posted.text.is_some() && posted.mime_type.starts_with("application/x-www-form-urlencoded");
        if is_text || posted.params.is_empty() {
            heard.add_request(query, &posted.mime_type, posted.text.unwrap_or_default().as_bytes());
        } else {
            heard.add_request(query, "", b"");
            for Param { name, value, file_name } in posted.params {
                match file_name {
                    Some(file_name) => {
                        heard.files.push(Upload { name, file_name, size: value.map_or(0, |value| value.len() as u64) });
                    }
                    None => heard.pairs.push((name, value.unwrap_or_default())),
                }
            }
        }
        match (self.response.content.text, self.response.content.encoding.as_deref()) {
            (Some(text), Some("base64")) => match STANDARD.decode(text) {
                Ok(body) => heard.body = body,
                Err(_) => heard.unread = Some("a body that is not base64".to_owned()),
            },
            (Some(text), _) => heard.body = text.into_bytes(),
            (None, _) => heard.unread = Some("a body that the HAR file lacks".to_owned()),
        }
        heard
    }
}

fn is_month(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_digit() })
}
