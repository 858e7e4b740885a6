//! Turns results of operations into views for people and for other programs.

pub mod api;
pub mod application;
pub mod cabinet;
pub mod calendar;
pub mod contract;
pub mod documentation;
pub mod exports;
pub mod frame;
pub mod journal;
pub mod letters;
pub mod logins;
pub mod mail;
pub mod onlookers;
pub mod operator;
pub mod organizations;
pub mod outage;
pub mod people;
pub mod portal;
pub mod profile;
pub mod queue;
pub mod reasons;
pub mod settlement_file;
pub mod standing;
pub mod statements;
pub mod support;
pub mod words;
