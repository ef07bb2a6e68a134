//! The calls through acs-sdk, with its usual settings, as its documentation shows them.

use acs_sdk::{ChatClient, ChatThreadClient, CommunicationTokenCredential, SmsClient, models::ChatMessagesCollection};

use crate::{
    Result,
    answers::{PAGE, THREAD},
    given, measure,
};

pub(crate) struct Client {
    sms: SmsClient,
    thread: ChatThreadClient,
}

pub(crate) fn client(address: &str) -> Result<Client> {
    let sms = SmsClient::from_connection_string(&format!("endpoint=http://{address}/;accesskey={}", given::KEY))?;
    let user = CommunicationTokenCredential::from_token(given::TOKEN)?;
    let chat = ChatClient::new(&format!("http://{address}"), user)?;
    Ok(Client { sms, thread: chat.thread(THREAD) })
}

impl Client {
    async fn messages(&self) -> Result<ChatMessagesCollection> {
        let mut pages = self.thread.list_messages().max_page_size(PAGE.try_into()?).pages();
        Ok(pages.next().await.ok_or("there is no page")??)
    }
}

impl measure::Client for Client {
    async fn send_sms(&self) -> Result<usize> {
        let sent = self.sms.send(given::FROM, given::TO, given::TEXT).await?;
        Ok(sent.iter().filter(|sent| sent.is_successful()).count())
    }

    async fn list_messages(&self) -> Result<usize> {
        Ok(self.messages().await?.value.len())
    }
}
