//! The partner's queue, the home page of its people.

use chrono::NaiveDate;
use maud::{Markup, Render, html};

use super::SavedFilters;
use crate::components::{
    Badge, Choice, Empty, Filters, Form, Notice, Onlooker, POLL, Pager, SortHeading, Tab, Tone, hidden, tabs,
};
use crate::format::{Due, Moment, Since, counted, date_of, number};
use crate::pages::identifiers;
use crate::{Page, paths};

/// The queue of applications.
#[derive(Clone, Debug, Default)]
pub struct QueuePage {
    /// The notice about an outage of the authority.
    pub outage: Option<Notice>,
    /// The notice about a year without a production calendar.
    pub calendar: Option<Notice>,
    /// The tabs with their counts, and what arrived since.
    pub live: QueueLive,
    /// The filter.
    pub filters: Filters,
    /// The saved filters.
    pub saved: SavedFilters,
    /// The headings by which the list is ordered.
    pub sorting: Sorting,
    /// The applications.
    pub rows: Vec<QueueRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// The bulk verbs; `None` when the viewer has none.
    pub bulk: Option<BulkBar>,
    /// The CSRF token.
    pub csrf: String,
}

/// The headings by which the list is ordered.
#[derive(Clone, Debug, Default)]
pub struct Sorting {
    /// The number, in the order of receipt.
    pub number: SortHeading,
    /// The deadline; `None` where none runs.
    pub due: Option<SortHeading>,
}

/// The bulk verbs.
#[derive(Clone, Debug, Default)]
pub struct BulkBar {
    /// The verbs: values and labels.
    pub verbs: Vec<Choice>,
    /// The selection of the list, to return to it.
    pub from: String,
}

/// What is told anew while the queue is open; also served as a fragment.
#[derive(Clone, Debug, Default)]
pub struct QueueLive {
    /// The tabs with their counts.
    pub tabs: Vec<Tab>,
    /// How many applications are open, unless a filter leaves some out: the count beside the place.
    pub in_work: Option<u64>,
    /// How many applications arrived in the open tab since it was shown.
    pub arrived: u64,
    /// The URL of the list with them.
    pub list: String,
    /// The URL of this fragment; `None` where nothing arrives.
    pub poll: Option<String>,
}

/// The id of the form to which the rows' checkboxes belong.
const BULK: &str = "bulk";
/// When the tabs are counted anew.
const OFTEN: &str = "every 30s";
/// What arrived, by number.
const NEW: [&str; 3] = ["новое заявление", "новых заявления", "новых заявлений"];

/// An application in the queue.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// Its number.
    pub number: String,
    /// The URL of its card, with the way back to this list.
    pub href: String,
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The kind.
    pub kind: String,
    /// The multi-user mode, if it is on or was requested.
    pub mode: Option<Mode>,
    /// The stage.
    pub status: Badge,
    /// When it was received.
    pub received: Moment,
    /// When its stage began.
    pub since: Since,
    /// Who must act: «партнер».
    pub waiting_for: String,
    /// The day of its end, once nobody must act.
    pub ended: Option<NaiveDate>,
    /// Since when the client waits for an answer to what it told the partner.
    pub nudged: Option<Since>,
    /// The reviewer.
    pub reviewer: Option<String>,
    /// Whether the reviewer works there no more.
    pub gone: bool,
    /// The deadline, while one runs.
    pub due: Option<Due>,
    /// The verb that the list offers.
    pub action: Option<RowAction>,
    /// The colleagues who are viewing it now.
    pub onlookers: Vec<Onlooker>,
}

/// The multi-user mode of an application.
#[derive(Clone, Debug)]
pub struct Mode {
    /// The tier: «2–9».
    pub label: String,
    /// A note: «список пуст».
    pub note: Option<String>,
    /// The tone of the note.
    pub tone: Tone,
}

/// A verb that the list offers.
#[derive(Clone, Debug)]
pub struct RowAction {
    /// The verb: «Взять».
    pub label: String,
    /// The form's URL.
    pub action: String,
    /// The hidden fields.
    pub hidden: Vec<(String, String)>,
}

impl Page for QueuePage {
    fn title(&self) -> String {
        match self.live.tabs.iter().find(|tab| tab.current) {
            Some(tab) => format!("{} · Заявления · Регистратор", tab.label),
            None => "Заявления · Регистратор".to_owned(),
        }
    }
}

impl Render for QueuePage {
    fn render(&self) -> Markup {
        html! {
            div.list-head { h1 { "Заявления" } (hint()) }
            @if let Some(outage) = &self.outage { (outage) }
            @if let Some(calendar) = &self.calendar { (calendar) }
            (self.live)
            (self.saved)
            div.filters-line { (self.filters) (self.saved.keeping()) }
            div.card {
                @if self.rows.is_empty() { (self.empty) } @else { (self.table()) @if let Some(bulk) = &self.bulk { (self.bar(bulk)) } (self.pager) }
            }
        }
    }
}

