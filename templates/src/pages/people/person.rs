//! One of the tenant's people: the account, its roles and sessions, and the applications under review.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{
    Badge, Body, Card, Fact, Link, TimelineEntry, VerbButton, facts, timeline, trail, verbs,
};
use crate::pages::operator::Part;
use crate::pages::{ApplicationRow, SessionRow, applications, sessions};

/// One of the tenant's people.
#[derive(Clone, Debug)]
pub struct PersonPage {
    /// The link back to the list.
    pub list: Link,
    /// The full name.
    pub name: String,
    /// The state: invited, working or disabled.
    pub state: Badge,
    /// Login, e-mail, last seen.
    pub facts: Vec<Fact>,
    /// The invitation, while it is open.
    pub invitation: Option<InvitationState>,
    /// The verbs of the account.
    pub verbs: Vec<VerbButton>,
    /// Why a verb is not allowed.
    pub note: Option<String>,
    /// The roles of this tenant.
    pub roles: Vec<RoleLine>,
    /// The form that disables somebody who is reviewing applications.
    pub disabling: Option<Part>,
    /// What the person handed over and stands in for, and the form that hands a role over.
    pub standing: Vec<Part>,
    /// The sessions.
    pub sessions: Vec<SessionRow>,
    /// The verb that ends all sessions.
    pub end_all: Option<VerbButton>,
    /// The applications that the person is reviewing.
    pub taken: Vec<ApplicationRow>,
    /// A note about them, with the link to the whole list.
    pub taken_note: Option<(String, Link)>,
    /// The history of the account, newest first.
    pub history: Vec<TimelineEntry>,
    /// The CSRF token.
    pub csrf: String,
}

/// The state of an invitation.
#[derive(Clone, Debug)]
pub struct InvitationState {
    /// «Письмо отправлено, ссылка действует до 22.11.2026 14:05 МСК».
    pub text: String,
    /// Whether the link is valid.
    pub good: bool,
}

/// A role of the tenant.
#[derive(Clone, Debug)]
pub struct RoleLine {
    /// Its name.
    pub label: String,
    /// The rights of the role.
    pub hint: String,
    /// Whether the person has it.
    pub held: bool,
    /// The verb that gives or ends it.
    pub verb: Option<VerbButton>,
    /// Why it cannot be ended.
    pub note: Option<String>,
}

impl Page for PersonPage {
    fn title(&self) -> String {
        format!("{} · Сотрудники", self.name)
    }
}

impl Render for PersonPage {
    fn render(&self) -> Markup {
        html! {
            (trail(std::slice::from_ref(&self.list), &self.name))
            h1 { (self.name) }
            div.progress-line { (self.state) }
            div.columns {
                div.column-main {
                    (Card { id: "account", title: "Учетная запись", aside: None, body: Body::Padded(self.account()) })
                    @if !self.taken.is_empty() { (self.taken()) }
                    (Card { id: "sessions", title: "Сеансы", aside: None, body: Body::Flush(self.sessions()) })
                    @if let Some(part) = &self.disabling { (part.card(&self.csrf)) }
                    @for part in &self.standing { (part.card(&self.csrf)) }
                }
                div.column-side {
                    (Card { id: "roles", title: "Роли", aside: None, body: Body::Padded(self.roles()) })
                    (Card { id: "history", title: "История", aside: None, body: Body::Padded(self.history()) })
                }
            }
        }
    }
}

impl PersonPage {
    fn account(&self) -> Markup {
        html! {
            (facts(&self.facts))
            @if let Some(invitation) = &self.invitation {
                p."mt-2 mb-0" { span.bad[!invitation.good] { (invitation.text) } }
            }
            (verbs(&self.verbs, &self.csrf, &[]))
            @if let Some(note) = &self.note { p.consequence { (note) } }
        }
    }

    fn taken(&self) -> Markup {
        let content = html! {
            @if let Some((text, link)) = &self.taken_note {
                p."card-body mb-0" { (text) " " a href=(link.href) { (link.label) } }
            }
            (applications(&self.taken))
        };
        html! { (Card { id: "taken", title: "Заявления в работе", aside: None, body: Body::Flush(content) }) }
    }

    fn sessions(&self) -> Markup {
        html! {
            (sessions(&self.sessions, &self.csrf))
            @if let Some(verb) = &self.end_all {
                div.card-footer { (verbs(std::slice::from_ref(verb), &self.csrf, &[])) }
            }
        }
    }

    fn roles(&self) -> Markup {
        html! { ul.role-lines { @for (index, role) in self.roles.iter().enumerate() { (role.line(&self.csrf, index)) } } }
    }

    fn history(&self) -> Markup {
        html! { @if self.history.is_empty() { p."soft mb-0" { "Пока ничего не менялось." } } @else { (timeline(&self.history)) } }
    }
}

impl RoleLine {
    fn line(&self, csrf: &str, index: usize) -> Markup {
        html! {
            li.role-line {
                div {
                    @if self.held { span.ok aria-hidden="true" { "✓ " } b { (self.label) } span.visually-hidden { " — есть" } }
                    @else { (self.label) }
                    div."soft small" { (self.hint) }
                    @if let Some(note) = &self.note { div."soft small" { (note) } }
                }
                @if let Some(verb) = &self.verb { (verb.form(csrf, &format!("role-{index}"))) }
            }
        }
    }
}
