//! A price list that is small enough to remember: one zone, four products, two discounts.

use registrar::domain::billing::BilledProduct;
use registrar::domain::dated::Dated;
use registrar::domain::identity::Region;
use registrar::domain::ids::PartnerId;
use registrar::domain::money::{Money, Rate};
use registrar::domain::multi_user::Tier;
use registrar::domain::price::{Discount, PriceRow, Vat, VatRule, Zone};
use registrar::store::tariffs::{self, NewContract};
use registrar::store::{Db, Tx};

/// The main product for a year, in kopecks, before the partner's discount of 40 %.
pub(crate) const MAIN: i64 = 550_000;
/// The extension for two to nine, in kopecks, before the partner's discount of 30 %.
pub(crate) const LOWER: i64 = 144_000;
/// The extension for ten and more, in kopecks.
pub(crate) const UPPER: i64 = 288_000;

fn since<T>(day: &str, value: T) -> Dated<T> {
    Dated { from: day.parse().unwrap(), to: None, value }
}

fn row(product: BilledProduct, term_months: u32, tier: Option<Tier>, kopecks: i64) -> Dated<PriceRow> {
    let zone = (product == BilledProduct::Main).then(|| "z55".to_owned());
    let amount = Money::from_kopecks(kopecks);
    since(
        "2025-01-01",
        PriceRow { product, legal_form: None, zone, term_months, tier, group_band: None, amount },
    )
}

/// Writes the part that is the same for all partners.
pub(crate) async fn add(db: &Db) {
    let tx = db.begin().await.unwrap();
    let prices = [
        row(BilledProduct::Main, 12, None, MAIN),
        row(BilledProduct::Main, 24, None, 990_000),
        row(BilledProduct::Hr, 12, None, 208_000),
        row(BilledProduct::AuthorizedRep, 12, None, 500_000),
        row(BilledProduct::MultiUser, 12, Some(Tier::TwoToNine), LOWER),
        row(BilledProduct::MultiUser, 12, Some(Tier::TenPlus), UPPER),
    ];
    tariffs::add_prices(&tx, &prices).await.unwrap();
    let zone = Zone { region: Region::parse("38").unwrap(), zone: "z55".to_owned() };
    tariffs::add_zones(&tx, &[since("2025-01-01", zone)]).await.unwrap();
    let exempt =
        |product: &BilledProduct| since("2025-01-01", VatRule { product: *product, vat: Vat::Exempt });
    tariffs::add_vat(&tx, &BilledProduct::ALL.iter().map(exempt).collect::<Vec<_>>()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Writes a partner's contract: 40 % off the main product, 30 % off the rest.
pub(crate) async fn add_contract(tx: &Tx, partner: PartnerId) {
    let number = format!("{partner}-С");
    let discount = |product, points| {
        let rate = Rate::from_basis_points(points).unwrap();
        since("2025-01-01", Discount { contract: number.clone(), product, rate })
    };
    let discounts = [
        discount(BilledProduct::Main, 4_000),
        discount(BilledProduct::Hr, 4_000),
        discount(BilledProduct::AuthorizedRep, 3_000),
        discount(BilledProduct::MultiUser, 3_000),
    ];
    let day = "2025-01-01".parse().unwrap();
    let new =
        NewContract { partner, number: number.clone(), signed_on: day, valid_from: day, valid_to: None };
    tariffs::add_contract(tx, &new, &discounts).await.unwrap();
}
