//! Recording: what passes is unchanged, what is kept is safe, and nothing is lost.

mod canary;
mod form;
mod replay;
mod setup;
