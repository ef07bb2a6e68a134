//! What is read: lists of a hundred, made once, with their members in the order of the document or in another one.

use serde_json::Value;

use crate::Result;

/// All there are. What is mixed has the same members in another order, as of a service that keeps none.
pub(crate) const NAMES: [&str; 4] = ["projects", "projects-mixed", "payments", "payments-mixed"];

/// How many items a list has.
const ITEMS: usize = 100;

/// The answer of that name.
pub(crate) fn named(name: &str) -> Result<Vec<u8>> {
    let text = match name {
        "projects" => projects(),
        "projects-mixed" => mixed(&serde_json::from_str(&projects())?),
        "payments" => payments(),
        "payments-mixed" => mixed(&serde_json::from_str(&payments())?),
        _ => return Err(format!("there is no answer `{name}`").into()),
    };
    Ok(text.into_bytes())
}

/// The links of a project, in their order.
const PROJECT_LINKS: &str = "forks keys collaborators teams hooks ticket_events events assignees branches tags blobs \
     raw_tags raw_refs trees statuses languages admirers contributors subscribers subscription commits raw_commits \
     comments ticket_comments contents compare merges archive downloads tickets pulls milestones notifications labels \
     releases deployments";

/// The links of a member, in their order.
const MEMBER_LINKS: &str =
    "followers following notes starred subscriptions organizations projects events received_events";

fn projects() -> String {
    format!("[{}]", list(ITEMS, project))
}

