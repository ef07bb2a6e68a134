//! Makes a user, gives it tokens, and deletes it.
//!
//! ```sh
//! cargo run --example identities                  # calls a server in this process
//! COMMUNICATION_CONNECTION_STRING='endpoint=…;accesskey=…' cargo run --example identities
//! ```

mod local;

use std::time::Duration;

use acs_sdk::{CommunicationTokenCredential, IdentityClient, TokenScope, runtime::transport::TokioClock};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let identity = IdentityClient::from_connection_string(&local::connection_string()?)?;

    let (user, token) = identity.create_user_and_token([TokenScope::Chat]).await?;
    println!("made {}, whose token ends at {:?}", user.id, token.expires_on());

    let hour = Duration::from_secs(60 * 60);
    let short = identity.issue_token(&user, [TokenScope::ChatJoin, TokenScope::VoipJoin]).expires_in(hour).await?;
    println!("a token for guests ends at {:?}", short.expires_on());

    // What a chat client takes: a token that renews itself before it ends.
    let (refresher, who) = (identity.clone(), user.clone());
    let credential = CommunicationTokenCredential::builder(token)
        .refresher(move || refresher.issue_token(&who, [TokenScope::Chat]))
        .proactive()
        .build()?;
    println!("the credential has {:?}", credential.token(&TokioClock).await?);

    identity.revoke_tokens(&user).await?;
    identity.delete_user(&user).await?;
    println!("revoked and deleted");
    Ok(())
}
