//! Uploads that take longer than a call may: what had gone by then is told, and a program may let them go on as long as they get on.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use mailru_sdk::{Api, Client, ClientApp, Error, File, RetryPolicy, Settings, error::TransportKind};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
    task::JoinHandle,
    time::Instant,
};

/// Much more than systems keep on the way between two sockets.
const SIZE: usize = 24 << 20;

/// How long a call may take in all.
const LIMIT: Duration = Duration::from_millis(700);

/// More than enough between two pieces.
const PIECE: Duration = Duration::from_mins(1);

/// A server that takes half of a request, lets time pass, and takes the rest; or never does.
struct Slow {
    settings: Settings,
    taken: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Drop for Slow {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Slow {
    fn start(pause: Option<Duration>) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(64 * 1024)?;
        socket.bind(([127, 0, 0, 1], 0).into())?;
        let listener = socket.listen(8)?;
        let settings = Settings::new().api_url(format!("http://{}/api", listener.local_addr()?)).timeout(LIMIT);
        let taken = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&taken);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that gives up is part of a test.
                let _ = take(stream, pause, &count).await;
            }
        });
        Ok(Self { settings, taken, task })
    }

    fn api(&self, retry: RetryPolicy) -> Api<Client> {
        Api::new(ClientApp::new(1, "private key").settings(self.settings.clone().retry(retry)).session("token", 1))
    }
}

async fn take(mut stream: TcpStream, pause: Option<Duration>, count: &AtomicU64) -> io::Result<()> {
    let mut piece = vec![0; 64 * 1024];
    let (mut taken, mut has_paused) = (0, false);
    while taken < SIZE {
        if taken > SIZE / 2 && !has_paused {
            match pause {
                Some(pause) => tokio::time::sleep_until(Instant::now() + pause).await,
                None => std::future::pending().await,
            }
            has_paused = true;
        }
        let read = stream.read(&mut piece).await?;
        if read == 0 {
            return Ok(());
        }
        taken += read;
        count.fetch_add(read as u64, Ordering::SeqCst);
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"pid\":1}").await?;
    // What is left of the request is of no interest, but to close before it came would reset the connection.
    while stream.read(&mut piece).await? > 0 {}
    Ok(())
}

fn file() -> File {
    File::from_bytes("big.jpg", vec![0; SIZE])
}

#[tokio::test]
async fn an_upload_that_ran_out_of_time_says_how_much_had_gone() {
    let server = Slow::start(None).unwrap();
    let error = server.api(RetryPolicy::off()).photos().upload("_myphoto", file()).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportKind::Timeout(LIMIT));
    let (sent, total) = error.sent().unwrap();
    assert!(total == SIZE as u64 && sent < total, "{sent} of {total}");
    assert_eq!(
        error.to_string(),
        format!("photos.upload: no answer within 700ms; {sent} of {total} bytes of files had been sent")
    );
}

#[tokio::test]
async fn an_upload_that_gets_on_may_take_longer_than_the_call() {
    let server = Slow::start(Some(2 * LIMIT)).unwrap();
    let late = server.api(RetryPolicy::off()).photos().upload("_myphoto", file()).await;
    assert!(matches!(late, Err(Error::Transport(error)) if error.kind() == TransportKind::Timeout(LIMIT)));
    // An attempt's own limit does not count either.
    let policy = RetryPolicy::new().attempt_timeout(LIMIT / 2);
    let answer = server.api(policy).photos().upload("_myphoto", file().piece_timeout(PIECE)).await;
    answer.unwrap();
}

#[tokio::test]
async fn an_upload_that_stands_still_is_given_up() {
    let server = Slow::start(None).unwrap();
    let limit = Duration::from_millis(300);
    let api = server.api(RetryPolicy::off());
    let call = api.photos().upload("_myphoto", file().piece_timeout(limit));
    let error = call.timeout(Duration::from_mins(10)).send().await.unwrap_err();
    let Error::Transport(inner) = &error else { panic!("{error:?}") };
    assert_eq!(inner.kind(), TransportKind::Stalled(limit));
    assert!(error.is_retryable() && inner.sent().is_some_and(|(sent, total)| 0 < sent && sent < total), "{error}");
    assert!(server.taken.load(Ordering::SeqCst) > 0);
}

#[tokio::test]
async fn an_answer_that_does_not_come_has_the_time_of_the_call() {
    let silent = mailru_tests::scripted::Scripted::silent().await.unwrap();
    let app = ClientApp::new(1, "private key").settings(silent.settings().timeout(LIMIT));
    let file = File::from_bytes("small.jpg", vec![0; 100]).piece_timeout(PIECE);
    let error = Api::new(app.session("token", 1)).photos().upload("_myphoto", file).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!((error.kind(), error.sent()), (TransportKind::Timeout(LIMIT), Some((100, 100))));
}

#[tokio::test]
async fn an_upload_whose_connection_broke_says_how_much_had_gone_and_a_call_without_files_nothing() {
    let broken = mailru_tests::scripted::Scripted::breaking("").await.unwrap();
    let app = ClientApp::new(1, "private key").settings(broken.settings());
    let api = Api::new(app.session("token", 1));
    let error = api.photos().upload("_myphoto", File::from_bytes("small.jpg", vec![0; 100])).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!((error.kind(), error.sent()), (TransportKind::Interrupted, Some((100, 100))));
    let Err(Error::Transport(error)) = api.friends().get().await else { panic!("it was answered") };
    assert_eq!(error.sent(), None);
}
