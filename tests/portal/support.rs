//! The test fixtures: a portal with its own database, its users, and their applications.

mod api;
mod applications;
mod attachments;
mod authenticator;
mod cfssl;
mod database;
mod documents;
mod drafts;
mod factors;
mod guards;
mod guessing;
mod identifiers;
mod mail_server;
mod office;
mod openssl;
mod people;
mod phones;
mod portal;
mod post;
mod products;
mod registering;
mod requests;
mod sales;
mod settlement;
mod sources;
mod tariffs;
mod visitor;

pub(crate) use api::{APPLICATIONS, Api, Reply};
pub(crate) use applications::Draft;
pub(crate) use attachments::{attachments, multipart, pdf};
pub(crate) use authenticator::Authenticator;
pub(crate) use cfssl::Cfssl;
pub(crate) use database::Database;
pub(crate) use documents::{document_name, filed};
pub(crate) use drafts::{DRAFTS, draft_of, owner_fields};
pub(crate) use factors::App;
pub(crate) use guards::unguard;
pub(crate) use guessing::{GuessingWay, beside};
pub(crate) use identifiers::{inn, person_inn, snils};
pub(crate) use mail_server::{MailServer, read_letter};
pub(crate) use openssl::Workshop;
pub(crate) use people::{PASSWORD, PHRASE, Persona, Program};
pub(crate) use phones::{BY_PHONE, CODE};
pub(crate) use portal::Portal;
pub(crate) use products::{ANSWERS, PRODUCT_FORM, answered};
pub(crate) use registering::{REGISTRATION, answer, asked};
pub(crate) use requests::{certificate, nameless, odd_request};
pub(crate) use sales::{issue_all, sell_under, seller_terms};
pub(crate) use sources::{Declared, declared};
pub(crate) use tariffs::{LOWER, MAIN, UPPER};
pub(crate) use visitor::{Page, Visitor};

use chrono::{DateTime, Utc};
use registrar::domain::month::Month;

/// An instant, written as `2026-11-18T09:00:00Z`.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A month, written as `2026-10`.
pub(crate) fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// The number of rounds of a race; `REGISTRAR_ROUNDS` overrides it.
pub(crate) fn rounds() -> usize {
    std::env::var("REGISTRAR_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(50)
}
