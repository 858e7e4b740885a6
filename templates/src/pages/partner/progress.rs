//! Where an application stands, who must act and what the reader may do: the part of the card that refreshes itself.

use maud::{Markup, Render, html};

use super::{Decision, Sending};
use crate::components::{
    Badge, Choice, Control, Field, Form, Notice, NoticeTone, POLL, Steps, VerbButton, verbs_after,
};
use crate::format::{Due, Moment, Since, counted};
use crate::paths;

/// Where an application stands; also a fragment of its own.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The application's number.
    pub number: String,
    /// The stage.
    pub status: Badge,
    /// Who must act and since when; nobody at the end.
    pub waiting: Option<Waiting>,
    /// The deadline, while one runs: its words are «срок отправки».
    pub due: Option<(String, Due)>,
    /// How far it has come.
    pub steps: Option<Steps>,
    /// Who works on it.
    pub reviewer: Option<String>,
    /// Forwarding, where the reader may.
    pub sending: Option<Sending>,
    /// What the reader may do.
    pub verbs: Vec<VerbButton>,
    /// Why what the reader has just tried was not done.
    pub refused: Option<String>,
    /// What the reader may decide with words.
    pub decisions: Vec<Decision>,
    /// Handing over to a colleague.
    pub handover: Option<Handover>,
    /// Until when it lies aside.
    pub held: Option<Held>,
    /// Why it was returned or refused.
    pub returned: Option<Returned>,
    /// Who refused what came back, and why: «Удостоверяющий центр отказал: Петрова: нет доверенности».
    pub refusals: Vec<String>,
    /// The forwarding that can still be taken back.
    pub undo: Option<Undo>,
    /// What is stuck.
    pub attention: Option<Attention>,
    /// Every how many seconds to look again; there while somebody else works.
    pub poll_seconds: Option<u8>,
    /// The list that the reader came from, carried along to come back to it.
    pub from: String,
    /// The token against forgery.
    pub csrf: String,
}

/// Who must act, and since when.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where the application lies: «у партнера».
    pub place: String,
    /// Since when.
    pub since: Since,
}

/// It lies aside.
#[derive(Clone, Debug)]
pub struct Held {
    /// Until when.
    pub until: Moment,
    /// What is awaited.
    pub reason: String,
}

/// It was returned or refused.
#[derive(Clone, Debug)]
pub struct Returned {
    /// What the client reads.
    pub reason: String,
    /// When it is taken off, unless the client mends it before.
    pub expires: Option<Moment>,
}

/// Handing over to a colleague.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The version that the reader sees.
    pub version: String,
    /// The colleagues.
    pub colleagues: Vec<Choice>,
    /// What was wrong with the choice that was sent; then the menu is open.
    pub error: Option<String>,
}

/// A forwarding that can still be taken back.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The version that the reader sees.
    pub version: String,
    /// How many seconds are left.
    pub seconds_left: u64,
    /// What follows: «Потом заявление уйдет в удостоверяющий центр.».
    pub then: &'static str,
}

/// What is stuck and wants a person.
#[derive(Clone, Debug)]
pub struct Attention {
    /// What is wrong: «Ответ удостоверяющего центра не получен».
    pub text: String,
    /// The last words of the other side.
    pub last_error: Option<String>,
    /// Since when.
    pub since: Since,
    /// How often it was tried.
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
        decisions.chain(self.handover_menu()).collect()
    }

    fn handover_menu(&self) -> Option<Markup> {
        let handover = self.handover.as_ref()?;
        let content = html! {
            (Field {
                id: "colleague", name: "reviewer", label: "Кому передать", hint: "", error: handover.error.as_deref(),
                control: Control::List { choices: &handover.colleagues, chosen: "" },
            })
            button.btn { "Передать" }
        };
        let action = paths::handover(&self.number);
        let hidden = [("version", handover.version.as_str()), ("from", self.from.as_str())];
        Some(html! {
            details.menu id="handover" data-menu="" open[handover.error.is_some()] hx-morph-skip="" {
                summary.btn { "Передать коллеге" }
                div.menu-body { (Form { action: &action, csrf: &self.csrf, hidden: &hidden, guarded: false, content }) }
            }
        })
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
                @if let Some(expires) = &self.expires { br; "Снимется " (expires) ", если клиент не исправит" }
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
        html! { div.undo { (Form { action: &action, csrf, hidden: &hidden, guarded: false, content }) } }
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
