//! Typed calls from end to end, against the sandbox: what they return, in both circuits, and how they are made.

mod answers;
mod circuits;
mod errors;
mod people;
mod tasks;

use mailru_sandbox::Sandbox;

async fn sandbox() -> Sandbox {
    Sandbox::start().await.unwrap()
}
