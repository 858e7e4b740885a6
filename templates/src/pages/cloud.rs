//! The viewer's accounts at providers of «Войти через облако».

use maud::{Markup, Render, html};

use crate::components::{Body, Card, Empty, Form, Notice, NoticeTone, VerbButton};
use crate::pages::portal::CloudChoice;
use crate::{Page, paths};

/// The viewer's accounts at providers.
#[derive(Clone, Debug, Default)]
pub struct OwnCloudsPage {
    /// The accounts, the oldest first.
    pub rows: Vec<OwnCloudRow>,
    /// What to say when there is none.
    pub empty: Empty,
    /// The providers at which an account can be linked.
    pub choices: Vec<CloudChoice>,
    /// Why the last try failed.
    pub error: Option<String>,
    /// The CSRF token.
    pub csrf: String,
}

/// An account at a provider.
#[derive(Clone, Debug)]
pub struct OwnCloudRow {
    /// What people call the provider.
    pub provider: String,
    /// What the person is called there.
    pub label: String,
    /// When it was linked.
    pub linked: String,
    /// When it last opened the viewer's account.
    pub used: Option<String>,
    /// That it does not open it just now, and why.
    pub note: Option<String>,
    /// The verb that unlinks it.
    pub ending: VerbButton,
}

impl Page for OwnCloudsPage {
    fn title(&self) -> String {
        let wrong = if self.error.is_some() { "Ошибка: " } else { "" };
        format!("{wrong}Вход через облако · Регистратор")
    }
}

impl Render for OwnCloudsPage {
    fn render(&self) -> Markup {
        let rows = html! {
            @if self.rows.is_empty() { (self.empty) } @else { (self.table()) }
        };
        html! {
            div.narrow {
                p { a href=(paths::profile()) { "Мой профиль" } }
                @if let Some(error) = &self.error { (Notice { tone: NoticeTone::Bad, text: error.clone() }) }
                h1 { "Вход через облако" }
                p.soft { "Связанная облачная учетная запись открывает вашу учетную запись без пароля. О новой связи мы сообщаем письмом." }
                (Card { id: "clouds", title: "Связанные учетные записи", aside: None, body: Body::Flush(rows) })
                @if !self.choices.is_empty() {
                    (Card { id: "linking", title: "Связать еще одну", aside: None, body: Body::Padded(self.linking()) })
                }
            }
        }
    }
}

impl OwnCloudsPage {
    fn linking(&self) -> Markup {
        let content = html! {
            div.verbs-row {
                @for choice in &self.choices {
                    button."btn text-wrap break" name="issuer" value=(choice.issuer) { "Связать с «" (choice.name) "»" }
                }
            }
        };
        html! {
            (Form { action: &paths::own_cloud_linking(), csrf: &self.csrf, hidden: &[], guarded: false, content })
            p.consequence { "Откроется страница облака: войдите там под той учетной записью, которую хотите связать." }
        }
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Связанные учетные записи" }
                thead {
                    tr {
                        th scope="col" { "Облако" } th scope="col" { "Связано" } th scope="col" { "Последний вход" }
                        th scope="col" { span.visually-hidden { "Действие" } }
                    }
                }
                tbody { @for (index, row) in self.rows.iter().enumerate() { (self.row(row, index)) } }
            }
        }
    }

    fn row(&self, row: &OwnCloudRow, index: usize) -> Markup {
        html! {
            tr {
                td.cell-main {
                    b.break { (row.provider) } div."soft small break" { (row.label) }
                    @if let Some(note) = &row.note { div."soft small" { (note) } }
                }
                td data-label="Связано" { (row.linked) }
                td data-label="Последний вход" { @match &row.used { Some(used) => (used), None => span.soft { "еще не входили" } } }
                td.cell-action { (row.ending.form(&self.csrf, &format!("cloud-{index}"))) }
            }
        }
    }
}
