//! Chat takes tokens of users only: the service answers anything else with 401.

use acs_sdk::{AccessKeyCredential, ChatClient, Client, ServiceCredential};

fn with_access_key(key: AccessKeyCredential) {
    let _ = ChatClient::new("https://contoso.communication.azure.com", key);
}

fn with_credential_of_other_services(credential: ServiceCredential) {
    let _ = ChatClient::with_client_builder(Client::builder("https://contoso.communication.azure.com"), credential);
}

fn main() {
    let _ = (with_access_key, with_credential_of_other_services);
}
