//! The sandbox as its clients meet it: raw HTTP over a socket, one file per subject.

mod asserts;
mod client;
mod empty;
mod encoding;
mod errors;
mod examples;
mod explorer;
mod faults;
mod friends;
mod guard;
mod idle;
mod lifetime;
mod oauth;
mod oauth_mail;
mod old_names;
mod signature;
mod spec;
mod users;
mod world;
mod xml;
