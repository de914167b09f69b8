//! What several processes share through a real Redis besides tokens: the limit of calls, and the transactions that were seen. A process is
//! played by a connection of its own.

mod away;
mod limit;
mod seen;
