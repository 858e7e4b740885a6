//! Licences and charges: what an approval buys, for which period and at which price.

use registrar::domain::billing::BilledProduct;
use registrar::domain::charge::Charge;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::month::Month;
use registrar::domain::multi_user::Tier;
use registrar::domain::organization::Licence;
use registrar::operations::review;
use registrar::store::{charges, licences};
use serde_json::json;

use crate::support::{Draft, LOWER, MAIN, Portal, UPPER, at};

async fn charges_of(portal: &Portal, number: ApplicationNumber) -> Vec<Charge> {
    let application = portal.see(number).await;
    let now = Month::of(portal.clock.now());
    let all = charges::of_month(portal.db(), application.partner, now, 100).await.unwrap();
    all.into_iter().filter(|charge| charge.application == number).collect()
}

async fn licences_of(portal: &Portal, number: ApplicationNumber) -> Vec<Licence> {
    let organization = portal.see(number).await.organization;
    let all = licences::of_organization(portal.db(), organization).await.unwrap();
    all.into_iter().filter(|licence| licence.application == number).collect()
}

/// The charges: product, tier and «Сумма» in kopecks.
async fn amounts(portal: &Portal, number: ApplicationNumber) -> Vec<(BilledProduct, Option<Tier>, i64)> {
    let charges = charges_of(portal, number).await;
    charges.iter().map(|charge| (charge.product, charge.tier, charge.sums.amount.kopecks())).collect()
}

#[tokio::test]
async fn a_connection_brings_the_product_and_the_extension_at_the_partners_price() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft().users(3)).await;
    let expected = [
        (BilledProduct::Main, None, MAIN * 60 / 100),
        (BilledProduct::MultiUser, Some(Tier::TwoToNine), LOWER * 70 / 100),
    ];
    assert_eq!(amounts(&portal, number).await, expected);
    let held = licences_of(&portal, number).await;
    assert_eq!(held.len(), 2);
    for licence in &held {
        assert_eq!(
            (licence.starts_on.to_string(), licence.ends_on.to_string()),
            ("2026-11-18".into(), "2027-11-17".into())
        );
    }
    let charge = &charges_of(&portal, number).await[0];
    assert_eq!(charge.licensee.subscriber_code, "7000001");
    assert_eq!(charge.contract_number, "1-С");
}

#[tokio::test]
async fn a_year_from_the_leap_day_ends_with_february() {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2028-02-29T08:00:00Z"));
    let number = portal.approved(&portal.draft().users(0)).await;
    let licence = licences_of(&portal, number).await.remove(0);
    assert_eq!(
        (licence.starts_on.to_string(), licence.ends_on.to_string()),
        ("2028-02-29".into(), "2029-02-28".into())
    );
    assert!(licence.holds_on("2029-02-28".parse().unwrap()));
    assert!(!licence.holds_on("2029-03-01".parse().unwrap()));
}

#[tokio::test]
async fn two_years_end_two_years_later_and_the_extension_after_one() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft().with("/license/term_months", json!(24))).await;
    let held = licences_of(&portal, number).await;
    let ends = |product| held.iter().find(|licence| licence.product == product).unwrap().ends_on.to_string();
    assert_eq!(ends(BilledProduct::Main), "2028-11-17");
    assert_eq!(ends(BilledProduct::MultiUser), "2027-11-17");
}

#[tokio::test]
async fn more_users_are_charged_only_for_a_higher_tier_than_is_held() {
    let portal = Portal::open().await;
    portal.approved(&Draft::of(7).users(3)).await;
    let change =
        |users| Draft::of(7).users(users).with("/type", json!("change")).with("/changes", json!(["users"]));
    let same = portal.approved(&change(5)).await;
    assert_eq!(amounts(&portal, same).await, []);
    let higher = portal.approved(&change(11)).await;
    let expected = [(BilledProduct::MultiUser, Some(Tier::TenPlus), UPPER * 70 / 100)];
    assert_eq!(amounts(&portal, higher).await, expected);
    let lower = portal.approved(&change(3)).await;
    assert_eq!(amounts(&portal, lower).await, []);
    assert_eq!(portal.count("licences").await, 3);
    portal.verify().await;
}

