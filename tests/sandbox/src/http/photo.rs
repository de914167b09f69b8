//! The bytes of photos on the wire. Which photos there are is known to the world.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};

use super::Service;
use crate::methods::photos;

/// Anybody may have a photo whose address they know, as on the platform.
pub(super) async fn answer(State(service): State<Arc<Service>>, request: Request) -> Response {
    let found = {
        let world = service.platform.world.read();
        photos::by_path(&world, request.uri().path()).map(|(picture, size)| (picture.clone(), size))
    };
    match found {
        Some((picture, size)) => {
            ([(CONTENT_TYPE, picture.format().media_type())], picture.bytes(size).to_vec()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
