//! Ways out: a sale made anew after its correction, a number that stands already, terms that changed meanwhile.

use axum::http::StatusCode;
use registrar::domain::money::Money;
use registrar::domain::sale::Sale;
use registrar::domain::seller::{TypedRegime, TypedSeries};
use registrar::operations::sales::{self, issuing, sellers};
use registrar::operations::{Desk, Failure};
use sheets::{Content, Sheet};

use crate::support::{LOWER, MAIN, Portal, issue_all, seller_terms};

/// An issued sale that is taken back by a correction, which is dropped and taken up on its way.
async fn taken_back(portal: &Portal, desk: &Desk) -> Sale {
    let sale = portal.issued_sale(desk).await;
    let back = sales::correct(desk, sale.id, sale.version, "Цена не та").await.unwrap();
    sales::drop_out(desk, back, 1, "Подождем").await.unwrap();
    sales::take_up(desk, back, 2).await.unwrap();
    issue_all(desk, &[portal.see_sale(desk, back).await]).await.unwrap();
    let card = sales::open(desk, back).await.unwrap();
    let Content::Correction(said) = Sheet::read(&card.documents[0].sheet).unwrap().content else { panic!() };
    assert_eq!(said.reason.as_deref(), Some("Цена не та"), "the client reads the correction's own reason");
    portal.see_sale(desk, sale.id).await
}

#[tokio::test]
async fn what_was_taken_back_is_issued_anew_at_another_price_and_once() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = taken_back(&portal, &desk).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let here = format!("/partner/documents/sales/{}", sale.id);
    assert!(manager.open(&here).await.says("Выставить заново"));
    let version = sale.version.to_string();
    let made = manager.send(&format!("{here}/anew"), &[("version", &version)]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let twice = manager.send(&format!("{here}/anew"), &[("version", &version)]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(!manager.open(&here).await.says("Выставить заново"));
    let draft = portal.sale_drafts(&desk).await.remove(0);
    assert_eq!(
        (draft.reason.as_str(), draft.corrects),
        (format!("Вместо реализации № {}", sale.id).as_str(), None)
    );
    sales::reprice(&desk, draft.id, draft.version, 0, ("1000", "По договору")).await.unwrap();
    issue_all(&desk, &portal.sale_drafts(&desk).await).await.unwrap();
    let owed = sales::payments::balances(&desk, &[sale.organization], desk.now().date_naive()).await.unwrap();
    assert_eq!(owed[&sale.organization], Money::from_kopecks(100_000 + LOWER));
    portal.verify().await;
}

#[tokio::test]
async fn what_the_page_did_not_show_is_not_issued() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let draft = portal.sold(&desk).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open("/partner/documents").await;
    assert!(page.says("1 на 6 940,00"), "{}", page.text());
    let seen = sellers::own_seller(&desk).await.unwrap().0.version;
    let since = TypedRegime { regime: "usn_7".to_owned(), from: "2026-11-01".to_owned() };
    sellers::set_regime(&desk, seen, &since).await.unwrap();
    let chosen = format!("{}:{}", draft.id, draft.version);
    let page = manager.press(&page, "/partner/documents/issuing", &[("sale", &chosen)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("изменились, пока страница была открыта") && page.says("7 425,80"), "{}", page.text());
    assert_eq!(portal.count("numbered_documents").await, 0);
    let page = manager.press(&page, "/partner/documents/issuing", &[("sale", &chosen)]).await;
    assert_eq!((page.status, portal.count("numbered_documents").await), (StatusCode::SEE_OTHER, 2));
    assert_eq!(portal.see_sale(&desk, draft.id).await.total.unwrap().kopecks(), (MAIN + LOWER) * 107 / 100);
}

#[tokio::test]
async fn a_number_that_stands_already_is_refused_in_words_and_another_prefix_helps() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let keep = async |prefix: &str| {
        let seen = sellers::own_seller(&desk).await.unwrap().0.version;
        let terms = registrar::domain::seller::TypedTerms { prefix: prefix.to_owned(), ..seller_terms() };
        sellers::keep_terms(&desk, seen, &terms).await.unwrap();
    };
    keep("Ф-1").await;
    portal.issued_sale(&desk).await;
    let seen = sellers::own_seller(&desk).await.unwrap().0.version;
    let typed = TypedSeries { kind: "act".to_owned(), year: "2026".to_owned(), first: "5".to_owned() };
    assert!(matches!(sellers::begin_series(&desk, seen, &typed).await, Err(Failure::Invalid(_))));
    keep("Ф-").await;
    for _ in 2..=10 {
        portal.issued_sale(&desk).await;
    }
    let draft = portal.sold(&desk).await;
    let seen = sellers::own_seller(&desk).await.unwrap().0.version;
    let refused = issuing::issue(&desk, seen, &[(draft.id, draft.version)]).await;
    let Err(Failure::Invalid(faults)) = refused else { panic!("{refused:?}") };
    assert!(faults[0].1.contains("Номер Ф-11 в этом году уже есть"), "{faults:?}");
    keep("Б-").await;
    issue_all(&desk, &[draft]).await.unwrap();
    portal.verify().await;
}

#[tokio::test]
async fn a_regime_is_set_for_days_that_had_none_and_never_for_days_that_are_issued() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    portal.issued_sale(&desk).await;
    let set = async |regime: &str, from: &str| {
        let seen = sellers::own_seller(&desk).await.unwrap().0.version;
        let typed = TypedRegime { regime: regime.to_owned(), from: from.to_owned() };
        sellers::set_regime(&desk, seen, &typed).await
    };
    set("usn_7", "2025-06-01").await.unwrap();
    for day in ["2026-01-01", "2026-11-18"] {
        let refused = set("usn_7", day).await;
        assert!(matches!(refused, Err(Failure::Invalid(_))), "{day}: {refused:?}");
    }
    set("usn_7", "2026-11-19").await.unwrap();
    portal.verify().await;
}

#[tokio::test]
async fn a_form_that_no_page_has_shown_finds_nothing() {
    let portal = Portal::open().await;
    let mut manager = portal.visit(&portal.manager().await).await;
    manager.open("/partner/documents/terms").await;
    for (form, version) in [("/regime", "5"), ("", "3"), ("/series", "-1")] {
        let address = format!("/partner/documents/terms{form}");
        let sent = [
            ("version", version),
            ("regime", "usn"),
            ("from", "2026-11-18"),
            ("kind", "act"),
            ("year", "2026"),
            ("first", "7"),
        ];
        let status = manager.send(&address, &sent).await.status;
        assert!(
            [StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY].contains(&status),
            "{address}: {status}"
        );
    }
    assert_eq!(portal.count("sellers").await, 0);
}
