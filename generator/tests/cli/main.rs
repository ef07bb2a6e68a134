//! `crategen::cli` on temporary folders.

mod checking;
mod edited;
mod temporary;
mod writing;
