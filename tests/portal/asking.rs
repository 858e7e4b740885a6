//! How many statements the database is asked: a poll asks for what it shows, a page and a verb for no more than was agreed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use chrono::TimeDelta;
use registrar::domain::archive::{ArchiveKind, TypedArchive};
use registrar::domain::question::TypedQuestion;
use registrar::operations::{Requester, archives, questions};
use templates::paths;
use tracing::Subscriber;
use tracing::span::{Attributes, Id};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::support::{Portal, Visitor, at, filed, month};

/// The most that a poll may ask.
const POLL: usize = 8;

/// What a statement is called by the driver, outside of a transaction and within one; its two ends count as well.
const STATEMENTS: [&str; 10] = [
    "execute",
    "execute_unprepared",
    "query_one",
    "query_all",
    "stream",
    "execute_raw",
    "query_one_raw",
    "query_all_raw",
    "begin",
    "commit",
];

/// Counts the statements that this thread asks, as long as it lives.
struct Counted {
    asked: Arc<AtomicUsize>,
    _watching: DefaultGuard,
}

struct Counter(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Counter {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let span = attributes.metadata();
        let (driver, transaction) = ("sea_orm::driver", "sea_orm::database::transaction");
        // The driver only hands on what begins a transaction.
        let asks = span.target().starts_with(transaction)
            || (span.target().starts_with(driver) && span.name() != "begin");
        if asks && STATEMENTS.contains(&span.name()) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Counted {
    fn from_now() -> Self {
        let asked = Arc::default();
        let watching = tracing_subscriber::registry().with(Counter(Arc::clone(&asked)));
        Self { asked, _watching: tracing::subscriber::set_default(watching) }
    }

    /// Some were asked since the last time, and at most so many. The first page of a process also asks for the requirements of
    /// a second factor, which it keeps for a while.
    fn at_most(&self, most: usize, what: &str) {
        let asked = self.asked.swap(0, Ordering::Relaxed);
        eprintln!("{asked:>4} statements: {what}");
        assert!((1..=most).contains(&asked), "{what}: {asked} statements, at most {most}");
    }
}

async fn reads(visitor: &mut Visitor, address: &str) {
    let page = visitor.open(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text());
}

async fn polls(visitor: &mut Visitor, address: &str) {
    let part = visitor.poll(address).await;
    assert_eq!(part.status, StatusCode::OK, "{address}: {}", part.text());
}

#[tokio::test]
async fn a_poll_asks_for_what_it_shows() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let organization = portal.organization(number).await.id;
    let mut client = portal.visit(&portal.client(organization).await).await;
    let number = number.to_string();
    reads(&mut staff, &paths::application(&number)).await;
    // As long after as a card that is open asks again, and marks anew that it is looked at.
    portal.clock.turn_to(portal.clock.now() + TimeDelta::seconds(15));

    let counted = Counted::from_now();
    polls(&mut staff, &paths::progress(&number)).await;
    counted.at_most(POLL, "poll of the state of an application");
    let looks = staff.send(&paths::presence(&number), &[]).await;
    assert_eq!(looks.status, StatusCode::OK, "{}", looks.text());
    counted.at_most(POLL, "poll of who looks at it");
    polls(&mut client, &paths::cabinet_application(&number)).await;
    counted.at_most(POLL, "poll of the client's own application");
}

#[tokio::test]
async fn a_page_and_a_verb_ask_no_more_than_was_agreed() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await.to_string();
    let mut browser = portal.visit(&staff).await;

    let counted = Counted::from_now();
    reads(&mut browser, &paths::queue()).await;
    counted.at_most(11, "the queue");
    reads(&mut browser, &paths::application(&number)).await;
    counted.at_most(47, "the card of an application");
    let taken = browser.send(&paths::taking(&number), &[("version", "1")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    counted.at_most(10, "taking it");
    let again = browser.send(&paths::taking(&number), &[("version", "1")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text());
    counted.at_most(46, "the page of a conflict");
    reads(&mut browser, &paths::price(&number)).await;
    counted.at_most(12, "the price before the click");
}

#[tokio::test]
async fn the_administrators_of_an_organisation_cost_its_card_nothing() {
    let portal = Portal::open().await;
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    portal.client(organization.id).await;
    let code = organization.subscriber_code;
    let mut staff = portal.visit(&portal.staff().await).await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;

    let counted = Counted::from_now();
    reads(&mut staff, &paths::organization(&code)).await;
    counted.at_most(10, "the card of an organisation");
    reads(&mut admin, &paths::organization(&code)).await;
    counted.at_most(9, "the card of an organisation, for an administrator");
    reads(&mut admin, &paths::administrators(&code)).await;
    counted.at_most(7, "the administrators of an organisation");
}

#[tokio::test]
async fn a_board_of_questions_asks_the_same_for_few_and_for_many() {
    for number in [1, 5] {
        let portal = Portal::open().await;
        let organization = portal.organization(portal.send(&portal.draft()).await).await.id;
        let client = portal.member(&portal.client(organization).await).await;
        let caller = Requester { address: "192.0.2.1", secret: &[7], request_id: "test" };
        let (name, email) = ("Анна".to_owned(), "anna@romashka.example".to_owned());
        let typed = TypedQuestion { name, email, text: "Когда?".to_owned(), ..TypedQuestion::default() };
        for _ in 0..number {
            questions::ask(&client, &caller, &typed).await.unwrap();
        }
        let mut staff = portal.visit(&portal.staff().await).await;

        let counted = Counted::from_now();
        reads(&mut staff, &paths::questions()).await;
        counted.at_most(9, "the board of questions");
        reads(&mut staff, &paths::question("1")).await;
        counted.at_most(9, "a question");
    }
}

#[tokio::test]
async fn the_documents_ask_the_same_for_few_and_for_many() {
    for documents in [1, 5] {
        let portal = Portal::open().await;
        for _ in 0..documents {
            filed(&portal, &portal.organization(portal.send(&portal.draft()).await).await).await;
        }
        let mut staff = portal.visit(&portal.staff().await).await;

        let counted = Counted::from_now();
        reads(&mut staff, &paths::dropped_documents()).await;
        counted.at_most(8, "the documents");
    }
}

#[tokio::test]
async fn the_journal_of_what_was_sent_asks_the_same_for_few_and_for_many() {
    for requests in [1, 5] {
        let portal = Portal::open().await;
        for _ in 0..requests {
            let organization = portal.organization(portal.send(&portal.draft()).await).await;
            filed(&portal, &organization).await;
            let client = portal.member(&portal.client(organization.id).await).await;
            let day = portal.clock.now().date_naive().to_string();
            let typed = TypedArchive {
                organization: organization.subscriber_code,
                first: day.clone(),
                last: day,
                email: "buh@romashka.example".to_owned(),
                ..TypedArchive::default()
            };
            archives::request(&client, ArchiveKind::Closing, &typed).await.unwrap();
        }
        let mut staff = portal.visit(&portal.staff().await).await;

        let counted = Counted::from_now();
        reads(&mut staff, &paths::sendings()).await;
        counted.at_most(7, "the journal of what was sent");
    }
}

#[tokio::test]
async fn what_a_partner_sells_asks_the_same_for_few_and_for_many() {
    for sales in [1, 5] {
        let portal = Portal::open().await;
        let desk = portal.selling().await;
        for _ in 0..sales {
            portal.issued_sale(&desk).await;
            portal.sold(&desk).await;
        }
        let mut staff = portal.visit(&portal.staff().await).await;

        let counted = Counted::from_now();
        reads(&mut staff, &paths::documents()).await;
        counted.at_most(15, "the drafts");
        reads(&mut staff, &paths::issued_documents()).await;
        counted.at_most(14, "the issued documents");
        reads(&mut staff, &paths::client_payments()).await;
        counted.at_most(6, "the payments");
    }
}

#[tokio::test]
async fn the_page_of_a_month_asks_the_same_for_few_lines_and_for_many() {
    for lines in [1, 5] {
        let portal = Portal::open().await;
        portal.clock.turn_to(at("2026-10-14T08:00:00Z"));
        for _ in 0..lines {
            portal.approved(&portal.draft()).await;
        }
        portal.clock.turn_to(at("2026-11-02T08:00:00Z"));
        portal.published(&portal.billing().await, "forsait", month("2026-10")).await;
        let mut manager = portal.visit(&portal.manager().await).await;

        let counted = Counted::from_now();
        reads(&mut manager, &paths::statement("2026-10")).await;
        counted.at_most(9, "the page of a month");
    }
}
