//! The runtime, copied: plain Rust that is compiled, linted and tested where it is written. A document gets the
//! [`parts`] of it that it needs.

mod parts;

use sha2::{Digest as _, Sha256};

use parts::Unneeded;

use super::{
    code::code,
    rust_file::{self, RustFile},
};
use crate::{files::Sink, ir::Api};

/// The runtime's files, by their path below `src/generated/runtime/`.
const FILES: &[(&str, &str)] = &[
    ("auth.rs", include_str!("../../../templates/runtime/src/auth.rs")),
    ("auth/access_token.rs", include_str!("../../../templates/runtime/src/auth/access_token.rs")),
    ("auth/confidential.rs", include_str!("../../../templates/runtime/src/auth/confidential.rs")),
    ("auth/oauth2.rs", include_str!("../../../templates/runtime/src/auth/oauth2.rs")),
    ("auth/schemes.rs", include_str!("../../../templates/runtime/src/auth/schemes.rs")),
    ("auth/secret.rs", include_str!("../../../templates/runtime/src/auth/secret.rs")),
    ("auth/token_cache.rs", include_str!("../../../templates/runtime/src/auth/token_cache.rs")),
    ("auth/token_error.rs", include_str!("../../../templates/runtime/src/auth/token_error.rs")),
    ("blocking.rs", include_str!("../../../templates/runtime/src/blocking.rs")),
    ("blocking/events.rs", include_str!("../../../templates/runtime/src/blocking/events.rs")),
    ("blocking/http_client.rs", include_str!("../../../templates/runtime/src/blocking/http_client.rs")),
    ("blocking/pages.rs", include_str!("../../../templates/runtime/src/blocking/pages.rs")),
    ("blocking/statuses.rs", include_str!("../../../templates/runtime/src/blocking/statuses.rs")),
    ("blocking/thread.rs", include_str!("../../../templates/runtime/src/blocking/thread.rs")),
    ("body.rs", include_str!("../../../templates/runtime/src/body.rs")),
    ("chance.rs", include_str!("../../../templates/runtime/src/chance.rs")),
    ("chunks.rs", include_str!("../../../templates/runtime/src/chunks.rs")),
    ("client.rs", include_str!("../../../templates/runtime/src/client.rs")),
    ("client/authenticate.rs", include_str!("../../../templates/runtime/src/client/authenticate.rs")),
    ("client/builder.rs", include_str!("../../../templates/runtime/src/client/builder.rs")),
    ("client/call.rs", include_str!("../../../templates/runtime/src/client/call.rs")),
    (CONFIGURED, include_str!("../../../templates/runtime/src/client/configured.rs")),
    ("client/deadline.rs", include_str!("../../../templates/runtime/src/client/deadline.rs")),
    ("client/defaults.rs", include_str!("../../../templates/runtime/src/client/defaults.rs")),
    ("client/endpoint.rs", include_str!("../../../templates/runtime/src/client/endpoint.rs")),
    ("client/events.rs", include_str!("../../../templates/runtime/src/client/events.rs")),
    ("client/execute.rs", include_str!("../../../templates/runtime/src/client/execute.rs")),
    ("client/limit.rs", include_str!("../../../templates/runtime/src/client/limit.rs")),
    ("client/options.rs", include_str!("../../../templates/runtime/src/client/options.rs")),
    ("client/pages.rs", include_str!("../../../templates/runtime/src/client/pages.rs")),
    ("client/pollers.rs", include_str!("../../../templates/runtime/src/client/pollers.rs")),
    ("client/rate_limit.rs", include_str!("../../../templates/runtime/src/client/rate_limit.rs")),
    ("client/request_id.rs", include_str!("../../../templates/runtime/src/client/request_id.rs")),
    ("client/retry.rs", include_str!("../../../templates/runtime/src/client/retry.rs")),
    ("client/servers.rs", include_str!("../../../templates/runtime/src/client/servers.rs")),
    ("client/settings.rs", include_str!("../../../templates/runtime/src/client/settings.rs")),
    ("client/skew.rs", include_str!("../../../templates/runtime/src/client/skew.rs")),
    ("client/trace.rs", include_str!("../../../templates/runtime/src/client/trace.rs")),
    ("client/trace/nothing.rs", include_str!("../../../templates/runtime/src/client/trace/nothing.rs")),
    ("client/trace/spans.rs", include_str!("../../../templates/runtime/src/client/trace/spans.rs")),
    ("error.rs", include_str!("../../../templates/runtime/src/error.rs")),
    ("error/envelope.rs", include_str!("../../../templates/runtime/src/error/envelope.rs")),
    ("error/links.rs", include_str!("../../../templates/runtime/src/error/links.rs")),
    ("error/service.rs", include_str!("../../../templates/runtime/src/error/service.rs")),
    ("events.rs", include_str!("../../../templates/runtime/src/events.rs")),
    ("events/frames.rs", include_str!("../../../templates/runtime/src/events/frames.rs")),
    ("events/server_sent.rs", include_str!("../../../templates/runtime/src/events/server_sent.rs")),
    ("events/source.rs", include_str!("../../../templates/runtime/src/events/source.rs")),
    ("json.rs", include_str!("../../../templates/runtime/src/json.rs")),
    ("json/decode.rs", include_str!("../../../templates/runtime/src/json/decode.rs")),
    ("json/encode.rs", include_str!("../../../templates/runtime/src/json/encode.rs")),
    ("json/letters.rs", include_str!("../../../templates/runtime/src/json/letters.rs")),
    ("json/numbers.rs", include_str!("../../../templates/runtime/src/json/numbers.rs")),
    ("json/object.rs", include_str!("../../../templates/runtime/src/json/object.rs")),
    ("json/orders.rs", include_str!("../../../templates/runtime/src/json/orders.rs")),
    ("json/reader.rs", include_str!("../../../templates/runtime/src/json/reader.rs")),
    ("json/text.rs", include_str!("../../../templates/runtime/src/json/text.rs")),
    ("json/trace.rs", include_str!("../../../templates/runtime/src/json/trace.rs")),
    ("json/tree.rs", include_str!("../../../templates/runtime/src/json/tree.rs")),
    ("json/union.rs", include_str!("../../../templates/runtime/src/json/union.rs")),
    ("media_type.rs", include_str!("../../../templates/runtime/src/media_type.rs")),
    ("mod.rs", include_str!("../../../templates/runtime/src/lib.rs")),
    ("model.rs", include_str!("../../../templates/runtime/src/model.rs")),
    ("model/clock_time.rs", include_str!("../../../templates/runtime/src/model/clock_time.rs")),
    ("model/containers.rs", include_str!("../../../templates/runtime/src/model/containers.rs")),
    ("model/date_time.rs", include_str!("../../../templates/runtime/src/model/date_time.rs")),
    ("model/debug.rs", include_str!("../../../templates/runtime/src/model/debug.rs")),
    ("model/decimal.rs", include_str!("../../../templates/runtime/src/model/decimal.rs")),
    ("model/members.rs", include_str!("../../../templates/runtime/src/model/members.rs")),
    ("model/duration.rs", include_str!("../../../templates/runtime/src/model/duration.rs")),
    ("model/formatted.rs", include_str!("../../../templates/runtime/src/model/formatted.rs")),
    ("model/http_date.rs", include_str!("../../../templates/runtime/src/model/http_date.rs")),
    ("model/kept.rs", include_str!("../../../templates/runtime/src/model/kept.rs")),
    ("model/kind.rs", include_str!("../../../templates/runtime/src/model/kind.rs")),
    ("model/nullable.rs", include_str!("../../../templates/runtime/src/model/nullable.rs")),
    ("model/scalars.rs", include_str!("../../../templates/runtime/src/model/scalars.rs")),
    ("model/table.rs", include_str!("../../../templates/runtime/src/model/table.rs")),
    ("model/tuple.rs", include_str!("../../../templates/runtime/src/model/tuple.rs")),
    ("model/unknown.rs", include_str!("../../../templates/runtime/src/model/unknown.rs")),
    ("model/uuid.rs", include_str!("../../../templates/runtime/src/model/uuid.rs")),
    ("model/xml.rs", include_str!("../../../templates/runtime/src/model/xml.rs")),
    ("multipart.rs", include_str!("../../../templates/runtime/src/multipart.rs")),
    ("model/validate.rs", include_str!("../../../templates/runtime/src/model/validate.rs")),
    ("operation.rs", include_str!("../../../templates/runtime/src/operation.rs")),
    ("paging.rs", include_str!("../../../templates/runtime/src/paging.rs")),
    ("pairs.rs", include_str!("../../../templates/runtime/src/pairs.rs")),
    ("payload.rs", include_str!("../../../templates/runtime/src/payload.rs")),
    ("polling.rs", include_str!("../../../templates/runtime/src/polling.rs")),
    ("progress.rs", include_str!("../../../templates/runtime/src/progress.rs")),
    ("request.rs", include_str!("../../../templates/runtime/src/request.rs")),
    ("request/encoding.rs", include_str!("../../../templates/runtime/src/request/encoding.rs")),
    ("request/expand.rs", include_str!("../../../templates/runtime/src/request/expand.rs")),
    ("request/multipart.rs", include_str!("../../../templates/runtime/src/request/multipart.rs")),
    ("request/style.rs", include_str!("../../../templates/runtime/src/request/style.rs")),
    ("response.rs", include_str!("../../../templates/runtime/src/response.rs")),
    ("testing.rs", include_str!("../../../templates/runtime/src/testing.rs")),
    ("testing/clock.rs", include_str!("../../../templates/runtime/src/testing/clock.rs")),
    ("transport.rs", include_str!("../../../templates/runtime/src/transport.rs")),
    ("transport/fetch.rs", include_str!("../../../templates/runtime/src/transport/fetch.rs")),
    ("transport/http_client.rs", include_str!("../../../templates/runtime/src/transport/http_client.rs")),
    ("transport/tower.rs", include_str!("../../../templates/runtime/src/transport/tower.rs")),
    ("webhook.rs", include_str!("../../../templates/runtime/src/webhook.rs")),
    ("xml.rs", include_str!("../../../templates/runtime/src/xml.rs")),
    ("xml/decode.rs", include_str!("../../../templates/runtime/src/xml/decode.rs")),
    ("xml/encode.rs", include_str!("../../../templates/runtime/src/xml/encode.rs")),
    ("xml/tree.rs", include_str!("../../../templates/runtime/src/xml/tree.rs")),
];

