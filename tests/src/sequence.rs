//! A server that answers one request after the other, each as a test says, and keeps what it was asked. Answers that are not
//! even HTTP are the business of `scripted`.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use mailru_sdk::{Api, Client, ClientApp, RetryPolicy, Server, ServerApp, Settings};
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

use crate::scripted::request;

/// A status and a body.
pub type Answer = (u16, String);

/// How requests are answered.
type Answers = Box<dyn FnMut(&Asked) -> Answer + Send>;

/// A server on loopback that answers requests in their order.
#[derive(Debug)]
pub struct Sequence {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    task: JoinHandle<()>,
}

impl Sequence {
    /// Gives these bodies as successes, one to each request; after the last one, failures that no test expects.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn of(bodies: impl IntoIterator<Item = impl Into<String>>) -> io::Result<Self> {
        Self::of_answers(bodies.into_iter().map(|body| (200, body.into()))).await
    }

    /// The same with a status for each body.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn of_answers(answers: impl IntoIterator<Item = Answer>) -> io::Result<Self> {
        let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
        Self::by(move |_| answers.next().unwrap_or_else(|| (404, "nothing is left to answer".to_owned()))).await
    }

    /// Makes each answer from what is asked.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn by(answers: impl FnMut(&Asked) -> Answer + Send + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let asked = Arc::new(Mutex::new(Vec::new()));
        let desk = Arc::new(Desk { answers: Mutex::new(Box::new(answers)), asked: Arc::clone(&asked) });
        let task = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let desk = Arc::clone(&desk);
                connections.spawn(async move { desk.serve(stream).await });
            }
        });
        Ok(Self { address, asked, task })
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Settings that send calls and grants here, each once.
    pub fn settings(&self) -> Settings {
        let (settings, url) = (Settings::new().retry(RetryPolicy::off()), self.url());
        settings
            .api_url(format!("{url}/platform/api"))
            .oauth_url(format!("{url}/oauth"))
            .oauth_mail_url(format!("{url}/oauth.mail.ru"))
    }

    /// A session of the client-server circuit here.
    #[must_use]
    pub fn client(&self) -> Api<Client> {
        Api::new(ClientApp::new(423_004, "private key").settings(self.settings()).session("access token", 1))
    }

    /// A session of the server-server circuit here.
    #[must_use]
    pub fn server(&self) -> Api<Server> {
        Api::new(ServerApp::new(423_004, "secret key").settings(self.settings()).session("access token"))
    }

    /// What was asked so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.asked).clone()
    }

    /// The value of one parameter in every request so far.
    #[must_use]
    pub fn asked_for(&self, name: &str) -> Vec<Option<String>> {
        lock(&self.asked).iter().map(|asked| asked.get(name).map(str::to_owned)).collect()
    }
}

impl Drop for Sequence {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A request, with the parameters out of its query string and its form body.
#[derive(Debug, Clone)]
pub struct Asked {
    text: String,
    params: Vec<(String, String)>,
}

impl Asked {
    fn of(request: &str) -> Self {
        let (head, body) = request.split_once("\r\n\r\n").unwrap_or((request, ""));
        let target = head.split(' ').nth(1).unwrap_or_default();
        let query = target.split_once('?').map_or("", |(_, query)| query);
        let pairs = [query, body].into_iter().flat_map(|form| form_urlencoded::parse(form.as_bytes()).into_owned());
        Self { params: pairs.collect(), text: request.to_owned() }
    }

    /// Verb and address, as in the first line of the request.
    #[must_use]
    pub fn target(&self) -> &str {
        self.text.lines().next().and_then(|line| line.rsplit_once(' ')).map_or("", |(target, _)| target)
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.text.lines().skip(1).take_while(|line| !line.is_empty());
        let mut headers = lines.filter_map(|line| line.split_once(':'));
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The value of a parameter, decoded.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What all connections share.
struct Desk {
    answers: Mutex<Answers>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Desk {
    async fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        while let Some(request) = request::read(&mut stream).await? {
            let asked = Asked::of(&request);
            lock(&self.asked).push(asked.clone());
            let (status, body) = lock(&self.answers)(&asked);
            let length = body.len();
            stream
                .write_all(format!("HTTP/1.1 {status} Status\r\nContent-Length: {length}\r\n\r\n{body}").as_bytes())
                .await?;
        }
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
