//! `crategen::cli` on temporary folders.

mod checking;
mod comparing;
mod edited;
mod locate;
mod temporary;
mod writing;
