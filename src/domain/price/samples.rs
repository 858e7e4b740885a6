//! Tariffs for the tests of prices.

use chrono::NaiveDate;

use super::{Discount, GroupBand, Item, PriceRow, Promotion, Tariffs, Vat, VatRule, Zone};
use crate::domain::billing::{Basis, BilledProduct};
use crate::domain::dated::Dated;
use crate::domain::identity::Region;
use crate::domain::money::{Money, Rate};
use crate::domain::multi_user::Tier;
use crate::domain::submission::OrganizationKind;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn rate(points: i32) -> Rate {
    Rate::from_basis_points(points).unwrap()
}

pub(super) fn since<T>(from: &str, value: T) -> Dated<T> {
    Dated { from: day(from), to: None, value }
}

fn row(product: BilledProduct, term_months: u32, roubles: i64) -> PriceRow {
    PriceRow {
        product,
        legal_form: None,
        zone: None,
        term_months,
        tier: None,
        group_band: None,
        amount: Money::from_kopecks(roubles * 100),
    }
}

fn prices() -> Vec<Dated<PriceRow>> {
    let main = |zone: &str, term_months, roubles| PriceRow {
        zone: Some(zone.to_owned()),
        legal_form: Some(OrganizationKind::LegalEntity),
        ..row(BilledProduct::Main, term_months, roubles)
    };
    let extension =
        |tier, roubles| PriceRow { tier: Some(tier), ..row(BilledProduct::MultiUser, 12, roubles) };
    vec![
        since("2025-01-01", main("z55", 12, 5_500)),
        since("2025-01-01", main("z55", 24, 9_900)),
        since("2025-01-01", main("z15", 12, 1_500)),
        since("2025-01-01", PriceRow { group_band: Some(6), ..main("z15", 12, 750) }),
        since("2025-01-01", PriceRow { legal_form: None, ..main("z55", 12, 2_000) }),
        since("2025-01-01", extension(Tier::TwoToNine, 1_440)),
        since("2025-01-01", extension(Tier::TenPlus, 2_880)),
        since("2025-01-01", row(BilledProduct::AuthorizedRep, 12, 5_000)),
    ]
}

/// A price list with two zones, a group's own price, two promotions and discounts that change in July 2026.
pub(super) fn tariffs() -> Tariffs {
    let zone =
        |region: &str, zone: &str| Zone { region: Region::parse(region).unwrap(), zone: zone.to_owned() };
    let band = |from_count, to_count, points| GroupBand { from_count, to_count, share: rate(points) };
    let discount = |product, points| Discount { contract: "СЛ-17".to_owned(), product, rate: rate(points) };
    let promotion = |code: &str, product| Promotion {
        code: code.to_owned(),
        name: "Добро пожаловать!".to_owned(),
        product,
        discount: rate(5_000),
    };
    Tariffs {
        prices: prices(),
        zones: vec![since("2025-01-01", zone("38", "z55")), since("2025-01-01", zone("17", "z15"))],
        bands: vec![since("2025-01-01", band(3, Some(5), 7_500)), since("2025-01-01", band(6, None, 6_000))],
        promotions: vec![
            Dated {
                to: Some(day("2026-12-31")),
                ..since("2026-01-01", promotion("welcome", Some(BilledProduct::Main)))
            },
            since("2026-01-01", promotion("everything", None)),
        ],
        discounts: vec![
            Dated {
                to: Some(day("2026-06-30")),
                ..since("2025-01-01", discount(BilledProduct::Main, 3_000))
            },
            since("2026-07-01", discount(BilledProduct::Main, 4_000)),
            since("2025-01-01", discount(BilledProduct::MultiUser, 3_750)),
        ],
        contracts: vec![since("2024-01-01", "СЛ-17".to_owned())],
        grace_days: 30,
        vat: vec![
            since("2024-01-01", VatRule { product: BilledProduct::Main, vat: Vat::Exempt }),
            since("2024-01-01", VatRule { product: BilledProduct::Hr, vat: Vat::Exempt }),
            since("2024-01-01", VatRule { product: BilledProduct::MultiUser, vat: Vat::Exempt }),
            since(
                "2026-01-01",
                VatRule { product: BilledProduct::AuthorizedRep, vat: Vat::Rate(rate(2_200)) },
            ),
        ],
    }
}

/// A paid main licence of an organisation in Irkutsk for a year.
pub(super) fn main_item() -> Item {
    Item {
        product: BilledProduct::Main,
        legal_form: OrganizationKind::LegalEntity,
        region: Region::parse("38").unwrap(),
        term_months: 12,
        tier: None,
        basis: Basis::Paid,
        group_band: None,
        promotion: None,
    }
}

/// The multi-user extension of the same organisation.
pub(super) fn extension(tier: Tier) -> Item {
    Item { product: BilledProduct::MultiUser, tier: Some(tier), ..main_item() }
}
