//! Writing a crate: all of it or nothing, and nothing that did not change.

use std::fs;
use std::time::{Duration, SystemTime};

use crategen::cli::codegen::Interrupt;

use crate::temporary::{Crate, MARK};

#[test]
fn everything_is_written_and_the_second_run_writes_nothing() {
    let mut krate = Crate::new();
    krate.wanted.scaffold.add("src/lib.rs", "pub mod generated;\n");
    let written = krate.write().unwrap();
    assert_eq!((written.changed, written.removed, written.unchanged), (5, 0, 0));
    assert_eq!(
        krate.files(),
        ["API.txt", "Cargo.toml", "codegen.lock", "src/generated/a.rs", "src/generated/mod.rs", "src/lib.rs"]
    );
    let times = krate.times();
    let written = krate.write().unwrap();
    assert_eq!((written.changed, written.removed, written.unchanged), (0, 0, 4));
    assert_eq!(written.describe(), ("Unchanged", "4 files, API unchanged".to_owned()));
    assert_eq!(krate.times(), times);
}

#[test]
fn files_with_the_same_bytes_keep_their_times() {
    let mut krate = Crate::new();
    krate.write().unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for file in ["src/generated/mod.rs", "src/generated/a.rs"] {
        fs::File::options().append(true).open(krate.path(file)).unwrap().set_modified(long_ago).unwrap();
    }
    krate.wanted.files.add("src/generated/a.rs", "struct New;\n");
    let written = krate.write().unwrap();
    assert_eq!(written.describe(), ("Writing", "1 of 4 files, API unchanged".to_owned()));
    let modified = |file: &str| fs::metadata(krate.path(file)).unwrap().modified().unwrap();
    assert_eq!(modified("src/generated/mod.rs"), long_ago);
    assert_ne!(modified("src/generated/a.rs"), long_ago);
    assert_eq!(krate.text("src/generated/a.rs"), "struct New;\n");
}

#[test]
fn orphans_vanish_inside_the_tree_and_beside_it() {
    let mut krate = Crate::new();
    krate.write().unwrap();
    fs::create_dir(krate.path("src/generated/old")).unwrap();
    krate.put("src/generated/old/b.rs", "");
    krate.put("src/mine.rs", "mine");
    krate.wanted.files = [("src/generated/mod.rs", MARK), ("src/generated/a.rs", "struct A;\n"), ("Cargo.toml", "")]
        .into_iter()
        .fold(Default::default(), |mut files: crategen::files::Files, (path, text)| {
            files.add(path, text);
            files
        });
    krate.own(&["Cargo.toml"]);
    assert_eq!(krate.write().unwrap().removed, 2);
    assert_eq!(
        krate.files(),
        ["Cargo.toml", "codegen.lock", "src/generated/a.rs", "src/generated/mod.rs", "src/mine.rs"]
    );
}

#[test]
fn scaffold_is_written_once() {
    let mut krate = Crate::new();
    krate.put("src/lib.rs", "mine");
    krate.wanted.scaffold.add("src/lib.rs", "theirs");
    krate.wanted.scaffold.add("README.md", "theirs");
    krate.write().unwrap();
    assert_eq!([krate.text("src/lib.rs"), krate.text("README.md")], ["mine", "theirs"]);
}

#[test]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    let mut krate = Crate::new();
    krate.write().unwrap();
    let before = krate.snapshot();
    krate.wanted.files.add("src/generated/a.rs", "struct New;\n");
    krate.wanted.lock.generator = "2".to_owned();

    // A file where a folder is needed, found when the tree is in place already.
    krate.put("tests", "a file");
    krate.wanted.files.add("tests/generated.rs", MARK);
    let error = krate.write().unwrap_err().to_string();
    assert!(error.starts_with("cannot replace `") && error.contains("tests"), "{error}");
    fs::remove_file(krate.path("tests")).unwrap();
    assert_eq!(krate.snapshot(), before);

    // A folder where the lock goes, found when everything else is in place already.
    let lock = krate.lock.clone();
    krate.lock = krate.path("occupied.lock");
    krate.put("occupied.lock/file", "");
    let error = krate.write().unwrap_err().to_string();
    assert!(error.starts_with("cannot replace `") && error.contains("occupied.lock"), "{error}");
    fs::remove_dir_all(&krate.lock).unwrap();
    assert_eq!(krate.snapshot(), before);

    krate.lock = lock;
    krate.write().unwrap();
    assert_ne!(krate.snapshot(), before);
}

