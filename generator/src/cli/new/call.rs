//! A test of one operation against a transport in memory: where somebody starts who writes tests.
//!
//! The call is the example of the operation's documentation, which is known to compile. The answer is a failure, since
//! that means the same for every operation.

use crate::{Call, Output};

/// The longest line of an example that is not wrapped where the test has it.
const LONGEST: usize = 90;

/// The text of a test for the operation that is called in the fewest words; none if none can be called without values
/// that only a person can make up.
pub(super) fn test(output: &Output, ident: &str) -> Option<String> {
    let examples = output.calls.iter().filter_map(|call| Some((call, example(output, call, ident)?)));
    // A call that changes nothing comes first.
    let (call, example) =
        examples.min_by_key(|(call, example)| (call.method != "GET", example.calls.len(), call.name.clone()))?;
    let uses: String = example.uses.iter().map(|line| format!("{line}\n")).collect();
    let lines: String = example.calls.iter().map(|line| format!("        {line}\n")).collect();
    // Longer lines would be wrapped by whoever formats the file.
    let skip = if example.calls.iter().any(|line| line.len() > LONGEST) { "#[rustfmt::skip]\n" } else { "" };
    Some(format!(
        "//! A call without a network: the request that it makes, and what becomes of an answer.

{uses}use {ident}::runtime::InMemory;
use {ident}::{{Client, Error}};

{skip}#[tokio::test]
async fn a_refused_call_keeps_the_answer() {{
    let service = InMemory::new().json(404, \"{{}}\");
    let settings = Client::builder(\"https://api.example.com\").transport(service.clone());
    let client = settings.build().expect(\"it is an endpoint\");
    let call = async {{
{lines}        Ok::<_, Error>(output)
    }};
    let error = call.await.map(drop).expect_err(\"404 is no success\");
    let status = match &error {{
        Error::Service(error) => Some(error.status().as_u16()),
        _ => None,
    }};
    assert_eq!(status, Some(404), \"{{error}}\");
    assert_eq!(service.requests()[0].method(), \"{}\");
}}
",
        call.method
    ))
}

/// The example of an operation.
struct Example {
    uses: Vec<String>,
    calls: Vec<String>,
}

fn example(output: &Output, call: &Call, ident: &str) -> Option<Example> {
    let (tag, name) = call.name.split_once("::")?;
    let folder = format!("src/generated/operations/{}/", tag.trim_start_matches("r#"));
    let text = output.files.iter().find_map(|(path, text)| {
        let is_it = path.starts_with(&folder) && text.contains(&format!("\npub struct {name} {{"))
            || text.contains(&format!("\npub struct {name};"));
        is_it.then_some(text)
    })?;
    let docs =
        text.lines().filter_map(|line| line.strip_prefix("///")).map(|line| line.strip_prefix(' ').unwrap_or(line));
    let code: Vec<&str> = docs.skip_while(|line| *line != "```").skip(1).take_while(|line| *line != "```").collect();
    // What takes more than a client needs values that only a person can make up.
    let start = format!("# async fn example(client: &{ident}::Client) -> Result<(), {ident}::Error> {{");
    let at = code.iter().position(|line| *line == start)?;
    let (uses, calls) = code.split_at(at);
    if uses.iter().any(|line| line.contains("deprecated")) {
        return None;
    }
    let plain = |lines: &[&str]| -> Vec<String> {
        lines.iter().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| (*line).to_owned()).collect()
    };
    Some(Example { uses: plain(uses), calls: plain(calls) })
}
