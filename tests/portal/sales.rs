//! What partners sell to clients: drafts of approvals, numbers, the book.

mod book;
mod crowd;
mod desk;
mod issuing;
mod logo;
mod mending;
mod paying;
mod printing;

use registrar::domain::billing::BilledProduct;
use registrar::domain::money::Money;
use registrar::domain::multi_user::Tier;
use registrar::domain::sale::{SaleRefusal, SaleState};
use registrar::domain::seller::{TypedOwnPrice, TypedTerms};
use registrar::operations::sales::{self, sellers};
use registrar::operations::{Failure, Refusal};

use crate::support::{LOWER, MAIN, Portal, seller_terms};

#[tokio::test]
async fn an_approval_makes_a_draft_at_the_price_of_the_list() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.sold(&desk).await;
    let lines: Vec<(BilledProduct, Option<Tier>, Option<i64>)> =
        sale.lines.iter().map(|line| (line.product, line.tier, line.price)).collect();
    let lower = Some(Tier::TwoToNine);
    assert_eq!(
        lines,
        [(BilledProduct::Main, None, Some(MAIN)), (BilledProduct::MultiUser, lower, Some(LOWER)),]
    );
    assert_eq!((sale.state, sale.version, sale.total), (SaleState::Draft, 1, None));
    assert_eq!(portal.count("postings").await + portal.count("numbered_documents").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn an_own_price_holds_from_its_day_on_and_the_list_again_when_it_ends() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let price = |way: &str, amount: &str, from: &str| TypedOwnPrice {
        product: "main||12".to_owned(),
        way: way.to_owned(),
        amount: amount.to_owned(),
        from: from.to_owned(),
    };
    sellers::set_price(&desk, 2, &price("own", "8 000", "2026-11-19")).await.unwrap();
    sellers::set_price(&desk, 3, &price("list", "", "2026-11-20")).await.unwrap();
    let first = async |portal: &Portal| portal.sold(&desk).await.lines[0].price;
    assert_eq!(first(&portal).await, Some(MAIN));
    portal.clock.advance(chrono::Duration::days(1));
    assert_eq!(first(&portal).await, Some(800_000));
    portal.clock.advance(chrono::Duration::days(1));
    assert_eq!(first(&portal).await, Some(MAIN));
    portal.verify().await;
}

#[tokio::test]
async fn an_empty_price_is_a_fault_and_a_planned_one_is_given_up() {
    let portal = Portal::open().await;
    portal.selling().await;
    let (terms, price) = ("/partner/documents/terms", "/partner/documents/terms/price");
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open(terms).await;
    let day = [("product", "main||12"), ("price_from", "2026-11-19")];
    let empty = manager.press(&page, price, &[&day[..], &[("way", "own")]].concat()).await;
    assert!(
        empty.texts("#price-amount-error")[0].starts_with("Укажите цену больше нуля"),
        "{}",
        empty.text()
    );
    let list = manager.press(&page, price, &[&day[..], &[("way", "list")]].concat()).await;
    assert!(list.texts("#price-way-error")[0].starts_with("Своей цены на этот день нет"), "{}", list.text());
    assert_eq!(portal.count("audit where verb = 'own_price_set'").await, 0);
    let typed = [&day[..], &[("way", "own"), ("amount", "5 500,50")]].concat();
    let planned = manager.press(&page, price, &typed).await;
    assert!(planned.says("с 19.11.2026") && planned.says("Убрать цену"), "{}", planned.text());
    let gone = manager.press(&planned, price, &[&day[..], &[("way", "undo")]].concat()).await;
    assert!(!gone.says("с 19.11.2026") && gone.says("Своих цен нет."), "{}", gone.text());
    portal.verify().await;
}

