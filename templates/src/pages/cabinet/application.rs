//! The state of an application for its client: who must act and since when; the page polls.

use maud::{Markup, Render, html};

use crate::components::{
    Body, Card, Link, Notice, POLL, Steps, TimelineEntry, VerbButton, icon, timeline, trail, verbs,
};
use crate::format::Moment;
use crate::{Page, paths};

/// The state of an application for its client.
#[derive(Clone, Debug)]
pub struct CabinetApplicationPage {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// The type in the client's words.
    pub kind: String,
    /// When it was sent.
    pub sent: Moment,
    /// Its progress.
    pub steps: Option<Steps>,
    /// Who must act.
    pub ball: Ball,
    /// The notice that nothing happens until the partner forwards it.
    pub notice: Option<Notice>,
    /// The verbs that the client may use.
    pub verbs: Vec<VerbButton>,
    /// The CSRF token.
    pub csrf: String,
    /// When the page was rendered.
    pub refreshed: Moment,
    /// The polling interval in seconds, while something can change.
    pub poll_seconds: Option<u16>,
    /// The partner's contacts.
    pub contact: Contact,
    /// The history, newest first.
    pub history: Vec<TimelineEntry>,
}

/// Who must act on the application.
#[derive(Clone, Debug)]
pub struct Ball {
    /// The status: «Отправлено · выпускается сертификат».
    pub caption: String,
    /// Who is working now, since when, and what the client must do.
    pub text: String,
    /// The tone.
    pub tone: BallTone,
}

/// The tone by who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallTone {
    /// Another party works on it.
    Theirs,
    /// The client must act.
    Mine,
    /// It ended well.
    Good,
    /// It ended badly.
    Bad,
}

/// The partner's contacts.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// Its phone.
    pub phone: String,
    /// Its e-mail.
    pub email: String,
}

impl Page for CabinetApplicationPage {
    fn title(&self) -> String {
        format!("Заявление № {} · Личный кабинет", self.number)
    }
}

impl Render for CabinetApplicationPage {
    fn render(&self) -> Markup {
        let back = Link { label: "Мои заявления".to_owned(), href: paths::cabinet() };
        html! {
            div.narrow {
                (trail(&[back], &format!("№ {}", self.number)))
                h1 { "Заявление № " (self.number) }
                p.soft { (self.organization) " · " (self.kind) " · отправлено " (self.sent) }
                (self.live())
            }
        }
    }
}

impl CabinetApplicationPage {
    /// The part that polls: the page is fetched and this part of it is replaced.
    fn live(&self) -> Markup {
        let address = self.poll_seconds.map(|_| paths::cabinet_application(&self.number));
        let every = self.poll_seconds.map(|seconds| format!("every {seconds}s"));
        html! {
            div id="state" hx-get=[address] hx-trigger=[every] hx-headers=[self.poll_seconds.map(|_| POLL)]
                hx-select="#state" hx-swap="outerMorph" {
                @if let Some(steps) = self.steps { (steps) }
                (self.ball)
                @if let Some(notice) = &self.notice { (notice) }
                (verbs(&self.verbs, &self.csrf, &[]))
                p.refresh {
                    a.btn href=(paths::cabinet_application(&self.number)) { (icon::REFRESH) "Обновить статус" }
                    span."soft small" {
                        "обновлено в " (self.refreshed.clock())
                        @if self.poll_seconds.is_some() { span.with-js { ", страница следит сама" } }
                    }
                }
                (Card { id: "contact", title: "Кому звонить", aside: None, body: Body::Padded(self.contact.render()) })
                (Card { id: "history", title: "Что уже произошло", aside: None, body: Body::Padded(timeline(&self.history)) })
            }
        }
    }
}

impl Render for Ball {
    fn render(&self) -> Markup {
        let class = match self.tone {
            BallTone::Theirs => "ball",
            BallTone::Mine => "ball ball-mine",
            BallTone::Good => "ball ball-good",
            BallTone::Bad => "ball ball-bad",
        };
        html! { div class=(class) role="status" { div.ball-caption { (self.caption) } div { (self.text) } } }
    }
}

impl Render for Contact {
    fn render(&self) -> Markup {
        html! {
            p.m-0 { (self.name) ", обслуживающая организация" }
            p."m-0 contact" {
                a href={ "tel:" (self.phone.replace([' ', '(', ')', '-'], "")) } { (self.phone) }
                " " a href={ "mailto:" (self.email) } { (self.email) }
            }
        }
    }
}
