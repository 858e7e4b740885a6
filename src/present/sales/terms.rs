//! What the partner sells by: requisites and the way of issuing, the regime of VAT, own prices, first numbers.

use chrono::Datelike as _;
use templates::components::{Choice, Notice, NoticeTone, Questions};
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::SalesPage;
use templates::paths;

use super::lists::{prices, regimes};
use super::{SalesTab, desk_tabs, logo, typed_day};
use crate::domain::document::DocumentKind;
use crate::domain::month::moscow_day;
use crate::domain::seller::{
    DocumentSource, PriceWay, SalePapers, Seller, TypedOwnPrice, TypedRegime, TypedSeries, TypedTerms,
    VatRegime,
};
use crate::operations::Desk;
use crate::policy::Permission;
use crate::present::operator::{Returned, TypedForm, errors};
use crate::present::words;

/// How many characters the name of a payee has at most in the code for paying.
const LONGEST_PAYEE: usize = 160;

/// A form of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsForm {
    /// Requisites and the way of issuing.
    Terms,
    /// The regime of VAT.
    Regime,
    /// An own price.
    Price,
    /// The first number of a series.
    Series,
    /// The logo.
    Logo,
}

/// A form of the page that is shown again with its faults.
#[derive(Clone, Debug)]
pub struct ReturnedTerms {
    /// Which one.
    pub form: TermsForm,
    /// What came back.
    pub returned: Returned,
}

/// The terms that a form states.
#[must_use]
pub fn typed_terms(typed: &TypedForm) -> TypedTerms {
    let get = |name: &str| typed.get(name).to_owned();
    TypedTerms {
        name: get("name"),
        inn: get("inn"),
        kpp: get("kpp"),
        address: get("address"),
        account: get("account"),
        bank: get("bank"),
        bik: get("bik"),
        corr_account: get("corr_account"),
        director: get("director"),
        accountant: get("accountant"),
        prefix: get("prefix"),
        closing: get("closing"),
        papers: get("papers"),
        at_approval: typed.get("at_approval") == "yes",
        source: get("source"),
    }
}

/// The regime that a form states.
#[must_use]
pub fn typed_regime(typed: &TypedForm) -> TypedRegime {
    TypedRegime { regime: typed.get("regime").to_owned(), from: typed.get("regime_from").to_owned() }
}

/// The price that a form states.
#[must_use]
pub fn typed_price(typed: &TypedForm) -> TypedOwnPrice {
    let get = |name: &str| typed.get(name).to_owned();
    TypedOwnPrice { product: get("product"), way: get("way"), amount: get("amount"), from: get("price_from") }
}

/// The first number that a form states.
#[must_use]
pub fn typed_series(typed: &TypedForm) -> TypedSeries {
    let get = |name: &str| typed.get(name).to_owned();
    TypedSeries { kind: get("kind"), year: get("year"), first: get("first") }
}

/// The page.
#[must_use]
pub fn seller(
    desk: &Desk,
    found: &(Seller, TypedTerms),
    returned: Option<&ReturnedTerms>,
    csrf: String,
) -> SalesPage {
    let (seller, terms) = found;
    let may = desk.allows(Permission::IssueSale);
    let back = |form| returned.filter(|one| one.form == form).map(|one| &one.returned);
    let (mut parts, today) = (Vec::new(), moscow_day(desk.now()));
    let mut side = vec![
        Part::new("regimes", "Режим НДС", PartBody::Listing(regimes(&seller.regimes))),
        Part::new("prices", "Свои цены", PartBody::Listing(prices(seller, may, today))),
    ];
    if may {
        let form = requisites(seller, terms, back(TermsForm::Terms));
        parts.push(Part::new("requisites", "Реквизиты и порядок выставления", PartBody::Questions(form)));
        let regime = regime_form(seller, &typed_day(today), back(TermsForm::Regime));
        side.insert(1, Part::new("set-regime", "Указать режим", PartBody::Questions(regime)));
        let price = price_form(seller, &typed_day(today), back(TermsForm::Price));
        side.push(Part::new("set-price", "Указать цену", PartBody::Questions(price)));
        let first = series_form(seller, today.year(), back(TermsForm::Series));
        side.push(Part::new("set-series", "Первый номер года", PartBody::Questions(first)));
    } else {
        parts.push(Part::new("requisites", "Реквизиты", PartBody::Facts(super::card::requisites(terms))));
    }
    parts.extend(logo::part(seller, may, back(TermsForm::Logo)));
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: desk_tabs(SalesTab::Terms, None),
        notices: missing(seller).into_iter().chain(without_code(seller)).collect(),
        parts,
        side,
        csrf,
        ..SalesPage::default()
    }
}

fn missing(seller: &Seller) -> Option<Notice> {
    let text = match (seller.terms.is_none(), seller.regimes.is_empty()) {
        (true, true) => "Заполните реквизиты и укажите режим НДС: без них документы не выставить.",
        (true, false) => "Заполните реквизиты: без них документы не выставить.",
        (false, true) => "Укажите режим НДС: без него документы не выставить.",
        (false, false) => return None,
    };
    Some(Notice { tone: NoticeTone::Warn, text: text.to_owned() })
}

/// What is said of a name that does not fit into the code for paying.
fn without_code(seller: &Seller) -> Option<Notice> {
    let long = seller.terms.as_ref().is_some_and(|terms| terms.name.chars().count() > LONGEST_PAYEE);
    let text = format!(
        "Наименование длиннее {LONGEST_PAYEE}\u{a0}знаков: в счетах не печатается QR-код для оплаты. Сократите его."
    );
    long.then_some(Notice { tone: NoticeTone::Warn, text })
}

fn version(seller: &Seller) -> Vec<(String, String)> {
    vec![("version".to_owned(), seller.version.to_string())]
}

