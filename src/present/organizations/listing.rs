//! The list of organisations: its query, its filters and its rows.

use chrono::NaiveDate;
use serde::Deserialize;
use templates::components::{Empty, Link, Pager, RowTotal, Tab};
use templates::pages::partner::{OrganizationRow, OrganizationsPage};
use templates::paths;

use super::holdings::{mode, product};
use super::{kpp, nothing, to_application};
use crate::domain::expiry::Horizon;
use crate::domain::ids::OrganizationId;
use crate::domain::month::moscow_day;
use crate::domain::organization::HeldFilter;
use crate::domain::stage::StageCode;
use crate::operations::Desk;
use crate::operations::organizations::{Found, OrganizationList, PAGE};
use crate::present::paging::{self, ListPage};
use crate::present::words::application;

/// The query of the list: search words, filter and place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OrganizationsAsked {
    /// The words.
    pub q: String,
    held: String,
    after: String,
}

impl OrganizationsAsked {
    /// The organisation below which the page continues; what makes no sense begins anew.
    #[must_use]
    pub fn after(&self) -> Option<OrganizationId> {
        paging::place(&self.after).parse().ok().map(OrganizationId)
    }

    /// The code of a filter that nobody knows.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        Some(self.held.as_str()).filter(|code| !code.is_empty() && self.filter().is_none())
    }

    /// The filter by what is held.
    #[must_use]
    pub fn filter(&self) -> Option<HeldFilter> {
        HeldFilter::from_code(&self.held)
    }

    /// The pager of the list at this URL.
    pub(in crate::present) fn pager(&self, address: &str, found: &OrganizationList) -> Pager {
        let page = ListPage {
            trail: &self.after,
            size: PAGE,
            shown: found.rows.len(),
            total: found.total.map_or(RowTotal::Unknown, paging::capped),
            next: found.next.map(|last| last.to_string()),
        };
        page.pager(None, |after| self.page(address, after))
    }

    fn page(&self, address: &str, after: &str) -> String {
        paths::with_query(address, &[("q", &self.q), ("held", &self.held), ("after", after)])
    }
}

/// The filters of the list; what ends soon has a page of its own.
fn filters(asked: &OrganizationsAsked) -> Vec<Tab> {
    let chosen = asked.filter();
    let held = |filter: Option<HeldFilter>, label: &str| {
        let code = filter.map_or("", HeldFilter::code);
        let href = paths::with_query(&paths::organizations(), &[("q", &asked.q), ("held", code)]);
        Tab { label: label.to_owned(), href, count: None, current: filter == chosen }
    };
    let expiring = Tab {
        label: "Истекает за 30 дней".to_owned(),
        href: paths::with_query(&paths::expiring(), &[("within", Horizon::Thirty.code())]),
        count: None,
        current: false,
    };
    vec![
        held(None, "Все"),
        held(Some(HeldFilter::NoProduct), "Без продукта"),
        held(Some(HeldFilter::MultiUser), "С многопользовательским режимом"),
        expiring,
    ]
}

/// The list.
#[must_use]
pub fn list(desk: &Desk, found: &OrganizationList, asked: &OrganizationsAsked) -> OrganizationsPage {
    let today = moscow_day(desk.now());
    OrganizationsPage {
        search: asked.q.clone(),
        filters: filters(asked),
        rows: found.rows.iter().map(|found| row(found, today)).collect(),
        nearest: found.nearest,
        pager: asked.pager(&paths::organizations(), found),
        empty: empty(asked),
    }
}

fn row(found: &Found, today: NaiveDate) -> OrganizationRow {
    let organization = &found.organization;
    let open = found.current.as_ref().filter(|last| StageCode::OPEN.contains(&last.stage.code()));
    let lead = found.lead.as_ref().map(|lead| &lead.application);
    OrganizationRow {
        code: organization.subscriber_code.clone(),
        name: organization.requisites.short_name.clone(),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        product: product(&found.licences, today),
        mode: mode(&found.licences, today),
        status: lead.or(open).map(application::status),
        lead: lead.map(|application| to_application(application.number)),
    }
}

fn empty(asked: &OrganizationsAsked) -> Empty {
    if asked.q.trim().is_empty() && asked.filter().is_none() {
        return nothing("Организаций еще нет.", "Организация появляется здесь с первым заявлением.");
    }
    if asked.q.trim().is_empty() {
        let link = Some(Link { label: "Показать все".to_owned(), href: paths::organizations() });
        return Empty {
            link, ..nothing("Таких организаций нет.", "Отбор не прошла ни одна.")
        };
    }
    if asked.filter().is_some() {
        let href = paths::with_query(&paths::organizations(), &[("q", &asked.q)]);
        let link = Some(Link { label: "Искать без отбора".to_owned(), href });
        return Empty {
            link, ..nothing("Ничего не найдено.", "С этим отбором ничего не подходит.")
        };
    }
    let advice = "Проверьте номер или начните с названия. Здесь только ваши организации.";
    let link = Some(Link { label: "Показать все".to_owned(), href: paths::organizations() });
    Empty { link, ..nothing("Ничего не найдено.", advice) }
}
