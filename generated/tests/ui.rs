//! What must not compile, and what the compiler says about it.
//!
//! After a deliberate change, or a new compiler: `TRYBUILD=overwrite cargo test -p acs-sdk --test ui`, and read what
//! changed in `ui/*.stderr`.

#![cfg(all(feature = "chat", feature = "email", feature = "identity", feature = "sms", feature = "reqwest"))]

#[test]
fn what_makes_no_sense_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
