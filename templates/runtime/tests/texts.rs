//! Values that are written as texts: dates, spans of time, identifiers, bytes.

mod models;

use std::{
    collections::HashSet,
    time::{Duration, SystemTime},
};

use crategen_runtime::{
    DateTime, json,
    model::{Base64, Date, Duration as Span, Field, HttpDate, Time, UnixTime, Uuid},
    response,
};
use time::OffsetDateTime;

fn date(text: &str) -> DateTime {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn system(date: &DateTime) -> SystemTime {
    date.clone().try_into().unwrap()
}

/// Reads a value and expects it to be written as it was.
fn kept<T: Field>(text: &str) -> T {
    let value: T = json::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(String::from_utf8(json::encode(&value)).unwrap(), text);
    value
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
    for edge in &edges {
        seen.insert(edge);
        let _ = (edge.to_string(), format!("{edge:?}"), system(edge), edges.iter().max());
        let _ = DateTime::from(system(edge));
        let text = json::encode(edge);
        assert_eq!(json::decode::<DateTime>(&text).unwrap(), *edge);
    }
    assert_eq!(seen.len(), 3);
    for seconds in [u64::MAX / 4, i64::MAX as u64, 1 << 40] {
        if let Some(far) = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)) {
            assert_eq!(DateTime::from(far).get().unwrap().year(), 9999);
        }
        if let Some(early) = SystemTime::UNIX_EPOCH.checked_sub(Duration::from_secs(seconds)) {
            assert_eq!(DateTime::from(early).get().unwrap().year(), -9999);
        }
    }
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_709_294_400_123);
    assert_eq!(system(&DateTime::from(now)), now);
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(5_123);
    assert_eq!(system(&DateTime::from(before)), before);
}

#[test]
fn what_arrives_and_is_not_of_its_format_is_kept() {
    for text in ["\"\"", "\"yesterday\"", "\"2024-03-01T12:00:00\"", "\"0000-00-00\""] {
        let date: DateTime = kept(text);
        assert_eq!(date.get(), None);
        assert_eq!(format!("{date:?}"), text);
        assert_eq!(OffsetDateTime::try_from(date.clone()).unwrap_err().to_string(), "expected an RFC 3339 date-time");
        assert!(SystemTime::try_from(date).is_err());
    }
    assert_eq!(kept::<Date>("\"2024-03-01T12:00:00Z\"").get(), None);
    assert_eq!(kept::<Uuid>("\"not-one\"").get(), None);
    assert_eq!(kept::<Span>("\"01:30:00\"").get(), None);
    assert_eq!(json::decode::<DateTime>(b"5").unwrap_err().to_string(), "expected an RFC 3339 date-time, found 5");
    let headers = http::HeaderMap::from_iter([(
        http::HeaderName::from_static("createdon"),
        http::HeaderValue::from_static("Fri, 01 Mar 2024 12:00:00 GMT"),
    )]);
    let item: models::Stamped = response::headers(&headers).unwrap();
    assert_eq!(item.created_on.to_string(), "Fri, 01 Mar 2024 12:00:00 GMT");
}

#[test]
fn any_text_can_be_sent_and_only_one_of_the_format_is_parsed() {
    assert_eq!(DateTime::from("2024-03-01T12:00:00Z"), date("2024-03-01T12:00:00Z"));
    assert_eq!(json::encode(&Uuid::from("mine".to_owned())), b"\"mine\"");
    assert_eq!(json::encode(&Span::from("P1D")), b"\"P1D\"");
    assert_eq!("mine".parse::<Uuid>().unwrap_err().to_string(), "expected a UUID");
}

