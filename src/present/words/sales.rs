//! The words of what a partner sells to its clients.

use templates::components::{Badge, Tone};
use templates::format::{counted, date, money};

use super::documents::kind;
use super::{product, tier};
use crate::domain::billing::BilledProduct;
use crate::domain::document::DocumentKind;
use crate::domain::money::Money;
use crate::domain::multi_user::Tier;
use crate::domain::payment::{PaymentEvent, PaymentEventName};
use crate::domain::sale::{IssuedPaper, SaleEvent, SaleEventName, SaleRefusal, SaleState};
use crate::domain::seller::{DocumentSource, LogoTurn, SalePapers, SellerEvent, SellerEventName, VatRegime};

/// The words of an event of a sale, a seller or a payment.
#[must_use]
pub fn happened(verb: &str) -> Option<&'static str> {
    SaleEventName::from_code(verb)
        .map(of_sale)
        .or_else(|| SellerEventName::from_code(verb).map(of_seller))
        .or_else(|| PaymentEventName::from_code(verb).map(of_payment))
}

const fn of_sale(name: SaleEventName) -> &'static str {
    match name {
        SaleEventName::SaleDrafted => "создан черновик документов",
        SaleEventName::SalePriced => "изменена цена в черновике",
        SaleEventName::SaleDropped => "черновик отложен",
        SaleEventName::SaleTakenUp => "черновик возвращен в работу",
        SaleEventName::SaleIssued => "выставлены документы",
        SaleEventName::SaleCorrected => "документы исправлены",
    }
}

const fn of_seller(name: SellerEventName) -> &'static str {
    match name {
        SellerEventName::SellerTermsSet => "изменены реквизиты и порядок выставления",
        SellerEventName::SellerRegimeSet => "указан режим НДС",
        SellerEventName::OwnPriceSet => "указана своя цена",
        SellerEventName::SeriesBegun => "указан первый номер",
    }
}

const fn of_payment(name: PaymentEventName) -> &'static str {
    match name {
        PaymentEventName::PaymentNoted => "отмечена оплата",
        PaymentEventName::PaymentTakenBack => "оплата отменена",
    }
}

/// What becomes of a document that is not printed yet.
pub const TRIED_AGAIN: &str = "Номера остаются за документами, печать повторяется сама.";

/// Why a document is not printed yet.
#[must_use]
pub fn not_printed(why: &str) -> String {
    format!("не напечатан: {why}. Печать повторяется сама")
}

/// What more is told of a sale.
#[must_use]
pub fn told(event: &SaleEvent) -> Option<String> {
    match event {
        SaleEvent::SaleDrafted { application, corrects: None, .. } => {
            Some(format!("заявление №\u{a0}{application}"))
        }
        SaleEvent::SaleDrafted { corrects: Some(sale), reason, .. } => {
            Some(format!("исправление реализации №\u{a0}{sale}: {reason}"))
        }
        SaleEvent::SalePriced { was, now, reason, .. } => {
            let was = was.map_or("не было".to_owned(), roubles);
            Some(format!("было {was}, стало {}: {reason}", roubles(*now)))
        }
        SaleEvent::SaleDropped { reason } => Some(reason.clone()),
        SaleEvent::SaleTakenUp => None,
        SaleEvent::SaleIssued { documents } => {
            let names: Vec<String> = documents.iter().map(paper).collect();
            Some(names.join(", "))
        }
        SaleEvent::SaleCorrected { by } => Some(format!("реализация №\u{a0}{by}")),
    }
}

fn paper(paper: &IssuedPaper) -> String {
    format!("{} №\u{a0}{} от {}", kind(paper.kind), paper.number, date(paper.day))
}

fn roubles(kopecks: i64) -> String {
    money(Money::from_kopecks(kopecks).roubles())
}

/// What more is told of a seller.
#[must_use]
pub fn told_of_seller(event: &SellerEvent) -> String {
    match event {
        SellerEvent::SellerTermsSet { now, .. } => {
            let changed = || format!("{}, счет {}", now.name, now.account);
            event.logo_turn().map_or_else(changed, |turn| logo(turn).to_owned())
        }
        SellerEvent::SellerRegimeSet { from, regime: set } => format!("{} с {}", regime(*set), date(*from)),
        SellerEvent::OwnPriceSet { from, price } => {
            let amount = price.amount.map_or("по прайс-листу".to_owned(), roubles);
            let what = item(price.product, price.tier, price.term_months);
            format!("{what}: {amount} с {}", date(*from))
        }
        SellerEvent::SeriesBegun { kind: of, year, first } => {
            format!("{}, {year} год: с №\u{a0}{first}", kind(*of))
        }
    }
}

