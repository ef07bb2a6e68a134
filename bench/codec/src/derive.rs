//! The same types as those that are emitted, with serde's derives, as one would write them by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, serde::rfc3339};

#[derive(Deserialize, Serialize)]
pub(crate) enum MemberType {
    Person,
    Team,
    Bot,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Visibility {
    Public,
    Private,
    Internal,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MilestoneState {
    Open,
    Closed,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Brand {
    Visa,
    Mastercard,
    Amex,
    Discover,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaymentStatus {
    Succeeded,
    Pending,
    Failed,
}

#[derive(Deserialize, Serialize)]
#[serde(tag = "object", rename_all = "snake_case")]
pub(crate) enum Source {
    Card(Card),
    BankAccount(BankAccount),
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum CustomerOrId {
    Id(String),
    Customer(Box<Customer>),
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Member {
    pub(crate) login: String,
    pub(crate) id: i64,
    pub(crate) handle: String,
    pub(crate) avatar_url: String,
    pub(crate) avatar_id: Option<String>,
    pub(crate) url: String,
    pub(crate) page_url: String,
    pub(crate) followers_url: String,
    pub(crate) following_url: String,
    pub(crate) notes_url: String,
    pub(crate) starred_url: String,
    pub(crate) subscriptions_url: String,
    pub(crate) organizations_url: String,
    pub(crate) projects_url: String,
    pub(crate) events_url: String,
    pub(crate) received_events_url: String,
    pub(crate) r#type: MemberType,
    pub(crate) is_staff: bool,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct License {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) identifier: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) handle: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Label {
    pub(crate) id: i64,
    pub(crate) handle: String,
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) color: String,
    pub(crate) default: bool,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Milestone {
    pub(crate) id: i64,
    pub(crate) number: i64,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) creator: Member,
    pub(crate) state: MilestoneState,
    pub(crate) open_tickets: i64,
    pub(crate) closed_tickets: i64,
    #[serde(with = "rfc3339")]
    pub(crate) created_at: OffsetDateTime,
    #[serde(with = "rfc3339::option")]
    pub(crate) due_on: Option<OffsetDateTime>,
    #[serde(with = "rfc3339::option")]
    pub(crate) closed_at: Option<OffsetDateTime>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Permissions {
    pub(crate) admin: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) maintain: Option<bool>,
    pub(crate) push: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) triage: Option<bool>,
    pub(crate) pull: bool,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Project {
    pub(crate) id: i64,
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) full_name: String,
    pub(crate) private: bool,
    pub(crate) owner: Member,
    pub(crate) page_url: String,
    pub(crate) description: Option<String>,
    pub(crate) fork: bool,
    pub(crate) url: String,
    pub(crate) forks_url: String,
    pub(crate) keys_url: String,
    pub(crate) collaborators_url: String,
    pub(crate) teams_url: String,
    pub(crate) hooks_url: String,
    pub(crate) ticket_events_url: String,
    pub(crate) events_url: String,
    pub(crate) assignees_url: String,
    pub(crate) branches_url: String,
    pub(crate) tags_url: String,
    pub(crate) blobs_url: String,
    pub(crate) raw_tags_url: String,
    pub(crate) raw_refs_url: String,
    pub(crate) trees_url: String,
    pub(crate) statuses_url: String,
    pub(crate) languages_url: String,
    pub(crate) admirers_url: String,
    pub(crate) contributors_url: String,
    pub(crate) subscribers_url: String,
    pub(crate) subscription_url: String,
    pub(crate) commits_url: String,
    pub(crate) raw_commits_url: String,
    pub(crate) comments_url: String,
    pub(crate) ticket_comments_url: String,
    pub(crate) contents_url: String,
    pub(crate) compare_url: String,
    pub(crate) merges_url: String,
    pub(crate) archive_url: String,
    pub(crate) downloads_url: String,
    pub(crate) tickets_url: String,
    pub(crate) pulls_url: String,
    pub(crate) milestones_url: String,
    pub(crate) notifications_url: String,
    pub(crate) labels_url: String,
    pub(crate) releases_url: String,
    pub(crate) deployments_url: String,
    #[serde(with = "rfc3339")]
    pub(crate) created_at: OffsetDateTime,
    #[serde(with = "rfc3339")]
    pub(crate) updated_at: OffsetDateTime,
    #[serde(with = "rfc3339::option")]
    pub(crate) pushed_at: Option<OffsetDateTime>,
    pub(crate) clone_url: String,
    pub(crate) mirror_url: Option<String>,
    pub(crate) homepage: Option<String>,
    pub(crate) size: i64,
    pub(crate) stars: i64,
    pub(crate) watchers: i64,
    pub(crate) language: Option<String>,
    pub(crate) has_tickets: bool,
    pub(crate) has_plans: bool,
    pub(crate) has_downloads: bool,
    pub(crate) has_wiki: bool,
    pub(crate) has_pages: bool,
    pub(crate) has_talks: bool,
    pub(crate) forks: i64,
    pub(crate) archived: bool,
    pub(crate) disabled: bool,
    pub(crate) open_tickets: i64,
    pub(crate) license: Option<License>,
    pub(crate) allow_forks: bool,
    pub(crate) is_template: bool,
    pub(crate) needs_signature: bool,
    pub(crate) topics: Vec<String>,
    pub(crate) visibility: Visibility,
    pub(crate) default_branch: String,
    pub(crate) labels: Vec<Label>,
    pub(crate) maintainers: Vec<Member>,
    pub(crate) milestone: Option<Milestone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) temporary_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) allow_squash: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) allow_merge: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) permissions: Option<Permissions>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Address {
    pub(crate) city: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) line1: Option<String>,
    pub(crate) line2: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) state: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct BillingDetails {
    pub(crate) address: Address,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Customer {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) created: i64,
    pub(crate) balance: i64,
    pub(crate) currency: Option<String>,
    pub(crate) is_overdue: Option<bool>,
    pub(crate) email: Option<String>,
    pub(crate) is_live: bool,
    pub(crate) metadata: BTreeMap<String, String>,
    pub(crate) name: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Outcome {
    pub(crate) network_answer: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) risk_level: String,
    pub(crate) risk_score: i64,
    pub(crate) note: Option<String>,
    pub(crate) r#type: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct CardChecks {
    pub(crate) street_check: Option<String>,
    pub(crate) post_code_check: Option<String>,
    pub(crate) code_check: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Wallet {
    pub(crate) device_digits: Option<String>,
    pub(crate) r#type: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct CardDetails {
    pub(crate) amount_authorized: Option<i64>,
    pub(crate) brand: Brand,
    pub(crate) checks: Option<CardChecks>,
    pub(crate) country: Option<String>,
    pub(crate) ends_month: i64,
    pub(crate) ends_year: i64,
    pub(crate) print: Option<String>,
    pub(crate) funding: Option<String>,
    pub(crate) last_digits: Option<String>,
    pub(crate) network: Option<String>,
    pub(crate) wallet: Option<Wallet>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct TransferDetails {
    pub(crate) bank_name: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) last_digits: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct MethodDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) card: Option<CardDetails>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) transfer: Option<TransferDetails>,
    pub(crate) r#type: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Refund {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) amount: i64,
    pub(crate) charge: Option<String>,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) metadata: BTreeMap<String, String>,
    pub(crate) reason: Option<String>,
    pub(crate) status: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Refunds {
    pub(crate) data: Vec<Refund>,
    pub(crate) has_more: bool,
    pub(crate) object: String,
    pub(crate) url: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) brand: Brand,
    pub(crate) country: Option<String>,
    pub(crate) ends_month: i64,
    pub(crate) ends_year: i64,
    pub(crate) last_digits: String,
    pub(crate) name: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct BankAccount {
    pub(crate) id: String,
    pub(crate) account_holder_name: Option<String>,
    pub(crate) bank_name: String,
    pub(crate) country: String,
    pub(crate) currency: String,
    pub(crate) last_digits: String,
    pub(crate) status: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Payment {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) amount: i64,
    pub(crate) amount_captured: i64,
    pub(crate) amount_refunded: i64,
    pub(crate) agent: Option<String>,
    pub(crate) agent_fee: Option<String>,
    pub(crate) agent_fee_amount: Option<i64>,
    pub(crate) ledger_entry: Option<String>,
    pub(crate) billing_details: BillingDetails,
    pub(crate) statement_text: Option<String>,
    pub(crate) captured: bool,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) customer: CustomerOrId,
    pub(crate) description: Option<String>,
    pub(crate) disputed: bool,
    pub(crate) error_code: Option<String>,
    pub(crate) error_text: Option<String>,
    pub(crate) flags: BTreeMap<String, String>,
    pub(crate) invoice: Option<String>,
    pub(crate) is_live: bool,
    pub(crate) metadata: BTreeMap<String, String>,
    pub(crate) for_account: Option<String>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) paid: bool,
    pub(crate) intent: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) method_details: Option<MethodDetails>,
    pub(crate) receipt_email: Option<String>,
    pub(crate) receipt_number: Option<String>,
    pub(crate) receipt_url: Option<String>,
    pub(crate) refunded: bool,
    pub(crate) refunds: Option<Refunds>,
    pub(crate) review: Option<String>,
    pub(crate) source: Source,
    pub(crate) origin_transfer: Option<String>,
    pub(crate) status: PaymentStatus,
    pub(crate) group: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Payments {
    pub(crate) object: String,
    pub(crate) url: String,
    pub(crate) has_more: bool,
    pub(crate) data: Vec<Payment>,
}
