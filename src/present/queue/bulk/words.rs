//! The labels of bulk verbs.

use crate::domain::multi_user::{ModeChoice, Tier};
use crate::domain::queue::BulkVerb;
use crate::present::application::verbs;
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
        BulkVerb::Return => verbs::RETURN.label,
        BulkVerb::Forward => "Отправить",
        BulkVerb::Mode => "Режим",
        BulkVerb::Undo => verbs::UNDO.label,
    }
}

/// The full label of a verb.
pub(super) const fn long(verb: BulkVerb) -> &'static str {
    match verb {
        BulkVerb::Take => verbs::TAKE.label,
        BulkVerb::Return => verbs::RETURN.label,
        BulkVerb::Forward => verbs::FORWARD.label,
        BulkVerb::Mode => "Многопользовательский режим",
        BulkVerb::Undo => verbs::UNDO.label,
    }
}

/// A verb that was done.
pub(super) fn done_words(verb: BulkVerb) -> String {
    let done = match verb {
        BulkVerb::Take => verbs::TAKE.done,
        BulkVerb::Return => verbs::RETURN.done,
        BulkVerb::Forward => verbs::FORWARD.done,
        BulkVerb::Mode => "режим изменен",
        BulkVerb::Undo => "отправка отменена",
    };
    words::capitalised(done)
}

/// The consequence of a verb, on one line.
pub(super) const fn consequence(verb: BulkVerb) -> &'static str {
    match verb {
        BulkVerb::Take => "Вы станете ответственным за эти заявления.",
        BulkVerb::Return => {
            "Каждый клиент получит письмо с одной и той же причиной и исправит заявление под тем же номером."
        }
        BulkVerb::Forward => {
            "Каждое заявление уйдет оператору; отправку можно отменить, пока не вышло время."
        }
        BulkVerb::Undo => "Заявления вернутся на проверку, оператор их не увидит.",
        BulkVerb::Mode => {
            "Параметры изменятся у каждого заявления; список пользователей останется таким, как его прислал клиент."
        }
    }
}
