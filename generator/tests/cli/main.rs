//! `crategen::cli` on temporary folders.

mod checking;
mod edited;
mod locate;
mod temporary;
mod writing;