#[tokio::test]
async fn what_costs_nothing_makes_no_draft_and_neither_does_an_approval_of_who_issues_in_1c() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let number = portal.send(&portal.draft().users(0)).await;
    let staff = portal.staff().await;
    portal.take(&staff, number).await;
    let parameters = registrar::domain::application::ConnectionParameters {
        basis: registrar::domain::billing::Basis::ItsProf,
        enabled: false,
        tier: None,
        ..portal.see(number).await.parameters
    };
    let seen = portal.see(number).await.version;
    registrar::operations::review::set_parameters(&staff.desk(), number, seen, parameters).await.unwrap();
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!((portal.count("charges").await, portal.count("sales").await), (1, 0));
    let in_1c = TypedTerms { source: "1c".to_owned(), ..seller_terms() };
    sellers::keep_terms(&desk, 2, &in_1c).await.unwrap();
    portal.approved(&portal.draft()).await;
    assert_eq!(portal.count("sales").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn a_draft_is_repriced_dropped_and_taken_up_again_with_reasons() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.sold(&desk).await;
    let faults = sales::reprice(&desk, sale.id, 1, 0, ("0", " ")).await;
    let Err(Failure::Invalid(faults)) = faults else { panic!("{faults:?}") };
    assert_eq!(faults.iter().map(|fault| fault.0).collect::<Vec<_>>(), ["price", "reason"]);
    sales::reprice(&desk, sale.id, 1, 0, ("1 000,50", "Скидка постоянному клиенту")).await.unwrap();
    let late = sales::drop_out(&desk, sale.id, 1, "Оплатили раньше").await;
    assert!(matches!(late, Err(Failure::Stale(_))), "{late:?}");
    sales::drop_out(&desk, sale.id, 2, "Оплатили раньше").await.unwrap();
    let issued = crate::support::issue_all(&desk, &[portal.see_sale(&desk, sale.id).await]).await;
    let refused = Refusal::Sale(SaleRefusal::SaleIs(SaleState::Dropped));
    assert!(matches!(issued, Err(Failure::Refused(ref found)) if *found == refused), "{issued:?}");
    sales::take_up(&desk, sale.id, 3).await.unwrap();
    let again = portal.see_sale(&desk, sale.id).await;
    assert_eq!((again.state, again.lines[0].price, again.version), (SaleState::Draft, Some(100_050), 4));
    portal.verify().await;
}

#[tokio::test]
async fn nobody_else_finds_a_sale_or_reads_a_book() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let stranger = portal.stranger().await.desk();
    for found in [
        sales::open(&stranger, sale.id).await.map(drop),
        sales::reprice(&stranger, sale.id, sale.version, 0, ("1", "x")).await,
        sales::drop_out(&stranger, sale.id, sale.version, "x").await,
        sales::take_up(&stranger, sale.id, sale.version).await,
        sales::correct(&stranger, sale.id, sale.version, "x").await.map(drop),
        sales::make_anew(&stranger, sale.id, sale.version).await.map(drop),
        sales::issuing::issue(&stranger, 0, &[(sale.id, sale.version)]).await.map(drop),
    ] {
        assert!(matches!(found, Err(Failure::NotFound)), "{found:?}");
    }
    assert_eq!(sales::drafts(&stranger, None).await.unwrap().total, 0);
    assert_eq!(sales::issued(&stranger, None).await.unwrap().total, 0);
    for persona in [portal.support().await, portal.billing().await, portal.admin().await] {
        let found = sales::issued(&persona.desk(), None).await;
        assert!(matches!(found, Err(Failure::Forbidden(_))), "{found:?}");
    }
    let staff = portal.staff().await.desk();
    assert_eq!(sales::issued(&staff, None).await.unwrap().total, 2);
    let refused = sales::take_up(&staff, sale.id, sale.version).await;
    assert!(matches!(refused, Err(Failure::Forbidden(_))), "{refused:?}");
}

#[tokio::test]
async fn a_regime_of_days_that_have_documents_stays() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    assert_eq!(sale.total, Some(Money::from_kopecks(MAIN + LOWER)));
    let regime = |from: &str| registrar::domain::seller::TypedRegime {
        regime: "usn_5".to_owned(),
        from: from.to_owned(),
    };
    let refused = sellers::set_regime(&desk, 2, &regime("18.11.2026")).await;
    assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    sellers::set_regime(&desk, 2, &regime("19.11.2026")).await.unwrap();
    portal.verify().await;
}
