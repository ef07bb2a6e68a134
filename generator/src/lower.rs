//! From the typed document to the crate in its own terms.
//!
//! Every decision is made here, and nothing depends on the order in which the document lists things: names are wished for
//! and settled together, types are lowered from a list, and what is related to others (recursion, direction, tags) is
//! found on the finished graph. This stage must not know how anything is written down.

mod arrange;
mod circles;
mod docs;
mod files;
mod graph;
mod hints;
mod keys;
mod krate;
mod large;
mod losses;
mod names;
mod operations;
mod parts;
mod placement;
mod reach;
mod schemas;
mod security;
mod servers;
mod share;
mod split;
mod types;
mod unsupported;
mod view;
mod webhooks;
mod wishes;

pub use krate::crate_name;
pub use losses::Losses;
pub(crate) use names::{camel, number_camel, variant_names};
pub(crate) use operations::name_of_place;

use std::collections::BTreeMap;

use crate::config::{Config, Used};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Tally};
use crate::document::Node;
use crate::ir::{Api, Arena, Crate, Operation, SecurityScheme, Server, Tag, Type, Webhook};
use crate::resolve::Resolved;
use losses::GivenUp;
use schemas::Schemas;
use types::Types;

/// What a document becomes, with names for all, but neither arranged nor looked at as a whole: for that nothing of
/// OpenAPI is needed any more, so that whoever has the typed document can let it go before.
pub struct Lowered {
    krate: Crate,
    tags: Arena<Tag>,
    types: Arena<Type>,
    operations: Vec<Operation>,
    webhooks: Vec<Webhook>,
    servers: Vec<Server>,
    security: Vec<SecurityScheme>,
    tally: Tally,
    given_up: GivenUp,
}

/// Lowers a document. `source` is what emitted files say they come from; `used` learns which entries of the configuration
/// had an effect.
pub fn lower(resolved: &Resolved<'_>, source: &str, config: &Config, used: &mut Used) -> Lowered {
    let mut lower = Lower {
        resolved,
        schemas: Schemas::new(resolved),
        config,
        used,
        tally: Tally::default(),
        component_names: BTreeMap::new(),
        operation_names: BTreeMap::new(),
        webhook_names: BTreeMap::new(),
        types: Types::default(),
        given_up: GivenUp::default(),
        uses_xml: operations::uses_xml(resolved),
    };
    let taken = lower.name_components();
    lower.operation_names = lower.name_operations();
    lower.name_webhooks();
    lower.declare_components();
    let planned: Vec<_> = resolved.operations.iter().filter_map(|operation| lower.plan_operation(operation)).collect();
    let groups: Vec<&str> = planned.iter().map(|planned| lower.group_of(planned.declared)).collect();
    let (tags, tag_ids) = lower.tags(&operations::each_once(&groups));
    let mut operations: Vec<Operation> = Vec::with_capacity(planned.len());
    let mut declared = Vec::with_capacity(planned.len());
    for (planned, group) in planned.into_iter().zip(groups) {
        if let Some(tag) = tag_ids.get(group).copied() {
            declared.push(planned.declared);
            operations.push(lower.operation(planned, tag));
        }
    }
    let webhooks = lower.webhooks();
    lower.lower_waiting();
    for (operation, declared) in operations.iter_mut().zip(declared) {
        lower.finish_operation(declared, operation);
    }
    lower.name_types(&taken);
    lower.name_parts(&mut operations);
    lower.report_unsupported();
    let security = lower.schemes(&operations);
    let servers = lower.servers();
    let mut krate = krate::krate(resolved, source, config);
    if let (true, Some(common)) = (krate.server.is_empty(), servers::common(&operations)) {
        operations.iter_mut().for_each(|operation| operation.servers.clear());
        krate.server = common;
    }
    let Lower { tally, types, given_up, .. } = lower;
    Lowered { krate, tags, types: types.arena, operations, webhooks, servers, security, tally, given_up }
}

impl Lowered {
    /// Makes the crate of it. `document` is the tree, for the places of things. Beside the crate stands what of the
    /// document it does not type.
    pub fn settle(
        self,
        document: &Node,
        config: &Config,
        used: &mut Used,
        diagnostics: &mut Diagnostics,
    ) -> (Api, Losses) {
        let Self { krate, tags, mut types, mut operations, webhooks, servers, security, mut tally, given_up } = self;
        wishes::name_modules(&mut types);
        operations::settle_modules(&tags, &mut operations);
        let mut api = arrange::arrange(krate, tags, types, operations, webhooks);
        api.security = security;
        api.servers = servers;
        circles::break_circles(&mut api, document, &mut tally);
        large::box_large_values(&mut api);
        reach::follow(&mut api);
        share::settle(&mut api);
        share::settle_headers(&mut api);
        files::settle(&mut api);
        let paths = Place::of(document.nearest("/paths"), "/paths");
        split::settle(&mut api, config, paths, used, &mut tally);
        tally.report(diagnostics);
        let losses = given_up.count(&api);
        (api, losses)
    }
}

/// What lowering has in hand.
struct Lower<'a, 'c> {
    resolved: &'a Resolved<'a>,
    schemas: Schemas<'a>,
    config: &'c Config,
    used: &'c mut Used,
    tally: Tally,
    /// The names of the components, by pointer.
    component_names: BTreeMap<String, String>,
    /// The names of the operations, by pointer.
    operation_names: BTreeMap<String, String>,
    /// The names of the webhooks and callbacks, by pointer.
    webhook_names: BTreeMap<String, String>,
    types: Types<'a>,
    given_up: GivenUp,
    /// Whether an operation sends or answers XML.
    uses_xml: bool,
}

impl Lower<'_, '_> {
    fn warn(&mut self, code: &'static str, message: &str, pointer: &str, help: &str) {
        let place = self.place(pointer);
        self.tally.warn(code, message, place, help);
    }

    /// The same where two things collide: `other` is the pointer of the second, and what it has to do with the first.
    fn warn_of_two(&mut self, code: &'static str, message: &str, pointer: &str, other: (&str, &str), help: &str) {
        let warning = Diagnostic::warning(code, message).at(self.place(pointer)).help(help);
        let second = self.place(other.0);
        self.tally.note(warning.also(second, other.1));
    }

    fn place(&self, pointer: &str) -> Place {
        Place::of(self.resolved.document().nearest(pointer), pointer)
    }
}
