//! The stage of an application, who must act, and the viewer's verbs: the part of the card that polls.

use maud::{Markup, Render, html};

use super::{Decision, Sending};
use crate::components::{Badge, Form, Notice, NoticeTone, POLL, Steps, VerbButton, verbs_after};
use crate::format::{Due, Moment, Since, counted};
use crate::paths;

/// The stage of an application; also served as a fragment.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The application's number.
    pub number: String,
    /// The stage.
    pub status: Badge,
    /// Who must act and since when; `None` after the end.
    pub waiting: Option<Waiting>,
    /// The running deadline with its label: «срок отправки».
    pub due: Option<(String, Due)>,
    /// Its progress.
    pub steps: Option<Steps>,
    /// The reviewer.
    pub reviewer: Option<String>,
    /// The button that forwards it, if the viewer may.
    pub sending: Option<Sending>,
    /// The verbs that the viewer may use.
    pub verbs: Vec<VerbButton>,
    /// Why the viewer's last verb was refused.
    pub refused: Option<String>,
    /// The decisions that the viewer may take.
    pub decisions: Vec<Decision>,
    /// What the colleague wrote who handed it over to the viewer.
    pub handed: Option<String>,
    /// When the client told the partner that it waits.
    pub nudged: Option<Since>,
    /// The hold, if it is on hold.
    pub held: Option<Held>,
    /// The reason of a return or a rejection.
    pub returned: Option<Returned>,
    /// The refusals that sent it back: «Удостоверяющий центр отказал: Петрова: нет доверенности».
    pub refusals: Vec<String>,
    /// The forwarding that can be undone.
    pub undo: Option<Undo>,
    /// What needs a person.
    pub attention: Option<Attention>,
    /// The polling interval in seconds, while another actor works on it.
    pub poll_seconds: Option<u8>,
    /// The list that the viewer came from, as a query.
    pub from: String,
    /// The CSRF token.
    pub csrf: String,
}

/// Who must act, and since when.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where the application is: «у партнера».
    pub place: String,
    /// When its stage began.
    pub since: Since,
}

/// The application is on hold.
#[derive(Clone, Debug)]
pub struct Held {
    /// When the hold ends.
    pub until: Moment,
    /// What is awaited.
    pub reason: String,
}

/// It was returned or rejected.
#[derive(Clone, Debug)]
pub struct Returned {
    /// The text for the client.
    pub reason: String,
    /// When it expires, unless the client mends it before.
    pub expires: Option<Moment>,
}

/// A forwarding that can be undone.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The version that the viewer sees.
    pub version: String,
    /// The seconds left.
    pub seconds_left: u64,
    /// What follows: «Потом заявление уйдет в удостоверяющий центр.».
    pub then: &'static str,
}

/// What needs a person.
#[derive(Clone, Debug)]
pub struct Attention {
    /// What went wrong: «Ответ удостоверяющего центра не получен».
    pub text: String,
    /// The message of the last failure.
    pub last_error: Option<String>,
    /// When it happened.
    pub since: Since,
    /// The number of attempts.
    pub tries: u64,
}

impl Render for Progress {
    fn render(&self) -> Markup {
        let poll = self.poll_seconds.map(|seconds| format!("every {seconds}s"));
        let address = paths::with_query(&paths::progress(&self.number), &[("from", &self.from)]);
        let address = self.poll_seconds.map(|_| address);
        let lead = self.sending.as_ref().map(|sending| (sending.button(&self.csrf), sending.lines()));
        html! {
            div.progress-head id="progress" hx-get=[address] hx-trigger=[poll]
                hx-headers=[self.poll_seconds.map(|_| POLL)] hx-swap=[self.poll_seconds.map(|_| "outerMorph")] {
                div.progress-line {
                    (self.status) " "
                    span.soft { (self.line()) }
                }
                @if let Some(steps) = self.steps { (steps) }
                @if let Some(attention) = &self.attention { (attention) }
                @if let Some(nudged) = self.nudged { p."warn mb-0" { "Клиент ждет: сообщил об этом " (nudged.ago()) } }
                @if let Some(handed) = &self.handed { (Notice { tone: NoticeTone::Info, text: handed.clone() }) }
                @if let Some(held) = &self.held { (held) }
                @if let Some(returned) = &self.returned { (returned) }
                @for refusal in &self.refusals { (Notice { tone: NoticeTone::Warn, text: refusal.clone() }) }
                @if let Some(undo) = &self.undo { (undo.form(&self.number, &self.from, &self.csrf)) }
                @if let Some(text) = &self.refused { (Notice { tone: NoticeTone::Bad, text: text.clone() }) }
                (verbs_after(lead.as_ref(), &self.verbs, &self.csrf, &self.menus()))
            }
        }
    }
}

impl Progress {
    fn line(&self) -> Markup {
        html! {
            @if let Some(waiting) = &self.waiting { span { (waiting.place) " " (waiting.since) } }
            @if let Some((words, due)) = &self.due { span { (words) " " (due) } }
            @if let Some(reviewer) = &self.reviewer { span { "ответственный " (reviewer) } }
            @if let Some(steps) = self.steps { span { (steps.text()) } }
        }
    }

    fn menus(&self) -> Vec<Markup> {
        let decisions = self.decisions.iter().map(|decision| decision.menu(&self.from, &self.csrf));
        decisions.collect()
    }
}

impl Render for Held {
    fn render(&self) -> Markup {
        let text = format!("Отложено до {}: {}", self.until.text(), self.reason);
        html! { (Notice { tone: NoticeTone::Info, text }) }
    }
}

impl Render for Returned {
    fn render(&self) -> Markup {
        html! {
            div.attention-facts {
                "Причина: " q { (self.reason) }
                @if let Some(expires) = &self.expires { br; "Если клиент не исправит заявление до " (expires) ", оно будет снято" }
            }
        }
    }
}

impl Undo {
    fn form(&self, number: &str, from: &str, csrf: &str) -> Markup {
        let hidden = [("version", self.version.as_str()), ("from", from)];
        let content = html! {
            button."btn btn-warning" aria-describedby="undo-left" { "Отменить отправку" }
            span id="undo-left" {
                "Осталось " b.num { (counted(self.seconds_left, ["секунда", "секунды", "секунд"])) } ". " (self.then)
            }
        };
        let action = paths::forwarding_undo(number);
        html! { div.undo data-undo="" { (Form { action: &action, csrf, hidden: &hidden, guarded: false, content }) } }
    }
}

impl Render for Attention {
    fn render(&self) -> Markup {
        html! {
            (Notice { tone: NoticeTone::Bad, text: self.text.clone() })
            div.attention-facts {
                "Требует внимания " (self.since) " · попыток: " (self.tries)
                @if let Some(words) = &self.last_error { br; "Последняя ошибка: " q { (words) } }
            }
        }
    }
}
