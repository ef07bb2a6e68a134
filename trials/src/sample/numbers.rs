//! Numbers: bounds, what lies beside them, and what a format holds at most.

use rand::RngExt as _;
use serde_json::{Number, Value, json};

use super::Sampler;
use super::flat::Parts;

impl<'a> Sampler<'a> {
    pub(super) fn integer(&mut self, parts: &Parts<'a>) -> Option<Value> {
        let (low, high) = range(parts.text("format").unwrap_or_default());
        let low = bound(parts, "minimum", "exclusiveMinimum", 1, low);
        let high = bound(parts, "maximum", "exclusiveMaximum", -1, high);
        let step = parts.greatest("multipleOf").filter(|step| *step >= 1.0).map_or(1, |step| step as i128);
        let middle = self.random.random_range(-1000..1000);
        let candidates = [low, high, 0, 1, middle, -1, low + 1, 42, high - 1, 9_007_199_254_740_993];
        let fits = |value: &i128| (low..=high).contains(value);
        let mut candidates: Vec<i128> =
            candidates.into_iter().map(|value| value.div_euclid(step) * step).filter(fits).collect();
        candidates.extend([(low.div_euclid(step) + 1) * step].into_iter().filter(fits));
        candidates.dedup();
        for _ in 0..6 {
            let near = self.random.random_range(low.max(-1_000_000)..=high.min(1_000_000).max(low.max(-1_000_000)));
            candidates.extend(Some(near.div_euclid(step) * step).filter(fits));
        }
        let turn = self.turn(parts.address() + 3, candidates.len() + 1)?;
        // JSON has one kind of number: 42.0 is an integer.
        let Some(value) = candidates.get(turn) else {
            return Some(json!(*candidates.first()? as f64)).filter(is_small);
        };
        Number::from_i128(*value).map(Value::Number)
    }

    pub(super) fn number(&mut self, parts: &Parts<'a>) -> Option<Value> {
        let low = parts.greatest("minimum").into_iter().chain(parts.greatest("exclusiveMinimum")).reduce(f64::max);
        let high = parts.least("maximum").into_iter().chain(parts.least("exclusiveMaximum")).reduce(f64::min);
        let between = low.unwrap_or(0.0) + (high.unwrap_or(low.unwrap_or(0.0) + 1.0) - low.unwrap_or(0.0)) / 2.0;
        let mut candidates = vec![between, 0.5, 0.0, -1.25, 3.0, 0.1, 1_048_576.0, -0.125];
        candidates.extend(low.into_iter().chain(high));
        if parts.text("format") != Some("float") {
            candidates.extend([1e15, 12_345.678_9, f64::MAX]);
        }
        candidates.extend((0..6).map(|_| f64::from(self.random.random_range(-40_000..40_000)) / 4.0));
        if let Some(step) = parts.greatest("multipleOf") {
            candidates = candidates.into_iter().map(|value| (value / step).round() * step).collect();
        }
        let fits = |value: &f64| {
            low.is_none_or(|low| *value >= low) && high.is_none_or(|high| *value <= high) && value.is_finite()
        };
        candidates.retain(fits);
        let turn = self.turn(parts.address() + 4, candidates.len())?;
        let value = *candidates.get(turn)?;
        // What has no fraction is often written without a point.
        if value.fract() == 0.0 && value.abs() < 9e15 && self.chance() {
            return Some(json!(value as i64));
        }
        Some(json!(value))
    }
}

/// The integers that a format holds; without one, those of 64 bits.
fn range(format: &str) -> (i128, i128) {
    // Vendors write `uint32`, `u-int32`, `UInt32`.
    match format.to_ascii_lowercase().replace(['-', '_'], "").as_str() {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" | "uint" => (0, u64::MAX.into()),
        // The years 1 to 9999, in seconds.
        "unixtime" | "unixtimestamp" | "timestamp" | "epoch" => (-62_135_596_800, 253_402_300_799),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

/// The nearest bound, and no further than the format goes.
fn bound(parts: &Parts<'_>, inclusive: &'static str, exclusive: &'static str, inwards: i128, format: i128) -> i128 {
    let exact = |value: &Value| value.as_i64().map(i128::from).or_else(|| Some(value.as_f64()? as i128));
    let said = parts.all(inclusive).filter_map(exact);
    let said = said.chain(parts.all(exclusive).filter_map(exact).map(|value| value + inwards));
    said.chain([format]).reduce(|one, two| if inwards > 0 { one.max(two) } else { one.min(two) }).unwrap_or(format)
}

fn is_small(value: &Value) -> bool {
    value.as_f64().is_some_and(|value| value.abs() < 9e15)
}
