//! Keyboard shortcuts; the same list opens as a dialog on any page.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{Body, Card};

/// The page of keyboard shortcuts.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeysPage;

/// One or several keys, with what they do.
type Key = (&'static [&'static str], &'static str);

const EVERYWHERE: &[Key] = &[
    (&["/"], "поиск"),
    (&["?"], "эта подсказка"),
    (&["g", "q"], "заявления"),
    (&["g", "o"], "организации"),
    (&["g", "e"], "истекают"),
    (&["g", "v"], "вопросы"),
    (&["g", "s"], "сверка"),
    (&["g", "d"], "документация"),
    (&["Esc"], "закрыть меню или подсказку, выйти из поля заметки"),
];
const LIST: &[Key] = &[
    (&["j"], "следующая строка"),
    (&["k"], "предыдущая строка"),
    (&["o"], "открыть карточку (или Enter); сразу после решения — ту, по которой оно принято"),
    (&["x"], "отметить строку"),
    (&["c"], "взять в работу"),
    (&["f"], "открыть карточку для отправки"),
    (&["r"], "открыть карточку для возврата"),
    (&["h"], "открыть карточку, чтобы отложить"),
    (&["m"], "напомнить (в списке «Истекают»)"),
    (&["z"], "отменить отправку, пока не вышло время"),
];
const CARD: &[Key] = &[
    (&["c"], "взять в работу"),
    (&["f"], "отправить оператору"),
    (&["r"], "вернуть на доработку"),
    (&["h"], "отложить"),
    (&["1", "9"], "выбрать причину возврата или отклонения"),
    (&["n"], "написать заметку"),
    (&["z"], "отменить отправку, пока не вышло время"),
    (&["u"], "к списку"),
];

impl Page for KeysPage {
    fn title(&self) -> String {
        "Клавиши · Регистратор".to_owned()
    }
}

impl Render for KeysPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow {
                h1 { "Клавиши" }
                p.lead { "Работают в русской и латинской раскладке, пока вы не пишете в поле." }
                div id="keys" {
                    (part("keys-everywhere", "Везде", EVERYWHERE))
                    (part("keys-list", "В списке заявлений", LIST))
                    (part("keys-card", "В карточке заявления", CARD))
                }
            }
        }
    }
}

fn part(id: &'static str, title: &'static str, keys: &[Key]) -> Markup {
    let list = html! {
        dl.keys {
            @for (pressed, meaning) in keys {
                dt { @for key in *pressed { kbd { (key) } " " } }
                dd { (meaning) }
            }
        }
    };
    html! { (Card { id, title, aside: None, body: Body::Padded(list) }) }
}
