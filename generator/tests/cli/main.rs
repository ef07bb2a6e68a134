//! `crategen::cli` on temporary folders.

mod checking;
mod comparing;
mod edited;
mod locate;
mod new;
mod overlay;
mod temporary;
mod writing;
