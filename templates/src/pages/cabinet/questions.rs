//! A client's questions to the partner: asking, the list, and one with its answers.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Choice, Control, Empty, Field, FieldError, Form, Link, Notice, Pager, error_of, summary, titled,
    trail,
};
use crate::format::Moment;
use crate::pages::{ThreadMessage, thread};
use crate::{Page, paths};

/// «Задать вопрос».
#[derive(Clone, Debug, Default)]
pub struct AskQuestionPage {
    /// About which organisation, where there are several.
    pub about: Vec<Choice>,
    /// The chosen one.
    pub chosen: String,
    /// «Имя/Организация».
    pub name: String,
    /// «E-mail».
    pub email: String,
    /// «Ваш вопрос».
    pub text: String,
    /// Who answers, and where the answer comes.
    pub promise: String,
    /// Whom to call instead, when nobody serves the client.
    pub nobody: Option<Empty>,
    /// The key of this form.
    pub key: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// «Мои вопросы».
#[derive(Clone, Debug, Default)]
pub struct OwnQuestionsPage {
    /// The questions, newest first.
    pub rows: Vec<OwnQuestionRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
}

/// A question of the client.
#[derive(Clone, Debug)]
pub struct OwnQuestionRow {
    /// Its number.
    pub number: String,
    /// The partner that is asked.
    pub partner: String,
    /// When it was asked.
    pub asked: Moment,
    /// Its state.
    pub state: Badge,
}

/// One of the client's questions.
#[derive(Clone, Debug, Default)]
pub struct OwnQuestionPage {
    /// Its number.
    pub number: String,
    /// The partner that is asked, with its telephone.
    pub partner: String,
    /// Its state.
    pub state: Option<Badge>,
    /// Its messages, the first one first.
    pub messages: Vec<ThreadMessage>,
    /// What was written since the page was opened.
    pub notice: Option<Notice>,
    /// What is being added.
    pub text: String,
    /// Where the answer comes.
    pub promise: String,
    /// How many messages are shown.
    pub version: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

const HEADING: &str = "Задать вопрос";
const LIST: &str = "Мои вопросы";

const DOOR: &str = "Личный кабинет";

fn list() -> Link {
    Link { label: LIST.to_owned(), href: paths::own_questions() }
}

impl Page for AskQuestionPage {
    fn title(&self) -> String {
        titled(HEADING, DOOR, !self.errors.is_empty())
    }
}

impl Render for AskQuestionPage {
    fn render(&self) -> Markup {
        html! {
            div."narrow client-page" {
                (trail(&[list()], HEADING))
                h1 { span.caption { "Для бухгалтерии" } (HEADING) }
                @match &self.nobody {
                    Some(nobody) => div.card { (nobody) },
                    None => { (summary(&self.errors)) p { (self.promise) } (self.form()) }
                }
            }
        }
    }
}

impl AskQuestionPage {
    fn form(&self) -> Markup {
        let field = |id: &'static str, label: &'static str, hint: &'static str, control| {
            html! { (Field { id, name: id, label, hint, error: error_of(&self.errors, id), control }) }
        };
        let content = html! {
            @if !self.about.is_empty() {
                (field("about", "О какой организации вопрос", "", Control::List { choices: &self.about, chosen: &self.chosen }))
            }
            (field("name", "Имя/Организация", "", Control::Line { value: &self.name, complete: "name" }))
            (field("email", "E-mail", "", Control::Line { value: &self.email, complete: "email" }))
            (field("text", "Ваш вопрос", "Не больше 4000\u{a0}символов. Пароли и PIN-коды не пишите.", Control::Area { value: &self.text }))
            div.acts { button."btn btn-primary" { "Отправить вопрос" } }
        };
        let (action, hidden) = (paths::new_question(), [("key", self.key.as_str())]);
        html! { (Form { action: &action, csrf: &self.csrf, hidden: &hidden, guarded: true, content }) }
    }
}

impl Page for OwnQuestionsPage {
    fn title(&self) -> String {
        titled(LIST, DOOR, false)
    }
}

impl Render for OwnQuestionsPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow {
                h1 { (LIST) }
                @if self.rows.is_empty() { div.card { (self.empty) } } @else {
                    p.start-act { a."btn btn-primary" href=(paths::new_question()) { (HEADING) } }
                    @for row in &self.rows { (row) }
                    (self.pager)
                }
            }
        }
    }
}

impl Render for OwnQuestionRow {
    fn render(&self) -> Markup {
        html! {
            a.cabinet-row href=(paths::own_question(&self.number)) {
                span.cabinet-row-main { b { "Вопрос №\u{a0}" (self.number) } span.soft { (self.partner) " · задан " (self.asked) } }
                span.cabinet-row-state { (self.state) }
            }
        }
    }
}

impl Page for OwnQuestionPage {
    fn title(&self) -> String {
        titled(&format!("Вопрос №\u{a0}{}", self.number), DOOR, !self.errors.is_empty())
    }
}

impl Render for OwnQuestionPage {
    fn render(&self) -> Markup {
        html! {
            div."narrow client-page" {
                (trail(&[list()], &format!("№\u{a0}{}", self.number)))
                h1 { span.caption { (self.partner) } "Вопрос №\u{a0}" (self.number) }
                @if let Some(state) = &self.state { p { (state) } }
                @if let Some(notice) = &self.notice { (notice) }
                (summary(&self.errors))
                (thread(&self.messages))
                (self.form())
            }
        }
    }
}

impl OwnQuestionPage {
    fn form(&self) -> Markup {
        let content = html! {
            (Field {
                id: "text", name: "text", label: "Написать еще", hint: &self.promise, error: error_of(&self.errors, "text"),
                control: Control::Area { value: &self.text },
            })
            div.acts { button."btn btn-primary" { "Отправить" } }
        };
        let (action, hidden) = (paths::question_message(&self.number), [("version", self.version.as_str())]);
        html! { (Form { action: &action, csrf: &self.csrf, hidden: &hidden, guarded: true, content }) }
    }
}
