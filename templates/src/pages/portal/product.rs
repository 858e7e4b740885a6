//! A product of one's own: since when it is, and when its updates open.

use maud::{Markup, Render, html};

use super::back;
use crate::components::{Fact, facts, titled};
use crate::format::Moment;
use crate::layout::Door;
use crate::{Page, paths};

/// A product of one's own.
#[derive(Clone, Debug)]
pub struct OwnProductPage {
    /// «Наименование».
    pub name: String,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// When its updates open.
    pub updates_from: Moment,
    /// How many seconds are left until then.
    pub left: u64,
    /// How many seconds it takes in all.
    pub whole: u64,
}

impl Page for OwnProductPage {
    fn title(&self) -> String {
        titled(&self.name, Door::Portal.name(), false)
    }
}

impl Render for OwnProductPage {
    fn render(&self) -> Markup {
        html! {
            (back("Мои продукты", &paths::portal()))
            h1 { span.caption { "Программные продукты" } (self.name) }
            div."ball ball-good" {
                div.ball-caption { "Продукт зарегистрирован" }
                p { "Доступ к обновлениям предоставляется через 15\u{a0}минут после регистрации." }
                @if self.left > 0 { (self.waiting()) } @else {
                    p { "Доступ к обновлениям открыт с " (self.updates_from) "." }
                }
            }
            (facts(&self.facts))
        }
    }
}

impl OwnProductPage {
    /// A script counts on; without one the page says when.
    fn waiting(&self) -> Markup {
        let (minutes, seconds) = (self.left / 60, self.left % 60);
        html! {
            p.timer role="timer" data-left=(self.left) data-bar="wait" {
                span { (format!("{minutes}:{seconds:02}")) } " " small { "осталось" }
            }
            progress.bar id="wait" max=(self.whole) value=(self.whole.saturating_sub(self.left)) aria-label="Прошло времени до открытия обновлений" {}
            p { "Обновления откроются в " (self.updates_from.clock()) " " (self.updates_from.zone.name()) ". Ждать на странице не нужно." }
        }
    }
}
