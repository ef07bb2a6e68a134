//! The committed crate is what the generator makes of `spec/` today.

/// The same function as `cargo xtask codegen --check`; its message is the command to run.
#[test]
#[ignore = "there is nothing to compare until crategen::generate does its work"]
fn the_committed_crate_is_fresh() {
    let report = xtask::codegen::check(xtask::workspace::root()).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.is_fresh(), "{report}");
}
