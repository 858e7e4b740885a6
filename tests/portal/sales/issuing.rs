//! Issuing: numbers, frozen data, corrections, the turn of the year.

use registrar::domain::document::DocumentKind;
use registrar::domain::money::Money;
use registrar::domain::role::Scope;
use registrar::domain::sale::SaleState;
use registrar::domain::seller::{TypedSeries, TypedTerms};
use registrar::operations::sales::{self, sellers};
use registrar::operations::{Desk, Failure};
use registrar::store::{book, numbering};
use sheets::{Content, Sheet};

use crate::support::{LOWER, MAIN, Portal, at, issue_all, sell_under, seller_terms};

/// The kind, number and day of each document that was issued, the oldest first.
async fn numbers(portal: &Portal, desk: &Desk) -> Vec<String> {
    let scope = Scope::Partner(desk.partner().unwrap());
    let mut found = numbering::page(portal.db(), &scope, None, 1000).await.unwrap();
    found.reverse();
    found.iter().map(|one| format!("{} {} {}", one.kind.code(), one.number, one.day)).collect()
}

#[tokio::test]
async fn each_kind_has_a_series_and_the_debt_arises_on_the_day_of_activation() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let drafts = [portal.sold(&desk).await, portal.sold(&desk).await];
    portal.clock.advance(chrono::Duration::days(3));
    let desk = portal.manager().await.desk();
    assert_eq!(issue_all(&desk, &drafts).await.unwrap(), 4);
    let expected =
        ["invoice Ф-1 2026-11-21", "act Ф-1 2026-11-21", "invoice Ф-2 2026-11-21", "act Ф-2 2026-11-21"];
    assert_eq!(numbers(&portal, &desk).await, expected);
    let scope = Scope::Partner(desk.partner().unwrap());
    let source = format!("sale:{}", drafts[0].id);
    let posting = book::with_source(portal.db(), &scope, &source).await.unwrap().unwrap();
    assert_eq!((posting.day, posting.amount.kopecks()), (drafts[0].day(), MAIN + LOWER));
    assert_eq!(posting.recorded_at, desk.now());
    let again = issue_all(&desk, &drafts).await;
    assert!(matches!(again, Err(Failure::Stale(_))), "{again:?}");
    portal.verify().await;
}

#[tokio::test]
async fn a_document_is_frozen_as_it_was_issued() {
    let portal = Portal::open().await;
    let desk = portal.manager().await.desk();
    sell_under(&desk, "usn_5", TypedTerms { papers: "upd".to_owned(), ..seller_terms() }).await;
    let sale = portal.issued_sale(&desk).await;
    let documents = sales::open(&desk, sale.id).await.unwrap().documents;
    let kinds: Vec<DocumentKind> = documents.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [DocumentKind::Invoice, DocumentKind::Upd]);
    sellers::keep_terms(&desk, 2, &TypedTerms { name: "ООО «Иное»".to_owned(), ..seller_terms() })
        .await
        .unwrap();
    let sheet = Sheet::read(&documents[1].sheet).unwrap();
    assert_eq!((sheet.seller.name.as_str(), sheet.number.as_str()), ("ООО «Форсайт»", "Ф-1"));
    let Content::Upd(sold) = &sheet.content else { panic!("{sheet:?}") };
    let net = MAIN + LOWER;
    let totals = (sold.totals.amount.kopecks(), sold.totals.vat.kopecks(), sold.totals.total.kopecks());
    assert_eq!(totals, (net, net / 20, net + net / 20));
    assert_eq!(sale.total, Some(Money::from_kopecks(net + net / 20)));
    portal.verify().await;
}

#[tokio::test]
async fn everything_that_is_missing_is_told_at_once_and_no_number_is_taken() {
    let portal = Portal::open().await;
    let desk = portal.manager().await.desk();
    let drafts = [portal.sold(&desk).await, portal.sold(&desk).await];
    portal.sql(&format!("update organizations set kpp = '' where id = {}", drafts[0].organization)).await;
    portal
        .sql(&format!(
            "update sales set lines = replace(lines, '550000', 'null') where id = {}",
            drafts[1].id
        ))
        .await;
    let Err(Failure::Invalid(faults)) = issue_all(&desk, &drafts).await else { panic!() };
    let words: Vec<&str> = faults.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words.len(), 4, "{words:?}");
    assert_eq!(words[0], "не заполнены ваши реквизиты");
    assert_eq!(words[1], "не указан ваш режим НДС на 18.11.2026");
    assert!(words[2].ends_with("нет КПП плательщика"), "{words:?}");
    assert!(words[3].contains("нет цены: Право использования"), "{words:?}");
    assert_eq!(portal.count("number_series").await + portal.count("numbered_documents").await, 0);
}

