//! Identifiers as the services write them: the raw id, and beside it the same taken apart.
//!
//! Sent are the raw id and exactly one part, which is what all versions of the services take; an unknown identifier has
//! the raw id only. What arrives may lack the kind, the raw id or the part, and may name the cloud in capitals. Where raw
//! id and part contradict each other the raw id counts: it is what the services compare.

use super::{
    CommunicationCloud as Cloud, CommunicationIdentifier as Identifier, CommunicationUserIdentifier as User,
    MicrosoftTeamsAppIdentifier as TeamsApp, MicrosoftTeamsUserIdentifier as TeamsUser, PhoneNumberIdentifier as Phone,
    TeamsExtensionUserIdentifier as ExtensionUser,
};
use crate::generated::models::{
    CommunicationCloudEnvironmentModel, CommunicationIdentifierModel, CommunicationIdentifierModelKind as Kind,
    CommunicationUserIdentifierModel, MicrosoftTeamsAppIdentifierModel, MicrosoftTeamsUserIdentifierModel,
    PhoneNumberIdentifierModel, TeamsExtensionUserIdentifierModel,
};

/// What is sent for the identifier: its raw id, and the part for its kind.
impl From<&Identifier> for CommunicationIdentifierModel {
    fn from(identifier: &Identifier) -> Self {
        let model = Self::new().raw_id(identifier.raw_id());
        match identifier {
            Identifier::CommunicationUser(user) => {
                model.communication_user(CommunicationUserIdentifierModel::new(&user.id))
            }
            Identifier::PhoneNumber(number) => model.phone_number(phone_number(number)),
            Identifier::MicrosoftTeamsUser(user) => model.microsoft_teams_user(
                MicrosoftTeamsUserIdentifierModel::new(&user.user_id)
                    .is_anonymous(user.is_anonymous)
                    .cloud(user.cloud.as_str()),
            ),
            Identifier::MicrosoftTeamsApp(app) => {
                model.microsoft_teams_app(MicrosoftTeamsAppIdentifierModel::new(&app.app_id).cloud(app.cloud.as_str()))
            }
            Identifier::TeamsExtensionUser(user) => model.teams_extension_user(
                TeamsExtensionUserIdentifierModel::new(&user.user_id, &user.tenant_id, &user.resource_id)
                    .cloud(user.cloud.as_str()),
            ),
            Identifier::Unknown(_) => model,
        }
    }
}

/// What is sent for the identifier: its raw id, and the part for its kind.
impl From<Identifier> for CommunicationIdentifierModel {
    fn from(identifier: Identifier) -> Self {
        Self::from(&identifier)
    }
}

/// Reads what arrived. The raw id counts if there is one.
impl From<&CommunicationIdentifierModel> for Identifier {
    fn from(model: &CommunicationIdentifierModel) -> Self {
        let raw_id = model.raw_id.as_deref().filter(|raw_id| !raw_id.is_empty());
        let Some(raw_id) = raw_id else { return part(model).unwrap_or(Self::Unknown(String::new())) };
        match Self::from_raw_id(raw_id) {
            // A kind of raw id that is not known here, such as that of a new cloud, may come with a part that is.
            Self::Unknown(raw_id) => match part(model) {
                Some(part) if part.raw_id() == raw_id => part,
                _ => Self::Unknown(raw_id),
            },
            identifier => identifier,
        }
    }
}

/// Reads what arrived. The raw id counts if there is one.
impl From<CommunicationIdentifierModel> for Identifier {
    fn from(model: CommunicationIdentifierModel) -> Self {
        Self::from(&model)
    }
}

fn phone_number(number: &Phone) -> PhoneNumberIdentifierModel {
    let model = PhoneNumberIdentifierModel::new(&number.value);
    match number.asserted_id() {
        // Older versions of the services know neither member: they are left out where they say nothing.
        _ if number.is_anonymous() => model.is_anonymous(true),
        Some(asserted) => model.asserted_id(asserted),
        None => model,
    }
}

/// The part that belongs to the kind; without a kind, or without that part, the first there is.
fn part(model: &CommunicationIdentifierModel) -> Option<Identifier> {
    let parts = [
        (Kind::CommunicationUser, model.communication_user.as_ref().map(|part| User::new(&part.id).into())),
        (Kind::PhoneNumber, model.phone_number.as_ref().map(|part| Phone::new(&part.value).into())),
        (Kind::MicrosoftTeamsUser, model.microsoft_teams_user.as_ref().map(teams_user)),
        (Kind::MicrosoftTeamsApp, model.microsoft_teams_app.as_ref().map(teams_app)),
        (Kind::TeamsExtensionUser, model.teams_extension_user.as_ref().map(extension_user)),
    ];
    let named = parts.iter().position(|(kind, part)| model.kind.as_ref() == Some(kind) && part.is_some());
    let index = named.or_else(|| parts.iter().position(|(_, part)| part.is_some()))?;
    parts.into_iter().nth(index)?.1
}

fn teams_user(part: &MicrosoftTeamsUserIdentifierModel) -> Identifier {
    let user = TeamsUser::new(&part.user_id).is_anonymous(part.is_anonymous == Some(true));
    user.cloud(cloud(part.cloud.as_ref())).into()
}

fn teams_app(part: &MicrosoftTeamsAppIdentifierModel) -> Identifier {
    TeamsApp::new(&part.app_id).cloud(cloud(part.cloud.as_ref())).into()
}

fn extension_user(part: &TeamsExtensionUserIdentifierModel) -> Identifier {
    let user = ExtensionUser::new(&part.user_id, &part.tenant_id, &part.resource_id);
    user.cloud(cloud(part.cloud.as_ref())).into()
}

fn cloud(model: Option<&CommunicationCloudEnvironmentModel>) -> Cloud {
    model.map_or(Cloud::Public, |model| model.as_str().into())
}
