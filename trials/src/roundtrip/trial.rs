//! Every model of a document: instances in, instances out, and what is wrong with those.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use crategen::Model;
use jsonschema::Validator;
use serde_json::Value;

use super::compare::difference;
use super::program::{self, Answer};
use super::row::{Failure, Tried};
use crate::judge::{self, registry, remove, validator};
use crate::original::Original;
use crate::sample::{Instance, Sampler, heights};
use crate::schemas::{Reading, Schemas};
use crategen::cli::error::Result;
use xtask::corpus::watch::Limits;

/// How many different instances a model shall have.
pub(super) const WANTED: usize = 30;

/// How many are made where the schema has as many; more than wanted, so that alternatives have their turn.
const MOST: usize = 40;

/// How many times an instance is made for each that is valid and new.
const ATTEMPTS: usize = 400;

/// How many models are tried at once.
const BATCH: usize = 50;

/// How many failures of a model are kept, and how much of each.
const KEPT: (usize, usize) = (3, 2000);

/// The limits of running the program once.
const RUNNING: Limits = Limits { time: Duration::from_secs(120), memory: 2_000_000_000 };

/// A value on its way through the program.
struct Passenger {
    model: usize,
    instance: Instance,
    /// Whether it is an instance that the schema knows; one without what only the user writes may not be.
    is_whole: bool,
}

/// Tries all models.
///
/// # Errors
/// When the program cannot be started.
pub(super) fn try_all(original: &Original, models: &[Model], krate: &Path) -> Result<Vec<Tried>> {
    let places: Vec<Vec<String>> = models.iter().map(|model| original.places(model)).collect();
    let [(schemas, numbers), (loose, _)] = [Reading::Strict, Reading::Loose].map(|reading| {
        let mut schemas = Schemas::read(&original.tree, reading);
        // In the same order, so that a schema has the same number in both.
        let joined = |place: &Vec<String>| (!place.is_empty()).then(|| schemas.joined(place)).flatten();
        let numbers: Vec<Option<usize>> = places.iter().map(joined).collect();
        (schemas, numbers)
    });
    let (strict, loose_registry) = (registry(&schemas)?, LazyCell::new(|| registry(&loose)));
    let heights = [&schemas, &loose].map(|schemas| heights(&schemas.converted));
    let mut sampler = Sampler::new(&schemas.converted, &heights[0]);
    let mut loose_sampler = Sampler::new(&loose.converted, &heights[1]);
    let mut tried = Vec::new();
    for first in (0..models.len()).step_by(BATCH) {
        let batch = first..(first + BATCH).min(models.len());
        let mut passengers = Vec::new();
        let mut validators = Vec::new();
        for model in batch.clone() {
            let mut entry = Tried { name: models[model].name.clone(), ..Tried::default() };
            entry.pointer = places[model].last().unwrap_or(&models[model].pointer).clone();
            let validator_of = match numbers[model] {
                None => Err("it is made from something else than schemas".to_owned()),
                Some(number) => validator(&strict, number).map(|validator| (number, validator)),
            };
            match validator_of {
                Err(why) => {
                    entry.untried = Some(why);
                    validators.push(None);
                }
                Ok((number, mut validator)) => {
                    let mut instances = instances(&mut sampler, &schemas.converted[number], &validator);
                    if instances.is_empty()
                        && let Ok(registry) = &*loose_registry
                        && let Ok(own) = judge::validator(registry, number)
                    {
                        instances = self::instances(&mut loose_sampler, &loose.converted[number], &own);
                        entry.loosely = !instances.is_empty();
                        validator = own;
                    }
                    entry.instances = instances.len();
                    if instances.is_empty() {
                        entry.untried = Some("no valid instance was found".to_owned());
                    }
                    passengers
                        .extend(instances.into_iter().flat_map(|instance| board(model, &models[model], instance)));
                    validators.push(Some(validator));
                }
            }
            tried.push(entry);
        }
        let values: Vec<(usize, String)> =
            passengers.iter().map(|passenger| (passenger.model, passenger.instance.value.to_string())).collect();
        let answers = program::ask(krate, &values, RUNNING)?;
        for ((passenger, (_, text)), answer) in passengers.iter().zip(&values).zip(answers) {
            let validator = validators[passenger.model - first].as_ref();
            let Err(problem) = verdict(&models[passenger.model], passenger, &answer, validator) else { continue };
            let entry = &mut tried[passenger.model];
            entry.failed += 1;
            if entry.failures.len() < KEPT.0 {
                let written = match answer {
                    Answer::Written { whole, .. } => whole,
                    Answer::Refused(_) => String::new(),
                };
                entry.failures.push(Failure { problem, instance: short(text), written: short(&written) });
            }
        }
    }
    Ok(tried)
}

/// Different instances of a schema, all of them valid.
fn instances<'a>(sampler: &mut Sampler<'a>, schema: &'a Value, validator: &Validator) -> Vec<Instance> {
    let mut known = HashSet::new();
    let mut instances = Vec::new();
    let mut idle = 0;
    for attempt in 0..ATTEMPTS {
        if instances.len() >= MOST.max(sampler.alternatives(schema)) || idle > 100 {
            break;
        }
        idle += 1;
        let Some(instance) = sampler.instance(schema, attempt) else { continue };
        if !instance.value.is_null() && validator.is_valid(&instance.value) && known.insert(instance.value.to_string())
        {
            instances.push(instance);
            idle = 0;
        }
    }
    instances
}

/// What is tried of an instance: itself, and as it is received, without what only the user writes.
fn board(model: usize, of: &Model, instance: Instance) -> Vec<Passenger> {
    let mut passengers = Vec::new();
    if of.received && !of.sent && !instance.write_only.is_empty() {
        let mut received = instance.clone();
        for pointer in &instance.write_only {
            remove(&mut received.value, pointer);
        }
        passengers.push(Passenger { model, instance: received, is_whole: false });
    }
    passengers.push(Passenger { model, instance, is_whole: true });
    passengers
}

/// What is wrong with what the program says, if anything is.
fn verdict(
    model: &Model,
    passenger: &Passenger,
    answer: &Answer,
    validator: Option<&Validator>,
) -> std::result::Result<(), String> {
    let (whole, sent) = match answer {
        Answer::Written { whole, sent } => (whole, sent),
        Answer::Refused(problem) => return Err(format!("not read: {problem}")),
    };
    let read = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| format!("no JSON is written: {error}"));
    let (whole, sent) = (read(whole)?, read(sent)?);
    let instance = &passenger.instance;
    if let Some(difference) = difference(&instance.value, &whole, &[&instance.unknown]) {
        return Err(difference);
    }
    // Some schemas count members that they say nothing of, which types do not keep.
    let mut known = instance.value.clone();
    instance.unknown.iter().for_each(|pointer| remove(&mut known, pointer));
    if let Some(validator) = validator.filter(|validator| passenger.is_whole && validator.is_valid(&known)) {
        validator.validate(&whole).map_err(|error| format!("what is written is not valid: {error}"))?;
    }
    match difference(&instance.value, &sent, &[&instance.unknown, &instance.read_only]) {
        Some(difference) if model.sent => Err(format!("sent: {difference}")),
        _ => Ok(()),
    }
}

fn short(text: &str) -> String {
    text.chars().take(KEPT.1).collect()
}
