use mailru_sdk::{Api, ClientApp, Error};

pub async fn notify(uid: u64) -> Result<(), Error> {
    let api = Api::new(ClientApp::new(1, "key").session("token", uid));
    api.notifications().send([uid], "A gift is waiting.").await?;
    Ok(())
}

fn main() {}
