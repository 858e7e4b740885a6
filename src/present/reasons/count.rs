//! The counts of reasons in a month, for all partners or for one.

use std::collections::BTreeMap;

use serde::Deserialize;
use templates::components::{Cell, Empty, Link, Listing, ListingRow};
use templates::format::number;
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use crate::domain::month::Month;
use crate::domain::partner::Partner;
use crate::domain::reason::Purpose;
use crate::operations::Desk;
use crate::operations::reasons::ReasonCounts;
use crate::policy::Permission;
use crate::present::frame::Place;
use crate::present::statements::heading;

/// The query of the page: month and partner.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CountAsked {
    month: String,
    partner: String,
}

impl CountAsked {
    /// The month; by default the current one.
    #[must_use]
    pub fn month(&self, desk: &Desk) -> Month {
        Month::parse(&self.month).unwrap_or_else(|| Month::of(desk.now()))
    }
}

/// The page's entry in the operator's navigation.
#[must_use]
pub fn place_of_count(desk: &Desk) -> Place {
    if desk.allows(Permission::ManageReasons) { Place::Reasons } else { Place::ReasonCount }
}

/// The counts of returns and rejections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Figures {
    returned: u64,
    refused: u64,
}

impl Figures {
    fn add(&mut self, purpose: Purpose, times: u64) {
        match purpose {
            Purpose::Return => self.returned += times,
            Purpose::Reject => self.refused += times,
        }
    }

    fn cells(self) -> [Cell; 3] {
        [self.returned, self.refused, self.returned + self.refused].map(|times| Cell::number(number(times)))
    }
}

/// The page of a month.
#[must_use]
pub fn count_page(desk: &Desk, counted: &ReasonCounts, asked: &CountAsked) -> SheetPage {
    let one = counted.partners.iter().find(|partner| partner.code == asked.partner);
    let operators = desk.partner().is_none();
    let mut parts = vec![Part::new("by-reason", "Причины", PartBody::Listing(by_reason(counted, one)))];
    if operators && one.is_none() {
        parts.push(Part::new("by-partner", "Партнеры", PartBody::Listing(by_partner(counted))));
    }
    let whose = one.filter(|_| operators).map(|partner| format!(", {}", partner.name)).unwrap_or_default();
    SheetPage {
        title: format!("Возвраты и отклонения · {}", if operators { "Оператор" } else { "Партнер" }),
        trail: trail(desk, counted.month, one.filter(|_| operators)),
        heading: format!("Возвраты и отклонения: {}{whose}", heading(counted.month).to_lowercase()),
        lead: "Сколько раз за месяц заявления возвращали и отклоняли, и по какой причине.".to_owned(),
        links: months(desk, counted.month, one.filter(|_| operators)),
        parts,
        ..SheetPage::default()
    }
}

fn address(desk: &Desk, month: Month, partner: Option<&Partner>) -> String {
    let base = if desk.partner().is_some() { paths::own_reason_count() } else { paths::reason_count() };
    let partner = partner.map_or("", |partner| partner.code.as_str());
    paths::with_query(&base, &[("month", &month.to_string()), ("partner", partner)])
}

fn trail(desk: &Desk, month: Month, partner: Option<&Partner>) -> Vec<Link> {
    let mut trail = Vec::new();
    if desk.allows(Permission::ManageReasons) {
        trail.push(Link { label: "Причины".to_owned(), href: paths::reasons() });
    }
    if partner.is_some() {
        trail.push(Link {
            label: "Возвраты и отклонения".to_owned(), href: address(desk, month, None)
        });
    }
    trail
}

/// The links to the month before, and to the next one if it has begun.
fn months(desk: &Desk, month: Month, partner: Option<&Partner>) -> Vec<Link> {
    let link = |month: Month| Link { label: heading(month), href: address(desk, month, partner) };
    let next = Some(month.next()).filter(|next| next.begins() <= desk.now());
    std::iter::once(month.previous()).chain(next).map(link).collect()
}

fn nothing() -> Empty {
    Empty {
        reason: "В этом месяце ничего не возвращали и не отклоняли.".to_owned(),
        advice: "Отказы удостоверяющего центра сюда не входят.".to_owned(),
        link: None,
    }
}

/// A row for each reason that was given, the most frequent first.
fn by_reason(counted: &ReasonCounts, one: Option<&Partner>) -> Listing {
    let mut figures: BTreeMap<&str, Figures> = BTreeMap::new();
    let own = counted.given.iter().filter(|((partner, ..), _)| one.is_none_or(|one| one.id == *partner));
    for ((_, code, purpose), times) in own {
        figures.entry(code).or_default().add(*purpose, *times);
    }
    let mut rows: Vec<_> = figures.into_iter().collect();
    rows.sort_by_key(|(_, figures)| std::cmp::Reverse(figures.returned + figures.refused));
    let row = |(code, figures): (&str, Figures)| {
        let title = counted.reasons.iter().find(|reason| reason.code == code);
        let title = title.map_or(code, |reason| reason.title.as_str());
        let cells = std::iter::once(Cell::noted(title, code)).chain(figures.cells());
        ListingRow { cells: cells.collect(), act: None }
    };
    Listing {
        caption: "Возвраты и отклонения".to_owned(),
        headings: ["Причина", "Возвращено", "Отклонено", "Всего"].map(str::to_owned).to_vec(),
        rows: rows.into_iter().map(row).collect(),
        empty: nothing(),
    }
}

/// A row for each partner that gave any, leading to its own reasons.
fn by_partner(counted: &ReasonCounts) -> Listing {
    let row = |partner: &Partner| {
        let mut figures = Figures::default();
        for ((_, _, purpose), times) in counted.given.iter().filter(|((of, ..), _)| *of == partner.id) {
            figures.add(*purpose, *times);
        }
        let base = paths::reason_count();
        let month = counted.month.to_string();
        let own = paths::with_query(&base, &[("month", &month), ("partner", &partner.code)]);
        let name = Cell::noted(&partner.name, &partner.code).leading(own);
        let cells = std::iter::once(name).chain(figures.cells()).collect();
        (figures != Figures::default()).then_some(ListingRow { cells, act: None })
    };
    Listing {
        caption: "По партнерам".to_owned(),
        headings: ["Партнер", "Возвращено", "Отклонено", "Всего"].map(str::to_owned).to_vec(),
        rows: counted.partners.iter().filter_map(row).collect(),
        empty: nothing(),
    }
}