fn project(number: usize) -> String {
    let (owner, name) = (login(number % 7), format!("loom-{number}"));
    let base = format!("https://api.forge.example/projects/{owner}/{name}");
    let description = match number % 5 {
        0 => "null".to_owned(),
        1 => r#""A loom that \"weaves\" — from cards.\nSecond of its kind.""#.to_owned(),
        _ => format!(r#""The {number}th machine: weaves patterns from punched cards, one row at a time.""#),
    };
    let language = ["null", r#""Rust""#, r#""TypeScript""#].get(number % 3).unwrap_or(&"null");
    let license = match number % 4 {
        0 => "null".to_owned(),
        _ => r#"{"key":"mit","name":"MIT License","identifier":"MIT","url":"https://api.forge.example/licenses/mit","handle":"bGljZW5zZS0x"}"#.to_owned(),
    };
    let milestone = if number.is_multiple_of(3) { milestone(number, &base) } else { "null".to_owned() };
    let more = match number % 2 {
        0 => r#","allow_squash":true,"allow_merge":false,"score":12.75"#,
        _ => "",
    };
    format!(
        r#"{{"id":{id},"handle":"cHJvamVjdC0xMDAw{number:04}","name":"{name}","full_name":"{owner}/{name}","private":false,"owner":{member},"page_url":"https://forge.example/{owner}/{name}","description":{description},"fork":{fork},"url":"{base}"{links},"created_at":"{created}","updated_at":"{updated}","pushed_at":"{updated}","clone_url":"https://forge.example/{owner}/{name}.git","mirror_url":null,"homepage":"https://{name}.example","size":{size},"stars":{stars},"watchers":{stars},"language":{language},"has_tickets":true,"has_plans":true,"has_downloads":true,"has_wiki":false,"has_pages":{fork},"has_talks":false,"forks":{forks},"archived":false,"disabled":false,"open_tickets":{forks},"license":{license},"allow_forks":true,"is_template":false,"needs_signature":false,"topics":["weaving","looms","punched-cards"],"visibility":"public","default_branch":"main","labels":[{labels}],"maintainers":[{maintainers}],"milestone":{milestone}{more},"permissions":{{"admin":false,"maintain":false,"push":{fork},"triage":true,"pull":true}}}}"#,
        id = 18_151_210 + 1_733 * number,
        member = member(number % 7),
        fork = number.is_multiple_of(6),
        links = links(PROJECT_LINKS, &base),
        created = time(number),
        updated = time(number + 31),
        size = 108 * number,
        stars = 80 + 37 * number,
        forks = 9 + number,
        labels = list(3, |place| label(number + place, &base)),
        maintainers = list(2, |place| member(number + place)),
    )
}

fn member(number: usize) -> String {
    let login = login(number);
    let base = format!("https://api.forge.example/members/{login}");
    let kind = if number.is_multiple_of(5) { "Team" } else { "Person" };
    format!(
        r#"{{"login":"{login}","id":{id},"handle":"bWVtYmVyL{id}","avatar_url":"https://avatars.forge.example/u/{id}?v=4","avatar_id":null,"url":"{base}","page_url":"https://forge.example/{login}"{links},"type":"{kind}","is_staff":false}}"#,
        id = 61_815 + number,
        links = links(MEMBER_LINKS, &base),
    )
}

fn login(number: usize) -> String {
    format!("ada-lovelace-{number}")
}

fn label(number: usize, base: &str) -> String {
    let name = ["bug", "enhancement", "for beginners", "wontfix"].get(number % 4).unwrap_or(&"bug");
    let description = if number.is_multiple_of(2) { r#""It does not do what it should""# } else { "null" };
    format!(
        r#"{{"id":{id},"handle":"bGFiZWwtMTIzNDU2Nzg{id}","url":"{base}/labels/{number}","name":"{name}","description":{description},"color":"c0ffee","default":true}}"#,
        id = 77_120_300 + number,
    )
}

fn milestone(number: usize, base: &str) -> String {
    format!(
        r#"{{"id":{id},"number":{number},"url":"{base}/milestones/{number}","title":"v1.{number}","description":"All that has to be there for version 1.{number}","creator":{creator},"state":"open","open_tickets":4,"closed_tickets":8,"created_at":"{created}","due_on":"{due}","closed_at":null}}"#,
        id = 440_100 + number,
        creator = member(number),
        created = time(number + 3),
        due = time(number + 90),
    )
}

fn links(names: &str, base: &str) -> String {
    names.split_whitespace().map(|name| format!(r#","{name}_url":"{base}/{name}{{/id}}""#)).collect()
}

fn payments() -> String {
    format!(r#"{{"object":"list","url":"/v1/payments","has_more":true,"data":[{}]}}"#, list(ITEMS, payment))
}

fn payment(number: usize) -> String {
    let id = format!("payment-7c1de05a91b24f{number:04}");
    let customer = match number % 3 {
        0 => customer(number),
        _ => format!(r#""customer-3f9a1c0e7{number:04}""#),
    };
    let (method, source) = match number % 4 {
        0 => (
            r#"{"transfer":{"bank_name":"First Bank","country":"US","last_digits":"6789"},"type":"transfer"}"#.to_owned(),
            format!(
                r#"{{"object":"bank_account","id":"account-5d02c6b1f8e4{number:04}","account_holder_name":"Jane Austen","bank_name":"First Bank","country":"US","currency":"usd","last_digits":"6789","status":"new"}}"#
            ),
        ),
        _ => (
            r#"{"card":{"amount_authorized":1099,"brand":"visa","checks":{"street_check":null,"post_code_check":"pass","code_check":null},"country":"US","ends_month":3,"ends_year":2027,"print":"4b1f9e07c2d85a36","funding":"credit","last_digits":"4242","network":"visa","wallet":null},"type":"card"}"#.to_owned(),
            format!(
                r#"{{"object":"card","id":"card-90b3d7a2c415{number:04}","brand":"visa","country":"US","ends_month":3,"ends_year":2027,"last_digits":"4242","name":null}}"#
            ),
        ),
    };
    let refunds = match number % 8 {
        0 => format!(
            r#"{{"data":[{}],"has_more":false,"object":"list","url":"/v1/payments/{id}/refunds"}}"#,
            refund(number)
        ),
        _ => "null".to_owned(),
    };
    format!(
        r#"{{"id":"{id}","object":"payment","amount":{amount},"amount_captured":{amount},"amount_refunded":0,"agent":null,"agent_fee":null,"agent_fee_amount":null,"ledger_entry":"entry-0f7be9d24c6a{number:04}","billing_details":{{"address":{{"city":"London","country":"GB","line1":"12 St James's Square","line2":null,"postal_code":"SW1Y 4JH","state":null}},"email":"ada@example.com","name":"Ada Lovelace","phone":null}},"statement_text":"LOOMS LTD","captured":true,"created":{created},"currency":"usd","customer":{customer},"description":null,"disputed":false,"error_code":null,"error_text":null,"flags":{{}},"invoice":null,"is_live":false,"metadata":{{"order_id":"{number}","campaign":"spring","sales-person":"Charles"}},"for_account":null,"outcome":{{"network_answer":"approved","reason":null,"risk_level":"normal","risk_score":32,"note":"Payment complete.","type":"authorized"}},"paid":true,"intent":null,"method":"card-e81f6a3b20c94d57","method_details":{method},"receipt_email":null,"receipt_number":null,"receipt_url":"https://pay.shop.example/receipts/payment/9d3f7a10c4e85b62d1f09a7c3e84b5162f7d0a9c8e3b4f5a6172d8c90e1b3f4a5d6c7e8091a2b3c4d5e6f708192a3b4c5d6e7f8091","refunded":false,"refunds":{refunds},"review":null,"source":{source},"origin_transfer":null,"status":"succeeded","group":null}}"#,
        amount = 1_099 + 10 * number,
        created = 1_700_000_000 + number,
    )
}

fn customer(number: usize) -> String {
    format!(
        r#"{{"id":"customer-3f9a1c0e7{number:04}","object":"customer","created":1690000000,"balance":0,"currency":null,"is_overdue":false,"email":"ada@example.com","is_live":false,"metadata":{{"tier":"gold"}},"name":"Ada Lovelace"}}"#
    )
}

fn refund(number: usize) -> String {
    format!(
        r#"{{"id":"refund-a64e8f20d7{number:04}","object":"refund","amount":1000,"charge":null,"created":1710000000,"currency":"usd","metadata":{{}},"reason":"requested_by_customer","status":"succeeded"}}"#
    )
}

fn time(number: usize) -> String {
    format!("20{:02}-{:02}-{:02}T19:{:02}:12Z", 10 + number % 15, 1 + number % 12, 1 + number % 28, number % 60)
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

/// The same text with the members of each object in the order of their names' ends.
fn mixed(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", list(items.len(), |place| items.get(place).map_or_else(String::new, mixed)))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.bytes().rev().collect::<Vec<_>>());
            let members =
                members.iter().map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), mixed(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        value => value.to_string(),
    }
}
