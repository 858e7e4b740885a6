//! The store: rows and scopes, races and audit chains.

mod audit;
mod errands;
mod events;
mod guards;
mod keys;
mod older_office;
mod one_account;
mod schema;
mod scopes;
mod searching;
mod stages;
mod trigrams;
mod writing;
