//! Adding and removing participants, and who could not be added.

use std::fmt;

use super::refuse;
use crate::{
    generated::{
        models::{AddChatParticipantsRequest, ChatParticipant, CommunicationError},
        operations::chat::{AddChatParticipants, RemoveChatParticipant},
        runtime::{BoxFuture, Client, Error, client::CallSettings},
    },
    identifier::CommunicationIdentifier,
};

/// A participant whom the service did not add.
///
/// It is an error that can be returned where one participant decides.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ParticipantFailure {
    /// The participant of the request whom the error is about; `None` if the service named nobody, or somebody who was
    /// not in the request.
    pub participant: Option<ChatParticipant>,
    /// What the service said. Its target is the raw id of the participant.
    pub error: CommunicationError,
}

impl fmt::Display for ParticipantFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = self.error.target.as_deref().unwrap_or("a participant");
        write!(formatter, "{target} was not added: {} (code {})", self.error.message, self.error.code)
    }
}

impl std::error::Error for ParticipantFailure {}

/// Says for each error which of the participants it is about, by raw id and whatever kind of identifier they have.
///
/// The clients do so by themselves; this is for what the [operations](crate::operations::chat) give. No error is lost:
/// one that fits no participant comes without.
pub fn match_failures(
    participants: &[ChatParticipant],
    errors: impl IntoIterator<Item = CommunicationError>,
) -> Vec<ParticipantFailure> {
    let find = |target: &str| participants.iter().find(|participant| is_about(target, participant));
    let failure = |error: CommunicationError| {
        let participant = error.target.as_deref().filter(|target| !target.is_empty()).and_then(find).cloned();
        ParticipantFailure { participant, error }
    };
    errors.into_iter().map(failure).collect()
}

/// Ids are hexadecimal numbers and telephone numbers: how they are capitalized is nobody's business.
fn is_about(target: &str, participant: &ChatParticipant) -> bool {
    participant.identifier().raw_id().eq_ignore_ascii_case(target)
}

/// Adds participants when it is awaited. From
/// [`ChatThreadClient::add_participants`](super::ChatThreadClient::add_participants).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct AddParticipants {
    client: Client,
    operation: AddChatParticipants,
}

impl AddParticipants {
    pub(super) fn new(client: Client, thread_id: &str, participants: Vec<ChatParticipant>) -> Self {
        let body = AddChatParticipantsRequest::new(participants);
        Self { client, operation: AddChatParticipants::new(thread_id, body) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

/// Nobody to add is a success, and nothing is sent.
///
/// # Errors
/// [`Error::Service`] when the service adds nobody. A single participant who cannot be added is no error, but in
/// [`AddedParticipants::failures`].
impl IntoFuture for AddParticipants {
    type Output = Result<AddedParticipants, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            if self.operation.chat_thread_id.is_empty() {
                return Err(refuse::<AddChatParticipants>("the thread's id is empty"));
            }
            let participants = self.operation.body.participants.clone();
            if participants.is_empty() {
                return Ok(AddedParticipants { failures: Vec::new() });
            }
            // Adding somebody who is there already changes nothing.
            let result = self.client.send(self.operation).repeatable().await?;
            let errors = result.invalid_participants.unwrap_or_default();
            Ok(AddedParticipants { failures: match_failures(&participants, errors) })
        })
    }
}

/// What became of the participants who were to be added.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddedParticipants {
    /// Who was left out, and why. All others are in the thread.
    pub failures: Vec<ParticipantFailure>,
}

impl AddedParticipants {
    /// Takes a single failure for a failure of it all.
    ///
    /// # Errors
    /// The first participant who was not added.
    pub fn all(self) -> Result<(), Box<ParticipantFailure>> {
        match self.failures.into_iter().next() {
            Some(failure) => Err(Box::new(failure)),
            None => Ok(()),
        }
    }
}

/// Removes a participant when it is awaited. From
/// [`ChatThreadClient::remove_participant`](super::ChatThreadClient::remove_participant).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct RemoveParticipant {
    client: Client,
    operation: RemoveChatParticipant,
}

impl RemoveParticipant {
    pub(super) fn new(client: Client, thread_id: &str, identifier: CommunicationIdentifier) -> Self {
        Self { client, operation: RemoveChatParticipant::new(thread_id, identifier) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

/// # Errors
/// [`Error::Service`] when there is no such participant, or the user may not remove others. It is also what a repetition
/// gives if the service had removed the participant before its first answer was lost.
impl IntoFuture for RemoveParticipant {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).repeatable().into_future()
    }
}
