//! What `cargo xtask bench codec` runs: reads and writes the same JSON, either with emitted models or with serde's
//! derives.

mod answers;
mod derive;
mod measure;

use std::error::Error;

use bench_codec::{models, runtime::json};

/// What goes wrong in a benchmark ends it.
type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

const USAGE: &str = "usage: bench-codec check
       bench-codec <runtime|derive> <read|write> <projects|projects-mixed|payments|payments-mixed> <times>";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["check"] => {
            for name in answers::NAMES {
                measure::check::<Runtime, Derive>(name)?;
            }
            Ok(())
        }
        ["runtime", what, name, times] => measure::run::<Runtime>(what, name, times.parse()?),
        ["derive", what, name, times] => measure::run::<Derive>(what, name, times.parse()?),
        _ => Err(USAGE.into()),
    }
}

/// The emitted models.
struct Runtime;

impl measure::Codec for Runtime {
    type Projects = Vec<models::Project>;
    type Payments = models::Payments;

    fn projects(text: &[u8]) -> Result<Self::Projects> {
        Ok(json::decode(text)?)
    }

    fn payments(text: &[u8]) -> Result<Self::Payments> {
        Ok(json::decode(text)?)
    }

    fn write_projects(value: &Self::Projects) -> Result<Vec<u8>> {
        Ok(json::encode(value))
    }

    fn write_payments(value: &Self::Payments) -> Result<Vec<u8>> {
        Ok(json::encode(value))
    }
}

/// The same types with serde's derives.
struct Derive;

impl measure::Codec for Derive {
    type Projects = Vec<derive::Project>;
    type Payments = derive::Payments;

    fn projects(text: &[u8]) -> Result<Self::Projects> {
        Ok(serde_json::from_slice(text)?)
    }

    fn payments(text: &[u8]) -> Result<Self::Payments> {
        Ok(serde_json::from_slice(text)?)
    }

    fn write_projects(value: &Self::Projects) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(value)?)
    }

    fn write_payments(value: &Self::Payments) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(value)?)
    }
}
