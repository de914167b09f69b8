//! What the platform is known to vary in its answers, tried on every type of the spec through typed calls.

mod deviations;
mod every_member;
mod examples;
mod kept;
mod misfits;
mod probes;
mod sandbox;
mod scalars;
mod spec;
mod unknown;
mod void;
mod wrong;
