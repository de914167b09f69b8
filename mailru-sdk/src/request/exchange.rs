//! The way of a call to its answer: signed, sent, judged, and sent again where that is allowed. One future does it for all methods.

use crate::{
    attempts::Attempts,
    deadline::Deadline,
    decode::Answer,
    error::{Error, ErrorClass},
    request::{Body, Draft, PreparedRequest, Upload},
    retry::Trouble,
};

/// How often one call may find its token expired: another process that shares the store may have left an expired one.
const RENEWALS: usize = 2;

/// Makes the call, within its time.
pub(crate) async fn exchange(draft: Draft<'_>) -> Result<Answer<'_>, Error> {
    let deadline = Deadline::new(draft.time_limit());
    deadline.within(draft.method(), attempts(&draft, deadline)).await
}

async fn attempts<'a>(draft: &Draft<'a>, deadline: Deadline) -> Result<Answer<'a>, Error> {
    // What cannot be sent is refused before it takes a turn and before a token is renewed for it.
    draft.check()?;
    let (core, method, spec) = (draft.core(), draft.method(), draft.spec());
    let mut attempts = Attempts::new(&core.http, draft.retry_policy(), spec.effect, deadline);
    attempts.turn(method).await?;
    let mut ticket = core.fresh_ticket().await?;
    let mut renewals = RENEWALS;
    loop {
        let request = draft.signed(ticket.as_ref())?;
        let uploads = open_files(draft, &request).await?;
        match attempts.send(&request, uploads).await {
            Ok(reply) => {
                let answer = Answer { reply, core, method, spec, ticket: ticket.clone() };
                let Some(trouble) = answer.trouble() else {
                    attempts.succeeded();
                    return Ok(answer);
                };
                // The platform refuses an expired token before it does anything, so even a write may be sent again.
                match (core.life(), &ticket) {
                    (Some(life), Some(used)) if renewals > 0 && is_over(trouble) && life.can_renew() => {
                        life.renew(used).await?;
                        renewals -= 1;
                    }
                    _ if attempts.again(trouble, answer.reply.retry_after()).await => {}
                    _ => return Ok(answer),
                }
            }
            Err(failure) if attempts.again(failure.trouble(), None).await => {}
            Err(failure) => return Err(failure.in_call(method)),
        }
        attempts.turn(method).await?;
        ticket = core.ticket();
    }
}

/// Whether the platform refuses the session key.
fn is_over(trouble: Trouble) -> bool {
    matches!(trouble, Trouble::Code(code) if code.class() == ErrorClass::Refresh)
}

/// Opens the files that go along; a file that cannot be read is a mistake in the parameter.
async fn open_files(draft: &Draft<'_>, request: &PreparedRequest) -> Result<Vec<(String, Upload)>, Error> {
    let mut uploads = Vec::new();
    if let Body::Multipart { files, .. } = &request.body {
        for (name, file) in files {
            let upload = file.open().await.map_err(|error| draft.mistake(name, format!("cannot be read: {error}")))?;
            uploads.push((name.clone(), upload));
        }
    }
    Ok(uploads)
}
