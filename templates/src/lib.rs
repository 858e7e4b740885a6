//! Everything that people read: pages, their pieces and letters, as plain structs that know nothing of the domain.
//!
//! A page is a struct whose fields are what the viewer sees; `page.within(&frame)` renders its document. A piece is a
//! struct with `Render`. Numbers and dates are formatted by [`format`], URLs come from [`paths`]. [`samples`] shows
//! each page empty, usual and extreme, for the gallery and its checks.

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
