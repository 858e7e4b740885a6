//! One month of one partner: totals, lines, signatures, invoice; for the partner and for the operator.

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

/// One month of one partner.
#[derive(Clone, Debug)]
pub struct StatementPage {
    /// The way here: the list of months.
    pub trail: Vec<Link>,
    /// The month: «Октябрь 2026»; for the operator with the partner's name before it.
    pub heading: String,
    /// The state.
    pub status: Badge,
    /// Whose turn it is and until when: «ваш ход до 08.11.2026».
    pub turn: Turn,
    /// The figures, each a link to its lines.
    pub totals: Vec<Total>,
    /// The files.
    pub exports: Vec<Link>,
    /// What the reader may do with the month.
    pub verbs: Vec<VerbButton>,
    /// The parts of the lines: all, disputed, waiting.
    pub tabs: Vec<Tab>,
    /// The lines.
    pub lines: Lines,
    /// Who has signed.
    pub signatures: Vec<SignOff>,
    /// The invoice, once there is one.
    pub invoice: Option<InvoiceFacts>,
    /// What became of a month without an invoice.
    pub credit: Option<String>,
    /// The token against forgery.
    pub csrf: String,
}

/// A signature under a month.
#[derive(Clone, Debug)]
pub struct SignOff {
    /// For which side: «Партнер, ООО «Форсайт»».
    pub side: String,
    /// Who.
    pub who: String,
    /// When.
    pub at: Moment,
    /// The digest of the lines that were signed.
    pub sha256: String,
}

/// What an invoice says.
#[derive(Clone, Debug)]
pub struct InvoiceFacts {
    /// Its number.
    pub number: String,
    /// Its day.
    pub day: NaiveDate,
    /// The sum of its lines.
    pub total: Decimal,
    /// What was taken of credits: «Зачтено из сверки за октябрь 2026», and how much.
    pub taken_off: Vec<(String, Decimal)>,
    /// What is to be paid.
    pub to_pay: Decimal,
    /// Until when, or that it is paid.
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

/// The files of a month, side by side.
pub(crate) fn exports(list: &[Link]) -> Markup {
    html! {
        @if !list.is_empty() {
            ul.exports aria-label="Скачать" {
                @for link in list { li { a.btn href=(link.href) { (icon::DOWNLOAD) (link.label) } } }
                li { (Help { article: "export-1c", about: "выгрузка в 1С", written_out: true }) }
            }
        }
    }
}
