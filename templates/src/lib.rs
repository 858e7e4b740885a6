//! Everything that a person reads: pages, their pieces and letters, as plain structs that know nothing of the domain.
//!
//! A page is a struct whose fields are what the reader sees; `page.within(&frame)` makes the document of it. A piece is a
//! struct with `Render`. Numbers and dates pass through [`format`], addresses through [`paths`]. [`samples`] gives each page
//! with nothing, with the usual and with the worst, for the gallery and its checks.

pub mod assets;
pub mod components;
pub mod documentation;
pub mod format;
pub mod layout;
pub mod letters;
pub mod pages;
pub mod paths;
pub mod samples;

pub use layout::{Frame, Page};