#[tokio::test]
async fn a_restoration_is_free_and_what_the_contract_includes_is_a_line_of_nought() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&Draft::of(7).users(0)).await;
    let mut taken = portal.take(&staff, number).await;
    taken.parameters.basis = registrar::domain::billing::Basis::ItsProf;
    review::set_parameters(&staff.desk(), number, taken.version, taken.parameters).await.unwrap();
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(amounts(&portal, number).await, [(BilledProduct::Main, None, 0)]);
    let restored = portal.approved(&Draft::of(7).with("/type", json!("restore"))).await;
    assert_eq!(amounts(&portal, restored).await, []);
    portal.verify().await;
}

/// The licence period of a product that an application bought.
async fn period(portal: &Portal, number: ApplicationNumber, product: BilledProduct) -> (String, String) {
    let held = licences_of(portal, number).await;
    let licence = held.iter().find(|licence| licence.product == product).unwrap();
    (licence.starts_on.to_string(), licence.ends_on.to_string())
}

fn years(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[tokio::test]
async fn a_renewal_on_the_day_of_the_connection_sells_the_next_year() {
    let portal = Portal::open().await;
    portal.approved(&Draft::of(7).users(3)).await;
    let renewed = portal.approved(&Draft::of(7).users(3).with("/type", json!("renew"))).await;
    for product in [BilledProduct::Main, BilledProduct::MultiUser] {
        assert_eq!(period(&portal, renewed, product).await, years("2027-11-18", "2028-11-17"));
    }
    for charge in charges_of(&portal, renewed).await {
        assert_eq!(
            (charge.starts_on.to_string(), charge.ends_on.to_string()),
            years("2027-11-18", "2028-11-17")
        );
        assert_eq!(charge.month, Month::of(portal.clock.now()));
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_change_with_a_renewed_licence_is_charged_and_licensed_as_a_renewal() {
    let portal = Portal::open().await;
    portal.approved(&Draft::of(7).users(0)).await;
    let change =
        Draft::of(7).users(0).with("/type", json!("change")).with("/changes", json!(["renew_license"]));
    let number = portal.approved(&change).await;
    assert_eq!(amounts(&portal, number).await, [(BilledProduct::Main, None, MAIN * 60 / 100)]);
    assert_eq!(period(&portal, number, BilledProduct::Main).await, years("2027-11-18", "2028-11-17"));
    portal.verify().await;
}

#[tokio::test]
async fn a_renewal_that_follows_a_term_from_the_leap_day_begins_in_march() {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2028-02-29T08:00:00Z"));
    portal.approved(&Draft::of(7).users(0)).await;
    portal.clock.turn_to(at("2029-02-28T20:59:00Z"));
    let number = portal.approved(&Draft::of(7).users(0).with("/type", json!("renew"))).await;
    assert_eq!(period(&portal, number, BilledProduct::Main).await, years("2029-03-01", "2030-02-28"));
}

#[tokio::test]
async fn a_higher_tier_ends_the_lower_one_and_the_renewal_follows_the_higher() {
    let portal = Portal::open().await;
    let lower = portal.approved(&Draft::of(7).users(3)).await;
    portal.clock.turn_to(at("2027-03-01T08:00:00Z"));
    let change = Draft::of(7).users(11).with("/type", json!("change")).with("/changes", json!(["users"]));
    let higher = portal.approved(&change).await;
    assert_eq!(period(&portal, lower, BilledProduct::MultiUser).await, years("2026-11-18", "2027-02-28"));
    assert_eq!(period(&portal, higher, BilledProduct::MultiUser).await, years("2027-03-01", "2028-02-29"));
    let renewed = portal.approved(&Draft::of(7).users(3).with("/type", json!("renew"))).await;
    assert_eq!(period(&portal, renewed, BilledProduct::MultiUser).await, years("2028-03-01", "2029-02-28"));
    assert_eq!(period(&portal, renewed, BilledProduct::Main).await, years("2027-11-18", "2028-11-17"));
    portal.verify().await;
}

#[tokio::test]
async fn where_the_setting_says_so_a_renewal_begins_on_the_day_of_its_activation() {
    let portal = Portal::open().await;
    portal
        .sql("insert into settings (key, valid_from, value) values ('renewal_start', '2023-01-01', 'activation')")
        .await;
    portal.approved(&Draft::of(7).users(0)).await;
    let renewed = portal.approved(&Draft::of(7).users(0).with("/type", json!("renew"))).await;
    assert_eq!(period(&portal, renewed, BilledProduct::Main).await, years("2026-11-18", "2027-11-17"));
}
