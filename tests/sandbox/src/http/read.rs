//! From an HTTP request to its parameters: the query string and the body, a form of either kind, are one set.

use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

use super::form;
use crate::parameters::{FilePart, Parameters};
use crate::platform::Failure;

pub(crate) async fn parameters(request: Request) -> Result<Parameters, Failure> {
    let mut parameters = Parameters::default();
    if let Some(query) = request.uri().query() {
        form::add(&mut parameters, query.as_bytes())?;
    }
    match media_type(request.headers()).as_str() {
        "multipart/form-data" => add_multipart(&mut parameters, request).await?,
        "application/x-www-form-urlencoded" => form::add(&mut parameters, &body(request).await?)?,
        _ if body(request).await?.is_empty() => {}
        _ => return Err(Failure::parameter("the body is not a form")),
    }
    Ok(parameters)
}

fn media_type(headers: &HeaderMap) -> String {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

async fn body(request: Request) -> Result<Bytes, Failure> {
    Bytes::from_request(request, &()).await.map_err(|refused| Failure::parameter(refused.body_text()))
}

async fn add_multipart(parameters: &mut Parameters, request: Request) -> Result<(), Failure> {
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|refused| Failure::parameter(refused.body_text()))?;
    while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
        add_part(parameters, part).await?;
    }
    Ok(())
}

/// A part with a file name is a file, any other is a parameter.
async fn add_part(parameters: &mut Parameters, part: Field<'_>) -> Result<(), Failure> {
    let name = part.name().unwrap_or_default().to_owned();
    let file_name = part.file_name().map(str::to_owned);
    let media_type = part.content_type().map(str::to_owned);
    let bytes = part.bytes().await.map_err(|error| broken(&error))?.to_vec();
    if let Some(file_name) = file_name {
        parameters.add_file(FilePart { name, file_name, media_type, bytes });
    } else {
        let value = String::from_utf8(bytes).map_err(|_| Failure::invalid(&name, "is not UTF-8"))?;
        parameters.add(name, value);
    }
    Ok(())
}

fn broken(error: &MultipartError) -> Failure {
    Failure::parameter(error.body_text())
}
