//! Raw ids, taken apart and put together.

use acs_sdk::{
    CommunicationIdentifier as Identifier,
    identifier::{
        CommunicationCloud as Cloud, CommunicationUserIdentifier as User, MicrosoftTeamsAppIdentifier as TeamsApp,
        MicrosoftTeamsUserIdentifier as TeamsUser, PhoneNumberIdentifier as Phone,
        TeamsExtensionUserIdentifier as ExtensionUser,
    },
};

fn known() -> Vec<(&'static str, Identifier)> {
    vec![
        ("4:+14255550123", Phone::new("+14255550123").into()),
        ("4:14255550123", Phone::new("14255550123").into()),
        ("4:anonymous", Phone::new("anonymous").into()),
        ("4:+14255550123_7", Phone::new("+14255550123_7").into()),
        ("8:acs:res_user", User::new("8:acs:res_user").into()),
        ("8:acs:user", User::new("8:acs:user").into()),
        ("8:acs:a_b_c_d", User::new("8:acs:a_b_c_d").into()),
        ("8:acs:a__c", User::new("8:acs:a__c").into()),
        ("8:dod-acs:res_user", User::new("8:dod-acs:res_user").into()),
        ("8:gcch-acs:res_user", User::new("8:gcch-acs:res_user").into()),
        ("8:spool:res_user", User::new("8:spool:res_user").into()),
        ("8:spool:a_b_c", User::new("8:spool:a_b_c").into()),
        ("8:acs:res_ten_user", ExtensionUser::new("user", "ten", "res").into()),
        ("8:dod-acs:res_ten_user", ExtensionUser::new("user", "ten", "res").cloud(Cloud::Dod).into()),
        ("8:gcch-acs:res_ten_user", ExtensionUser::new("user", "ten", "res").cloud(Cloud::Gcch).into()),
        ("8:orgid:45ab", TeamsUser::new("45ab").into()),
        ("8:dod:45ab", TeamsUser::new("45ab").cloud(Cloud::Dod).into()),
        ("8:gcch:45ab", TeamsUser::new("45ab").cloud(Cloud::Gcch).into()),
        ("8:orgid:a:b", TeamsUser::new("a:b").into()),
        ("8:teamsvisitor:45ab", TeamsUser::new("45ab").is_anonymous(true).into()),
        ("28:orgid:45ab", TeamsApp::new("45ab").into()),
        ("28:dod:45ab", TeamsApp::new("45ab").cloud(Cloud::Dod).into()),
        ("28:gcch:45ab", TeamsApp::new("45ab").cloud(Cloud::Gcch).into()),
    ]
}

#[test]
fn the_beginning_of_a_raw_id_tells_the_kind() {
    for (raw_id, identifier) in known() {
        assert_eq!(Identifier::from_raw_id(raw_id), identifier, "{raw_id}");
    }
}

#[test]
fn an_identifier_gives_back_its_raw_id() {
    for (raw_id, identifier) in known() {
        assert_eq!(identifier.raw_id(), raw_id);
        assert_eq!(identifier.to_string(), raw_id);
        assert_eq!(raw_id.parse::<Identifier>(), Ok(identifier.clone()));
        assert_eq!(Identifier::from(raw_id), identifier);
        assert_eq!(Identifier::from(raw_id.to_owned()), identifier);
    }
}

#[test]
fn what_is_of_no_known_kind_stays_as_it_is() {
    for raw_id in [
        "",
        " ",
        ":",
        "::",
        ":::",
        "4",
        "4:",
        "8",
        "8:",
        "8::",
        "8:acs",
        "8:acs:",
        "8:orgid",
        "8:orgid:",
        "8:dod:",
        "8:ACS:a_b",
        "8:moon-acs:a_b",
        "8:unknown:x",
        "28",
        "28:",
        "28:x",
        "28:orgid",
        "28:orgid:",
        "28:ag08-global:x",
        "28:acs:a_b",
        "48:calllogs",
        " 4:+1",
        "é:ü:😀",
        "8:orgid\n:x",
        "19:thread@thread.v2",
    ] {
        let identifier = Identifier::from_raw_id(raw_id);
        assert_eq!(identifier, Identifier::Unknown(raw_id.to_owned()));
        assert_eq!(identifier.raw_id(), raw_id);
    }
}

#[test]
fn no_raw_id_changes_on_its_way_through() {
    let pieces =
        ["", "4", "8", "28", "acs", "dod-acs", "gcch-acs", "spool", "orgid", "dod", "gcch", "teamsvisitor", "a", "_"];
    for first in pieces {
        for second in pieces {
            for third in ["", "a", "a_b", "a_b_c", "a:b", "_", "__", ":", "anonymous", "+1_2"] {
                for raw_id in
                    [format!("{first}:{second}:{third}"), format!("{first}:{third}"), format!("{first}{third}")]
                {
                    let identifier = Identifier::from_raw_id(&raw_id);
                    assert_eq!(identifier.raw_id(), raw_id);
                    assert_eq!(Identifier::from_raw_id(&identifier.raw_id()), identifier);
                }
            }
        }
    }
}

#[test]
fn a_telephone_number_tells_whether_it_was_withheld_and_which_of_several_calls_it_is() {
    for (value, anonymous, asserted) in [
        ("+14255550123", false, None),
        ("anonymous", true, None),
        ("+14255550123_7", false, Some("7")),
        ("+1_2_3", false, Some("3")),
        ("+1_", false, None),
        ("_7", false, None),
    ] {
        let number = Phone::new(value);
        assert_eq!((number.is_anonymous(), number.asserted_id()), (anonymous, asserted), "{value}");
    }
}

#[test]
fn clouds_are_read_in_any_case_and_kept_when_they_are_unknown() {
    for (text, cloud) in
        [("public", Cloud::Public), ("PUBLIC", Cloud::Public), ("Dod", Cloud::Dod), ("GCCH", Cloud::Gcch)]
    {
        assert_eq!(Cloud::from(text), cloud);
    }
    let moon = Cloud::from("Moon");
    assert!(matches!(moon, Cloud::Unknown(_)));
    assert_eq!(moon.to_string(), "Moon");
    assert_eq!(Identifier::from(TeamsUser::new("45ab").cloud("moon")).raw_id(), "8:moon:45ab");
}

#[test]
fn identifiers_can_be_the_keys_of_a_map() {
    let names = std::collections::HashMap::from([(Identifier::from("4:+1"), "Alice"), (Identifier::from("x"), "Bob")]);
    assert_eq!(names.get(&Phone::new("+1").into()), Some(&"Alice"));
}
