//! The rules of price, as sentences.

use proptest::prelude::*;

use super::samples::{day, extension, main_item, rate, since, tariffs};
use super::*;
use crate::domain::dated::Dated;
use crate::domain::money::{Money, Rate};

const NOVEMBER: &str = "2026-11-21";

fn quote(item: &Item) -> Quote {
    tariffs().quote(item, day(NOVEMBER)).unwrap()
}

fn roubles(amount: Money) -> String {
    amount.to_string()
}

fn verdict(item: &Item) -> PromotionVerdict {
    quote(item).promotion.unwrap().verdict
}

fn naming(code: &str, item: Item) -> Item {
    Item { promotion: Some(code.to_owned()), ..item }
}

#[test]
fn a_price_is_of_its_zone_term_and_day() {
    assert_eq!(roubles(quote(&main_item()).price), "5500.00");
    assert_eq!(roubles(quote(&Item { term_months: 24, ..main_item() }).price), "9900.00");
    let proprietor = Item { legal_form: OrganizationKind::SoleProprietor, ..main_item() };
    assert_eq!(roubles(quote(&proprietor).price), "2000.00");
    assert_eq!(tariffs().quote(&main_item(), day("2024-12-31")), Err(PriceFault::NoPrice));
    assert_eq!(
        tariffs().quote(&Item { term_months: 18, ..main_item() }, day(NOVEMBER)),
        Err(PriceFault::NoPrice)
    );
}

#[test]
fn a_region_without_a_zone_has_a_price_only_where_zones_do_not_matter() {
    let nowhere = |item: Item| Item { region: Region::parse("99").unwrap(), ..item };
    assert_eq!(tariffs().quote(&nowhere(main_item()), day(NOVEMBER)), Err(PriceFault::NoZone));
    assert_eq!(roubles(quote(&nowhere(extension(Tier::TenPlus))).price), "2880.00");
}

#[test]
fn the_partners_discount_is_that_of_the_contract_on_the_day() {
    let of = |on: &str| tariffs().quote(&main_item(), day(on)).unwrap();
    assert_eq!(roubles(of("2026-06-30").amount), "3850.00");
    assert_eq!(roubles(of("2026-07-01").amount), "3300.00");
    assert_eq!(of("2026-07-01").contract_number.as_deref(), Some("СЛ-17"));
    let unknown = quote(&Item { product: BilledProduct::AuthorizedRep, ..main_item() });
    let nothing_off = (unknown.partner_discount, unknown.contract_number.as_deref());
    assert_eq!(nothing_off, (Rate::ZERO, Some("СЛ-17")));
}

#[test]
fn the_extension_costs_by_its_tier_and_keeps_the_partners_discount() {
    let lower = quote(&extension(Tier::TwoToNine));
    assert_eq!((roubles(lower.price), roubles(lower.amount)), ("1440.00".into(), "900.00".into()));
    assert_eq!(roubles(quote(&extension(Tier::TenPlus)).amount), "1800.00");
    let open = Item { tier: None, ..extension(Tier::TenPlus) };
    assert_eq!(tariffs().quote(&open, day(NOVEMBER)), Err(PriceFault::NoTier));
}

#[test]
fn no_promotion_ever_touches_the_extension() {
    for code in ["welcome", "everything"] {
        let item = naming(code, extension(Tier::TwoToNine));
        assert_eq!(verdict(&item), PromotionVerdict::OtherProduct);
        assert_eq!(quote(&item).promotion_discount, Money::ZERO);
        assert_eq!(quote(&item).amount, quote(&extension(Tier::TwoToNine)).amount);
    }
}

#[test]
fn a_promotion_comes_off_before_the_partners_discount() {
    let promoted = quote(&naming("welcome", main_item()));
    assert_eq!(roubles(promoted.promotion_discount), "2750.00");
    assert_eq!(roubles(promoted.amount), "1650.00");
    assert_eq!(promoted.promotion.unwrap().name.as_deref(), Some("Добро пожаловать!"));
}