impl QueuePage {
    fn table(&self) -> Markup {
        let acting = self.rows.iter().any(|row| row.action.is_some());
        html! {
            table."table list queue" {
                caption.visually-hidden { "Заявления" }
                thead {
                    tr {
                        (self.sorting.number) th scope="col" { "Организация" } th scope="col" { "Тип" }
                        th scope="col" { "Многопольз. режим" } th scope="col" { "Статус · у кого ход" }
                        th scope="col" { "Ответственный" }
                        @match &self.sorting.due { Some(due) => (due), None => th scope="col" { "Срок" } }
                        @if acting { th scope="col" { span.visually-hidden { "Действие" } } }
                    }
                }
                tbody { @for row in &self.rows { (row.line(&self.csrf, acting, self.bulk.is_some())) } }
            }
        }
    }

    /// The bar below the list; the rows' checkboxes belong to its form by id.
    fn bar(&self, bulk: &BulkBar) -> Markup {
        let content = html! {
            label."form-check with-js" {
                input."form-check-input" type="checkbox" data-bulk-all="";
                span."form-check-label" { "Все на странице" }
            }
            span.bulk-count aria-live="polite" { "Выбрано " b data-bulk-count="" { "0" } }
            span.verbs-row {
                @for verb in &bulk.verbs { button."btn btn-sm" name="verb" value=(verb.value) { (verb.label) } }
            }
        };
        let form = Form {
            action: &paths::bulk(),
            csrf: &self.csrf,
            hidden: &[("from", &bulk.from)],
            guarded: false,
            content,
        };
        html! { div.bulk-bar { (form.with_id(Some(BULK))) } }
    }
}

impl Render for QueueLive {
    fn render(&self) -> Markup {
        let poll = self.poll.as_ref();
        html! {
            div id="queue-live" hx-get=[poll] hx-trigger=[poll.map(|_| OFTEN)] hx-swap=[poll.map(|_| "outerMorph")]
                hx-headers=[poll.map(|_| POLL)] data-in-work=[self.in_work.map(number)] {
                (tabs(&self.tabs, "Очередь"))
                p.arrived role="status" {
                    @if self.arrived > 0 {
                        a href=(self.list) { "Появилось " (counted(self.arrived, NEW)) " — показать" }
                    }
                }
            }
        }
    }
}

impl QueueRow {
    fn line(&self, csrf: &str, acting: bool, choosing: bool) -> Markup {
        html! {
            tr data-row=(self.number) {
                td."cell-number nowrap" { (self.choice(choosing)) div."soft small" { (self.received.short()) } }
                td.cell-main {
                    a.name href=(self.href) { (self.organization) }
                    div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                }
                td.cell-kind { (self.kind) }
                td.cell-mode.cell-none[self.mode.is_none()] { (self.mode()) }
                td.cell-status {
                    (self.status)
                    div."soft small" { @if let Some(day) = self.ended { "завершено " (date_of(day)) } @else { (self.since.short()) " · " (self.waiting_for) } }
                    @if let Some(nudged) = self.nudged { div.small.warn { "клиент ждет, сообщил " (nudged.ago()) } }
                }
                td.cell-person { @match &self.reviewer { Some(name) => (name), None => span.soft { "—" } }
                    @if self.gone { div."small warn" { "ответственный отключен" } }
                    (self.onlookers())
                }
                td."cell-due nowrap".cell-none[self.due.is_none()] { @match &self.due { Some(due) => (due), None => span.soft { "—" } } }
                @if acting { td.cell-action { @if let Some(action) = &self.action { (action.form(csrf, &self.number)) } } }
            }
        }
    }

    fn onlookers(&self) -> Markup {
        html! { @if !self.onlookers.is_empty() { div.onlookers { @for person in &self.onlookers { (person) } } } }
    }

    /// The number, with a checkbox where rows can be chosen.
    fn choice(&self, choosing: bool) -> Markup {
        html! {
            @if choosing {
                label.pick {
                    input."form-check-input" type="checkbox" name="number" value=(self.number) form=(BULK);
                    span { span.visually-hidden { "Выбрать №\u{a0}" } (self.number) }
                }
            } @else { (self.number) }
        }
    }

    fn mode(&self) -> Markup {
        html! {
            @if let Some(mode) = &self.mode {
                span."pill pill-quiet" { (mode.label) }
                @if let Some(note) = &mode.note { div class={ "small " (mode.tone.ink()) } { (note) } }
            } @else { span.soft { "выключен" } }
        }
    }
}

/// The most used keyboard shortcuts, beside the heading.
fn hint() -> Markup {
    html! {
        p."keys-hint with-js mb-0" {
            kbd { "j" } " " kbd { "k" } " по списку · " kbd { "o" } " открыть · " kbd { "x" } " выбрать · " kbd { "c" } " взять · "
            a href=(paths::keys()) data-keys="" { kbd { "?" } " все клавиши" }
        }
    }
}

impl RowAction {
    fn form(&self, csrf: &str, number: &str) -> Markup {
        let hidden = hidden(&self.hidden);
        let content =
            html! { button."btn btn-sm" { (self.label) span.visually-hidden { " №\u{a0}" (number) } } };
        html! { (Form { action: &self.action, csrf, hidden: &hidden, guarded: false, content }) }
    }
}
