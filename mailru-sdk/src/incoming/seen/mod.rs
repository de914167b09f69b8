//! Transactions that were seen before, so that what was paid once is delivered once: [`SeenTransactions`], which says who delivers,
//! a memory of it for one process, and [`deliver_once`], which asks it around a delivery. The goods themselves are the program's.

mod error;
mod memory;
mod once;

use std::{fmt, future::Future, pin::Pin};

pub use error::SeenError;
pub use memory::MemorySeen;
pub use once::{Before, deliver_once};

/// What the methods of [`SeenTransactions`] return: a boxed future, so that it can be a trait object.
pub type SeenFuture<'s, T> = Pin<Box<dyn Future<Output = Result<T, SeenError>> + Send + 's>>;

/// Remembers which transactions were delivered, and says who delivers one.
///
/// The platform repeats a call-back that it got no answer to, and the repetition may come while the first is at work, in another
/// process too. Whoever gets [`Begun::Yours`] delivers and then says how it ended; all others answer as was answered before, or
/// [`Later`](super::BillingReply::Later). [`deliver_once`] does all of it.
///
/// A transaction is called by the platform's number as text: the [`transaction_id`](super::BillingCallback::transaction_id) of
/// My World, the [`tid`](super::GmrBilling::tid) of games.mail.ru. Each application has a memory of its own.
///
/// # What it cannot do
///
/// The goods are in one place and the mark is in another, and a process may end between the two. The next one is then told
/// [`Begun::Unfinished`], and has to look whether the goods are there. Only a mark that is written in the same transaction of the same
/// database as the goods has no such gap: see [the guide](crate::guide::more_than_one_machine).
pub trait SeenTransactions: Send + Sync + 'static {
    /// Says whether the transaction is to be delivered, and if so keeps others from it, until this one says how it ended or was
    /// silent for too long.
    fn begin<'s>(&'s self, transaction: &'s str) -> SeenFuture<'s, Begun>;

    /// The goods are delivered. It is remembered even if the claim had run out by then; where somebody else has claimed the
    /// transaction meanwhile, it is a [`SeenError`] besides, since that one may deliver too.
    fn delivered<'s>(&'s self, claim: &'s Claim) -> SeenFuture<'s, ()>;

    /// It will never be delivered, and the platform was told this code. A claim that had run out changes nothing.
    fn refused<'s>(&'s self, claim: &'s Claim, code: u32) -> SeenFuture<'s, ()>;

    /// Nothing was delivered now, and the platform is to ask again: whoever is asked then may begin at once. A claim that had run
    /// out changes nothing.
    fn later<'s>(&'s self, claim: &'s Claim) -> SeenFuture<'s, ()>;
}

/// The outcome of [`SeenTransactions::begin`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Begun {
    /// It is yours to deliver, and was nobody's before.
    Yours(Claim),
    /// It is yours, but somebody began before and never said how it ended: look whether the goods are there before you deliver.
    Unfinished(Claim),
    /// Somebody else delivers it just now.
    Busy,
    /// It was delivered.
    Delivered,
    /// It was refused for good, with this code.
    Refused(u32),
}

/// The right to deliver a transaction, for a time.
#[derive(Clone, PartialEq, Eq)]
pub struct Claim {
    transaction: Box<str>,
    owner: Box<str>,
}

impl Claim {
    /// For memories of one's own: the transaction, and a word that no other claim of it has.
    #[must_use]
    #[inline]
    pub fn new(transaction: impl Into<String>, owner: impl Into<String>) -> Self {
        Self { transaction: transaction.into().into(), owner: owner.into().into() }
    }

    /// Which transaction.
    #[must_use]
    #[inline]
    pub fn transaction(&self) -> &str {
        &self.transaction
    }

    /// Who has it.
    #[must_use]
    #[inline]
    pub fn owner(&self) -> &str {
        &self.owner
    }
}

/// Without the owner, which is nobody else's business.
impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim").field("transaction", &self.transaction).finish_non_exhaustive()
    }
}