#[test]
fn a_promotion_that_does_not_apply_says_why() {
    let next_year = tariffs().quote(&naming("welcome", main_item()), day("2027-01-01")).unwrap();
    assert_eq!(next_year.promotion.unwrap().verdict, PromotionVerdict::NotInForce);
    assert_eq!(verdict(&naming("nobody", main_item())), PromotionVerdict::Unknown);
    let other = Item { product: BilledProduct::AuthorizedRep, ..main_item() };
    assert_eq!(verdict(&naming("welcome", other)), PromotionVerdict::OtherProduct);
    assert_eq!(
        verdict(&naming("welcome", Item { basis: Basis::ItsProf, ..main_item() })),
        PromotionVerdict::Free
    );
}

#[test]
fn what_is_included_in_support_and_a_trial_cost_nothing() {
    for basis in [Basis::ItsProf, Basis::Trial] {
        let free = quote(&Item { basis, ..main_item() });
        assert_eq!((free.price, free.amount, free.total), (Money::ZERO, Money::ZERO, Money::ZERO));
        assert_eq!(free.quantity, 1);
    }
}

#[test]
fn a_group_pays_its_bands_share_unless_the_list_has_its_own_price() {
    let group = |count, item: Item| Item { basis: Basis::Group, group_band: count, ..item };
    assert_eq!(roubles(quote(&group(Some(3), main_item())).price), "4125.00");
    assert_eq!(roubles(quote(&group(Some(6), main_item())).price), "3300.00");
    let cheap = Item { region: Region::parse("17").unwrap(), ..main_item() };
    assert_eq!(roubles(quote(&group(Some(6), cheap.clone())).price), "750.00");
    assert_eq!(roubles(quote(&group(Some(40), cheap)).price), "750.00");
    for count in [None, Some(2)] {
        assert_eq!(tariffs().quote(&group(count, main_item()), day(NOVEMBER)), Err(PriceFault::NoBand));
    }
    assert_eq!(roubles(quote(&group(None, extension(Tier::TwoToNine))).price), "1440.00");
}

#[test]
fn tax_comes_on_top_and_exempt_is_not_a_rate_of_nought() {
    assert_eq!((quote(&main_item()).vat, quote(&main_item()).vat_amount), (Vat::Exempt, Money::ZERO));
    let taxed = quote(&Item { product: BilledProduct::AuthorizedRep, ..main_item() });
    assert_eq!(taxed.vat, Vat::Rate(rate(2_200)));
    assert_eq!((roubles(taxed.vat_amount), roubles(taxed.total)), ("1100.00".into(), "6100.00".into()));
}

#[test]
fn nothing_is_sold_without_a_rule_of_tax_or_a_contract() {
    let mut tariffs = tariffs();
    tariffs.contracts[0].to = Some(day("2026-10-22"));
    assert_eq!(roubles(tariffs.quote(&main_item(), day(NOVEMBER)).unwrap().amount), "3300.00");
    tariffs.contracts[0].to = Some(day("2026-10-21"));
    assert_eq!(tariffs.quote(&main_item(), day(NOVEMBER)), Err(PriceFault::NoContract));
    let mut tariffs = super::samples::tariffs();
    tariffs.vat.clear();
    assert_eq!(tariffs.quote(&main_item(), day(NOVEMBER)), Err(PriceFault::NoVat));
}

#[test]
fn what_is_fixed_is_charged_with_the_tax_of_the_activation_whatever_else_has_changed() {
    let item = naming("welcome", main_item());
    let fixed = tariffs().fix(&item, day(NOVEMBER)).unwrap();
    let kept = serde_json::to_string(&fixed).unwrap();
    assert_eq!(serde_json::from_str::<FixedLine>(&kept).unwrap(), fixed);
    let taxed = VatRule { product: BilledProduct::Main, vat: Vat::Rate(rate(2_200)) };
    let exempt = VatRule { vat: Vat::Exempt, ..taxed.clone() };
    let later = Tariffs {
        vat: vec![
            Dated { to: Some(day("2026-11-30")), ..since("2026-01-01", exempt) },
            since("2026-12-01", taxed),
        ],
        ..Tariffs::default()
    };
    let seen = later.charge(&fixed, day(NOVEMBER)).unwrap();
    assert_eq!((roubles(seen.amount), roubles(seen.total)), ("1650.00".into(), "1650.00".into()));
    assert_eq!(
        seen.later.map(|later| (later.from, roubles(later.total))),
        Some((day("2026-12-01"), "2013.00".into()))
    );
    let charged = later.charge(&fixed, day("2026-12-01")).unwrap();
    assert_eq!((roubles(charged.amount), roubles(charged.total)), ("1650.00".into(), "2013.00".into()));
    assert_eq!(charged.later, None);
}

