//! The passwords of the viewer's programs.

use maud::{Markup, Render, html};

use crate::components::{
    Body, Card, Control, Copying, Empty, Field, FieldError, Form, Link, VerbButton, error_of, summary,
    titled, trail,
};
use crate::format::{Moment, Since};
use crate::{Page, paths};

/// The passwords of the viewer's programs, with the one that was just made.
#[derive(Clone, Debug, Default)]
pub struct ProgramPasswordsPage {
    /// The login that a program gives beside its password.
    pub login: String,
    /// The password that was just made.
    pub fresh: Option<FreshPassword>,
    /// The good ones, the oldest first.
    pub rows: Vec<ProgramPasswordRow>,
    /// The name of a new one, as typed.
    pub name: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// A password that was just made: it is shown once.
#[derive(Clone, Debug)]
pub struct FreshPassword {
    /// What the program is called.
    pub name: String,
    /// Its word.
    pub word: String,
}

/// A good password.
#[derive(Clone, Debug)]
pub struct ProgramPasswordRow {
    /// What the program is called.
    pub name: String,
    /// When it was made.
    pub made: Moment,
    /// When a program last signed in with it.
    pub used: Option<Since>,
    /// The verb that ends it.
    pub end: VerbButton,
}

const HEADING: &str = "Пароли для программ";
const HINT: &str = "До 60\u{a0}символов, например «1С:Бухгалтерия на сервере». По названию вы узнаете, какой пароль прекратить.";

impl Page for ProgramPasswordsPage {
    fn title(&self) -> String {
        titled(HEADING, "Мой профиль", !self.errors.is_empty())
    }
}

impl Render for ProgramPasswordsPage {
    fn render(&self) -> Markup {
        let profile = Link { label: "Мой профиль".to_owned(), href: paths::profile() };
        html! {
            div."narrow client-page" {
                (trail(&[profile], HEADING))
                h1 { (HEADING) }
                (summary(&self.errors))
                p {
                    "С таким паролем программа отправляет заявления под логином " code."ident break" { (self.login) } ". "
                    "Войти с ним в браузере нельзя, а прекратить его можно, не меняя своего пароля и паролей других программ."
                }
                @if let Some(fresh) = &self.fresh { (fresh) }
                (Card { id: "programs", title: "Действующие пароли", aside: None, body: Body::Flush(self.table()) })
                (Card { id: "new-program", title: "Новый пароль", aside: None, body: Body::Padded(self.form()) })
            }
        }
    }
}

impl ProgramPasswordsPage {
    fn table(&self) -> Markup {
        if self.rows.is_empty() {
            let nothing = Empty {
                reason: "Паролей для программ пока нет.".to_owned(),
                advice: "Программа входит с вашим собственным паролем. Дайте ей отдельный в форме ниже."
                    .to_owned(),
                link: None,
            };
            return nothing.render();
        }
        html! {
            table."table list" {
                caption.visually-hidden { "Действующие пароли" }
                thead {
                    tr {
                        th scope="col" { "Программа" } th scope="col" { "Создан" } th scope="col" { "Последний вход" }
                        th scope="col" { span.visually-hidden { "Действие" } }
                    }
                }
                tbody { @for row in &self.rows { (row.line(&self.csrf)) } }
            }
        }
    }

    fn form(&self) -> Markup {
        let control = Control::Line { value: &self.name, complete: "off" };
        let content = html! {
            (Field {
                id: "name", name: "name", label: "Название программы", hint: HINT, error: error_of(&self.errors, "name"), control,
            })
            button."btn btn-primary" { "Создать пароль" }
        };
        Form { action: &paths::program_passwords(), csrf: &self.csrf, hidden: &[], guarded: false, content }
            .render()
    }
}

impl ProgramPasswordRow {
    fn line(&self, csrf: &str) -> Markup {
        html! {
            tr {
                td.cell-main { b.break { (self.name) } }
                td data-label="Создан" { (self.made) }
                td data-label="Последний вход" {
                    @match &self.used { Some(used) => (used.ago()), None => span.soft { "еще не входили" } }
                }
                td.cell-action { (self.end.asking(csrf, &self.name)) }
            }
        }
    }
}

impl Render for FreshPassword {
    fn render(&self) -> Markup {
        let title = format!("Пароль для программы «{}»", self.name);
        let content = html! {
            p { code."ident break" id="fresh-password" { (self.word) } }
            p { (Copying { of: "fresh-password" }) }
            p { b { "Сохраните его сейчас: больше он не показывается." } " Укажите его в программе вместо своего пароля." }
        };
        Card { id: "fresh", title: &title, aside: None, body: Body::Padded(content) }.render()
    }
}
