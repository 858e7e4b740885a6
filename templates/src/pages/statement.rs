//! A month of a partner: totals, lines, agreement, invoice; for the partner and for the operator.

use chrono::NaiveDate;
use maud::{Markup, Render, html};
use rust_decimal::Decimal;

use super::Lines;
use crate::Page;
use crate::components::{
    Badge, Body, Card, Fact, Help, Link, Tab, Total, Turn, VerbButton, facts, icon, tabs, totals, trail,
    verbs,
};
use crate::format::{Moment, date, money};

/// A month of a partner.
#[derive(Clone, Debug)]
pub struct StatementPage {
    /// The breadcrumbs: the list of months.
    pub trail: Vec<Link>,
    /// The month: «Октябрь 2026»; for the operator with the partner's name before it.
    pub heading: String,
    /// The state.
    pub status: Badge,
    /// Who must act and until when: «ждет вас до 08.11.2026».
    pub turn: Turn,
    /// The figures, each a link to its lines.
    pub totals: Vec<Total>,
    /// The files.
    pub exports: Vec<Link>,
    /// The verbs that the viewer may use.
    pub verbs: Vec<VerbButton>,
    /// The tabs of the lines: all, disputed, open.
    pub tabs: Vec<Tab>,
    /// The lines.
    pub lines: Lines,
    /// The agreements.
    pub signatures: Vec<SignOff>,
    /// The invoice, once there is one.
    pub invoice: Option<InvoiceFacts>,
    /// The credit of a month without an invoice.
    pub credit: Option<String>,
    /// The CSRF token.
    pub csrf: String,
}

/// An agreement to a month.
#[derive(Clone, Debug)]
pub struct SignOff {
    /// The side: «Партнер, ООО «Форсайт»».
    pub side: String,
    /// The person.
    pub who: String,
    /// When it was given.
    pub at: Moment,
    /// The digest of the agreed lines.
    pub sha256: String,
}

/// The facts of an invoice.
#[derive(Clone, Debug)]
pub struct InvoiceFacts {
    /// Its number.
    pub number: String,
    /// Its day.
    pub day: NaiveDate,
    /// The sum of its lines.
    pub total: Decimal,
    /// The credits used: «Зачтено из сверки за октябрь 2026», with their amounts.
    pub taken_off: Vec<(String, Decimal)>,
    /// The sum payable.
    pub to_pay: Decimal,
    /// The due date, or that it is paid.
    pub note: Option<String>,
}

impl Page for StatementPage {
    fn title(&self) -> String {
        format!("{} · Сверка · Регистратор", self.heading)
    }
}

impl Render for StatementPage {
    fn render(&self) -> Markup {
        html! {
            (trail(&self.trail, "Месяц"))
            h1 { (self.heading) }
            div.progress-line {
                (self.status) " " (self.turn)
                " " (Help { article: "month", about: "месяц и сверка", written_out: false })
            }
            div.statement-tools { (verbs(&self.verbs, &self.csrf, &[])) (exports(&self.exports)) }
            (totals(&self.totals))
            @if !self.tabs.is_empty() { (tabs(&self.tabs, "Строки сверки")) }
            (self.lines)
            div.pair { (self.signatures()) (self.invoice()) (self.credit()) }
        }
    }
}

impl StatementPage {
    fn signatures(&self) -> Markup {
        let list = html! { @for signature in &self.signatures { (signature) } };
        html! {
            @if !self.signatures.is_empty() {
                (Card { id: "signatures", title: "Согласование", aside: None, body: Body::Padded(list) })
            }
        }
    }

    fn invoice(&self) -> Markup {
        let Some(invoice) = &self.invoice else { return html! {} };
        let mut list = vec![Fact::identifier("Номер", &invoice.number), Fact::new("Дата", date(invoice.day))];
        if !invoice.taken_off.is_empty() {
            list.push(Fact::new("Сумма строк", money(invoice.total)));
            list.extend(invoice.taken_off.iter().map(|(label, sum)| Fact::new(label, money(-*sum))));
        }
        list.push(Fact { note: invoice.note.clone(), ..Fact::new("К оплате", money(invoice.to_pay)) });
        html! { (Card { id: "invoice", title: "Счет", aside: None, body: Body::Padded(facts(&list)) }) }
    }
}

impl StatementPage {
    fn credit(&self) -> Markup {
        let Some(credit) = &self.credit else { return html! {} };
        let list =
            [Fact::new("Счет", "не выставляется: сумма месяца не больше нуля"), Fact::new("Остаток", credit)];
        html! { (Card { id: "credit", title: "Без счета", aside: None, body: Body::Padded(facts(&list)) }) }
    }
}

impl Render for SignOff {
    fn render(&self) -> Markup {
        html! {
            div.signature {
                b { (self.side) } div { (self.who) " · " (self.at) }
                div."small soft" { "SHA-256 " span."ident break" { (self.sha256) } }
            }
        }
    }
}

/// The files of a month.
pub(crate) fn exports(list: &[Link]) -> Markup {
    html! {
        @if !list.is_empty() {
            ul.exports aria-label="Скачать" {
                @for link in list { li { a.btn href=(link.href) { (icon::DOWNLOAD) (link.label) } } }
                li { button.btn type="button" hidden data-prints { "Печать" } }
                li { (Help { article: "export-1c", about: "выгрузка в 1С", written_out: true }) }
            }
        }
    }
}
