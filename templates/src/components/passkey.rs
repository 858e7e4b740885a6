//! What has the reader's device make or show a passkey: a part of a form, hidden until the script that makes it work is
//! there. What the script may have to say stands here.

use maud::{Markup, Render, html};

use super::Form;
use crate::paths;

/// A part of a form whose answer comes from the reader's device.
pub(crate) struct Ceremony<'a> {
    /// `make` or `prove`.
    pub(crate) act: &'static str,
    /// The URL that asks the device.
    pub(crate) challenge: &'a str,
    /// The name of the field with the answer.
    pub(crate) answer: &'static str,
    /// Further fields.
    pub(crate) fields: Markup,
    /// The button.
    pub(crate) button: Markup,
}

/// What happens when the reader or the device stops it, or the time is over.
const CANCELLED: &str =
    "Ключ не подтвержден: вы отменили действие, или на устройстве нет подходящего ключа. Попробуйте еще раз.";
const LATE: &str = "Время на подтверждение вышло. Попробуйте еще раз.";
const KNOWN: &str = "Этот ключ уже добавлен.";
const FOREIGN: &str = "Портал открыт не по своему адресу, поэтому ключ доступа не сработает. Откройте портал по адресу из писем.";
const OFTEN: &str = "Слишком много попыток. Подождите несколько минут.";
const OVER: &str = "Страница устарела. Обновите ее и попробуйте еще раз.";
const BROKEN: &str = "Не получилось. Проверьте связь и попробуйте еще раз.";

impl Render for Ceremony<'_> {
    fn render(&self) -> Markup {
        html! {
            div.passkey data-passkey=(self.act) data-challenge=(self.challenge) hidden
                data-cancelled=(CANCELLED) data-late=(LATE) data-known=(KNOWN) data-foreign=(FOREIGN)
                data-often=(OFTEN) data-over=(OVER) data-broken=(BROKEN) {
                (self.fields)
                input type="hidden" name=(self.answer) data-answer;
                (self.button)
                p."field-error" role="alert" {}
            }
        }
    }
}

/// «Войти с ключом доступа», for whoever stands at a door; nothing where no keys are possible.
pub(crate) fn by_passkey(possible: bool, csrf: &str, door: &str, next: Option<&str>) -> Markup {
    let mut hidden = vec![("door", door)];
    hidden.extend(next.map(|next| ("next", next)));
    let ceremony = Ceremony {
        act: "prove",
        challenge: &paths::passkey_sign_in_challenge(),
        answer: "answer",
        fields: html! {},
        button: html! { button."btn w-100" { "Войти с ключом доступа" } },
    };
    let form = Form {
        action: &paths::passkey_sign_in(),
        csrf,
        hidden: &hidden,
        guarded: false,
        content: html! { (ceremony) },
    };
    html! { @if possible { (form) } }
}