#[tokio::test]
async fn a_correction_takes_an_issued_sale_back_and_both_keep_their_numbers() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let back = sales::correct(&desk, sale.id, sale.version, "Подключили дважды").await.unwrap();
    let second = sales::correct(&desk, sale.id, sale.version, "Подключили дважды").await;
    assert!(matches!(second, Err(Failure::Refused(_))), "{second:?}");
    issue_all(&desk, &[portal.see_sale(&desk, back).await]).await.unwrap();
    let numbers = numbers(&portal, &desk).await;
    assert_eq!(numbers, ["invoice Ф-1 2026-11-18", "act Ф-1 2026-11-18", "act Ф-2 2026-11-18"]);
    let card = sales::open(&desk, sale.id).await.unwrap();
    assert_eq!((card.row.sale.state, card.correction), (SaleState::Corrected, Some(back)));
    let correction = sales::open(&desk, back).await.unwrap();
    assert_eq!(correction.row.sale.corrects, Some(sale.id));
    let sheet = Sheet::read(&correction.documents[0].sheet).unwrap();
    let Content::Correction(said) = &sheet.content else { panic!("{sheet:?}") };
    assert_eq!((said.corrects.number.as_str(), said.reason.as_deref()), ("Ф-1", Some("Подключили дважды")));
    let day = desk.now().date_naive();
    let owed = sales::payments::balances(&desk, &[sale.organization], day).await.unwrap();
    assert_eq!(owed[&sale.organization], Money::ZERO);
    portal.verify().await;
}

#[tokio::test]
async fn a_year_of_numbers_ends_at_midnight_in_moscow() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    portal.clock.turn_to(at("2026-12-31T20:00:00Z"));
    let drafts = [portal.sold(&desk).await, portal.sold(&desk).await];
    portal.clock.turn_to(at("2026-12-31T20:59:59Z"));
    // Both desks are older than the locks: only the instant after them counts.
    let desk = portal.manager().await.desk();
    issue_all(&desk, &drafts[..1]).await.unwrap();
    portal.clock.turn_to(at("2026-12-31T21:00:00Z"));
    issue_all(&desk, &drafts[1..]).await.unwrap();
    let expected =
        ["invoice Ф-1 2026-12-31", "act Ф-1 2026-12-31", "invoice Ф-1 2027-01-01", "act Ф-1 2027-01-01"];
    assert_eq!(numbers(&portal, &desk).await, expected);
    portal.verify().await;
}

#[tokio::test]
async fn no_document_is_dated_before_the_last_one_of_its_series() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let drafts = [portal.sold(&desk).await, portal.sold(&desk).await];
    issue_all(&desk, &drafts[..1]).await.unwrap();
    portal.clock.turn_to(at("2026-11-17T09:00:00Z"));
    let refused = issue_all(&desk, &drafts[1..]).await;
    let Err(Failure::Invalid(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!(faults[0].1, "В этом году уже есть документ от 18.11.2026: проверьте часы сервера");
    assert_eq!(portal.count("numbered_documents").await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn a_series_begins_where_the_partner_says_until_a_number_is_taken() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let series = |first: &str| TypedSeries {
        kind: "act".to_owned(),
        year: "2026".to_owned(),
        first: first.to_owned(),
    };
    sellers::begin_series(&desk, 2, &series("112")).await.unwrap();
    sellers::begin_series(&desk, 3, &series("117")).await.unwrap();
    portal.issued_sale(&desk).await;
    let refused = sellers::begin_series(&desk, 4, &series("200")).await;
    assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    assert_eq!(numbers(&portal, &desk).await, ["invoice Ф-1 2026-11-18", "act Ф-117 2026-11-18"]);
    let report = sales::issued(&desk, None).await.unwrap().series;
    let told: Vec<(i64, i64, u64, usize)> =
        report.iter().map(|one| (one.series.first, one.series.last, one.count, one.missing.len())).collect();
    assert_eq!(told, [(117, 117, 1, 0), (1, 1, 1, 0)]);
    portal.verify().await;
}

#[tokio::test]
async fn an_approval_issues_at_once_where_the_partner_says_so_and_nothing_is_missing() {
    let portal = Portal::open().await;
    let desk = portal.manager().await.desk();
    let terms = TypedTerms { at_approval: true, ..seller_terms() };
    sellers::keep_terms(&desk, 0, &terms).await.unwrap();
    portal.sold(&desk).await;
    assert_eq!(portal.count("numbered_documents").await, 0, "the regime of VAT is missing");
    let since =
        registrar::domain::seller::TypedRegime { regime: "usn".to_owned(), from: "2026-01-01".to_owned() };
    sellers::set_regime(&desk, 1, &since).await.unwrap();
    portal.approved(&portal.draft()).await;
    assert_eq!(portal.sales_of(&desk, &[SaleState::Issued]).await.len(), 1);
    assert_eq!(portal.count("numbered_documents where by = 'worker'").await, 2);
    portal.verify().await;
}
