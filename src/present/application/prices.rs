//! The price before the click: from the price list down to what the partner pays, and in which month.

use chrono::{DateTime, NaiveDate, Utc};
use templates::components::{FieldError, PriceBlock, PriceLine, PricePreview};
use templates::format::{date, money, percent};

use crate::domain::billing::BilledProduct;
use crate::domain::charge::Charge;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::price::{PromotionEffect, PromotionVerdict, Quote, Vat};
use crate::operations::pricing::{Offer, Priced};
use crate::present::statements::price;
use crate::present::words;

/// What an offer costs, with the total that a form sends along; while the choice is not complete there is no price, only
/// what is still to be chosen.
pub(super) fn offered(offer: &Offer, missing: &[FieldError], now: DateTime<Utc>) -> PricePreview {
    if !missing.is_empty() {
        let note = missing.iter().map(|fault| fault.text.as_str()).collect::<Vec<_>>().join(". ");
        return PricePreview { note: Some(note), ..PricePreview::default() };
    }
    let shown = preview(&offer.prices, now);
    let fault = offer.total.err().map(|fault| words::price_fault(fault).to_owned());
    let sent = offer.total.ok().map(|total| total.kopecks().to_string());
    PricePreview { note: fault.or(shown.note.clone()), sent, ..shown }
}

/// The price of everything that would be charged if it were approved now.
#[must_use]
pub(super) fn preview(prices: &[Priced], now: DateTime<Utc>) -> PricePreview {
    let quotes: Vec<(&Priced, &Quote)> =
        prices.iter().filter_map(|priced| Some((priced, priced.quote.as_ref().ok()?))).collect();
    let fault = prices.iter().find_map(|priced| priced.quote.as_ref().err());
    let note = match (fault, quotes.is_empty()) {
        (Some(fault), _) => Some(words::price_fault(*fault).to_owned()),
        (None, true) => Some("По этому заявлению ничего не начисляется.".to_owned()),
        (None, false) => later(&quotes),
    };
    let total: Money = quotes.iter().map(|(_, quote)| quote.total).sum();
    PricePreview {
        sum: (quotes.len() > 1 && fault.is_none()).then(|| money(total.roubles())),
        blocks: quotes.into_iter().map(|(priced, quote)| block(priced, quote, Month::of(now))).collect(),
        note,
        sent: None,
    }
}

/// Where the tax is about to change: what all of them come to from that day on, beside what they come to now.
fn later(quotes: &[(&Priced, &Quote)]) -> Option<String> {
    let from = quotes.iter().filter_map(|(_, quote)| quote.later.map(|later| later.from)).min()?;
    let then = |quote: &Quote| {
        let changed = quote.later.filter(|later| later.from == from);
        changed.map_or(quote.total, |later| later.total)
    };
    let (now, then): (Vec<Money>, Vec<Money>) =
        quotes.iter().map(|(_, quote)| (quote.total, then(quote))).unzip();
    let sum = |parts: Vec<Money>| money(parts.into_iter().sum::<Money>().roubles());
    Some(format!(
        "С {} меняется НДС: если заявление одобрят с этого дня, к оплате {} вместо {}.",
        date(from),
        sum(then),
        sum(now)
    ))
}

/// What was charged at the approval, as it stands in the settlement.
#[must_use]
pub(super) fn charged(charges: &[Charge]) -> PricePreview {
    let note = charges.is_empty().then(|| "По этому заявлению ничего не начислено.".to_owned());
    let block = |charge: &Charge| {
        let mut block = price(charge, "Начислено");
        block.lines.insert(0, period(charge.starts_on, charge.ends_on));
        block
    };
    PricePreview { blocks: charges.iter().map(block).collect(), note, ..PricePreview::default() }
}

fn period(starts_on: NaiveDate, ends_on: NaiveDate) -> PriceLine {
    line("Период лицензии".to_owned(), None, format!("{} – {}", date(starts_on), date(ends_on)))
}

fn block(priced: &Priced, quote: &Quote, month: Month) -> PriceBlock {
    let mut lines = vec![period(priced.period.starts_on, priced.period.ends_on), list_price(quote)];
    lines.extend(quote.promotion.as_ref().map(|effect| promotion(effect, quote, priced.item.product)));
    lines.extend(discount(quote));
    lines.push(vat(quote));
    PriceBlock {
        product: product(priced),
        lines,
        total: PriceLine {
            label: format!("К оплате оператору, сверка за {}", words::month_name(month)),
            note: None,
            sum: money(quote.total.roubles()),
        },
    }
}

fn product(priced: &Priced) -> String {
    match priced.item.tier {
        Some(tier) => format!("{}, {}", words::product(priced.item.product), words::tier(tier)),
        None => words::product_with_term(priced.item.product, priced.item.term_months),
    }
}

fn list_price(quote: &Quote) -> PriceLine {
    let since = quote.rule_version.split_whitespace().find_map(|rule| rule.strip_prefix("price@"));
    let since = since.and_then(|day| day.parse().ok()).map(date);
    let label = since.map_or_else(|| "Включено, без оплаты".to_owned(), |day| format!("Прайс-лист с {day}"));
    line(label, None, money(quote.price.roubles()))
}

fn promotion(effect: &PromotionEffect, quote: &Quote, product: BilledProduct) -> PriceLine {
    let name = effect.name.as_deref().unwrap_or(&effect.code);
    let label = format!("Акция «{name}»");
    let note = match effect.verdict {
        PromotionVerdict::Applies => return line(label, None, money(-quote.promotion_discount.roubles())),
        PromotionVerdict::OtherProduct if product == BilledProduct::MultiUser => {
            "не распространяется на многопользовательский режим"
        }
        PromotionVerdict::OtherProduct => "не распространяется на этот продукт",
        PromotionVerdict::NotInForce => "сейчас не действует",
        PromotionVerdict::Free => "лицензия и так без оплаты",
        PromotionVerdict::Unknown => "такой акции нет",
    };
    line(label, Some(note), "—".to_owned())
}

fn discount(quote: &Quote) -> Option<PriceLine> {
    let contract = quote.contract_number.as_ref()?;
    let label = format!("Скидка партнера {}", percent(quote.partner_discount.percent()));
    let note = format!("договор №\u{a0}{contract}");
    let taken = quote.price - quote.promotion_discount - quote.amount;
    Some(PriceLine { note: Some(note), ..line(label, None, money(-taken.roubles())) })
}

fn vat(quote: &Quote) -> PriceLine {
    match quote.vat {
        Vat::Exempt => line("НДС".to_owned(), None, "Без НДС".to_owned()),
        Vat::Rate(rate) => {
            line(format!("НДС {}", percent(rate.percent())), None, money(quote.vat_amount.roubles()))
        }
    }
}

fn line(label: String, note: Option<&str>, sum: String) -> PriceLine {
    PriceLine { label, note: note.map(str::to_owned), sum }
}
