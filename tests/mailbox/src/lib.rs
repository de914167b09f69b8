//! Reads a mailbox with a session of OAuth Mail, by the IMAP client `async-imap`: what the guide shows, as a program.

use async_imap::{Authenticator, Client, Session as Imap};
use futures_util::TryStreamExt as _;
use mailru_sdk::{Bearer, Session, oauth_mail::Xoauth2};
use tokio::net::TcpStream;

/// Anything that goes wrong between this program and a mailbox.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// What is said to the server: the text itself, and nothing where it asks again, which it does when it refuses the token.
struct Says(Option<Xoauth2>);

impl Authenticator for Says {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        self.0.take().map(|text| text.expose_plain().to_owned()).unwrap_or_default()
    }
}

/// Lets the user of that address into their mailbox.
///
/// # Errors
/// When there is no fresh token, no server, or the server refuses the token.
pub async fn open(session: &Session<Bearer>, email: &str, server: TcpStream) -> Result<Imap<TcpStream>, Error> {
    let says = Says(Some(session.xoauth2(email).await?));
    let mut client = Client::new(server);
    client.read_response().await?.ok_or("no greeting")?;
    Ok(client.authenticate("XOAUTH2", says).await.map_err(|(error, _)| error)?)
}

/// The subjects of what is in the inbox, in its order.
///
/// # Errors
/// When the server refuses or hangs up.
pub async fn subjects(mailbox: &mut Imap<TcpStream>) -> Result<Vec<String>, Error> {
    if mailbox.select("INBOX").await?.exists == 0 {
        return Ok(Vec::new());
    }
    let letters = mailbox.fetch("1:*", "ENVELOPE").await?;
    let letters: Vec<_> = letters.try_collect().await?;
    let subject = |letter: &async_imap::types::Fetch| {
        let subject = letter.envelope().and_then(|envelope| envelope.subject.as_deref()).unwrap_or_default();
        String::from_utf8_lossy(subject).into_owned()
    };
    Ok(letters.iter().map(subject).collect())
}
