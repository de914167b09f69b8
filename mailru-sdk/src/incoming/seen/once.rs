//! One delivery, between the question whether it is to be made and the note of how it ended.

use super::{Begun, SeenTransactions};
use crate::incoming::reply::{BillingReason, BillingReply};

/// What is known of a transaction that is to be delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nobody tried to deliver it.
    Nothing,
    /// Somebody began and never said how it ended: look whether the goods are there, and deliver only if they are not.
    Unfinished,
}

/// Delivers a transaction unless that was done before, and says what the platform is to be answered.
///
/// `deliver` is called for the first call-back of a transaction, and for a later one only if an earlier delivery died or was put
/// off; what it returns is remembered, but for [`Later`](BillingReply::Later). A repetition that comes meanwhile is answered `Later`,
/// and so is every call-back while the memory cannot be asked. Goods that are delivered while it cannot be told so are answered as
/// delivered: a repetition, should there be one, is [`Before::Unfinished`].
///
/// ```
/// use mailru_sdk::incoming::{Before, BillingReply, MemorySeen, deliver_once};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let seen = MemorySeen::new();
/// let mut shelf = vec!["a hat"];
/// for _ in 0..2 {
///     let reply = deliver_once(&seen, "3751", async |before| {
///         assert_eq!(before, Before::Nothing);
///         shelf.pop();
///         BillingReply::Delivered
///     });
///     assert_eq!(reply.await, BillingReply::Delivered);
/// }
/// assert!(shelf.is_empty());
/// # });
/// ```
#[inline]
pub async fn deliver_once(
    seen: &(impl SeenTransactions + ?Sized),
    transaction: &str,
    deliver: impl AsyncFnOnce(Before) -> BillingReply,
) -> BillingReply {
    let later = BillingReply::Later(BillingReason::Other);
    let (claim, before) = match seen.begin(transaction).await {
        Ok(Begun::Yours(claim)) => (claim, Before::Nothing),
        Ok(Begun::Unfinished(claim)) => (claim, Before::Unfinished),
        Ok(Begun::Delivered) => return BillingReply::Delivered,
        Ok(Begun::Refused(code)) => return BillingReply::Refused(BillingReason::from_code(code)),
        Ok(Begun::Busy) | Err(_) => return later,
    };
    let reply = deliver(before).await;
    let noted = match reply {
        BillingReply::Delivered => seen.delivered(&claim).await,
        BillingReply::Refused(reason) => seen.refused(&claim, reason.code().into()).await,
        BillingReply::Later(_) => seen.later(&claim).await,
    };
    // What was delivered is, noted or not; a refusal that nobody remembers could be contradicted.
    match (noted, reply) {
        (Err(_), BillingReply::Refused(_)) => later,
        _ => reply,
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, time::Duration};

    use futures_util::FutureExt as _;

    use super::*;
    use crate::incoming::seen::{Claim, MemorySeen, SeenError, SeenFuture};

    #[tokio::test]
    async fn a_repetition_is_answered_as_the_first_and_delivers_nothing() {
        for first in [BillingReply::Delivered, BillingReply::Refused(BillingReason::WrongPrice)] {
            let (seen, deliveries) = (MemorySeen::new(), Cell::new(0));
            for _ in 0..3 {
                let deliver = async |before| {
                    assert_eq!(before, Before::Nothing);
                    deliveries.set(deliveries.get() + 1);
                    first
                };
                assert_eq!(deliver_once(&seen, "1", deliver).await, first);
            }
            assert_eq!(deliveries.get(), 1);
        }
    }

    #[tokio::test]
    async fn a_repetition_during_the_first_delivery_is_put_off() {
        let seen = MemorySeen::new();
        let reply = deliver_once(&seen, "1", async |_| {
            let again = deliver_once(&seen, "1", async |_| panic!("it is delivered already")).await;
            assert_eq!(again, BillingReply::Later(BillingReason::Other));
            BillingReply::Delivered
        });
        assert_eq!(reply.await, BillingReply::Delivered);
    }

    #[tokio::test]
    async fn what_was_put_off_is_tried_again_at_once() {
        let seen = MemorySeen::new();
        let later = BillingReply::Later(BillingReason::Other);
        assert_eq!(deliver_once(&seen, "1", async |_| later).await, later);
        let again = deliver_once(&seen, "1", async |before| {
            assert_eq!(before, Before::Nothing);
            BillingReply::Delivered
        });
        assert_eq!(again.await, BillingReply::Delivered);
    }

    #[tokio::test]
    async fn after_a_crash_between_goods_and_mark_the_next_one_looks_first() {
        let seen = MemorySeen::new().lease(Duration::ZERO);
        let goods = Cell::new(0);
        let dies = deliver_once(&seen, "1", async |_| {
            goods.set(goods.get() + 1);
            std::future::pending().await
        });
        assert!(dies.now_or_never().is_none());
        let again = deliver_once(&seen, "1", async |before| {
            assert_eq!((before, goods.get()), (Before::Unfinished, 1));
            BillingReply::Delivered
        });
        assert_eq!(again.await, BillingReply::Delivered);
        assert_eq!(goods.get(), 1);
    }

    /// Cannot be asked, or cannot be told.
    struct Broken {
        begins: bool,
    }

    impl SeenTransactions for Broken {
        fn begin<'s>(&'s self, transaction: &'s str) -> SeenFuture<'s, Begun> {
            let begun = Begun::Yours(Claim::new(transaction, "me"));
            Box::pin(async { if self.begins { Ok(begun) } else { Err(SeenError::new("away")) } })
        }
        fn delivered<'s>(&'s self, _: &'s Claim) -> SeenFuture<'s, ()> {
            Box::pin(async { Err(SeenError::new("away")) })
        }
        fn refused<'s>(&'s self, claim: &'s Claim, _: u32) -> SeenFuture<'s, ()> {
            self.delivered(claim)
        }
        fn later<'s>(&'s self, claim: &'s Claim) -> SeenFuture<'s, ()> {
            self.delivered(claim)
        }
    }

    #[tokio::test]
    async fn without_a_memory_nothing_is_delivered_and_what_was_delivered_is_said_to_be() {
        let later = BillingReply::Later(BillingReason::Other);
        let silent = Broken { begins: false };
        assert_eq!(deliver_once(&silent, "1", async |_| panic!("nobody may deliver")).await, later);
        let deaf = Broken { begins: true };
        assert_eq!(deliver_once(&deaf, "1", async |_| BillingReply::Delivered).await, BillingReply::Delivered);
        let refused = BillingReply::Refused(BillingReason::WrongPrice);
        assert_eq!(deliver_once(&deaf, "1", async |_| refused).await, later);
    }
}
