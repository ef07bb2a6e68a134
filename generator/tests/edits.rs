//! Random edits of documents: regeneration changes only the files that an edit concerns, and no name that it does not
//! touch.
//!
//! A document in `testdata/edits/` is a case. What is found can be looked at again: each report says the seed. More edits,
//! or another document, for a longer look:
//!
//! ```sh
//! EDITS=20000 SEED=7 DOCUMENT=some.yaml cargo test -p crategen --test edits -- --ignored --nocapture
//! ```

#[path = "edits/check.rs"]
mod check;
#[path = "edits/concern.rs"]
mod concern;
#[path = "edits/edit.rs"]
mod edit;
#[path = "edits/places.rs"]
mod places;
#[path = "edits/run.rs"]
mod run;

use std::path::Path;
use std::{env, fs, thread};

use fastrand::Rng;
use run::Run;
use serde_json::Value;

/// How many edits are made of one document before it starts again from its text.
const IN_A_ROW: u64 = 25;

#[test]
fn an_edit_changes_what_it_concerns_and_no_name_that_it_does_not_touch() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/edits");
    for entry in fs::read_dir(folder).expect("cases") {
        edit_at_random(&entry.expect("a case").path(), 125, 1);
    }
}

#[test]
#[ignore = "as long as one likes"]
fn many_edits_of_any_document() {
    let number = |name: &str, otherwise| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let gardens = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/edits/gardens.yaml");
    let document = env::var_os("DOCUMENT").map_or(gardens, Into::into);
    edit_at_random(&document, number("EDITS", 20_000), number("SEED", 2));
}

/// Makes that many edits, in rows that threads share, and fails with all that is found.
fn edit_at_random(path: &Path, edits: u64, seed: u64) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let document: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows: Vec<u64> = (0..edits.div_ceil(IN_A_ROW)).map(|row| seed * 1_000_000 + row).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let found: Vec<String> = thread::scope(|scope| {
        let share = |share: usize| rows.iter().skip(share).step_by(threads).copied();
        let threads: Vec<_> = (0..threads)
            .map(|index| {
                let (document, seeds) = (&document, share(index));
                scope.spawn(move || seeds.flat_map(|seed| row(document, seed)).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a row that does not panic")).collect()
    });
    assert!(found.is_empty(), "{} of {edits} edits:\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

/// Some edits, one after the other; what is found of each.
fn row(document: &Value, seed: u64) -> Vec<String> {
    let mut random = Rng::with_seed(seed);
    let mut document = document.clone();
    let mut next = 0;
    run::number(&mut document, &mut next);
    let mut before = Run::new(document);
    let mut found = Vec::new();
    for step in 0..IN_A_ROW {
        let mut document = before.document.clone();
        let done = edit::edit(&mut document, &mut random);
        run::number(&mut document, &mut next);
        let after = Run::new(document);
        let mut problems = check::problems(&before, &after);
        if step % 8 == 7 {
            problems.extend(check::shuffled(&after, &mut random));
        }
        if !problems.is_empty() {
            found.push(format!("seed {seed}, edit {step}: {done}\n    {}", problems.join("\n    ")));
        }
        before = after;
    }
    found
}
