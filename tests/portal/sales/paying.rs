//! Payments and balances.

use chrono::NaiveDate;
use registrar::domain::money::Money;
use registrar::domain::payment::TypedPayment;
use registrar::operations::Failure;
use registrar::operations::sales::payments;

use crate::support::{LOWER, MAIN, Portal};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn payment(organization: &str, day: &str, amount: &str) -> TypedPayment {
    TypedPayment {
        organization: organization.to_owned(),
        day: day.to_owned(),
        number: "77".to_owned(),
        amount: amount.to_owned(),
    }
}

#[tokio::test]
async fn a_client_owes_on_each_day_what_was_sold_less_what_was_paid_until_then() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let total = MAIN + LOWER;
    let buyer = registrar::operations::sales::open(&desk, sale.id).await.unwrap().row.buyer;
    let code = buyer.subscriber_code.as_str();
    portal.clock.advance(chrono::Duration::days(10));
    let desk = portal.manager().await.desk();
    let paid = payments::note(&desk, &payment(code, "2026-11-25", "1 000,50")).await.unwrap();
    let twice = payments::note(&desk, &payment(code, "2026-11-25", "1000.50")).await;
    assert!(matches!(twice, Err(Failure::Invalid(_))), "{twice:?}");
    let owed = async |on: &str| {
        let account = payments::board(&desk, code, Some(day(on)), None).await.unwrap().account.unwrap();
        account.balance.kopecks()
    };
    assert_eq!(
        [owed("2026-11-17").await, owed("2026-11-18").await, owed("2026-11-24").await],
        [0, total, total]
    );
    assert_eq!(owed("2026-11-25").await, total - 100_050);
    let faults = payments::take_back(&desk, paid, 1, "").await;
    assert!(matches!(faults, Err(Failure::Invalid(_))), "{faults:?}");
    payments::take_back(&desk, paid, 1, "Платеж другого клиента").await.unwrap();
    assert_eq!(owed("2026-11-25").await, total);
    let again = payments::take_back(&desk, paid, 2, "Платеж другого клиента").await;
    assert!(matches!(again, Err(Failure::Refused(_))), "{again:?}");
    let all = payments::balances(&desk, &[sale.organization], day("2026-12-31")).await.unwrap();
    assert_eq!(all[&sale.organization], Money::from_kopecks(total));
    portal.verify().await;
}

#[tokio::test]
async fn every_fault_of_a_payment_is_told_at_once_and_another_partners_client_is_none() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let buyer = registrar::operations::sales::open(&desk, sale.id).await.unwrap().row.buyer;
    let typed = TypedPayment::default();
    let Err(Failure::Invalid(faults)) = payments::note(&desk, &typed).await else { panic!() };
    let fields: Vec<&str> = faults.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["organization", "day", "number", "amount"]);
    let stranger = portal.stranger().await.desk();
    let Err(Failure::Invalid(faults)) =
        payments::note(&stranger, &payment(&buyer.subscriber_code, "2026-11-17", "1")).await
    else {
        panic!()
    };
    assert_eq!(faults[0].0, "organization");
    let late = payments::note(&desk, &payment(&buyer.subscriber_code, "2026-11-19", "1")).await;
    let Err(Failure::Invalid(faults)) = late else { panic!("{late:?}") };
    assert_eq!(faults, [("day", "День еще не наступил".to_owned())]);
    let noted = payments::note(&desk, &payment(&buyer.subscriber_code, "2026-11-18", "1")).await.unwrap();
    let found = payments::take_back(&stranger, noted, 1, "x").await;
    assert!(matches!(found, Err(Failure::NotFound)), "{found:?}");
    let board = payments::board(&stranger, &buyer.subscriber_code, None, None).await;
    assert!(matches!(board, Err(Failure::NotFound)), "{board:?}");
    portal.verify().await;
}
