//! The committed crate is what the generator makes of `spec/` today.

/// The same function as `cargo xtask codegen --check`; its message is the command to run.
#[test]
fn the_committed_crate_is_fresh() {
    let report = crategen::cli::codegen::check(&xtask::root()).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.is_fresh(), "{report}");
}
