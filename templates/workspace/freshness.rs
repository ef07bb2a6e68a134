//! The committed crate is what the generator makes of `spec/`.

use crategen::cli::{codegen, workspace};

#[test]
fn the_crate_is_up_to_date() {
    let root = workspace::root(env!("CARGO_MANIFEST_DIR").as_ref());
    let report = codegen::check(&root).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.is_fresh(), "{report}");
}
