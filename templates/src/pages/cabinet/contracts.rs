//! A client's ITS contracts, and what partners offer.

use maud::{Markup, Render, html};

use crate::components::{Badge, Body, Card, Empty, Fact, Link, VerbButton, facts};
use crate::{Page, paths};

/// A client's ITS contracts, and what partners offer.
#[derive(Clone, Debug, Default)]
pub struct ItsContractsPage {
    /// The login with which the contracts are used.
    pub login: String,
    /// What waits for an answer.
    pub offers: Vec<ItsOffer>,
    /// The contracts, the oldest first.
    pub contracts: Vec<ItsContractRow>,
    /// What to say when there is none.
    pub empty: Empty,
    /// What whoever has a contract does next.
    pub next: Option<Link>,
    /// The token against forgery.
    pub csrf: String,
}

/// A contract that a partner offers.
#[derive(Clone, Debug)]
pub struct ItsOffer {
    /// Its identity.
    pub id: String,
    /// The partner.
    pub partner: String,
    /// How to reach the partner, until when the contract is to run.
    pub facts: Vec<Fact>,
    /// Accepting and declining.
    pub answers: Vec<VerbButton>,
}

/// A contract.
#[derive(Clone, Debug)]
pub struct ItsContractRow {
    /// The partner.
    pub partner: String,
    /// How to reach the partner.
    pub contact: String,
    /// Since when there is the contract.
    pub since: String,
    /// Its last day, if it has one.
    pub until: Option<String>,
    /// Whether it runs.
    pub state: Badge,
}

impl Page for ItsContractsPage {
    fn title(&self) -> String {
        "Договоры · Портал 1С:ИТС".to_owned()
    }
}

impl Render for ItsContractsPage {
    fn render(&self) -> Markup {
        let contracts = html! {
            @if self.contracts.is_empty() { (self.empty) } @else { (self.table()) }
        };
        html! {
            div.narrow {
                h1 { "Договоры" }
                p.soft {
                    "С логином " code."ident break" { (self.login) } " программа отправляет заявления обслуживающей организации, с которой "
                    "есть договор 1С:ИТС. Программе можно дать отдельный пароль: "
                    a href=(paths::program_passwords()) { "Пароли для программ" } "."
                }
                @for offer in &self.offers { (self.offer(offer)) }
                (Card { id: "contracts", title: "Договоры 1С:ИТС", aside: None, body: Body::Flush(contracts) })
                @if let Some(next) = &self.next { div.acts { a."btn btn-primary" href=(next.href) { (next.label) } } }
            }
        }
    }
}

impl ItsContractsPage {
    fn offer(&self, offer: &ItsOffer) -> Markup {
        let id = format!("offer-{}", offer.id);
        let title = format!("{} предлагает договор", offer.partner);
        let line = |place: usize| format!("{id}-consequence-{place}");
        let content = html! {
            (facts(&offer.facts))
            div.verbs {
                div.verbs-row {
                    @for (place, answer) in offer.answers.iter().enumerate() { (answer.form(&self.csrf, &line(place))) }
                }
                @for (place, answer) in offer.answers.iter().enumerate() { (answer.consequence_line(&line(place))) }
            }
        };
        Card { id: &id, title: &title, aside: None, body: Body::Padded(content) }.render()
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Договоры 1С:ИТС" }
                thead {
                    tr {
                        th scope="col" { "Обслуживающая организация" } th scope="col" { "С" } th scope="col" { "До" }
                        th scope="col" { "Состояние" }
                    }
                }
                tbody { @for row in &self.contracts { (row) } }
            }
        }
    }
}

impl Render for ItsContractRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main { span.name { (self.partner) } div."soft small" { (self.contact) } }
                td data-label="С" { (self.since) }
                td data-label="До" { @match &self.until { Some(day) => (day), None => span.soft { "нет" } } }
                td data-label="Состояние" { (self.state) }
            }
        }
    }
}
