//! The codes of the stages that decide on the crate: lower (06), and check with the configuration (07).

super::table::declare! {
    /// Two things want the same name.
    pub const NAME_TAKEN: &str = "W0601";
    /// An operation was skipped, since a part of it cannot be written or read yet.
    pub const OPERATION_SKIPPED: &str = "W0602";
    /// A parameter that may be left out is left out, since its form cannot be written yet.
    pub const PARAMETER_DROPPED: &str = "W0603";
    /// A schema says what no Rust type says, and is typed as JSON.
    pub const TYPED_AS_JSON: &str = "W0604";
    /// A schema contains itself in a way that no value can have.
    pub const SCHEMA_CIRCLE: &str = "W0605";
    /// A schema has a union beside properties: the members' properties become optional fields.
    pub const UNION_FLATTENED: &str = "W0606";
    /// A body comes in several media types, of which one is used.
    pub const OTHER_MEDIA_TYPES: &str = "W0607";
    /// An operation is marked as paged, and its answer has no such fields.
    pub const NOT_PAGED: &str = "W0608";
    /// An operation is marked as long-running, and no header says where to ask.
    pub const NOT_LONG_RUNNING: &str = "W0609";
    /// A security scheme is of a kind that no code is emitted for.
    pub const SECURITY_SCHEME: &str = "W0610";
    /// A response header has a form that cannot be read, and is left out.
    pub const HEADER_DROPPED: &str = "W0612";
    /// A keyword of a schema has no effect on the emitted type.
    pub const KEYWORD_WITHOUT_EFFECT: &str = "W0613";
    /// A parameter is the client's and has no value to fall back on.
    pub const SHARED_WITHOUT_DEFAULT: &str = "W0614";
    /// Two parts of an `allOf` disagree.
    pub const ALL_OF_CONFLICT: &str = "W0615";
    /// A part of the document that no code is emitted for.
    pub const NOT_EMITTED: &str = "W0616";
    /// A parameter says something of how it is written that has no effect.
    pub const PARAMETER_WITHOUT_EFFECT: &str = "W0617";
    /// A response is of a status that is neither a success nor a failure.
    pub const RESPONSE_WITHOUT_TYPE: &str = "W0618";
    /// A name of which nothing can stand in Rust.
    pub const NAME_UNREADABLE: &str = "W0619";
    /// A regular expression that nothing checks.
    pub const PATTERN_UNCHECKED: &str = "W0629";
    /// An encoding of a body's property has no effect.
    pub const ENCODING_WITHOUT_EFFECT: &str = "W0625";
    /// A parameter holds lists or objects inside of others, for which its style has no form.
    pub const PARAMETER_NESTED: &str = "W0626";
    /// A parameter comes in a media type that nothing is made of values in, and is given as a text.
    pub const PARAMETER_AS_TEXT: &str = "W0627";
    /// An enum lists a value that its type cannot hold.
    pub const ENUM_VALUE_LEFT_OUT: &str = "W0631";
    /// A default value that its schema does not allow.
    pub const DEFAULT_INVALID: &str = "W0632";
    /// Compiling all of the crate takes more memory than it may.
    pub const OVER_BUDGET: &str = "W0633";
    /// The configuration is no TOML.
    pub const CONFIG_SYNTAX: &str = "E0701";
    /// The configuration has a key that nothing reads.
    pub const CONFIG_UNKNOWN_KEY: &str = "E0702";
    /// A value of the configuration is of the wrong kind.
    pub const CONFIG_WRONG_KIND: &str = "E0703";
    /// The configuration lacks a key that must be there.
    pub const CONFIG_MISSING_KEY: &str = "E0704";
    /// A value of the configuration cannot be used.
    pub const CONFIG_BAD_VALUE: &str = "E0705";
    /// An entry of the configuration had no effect.
    pub const CONFIG_UNUSED: &str = "E0706";
    /// What was lowered breaks a rule of its own: a bug in crategen.
    pub const BROKEN_INVARIANT: &str = "E0790";
}
