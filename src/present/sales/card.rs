//! A sale on its own page: its lines with their prices, its documents, and what can be done with it.

use chrono::NaiveDate;
use templates::components::{Cell, Fact, Link, Listing, ListingRow, Notice, NoticeTone, Questions, RowMenu};
use templates::format::{date, money, percent};
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::SalesPage;
use templates::paths;

use crate::domain::errand::Errand;
use crate::domain::ids::SaleId;
use crate::domain::numbered::NumberedDocument;
use crate::domain::sale::{SaleLine, SaleState};
use crate::domain::seller::TypedTerms;
use crate::operations::Desk;
use crate::operations::sales::SaleCard;
use crate::operations::sales::issuing::gap_in_words;
use crate::policy::Permission;
use crate::present::operator::{Returned, TypedForm, errors};
use crate::present::words::sales as words;

/// A form of the page that is shown again with its faults: its id and what was typed.
#[derive(Clone, Debug)]
pub struct ReturnedSale {
    /// The id of the form: `price-0`, `dropping`, `correction`.
    pub form: String,
    /// What came back.
    pub returned: Returned,
}

/// The page.
#[must_use]
pub fn card(desk: &Desk, found: &SaleCard, returned: Option<&ReturnedSale>, csrf: String) -> SalesPage {
    let sale = &found.row.sale;
    let missing = found.row.gaps.iter().map(|gap| gap_in_words(gap, sale.day()));
    let waits = matches!(sale.state, SaleState::Draft | SaleState::Dropped);
    let notices = if waits { missing.map(|words| notice(&words)).collect() } else { Vec::new() };
    let mut parts = vec![Part::new("lines", "Строки", PartBody::Listing(lines(desk, found, returned)))];
    if !found.documents.is_empty() {
        parts.push(Part::new("documents", "Документы", PartBody::Listing(documents(found))));
    }
    let mut side = vec![Part::new("facts", "Реализация", PartBody::Facts(facts(desk, found)))];
    if desk.allows(Permission::IssueSale) {
        side.extend(verbs(found, returned));
    }
    SalesPage {
        heading: heading(found),
        trail: vec![Link { label: "Документы".to_owned(), href: back(sale.state) }],
        status: Some(words::state(sale.state)),
        notices,
        parts,
        side,
        csrf,
        ..SalesPage::default()
    }
}

/// The client, and the document that was handed over; a draft has no number of its own.
fn heading(found: &SaleCard) -> String {
    let buyer = &found.row.buyer.requisites.short_name;
    match found.documents.iter().find(|one| one.kind.hands_over()) {
        Some(one) => format!("{buyer}, {}", words::document(one.kind, &one.number, one.day)),
        None => format!("{buyer}, черновик от {}", date(found.row.sale.day())),
    }
}

fn back(state: SaleState) -> String {
    match state {
        SaleState::Draft | SaleState::Dropped => paths::documents(),
        SaleState::Issued | SaleState::Corrected => paths::issued_documents(),
    }
}

fn notice(words: &str) -> Notice {
    Notice { tone: NoticeTone::Warn, text: format!("Пока нельзя выставить: {words}.") }
}

fn facts(desk: &Desk, found: &SaleCard) -> Vec<Fact> {
    let (sale, card) = (&found.row.sale, &found.row.buyer.requisites);
    let identifiers = match &card.kpp {
        Some(kpp) => format!("{} / {}", card.inn.as_str(), kpp.as_str()),
        None => card.inn.as_str().to_owned(),
    };
    let mut facts = vec![
        Fact::new("Клиент", card.short_name.clone()),
        Fact::new("ИНН / КПП", identifiers),
        Fact {
            href: super::application(desk, &found.row).map(|link| link.href),
            ..Fact::new("Заявление", format!("№\u{a0}{}", sale.application))
        },
        Fact::new("День активации", date(sale.day())),
        Fact::new("Всего", super::total(&found.row)),
    ];
    if !sale.reason.is_empty() {
        facts.push(Fact::new("Причина", sale.reason.clone()));
    }
    let other = |label: &str, id: SaleId| Fact {
        href: Some(paths::sale(&id.to_string())),
        ..Fact::new(label, format!("реализация №\u{a0}{id}"))
    };
    facts.extend(sale.corrects.map(|id| other("Что исправляет", id)));
    facts.extend(sale.replaces().map(|id| other("Вместо чего", id)));
    facts.extend(found.correction.map(|id| other("Исправление", id)));
    facts.extend(found.instead.map(|id| other("Вместо нее", id)));
    facts
}

