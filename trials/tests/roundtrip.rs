//! Values survive the emitted types, and the chore that says so says it only when it is so.

use std::path::Path;
use std::process::Command;

#[test]
fn values_of_our_own_documents_survive() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let json = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_crategen-trials"))
        .arg("roundtrip")
        .arg(root.join("generator/testdata/roundtrip"))
        .arg("--json")
        .arg(json.path())
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    let rows: serde_json::Value = serde_json::from_reader(json).unwrap();
    let models: Vec<&serde_json::Value> =
        rows.as_array().unwrap().iter().flat_map(|row| row["models"].as_array().unwrap()).collect();
    assert!(models.len() > 10, "{said}");
    let named = |of: fn(&serde_json::Value) -> bool| -> Vec<&serde_json::Value> {
        models.iter().filter(|model| of(model)).map(|model| &model["name"]).collect()
    };
    assert!(named(|model| model["instances"] == 0).is_empty(), "{said}");
    // No value is only one of its members.
    assert_eq!(named(|model| model["loosely"] == true), ["Ambiguous"], "{said}");
    let everything = models.iter().find(|model| model["name"] == "Everything").unwrap();
    assert!(everything["instances"].as_u64() >= Some(30), "{said}");
}
