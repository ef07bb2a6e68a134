//! A chat from its beginning to its end.
//!
//! ```sh
//! cargo run --example chat                        # calls a server in this process
//! COMMUNICATION_ENDPOINT=https://….communication.azure.com COMMUNICATION_USER_TOKEN=… \
//!     COMMUNICATION_OTHER_USER=8:acs:… cargo run --example chat
//! ```
//!
//! The token is one of a user with the scope `chat`: the example `identities` makes some.

#[path = "local/http.rs"]
mod http;
#[path = "local/chat.rs"]
mod local;

use std::env;

use acs_sdk::{
    ChatClient, ChatThreadClient, CommunicationIdentifier, CommunicationTokenCredential, Error, chat::MessageView,
    models::ChatParticipant,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (endpoint, token, others) = settings()?;
    let chat = ChatClient::new(&endpoint, CommunicationTokenCredential::from_token(token)?)?;

    let participants = others.iter().map(|other| ChatParticipant::from(other).display_name("Alice"));
    let created = chat.create_thread("Launch").participants(participants).await?;
    println!("{} is about {:?}, by {}", created.id(), created.thread.topic, created.thread.created_by());
    for failure in &created.failures {
        println!("  {failure}");
    }

    let thread = created.client();
    let result = converse(&thread, &others).await;
    // Whatever went wrong in between: leave nothing behind.
    chat.delete_thread(thread.id()).await?;
    result?;

    match thread.properties().await {
        Err(Error::Service(error)) => println!("afterwards: {} {}", error.status(), error.code().unwrap_or("?")),
        other => println!("afterwards: {other:?}"),
    }
    Ok(())
}

async fn converse(thread: &ChatThreadClient, others: &[CommunicationIdentifier]) -> Result<(), Error> {
    thread.update_topic("Launch, postponed").await?;

    let first = thread.send_message("Ten, nine, eight …").sender_display_name("Bob").await?;
    let second = thread.send_message("<b>Hold!</b>").html().metadata([("reason", "weather")]).await?;
    let third = thread.send_message("Oops").await?;
    thread.update_message(&first.id).content("Ten, nine").await?;
    thread.delete_message(&third.id).await?;
    thread.send_typing_notification().sender_display_name("Bob").await?;
    thread.send_read_receipt(&second.id).await?;

    let mut messages = thread.list_messages().max_page_size(2).items();
    while let Some(message) = messages.next().await {
        let message = message?;
        let name = message.sender_name().unwrap_or("somebody");
        match message.view() {
            MessageView::Text(text) => println!("  {name}: {text}"),
            MessageView::Html(html) => println!("  {name}, in HTML: {html}"),
            MessageView::Deleted => println!("  {name} has taken it back"),
            MessageView::TopicUpdated { topic, .. } => println!("  (now about {topic:?})"),
            MessageView::ParticipantsAdded { participants, .. } => println!("  ({} joined)", participants.len()),
            other => println!("  ({other:?})"),
        }
    }

    let mut receipts = thread.list_read_receipts().items();
    while let Some(receipt) = receipts.next().await {
        let receipt = receipt?;
        println!("{} has read {} at {}", receipt.sender(), receipt.chat_message_id, receipt.read_on);
    }

    if let Some(alice) = others.first() {
        thread.remove_participant(alice).await?;
    }
    let mut participants = thread.list_participants().items();
    while let Some(participant) = participants.next().await {
        println!("still there: {}", participant?.identifier());
    }
    Ok(())
}

/// Endpoint, token and other users: those of the environment, or of a server that is started here.
fn settings() -> Result<(String, String, Vec<CommunicationIdentifier>), Box<dyn std::error::Error>> {
    match env::var("COMMUNICATION_ENDPOINT") {
        Ok(endpoint) => {
            let other = env::var("COMMUNICATION_OTHER_USER").map_err(|_| "COMMUNICATION_OTHER_USER is not set")?;
            let token = env::var("COMMUNICATION_USER_TOKEN").map_err(|_| "COMMUNICATION_USER_TOKEN is not set")?;
            Ok((endpoint, token, vec![other.into()]))
        }
        Err(_) => {
            println!("COMMUNICATION_ENDPOINT is not set: calling a server in this process instead");
            // One of the two cannot be added, to show what becomes of that.
            let others = ["8:acs:local_alice", local::STRANGER].map(CommunicationIdentifier::from_raw_id);
            Ok((local::start()?, "local".to_owned(), others.into()))
        }
    }
}
