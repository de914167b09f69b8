//! A real IMAP server, Dovecot, lets a user in by a token of OAuth Mail. What stands in for what: Dovecot for `imap.mail.ru`, the sandbox
//! for `oauth.mail.ru`, and its profile for what Mail.ru's own server asks to know whose token it was given. TLS is left out, as
//! certificates are not what is tried here.

use std::{fs, path::Path};

use mailru_mailbox::{open, subjects};
use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Bearer, Session,
    auth::Tokens,
    oauth_mail::{MailApp, Prompt},
};
use mailru_tests::server::Server;
use tokio::net::TcpStream;

/// Dovecot in a folder of its own, with the sandbox to ask about tokens.
fn dovecot(sandbox: &Sandbox) -> Option<Server> {
    let userinfo = format!("{}/userinfo?access_token=", sandbox.oauth_mail_url());
    Server::start("dovecot", |folder, port| {
        let oauth2 = format!("introspection_mode = get\nintrospection_url = {userinfo}\nusername_attribute = email\n");
        fs::write(folder.join("oauth2.conf"), oauth2).expect("a file can be written");
        fs::create_dir_all(folder.join("mail")).expect("a folder can be made");
        fs::write(folder.join("dovecot.conf"), configuration(folder, port)).expect("a file can be written");
        opened(folder);
        vec!["-F".to_owned(), "-c".to_owned(), folder.join("dovecot.conf").display().to_string()]
    })
}

/// Whoever Dovecot reads mail as may write there.
fn opened(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for folder in [folder, &folder.join("mail")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).expect("the test owns the folder");
    }
}

/// Started by root it takes the users that its package made, and otherwise it is one user all over.
fn configuration(folder: &Path, port: u16) -> String {
    use std::os::unix::fs::MetadataExt as _;
    let folder_of_mine = fs::metadata(folder).expect("the folder is there");
    let (uid, gid) = (folder_of_mine.uid(), folder_of_mine.gid());
    let users = if uid == 0 {
        "default_internal_user = dovecot\ndefault_login_user = dovenull\ndefault_internal_group = dovecot\n".to_owned()
    } else {
        let (user, group) = (mine("-un"), mine("-gn"));
        format!(
            "default_internal_user = {user}\ndefault_login_user = {user}\ndefault_internal_group = {group}\n\
             service anvil {{\n  chroot =\n}}\nservice imap-login {{\n  chroot =\n}}\n"
        )
    };
    let (uid, gid) =
        if uid == 0 { ("nobody".to_owned(), "nogroup".to_owned()) } else { (uid.to_string(), gid.to_string()) };
    let folder = folder.display();
    format!(
        "base_dir = {folder}/run\nstate_dir = {folder}/state\nlog_path = /dev/stderr\nauth_verbose = yes\nauth_failure_delay = 0\n\
         listen = 127.0.0.1\nprotocols = imap\nssl = no\ndisable_plaintext_auth = no\nfirst_valid_uid = 1\n\
         auth_mechanisms = xoauth2\nmail_location = maildir:{folder}/mail/%u\n{users}\
         service anvil {{\n  unix_listener anvil-auth-penalty {{\n    mode = 0\n  }}\n}}\n\
         service imap-login {{\n  inet_listener imap {{\n    port = {port}\n  }}\n  inet_listener imaps {{\n    port = 0\n  }}\n}}\n\
         passdb {{\n  driver = oauth2\n  mechanisms = xoauth2\n  args = {folder}/oauth2.conf\n}}\n\
         userdb {{\n  driver = static\n  args = uid={uid} gid={gid} home={folder}/mail/%u\n}}\n"
    )
}

fn mine(what: &str) -> String {
    let output = std::process::Command::new("id").arg(what).output().expect("there is `id`");
    String::from_utf8(output.stdout).expect("a name").trim().to_owned()
}

fn app(sandbox: &Sandbox) -> MailApp {
    let secret = sandbox.mail_client_secret().expect("a secret");
    MailApp::new(sandbox.mail_client_id(), secret).settings(sandbox.settings())
}

async fn signed_in(sandbox: &Sandbox) -> Session<Bearer> {
    let app = app(sandbox);
    let authorization = app.authorization("http://localhost/back").prompt(Prompt::Consent);
    let authorization = authorization.scope(["openid", "email", "mail.imap", "offline_access"]);
    let redirect = sandbox.mail_consent(&authorization.url().unwrap());
    authorization.exchange(&redirect).unwrap().authorize().await.unwrap()
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(("127.0.0.1", server.port())).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_mailbox_is_read_with_a_token_and_with_the_next_one_too() {
    let sandbox = Sandbox::start().await.unwrap();
    let Some(server) = dovecot(&sandbox) else { return };
    let (session, email) = (signed_in(&sandbox).await, sandbox.user_email());
    let mut mailbox = open(&session, &email, connect(&server).await)
        .await
        .unwrap_or_else(|error| panic!("{error}: {}", server.printed()));
    assert!(subjects(&mut mailbox).await.unwrap().is_empty());
    for subject in ["First", "Second"] {
        let letter = format!("From: ivanov@mail.ru\r\nSubject: {subject}\r\n\r\nHello!\r\n");
        mailbox.append("INBOX", None, None, letter).await.unwrap();
    }
    assert_eq!(subjects(&mut mailbox).await.unwrap(), ["First", "Second"]);
    mailbox.logout().await.unwrap();
    // The token ends, which the session learns when the server refuses it, and tells the program by an error of IMAP. Dovecot cannot know
    // that error 6 of the service, with status 200, is a refusal: what it says is that it might be asked again.
    sandbox.expire_mail_tokens();
    let error = open(&session, &email, connect(&server).await).await.expect_err("the token has expired");
    assert!(error.to_string().contains("Temporary authentication failure"), "{error}");
    session.renew().await.unwrap();
    let mut mailbox = open(&session, &email, connect(&server).await).await.unwrap();
    assert_eq!(subjects(&mut mailbox).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_token_opens_no_mailbox_of_somebody_else_and_a_wrong_one_opens_none() {
    let sandbox = Sandbox::start().await.unwrap();
    let Some(server) = dovecot(&sandbox) else { return };
    let session = signed_in(&sandbox).await;
    let error = open(&session, "somebody.else@mail.ru", connect(&server).await).await.expect_err("another mailbox");
    assert!(error.to_string().contains("Authentication failed"), "{error}");
    let wrong = app(&sandbox).session_of(Tokens::new("no such token")).unwrap();
    assert!(open(&wrong, &sandbox.user_email(), connect(&server).await).await.is_err());
    assert!(open(&session, &sandbox.user_email(), connect(&server).await).await.is_ok());
}
