//! Documents from 1С at the partner's desk.

use chrono::NaiveDate;
use serde::Deserialize;
use templates::components::{Empty, Link, Pager, Tab};
use templates::format::{Zone, date};
use templates::pages::partner::{DocumentRow, DocumentsPage, FaultyRow};
use templates::paths;

use super::organizations::kpp;
use super::paging::{self, ListPage};
use super::sales::{SalesTab, desk_tabs};
use super::words::attachments::size;
use super::words::documents::{self as words, kinds};
use crate::domain::document::{DocumentKind, FaultyFile};
use crate::domain::ids::DocumentId;
use crate::operations::Desk;
use crate::operations::documents::{DocumentList, PAGE};
use crate::policy::Permission;
use crate::store::documents::{DocumentQuery, FiledDocument};

/// The query of the list: kind, search words and place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DocumentsAsked {
    q: String,
    kind: String,
    after: String,
}

impl DocumentsAsked {
    /// Which documents are asked for; a kind that makes no sense means all.
    #[must_use]
    pub fn query(&self) -> DocumentQuery {
        DocumentQuery { kind: self.kind(), words: self.q.clone() }
    }

    /// Below which document the page continues; what makes no sense begins anew.
    #[must_use]
    pub fn after(&self) -> Option<(NaiveDate, DocumentId)> {
        let (day, id) = paging::place(&self.after).split_once('|')?;
        Some((day.parse().ok()?, DocumentId(id.parse().ok()?)))
    }

    fn kind(&self) -> Option<DocumentKind> {
        DocumentKind::from_code(&self.kind)
    }

    fn address(&self, kind: Option<DocumentKind>, after: &str) -> String {
        let code = kind.map_or("", DocumentKind::code);
        paths::with_query(&paths::dropped_documents(), &[("kind", code), ("q", &self.q), ("after", after)])
    }

    fn tab(&self, kind: Option<DocumentKind>) -> Tab {
        Tab {
            label: kind.map_or("Все", kinds).to_owned(),
            href: self.address(kind, ""),
            count: None,
            current: kind == self.kind(),
        }
    }

    fn pager(&self, list: &DocumentList) -> Pager {
        let page = ListPage {
            trail: &self.after,
            size: PAGE,
            shown: list.rows.len(),
            total: paging::capped(list.total),
            next: list.next.map(|(day, id)| format!("{day}|{id}")),
        };
        page.pager(Some("новые сверху"), |after| self.address(self.kind(), after))
    }
}

/// The page.
#[must_use]
pub fn page(desk: &Desk, list: &DocumentList, asked: &DocumentsAsked, zone: Zone) -> DocumentsPage {
    let every = DocumentKind::ALL.iter().map(|kind| asked.tab(Some(*kind)));
    DocumentsPage {
        desk: if desk.allows(Permission::ViewSale) { desk_tabs(SalesTab::OneC, None) } else { Vec::new() },
        search: asked.q.clone(),
        tabs: std::iter::once(asked.tab(None)).chain(every).collect(),
        rows: list.rows.iter().map(|filed| row(desk, filed, zone)).collect(),
        pager: asked.pager(list),
        empty: empty(asked),
        faulty: list.faulty.iter().map(faulty).collect(),
        faulty_total: list.faulty_total,
    }
}

fn row(desk: &Desk, filed: &FiledDocument, zone: Zone) -> DocumentRow {
    let (document, organization) = (&filed.document, &filed.organization);
    let requisites = &organization.requisites;
    // One that went to another partner keeps its documents here, and has no card here any more.
    let ours = desk.allows(Permission::ViewOrganization) && organization.partner == document.partner;
    DocumentRow {
        name: words::name(document),
        href: paths::document_file(&document.id.to_string()),
        size: size(document.size),
        organization: requisites.short_name.clone(),
        card: ours.then(|| paths::organization(&organization.subscriber_code)),
        inn: requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        day: date(document.day),
        taken: zone.moment(document.at),
    }
}

fn faulty(file: &FaultyFile) -> FaultyRow {
    FaultyRow { name: file.name.clone(), reason: words::fault(file.fault) }
}

fn empty(asked: &DocumentsAsked) -> Empty {
    if asked.q.trim().is_empty() && asked.kind().is_none() {
        return Empty {
            reason: "Документов еще нет.".to_owned(),
            advice: "Они появляются здесь, когда 1С выгружает их в папку обмена.".to_owned(),
            link: None,
        };
    }
    Empty {
        reason: "Ничего не найдено.".to_owned(),
        advice: "Проверьте номер или начните с названия организации.".to_owned(),
        link: Some(Link { label: "Показать все".to_owned(), href: paths::dropped_documents() }),
    }
}
