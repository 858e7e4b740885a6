//! The scopes of archives, and of the documents that go into them.

use chrono::DateTime;
use registrar::domain::archive::{
    ArchiveKind, ArchiveRequest, ArchiveStage, ArchiveWish, DocumentPeriod, NewArchive,
};
use registrar::domain::document::DocumentKind;
use registrar::domain::ids::{ArchiveId, SubscriptionId};
use registrar::domain::month::Month;
use registrar::domain::organization::Organization;
use registrar::domain::role::{Role, Scope};
use registrar::domain::subscription::{ClosingSubscription, NewSubscription};
use registrar::operations::acts::{self, ActSource};
use registrar::store::archives::sendings::{SendingQuery, sent_count, sent_page, sent_since};
use registrar::store::documents::PeriodQuery;
use registrar::store::logins::ItsLogin;
use registrar::store::{Keeper, Tx, archives, documents, keep, numbering, subscriptions};

use super::{Holding, is_there};
use crate::support::Portal;

/// All the days.
pub(super) fn always() -> DocumentPeriod {
    DocumentPeriod { first: "2020-01-01".parse().unwrap(), last: "2030-01-01".parse().unwrap() }
}

/// An archive that the account asked for, of the organisation's documents.
pub(super) async fn requested(
    portal: &Portal,
    login: &ItsLogin,
    organization: &Organization,
) -> ArchiveRequest {
    let wish = ArchiveWish { period: always(), email: "buh@romashka.example".to_owned() };
    let new = NewArchive {
        partner: organization.partner,
        organization: organization.id,
        account: login.account,
        kind: ArchiveKind::Closing,
        wish,
        known: true,
        theirs: None,
    };
    let (tx, new) = (portal.db().begin().await.unwrap(), ArchiveRequest::new(new, portal.clock.now()));
    let sent = ArchiveRequest { version: 1, stage: ArchiveStage::Sent, ..new };
    let placed = archives::place(&tx, sent).await.unwrap();
    tx.commit().await.unwrap();
    placed
}

/// A subscription that the account holds.
pub(super) async fn subscribed(
    portal: &Portal,
    login: &ItsLogin,
    organization: &Organization,
) -> SubscriptionId {
    let new = NewSubscription {
        partner: organization.partner,
        organization: organization.id,
        account: login.account,
        email: "buh@romashka.example".to_owned(),
        known: true,
    };
    let (now, tx) = (portal.clock.now(), portal.db().begin().await.unwrap());
    let placed = subscriptions::place(&tx, ClosingSubscription::new(new, Month::of(now), now)).await.unwrap();
    tx.commit().await.unwrap();
    placed.id
}

/// Two acts that the account ordered: one waits for a check, and one is sent.
pub(super) struct Ordered {
    waits: ArchiveId,
    sent: ArchiveId,
}

/// Orders them; the partner draws acts from its own book.
pub(super) async fn ordered(portal: &Portal, code: &str, login: &ItsLogin, of: &Organization) -> Ordered {
    let mut ids = Vec::new();
    for email in ["waits@romashka.example", "sent@romashka.example"] {
        let new = NewArchive {
            partner: of.partner,
            organization: of.id,
            account: login.account,
            kind: ArchiveKind::Reconciliation,
            wish: ArchiveWish { period: always(), email: email.to_owned() },
            known: true,
            theirs: None,
        };
        let (tx, at) = (portal.db().begin().await.unwrap(), portal.clock.now());
        let keeper = Keeper {
            actor: login.login.clone(),
            role: Role::Client,
            request_id: String::new(),
            at,
            instead_of: None,
        };
        let placed = archives::place(&tx, ArchiveRequest::new(new, at)).await.unwrap();
        let asked = keep(&tx, &keeper, placed.ask()).await.unwrap();
        let accepted = keep(&tx, &keeper, asked.accept(at, at)).await.unwrap();
        tx.commit().await.unwrap();
        ids.push(accepted.id);
    }
    let desk = portal.manager_of(code).await.desk();
    let ActSource::Own(drawn) = acts::open(&desk, ids[1]).await.unwrap().source else { panic!("no book") };
    acts::send(&desk, ids[1], 2, &drawn.digest()).await.unwrap();
    Ordered { waits: ids[0], sent: ids[1] }
}

/// The same for the acts that people of the partner look at.
pub(super) async fn of_acts(tx: &Tx, scope: &Scope, wanted: &Holding) -> [(&'static str, bool); 7] {
    let Ordered { waits, sent } = &wanted.acts;
    let there = is_there(archives::open(tx, scope, *waits).await);
    let to_check = archives::to_check(tx, scope, None, 10).await.unwrap();
    let checked = archives::checked(tx, scope, 10).await.unwrap();
    let asked = PeriodQuery {
        organization: wanted.organization.id,
        kinds: &[DocumentKind::Act],
        period: DocumentPeriod { last: always().first, ..always() },
    };
    let fitting = documents::fitting(tx, scope, &asked, 10).await.unwrap();
    let last = archives::last_act(tx, scope, wanted.organization.id).await.unwrap();
    [
        ("archives::to_check", to_check.iter().any(|act| act.id == *waits)),
        ("archives::to_check_count", there && archives::to_check_count(tx, scope).await.unwrap() > 0),
        ("archives::checked", checked.iter().any(|act| act.id == *sent)),
        ("archives::checked_count", there && archives::checked_count(tx, scope).await.unwrap() > 0),
        ("numbering::of_request", numbering::of_request(tx, scope, *sent).await.unwrap().is_some()),
        ("documents::fitting", !fitting.is_empty()),
        ("archives::last_act", last.is_some_and(|act| act.id == *sent)),
    ]
}

/// Whether each query finds them; what only counts is asked where one of them is found.
pub(super) async fn of_archives(tx: &Tx, scope: &Scope, wanted: &Holding) -> [(&'static str, bool); 13] {
    let id = wanted.archive.id;
    let there = is_there(archives::open(tx, scope, id).await);
    let page = archives::page(tx, scope, None, 10).await.unwrap();
    let (all, since) = (SendingQuery::default(), DateTime::UNIX_EPOCH);
    let sent = sent_page(tx, scope, &all, None, 10).await.unwrap();
    let week = sent_since(tx, scope, since).await.unwrap();
    let kinds = [DocumentKind::Act];
    let held = wanted.subscription;
    let running = subscriptions::running(tx, scope).await.unwrap();
    let query = PeriodQuery { organization: wanted.organization.id, kinds: &kinds, period: always() };
    [
        ("archives::open", there),
        ("archives::open_to_change", is_there(archives::open_to_change(tx, scope, id).await)),
        ("archives::page", page.iter().any(|archive| archive.id == id)),
        ("archives::count", there && archives::count(tx, scope).await.unwrap() > 0),
        ("archives::sent_page", sent.iter().any(|archive| archive.id == id)),
        ("archives::sent_count", there && sent_count(tx, scope, &all).await.unwrap() > 0),
        ("archives::sent_since", there && week.arrived > 0),
        ("archives::version", there && archives::version(tx, scope).await.unwrap() > 0),
        ("subscriptions::open", is_there(subscriptions::open(tx, scope, held).await)),
        ("subscriptions::open_to_change", is_there(subscriptions::open_to_change(tx, scope, held).await)),
        ("subscriptions::running", running.iter().any(|one| one.id == held)),
        ("documents::of_period", !documents::of_period(tx, scope, &query).await.unwrap().is_empty()),
        ("documents::totals", documents::totals(tx, scope, &query).await.unwrap().documents > 0),
    ]
}
