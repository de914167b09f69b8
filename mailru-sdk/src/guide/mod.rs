//! The guide: one page for each thing that a program does with the platform. It holds no code, only pages.
//!
//! | page | it answers |
//! |---|---|
//! | [Getting started](getting_started) | How do I make the first call? |
//! | [The two circuits](circuits) | Which key signs what, and which of them is mine? |
//! | [Sessions and tokens](tokens) | How does a user log in, and what happens when a token expires? |
//! | [Two sign-in services](two_sign_in_services) | Is my application one of the platform or of OAuth Mail, and what if I have both? |
//! | [Reading a mailbox](reading_a_mailbox) | How does a user's token open their mail? |
//! | [More than one machine](more_than_one_machine) | What do several machines share, and what is safe? |
//! | [Errors and retries](errors_and_retries) | What can go wrong, and what is tried again by itself? |
//! | [In your program](in_your_program) | What of my proxies, certificates, runtimes and other crates was tried? |
//! | [Testing your application](testing) | How do I test without the platform? |
//! | [Adding a method](adding_a_method) | The platform has a method that the SDK lacks. What now? |
//! | [Teaching the SDK a method](teaching_the_sdk) | How do recorded calls become entries, and tests? |
//! | [Incoming requests](incoming_requests) | How do I know that a call-back comes from the platform? |
//! | [Keeping values](keeping_values) | In which formats can I store what the platform told me? |
//! | [Tools](tools) | What do editors, linters and checks of versions make of a spec? |
//! | [Other clients](other_clients) | What do other clients send, and what do they make of answers? |
//! | [Coming from aiomailru](coming_from_aiomailru) | What are the old names called here? |
//! | [From 0.1 to 0.2](from_0_1_to_0_2) | What changes for a program that was written for 0.1? |

/// Getting started
///
#[doc = include_str!("getting_started.md")]
pub mod getting_started {}

/// The two circuits
///
#[doc = include_str!("circuits.svg")]
///
#[doc = include_str!("circuits.md")]
pub mod circuits {}

/// Sessions and tokens
///
#[doc = include_str!("tokens.md")]
#[doc = include_str!("token_life.svg")]
///
#[doc = include_str!("token_store.md")]
pub mod tokens {}

/// Two sign-in services
///
#[cfg_attr(feature = "oauth-mail", doc = include_str!("two_sign_in_services.md"))]
#[cfg_attr(
    not(feature = "oauth-mail"),
    doc = "This page is about the feature `oauth-mail`, without which this documentation was built."
)]
pub mod two_sign_in_services {}

/// Reading a mailbox
///
// Its examples need an IMAP client; `mailru-mailbox` compiles them.
#[cfg_attr(all(feature = "oauth-mail", not(doctest)), doc = include_str!("reading_a_mailbox.md"))]
#[cfg_attr(
    not(feature = "oauth-mail"),
    doc = "This page is about the feature `oauth-mail`, without which this documentation was built."
)]
pub mod reading_a_mailbox {}

/// More than one machine
///
// Its links and examples are about what the feature adds.
#[cfg_attr(feature = "redis", doc = include_str!("more_than_one_machine.md"))]
#[cfg_attr(feature = "redis", doc = include_str!("sharing_a_limit.md"))]
#[cfg_attr(
    not(feature = "redis"),
    doc = "Sessions, limits and payments are shared through Redis, by the feature `redis`, with which this page says more."
)]
// Its examples need a database; `tests/database` compiles them.
#[cfg_attr(not(doctest), doc = include_str!("payments_in_a_database.md"))]
pub mod more_than_one_machine {}

/// Errors and retries
///
#[doc = include_str!("errors_and_retries.md")]
pub mod errors_and_retries {}

/// In your program
///
#[doc = include_str!("in_your_program.md")]
pub mod in_your_program {}

/// Testing your application
///
// Its examples need the sandbox, which builds upon this crate; `mailru-tests` compiles them.
#[cfg_attr(not(doctest), doc = include_str!("testing.md"))]
pub mod testing {}

/// Adding a method
///
#[doc = include_str!("spec_to_call.svg")]
///
// Its examples need a spec file of their own; `mailru-tests` compiles them.
#[cfg_attr(not(doctest), doc = include_str!("adding_a_method.md"))]
pub mod adding_a_method {}

/// Teaching the SDK a method
///
#[doc = include_str!("teaching_the_sdk.md")]
pub mod teaching_the_sdk {}

/// Incoming requests
///
#[doc = include_str!("incoming_requests.md")]
pub mod incoming_requests {}

/// Keeping values
///
#[doc = include_str!("keeping_values.md")]
pub mod keeping_values {}

/// Other clients
///
#[doc = include_str!("other_clients.md")]
pub mod other_clients {}

/// Coming from aiomailru
///
#[doc = include_str!("coming_from_aiomailru.md")]
pub mod coming_from_aiomailru {}

/// From 0.1 to 0.2
///
#[doc = include_str!("from_0_1_to_0_2.md")]
pub mod from_0_1_to_0_2 {}

/// Tools
///
#[doc = include_str!("tools.md")]
pub mod tools {}
