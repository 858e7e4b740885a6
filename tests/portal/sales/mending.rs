//! Ways out: a sale made anew after its correction, a number that stands already, terms that changed meanwhile.

use axum::http::StatusCode;
use registrar::domain::money::Money;
use registrar::domain::sale::Sale;
use registrar::domain::seller::{TypedRegime, TypedSeries, TypedTerms};
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
    let sheet = Sheet::read(&card.documents[0].sheet).unwrap();
    assert_eq!(sheet.closing, None, "nobody is thanked for a mistake");
    let Content::Correction(said) = sheet.content else { panic!() };
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
    let card = manager.open(&format!("/partner/documents/sales/{}", draft.id)).await;
    assert!(card.says("Выставить на 6 940,00"), "{}", card.text());
    assert_eq!(
        (draft.reason.as_str(), draft.corrects),
        (format!("Вместо реализации № {}", sale.id).as_str(), None)
    );
    portal.clock.advance(chrono::Duration::days(2));
    let desk = portal.manager().await.desk();
    sales::reprice(&desk, draft.id, draft.version, 0, ("1000", "По договору")).await.unwrap();
    let mut manager = portal.visit(&portal.manager().await).await;
    let card = manager.open(&format!("/partner/documents/sales/{}", draft.id)).await;
    assert!(card.says(&format!("Вместо чего реализация № {}", sale.id)), "{}", card.text());
    issue_all(&desk, &portal.sale_drafts(&desk).await).await.unwrap();
    let before = "2026-11-19".parse().unwrap();
    let owed = sales::payments::balances(&desk, &[sale.organization], before).await.unwrap();
    assert_eq!(owed[&sale.organization], Money::ZERO, "no day before it has both");
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
    assert_eq!((page.status, portal.count("numbered_documents").await), (StatusCode::OK, 2));
    assert_eq!(portal.see_sale(&desk, draft.id).await.total.unwrap().kopecks(), (MAIN + LOWER) * 107 / 100);
}

#[tokio::test]
async fn a_number_that_stands_already_is_refused_in_words_and_another_prefix_helps() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let keep = async |prefix: &str| {
        let seen = sellers::own_seller(&desk).await.unwrap().0.version;
        let terms = TypedTerms { prefix: prefix.to_owned(), ..seller_terms() };
        sellers::keep_terms(&desk, seen, &terms).await.unwrap();
    };
    // Such a prefix was kept before it was refused.
    let ends_in_digit = r#"update sellers set terms = replace(terms, '"prefix":"Ф-"', '"prefix":"Ф-1"')"#;
    portal.sql(ends_in_digit).await;
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
    let seen = sellers::own_seller(&desk).await.unwrap().0.version;
    let at_once = TypedTerms { prefix: "Ф-".to_owned(), at_approval: true, ..seller_terms() };
    sellers::keep_terms(&desk, seen, &at_once).await.unwrap();
    portal.sold(&desk).await;
    assert_eq!(portal.sale_drafts(&desk).await.len(), 2, "the approval goes on, its draft waits");
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

#[tokio::test]
async fn a_client_that_went_to_another_partner_still_pays_what_it_owes() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let code = sales::open(&desk, sale.id).await.unwrap().row.buyer.subscriber_code;
    let other = portal.partner("sevproekt").await.id;
    portal
        .sql(&format!("update organizations set partner_id = {other} where id = {}", sale.organization))
        .await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let payments = "/partner/documents/payments";
    assert!(manager.open(&format!("{payments}?client={code}")).await.says("должен 6 940,00"));
    let paid = [("organization", code.as_str()), ("day", "2026-11-18"), ("number", "1"), ("amount", "6 940")];
    assert_eq!(manager.send(payments, &paid).await.status, StatusCode::SEE_OTHER);
    assert!(manager.open(&format!("{payments}?client={code}")).await.says("долга нет"));
    let mut stranger = portal.visit(&portal.stranger().await).await;
    let status = stranger.open(&format!("{payments}?client={code}")).await.status;
    assert_eq!(status, StatusCode::OK, "its partner of today finds it");
}

#[tokio::test]
async fn a_payment_that_is_not_taken_back_comes_back_on_its_own_page() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let code = sales::open(&desk, sale.id).await.unwrap().row.buyer.subscriber_code;
    let mut manager = portal.visit(&portal.manager().await).await;
    let payments = "/partner/documents/payments";
    let paid = [("organization", code.as_str()), ("day", "2026-11-18"), ("number", "1"), ("amount", "6 940")];
    manager.open(payments).await;
    manager.send(payments, &paid).await;
    let back = format!("{payments}/1/taking-back");
    let page = manager.open(&format!("{payments}?client={code}")).await;
    let page = manager.press(&page, &back, &[("version", "1"), ("client", &code), ("reason", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Напишите причину") && page.says("долга нет"), "{}", page.text());
    let hidden = page.values(&format!("form[action='{back}'] input[name=client]"), "value");
    assert_eq!(hidden, [code]);
}

#[tokio::test]
async fn requisites_that_a_colleague_changed_meanwhile_are_told_beside_what_was_typed() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let terms = "/partner/documents/terms";
    let page = manager.open(terms).await;
    let seen = sellers::own_seller(&desk).await.unwrap().0.version;
    let other = TypedTerms { director: "Сидоров С. С.".to_owned(), ..seller_terms() };
    sellers::keep_terms(&desk, seen, &other).await.unwrap();
    let version = seen.to_string();
    let mut typed: Vec<(String, String)> = vec![("version".to_owned(), version)];
    for field in
        ["name", "inn", "kpp", "address", "account", "bank", "bik", "corr_account", "accountant", "prefix"]
    {
        typed.push((field.to_owned(), page.values(&format!("#terms-{field}"), "value").remove(0)));
    }
    let rest = [("director", "Новиков Н. Н."), ("source", "own"), ("papers", "act"), ("at_approval", "no")];
    typed.extend(rest.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let sent: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = manager.press(&page, terms, &sent).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.values("#terms-director", "value"), ["Новиков Н. Н."], "what was typed stays");
    assert!(page.says("сейчас: Сидоров С. С."), "{}", page.text());
    let now = sellers::own_seller(&desk).await.unwrap().0.version.to_string();
    let again: Vec<(&str, &str)> =
        sent.iter().map(|one| if one.0 == "version" { ("version", now.as_str()) } else { *one }).collect();
    assert_eq!(manager.press(&page, terms, &again).await.status, StatusCode::OK);
    assert_eq!(sellers::own_seller(&desk).await.unwrap().1.director, "Новиков Н. Н.");
}
