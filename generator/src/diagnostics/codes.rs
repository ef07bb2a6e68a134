//! The stable names of every kind of problem, stage by stage.
//!
//! One list, so that no code is given twice and a reader finds what `E0203` is in one place. The first two digits are the
//! stage; a code is never given a new meaning.

super::table::declare! {
    // 01: document

    /// The text is not valid YAML or JSON; the rest of the file was not read.
    pub const SYNTAX: &str = "E0101";
    /// A member stands twice in one object; the first is kept.
    pub const DUPLICATE_KEY: &str = "E0102";
    /// Objects and arrays are nested deeper than any real document nests them.
    pub const TOO_DEEP: &str = "E0103";
    /// Aliases unfold to far more than was written.
    pub const ALIAS_BUDGET: &str = "E0104";
    /// The file holds no value.
    pub const EMPTY: &str = "E0105";
    /// The file holds more than one YAML document.
    pub const SEVERAL_DOCUMENTS: &str = "E0106";
    /// A key is an object or an array, which JSON does not have.
    pub const KEY_KIND: &str = "E0107";
    /// A merge key `<<` whose value is no mapping.
    pub const MERGE_KEY: &str = "E0108";
    /// The file is longer than places can count.
    pub const TOO_LARGE: &str = "E0109";
    /// A YAML number that JSON does not have, `.inf` or `.nan`; it is read as text.
    pub const NOT_A_JSON_NUMBER: &str = "W0101";
    /// A YAML tag that means nothing here; the value is read as if it had none.
    pub const UNKNOWN_TAG: &str = "W0102";
    /// Half of a surrogate pair in a JSON string; it is read as the replacement character.
    pub const LONE_SURROGATE: &str = "W0103";

    // 02: overlay

    /// The overlay is not shaped like one: a member is missing or of the wrong kind.
    pub const OVERLAY_SHAPE: &str = "E0201";
    /// The target of an action matches nothing.
    pub const NO_MATCH: &str = "E0202";
    /// What an action's `x-was` says no longer holds.
    pub const WAS: &str = "E0203";
    /// A target or a copy is no JSONPath.
    pub const JSON_PATH: &str = "E0204";
    /// A version of the overlay specification that this generator does not know.
    pub const OVERLAY_VERSION: &str = "E0205";
    /// A member that overlays do not have.
    pub const OVERLAY_KEY: &str = "E0206";
    /// An action does nothing, or says two things at once.
    pub const ACTION: &str = "E0207";
    /// An update does not fit what it is merged into.
    pub const INCOMPATIBLE_UPDATE: &str = "E0208";
    /// The source of a copy is not exactly one value.
    pub const COPY_SOURCE: &str = "E0209";
    /// The overlay makes the document much larger or deeper than documents are.
    pub const OVERLAY_BUDGET: &str = "E0210";
    /// An action removes its target, so that its `update` or `copy` has no effect.
    pub const UNUSED_UPDATE: &str = "W0201";
}
