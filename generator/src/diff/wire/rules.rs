//! Everything that is judged on the wire: which change, whether old clients keep working, and why.
//!
//! [`Verdict::Major`] says that an old client may fail or be misunderstood, [`Verdict::Minor`] that there is something new that it does not
//! use, [`Verdict::Patch`] that it may notice something and goes on. What webhooks and callbacks carry is judged as a
//! response, for clients receive it, and what they are answered as a request.

use crate::diff::rule::{Rule, rules};
use crate::diff::{Kind, Level, Verdict};

rules! { Wire:
    // Operations.
    OPERATION_ADDED = "wire-operation-added", Added, Minor,
        "old clients do not call it";
    OPERATION_REMOVED = "wire-operation-removed", Removed, Major,
        "old clients still call it, and get an error";
    OPERATION_MOVED = "wire-operation-moved", Changed, Major,
        "old clients still call it where it was";
    WEBHOOK_ADDED = "wire-webhook-added", Added, Patch,
        "an old client that listens gets calls that it does not know";
    WEBHOOK_REMOVED = "wire-webhook-removed", Removed, Major,
        "old clients wait for calls that do not come";
    CALLBACK_ADDED = "wire-callback-added", Added, Patch,
        "an old client that listens gets calls that it does not know";
    CALLBACK_REMOVED = "wire-callback-removed", Removed, Major,
        "old clients wait for calls that do not come";

    // Parameters.
    PARAMETER_ADDED = "parameter-added-optional", Added, Minor,
        "old clients leave it out";
    REQUIRED_PARAMETER_ADDED = "parameter-added-required", Added, Major,
        "old clients do not send it, and are refused";
    PARAMETER_REMOVED = "parameter-no-longer-read", Removed, Major,
        "what old clients say there is ignored or refused";
    PARAMETER_RELOCATED = "parameter-relocated", Changed, Major,
        "old clients send it where nobody looks for it";
    PARAMETER_BECAME_REQUIRED = "parameter-became-required", Changed, Major,
        "old clients may leave it out, and are refused then";
    PARAMETER_BECAME_OPTIONAL = "parameter-became-optional", Changed, Minor,
        "old clients go on sending it";
    PARAMETER_STYLE_CHANGED = "parameter-style-changed", Changed, Major,
        "old clients write its value in a form that is read as another value";

    // Request bodies.
    REQUEST_BODY_ADDED = "request-body-added-optional", Added, Minor,
        "old clients send none";
    REQUIRED_REQUEST_BODY_ADDED = "request-body-added-required", Added, Major,
        "old clients send none, and are refused";
    REQUEST_BODY_REMOVED = "request-body-no-longer-read", Removed, Major,
        "what old clients send is ignored or refused";
    REQUEST_BODY_BECAME_REQUIRED = "request-body-became-required", Changed, Major,
        "old clients may send none, and are refused then";
    REQUEST_BODY_BECAME_OPTIONAL = "request-body-became-optional", Changed, Minor,
        "old clients go on sending it";
    REQUEST_MEDIA_TYPE_ADDED = "request-media-type-added", Added, Minor,
        "old clients send what they sent before";
    REQUEST_MEDIA_TYPE_REMOVED = "request-media-type-removed", Removed, Major,
        "old clients send that type, and are refused";
    REQUEST_ENCODING_CHANGED = "request-encoding-changed", Changed, Major,
        "old clients write the parts of the form as they did before";

    // Responses.
    RESPONSE_STATUS_ADDED = "response-status-added", Added, Patch,
        "a status that a client does not know does not fail a call that succeeded, and is an error as any other if it did not";
    RESPONSE_SUCCESS_REMOVED = "response-success-removed", Removed, Major,
        "old clients wait for that answer";
    RESPONSE_FAILURE_REMOVED = "response-failure-removed", Removed, Patch,
        "old clients are ready for a failure that is no longer announced";
    RESPONSE_BODY_ADDED = "response-body-added", Added, Patch,
        "old clients do not read it";
    RESPONSE_BODY_REMOVED = "response-body-removed", Removed, Major,
        "old clients read a value that is not there";
    RESPONSE_MEDIA_TYPE_ADDED = "response-media-type-added", Added, Patch,
        "old clients ask for the types that they know";
    RESPONSE_MEDIA_TYPE_REMOVED = "response-media-type-removed", Removed, Major,
        "old clients ask for that type, and get another or none";
    RESPONSE_HEADER_ADDED = "response-header-added", Added, Minor,
        "old clients do not read it";
    RESPONSE_HEADER_REMOVED = "response-header-removed", Removed, Patch,
        "old clients do without it when it is not there";
    RESPONSE_REQUIRED_HEADER_REMOVED = "response-required-header-removed", Removed, Major,
        "old clients rely on it";
    RESPONSE_HEADER_BECAME_OPTIONAL = "response-header-became-optional", Changed, Major,
        "old clients rely on it";
    RESPONSE_HEADER_BECAME_REQUIRED = "response-header-became-required", Changed, Patch,
        "it is always there now";

    // Who may call, and where.
    SECURITY_TIGHTENED = "security-tightened", Changed, Major,
        "what old clients prove is not enough";
    SECURITY_LOOSENED = "security-loosened", Changed, Minor,
        "what old clients prove is still enough";
    SECURITY_SCHEME_CHANGED = "wire-security-scheme-changed", Changed, Major,
        "old clients prove who they are in another way, or elsewhere";
    SERVER_ADDED = "wire-server-added", Added, Minor,
        "old clients call the servers that they know";
    SERVER_REMOVED = "wire-server-removed", Removed, Major,
        "old clients still call it";
    SERVER_VARIABLE_CHANGED = "server-variable-changed", Changed, Major,
        "old clients make another address of it";

    // What is sent.
    REQUEST_TYPE_CHANGED = "request-type-changed", Changed, Major,
        "what old clients send is of another type, and is refused";
    REQUEST_TYPE_WIDENED = "request-type-widened", Changed, Minor,
        "what old clients send is still allowed";
    REQUEST_FORMAT_CHANGED = "request-format-changed", Changed, Major,
        "what old clients send may not be of that format, and is refused then";
    REQUEST_FORMAT_LOOSENED = "request-format-loosened", Changed, Minor,
        "what old clients send is still allowed";
    REQUEST_BECAME_NULLABLE = "request-became-nullable", Changed, Minor,
        "old clients do not send null";
    REQUEST_NO_LONGER_NULLABLE = "request-no-longer-nullable", Changed, Major,
        "old clients may send null, and are refused then";
    REQUEST_ENUM_VALUE_ADDED = "request-enum-value-added", Added, Minor,
        "old clients do not send it";
    REQUEST_ENUM_VALUE_REMOVED = "request-enum-value-removed", Removed, Major,
        "old clients may send it, and are refused then";
    REQUEST_ENUM_INTRODUCED = "request-enum-introduced", Changed, Major,
        "old clients may send other values, and are refused then";
    REQUEST_ENUM_DROPPED = "request-enum-dropped", Changed, Minor,
        "the values that old clients send are still allowed";
    REQUEST_PROPERTY_ADDED = "request-property-added-optional", Added, Minor,
        "old clients leave it out";
    REQUEST_REQUIRED_PROPERTY_ADDED = "request-property-added-required", Added, Major,
        "old clients do not send it, and are refused";
    REQUEST_PROPERTY_REMOVED = "request-property-removed", Removed, Major,
        "what old clients say there is ignored or refused";
    REQUEST_PROPERTY_BECAME_REQUIRED = "request-property-became-required", Changed, Major,
        "old clients may leave it out, and are refused then";
    REQUEST_PROPERTY_BECAME_OPTIONAL = "request-property-became-optional", Changed, Minor,
        "old clients go on sending it";
    REQUEST_PROPERTY_BECAME_READ_ONLY = "request-property-became-read-only", Changed, Major,
        "what old clients say there is ignored or refused";
    REQUEST_PROPERTY_BECAME_WRITABLE = "request-property-became-writable", Changed, Minor,
        "old clients leave it out";
    REQUEST_ADDITIONAL_PROPERTIES_REFUSED = "request-additional-properties-refused", Changed, Major,
        "old clients may send members that are refused now";
    REQUEST_ADDITIONAL_PROPERTIES_ALLOWED = "request-additional-properties-allowed", Changed, Minor,
        "old clients send the members that they know";
    REQUEST_CONSTRAINT_TIGHTENED = "request-constraint-tightened", Changed, Major,
        "old clients may send what is refused now";
    REQUEST_CONSTRAINT_LOOSENED = "request-constraint-loosened", Changed, Minor,
        "what old clients send is still allowed";
    REQUEST_CONDITION_CHANGED = "request-condition-changed", Changed, Major,
        "whether it still allows what it allowed cannot be told, so old clients may send what is refused now";
    REQUEST_DEFAULT_CHANGED = "request-default-changed", Changed, Major,
        "what old clients leave out means something else";
    REQUEST_DEFAULT_DECLARED = "request-default-declared", Changed, Patch,
        "the document says more, or less, of what a service does with what is left out";
    REQUEST_MEMBER_ADDED = "request-member-added", Added, Minor,
        "old clients do not send it";
    REQUEST_MEMBER_REMOVED = "request-member-removed", Removed, Major,
        "old clients may send it, and are refused then";
    REQUEST_DISCRIMINATOR_CHANGED = "request-discriminator-changed", Changed, Major,
        "old clients say in another way which member it is";
    REQUEST_SERIALIZATION_CHANGED = "request-serialization-changed", Changed, Major,
        "old clients write it in another way";

    // What is received.
    RESPONSE_TYPE_CHANGED = "response-type-changed", Changed, Major,
        "old clients cannot read what is of another type";
    RESPONSE_TYPE_NARROWED = "response-type-narrowed", Changed, Patch,
        "old clients can read all that may come";
    RESPONSE_FORMAT_CHANGED = "response-format-changed", Changed, Major,
        "old clients may not be able to hold the value";
    RESPONSE_FORMAT_NARROWED = "response-format-narrowed", Changed, Patch,
        "old clients can hold all that may come";
    RESPONSE_TEXT_FORMAT_CHANGED = "response-text-format-changed", Changed, Patch,
        "a text that is not of the format that a client knows is kept as it is";
    RESPONSE_BECAME_NULLABLE = "response-became-nullable", Changed, Major,
        "old clients may not be ready for null";
    RESPONSE_NO_LONGER_NULLABLE = "response-no-longer-nullable", Changed, Patch,
        "old clients are ready for a null that does not come";
    RESPONSE_ENUM_VALUE_ADDED = "response-enum-value-added", Added, Patch,
        "enums are open: a value that a client does not know is kept as it is";
    RESPONSE_ENUM_VALUE_REMOVED = "response-enum-value-removed", Removed, Patch,
        "old clients are ready for a value that does not come";
    RESPONSE_ENUM_INTRODUCED = "response-enum-introduced", Changed, Patch,
        "old clients can read all that may come";
    RESPONSE_ENUM_DROPPED = "response-enum-dropped", Changed, Patch,
        "enums are open: a value that a client does not know is kept as it is";
    RESPONSE_PROPERTY_ADDED = "response-property-added", Added, Minor,
        "old clients do not read it";
    RESPONSE_PROPERTY_REMOVED = "response-property-removed", Removed, Patch,
        "old clients do without it when it is not there";
    RESPONSE_REQUIRED_PROPERTY_REMOVED = "response-required-property-removed", Removed, Major,
        "old clients need it to read the value";
    RESPONSE_PROPERTY_BECAME_REQUIRED = "response-property-became-required", Changed, Patch,
        "it is always there now";
    RESPONSE_PROPERTY_BECAME_OPTIONAL = "response-property-became-optional", Changed, Major,
        "old clients need it to read the value";
    RESPONSE_PROPERTY_BECAME_WRITE_ONLY = "response-property-became-write-only", Changed, Major,
        "old clients read what no longer comes";
    RESPONSE_PROPERTY_BECAME_READABLE = "response-property-became-readable", Changed, Minor,
        "old clients do not read it";
    RESPONSE_ADDITIONAL_PROPERTIES_WIDENED = "response-additional-properties-widened", Changed, Major,
        "old clients may not be able to read members of another type";
    RESPONSE_ADDITIONAL_PROPERTIES_CHANGED = "response-additional-properties-changed", Changed, Patch,
        "old clients pass over members that they do not know, and do without those that do not come";
    RESPONSE_CONSTRAINT_TIGHTENED = "response-constraint-tightened", Changed, Patch,
        "old clients can read all that may come";
    RESPONSE_CONSTRAINT_LOOSENED = "response-constraint-loosened", Changed, Patch,
        "what is received is not held against constraints";
    RESPONSE_CONDITION_CHANGED = "response-condition-changed", Changed, Patch,
        "what is received is not held against constraints";
    RESPONSE_DEFAULT_CHANGED = "response-default-changed", Changed, Patch,
        "what is not received is not filled in";
    RESPONSE_MEMBER_ADDED = "response-member-added", Added, Patch,
        "unions are open: a member that a client does not know is kept as it is";
    RESPONSE_MEMBER_REMOVED = "response-member-removed", Removed, Patch,
        "old clients are ready for a member that does not come";
    RESPONSE_DISCRIMINATOR_CHANGED = "response-discriminator-changed", Changed, Major,
        "old clients look elsewhere for which member it is";
    RESPONSE_SERIALIZATION_CHANGED = "response-serialization-changed", Changed, Major,
        "old clients look for it in another form";
}