/// The runtime's manifest: the one place that says what emitted crates depend on.
pub(super) const MANIFEST: &str = include_str!("../../../templates/runtime/Cargo.toml");

/// The one file that the configuration has a say in.
const CONFIGURED: &str = "client/configured.rs";

/// The one file that knows of all modules.
const ROOT: &str = "mod.rs";

/// What stands before the module for XML in the runtime, which is a crate for all documents.
const IF_XML: &str = "#[cfg(feature = \"xml\")]\n";

/// Copies the parts of the runtime that the document needs.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    let unneeded = Unneeded::of(api);
    for (path, text) in FILES {
        let module = path.strip_suffix(".rs").unwrap_or(path);
        if unneeded.has(module) {
            continue;
        }
        let module = if *path == ROOT { "" } else { module };
        let text = match *path == CONFIGURED && !api.krate.request_id_header.is_empty() {
            true => configured(api),
            false => {
                let text = unneeded.taken_from(module, text).replace(IF_XML, "");
                format!("{}{text}", rust_file::header("templates/runtime"))
            }
        };
        files.add(format!("src/generated/runtime/{path}"), text);
    }
}

/// What the configuration says that clients do.
fn configured(api: &Api) -> String {
    let mut file = RustFile::index("What a client does unless its builder says otherwise.");
    let header = &api.krate.request_id_header;
    file.item(code! {
        /// The header that carries the id of each call.
        pub(super) const REQUEST_ID_HEADER: Option<&str> = Some(#header);
    });
    file.finish(api)
}

/// A fingerprint of everything that is emitted as text, in hexadecimal.
pub fn templates_hash() -> String {
    let mut hash = Sha256::new();
    for (path, text) in FILES {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hash.update(MANIFEST.as_bytes());
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::FILES;

    #[test]
    fn every_file_of_the_runtime_is_emitted() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime/src");
        let mut found = BTreeSet::new();
        collect(&root, &root, &mut found);
        let listed: BTreeSet<String> = FILES
            .iter()
            .map(|(path, _)| if *path == "mod.rs" { "lib.rs".to_owned() } else { (*path).to_owned() })
            .collect();
        assert_eq!(listed, found);
    }

    fn collect(root: &Path, folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the runtime is there") {
            let path = entry.expect("and can be read").path();
            match path.is_dir() {
                true => collect(root, &path, found),
                false => {
                    let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                    found.insert(name);
                }
            }
        }
    }
}