fn requisites(seller: &Seller, terms: &TypedTerms, returned: Option<&Returned>) -> Questions {
    let known = filled(terms);
    let typed = returned.map_or(&known, |returned| &returned.typed);
    let papers = SalePapers::ALL.iter().map(|one| Choice::new(one.code(), words::sales::papers(*one)));
    let sources = DocumentSource::ALL.iter().map(|one| Choice::new(one.code(), words::sales::source(*one)));
    let approval = vec![Choice::new("no", "Вручную"), Choice::new("yes", "Сразу при одобрении заявления")];
    Questions {
        id: "terms".to_owned(),
        action: paths::seller(),
        list: vec![
            typed.line(
                "name",
                "Наименование",
                "Если длиннее 160\u{a0}знаков, в счетах не будет QR-кода для оплаты.",
            ),
            typed.line("inn", "ИНН", ""),
            typed.line("kpp", "КПП", "У предпринимателя нет КПП."),
            typed.line("address", "Адрес", ""),
            typed.line("account", "Расчетный счет", ""),
            typed.line("bank", "Банк", ""),
            typed.line("bik", "БИК", ""),
            typed.line("corr_account", "Корр. счет", ""),
            typed.line("director", "Руководитель", "Фамилия и инициалы, как в документах."),
            typed.line("accountant", "Главный бухгалтер", ""),
            typed.few("source", "Откуда документы клиентам", sources.collect()),
            typed.few("papers", "Документы по одобренному заявлению", papers.collect()),
            typed.few("at_approval", "Когда выставлять", approval),
            typed.line("prefix", "Префикс номера", "Стоит перед каждым номером, не больше 8\u{a0}знаков."),
            typed.line("closing", "Текст в конце документа", "Одной строкой, не больше 500\u{a0}знаков."),
        ],
        hidden: version(seller),
        button: "Сохранить".to_owned(),
        consequence: "Выставленные документы не изменятся.".to_owned(),
        errors: returned.map(|returned| errors(&returned.faults)).unwrap_or_default(),
    }
}

pub(super) fn filled(terms: &TypedTerms) -> TypedForm {
    TypedForm::filled(&[
        ("name", &terms.name),
        ("inn", &terms.inn),
        ("kpp", &terms.kpp),
        ("address", &terms.address),
        ("account", &terms.account),
        ("bank", &terms.bank),
        ("bik", &terms.bik),
        ("corr_account", &terms.corr_account),
        ("director", &terms.director),
        ("accountant", &terms.accountant),
        ("prefix", &terms.prefix),
        ("closing", &terms.closing),
        ("papers", &terms.papers),
        ("at_approval", if terms.at_approval { "yes" } else { "no" }),
        ("source", &terms.source),
    ])
}

fn regime_form(seller: &Seller, today: &str, returned: Option<&Returned>) -> Questions {
    let blank = TypedForm::filled(&[("regime_from", today)]);
    let typed = returned.map_or(&blank, |returned| &returned.typed);
    let regimes = VatRegime::ALL.iter().map(|one| Choice::new(one.code(), words::sales::regime(*one)));
    Questions {
        id: "regime".to_owned(),
        action: paths::seller_regime(),
        list: vec![
            typed.few("regime", "Режим", regimes.collect()),
            typed.day("regime_from", "Действует с", ""),
        ],
        hidden: version(seller),
        button: "Указать режим".to_owned(),
        errors: returned.map(|returned| errors(&returned.faults)).unwrap_or_default(),
        ..Questions::default()
    }
}

fn price_form(seller: &Seller, today: &str, returned: Option<&Returned>) -> Questions {
    let blank = TypedForm::filled(&[("price_from", today), ("way", PriceWay::Own.code())]);
    let ways = [(PriceWay::Own, "Своя"), (PriceWay::List, "Снова по прайс-листу")];
    let ways = ways.into_iter().map(|(way, label)| Choice::new(way.code(), label)).collect();
    let typed = returned.map_or(&blank, |returned| &returned.typed);
    let choices = TypedOwnPrice::choices().into_iter();
    let choices =
        choices.map(|one| Choice::new(TypedOwnPrice::code(one), words::sales::item(one.0, one.1, one.2)));
    Questions {
        id: "price".to_owned(),
        action: paths::seller_price(),
        list: vec![
            typed.one_of("product", "Что", choices.collect()),
            typed.few("way", "Какая цена", ways),
            typed.line("amount", "Цена без НДС, ₽", ""),
            typed.day("price_from", "Действует с", ""),
        ],
        hidden: version(seller),
        button: "Указать цену".to_owned(),
        consequence: "Черновики, которые уже есть, сохранят свою цену.".to_owned(),
        errors: returned.map(|returned| errors(&returned.faults)).unwrap_or_default(),
    }
}

fn series_form(seller: &Seller, year: i32, returned: Option<&Returned>) -> Questions {
    let blank = TypedForm::filled(&[("year", &year.to_string())]);
    let typed = returned.map_or(&blank, |returned| &returned.typed);
    let kinds = DocumentKind::ALL.iter().map(|kind| Choice::new(kind.code(), words::documents::kinds(*kind)));
    Questions {
        id: "series".to_owned(),
        action: paths::seller_series(),
        list: vec![
            typed.one_of("kind", "Вид документа", kinds.collect()),
            typed.line("year", "Год", ""),
            typed.line(
                "first",
                "Первый номер",
                "Можно указать, пока номера этого вида за этот год не выдавались.",
            ),
        ],
        hidden: version(seller),
        button: "Указать номер".to_owned(),
        errors: returned.map(|returned| errors(&returned.faults)).unwrap_or_default(),
        ..Questions::default()
    }
}
