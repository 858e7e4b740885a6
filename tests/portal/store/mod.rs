//! The store: rows and scopes, races and chains.

mod stages;
