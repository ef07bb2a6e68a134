//! The fields and types of acs-sdk's models, with serde's derives. They are written only where both are compared.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use time::OffsetDateTime;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SendMessageRequest<'a> {
    pub(super) from: &'a str,
    pub(super) sms_recipients: Vec<SmsRecipient<'a>>,
    pub(super) message: &'a str,
    pub(super) sms_send_options: SmsOptions,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SmsRecipient<'a> {
    pub(super) to: &'a str,
    pub(super) repeatability_request_id: String,
    pub(super) repeatability_first_sent: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SmsOptions {
    pub(super) enable_delivery_report: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SmsSendResponse {
    pub(crate) value: Vec<SmsSendResponseItem>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SmsSendResponseItem {
    pub(crate) to: String,
    pub(crate) message_id: Option<String>,
    pub(crate) http_status_code: i32,
    pub(crate) successful: bool,
    pub(crate) error_message: Option<String>,
    pub(crate) repeatability_result: Option<RepeatabilityResult>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatMessagesCollection {
    pub(crate) value: Vec<ChatMessage>,
    pub(crate) next_link: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatMessage {
    pub(crate) id: String,
    pub(crate) sender_display_name: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) created_on: OffsetDateTime,
    pub(crate) r#type: ChatMessageType,
    pub(crate) sequence_id: String,
    pub(crate) version: String,
    pub(crate) content: Option<ChatMessageContent>,
    pub(crate) sender_communication_identifier: Option<CommunicationIdentifier>,
    #[serde(with = "time::serde::rfc3339::option", default)]
    pub(crate) deleted_on: Option<OffsetDateTime>,
    #[serde(with = "time::serde::rfc3339::option", default)]
    pub(crate) edited_on: Option<OffsetDateTime>,
    pub(crate) metadata: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatMessageContent {
    pub(crate) message: Option<String>,
    pub(crate) topic: Option<String>,
    pub(crate) participants: Option<Vec<ChatParticipant>>,
    pub(crate) attachments: Option<Vec<ChatAttachment>>,
    pub(crate) initiator_communication_identifier: Option<CommunicationIdentifier>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatParticipant {
    pub(crate) display_name: Option<String>,
    pub(crate) communication_identifier: CommunicationIdentifier,
    #[serde(with = "time::serde::rfc3339::option", default)]
    pub(crate) share_history_time: Option<OffsetDateTime>,
    pub(crate) metadata: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatAttachment {
    pub(crate) id: String,
    pub(crate) attachment_type: ChatAttachmentType,
    pub(crate) name: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) preview_url: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CommunicationIdentifier {
    pub(crate) kind: Option<CommunicationIdentifierKind>,
    pub(crate) raw_id: Option<String>,
    pub(crate) communication_user: Option<CommunicationUser>,
    pub(crate) phone_number: Option<PhoneNumber>,
    pub(crate) microsoft_teams_user: Option<MicrosoftTeamsUser>,
    pub(crate) microsoft_teams_app: Option<MicrosoftTeamsApp>,
    pub(crate) teams_extension_user: Option<TeamsExtensionUser>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CommunicationUser {
    pub(crate) id: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhoneNumber {
    pub(crate) value: String,
    pub(crate) is_anonymous: Option<bool>,
    pub(crate) asserted_id: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MicrosoftTeamsUser {
    pub(crate) user_id: String,
    pub(crate) is_anonymous: Option<bool>,
    pub(crate) cloud: Option<CloudEnvironment>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MicrosoftTeamsApp {
    pub(crate) app_id: String,
    pub(crate) cloud: Option<CloudEnvironment>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TeamsExtensionUser {
    pub(crate) user_id: String,
    pub(crate) tenant_id: String,
    pub(crate) resource_id: String,
    pub(crate) cloud: Option<CloudEnvironment>,
}

/// An enum that keeps a value which it does not know.
macro_rules! open_enum {
    ($name:ident { $($variant:ident = $text:literal),* }) => {
        pub(crate) enum $name {
            $($variant,)*
            Unknown(String),
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    text => Self::Unknown(text.to_owned()),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                })
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text(PhantomData))
            }
        }
    };
}

open_enum!(ChatMessageType {
    Text = "text",
    Html = "html",
    TopicUpdated = "topicUpdated",
    ParticipantAdded = "participantAdded",
    ParticipantRemoved = "participantRemoved"
});
open_enum!(ChatAttachmentType { Image = "image", File = "file" });
open_enum!(CloudEnvironment { Public = "public", Dod = "dod", Gcch = "gcch" });
open_enum!(RepeatabilityResult { Accepted = "accepted", Rejected = "rejected" });
open_enum!(CommunicationIdentifierKind {
    UnknownValue = "unknown",
    CommunicationUser = "communicationUser",
    PhoneNumber = "phoneNumber",
    MicrosoftTeamsUser = "microsoftTeamsUser",
    MicrosoftTeamsApp = "microsoftTeamsApp",
    TeamsExtensionUser = "teamsExtensionUser"
});

/// Reads a text without copying it.
struct Text<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}
