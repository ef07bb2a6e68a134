//! `--check` says what is different, why, and what to do.

use std::fs;

use crategen::cli::codegen::{Job, Report, compare_with_disk};
use crategen::lock::{Lock, LockedInput, Role};

use crate::temporary::{Crate, MARK};

fn check(krate: &Crate) -> Report {
    let mut job = Job::stand_alone("spec/acs.yaml".as_ref(), &[], None, &krate.out).unwrap();
    job.command = "cargo xtask codegen".to_owned();
    compare_with_disk(&job, &krate.wanted).unwrap()
}

/// The report without its first line, which has the name of a temporary folder.
fn lines(krate: &Crate) -> Vec<String> {
    check(krate).to_string().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_crate_that_was_just_written_is_fresh() {
    let krate = Crate::new();
    krate.write().unwrap();
    assert!(check(&krate).is_fresh());
}

#[test]
fn every_difference_is_named_and_nothing_is_written() {
    let mut krate = Crate::new();
    krate.write().unwrap();
    krate.put("src/generated/left.rs", "");
    krate.wanted.files.add("src/generated/a.rs", "struct A;\nstruct B;\n");
    krate.wanted.files.add("src/generated/mod.rs", format!("{MARK}mod a;\nmod c;\n"));
    krate.wanted.files.add("src/generated/c.rs", "");
    krate.put("src/generated/mod.rs", &format!("{MARK}mod a;\r\n"));
    let before = krate.snapshot();
    assert!(!check(&krate).is_fresh());
    assert_eq!(
        lines(&krate),
        [
            "  no input moved: the generator writes something else now, or somebody edited what it wrote",
            "  differs  src/generated/a.rs",
            "  missing  src/generated/c.rs",
            "  orphan   src/generated/left.rs",
            "  differs  src/generated/mod.rs",
            "  src/generated/a.rs:2",
            "    on disk: ",
            "    wanted:  struct B;",
            "  src/generated/mod.rs:2",
            "    on disk: mod a; (CR LF)",
            "    wanted:  mod a;",
            "  = help: run `cargo xtask codegen` and commit what it writes",
        ]
    );
    assert_eq!(krate.snapshot(), before);
}

#[test]
fn a_long_list_is_cut_and_counted() {
    let mut krate = Crate::new();
    krate.write().unwrap();
    for number in 0..33 {
        krate.wanted.files.add(format!("src/generated/n{number:02}.rs"), "");
    }
    let lines = lines(&krate);
    assert_eq!(lines.iter().filter(|line| line.starts_with("  missing  ")).count(), 20);
    assert!(lines.contains(&"  … and 13 more files".to_owned()), "{lines:#?}");
}

#[test]
fn the_lock_names_the_input_that_moved() {
    let input = |name: &str, sha256: &str| LockedInput {
        role: Role::Document,
        name: name.to_owned(),
        sha256: sha256.to_owned(),
    };
    let mut krate = Crate::new();
    krate.wanted.lock.inputs = vec![input("spec/acs.yaml", "0")];
    krate.write().unwrap();
    assert!(check(&krate).is_fresh());
    krate.wanted.lock.inputs = vec![input("spec/acs.yaml", "1")];
    assert_eq!(lines(&krate)[0], "  the document spec/acs.yaml changed since the crate was generated");
}

#[test]
fn a_lock_that_is_missing_or_garbled_is_named() {
    let krate = Crate::new();
    krate.write().unwrap();
    let lock = krate.text("codegen.lock");
    assert!(Lock::parse(&lock).is_ok());
    krate.put("codegen.lock", "<<<<<<< HEAD\n");
    assert!(lines(&krate)[0].ends_with("codegen.lock: line 1 is not one that `cargo xtask codegen` writes"));
    krate.put("codegen.lock", &format!("{lock}owns Other.toml\n"));
    assert!(lines(&krate)[0].ends_with("codegen.lock is not as it was written"));
    fs::remove_file(&krate.lock).unwrap();
    assert!(lines(&krate)[0].ends_with("codegen.lock is missing"));
}
