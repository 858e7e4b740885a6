//! The state of an application for its client: who must act and since when, what to do now; the page follows by itself.

use maud::{Markup, Render, html};

use super::{Advice, Ball, Caption, Contact, InProgram, OwnCertificate, Refresh, TrackStep};
use crate::components::{Body, Card, Link, Notice, TimelineEntry, VerbButton, timeline, trail, verbs};
use crate::format::Moment;
use crate::pages::{AttachmentRow, attached};
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
    /// The four captions that the client's program knows.
    pub captions: Vec<Caption>,
    /// Who must act.
    pub ball: Ball,
    /// What is wrong, and what to do now.
    pub advice: Vec<Advice>,
    /// The partner's contacts.
    pub contact: Contact,
    /// Whether the client is to contact the partner now.
    pub calls: bool,
    /// The verb that the client may use now.
    pub verbs: Vec<VerbButton>,
    /// How it is mended in the program, while the client must.
    pub in_program: Option<InProgram>,
    /// What the verb does, or when it may be used again.
    pub verb_note: Option<String>,
    /// The notice about the present stage.
    pub notice: Option<Notice>,
    /// Its way, step by step; empty once it has ended.
    pub track: Vec<TrackStep>,
    /// How its state is learnt.
    pub refresh: Refresh,
    /// The issued certificates.
    pub certificates: Vec<OwnCertificate>,
    /// The files that were attached, the oldest first.
    pub attachments: Vec<AttachmentRow>,
    /// The page where files are added and removed, while they may be.
    pub attach: Option<Link>,
    /// The history, newest first.
    pub history: Vec<TimelineEntry>,
    /// The verb that ends it, at the foot of the page.
    pub ending: Option<VerbButton>,
    /// The CSRF token.
    pub csrf: String,
}

impl Page for CabinetApplicationPage {
    fn title(&self) -> String {
        format!("{}: заявление №\u{a0}{} · Личный кабинет", self.ball.caption, self.number)
    }
}

impl Render for CabinetApplicationPage {
    fn render(&self) -> Markup {
        let back = Link { label: "Мои заявления".to_owned(), href: paths::cabinet() };
        html! {
            div."narrow client-page" {
                (trail(&[back], &format!("№\u{a0}{}", self.number)))
                h1 { span.caption { (self.organization) " · " (self.kind) } "Заявление №\u{a0}" (self.number) }
                p.soft { "Отправлено " (self.sent) }
                (self.live())
            }
        }
    }
}

impl CabinetApplicationPage {
    /// The part that follows: when something has changed, the page is fetched and this part of it is replaced.
    fn live(&self) -> Markup {
        let content = html! {
            (captions(&self.captions))
            (self.ball)
            (self.now())
            @if let Some(notice) = &self.notice { (notice) }
            (self.track())
            (self.refresh.render_for(&self.number))
            @if !self.calls { section.what aria-labelledby="contact-title" { h2 id="contact-title" { "Остались вопросы" } (self.contact) } }
            (self.certificates())
            (self.attachments())
            (Card { id: "history", title: "Что уже произошло", aside: None, body: Body::Padded(timeline(&self.history)) })
            @if let Some(ending) = &self.ending { div.aside-act { (ending.quiet(&self.csrf)) } }
        };
        self.refresh.part("state", &paths::cabinet_application(&self.number), &content)
    }

    /// What is wrong, what to do about it, and whom to call.
    fn now(&self) -> Markup {
        html! {
            @for (place, advice) in self.advice.iter().enumerate() { (advice.section(place)) }
            @if self.calls { (self.contact) }
            @if !self.verbs.is_empty() || self.verb_note.is_some() || self.in_program.is_some() {
                div.acts {
                    (verbs(&self.verbs, &self.csrf, &[]))
                    @if let Some(steps) = &self.in_program { (steps.opened(self.verbs.is_empty())) }
                    @if let Some(note) = &self.verb_note { p.acts-note { (note) } }
                }
            }
        }
    }

    fn track(&self) -> Markup {
        html! {
            @if !self.track.is_empty() {
                section aria-labelledby="track-title" {
                    h2 id="track-title" { "Как идет заявление" }
                    ol.track { @for step in &self.track { (step) } }
                }
            }
        }
    }

    /// Files are chosen on a page of their own: this one is replaced while it is read.
    fn attachments(&self) -> Markup {
        let body = html! {
            (attached(&self.attachments, &self.csrf))
            @if let Some(attach) = &self.attach { p.mb-0 { a.btn href=(attach.href) { (attach.label) } } }
        };
        html! {
            @if !self.attachments.is_empty() || self.attach.is_some() {
                (Card { id: "attachments", title: "Вложения", aside: None, body: Body::Padded(body) })
            }
        }
    }

    fn certificates(&self) -> Markup {
        let list =
            html! { ul.plain-list { @for one in &self.certificates { li { (one.line(&self.number)) } } } };
        html! {
            @if !self.certificates.is_empty() {
                (Card { id: "certificates", title: "Сертификаты", aside: None, body: Body::Padded(list) })
            }
        }
    }
}

fn captions(list: &[Caption]) -> Markup {
    html! { ol.captions aria-label="Статус, как его видит программа 1С" { @for caption in list { (caption) } } }
}