fn lines(desk: &Desk, found: &SaleCard, returned: Option<&ReturnedSale>) -> Listing {
    let sale = &found.row.sale;
    let open =
        desk.allows(Permission::IssueSale) && sale.state == SaleState::Draft && sale.corrects.is_none();
    let row = |(place, line): (usize, &SaleLine)| {
        let figures = found.row.figures.as_ref().and_then(|figures| figures.lines.get(place));
        let sum =
            |of: Option<crate::domain::money::Money>| of.map(|sum| money(sum.roubles())).unwrap_or_default();
        let vat = figures
            .map(|one| one.vat_rate.map_or("Без НДС".to_owned(), |rate| percent(rate.percent())));
        ListingRow {
            cells: vec![
                Cell::text(&line.title),
                Cell::number(line.quantity.to_string().replace('-', "−")),
                Cell::number(sum(line.price())),
                Cell::noted(
                    vat.unwrap_or_default(),
                    sum(figures.map(|one| one.vat).filter(|vat| vat.kopecks() != 0)),
                ),
                Cell::number(sum(figures.map(|one| one.total))),
            ],
            act: open.then(|| repricing(found, place, line, returned)),
        }
    };
    Listing {
        caption: "Строки".to_owned(),
        headings: ["Что", "Количество", "Цена без НДС", "НДС", "Всего"].map(str::to_owned).to_vec(),
        rows: sale.lines.iter().enumerate().map(row).collect(),
        ..Listing::default()
    }
}

fn repricing(found: &SaleCard, place: usize, line: &SaleLine, returned: Option<&ReturnedSale>) -> RowMenu {
    let (sale, id) = (&found.row.sale, format!("price-{place}"));
    let here = returned.filter(|one| one.form == id).map(|one| &one.returned);
    let price = line.price().map(|price| price.roubles().to_string().replace('.', ",")).unwrap_or_default();
    let blank = TypedForm::filled(&[("price", &price)]);
    let typed = here.map_or(&blank, |returned| &returned.typed);
    let form = Questions {
        action: paths::sale_price(&sale.id.to_string()),
        list: vec![typed.line("price", "Цена без НДС, ₽", ""), typed.line("reason", "Причина", "")],
        hidden: vec![
            ("version".to_owned(), sale.version.to_string()),
            ("line".to_owned(), place.to_string()),
        ],
        button: "Изменить цену".to_owned(),
        errors: here.map(|returned| errors(&returned.faults)).unwrap_or_default(),
        id,
        ..Questions::default()
    };
    RowMenu { label: "Цена".to_owned(), form, open: here.is_some() }
}

fn documents(found: &SaleCard) -> Listing {
    let row = |one: &NumberedDocument| ListingRow {
        cells: vec![
            Cell {
                href: found.files.get(&one.id).map(|id| paths::document_file(&id.to_string())),
                note: printed(found, one),
                ..Cell::text(words::document(one.kind, &one.number, one.day))
            },
            Cell::text(found.names.get(&one.by).unwrap_or(&one.by).clone()),
            Cell::number(money(one.total.roubles())),
        ],
        act: None,
    };
    Listing {
        caption: "Документы".to_owned(),
        headings: ["Документ", "Выставил", "Сумма"].map(str::to_owned).to_vec(),
        rows: found.documents.iter().map(row).collect(),
        ..Listing::default()
    }
}

/// Whether a document is printed, or why not yet.
fn printed(found: &SaleCard, document: &NumberedDocument) -> String {
    if found.files.contains_key(&document.id) {
        return "PDF".to_owned();
    }
    let prints = Errand::PrintDocument { sale: found.row.sale.id, paper: document.kind };
    let failing = found.failing.iter().find(|failing| failing.errand == prints);
    failing.map_or("печатается".to_owned(), |failing| words::not_printed(&failing.words))
}

