//! The card of an application: what the client sent, what the partner decides, what happened.

use maud::{Markup, Render, html};

use super::owners::owners;
use super::{AfterChoice, Notes, Onlookers, Owner, Parameters, Progress, Users};
use crate::components::{
    Body, Card, Control, CopyingIdentifier, Difference, Fact, Field, Help, Link, Notice, TimelineEntry, Tone,
    differences, facts, timeline, trail,
};
use crate::pages::{AttachmentRow, CertificateRow, attached, certificates};
use crate::{Page, paths};

/// The card of an application.
#[derive(Clone, Debug)]
pub struct ApplicationPage {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// The organisation's code, once it has a card.
    pub organization_code: Option<String>,
    /// The tab of the queue that lists it.
    pub place: String,
    /// The notice about an outage of the authority.
    pub outage: Option<Notice>,
    /// The notice about the partner's ended contract.
    pub contract: Option<Notice>,
    /// The stage and the viewer's verbs.
    pub progress: Progress,
    /// What the client sent, with the result of each check.
    pub details: Vec<Fact>,
    /// The differences from the organisation's card.
    pub differs: Vec<Difference>,
    /// The partner's changes to the client's parameters.
    pub partner_changes: Vec<Difference>,
    /// The remarks.
    pub remarks: Vec<Remark>,
    /// The owners of signatures.
    pub owners: Vec<Owner>,
    /// The users of the multi-user mode.
    pub users: Users,
    /// The controlling bodies.
    pub directions: Vec<Direction>,
    /// The alias of the client's cabinet, if one is requested.
    pub alias: Option<String>,
    /// The files that the client attached, the oldest first.
    pub attachments: Vec<AttachmentRow>,
    /// The issued certificates.
    pub certificates: Vec<CertificateRow>,
    /// The connection parameters.
    pub parameters: Parameters,
    /// The history, newest first.
    pub history: Vec<TimelineEntry>,
    /// The preference for the page after a decision; `None` when the viewer has no decision.
    pub after: Option<AfterChoice>,
    /// The list that the viewer came from.
    pub list: Link,
    /// The other viewers; `None` for a viewer who is no colleague.
    pub onlookers: Option<Onlookers>,
    /// The notes of colleagues; `None` for a viewer who is no colleague.
    pub notes: Option<Notes>,
}

/// A remark, which does not refuse the application.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The text.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
    /// The checkbox that must be ticked before forwarding.
    pub tick: Option<Tick>,
}

/// The checkbox that acknowledges a remark; it is sent with the forwarding.
#[derive(Clone, Debug)]
pub struct Tick {
    /// The value that is sent.
    pub value: String,
    /// Whether it is ticked.
    pub on: bool,
    /// Whether a forwarding was refused because it was not ticked.
    pub missing: bool,
}

/// A controlling body.
#[derive(Clone, Debug)]
pub struct Direction {
    /// Its name: «ФНС».
    pub authority: String,
    /// The code of its office.
    pub code: String,
    /// The КПП of the organisation at this office.
    pub kpp: Option<String>,
}

impl Page for ApplicationPage {
    fn title(&self) -> String {
        format!("№\u{a0}{} · {} · Заявления", self.number, self.organization)
    }
}

impl Render for ApplicationPage {
    fn render(&self) -> Markup {
        html! {
            (trail(std::slice::from_ref(&self.list), &self.place))
            h1 {
                "№\u{a0}" span id="number" { (self.number) } " · " (self.heading())
                (CopyingIdentifier { label: "№ заявления", of: Some("number") })
            }
            @if let Some(onlookers) = &self.onlookers { (onlookers) }
            @if let Some(outage) = &self.outage { (outage) }
            @if let Some(contract) = &self.contract { (contract) }
            (self.progress)
            @if let Some(after) = &self.after { (after.form(self)) }
            div.columns {
                div.column-main {
                    (self.remarks())
                    (self.details())
                    (self.partner_changes())
                    (self.attachments())
                    (Card { id: "owners", title: "Владельцы КЭП", aside: None, body: Body::Flush(owners(&self.owners)) })
                    (Card {
                        id: "users", title: "Пользователи", aside: Some(html! { "список ведет только клиент" }),
                        body: Body::Flush(self.users.render()),
                    })
                    (directions(&self.directions))
                    (alias(self.alias.as_deref()))
                    (self.certificates())
                }
                div.column-side {
                    (self.parameters)
                    @if let Some(notes) = &self.notes { (notes) }
                    (self.history())
                 }
            }
        }
    }
}

