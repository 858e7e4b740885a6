//! The pieces of an application's state, for its client.

use maud::{Markup, Render, html};

use crate::components::{Help, POLL, icon};
use crate::format::{Moment, tel};
use crate::paths;

/// How a step of the way stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It is behind.
    Done,
    /// Another party is at it.
    Now,
    /// The client is at it.
    Mine,
    /// It is ahead.
    Ahead,
}

impl StepState {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Mine => "now mine",
            Self::Ahead => "ahead",
        }
    }

    fn is_now(self) -> bool {
        matches!(self, Self::Now | Self::Mine)
    }
}

/// One of the captions that the client's program knows.
#[derive(Clone, Debug)]
pub struct Caption {
    /// The caption: «Отправлено».
    pub label: &'static str,
    /// The finer step: «ожидает обслуживающую организацию».
    pub note: String,
    /// Where it stands.
    pub state: StepState,
}

/// A step on the way of an application.
#[derive(Clone, Debug)]
pub struct TrackStep {
    /// What happens in it.
    pub label: String,
    /// When it was done, or by when it will be.
    pub when: String,
    /// Where it stands.
    pub state: StepState,
}

/// Who must act on the application.
#[derive(Clone, Debug)]
pub struct Ball {
    /// The status: «Отправлено · выпускается сертификат».
    pub caption: String,
    /// Who is working now, and since when.
    pub text: String,
    /// By when it is promised, or must be done.
    pub promise: Option<String>,
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

/// A piece of advice under its heading: «Что не так», «Что сделать».
#[derive(Clone, Debug)]
pub struct Advice {
    /// The heading.
    pub title: &'static str,
    /// What is said, a paragraph each; several steps are numbered.
    pub paragraphs: Vec<String>,
    /// Whether they are steps.
    pub steps: bool,
    /// Whose own words these are, if they are somebody's.
    pub said_by: Option<String>,
}

/// How an application is mended in the client's program.
#[derive(Clone, Debug)]
pub struct InProgram {
    /// The steps.
    pub steps: Vec<String>,
    /// The article that tells more.
    pub article: &'static str,
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

/// How the state of an application is learnt.
#[derive(Clone, Debug)]
pub struct Refresh {
    /// What is said of it.
    pub words: Vec<String>,
    /// When the page was rendered.
    pub at: Moment,
    /// The URL of the changes, while something can change.
    pub follows: Option<String>,
}

/// A certificate that the client may download.
#[derive(Clone, Debug)]
pub struct OwnCertificate {
    /// The owner.
    pub owner: String,
    /// The serial number.
    pub serial: String,
    /// Until when it is valid.
    pub until: String,
    /// A note: «заменен».
    pub note: Option<String>,
}

impl Render for Caption {
    fn render(&self) -> Markup {
        html! {
            li class=(self.state.class()) aria-current=[self.state.is_now().then_some("step")] { (self.label) small { (self.note) } }
        }
    }
}

impl Render for TrackStep {
    fn render(&self) -> Markup {
        html! {
            li class=(self.state.class()) aria-current=[self.state.is_now().then_some("step")] {
                span.mark { @if self.state == StepState::Done { (icon::CHECK) } }
                b { (self.label) }
                span.state { (self.when) }
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
        html! {
            div class=(class) role="status" {
                div.ball-caption { (self.caption) }
                p.m-0 { (self.text) }
                @if let Some(promise) = &self.promise { p."m-0 mt-1" { b { (promise) } } }
            }
        }
    }
}

impl Advice {
    pub(super) fn section(&self, place: usize) -> Markup {
        let id = format!("advice-{place}");
        html! {
            section.what aria-labelledby=(id) {
                h2 id=(id) { (self.title) }
                @match &self.said_by {
                    Some(name) => blockquote.says { @for text in &self.paragraphs { p { (text) } } footer { (name) } },
                    None if self.steps && self.paragraphs.len() > 1 => ol.numbered { @for text in &self.paragraphs { li { (text) } } },
                    None => { @for text in &self.paragraphs { p { (text) } } },
                }
            }
        }
    }
}

impl InProgram {
    /// The button that opens the steps; the first one of the page unless there is another.
    pub(super) fn opened(&self, first: bool) -> Markup {
        html! {
            details.in-program {
                summary.btn.btn-primary[first] { "Как исправить в программе" }
                div {
                    ol.numbered { @for step in &self.steps { li { (step) } } }
                    p { (Help { article: self.article, about: "если заявление вернули", written_out: true }) }
                }
            }
        }
    }
}

impl Render for Contact {
    fn render(&self) -> Markup {
        html! {
            div.call {
                b { (self.name) } " " span.soft { "обслуживающая организация" }
                div.call-line {
                    a.tel href=(tel(&self.phone)) { (self.phone) }
                    a href={ "mailto:" (self.email) } { (self.email) }
                }
            }
        }
    }
}

impl Refresh {
    /// The part of a page that is fetched anew when something has changed.
    pub(super) fn part(&self, id: &str, address: &str, content: &Markup) -> Markup {
        let follows = self.follows.as_ref();
        html! {
            div id=(id) data-follow=[follows] hx-get=[follows.map(|_| address)] hx-trigger=[follows.map(|_| "follow")]
                hx-headers=[follows.map(|_| POLL)] hx-select=[follows.map(|_| format!("#{id}"))] hx-swap=[follows.map(|_| "outerMorph")] {
                (content)
            }
        }
    }

    /// The button that fetches the page of an application anew, and when that was last done.
    pub(super) fn render_for(&self, number: &str) -> Markup {
        self.button(&paths::cabinet_application(number))
    }

    /// The button that fetches a page anew, and when that was last done.
    pub(super) fn button(&self, address: &str) -> Markup {
        html! {
            @for words in &self.words { p."soft small mt-2 mb-1" { (words) } }
            p.refresh {
                a.btn href=(address) { (icon::REFRESH) "Обновить статус" }
                span."soft small" {
                    "обновлено в " (self.at.clock())
                    @if self.follows.is_some() { span.with-js { ", страница следит сама" } }
                }
            }
        }
    }
}

impl OwnCertificate {
    pub(super) fn line(&self, number: &str) -> Markup {
        html! {
            a href=(paths::cabinet_certificate(number, &self.serial)) download="" {
                (icon::DOWNLOAD) " Скачать сертификат: " (self.owner)
            }
            div."soft small" {
                "действует до " (self.until) " · №\u{a0}" span.ident { (self.serial) }
                @if let Some(note) = &self.note { " · " (note) }
            }
        }
    }
}
