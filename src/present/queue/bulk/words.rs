//! The labels of bulk verbs.

use crate::domain::multi_user::{ModeChoice, Tier};
use crate::domain::queue::BulkVerb;
use crate::present::words;

/// A choice of the multi-user mode.
pub(super) const fn mode_words(choice: ModeChoice) -> &'static str {
    match choice {
        ModeChoice::Off => "выключен",
        ModeChoice::TwoToNine => words::tier(Tier::TwoToNine),
        ModeChoice::TenPlus => words::tier(Tier::TenPlus),
    }
}

/// The short label of a verb.
pub(super) const fn short(verb: BulkVerb) -> &'static str {
    match verb {
        BulkVerb::Take => "Взять",
        BulkVerb::Return => "Вернуть на доработку",
        BulkVerb::Forward => "Отправить",
        BulkVerb::Mode => "Режим",
    }
}

/// The full label of a verb.
pub(super) const fn long(verb: BulkVerb) -> &'static str {
    match verb {
        BulkVerb::Take => "Взять в работу",
        BulkVerb::Return => "Вернуть на доработку",
        BulkVerb::Forward => "Отправить оператору",
        BulkVerb::Mode => "Многопользовательский режим",
    }
}

/// The label of a completed verb.
pub(super) const fn done_words(verb: BulkVerb) -> &'static str {
    match verb {
        BulkVerb::Take => "Взято в работу",
        BulkVerb::Return => "Возвращено на доработку",
        BulkVerb::Forward => "Отправлено оператору",
        BulkVerb::Mode => "Режим изменен",
    }
}

/// The consequence of a verb, on one line.
pub(super) const fn consequence(verb: BulkVerb) -> &'static str {
    match verb {
        BulkVerb::Take => "Вы станете ответственным за эти заявления.",
        BulkVerb::Return => {
            "Каждый клиент получит письмо с одной и той же причиной и исправит заявление под тем же номером."
        }
        BulkVerb::Forward => {
            "Каждое заявление уйдет оператору; отправку можно отменить в его карточке, пока не вышло время."
        }
        BulkVerb::Mode => {
            "Параметры изменятся у каждого заявления; список пользователей останется таким, как его прислал клиент."
        }
    }
}
