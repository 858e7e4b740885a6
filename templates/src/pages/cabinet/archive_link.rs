//! What the links in the letters about archives open, for whoever holds them.

use maud::{Markup, Render, html};

use crate::components::{Form, titled};
use crate::{Page, paths};

/// What the link of a letter about an archive opens.
#[derive(Clone, Debug)]
pub enum ArchiveLinkPage {
    /// The button that confirms an address: programs that read letters follow links, but press nothing.
    Confirm {
        /// The word of the link.
        token: String,
        /// What was asked for, whose, and of which days.
        about: String,
        /// The address.
        email: String,
        /// The token against forgery.
        csrf: String,
    },
    /// The address is confirmed.
    Confirmed {
        /// What was asked for.
        about: String,
        /// The address.
        email: String,
    },
    /// The button that gives the archive out.
    Take {
        /// The word of the link.
        token: String,
        /// What was asked for, whose, and of which days.
        about: String,
        /// How much is in it.
        size: String,
        /// Until when, and how often still.
        left: String,
        /// Whether it can be taken.
        open: bool,
        /// The token against forgery.
        csrf: String,
    },
    /// The link is used, too old, or never was.
    Gone,
}

impl ArchiveLinkPage {
    fn heading(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "Подтвердите адрес",
            Self::Confirmed { .. } => "Адрес подтвержден",
            Self::Take { .. } => "Архив документов",
            Self::Gone => "Ссылка не действует",
        }
    }
}

impl Page for ArchiveLinkPage {
    fn title(&self) -> String {
        titled(self.heading(), "Личный кабинет", false)
    }
}

impl Render for ArchiveLinkPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                h1 { span.caption { "Личный кабинет" } (self.heading()) }
                @match self {
                    Self::Confirm { token, about, email, csrf } => (confirm(token, about, email, csrf)),
                    Self::Confirmed { about, email } => {
                        p { (about) "." }
                        p { "Архив придет на " b.break { (email) } ", обычно за 5\u{a0}минут. Ход виден в личном кабинете, в разделе «Мои запросы»." }
                        (entrance())
                    }
                    Self::Take { token, about, size, left, open, csrf } => {
                        p { (about) "." }
                        p { (size) }
                        p.soft { (left) }
                        @if *open { (take(token, csrf)) } @else { (entrance()) }
                    }
                    Self::Gone => {
                        p { "Прошло больше 7\u{a0}дней, архив отправлен на другой адрес, документы для того, кто их запросил, закрыты, или ссылка скопирована не полностью." }
                        (entrance())
                    }
                }
            }
        }
    }
}

fn confirm(token: &str, about: &str, email: &str, csrf: &str) -> Markup {
    let content = html! {
        div.acts {
            button."btn btn-primary" { "Подтвердить адрес" }
            p.acts-note { "Не ждали архива? Закройте страницу: без подтверждения документы не отправятся." }
        }
    };
    html! {
        p { "На этот адрес запрошены документы: " (about) "." }
        dl.versus { dt { "E-mail" } dd.break { (email) } }
        (Form { action: &paths::archive_confirmation(token), csrf, hidden: &[], guarded: false, content })
    }
}

fn take(token: &str, csrf: &str) -> Markup {
    let content = html! { div.acts { button."btn btn-primary" { "Скачать архив" } } };
    html! { (Form { action: &paths::archive_taking(token), csrf, hidden: &[], guarded: false, content }) }
}

fn entrance() -> Markup {
    html! { div.acts { a.btn href=(paths::own_archives()) { "Войти в личный кабинет" } } }
}
