//! Which syntax a file has, and the reading of it.

use super::build::Stop;
use super::{FileId, Node, Sources, json, yaml};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};

/// Reads one file into a tree. Every problem is reported; there is a tree unless the text cannot be read to its end.
///
/// JSON is tried first where the text begins with a bracket, YAML otherwise or when it is not JSON after all. A file whose
/// name ends with `.json` has to be JSON.
pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let source = sources.get(file)?;
    match read_text(&source.text, &source.name, file, diagnostics) {
        Ok(node) => Some(node),
        Err(problem) => {
            diagnostics.push(*problem);
            None
        }
    }
}

fn read_text(text: &str, name: &str, file: FileId, diagnostics: &mut Diagnostics) -> Result<Node, Stop> {
    if u32::try_from(text.len()).is_err() {
        let problem = Diagnostic::error(codes::TOO_LARGE, "the file is larger than 4 GiB");
        return Err(Box::new(problem.at(Place::file(file)).help("split it into several files")));
    }
    let content = text.trim_start_matches('\u{feff}').trim_start();
    if content.is_empty() {
        return Err(yaml::empty(file));
    }
    let must_be_json = name.to_ascii_lowercase().ends_with(".json");
    if !must_be_json && !content.starts_with(['{', '[']) {
        return yaml::parse(text, file, diagnostics);
    }
    let mut found = Diagnostics::default();
    let read = match json::parse(text, file, &mut found) {
        Err(refused) if !must_be_json && refused.code == codes::SYNTAX => {
            found = Diagnostics::default();
            yaml::parse(text, file, &mut found).map_err(|problem| better(refused, problem))
        }
        read => read,
    };
    diagnostics.list.append(&mut found.list);
    read
}

/// Of what two readers say of a text that neither can read: the word of the one that came further.
fn better(json: Stop, yaml: Stop) -> Stop {
    let reach = |problem: &Diagnostic| problem.place.as_ref().map_or(0, |place| place.span.start);
    if yaml.code != codes::SYNTAX || reach(&yaml) > reach(&json) { yaml } else { json }
}
