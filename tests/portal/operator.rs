//! The operator's pages through the real router: settings, partners with their contracts, the price list, transfers.

mod ground;
mod partners;
mod prices;
mod reasons;
mod searching;
mod settings;
mod silence;
mod transfers;

use registrar::domain::statement::Statement;
use registrar::operations::support;

use crate::support::{Page, Portal};

/// The audit entries of a subject of any kind, the newest first: actor and verb. The events are not compared.
async fn noted(portal: &Portal, subject: &str) -> Vec<(String, String)> {
    let entries = registrar::store::audit::history::<Statement>(portal.db(), subject, 20).await.unwrap();
    entries.into_iter().map(|entry| (entry.actor, entry.verb)).collect()
}

/// An audit entry.
fn act(actor: &str, verb: &str) -> (String, String) {
    (actor.to_owned(), verb.to_owned())
}

/// The faults on a form, field by field.
fn faults(page: &Page) -> Vec<String> {
    page.texts(".error-summary li")
}

/// The subscriber code of the only organisation that a search finds.
async fn code_of(portal: &Portal, words: &str) -> String {
    let desk = portal.support().await.desk();
    let found = support::search(&desk, words, None).await.unwrap();
    found.list.rows[0].organization.subscriber_code.clone()
}
