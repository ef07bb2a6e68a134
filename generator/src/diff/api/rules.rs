//! What each kind of change of the API asks for, and why: Cargo's reference on SemVer compatibility, as
//! cargo-semver-checks reads it, and what follows from it for the code that we emit.

use crate::diff::Verdict;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Its stable name.
    pub(super) id: &'static str,
    /// What it asks for.
    pub(super) verdict: Verdict,
    /// Why.
    pub(super) reason: &'static str,
    /// The lints of cargo-semver-checks of which one finds the same; none where it does not look.
    pub(super) lints: &'static [&'static str],
}

macro_rules! rules {
    ($($name:ident: $id:literal, $verdict:ident, [$($lint:literal),*], $reason:literal;)*) => {
        $(pub(super) const $name: Rule =
            Rule { id: $id, verdict: Verdict::$verdict, reason: $reason, lints: &[$($lint),*] };)*

        /// All of them.
        pub(super) const ALL: &[Rule] = &[$($name),*];
    };
}

rules! {
    ITEM_REMOVED: "api-item-removed", Major,
        ["struct_missing", "enum_missing", "trait_missing", "module_missing", "pub_module_level_const_missing",
        // What is in a module goes with it.
        "function_missing", "inherent_method_missing"],
        "code that names it no longer compiles";
    ITEM_ADDED: "api-item-added", Minor, [], "nothing that compiled can have used it";
    ITEM_RENAMED: "api-item-renamed", Major, ["struct_missing", "enum_missing", "trait_missing"],
        "code that uses the old name no longer compiles";
    KIND_CHANGED: "api-kind-changed", Major,
        ["struct_missing", "enum_missing", "enum_changed_kind", "constructible_struct_changed_type",
         "non_exhaustive_struct_changed_type", "struct_with_pub_fields_changed_type",
         "struct_with_no_pub_fields_changed_type"],
        "values of it are made and taken apart in another way";
    OPERATION_REMOVED: "api-operation-removed", Major, ["struct_missing", "trait_method_missing"],
        "code that makes this call no longer compiles";
    OPERATION_ADDED: "api-operation-added", Minor, [],
        "its method of the tag's trait has a default body, so that who implements the trait need not know it";
    OPERATION_RENAMED: "api-operation-renamed", Major, ["struct_missing", "trait_method_missing"],
        "code that uses the old name no longer compiles";
    OPERATION_MOVED: "api-operation-request-changed", Patch, [], "the request is another; the code that makes it stays";
    METHOD_RENAMED: "api-trait-method-renamed", Major, ["trait_method_missing"],
        "code that calls or implements the method no longer compiles";
    FEATURE_REMOVED: "api-feature-removed", Major, ["feature_missing"],
        "a Cargo.toml that asks for it no longer resolves";
    FEATURE_ADDED: "api-feature-added", Minor, [], "nobody has to enable it";
    FEATURE_BECAME_DEFAULT: "api-feature-became-default", Minor, [], "what it brings is there without asking";
    FEATURE_NO_DEFAULT: "api-feature-no-longer-default", Major, ["feature_not_enabled_by_default"],
        "code that uses what it brings no longer compiles, unless its Cargo.toml asks for the feature";
    TYPE_SHARED: "api-type-became-another-name", Minor, [],
        "all that could be done with it can be done; only who implements a trait for it and for its like does so twice";
    TYPE_PARTED: "api-type-no-longer-another-name", Major, [],
        "values of it do not fit any more where its like is expected";
    VALUE_CHANGED: "api-value-changed", Patch, [], "its type is the same";
    ALIAS_CHANGED: "api-alias-changed", Major, [], "values of the type it stood for do not fit any more";
    BECAME_NON_EXHAUSTIVE: "api-struct-became-non-exhaustive", Major, ["struct_marked_non_exhaustive", "inherent_method_missing"],
        "users built it, and cannot any more: it only comes in responses now, and has no constructor";
    BECAME_EXHAUSTIVE: "api-struct-became-constructible", Minor, [], "what could be done with it can still be done";
    DEPRECATED: "api-deprecated", Minor, [], "code that uses it compiles with a warning";
    UNDEPRECATED: "api-no-longer-deprecated", Patch, [], "a warning goes away";
    FIELD_ADDED: "api-field-added", Minor, [],
        "the struct is non-exhaustive, so that nobody outside writes it as a literal";
    FIELD_ADDED_TO_LITERAL: "api-field-added-to-exhaustive-struct", Major, ["constructible_struct_adds_field"],
        "the struct is exhaustive: literals and patterns without `..` that name all its fields no longer compile";
    FIELD_REMOVED: "api-field-removed", Major, ["struct_pub_field_missing"], "code that uses the field no longer compiles";
    FIELD_BECAME_OPTIONAL: "api-field-became-optional", Major, [],
        "code that reads the value has to look whether it is there";
    FIELD_BECAME_REQUIRED: "api-field-became-required", Major, [],
        "code that takes it for an `Option` no longer compiles";
    FIELD_TYPE_CHANGED: "api-field-type-changed", Major, [], "values of the old type do not fit any more";
    SETTER_REMOVED: "api-setter-removed", Major, ["inherent_method_missing"],
        "only the service sets it now, so that it has no setter";
    SETTER_ADDED: "api-setter-added", Minor, [], "it is new, and sets what could not be set";
    CONSTRUCTOR_CHANGED: "api-constructor-changed", Major, ["method_parameter_count_changed", "inherent_method_missing"],
        "calls pass the old arguments";
    VARIANT_ADDED: "api-variant-added", Minor, [], "the enum is open: every match on it has an arm for the rest";
    VARIANT_REMOVED: "api-variant-removed", Major, ["enum_variant_missing"],
        "code that names the variant no longer compiles";
    VARIANT_TYPE_CHANGED: "api-variant-type-changed", Major,
        ["enum_tuple_variant_changed_kind", "enum_unit_variant_changed_kind", "enum_non_exhaustive_tuple_variant_changed_kind"],
        "what it holds does not fit any more";
    VARIANT_VALUE_CHANGED: "api-variant-value-changed", Patch, [], "the code that names it stays; it stands for another value";
    ENUM_BASE_CHANGED: "api-enum-base-changed", Major, ["inherent_method_missing", "derive_trait_impl_removed"],
        "values that the crate does not know are kept, made and read as another type";
    METHOD_REMOVED: "api-method-removed", Major, ["inherent_method_missing"], "code that calls it no longer compiles";
    METHOD_ADDED: "api-method-added", Minor, [], "nothing that compiled can have called it";
    METHOD_CHANGED: "api-method-changed", Major, ["method_parameter_count_changed"], "calls pass the old arguments";
    IMPL_REMOVED: "api-impl-removed", Major, [], "code that needs the trait no longer compiles";
    IMPL_ADDED: "api-impl-added", Minor, [], "what compiled did without it";
    ASSOCIATED_TYPE_CHANGED: "api-associated-type-changed", Major, [],
        "code that uses what the call gives gets another type";
}
