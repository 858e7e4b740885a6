//! What the office knows, turned into what people and other programs read.

pub mod api;
pub mod application;
pub mod exports;
pub mod frame;
pub mod letters;
pub mod operator;
pub mod queue;
pub mod settlement_file;
pub mod statements;
pub mod words;
