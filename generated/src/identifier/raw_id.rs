//! Raw ids, taken apart and put together.
//!
//! | beginning | kind |
//! |---|---|
//! | `4:` | telephone number |
//! | `8:acs:` `8:dod-acs:` `8:gcch-acs:` | user, or person with a Teams extension if the rest is `resource_tenant_user` |
//! | `8:spool:` | user |
//! | `8:orgid:` `8:dod:` `8:gcch:` | person in Teams, by cloud |
//! | `8:teamsvisitor:` | visitor in Teams |
//! | `28:orgid:` `28:dod:` `28:gcch:` | application in Teams, by cloud |
//!
//! Anything else, or nothing after the beginning, is unknown. The official SDKs differ where a Teams id holds a colon:
//! here, as in the one for Python, it belongs to the id.

use super::{
    CommunicationCloud as Cloud, CommunicationIdentifier as Identifier, CommunicationUserIdentifier as User,
    MicrosoftTeamsAppIdentifier as TeamsApp, MicrosoftTeamsUserIdentifier as TeamsUser, PhoneNumberIdentifier as Phone,
    TeamsExtensionUserIdentifier as ExtensionUser,
};

/// The identifier of a raw id.
pub(super) fn read(raw: &str) -> Identifier {
    match known(raw) {
        Some(identifier) => identifier,
        None => Identifier::Unknown(raw.to_owned()),
    }
}

fn known(raw: &str) -> Option<Identifier> {
    if let Some(number) = raw.strip_prefix("4:").filter(|number| !number.is_empty()) {
        return Some(Phone::new(number).into());
    }
    let mut parts = raw.splitn(3, ':');
    let (kind, scope) = (parts.next()?, parts.next()?);
    let id = parts.next().filter(|id| !id.is_empty())?;
    Some(match (kind, scope) {
        ("8", "acs") => user(raw, id, Cloud::Public),
        ("8", "dod-acs") => user(raw, id, Cloud::Dod),
        ("8", "gcch-acs") => user(raw, id, Cloud::Gcch),
        ("8", "spool") => User::new(raw).into(),
        ("8", "teamsvisitor") => TeamsUser::new(id).is_anonymous(true).into(),
        ("8", "orgid") => TeamsUser::new(id).into(),
        ("8", "dod") => TeamsUser::new(id).cloud(Cloud::Dod).into(),
        ("8", "gcch") => TeamsUser::new(id).cloud(Cloud::Gcch).into(),
        ("28", "orgid") => TeamsApp::new(id).into(),
        ("28", "dod") => TeamsApp::new(id).cloud(Cloud::Dod).into(),
        ("28", "gcch") => TeamsApp::new(id).cloud(Cloud::Gcch).into(),
        _ => return None,
    })
}

/// A user, who has a Teams extension if the id is of three parts.
fn user(raw: &str, id: &str, cloud: Cloud) -> Identifier {
    let parts: Vec<&str> = id.split('_').collect();
    match parts[..] {
        [resource, tenant, user] if parts.iter().all(|part| !part.is_empty()) => {
            ExtensionUser::new(user, tenant, resource).cloud(cloud).into()
        }
        _ => User::new(raw).into(),
    }
}

/// The raw id of an identifier.
pub(super) fn write(identifier: &Identifier) -> String {
    match identifier {
        Identifier::CommunicationUser(user) => user.id.clone(),
        Identifier::PhoneNumber(number) => format!("4:{}", number.value),
        Identifier::MicrosoftTeamsUser(user) if user.is_anonymous => format!("8:teamsvisitor:{}", user.user_id),
        Identifier::MicrosoftTeamsUser(user) => format!("8:{}:{}", teams(&user.cloud), user.user_id),
        Identifier::MicrosoftTeamsApp(app) => format!("28:{}:{}", teams(&app.cloud), app.app_id),
        Identifier::TeamsExtensionUser(user) => {
            let scope = match &user.cloud {
                Cloud::Public => "acs".to_owned(),
                cloud => format!("{cloud}-acs"),
            };
            format!("8:{scope}:{}_{}_{}", user.resource_id, user.tenant_id, user.user_id)
        }
        Identifier::Unknown(raw) => raw.clone(),
    }
}

/// What stands for a cloud in ids of Teams. One that is not known is taken to follow the pattern of the others.
fn teams(cloud: &Cloud) -> &str {
    match cloud {
        Cloud::Public => "orgid",
        cloud => cloud.as_str(),
    }
}
