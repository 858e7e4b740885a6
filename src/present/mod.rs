//! What the office knows, turned into what people and other programs read.

pub mod exports;