impl Remark {
    fn content(&self, place: usize) -> Markup {
        let Some(tick) = &self.tick else { return html! { (self.text) } };
        let wanted = "Отметьте, что вы это видели: без этого заявление не отправить";
        html! {
            div.acknowledge {
                (Field {
                    id: &format!("acknowledged-{place}"), name: "acknowledged", label: &self.text,
                    hint: if tick.missing { "" } else { wanted }, error: tick.missing.then_some(wanted),
                    control: Control::Tick { value: &tick.value, on: tick.on, form: super::sending::FORM },
                })
            }
        }
    }
}

impl ApplicationPage {
    fn heading(&self) -> Markup {
        html! {
            @match &self.organization_code {
                Some(code) => a.quiet-link href=(paths::organization(code)) { (self.organization) },
                None => (self.organization),
            }
        }
    }

    fn remarks(&self) -> Markup {
        let list = html! {
            ul.remarks {
                @for (place, remark) in self.remarks.iter().enumerate() {
                    li class=(remark.tone.ink()) { (remark.content(place)) }
                }
            }
        };
        let help = Help {
            article: "remarks", about: "дубликаты и замечания", written_out: false
        }
        .render();
        html! {
            @if !self.remarks.is_empty() {
                (Card { id: "remarks", title: "Замечания", aside: Some(help), body: Body::Padded(list) })
            }
        }
    }

    fn details(&self) -> Markup {
        let original = html! { a href=(paths::original(&self.number)) { "Как прислал клиент" } };
        let body = html! {
            (facts(&self.details))
            @if !self.differs.is_empty() {
                h3.part-title { "Отличается от карточки организации" }
                (differences(&self.differs))
            }
        };
        html! {
            (Card { id: "details", title: "Подробная информация", aside: Some(original), body: Body::Padded(body) })
        }
    }

    fn partner_changes(&self) -> Markup {
        html! {
            @if !self.partner_changes.is_empty() {
                (Card {
                    id: "partner-changes", title: "Изменения партнера", aside: None,
                    body: Body::Padded(differences(&self.partner_changes)),
                })
            }
        }
    }

    fn attachments(&self) -> Markup {
        html! {
            @if !self.attachments.is_empty() {
                (Card { id: "attachments", title: "Вложения", aside: None, body: Body::Padded(attached(&self.attachments, "")) })
            }
        }
    }

    fn certificates(&self) -> Markup {
        html! {
            @if !self.certificates.is_empty() {
                (Card { id: "certificates", title: "Сертификаты", aside: None, body: Body::Flush(certificates(&self.certificates)) })
            }
        }
    }

    fn history(&self) -> Markup {
        html! {
            (Card { id: "history", title: "История", aside: None, body: Body::Padded(timeline(&self.history)) })
        }
    }
}

/// The controlling bodies.
pub(super) fn directions(list: &[Direction]) -> Markup {
    let content = html! {
        ul.directions tabindex=[(list.len() > 40).then_some("0")] {
            @for direction in list {
                li {
                    b { (direction.authority) } " " span.ident { (direction.code) }
                    @if let Some(kpp) = &direction.kpp { " " span."soft small" { "КПП " span.ident { (kpp) } } }
                }
            }
        }
    };
    html! {
        @if !list.is_empty() {
            (Card { id: "directions", title: "Направления", aside: None, body: Body::Padded(content) })
        }
    }
}

/// The client's cabinet.
pub(super) fn alias(alias: Option<&str>) -> Markup {
    html! {
        @if let Some(alias) = alias {
            (Card {
                id: "cabinet", title: "Личный кабинет", aside: None,
                body: Body::Padded(facts(&[Fact::new("Псевдоним продукта", alias)])),
            })
        }
    }
}
