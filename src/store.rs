//! The store: rows in, rows out. Every query that answers a reader's question takes a scope; every business change goes
//! through [`keep`].

pub mod accounts;
mod alone;
pub mod applications;
pub mod audit;
pub mod bulk;
pub mod captchas;
pub mod certificates;
pub mod charges;
pub mod circuits;
pub mod colleagues;
mod connection;
pub mod consents;
pub mod contracts;
pub mod counting;
pub mod credits;
pub mod disclosures;
mod error;
pub mod guesses;
pub mod idempotency;
pub mod installation;
pub mod invoices;
pub mod journal;
mod keep;
pub mod known_addresses;
pub mod letters;
pub mod licences;
pub mod links;
pub mod logins;
pub mod notes;
pub mod organizations;
pub mod outbox;
pub mod owners;
pub mod partners;
pub mod preferences;
pub mod presence;
pub mod price_list;
pub mod queue;
pub mod reasons;
pub mod registrations;
pub mod saved_filters;
pub mod seeded_passwords;
pub mod sessions;
pub mod settings;
pub mod statements;
#[expect(unreachable_pub, reason = "the entity macros need `pub` inside this private room")]
mod tables;
pub mod tariffs;
pub mod terms;
pub mod verification;
pub mod viewers;

pub use alone::Alone;
pub use audit::Keeper;
pub use connection::{Db, Engine, Look, Reach, Tx};
pub use error::StoreError;
pub use keep::{Keepable, keep};
