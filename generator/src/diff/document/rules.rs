//! The kinds of change that a document knows.
//!
//! None asks for a version by itself: the wire and the API say what a change does to whom.

use crate::diff::rule::{Rule, rules};
use crate::diff::{Kind, Level, Verdict};

rules! { Document:
    DOCUMENT_CHANGED = "document-changed", Changed, None, "";
    DOCUMENTATION_CHANGED = "documentation-changed", Changed, None, "";
    EXTENSION_CHANGED = "extension-changed", Changed, None, "";
    DEPRECATION_CHANGED = "deprecation-changed", Changed, None, "";
    OPERATION_ADDED = "operation-added", Added, None, "";
    OPERATION_REMOVED = "operation-removed", Removed, None, "";
    OPERATION_MOVED = "operation-moved", Changed, None, "";
    OPERATION_CHANGED = "operation-changed", Changed, None, "";
    PATH_PARAMETER_RENAMED = "path-parameter-renamed", Changed, None, "";
    PARAMETER_ADDED = "parameter-added", Added, None, "";
    PARAMETER_REMOVED = "parameter-removed", Removed, None, "";
    PARAMETER_CHANGED = "parameter-changed", Changed, None, "";
    REQUEST_BODY_ADDED = "request-body-added", Added, None, "";
    REQUEST_BODY_REMOVED = "request-body-removed", Removed, None, "";
    REQUEST_BODY_CHANGED = "request-body-changed", Changed, None, "";
    MEDIA_TYPE_ADDED = "media-type-added", Added, None, "";
    MEDIA_TYPE_REMOVED = "media-type-removed", Removed, None, "";
    ENCODING_CHANGED = "encoding-changed", Changed, None, "";
    RESPONSE_ADDED = "response-added", Added, None, "";
    RESPONSE_REMOVED = "response-removed", Removed, None, "";
    HEADER_ADDED = "header-added", Added, None, "";
    HEADER_REMOVED = "header-removed", Removed, None, "";
    HEADER_CHANGED = "header-changed", Changed, None, "";
    LINK_ADDED = "link-added", Added, None, "";
    LINK_REMOVED = "link-removed", Removed, None, "";
    LINK_CHANGED = "link-changed", Changed, None, "";
    CALLBACK_ADDED = "callback-added", Added, None, "";
    CALLBACK_REMOVED = "callback-removed", Removed, None, "";
    WEBHOOK_ADDED = "webhook-added", Added, None, "";
    WEBHOOK_REMOVED = "webhook-removed", Removed, None, "";
    SECURITY_CHANGED = "security-changed", Changed, None, "";
    SECURITY_SCHEME_ADDED = "security-scheme-added", Added, None, "";
    SECURITY_SCHEME_REMOVED = "security-scheme-removed", Removed, None, "";
    SECURITY_SCHEME_CHANGED = "security-scheme-changed", Changed, None, "";
    SERVER_ADDED = "server-added", Added, None, "";
    SERVER_REMOVED = "server-removed", Removed, None, "";
    SERVER_CHANGED = "server-changed", Changed, None, "";
    TAG_ADDED = "tag-added", Added, None, "";
    TAG_REMOVED = "tag-removed", Removed, None, "";
    TAG_CHANGED = "tag-changed", Changed, None, "";
    COMPONENT_ADDED = "component-added", Added, None, "";
    COMPONENT_REMOVED = "component-removed", Removed, None, "";
    SCHEMA_ADDED = "schema-added", Added, None, "";
    SCHEMA_REMOVED = "schema-removed", Removed, None, "";
    SCHEMA_RENAMED = "schema-renamed", Changed, None, "";
    PROPERTY_ADDED = "property-added", Added, None, "";
    PROPERTY_REMOVED = "property-removed", Removed, None, "";
    REQUIRED_CHANGED = "required-changed", Changed, None, "";
    TYPE_CHANGED = "type-changed", Changed, None, "";
    FORMAT_CHANGED = "format-changed", Changed, None, "";
    NULLABLE_CHANGED = "nullable-changed", Changed, None, "";
    ENUM_VALUE_ADDED = "enum-value-added", Added, None, "";
    ENUM_VALUE_REMOVED = "enum-value-removed", Removed, None, "";
    DEFAULT_CHANGED = "default-changed", Changed, None, "";
    ACCESS_CHANGED = "access-changed", Changed, None, "";
    CONSTRAINT_CHANGED = "constraint-changed", Changed, None, "";
    ADDITIONAL_PROPERTIES_CHANGED = "additional-properties-changed", Changed, None, "";
    DISCRIMINATOR_CHANGED = "discriminator-changed", Changed, None, "";
    MEMBER_ADDED = "member-added", Added, None, "";
    MEMBER_REMOVED = "member-removed", Removed, None, "";
}
