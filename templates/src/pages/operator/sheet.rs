//! A sheet of the operator's desk: facts, lists and forms, for partners, prices and settings.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{
    Badge, Body, Card, Fact, Link, Listing, Notice, PageSearch, Questions, Search, TimelineEntry, facts,
    icon, timeline, trail,
};
use crate::pages::partner::{LogoCard, PayerChoice};

/// A sheet of the operator's desk.
#[derive(Clone, Debug, Default)]
pub struct SheetPage {
    /// The title of the document.
    pub title: String,
    /// The breadcrumbs.
    pub trail: Vec<Link>,
    /// The heading.
    pub heading: String,
    /// Its status, if it has one.
    pub status: Option<Badge>,
    /// The introduction.
    pub lead: String,
    /// The search box.
    pub search: Option<Search>,
    /// Links to other pages.
    pub links: Vec<Link>,
    /// Files to download.
    pub files: Vec<Link>,
    /// The notices.
    pub notices: Vec<Notice>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// The parts in the side column.
    pub side: Vec<Part>,
    /// The CSRF token.
    pub csrf: String,
}

/// A titled part of a sheet.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its id on the page.
    pub id: String,
    /// Its heading; none where it is the whole page.
    pub title: String,
    /// A note beside the heading.
    pub note: String,
    /// The content.
    pub body: PartBody,
}

/// The content of a part.
#[derive(Clone, Debug)]
pub enum PartBody {
    /// Facts one under another.
    Facts(Vec<Fact>),
    /// A list.
    Listing(Listing),
    /// A form.
    Questions(Questions),
    /// A form beside another one that is to be sent as a rule.
    Exception(Questions),
    /// A history, the newest first.
    History(Vec<TimelineEntry>),
    /// The choice of a payer.
    Payer(PayerChoice),
    /// The logo of a partner's documents.
    Logo(Box<LogoCard>),
}

impl Part {
    /// A part without a note.
    #[must_use]
    pub fn new(id: &str, title: &str, body: PartBody) -> Self {
        Self { id: id.to_owned(), title: title.to_owned(), note: String::new(), body }
    }

    /// The part as a card, with the session's CSRF token for its forms.
    pub(crate) fn card(&self, csrf: &str) -> Markup {
        let body = match &self.body {
            PartBody::Facts(list) => Body::Padded(facts(list)),
            PartBody::Listing(listing) => Body::Flush(listing.table(csrf)),
            PartBody::Questions(questions) => Body::Padded(questions.form(csrf)),
            PartBody::Exception(questions) => Body::Padded(questions.quiet_form(csrf)),
            PartBody::History(entries) => Body::Padded(timeline(entries)),
            PartBody::Payer(choice) => Body::Padded(html! { (choice) }),
            PartBody::Logo(logo) => Body::Padded(logo.body(csrf)),
        };
        if self.title.is_empty() {
            let (Body::Padded(content) | Body::Flush(content)) = &body;
            return html! { section.card.mb-3 id=(self.id) { div.card-body { (content) } } };
        }
        let aside = (!self.note.is_empty()).then(|| html! { (self.note) });
        html! { (Card { id: &self.id, title: &self.title, aside, body }) }
    }
}

impl Page for SheetPage {
    fn title(&self) -> String {
        self.title.clone()
    }
}

impl Render for SheetPage {
    fn render(&self) -> Markup {
        html! {
            @if !self.trail.is_empty() { (trail(&self.trail, &self.heading)) }
            h1 { (self.heading) }
            @if let Some(status) = &self.status { div.progress-line { (status) } }
            @if !self.lead.is_empty() { p.sheet-lead { (self.lead) } }
            @for notice in &self.notices { (notice) }
            @if let Some(search) = &self.search { (way_in(search)) }
            @if !self.links.is_empty() || !self.files.is_empty() { (self.ways_out()) }
            @if self.side.is_empty() {
                div.sheet-parts.sheet-form[self.only_asks()] { (parts(&self.parts, &self.csrf)) }
            } @else {
                div.columns {
                    div { (parts(&self.parts, &self.csrf)) }
                    div.column-side { (parts(&self.side, &self.csrf)) }
                }
            }
        }
    }
}

impl SheetPage {
    /// Whether it consists of forms only, which are laid out narrower than lists.
    fn only_asks(&self) -> bool {
        self.parts.iter().all(|part| matches!(part.body, PartBody::Questions(_)))
    }

    fn ways_out(&self) -> Markup {
        html! {
            ul."exports sheet-links" aria-label="Перейти или скачать" {
                @for link in &self.links { li { a.btn href=(link.href) { (link.label) } } }
                @for link in &self.files { li { a.btn href=(link.href) { (icon::DOWNLOAD) (link.label) } } }
            }
        }
    }
}

fn parts(list: &[Part], csrf: &str) -> Markup {
    html! { @for part in list { (part.card(csrf)) } }
}

fn way_in(search: &Search) -> PageSearch<'_> {
    PageSearch {
        action: &search.action,
        about: "Поиск",
        label: &search.placeholder,
        value: &search.value,
        suggests: false,
        first: false,
    }
}