#[test]
fn a_line_names_the_rows_that_it_was_calculated_from() {
    let version = quote(&naming("welcome", main_item())).rule_version;
    assert_eq!(
        version,
        "price@2025-01-01 zone@2025-01-01 promotion@2026-01-01 discount@2026-07-01 vat@2024-01-01"
    );
    assert_eq!(
        quote(&extension(Tier::TenPlus)).rule_version,
        "price@2025-01-01 discount@2025-01-01 vat@2024-01-01"
    );
}

#[test]
fn two_rows_about_the_same_matter_are_found() {
    assert_eq!(tariffs().overlap(), None);
    let mut doubled = tariffs();
    doubled.prices.push(doubled.prices[0].clone());
    assert_eq!(doubled.overlap(), Some(("prices", 0, 8)));
    let mut bands = tariffs();
    bands.bands.push(since("2026-01-01", GroupBand { from_count: 5, to_count: Some(5), share: rate(1) }));
    assert_eq!(bands.overlap(), Some(("bands", 0, 2)));
}

/// Tariffs with one price, one promotion, one discount and one rate of VAT.
fn single(kopecks: i64, promotion: i32, partner: i32, vat: Option<i32>) -> Tariffs {
    let mut tariffs = tariffs();
    tariffs.prices[0].value.amount = Money::from_kopecks(kopecks);
    tariffs.promotions[0].value.discount = rate(promotion);
    tariffs.discounts[1].value.rate = rate(partner);
    let vat = vat.map_or(Vat::Exempt, |points| Vat::Rate(rate(points)));
    tariffs.vat = vec![since("2025-01-01", VatRule { product: BilledProduct::Main, vat })];
    tariffs
}

/// A share in whole kopecks, rounded half away from zero.
fn share(kopecks: i64, points: i64) -> i64 {
    (kopecks * points + 5_000) / 10_000
}

proptest! {
    #[test]
    fn a_line_is_exact_to_the_kopeck(
        kopecks in 0_i64..100_000_000,
        promotion in 0_i32..=10_000,
        partner in 0_i32..=10_000,
        vat in prop::option::of(0_i32..=10_000),
    ) {
        let line = single(kopecks, promotion, partner, vat).quote(&naming("welcome", main_item()), day(NOVEMBER)).unwrap();
        let off = share(kopecks, promotion.into());
        let amount = share(kopecks - off, i64::from(10_000 - partner));
        let tax = vat.map_or(0, |points| share(amount, points.into()));
        prop_assert_eq!(line.promotion_discount.kopecks(), off);
        prop_assert_eq!(line.amount.kopecks(), amount);
        prop_assert_eq!(line.vat_amount.kopecks(), tax);
        prop_assert_eq!(line.total.kopecks(), amount + tax);
        prop_assert!(Money::ZERO <= line.amount && line.amount <= line.price);
    }

    #[test]
    fn nothing_off_leaves_the_price_and_everything_off_leaves_nothing(kopecks in 0_i64..100_000_000, other in 0_i32..=10_000) {
        let amount = |promotion, partner| {
            let tariffs = single(kopecks, promotion, partner, None);
            tariffs.quote(&naming("welcome", main_item()), day(NOVEMBER)).unwrap().amount.kopecks()
        };
        prop_assert_eq!(amount(0, 0), kopecks);
        prop_assert_eq!(amount(10_000, other), 0);
        prop_assert_eq!(amount(other, 10_000), 0);
    }

    #[test]
    fn every_item_has_a_price_or_a_reason_why_not(
        product in prop::sample::select(BilledProduct::ALL),
        basis in prop::sample::select(Basis::ALL),
        tier in prop::option::of(prop::sample::select(Tier::ALL)),
        group_band in prop::option::of(0_u32..200),
        region in 1_u32..=99,
        days in 0_u64..2_000,
    ) {
        let region = Region::parse(&format!("{region:02}")).unwrap();
        let item = Item { product, region, tier, basis, group_band, ..main_item() };
        let on = day("2024-06-01") + chrono::Days::new(days);
        if let Ok(line) = tariffs().quote(&item, on) {
            prop_assert_eq!(line.amount + line.vat_amount, line.total);
            prop_assert!(Money::ZERO <= line.amount && line.amount <= line.price);
        }
    }
}
