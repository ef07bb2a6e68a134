//! Values that are written as texts: dates and bytes.

use std::{
    collections::HashSet,
    time::{Duration, SystemTime},
};

use crategen_runtime::{DateTime, json, model::Base64};

fn date(text: &str) -> DateTime {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn dates_are_read_as_services_write_them() {
    for (text, written) in [
        ("2024-03-01T12:00:00Z", "2024-03-01T12:00:00Z"),
        ("2024-03-01T12:00:00+00:00", "2024-03-01T12:00:00Z"),
        ("2024-03-01T12:00:00.1Z", "2024-03-01T12:00:00.1Z"),
        ("2024-03-01T12:00:00.12Z", "2024-03-01T12:00:00.12Z"),
        ("2024-03-01T12:00:00.123Z", "2024-03-01T12:00:00.123Z"),
        ("2024-03-01T12:00:00.1234567Z", "2024-03-01T12:00:00.1234567Z"),
        ("2024-03-01T12:00:00.1230000-07:30", "2024-03-01T12:00:00.123-07:30"),
        ("2024-03-01t12:00:00z", "2024-03-01T12:00:00Z"),
        ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
        ("0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00Z"),
    ] {
        assert_eq!(date(text).to_string(), written);
        assert_eq!(date(written), date(text));
    }
}

#[test]
fn a_leap_second_is_the_end_of_its_minute() {
    assert!(date("2016-12-31T23:59:60Z") < date("2017-01-01T00:00:00Z"));
    assert!(date("2016-12-31T23:59:60Z") > date("2016-12-31T23:59:59Z"));
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "yesterday",
        "2024-03-01",
        "2024-03-01T12:00:00",
        "2024-02-30T12:00:00Z",
        "2024-03-01T25:00:00Z",
        "2024-03-01T12:00:00Zx",
        "20240301T120000Z",
        "2024-03-01T12:00:00+99:00",
        "١٩٩٩-03-01T12:00:00Z",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
}

#[test]
fn dates_at_the_ends_of_time_do_not_panic() {
    let mut seen = HashSet::new();
    let edges = ["0000-01-01T00:00:00+23:59", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999-23:59"].map(date);
    for edge in edges {
        seen.insert(edge);
        let _ = (edge.to_string(), format!("{edge:?}"), SystemTime::from(edge), edges.iter().max());
        let _ = DateTime::from(SystemTime::from(edge));
        let text = json::encode(&edge);
        assert_eq!(json::decode::<DateTime>(&text).unwrap(), edge);
    }
    assert_eq!(seen.len(), 3);
    for seconds in [u64::MAX / 4, i64::MAX as u64, 1 << 40] {
        if let Some(far) = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)) {
            assert_eq!(DateTime::from(far).into_inner().year(), 9999);
        }
        if let Some(early) = SystemTime::UNIX_EPOCH.checked_sub(Duration::from_secs(seconds)) {
            assert_eq!(DateTime::from(early).into_inner().year(), -9999);
        }
    }
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_709_294_400_123);
    assert_eq!(SystemTime::from(DateTime::from(now)), now);
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(5_123);
    assert_eq!(SystemTime::from(DateTime::from(before)), before);
}

#[test]
fn base64_is_read_in_all_its_forms_and_written_in_one() {
    for text in ["+/+/AA==", "-_-_AA", "-_-_AA==", "+/+/AA", "+/+/\\r\\nAA==\\r\\n"] {
        let bytes: Base64 = json::decode(format!("\"{text}\"").as_bytes()).unwrap();
        assert_eq!(bytes.as_ref(), [0xfb, 0xff, 0xbf, 0]);
        assert_eq!(json::encode(&bytes), b"\"+/+/AA==\"");
    }
    assert!(json::decode::<Base64>(b"\"\"").unwrap().as_ref().is_empty());
    for text in ["A", "A*==", "AAAAA", "äöü"] {
        let error = json::decode::<Base64>(format!("\"{text}\"").as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), format!("expected bytes in base64, found {text:?}"));
    }
}
