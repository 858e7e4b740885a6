//! The details of events of settings, prices, promotions, partners and reasons.

use chrono::NaiveDate;
use templates::format::{counted, date, percent};

use super::office::{ground, setting_value};
use super::product;
use crate::domain::money::Rate;
use crate::domain::organization::OrganizationEvent;
use crate::domain::partner::{PartnerCard, PartnerEvent};
use crate::domain::price::{GroundEvent, PriceFault, PricesEvent, PromotionEvent};
use crate::domain::reason::ReasonEvent;
use crate::domain::settings::{Setting, SettingEvent};

/// Of a setting; the values of an unknown one stay as they are.
#[must_use]
pub fn setting(event: &SettingEvent, setting: Option<Setting>) -> String {
    let SettingEvent::SettingPlanned { from, value, was } = event;
    let said =
        |value: &str| setting.map_or_else(|| value.to_owned(), |setting| setting_value(setting, value));
    format!("{} → {} с {}", said(was), said(value), date(*from))
}

/// Of the price list.
#[must_use]
pub fn prices(event: &PricesEvent) -> String {
    let PricesEvent::PricesPlanned { from, prices } = event;
    format!("{} с {}", many(prices.len(), ["цена", "цены", "цен"]), date(*from))
}

/// Of a tariff table.
#[must_use]
pub fn grounds(event: &GroundEvent) -> String {
    let GroundEvent::TermsPlanned { table, from, terms } = event;
    let rows = many(terms.len(), ["строка", "строки", "строк"]);
    format!("{}: {rows} с {}", ground(*table), date(*from))
}

/// Of a promotion.
#[must_use]
pub fn promotion(event: &PromotionEvent) -> String {
    match event {
        PromotionEvent::PromotionAdded { name, points, from, to, .. } => {
            let until = to.map_or_else(|| "без окончания".to_owned(), |to| format!("по {}", date(to)));
            let share = share(*points).unwrap_or_default();
            format!("{name}: {share} с {}, {until}", date(*from))
        }
        PromotionEvent::PromotionEnded { to, .. } => format!("по {}", date(*to)),
    }
}

/// Of a partner and its contracts.
#[must_use]
pub fn partner(event: &PartnerEvent) -> Option<String> {
    let since = |day: &NaiveDate| date(*day);
    match event {
        PartnerEvent::DiscountPlanned { contract, product: sold, from, points, was } => {
            let was = was.and_then(share).unwrap_or_else(|| "нет".to_owned());
            let now = share(*points).unwrap_or_default();
            Some(format!("{}: {was} → {now} с {}, договор №\u{a0}{contract}", product(*sold), since(from)))
        }
        PartnerEvent::ContractConcluded { number, from, .. } => {
            Some(format!("№\u{a0}{number} с {}", since(from)))
        }
        PartnerEvent::PartnerEnrolled { contract, .. } => Some(format!("Договор №\u{a0}{contract}")),
        PartnerEvent::PartnerCardChanged { was, now } => card(was, now),
    }
}

fn card(was: &PartnerCard, now: &PartnerCard) -> Option<String> {
    let pairs =
        [(&was.name, &now.name), (&was.inn, &now.inn), (&was.phone, &now.phone), (&was.email, &now.email)];
    let changed = pairs.iter().filter(|(was, now)| was != now);
    let told: Vec<String> = changed.map(|(was, now)| format!("{was} → {now}")).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Of a subscriber.
#[must_use]
pub fn organization(event: &OrganizationEvent) -> String {
    let OrganizationEvent::OrganizationTransferred { reason, .. } = event;
    reason.clone()
}

/// Of a canned reason.
#[must_use]
pub fn reason(event: &ReasonEvent) -> String {
    let ReasonEvent::ReasonWorded { now, .. } = event;
    format!("«{}», редакция {}", now.title, now.version)
}

fn share(points: i32) -> Option<String> {
    Rate::from_basis_points(points).map(|rate| percent(rate.percent()))
}

fn many(count: usize, forms: [&str; 3]) -> String {
    counted(u64::try_from(count).unwrap_or(u64::MAX), forms)
}

/// Why there is no price.
#[must_use]
pub const fn price_fault(fault: PriceFault) -> &'static str {
    match fault {
        PriceFault::NoZone => {
            "Для региона организации не задана ценовая зона. Ее добавляет отдел расчетов оператора."
        }
        PriceFault::NoPrice => {
            "В прайс-листе нет цены на этот продукт и срок. Ее добавляет отдел расчетов оператора."
        }
        PriceFault::NoTier => "Выберите вид расширения.",
        PriceFault::NoBand => "Выберите, сколько организаций в группе.",
        PriceFault::NoContract => {
            "У партнера нет действующего договора с оператором, поэтому отправить заявление нельзя. Договор добавляет отдел \
             расчетов оператора."
        }
        PriceFault::NoVat => {
            "Для этого продукта не задан НДС, поэтому отправить заявление нельзя. Ставку или строку «Без НДС» добавляет отдел \
             расчетов оператора."
        }
    }
}
