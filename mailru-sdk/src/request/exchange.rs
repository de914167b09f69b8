//! The way of a call to its answer: signed, sent, judged, and sent again where that is allowed. One future does it for all methods.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use super::draft::Draft;
use crate::{
    answer::Answer,
    error::Error,
    redact::Secrets,
    session::Renewed,
    spec::Auth,
    wire::{
        attempts::{Attempts, trouble},
        deadline::Deadline,
        file::Upload,
        observe::Watch,
        outgoing::{Body, Outgoing},
        progress::Progress,
        reply::Reply,
        runtime,
    },
};

/// How often one call may find its token expired: another process that shares the store may have left an expired one, or ended what
/// was just refreshed. Where nobody shares it, a pair that was just refreshed and is refused all the same is mended by no other.
const RENEWALS: usize = 2;

/// Makes the call, within its time.
pub(crate) async fn exchange(draft: Draft<'_>) -> Result<Answer<'_>, Error> {
    let (core, method) = (draft.core(), draft.method());
    let deadline = Deadline::new(draft.time_limit());
    let mut watch = Watch::begin(core.http.settings().on_call.as_ref(), method, core.circuit(), deadline);
    let span = watch.span();
    let renewing = AtomicBool::new(false);
    // Of all files the least, of those that have one.
    let patience =
        draft.carried().map(|(_, file)| file.patience()).reduce(|one, other| one.into_iter().chain(other).min());
    let progress = patience.map(Progress::new);
    let result = if let Err(unfit) = core.http.driver() {
        Err(unfit.into())
    } else {
        // Pinned here: each future around it would hold it twice, before and after its first poll.
        let work = pin!(attempts(&draft, progress.as_ref(), &mut watch, &renewing));
        let work = runtime::kept(work);
        match progress.as_ref().zip(patience.flatten()) {
            Some((progress, piece)) => span.enclose(progress.within((deadline.limit, piece), method, work)).await,
            None => span.enclose(deadline.within(method, work)).await,
        }
    };
    let result = match (result, &progress) {
        (Err(Error::Transport(error)), Some(progress)) => Err(error.having_sent(progress.sent()).into()),
        (result, _) => result,
    };
    // A call that was cut off while its token was renewed may have waited for the store, and not for the platform.
    let late = || core.late(deadline.limit).filter(|_| renewing.load(Ordering::Relaxed));
    let result = result.map_err(|error| late().unwrap_or(error));
    watch.end(&result);
    result
}

/// Does a work of renewing, and notes that for whoever cuts it off.
async fn noted<T>(renewing: &AtomicBool, work: impl Future<Output = T>) -> T {
    renewing.store(true, Ordering::Relaxed);
    let done = work.await;
    renewing.store(false, Ordering::Relaxed);
    done
}

async fn attempts<'a>(
    draft: &Draft<'a>,
    progress: Option<&Arc<Progress>>,
    watch: &mut Watch<'_>,
    renewing: &AtomicBool,
) -> Result<Answer<'a>, Error> {
    // What cannot be sent is refused before it takes a turn and before a token is renewed for it.
    let way = draft.check()?;
    let (core, method, spec) = (draft.core(), draft.method(), draft.spec());
    let mut policy = draft.retry_policy();
    if progress.is_some_and(|progress| progress.patience().is_some()) {
        // As long as it gets on, an attempt is not too long.
        policy.attempt_timeout = Duration::MAX;
    }
    let mut attempts = Attempts::new(&core.http, policy, spec.effect, watch);
    // A turn that waited for a refresh would be used late, when others have theirs.
    let carries_token = spec.auth() != Auth::None;
    if carries_token {
        noted(renewing, core.fresh_ticket()).await?;
    }
    let mut renewals = RENEWALS;
    let errors = way.errors(spec);
    loop {
        attempts.turn().await?;
        let ticket = core.ticket().filter(|_| carries_token);
        let request = draft.outgoing(way, ticket.as_ref());
        let uploads = open_files(draft, &request, progress).await?;
        let judge = |reply: &Reply| errors.map_or_else(|| trouble(reply), |errors| errors.trouble(reply));
        let outcome = attempts.send(&request, uploads, judge).await;
        match (outcome.expiry(), core.life(), &ticket) {
            // The platform refuses an expired token before it does anything, so even a write may be sent again.
            (Some(expiry), Some(life), Some(used)) if renewals > 0 && life.can_renew() => {
                renewals = match attempts.renew(expiry, noted(renewing, life.renew(used))).await? {
                    Renewed::Refreshed if !life.is_shared() => 0,
                    Renewed::Refreshed | Renewed::Found => renewals - 1,
                };
            }
            _ => {
                if let Some(end) = attempts.settle(outcome).await {
                    let used = ticket.map(|ticket| ticket.tokens as Arc<dyn Secrets>);
                    let settings = core.http.settings();
                    return Ok(Answer { reply: end?, method, spec, settings, session: core, errors, used });
                }
            }
        }
    }
}

/// Opens the files that go along; a file that cannot be read is a mistake in the parameter.
async fn open_files(
    draft: &Draft<'_>,
    request: &Outgoing,
    progress: Option<&Arc<Progress>>,
) -> Result<Vec<(String, Upload)>, Error> {
    let mut uploads = Vec::new();
    if let (Body::Multipart { files, .. }, Some(progress)) = (&request.body, progress) {
        for (name, file) in files {
            let opened = file.open(Arc::clone(progress)).await;
            let upload = opened.map_err(|error| draft.mistake(name, format!("cannot be read: {error}")))?;
            uploads.push((name.clone(), upload));
        }
        progress.begin(uploads.iter().map(|(_, upload)| upload.length).sum());
    }
    Ok(uploads)
}
