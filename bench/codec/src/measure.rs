//! Reads or writes so many times, and nothing else: whoever counts instructions takes the difference of two runs.

use std::hint::black_box;

use serde_json::Value;

use crate::{Result, answers};

/// A way to read and to write.
pub(crate) trait Codec {
    type Projects;
    type Payments;

    fn projects(text: &[u8]) -> Result<Self::Projects>;
    fn payments(text: &[u8]) -> Result<Self::Payments>;
    fn write_projects(value: &Self::Projects) -> Result<Vec<u8>>;
    fn write_payments(value: &Self::Payments) -> Result<Vec<u8>>;
}

/// Reads the answer of that name, or writes what was read.
pub(crate) fn run<C: Codec>(what: &str, name: &str, times: usize) -> Result<()> {
    let text = answers::named(name)?;
    match (what, name.starts_with("projects")) {
        ("read", true) => repeat(times, || C::projects(black_box(&text))),
        ("read", false) => repeat(times, || C::payments(black_box(&text))),
        ("write", true) => {
            let value = C::projects(&text)?;
            repeat(times, || C::write_projects(black_box(&value)))
        }
        ("write", false) => {
            let value = C::payments(&text)?;
            repeat(times, || C::write_payments(black_box(&value)))
        }
        _ => Err(format!("there is no `{what}`").into()),
    }
}

fn repeat<T>(times: usize, mut one: impl FnMut() -> Result<T>) -> Result<()> {
    for _ in 0..times {
        black_box(one()?);
    }
    Ok(())
}

/// Whether the comparison is a fair one: both read all of the answer, and write all of it, in as many bytes. In which
/// order members are written is up to each.
pub(crate) fn check<A: Codec, B: Codec>(name: &str) -> Result<()> {
    let text = answers::named(name)?;
    let expected: Value = serde_json::from_slice(&text)?;
    let (first, second) = (again::<A>(name, &text)?, again::<B>(name, &text)?);
    for written in [&first, &second] {
        if serde_json::from_str::<Value>(written)? != expected {
            return Err(format!("{name}: what is written is not what was read").into());
        }
    }
    match first.len() == second.len() {
        true => Ok(()),
        false => Err(format!("{name}: one writes {} bytes, the other {}", first.len(), second.len()).into()),
    }
}

fn again<C: Codec>(name: &str, text: &[u8]) -> Result<String> {
    let written = match name.starts_with("projects") {
        true => C::write_projects(&C::projects(text)?)?,
        false => C::write_payments(&C::payments(text)?)?,
    };
    Ok(String::from_utf8(written)?)
}

#[cfg(test)]
mod tests {
    use crate::{Derive, Runtime, answers};

    #[test]
    fn emitted_models_and_derives_read_and_write_the_same() {
        for name in answers::NAMES {
            super::check::<Runtime, Derive>(name).unwrap();
        }
    }
}
