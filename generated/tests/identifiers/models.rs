//! Identifiers as the services write them.

use acs_sdk::{CommunicationIdentifier as Identifier, models::CommunicationIdentifierModel as Model};
use serde_json::{Value, json};

fn read(model: Value) -> Identifier {
    let model: Model = serde_json::from_value(model).unwrap();
    let identifier = Identifier::from(&model);
    assert_eq!(Identifier::from(model), identifier);
    identifier
}

fn written(raw_id: &str) -> Value {
    let identifier = Identifier::from_raw_id(raw_id);
    let model = Model::from(&identifier);
    assert_eq!(Model::from(identifier), model);
    serde_json::to_value(model).unwrap()
}

/// The raw id, and what is sent beside it.
fn sent() -> Vec<(&'static str, Value)> {
    let teams =
        |anonymous, cloud| json!({"microsoftTeamsUser": {"userId": "u", "isAnonymous": anonymous, "cloud": cloud}});
    let app = |cloud| json!({"microsoftTeamsApp": {"appId": "u", "cloud": cloud}});
    let extension =
        |cloud| json!({"teamsExtensionUser": {"userId": "u", "tenantId": "t", "resourceId": "r", "cloud": cloud}});
    vec![
        ("8:acs:r_u", json!({"communicationUser": {"id": "8:acs:r_u"}})),
        ("8:gcch-acs:r_u", json!({"communicationUser": {"id": "8:gcch-acs:r_u"}})),
        ("8:spool:r_u", json!({"communicationUser": {"id": "8:spool:r_u"}})),
        ("4:+14255550123", json!({"phoneNumber": {"value": "+14255550123"}})),
        ("4:+14255550123_7", json!({"phoneNumber": {"value": "+14255550123_7", "assertedId": "7"}})),
        ("4:anonymous", json!({"phoneNumber": {"value": "anonymous", "isAnonymous": true}})),
        ("8:orgid:u", teams(false, "public")),
        ("8:dod:u", teams(false, "dod")),
        ("8:gcch:u", teams(false, "gcch")),
        ("8:teamsvisitor:u", teams(true, "public")),
        ("28:orgid:u", app("public")),
        ("28:dod:u", app("dod")),
        ("28:gcch:u", app("gcch")),
        ("8:acs:r_t_u", extension("public")),
        ("8:dod-acs:r_t_u", extension("dod")),
        ("8:gcch-acs:r_t_u", extension("gcch")),
        ("28:ag08-global:x", json!({})),
        ("", json!({})),
    ]
}

#[test]
fn the_raw_id_is_sent_with_exactly_one_part_and_lower_case_clouds() {
    for (raw_id, part) in sent() {
        let mut expected = json!({"rawId": raw_id});
        for (name, value) in part.as_object().unwrap() {
            expected[name] = value.clone();
        }
        assert_eq!(written(raw_id), expected, "{raw_id}");
    }
}

#[test]
fn what_was_sent_is_read_back() {
    for (raw_id, _) in sent() {
        assert_eq!(read(written(raw_id)), Identifier::from_raw_id(raw_id));
    }
}

#[test]
fn a_raw_id_alone_is_enough() {
    for (raw_id, _) in sent() {
        assert_eq!(read(json!({"rawId": raw_id})), Identifier::from_raw_id(raw_id));
        assert_eq!(read(json!({"rawId": raw_id, "kind": "new"})), Identifier::from_raw_id(raw_id));
    }
}

#[test]
fn a_part_alone_is_enough() {
    for (raw_id, part) in sent() {
        if part != json!({}) {
            assert_eq!(read(part).raw_id(), raw_id);
        }
    }
    assert_eq!(read(json!({"microsoftTeamsUser": {"userId": "u"}})).raw_id(), "8:orgid:u");
    assert_eq!(read(json!({"microsoftTeamsApp": {"appId": "u"}})).raw_id(), "28:orgid:u");
    assert_eq!(read(json!({"rawId": "", "phoneNumber": {"value": "+1"}})).raw_id(), "4:+1");
}

#[test]
fn clouds_may_be_in_capitals() {
    for (cloud, raw_id) in [("PUBLIC", "8:orgid:u"), ("Dod", "8:dod:u"), ("GCCH", "8:gcch:u")] {
        assert_eq!(read(json!({"microsoftTeamsUser": {"userId": "u", "cloud": cloud}})).raw_id(), raw_id);
    }
}

#[test]
fn the_raw_id_counts_where_it_and_the_part_contradict_each_other() {
    for part in [
        json!({"rawId": "4:+1", "communicationUser": {"id": "8:acs:r_u"}}),
        json!({"rawId": "4:+1", "kind": "communicationUser", "phoneNumber": {"value": "+2"}}),
        json!({"rawId": "4:+1", "phoneNumber": {"value": "+1"}, "communicationUser": {"id": "8:acs:r_u"}}),
    ] {
        assert_eq!(read(part), Identifier::from_raw_id("4:+1"));
    }
    let other = json!({"rawId": "9:new", "communicationUser": {"id": "8:acs:r_u"}});
    assert_eq!(read(other), Identifier::Unknown("9:new".to_owned()));
}

#[test]
fn the_part_tells_the_kind_where_the_raw_id_alone_does_not() {
    let user = read(json!({"rawId": "8:moon:u", "microsoftTeamsUser": {"userId": "u", "cloud": "moon"}}));
    assert!(
        matches!(&user, Identifier::MicrosoftTeamsUser(user) if user.user_id == "u" && user.cloud.as_str() == "moon")
    );
    assert_eq!(user.raw_id(), "8:moon:u");
    let user = read(json!({"rawId": "8:moon-acs:r_u", "communicationUser": {"id": "8:moon-acs:r_u"}}));
    assert!(matches!(user, Identifier::CommunicationUser(_)));
}

#[test]
fn the_kind_chooses_among_several_parts_and_may_be_wrong() {
    let parts = |kind: &str| {
        read(json!({"kind": kind, "communicationUser": {"id": "8:acs:r_u"}, "phoneNumber": {"value": "+1"}})).raw_id()
    };
    assert_eq!(parts("phoneNumber"), "4:+1");
    assert_eq!(parts("communicationUser"), "8:acs:r_u");
    assert_eq!(parts("microsoftTeamsUser"), "8:acs:r_u");
    assert_eq!(parts("new"), "8:acs:r_u");
}

#[test]
fn nothing_at_all_is_unknown() {
    for model in [json!({}), json!({"kind": "unknown"}), json!({"kind": "phoneNumber", "rawId": ""})] {
        assert_eq!(read(model), Identifier::Unknown(String::new()));
    }
}