/// What can be done with it in its state.
fn verbs(found: &SaleCard, returned: Option<&ReturnedSale>) -> Vec<Part> {
    let sale = &found.row.sale;
    let number = sale.id.to_string();
    let asked = |id: &str, action: String, button: &str, consequence: &str| {
        let here = returned.filter(|one| one.form == id).map(|one| &one.returned);
        let blank = TypedForm::default();
        let typed = here.map_or(&blank, |returned| &returned.typed);
        Questions {
            id: id.to_owned(),
            action,
            list: vec![typed.line("reason", "Причина", "")],
            hidden: vec![("version".to_owned(), sale.version.to_string())],
            button: button.to_owned(),
            consequence: consequence.to_owned(),
            errors: here.map(|returned| errors(&returned.faults)).unwrap_or_default(),
        }
    };
    match sale.state {
        SaleState::Draft => {
            let form = asked(
                "dropping",
                paths::sale_dropping(&number),
                "Отложить",
                "Черновик можно вернуть в работу.",
            );
            let drop = Part::new("drop", "Не выставлять", PartBody::Questions(form));
            issuing(found).into_iter().chain([drop]).collect()
        }
        SaleState::Dropped => {
            let form = asked("taking-up", paths::sale_taking_up(&number), "Вернуть в работу", "");
            vec![Part::new("take-up", "Вернуть", PartBody::Questions(Questions { list: Vec::new(), ..form }))]
        }
        SaleState::Issued if sale.corrects.is_none() && found.correction.is_none() => {
            let consequence = "Появится черновик с теми же строками со знаком минус. Причину клиент прочитает в документе. Номера выставленных документов останутся, верный документ можно будет выставить заново.";
            let form = asked("correction", paths::sale_correction(&number), "Исправить", consequence);
            vec![Part::new("correct", "Исправить", PartBody::Questions(form))]
        }
        SaleState::Corrected if found.instead.is_none() => {
            let consequence = "Появится черновик с теми же строками: цену в нем можно изменить.";
            let form = asked("anew", paths::sale_anew(&number), "Выставить заново", consequence);
            let form = Questions { list: Vec::new(), ..form };
            vec![Part::new("again", "Верный документ", PartBody::Questions(form))]
        }
        SaleState::Issued | SaleState::Corrected => Vec::new(),
    }
}

/// Issues this draft alone, unless it lacks something.
fn issuing(found: &SaleCard) -> Option<Part> {
    let sale = &found.row.sale;
    let papers = if sale.corrects.is_some() {
        "Корректировочный документ"
    } else {
        words::papers(found.papers)
    };
    let form = Questions {
        id: "issuing".to_owned(),
        action: paths::issuing(),
        hidden: vec![
            ("sale".to_owned(), format!("{}:{}", sale.id, sale.version)),
            ("seller".to_owned(), found.seller.to_string()),
        ],
        button: format!("Выставить на {}", super::total(&found.row)),
        consequence: format!("{papers}: номер не отменить, только исправить новым документом."),
        ..Questions::default()
    };
    let whole = found.row.gaps.is_empty();
    whole.then(|| Part::new("issue", "Выставить", PartBody::Questions(form)))
}

/// A day in a note.
pub(super) fn on(day: NaiveDate) -> String {
    format!("на {}", date(day))
}

/// The requisites of the partner, read-only.
pub(super) fn requisites(terms: &TypedTerms) -> Vec<Fact> {
    let rows = [
        ("Наименование", &terms.name),
        ("ИНН", &terms.inn),
        ("КПП", &terms.kpp),
        ("Адрес", &terms.address),
        ("Расчетный счет", &terms.account),
        ("Банк", &terms.bank),
        ("БИК", &terms.bik),
    ];
    rows.into_iter().filter(|row| !row.1.is_empty()).map(|row| Fact::new(row.0, row.1.clone())).collect()
}