#[test]
fn a_folder_that_cannot_be_made_leaves_none_behind() {
    let mut krate = Crate::new();
    krate.out = krate.out.join("not/there/yet");
    krate.lock = krate.out.join("missing/codegen.lock");
    assert!(krate.write().is_err());
    assert!(!krate.out.parent().unwrap().parent().unwrap().exists());
}

#[test]
fn an_interrupt_leaves_everything_as_it_was() {
    let mut krate = Crate::new();
    krate.write().unwrap();
    let before = krate.snapshot();
    krate.wanted.files.add("src/generated/a.rs", "struct New;\n");
    let interrupt = Interrupt::default();
    interrupt.request();
    let error = krate.write_with(&interrupt).unwrap_err();
    assert!(matches!(error, crategen::cli::error::Error::Interrupted), "{error}");
    assert_eq!(krate.snapshot(), before);
}

#[test]
fn what_a_killed_run_left_is_put_back_first() {
    let krate = Crate::new();
    krate.write().unwrap();
    let before = krate.snapshot();
    // As after the first of the two renames of the tree.
    krate.put(".crategen-staging/lock", "");
    krate.put(".crategen-staging/journal", "replace src/generated\nreplace API.txt\n");
    krate.put(".crategen-staging/new/src/generated/mod.rs", "half");
    krate.put(".crategen-staging/new/API.txt", "half");
    fs::create_dir_all(krate.path(".crategen-staging/old/src")).unwrap();
    fs::rename(krate.path("src/generated"), krate.path(".crategen-staging/old/src/generated")).unwrap();
    assert_eq!(krate.write().unwrap().changed, 0);
    assert_eq!(krate.snapshot(), before);
}

#[test]
fn two_runs_at_once_see_each_other() {
    let krate = Crate::new();
    krate.put(".crategen-staging/lock", "");
    let other = fs::File::open(krate.path(".crategen-staging/lock")).unwrap();
    other.lock().unwrap();
    let error = krate.write().unwrap_err().to_string();
    assert!(error.starts_with("another run is writing to"), "{error}");
    assert!(krate.path(".crategen-staging/lock").exists(), "it is the other run's");
}

#[test]
fn what_is_not_ours_is_refused() {
    let krate = Crate::new();
    krate.put("src/generated/mod.rs", "//! Somebody wrote this by hand.\n");
    let error = krate.write().unwrap_err().to_string();
    assert!(error.contains("was not written by this program") && error.contains("mod.rs"), "{error}");
    assert_eq!(krate.files(), ["src/generated/mod.rs"]);

    let krate = Crate::new();
    krate.put("Cargo.toml", "[package]\nname = \"mine\"\n");
    let error = krate.write().unwrap_err().to_string();
    assert!(error.contains("Cargo.toml` was not written by this program"), "{error}");
    assert_eq!(krate.files(), ["Cargo.toml"]);

    let krate = Crate::new();
    krate.put(".crategen-staging/mine", "");
    assert!(krate.write().unwrap_err().to_string().contains("was not made by this program"));
    assert_eq!(krate.files(), [".crategen-staging/mine"]);
}

#[test]
fn paths_never_lead_out_of_the_folder() {
    for path in ["../evil.rs", "/evil.rs", "src/generated/../../../evil.rs"] {
        let mut krate = Crate::new();
        krate.wanted.files.add(path, "");
        assert!(krate.write().unwrap_err().to_string().contains("leads out"), "{path}");
        assert_eq!(krate.files(), [""; 0]);
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    let krate = Crate::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("generated")).unwrap();
    fs::write(elsewhere.path().join("generated/mod.rs"), MARK).unwrap();
    fs::create_dir_all(&krate.out).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), krate.path("src")).unwrap();
    let error = krate.write().unwrap_err().to_string();
    assert!(error.contains("src` is a symbolic link"), "{error}");
    assert_eq!(fs::read_dir(elsewhere.path().join("generated")).unwrap().count(), 1);

    // One inside the tree goes away, and what it points to stays.
    let krate = Crate::new();
    krate.write().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), krate.path("src/generated/link")).unwrap();
    assert_eq!(krate.write().unwrap().removed, 1);
    assert!(elsewhere.path().join("generated/mod.rs").exists());

    // A scaffold file that its owner made a link is theirs.
    let mut krate = Crate::new();
    krate.write().unwrap();
    std::os::unix::fs::symlink("nowhere", krate.path("README.md")).unwrap();
    krate.wanted.scaffold.add("README.md", "theirs");
    assert_eq!(krate.write().unwrap().changed, 0);
}