#[test]
fn days_are_read_and_written() {
    for text in ["2024-02-29", "0001-01-01", "9999-12-31"] {
        assert!(kept::<Date>(&format!("\"{text}\"")).get().is_some(), "{text}");
        assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
    }
    for text in
        ["2023-02-29", "2024-13-01", "24-03-01", "2024-3-1", "+024-03-01", "2024-03-01-", "2024-03-01Z", "٢٠٢٤-٠٣-٠١"]
    {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
}

#[test]
fn identifiers_are_read_and_written() {
    let id: Uuid = json::decode(b"\"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\"").unwrap();
    assert_eq!(json::encode(&id), b"\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"");
    assert_eq!(id.get().map(|id| id.get_version_num()), Some(1));
    for text in ["", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", "f81d4fae7dec11d0a76500a0c91e6bf6"] {
        assert!(text.parse::<Uuid>().is_err(), "{text}");
        assert_eq!(kept::<Uuid>(&format!("\"{text}\"")).get(), None);
    }
}

#[test]
fn spans_of_time_keep_their_text_and_say_how_long_they_are() {
    for (text, length) in [
        ("PT0S", Some(0.0)),
        ("PT1H30M", Some(5400.0)),
        ("P1DT12H", Some(129_600.0)),
        ("P2W", Some(1_209_600.0)),
        ("PT0.5S", Some(0.5)),
        ("PT1,25M", Some(75.0)),
        ("P1Y", None),
        ("P1Y2M3DT4H5M6S", None),
        ("P99999999999999999999D", None),
        ("PT18446744073709551615H", None),
    ] {
        let span: Span = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((span.as_str(), span.get().map(|length| length.as_secs_f64())), (text, length));
    }
    for text in
        ["", "P", "PT", "P1", "1D", "P1S", "PT1D", "PT1M1H", "P1DT", "-P1D", "P-1D", "PT1.S", "PT.5S", "PT1H30", "P１D"]
    {
        assert!(text.parse::<Span>().is_err(), "{text}");
    }
    for (length, text) in [
        (Duration::ZERO, "PT0S"),
        (Duration::from_secs(5400), "PT1H30M"),
        (Duration::from_secs(86_400), "PT24H"),
        (Duration::from_millis(61_250), "PT1M1.25S"),
        (Duration::from_nanos(1), "PT0.000000001S"),
        (Duration::MAX, "PT5124095576030431H15.999999999S"),
    ] {
        let span = Span::from(length);
        assert_eq!((span.to_string().as_str(), span.get()), (text, Some(length)));
    }
}

#[test]
fn times_of_day_keep_their_text_and_say_what_the_clock_shows() {
    let time = |hour, minute, second, nanosecond| time::Time::from_hms_nano(hour, minute, second, nanosecond).unwrap();
    for (text, clock, offset) in [
        ("10:30:00Z", time(10, 30, 0, 0), Some(0)),
        ("10:30:00.25+05:45", time(10, 30, 0, 250_000_000), Some(20_700)),
        ("23:59:59.123456789123-01:00", time(23, 59, 59, 123_456_789), Some(-3600)),
        ("10:30:00", time(10, 30, 0, 0), None),
        ("10:30", time(10, 30, 0, 0), None),
        ("10:30z", time(10, 30, 0, 0), Some(0)),
    ] {
        let read = kept::<Time>(&format!("\"{text}\"")).get().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((read.time, read.offset.map(time::UtcOffset::whole_seconds)), (clock, offset), "{text}");
    }
    for text in [
        "",
        "10",
        "24:00:00",
        "10:60",
        "1:30",
        "10:30:",
        "10:30:00.",
        "10:30.5",
        "10:30+1",
        "10:30:00:00",
        "ten",
        "10:30+24:60",
    ] {
        assert!(text.parse::<Time>().is_err(), "{text}");
        assert_eq!(kept::<Time>(&format!("\"{text}\"")).get(), None);
    }
    assert_eq!(Time::from(time(1, 2, 3, 0)).as_str(), "01:02:03");
    assert_eq!(Time::from(time(1, 2, 3, 4_500_000)).as_str(), "01:02:03.0045");
}

#[test]
fn dates_of_http_keep_their_text_and_say_when_it_is() {
    let when = date("1994-11-06T08:49:37Z").get().unwrap();
    for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 06 Nov 1994 10:49:37 +0200"]
    {
        assert_eq!(kept::<HttpDate>(&format!("\"{text}\"")).get(), Some(when), "{text}");
    }
    for text in ["", "1994-11-06T08:49:37Z", "Sun, 31 Feb 1994 08:49:37 GMT"] {
        assert!(text.parse::<HttpDate>().is_err(), "{text}");
        assert_eq!(kept::<HttpDate>(&format!("\"{text}\"")).get(), None);
    }
    assert_eq!(HttpDate::from(when).as_str(), "Sun, 06 Nov 1994 08:49:37 GMT");
    let east = when.to_offset(time::UtcOffset::from_hms(2, 0, 0).unwrap());
    assert_eq!(HttpDate::from(east).as_str(), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(HttpDate::from(SystemTime::UNIX_EPOCH).as_str(), "Thu, 01 Jan 1970 00:00:00 GMT");
}

#[test]
fn seconds_since_1970_are_points_in_time() {
    let noon: UnixTime = kept("1709294400");
    assert_eq!(DateTime::from(noon.get().unwrap()), date("2024-03-01T12:00:00Z"));
    assert_eq!(UnixTime::from(SystemTime::UNIX_EPOCH + Duration::from_millis(1_709_294_400_900)), noon);
    assert_eq!(UnixTime::from(date("2024-03-01T12:00:00.9Z").get().unwrap()), noon);
    assert_eq!((kept::<UnixTime>("-1").seconds(), kept::<UnixTime>("9223372036854775807").get()), (-1, None));
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
