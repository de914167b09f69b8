//! Takes billing call-backs: verifies them, delivers once, and answers.
//!
//! With `MAILRU_APP_ID` and `MAILRU_SECRET_KEY` in the environment it serves that application until it is stopped, at the
//! address that the first argument may give. Without them it takes a sandbox's, sends itself what the platform would send,
//! and prints questions and answers.

use std::{env, error::Error, sync::Arc};

use axum::{Router, extract::RawQuery, http::header::CONTENT_TYPE, response::IntoResponse, routing::get};
use mailru_sandbox::Sandbox;
use mailru_sdk::incoming::{
    BillingCallback, BillingReason, BillingReply, BillingVerifier, MemorySeen, SeenTransactions, deliver_once,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What the application sells: the number that it gives to the payment dialog, and the price in mailiki.
const SERVICES: &[(u64, u64)] = &[(10, 25), (11, 90)];

struct Shop {
    verifier: BillingVerifier,
    /// A real shop has `RedisSeen` here, or keeps the mark in its database, in the same transaction as the goods.
    seen: Arc<dyn SeenTransactions>,
}

impl Shop {
    async fn answer(&self, query: &str) -> BillingReply {
        match self.verifier.verify(query) {
            Ok(callback) => {
                let transaction = callback.transaction_id.to_string();
                deliver_once(&*self.seen, &transaction, async |_| deliver(&callback)).await
            }
            Err(error) => {
                eprintln!("  refused: {error}");
                BillingReply::from(&error)
            }
        }
    }
}

fn deliver(callback: &BillingCallback) -> BillingReply {
    let Some((_, price)) = SERVICES.iter().find(|(id, _)| *id == callback.service_id) else {
        return BillingReply::Refused(BillingReason::ServiceNotFound);
    };
    // The price came from the user's browser.
    if callback.price.mailiki != Some(*price) {
        return BillingReply::Refused(BillingReason::WrongPrice);
    }
    println!("  delivered service {} to user {}", callback.service_id, callback.uid);
    BillingReply::Delivered
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?.to_string();
    println!("GET http://{address}/billing");
    if let (Ok(app_id), Ok(secret_key)) = (env::var("MAILRU_APP_ID"), env::var("MAILRU_SECRET_KEY")) {
        return serve(listener, BillingVerifier::new(app_id.parse()?, secret_key)).await;
    }
    let sandbox = Sandbox::start().await?;
    let verifier = BillingVerifier::new(sandbox.app_id(), sandbox.secret_key());
    let platform = verifier.clone();
    tokio::spawn(async { serve(listener, verifier).await.map_err(|error| eprintln!("{error}")) });
    demonstrate(&address, &platform, &sandbox.uid().to_string()).await
}

async fn serve(listener: TcpListener, verifier: BillingVerifier) -> Result<(), Box<dyn Error>> {
    let shop = Arc::new(Shop { verifier, seen: Arc::new(MemorySeen::new()) });
    let billing = async move |RawQuery(query): RawQuery| {
        let reply = shop.answer(&query.unwrap_or_default()).await;
        ([(CONTENT_TYPE, "application/json")], reply.to_string()).into_response()
    };
    Ok(axum::serve(listener, Router::new().route("/billing", get(billing))).await?)
}

/// Plays the platform.
async fn demonstrate(address: &str, platform: &BillingVerifier, uid: &str) -> Result<(), Box<dyn Error>> {
    let payment = |transaction, price| {
        let what = [("transaction_id", transaction), ("mailiki_price", price), ("uid", uid)];
        platform.test_query([&what[..], &[("service_id", "10"), ("profit", "1250"), ("debug", "1")]].concat())
    };
    let paid = payment("3751", "25")?;
    for (what, query) in [
        ("a test payment", &paid),
        ("the same again", &paid),
        ("a price that is not ours", &payment("3752", "1")?),
        ("a forgery", &paid.replace("service_id=10", "service_id=11")),
    ] {
        println!("\n{what}\n  GET /billing?{query}");
        println!("  {}", ask(address, query).await?);
    }
    Ok(())
}

async fn ask(address: &str, query: &str) -> Result<String, Box<dyn Error>> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /billing?{query} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut response = String::new();
    stream.read_to_string(&mut response).await?;
    let (_, body) = response.split_once("\r\n\r\n").ok_or("no HTTP response")?;
    Ok(body.to_owned())
}
