//! `mailru-sandbox learn` as a shell meets it: what it says of good files and of bad ones, and what it writes.

mod bad;
mod compared;
mod drafts;
mod files;
mod guide;
mod har;
#[cfg(unix)]
mod interrupted;
mod pages;
