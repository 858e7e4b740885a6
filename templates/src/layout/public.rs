//! What surrounds a page of the client's side before the sign-in: the door at which one stands, and the foot of them all.

use maud::{Markup, html};

use crate::components::{Notice, icon};
use crate::layout::PRODUCT;
use crate::paths;

/// A door at which clients come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Before all doors.
    Outside,
    /// The portal.
    Portal,
    /// The cabinet.
    Cabinet,
}

impl Door {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => PRODUCT,
            Self::Portal => "Портал 1С:ИТС",
            Self::Cabinet => "Личный кабинет",
        }
    }

    fn address(self) -> String {
        match self {
            Self::Outside => paths::home(),
            Self::Portal => paths::portal_sign_in(),
            Self::Cabinet => paths::cabinet_sign_in(),
        }
    }
}

/// The body of a document at a door.
pub(super) fn body(door: Door, banners: &[Notice], page: &Markup) -> Markup {
    html! {
        body.client {
            a.skip href="#main" { "К содержанию" }
            header.frame {
                div.frame-in {
                    nav aria-label="Где вы" { ul.doors { li { a href=(door.address()) aria-current="true" { (door.name()) } } } }
                    @if door == Door::Outside {
                        div.who { a.btn href=(paths::cabinet_sign_in()) { (icon::LOCK) "Личный кабинет" } }
                    }
                }
            }
            @for banner in banners { div.banner { (banner) } }
            main.wrap id="main" tabindex="-1" { (page) }
            (foot())
        }
    }
}

/// The foot of every page of the client's side.
pub(super) fn foot() -> Markup {
    html! {
        footer.foot {
            div {
                a href=(paths::documentation()) { "Документация" }
                a href=(paths::contacts()) { "Кому звонить" }
                a href=(paths::consent("agreement")) { "Пользовательское соглашение" }
                a href=(paths::consent("personal-data")) { "Обработка персональных данных" }
            }
        }
    }
}
