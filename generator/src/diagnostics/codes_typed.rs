//! The codes of the stages that make a typed document: normalize (03), parse (04) and resolve (05).

super::table::declare! {
    /// The document is no OpenAPI document: it is no object, or it says no version.
    pub const NO_VERSION: &str = "E0301";
    /// The document is of a version that cannot be read yet.
    pub const UNSUPPORTED_VERSION: &str = "E0302";
    /// A keyword is unknown and has no effect.
    pub const UNKNOWN_KEYWORD: &str = "W0301";
    /// A value is of the wrong kind and was left out.
    pub const WRONG_KIND: &str = "W0302";
    /// A value is of the wrong kind, but what it means is plain, and it was read so.
    pub const READ_AS: &str = "W0303";
    /// A value is null where a null says nothing.
    pub const NULL_VALUE: &str = "W0304";
    /// Something that must be there is missing and was filled in.
    pub const FILLED: &str = "W0305";
    /// An object lacks what it cannot be without and was left out.
    pub const LEFT_OUT: &str = "W0306";
    /// A number has more digits than the emitted code can hold.
    pub const NUMBER_RANGE: &str = "W0307";
    /// A schema's type is not one that JSON has.
    pub const UNKNOWN_TYPE: &str = "W0308";
    /// Keywords beside a reference have no effect.
    pub const REFERENCE_SIBLINGS: &str = "W0309";
    /// A parameter or header contradicts itself and was repaired.
    pub const PARAMETER: &str = "W0310";
    /// A key of `responses` is no status.
    pub const STATUS: &str = "W0311";
    /// A key of `paths` is no path.
    pub const PATH: &str = "W0312";
    /// A path has a parameter that nobody declares.
    pub const UNDECLARED_PATH_PARAMETER: &str = "W0313";
    /// A path parameter is declared that the path does not have.
    pub const SURPLUS_PATH_PARAMETER: &str = "W0314";
    /// An `enum` lists values that it cannot mean.
    pub const ENUM: &str = "W0315";
    /// `required` names what is no property.
    pub const REQUIRED: &str = "W0316";
    /// A reference that must be written out in place cannot be.
    pub const INLINE: &str = "W0317";

    /// The root of the document is refused by the typed document.
    pub const ROOT_REFUSED: &str = "E0401";
    /// An operation is refused by the typed document and was skipped.
    pub const OPERATION_REFUSED: &str = "W0401";
    /// A schema is refused by the typed document and is typed as JSON.
    pub const SCHEMA_REFUSED: &str = "W0402";
    /// A component is refused by the typed document and was left out.
    pub const COMPONENT_REFUSED: &str = "W0403";
    /// A path item is refused by the typed document and was skipped with all its operations.
    pub const PATH_ITEM_REFUSED: &str = "W0404";
    /// A part without effect on operations is refused by the typed document and was left out.
    pub const PART_REFUSED: &str = "W0405";

    /// A reference leads nowhere.
    pub const DANGLING: &str = "W0501";
    /// A reference leads to another file or to a URL.
    pub const EXTERNAL: &str = "W0502";
    /// A reference leads to an object of another kind than is needed.
    pub const WRONG_TARGET: &str = "W0503";
    /// A reference leads back to itself.
    pub const CIRCLE: &str = "W0504";
    /// An operation was skipped, since a part of it could not be resolved.
    pub const OPERATION_SKIPPED: &str = "W0505";
    /// A parameter is declared twice.
    pub const DUPLICATE_PARAMETER: &str = "W0506";
    /// Two operations have the same `operationId`.
    pub const DUPLICATE_OPERATION_ID: &str = "W0507";
    /// A security requirement names a scheme that is not declared.
    pub const UNDECLARED_SCHEME: &str = "W0508";
}
