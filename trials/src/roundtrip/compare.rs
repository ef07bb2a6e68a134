//! Whether a value that was read and written again is still the same.
//!
//! Numbers may be written in another way (`5.0` and `5`), and points in time (`+00:00` and `Z`). Members may be missing that
//! no schema knows, and, where a value is sent, those that only the service writes.

use std::collections::BTreeSet;

use serde_json::Value;

/// The first difference, with its pointer; none if there is none that matters. Members of `may_miss` may be missing.
pub(super) fn difference(before: &Value, after: &Value, may_miss: &[&BTreeSet<String>]) -> Option<String> {
    let mut pointer = String::new();
    differs(before, after, may_miss, &mut pointer)
}

fn differs(before: &Value, after: &Value, may_miss: &[&BTreeSet<String>], pointer: &mut String) -> Option<String> {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                let found = within(pointer, name, |pointer| match new.get(name) {
                    Some(new) => differs(value, new, may_miss, pointer),
                    None if may_miss.iter().any(|set| set.contains(pointer.as_str())) => None,
                    None => Some(format!("`{pointer}` is lost")),
                });
                if found.is_some() {
                    return found;
                }
            }
            let added = new.keys().find(|name| !old.contains_key(*name))?;
            within(pointer, added, |pointer| Some(format!("`{pointer}` is new")))
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let mut items = old.iter().zip(new).enumerate();
            items.find_map(|(index, (old, new))| {
                within(pointer, &index.to_string(), |pointer| differs(old, new, may_miss, pointer))
            })
        }
        (Value::Number(old), Value::Number(new)) if same_number(old, new) => None,
        (Value::String(old), Value::String(new)) if same_time(old, new) => None,
        _ if before == after => None,
        _ => Some(format!("`{pointer}` was {before} and is {after}")),
    }
}

fn within<R>(pointer: &mut String, step: &str, act: impl FnOnce(&mut String) -> R) -> R {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    let result = act(pointer);
    pointer.truncate(length);
    result
}

fn same_number(old: &serde_json::Number, new: &serde_json::Number) -> bool {
    if old == new {
        return true;
    }
    let is_float = |number: &serde_json::Number| number.is_f64();
    // Readers of decimal numbers may be off by the last bit.
    (is_float(old) || is_float(new))
        && old.as_f64().zip(new.as_f64()).is_some_and(|(old, new)| (old - new).abs() <= old.abs() * 4.0 * f64::EPSILON)
}

/// Whether two texts are date-times of RFC 3339 that mean the same: they may differ in zeros at the end of a fraction, in
/// case, and in how the offset of UTC is written.
fn same_time(old: &str, new: &str) -> bool {
    let plain = |text: &str| {
        let text = text.to_ascii_uppercase().replacen(' ', "T", 1);
        let (time, offset) = match text.strip_suffix('Z') {
            Some(time) => (time.to_owned(), "+00:00".to_owned()),
            None => {
                let (time, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
                (time.to_owned(), offset.replace("-00:00", "+00:00"))
            }
        };
        let time = if time.contains('.') { time.trim_end_matches('0').trim_end_matches('.') } else { &time };
        let is_time = time.len() >= 19 && time.as_bytes().get(10) == Some(&b'T');
        is_time.then(|| format!("{time}{offset}"))
    };
    plain(old).is_some_and(|old| plain(new) == Some(old))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn between(before: Value, after: Value) -> Option<String> {
        difference(&before, &after, &[&BTreeSet::from(["/may/miss".to_owned()])])
    }

    #[test]
    fn spelling_is_no_difference() {
        assert_eq!(between(json!([5.0, 5, 0.1]), json!([5, 5.0, 0.1])), None);
        assert_eq!(between(json!("2024-01-01t00:00:00.50+00:00"), json!("2024-01-01T00:00:00.5Z")), None);
        assert_eq!(between(json!({"may": {"miss": 1}}), json!({"may": {}})), None);
    }

    #[test]
    fn what_is_lost_new_or_another_is_told() {
        assert_eq!(between(json!({"a": {"b/c": 1}}), json!({"a": {}})).unwrap(), "`/a/b~1c` is lost");
        assert_eq!(between(json!({}), json!({"a": 1})).unwrap(), "`/a` is new");
        assert_eq!(between(json!([1]), json!([2])).unwrap(), "`/0` was 1 and is 2");
        assert!(between(json!(9_007_199_254_740_993_i64), json!(9_007_199_254_740_992_i64)).is_some());
        assert!(between(json!("2024-01-01T00:00:00Z"), json!("2024-01-01T00:00:00+01:00")).is_some());
        assert!(between(json!(null), json!({})).is_some());
    }
}
