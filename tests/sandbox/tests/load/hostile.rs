//! What no client sends, or only a broken one.

use crate::served::Served;

/// Numbers that are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("it is below a usize")
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[3]
    }
}

/// Either nothing, or an answer that blames the client or was deserved.
fn is_calm(answer: &[u8]) -> bool {
    let head = String::from_utf8_lossy(answer);
    answer.is_empty() || ["HTTP/1.1 2", "HTTP/1.1 3", "HTTP/1.1 4"].iter().any(|begin| head.starts_with(begin))
}

#[tokio::test]
async fn a_million_random_bytes_leave_it_serving() {
    let served = Served::start("noise");
    let mut numbers = Numbers(1);
    let mut bytes = 0;
    while bytes < 1_000_000 {
        let length = 1 + numbers.below(20_000);
        let noise: Vec<u8> = (0..length).map(|_| numbers.byte()).collect();
        let answer = served.connect().await.throw(&noise).await;
        assert!(is_calm(&answer), "{}", String::from_utf8_lossy(&answer));
        bytes += length;
    }
    served.serves().await;
    served.end_well();
}

/// Requests of every kind, as honest clients send them.
fn honest(served: &Served) -> Vec<String> {
    let host = served.host();
    let form = "Content-Type: application/x-www-form-urlencoded";
    let post = |target: &str, kind: &str, body: &str| {
        let length = body.len();
        format!("POST {target} HTTP/1.1\r\nHost: {host}\r\n{kind}\r\nContent-Length: {length}\r\n\r\n{body}")
    };
    let call = served.target("friends.get", &[("ext", "1")]);
    let (_, query) = call.split_once('?').expect("a query");
    let part = "--b\r\nContent-Disposition: form-data; name=\"img_file\"; filename=\"a.png\"\r\n\r\nPNG\r\n--b--\r\n";
    let login = "csrf=0123456789abcdef0123456789abcdef&action=login&email=a%40mail.ru&password=b";
    let authorize = "/oauth/authorize?client_id=423004&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2F";
    let token =
        format!("grant_type=password&client_id=423004&client_secret={}&username=a", served.export("SECRET_KEY"));
    vec![
        format!("GET {call} HTTP/1.1\r\nHost: {host}\r\nx-sandbox-fault: cut\r\nAccept-Language: ru;q=0.5\r\n\r\n"),
        post("/platform/api/friends/get", form, query),
        post("/platform/api?method=photos.upload", "Content-Type: multipart/form-data; boundary=b", part),
        post("/oauth/token", form, &token),
        post(authorize, &format!("{form}\r\nCookie: sandbox_login_1=a; b=c"), login),
        format!("GET {authorize} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET /platform/mail/ivanov/ HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET /?method=friends.get&secrets=shown HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        post("/oauth/token", &format!("{form}\r\nTransfer-Encoding: chunked"), "5\r\na=b&c\r\n0\r\n\r\n"),
    ]
}

/// A few bytes changed, lost, doubled or added.
fn spoilt(request: &str, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = request.as_bytes().to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        match numbers.below(5) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, numbers.byte()),
            2 => drop(bytes.splice(at..at, b"%\r\n\0".iter().copied())),
            3 => {
                let end = at + numbers.below(bytes.len() - at);
                let doubled = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, doubled));
            }
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = numbers.byte()),
        }
    }
    bytes
}

#[tokio::test]
async fn ten_thousand_malformed_requests_leave_it_serving() {
    let served = Served::start("malformed");
    let (honest, mut numbers) = (honest(&served), Numbers(7));
    for count in 0..10_000 {
        let request = spoilt(&honest[count % honest.len()], &mut numbers);
        let answer = served.connect().await.throw(&request).await;
        let shown = || (String::from_utf8_lossy(&request).into_owned(), String::from_utf8_lossy(&answer).into_owned());
        assert!(is_calm(&answer), "{:?}", shown());
    }
    served.serves().await;
    served.end_well();
}

/// More connections than there are descriptors for, each with half a request: the others wait at the door until those time out.
#[cfg(unix)]
#[tokio::test]
async fn half_requests_on_all_descriptors_keep_nobody_out_for_long() {
    let served = Served::start_with_descriptors("descriptors", 32, &["--client-timeout", "500ms"]);
    let halves = ["", "GET /platform/api HTTP/1.1\r\nHost: ", "POST /oauth/token HTTP/1.1\r\nContent-Le"];
    let mut open = Vec::new();
    for half in halves.iter().cycle().take(96) {
        let mut connection = served.connect().await;
        connection.say(half).await;
        open.push(connection);
    }
    served.serves().await;
    drop(open);
    served.end_well();
}
