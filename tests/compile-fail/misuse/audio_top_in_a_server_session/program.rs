use mailru_sdk::{Api, Error, ServerApp};

pub async fn top() -> Result<(), Error> {
    let api = Api::new(ServerApp::new(1, "key").session("token"));
    api.audio().top().await?;
    Ok(())
}

fn main() {}
