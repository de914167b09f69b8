//! The world behind the methods: what one of them writes, the others read.

mod audio;
mod consistency;
mod counters;
mod feed;
mod games;
mod guestbook;
mod messages;
mod multipost;
mod people;
mod permissions;
mod photos;
mod same_seed;
mod scenario;
mod user;
