//! The viewer's passkeys.

use maud::{Markup, Render, html};

use crate::components::{
    Body, Card, Ceremony, Control, Field, FieldError, Form, Help, Link, Notice, NoticeTone, VerbButton,
    error_of, error_summary, trail,
};
use crate::format::{Moment, Since};
use crate::{Page, paths};

/// The viewer's passkeys.
#[derive(Clone, Debug, Default)]
pub struct PasskeysPage {
    /// The keys.
    pub rows: Vec<PasskeyRow>,
    /// Why no other key can be added, if it cannot.
    pub closed: Option<String>,
    /// The name of a new key, as typed.
    pub name: String,
    /// The faults of the form.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// That it is suspended, and since when.
    pub suspended: Option<String>,
    /// When it was added.
    pub created: Moment,
    /// When it signed in last.
    pub used: Option<Since>,
    /// Another name for it, as typed.
    pub typed: String,
    /// The verb that removes it.
    pub remove: VerbButton,
}

impl Page for PasskeysPage {
    fn title(&self) -> String {
        let wrong = if self.errors.is_empty() { "" } else { "Ошибка: " };
        format!("{wrong}Ключи доступа · Регистратор")
    }
}

impl Render for PasskeysPage {
    fn render(&self) -> Markup {
        let profile = Link { label: "Мой профиль".to_owned(), href: paths::profile() };
        let help = html! { (Help { article: "passkeys", about: "ключи доступа", written_out: false }) };
        html! {
            (trail(&[profile], "Ключи доступа"))
            h1 { "Ключи доступа" }
            (error_summary(&self.errors, ""))
            p {
                "Ключ доступа лежит на телефоне, компьютере или USB-ключе. Им входят без пароля: вход подтверждают отпечатком, "
                "лицом или PIN-кодом устройства. На поддельном сайте ключ не сработает."
            }
            (Card { id: "passkeys", title: "Ваши ключи", aside: Some(help), body: Body::Flush(self.list()) })
            (Card { id: "new-passkey", title: "Добавить ключ", aside: None, body: Body::Padded(self.adding()) })
        }
    }
}

impl PasskeysPage {
    fn list(&self) -> Markup {
        html! {
            @if self.rows.is_empty() {
                div.nothing { p.nothing-reason { "Ключей доступа нет." } p.soft { "С ключом можно входить без пароля." } }
            } @else {
                table."table list" {
                    caption.visually-hidden { "Ключи доступа" }
                    thead {
                        tr {
                            th scope="col" { "Название" } th scope="col" { "Добавлен" } th scope="col" { "Последний вход" }
                            th scope="col" { span.visually-hidden { "Действия" } }
                        }
                    }
                    tbody { @for row in &self.rows { (self.line(row)) } }
                }
            }
        }
    }

    fn line(&self, row: &PasskeyRow) -> Markup {
        html! {
            tr {
                td.cell-main {
                    b { (row.name) }
                    @if let Some(words) = &row.suspended { (Notice { tone: NoticeTone::Warn, text: words.clone() }) }
                    (self.renaming(row))
                }
                td data-label="Добавлен" { (row.created) }
                td data-label="Последний вход" {
                    @if let Some(used) = &row.used { (used.ago()) } @else { span.soft { "еще не входили" } }
                }
                td.cell-action { (row.remove.asking(&self.csrf, &row.name)) }
            }
        }
    }

    fn renaming(&self, row: &PasskeyRow) -> Markup {
        let id = format!("name-{}", row.id);
        let error = error_of(&self.errors, &id);
        let content = html! {
            (Field { id: &id, name: "name", label: "Новое название", hint: "", error, control: Control::Line { value: &row.typed, complete: "off" } })
            button.btn { "Сохранить" }
        };
        let action = paths::passkey_name(&row.id);
        html! {
            details open[error.is_some()] {
                summary aria-label={ "Переименовать: " (row.name) } { "Переименовать" }
                (Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: false, content })
            }
        }
    }

    fn adding(&self) -> Markup {
        if let Some(reason) = &self.closed {
            return html! { p { (reason) } };
        }
        let ceremony = Ceremony {
            act: "make",
            answer: "answer",
            challenge: &paths::passkey_challenge(),
            fields: html! {
                (Field {
                    id: "name", name: "name", label: "Название", hint: "Чтобы узнать ключ в списке: «Рабочий ноутбук», «Телефон»",
                    error: error_of(&self.errors, "name"), control: Control::Line { value: &self.name, complete: "off" },
                })
            },
            button: html! { button."btn btn-primary" { "Добавить ключ" } },
        };
        let content = html! { (ceremony) };
        html! {
            (Form { action: &paths::passkeys(), csrf: &self.csrf, hidden: &[], guarded: false, content })
            p data-passkey-missing hidden {
                "Этот браузер не умеет работать с ключами доступа, или портал открыт без HTTPS. Обновите браузер или попробуйте другой."
            }
            p.without-js { "Ключи доступа требуют JavaScript; без него работают коды из приложения." }
        }
    }
}