/// What became of the logo.
const fn logo(turn: LogoTurn) -> &'static str {
    match turn {
        LogoTurn::Uploaded => "логотип загружен",
        LogoTurn::Replaced => "логотип заменен",
        LogoTurn::Removed => "логотип убран",
    }
}

/// What more is told of a payment.
#[must_use]
pub fn told_of_payment(event: &PaymentEvent) -> String {
    match event {
        PaymentEvent::PaymentNoted { day, number, amount, .. } => {
            format!("п/п №\u{a0}{number} от {}, {}", date(*day), roubles(*amount))
        }
        PaymentEvent::PaymentTakenBack { reason } => reason.clone(),
    }
}

/// What has a price: «Многопользовательский режим, 10 и более, 12 мес.»
#[must_use]
pub fn item(billed: BilledProduct, users: Option<Tier>, months: u32) -> String {
    let users = users.map_or_else(String::new, |users| format!(", {}", tier(users)));
    format!("{}{users}, {months} мес.", product(billed))
}

/// A regime of VAT.
#[must_use]
pub const fn regime(regime: VatRegime) -> &'static str {
    match regime {
        VatRegime::Osn => "ОСН, НДС по товару",
        VatRegime::Usn => "УСН без НДС",
        VatRegime::UsnFive => "УСН, НДС 5\u{a0}%",
        VatRegime::UsnSeven => "УСН, НДС 7\u{a0}%",
    }
}

/// The documents of a sale.
#[must_use]
pub const fn papers(papers: SalePapers) -> &'static str {
    match papers {
        SalePapers::Act => "Счет и акт",
        SalePapers::Upd => "Счет и УПД",
    }
}

/// Where the documents come from.
#[must_use]
pub const fn source(source: DocumentSource) -> &'static str {
    match source {
        DocumentSource::Own => "Выставляем здесь",
        DocumentSource::OneC => "Выгружаем из 1С",
    }
}

/// The state of a sale.
#[must_use]
pub fn state(state: SaleState) -> Badge {
    let (label, tone) = match state {
        SaleState::Draft => ("Черновик", Tone::Work),
        SaleState::Dropped => ("Отложен", Tone::Quiet),
        SaleState::Issued => ("Выставлен", Tone::Good),
        SaleState::Corrected => ("Исправлен", Tone::Quiet),
    };
    Badge { label: label.to_owned(), tone }
}

/// Why a verb of a sale is refused.
#[must_use]
pub fn refused(refusal: SaleRefusal) -> String {
    match refusal {
        SaleRefusal::SaleIs(SaleState::Draft) => "Документы еще не выставлены.".to_owned(),
        SaleRefusal::SaleIs(SaleState::Dropped) => "Черновик отложен: верните его в работу.".to_owned(),
        SaleRefusal::SaleIs(SaleState::Issued) => "Документы уже выставлены.".to_owned(),
        SaleRefusal::SaleIs(SaleState::Corrected) => "Документы уже исправлены.".to_owned(),
        SaleRefusal::CorrectionKeepsPrices => {
            "Исправление возвращает выставленное целиком: цены в нем не меняются.".to_owned()
        }
        SaleRefusal::IsCorrection => "Исправление не исправляют.".to_owned(),
        SaleRefusal::IsMadeAnew(sale) => format!("Вместо нее уже есть реализация №\u{a0}{sale}."),
        SaleRefusal::HasCorrection(sale) => format!("Исправление уже есть: реализация №\u{a0}{sale}."),
        SaleRefusal::NoSuchLine => "Такой строки нет.".to_owned(),
    }
}

/// How many documents a sale gives out.
#[must_use]
pub fn documents(count: usize) -> String {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    counted(count, ["документ", "документа", "документов"])
}

/// The name of a numbered document: «Акт № Ф-17 от 03.11.2026».
#[must_use]
pub fn document(of: DocumentKind, number: &str, day: chrono::NaiveDate) -> String {
    format!("{} №\u{a0}{number} от {}", kind(of), date(day))
}
