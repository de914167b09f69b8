//! Much at once, and what is no request at all: the binary goes on serving, answers rightly, and needs no more memory.

mod calls;
mod connection;
mod hostile;
mod served;
