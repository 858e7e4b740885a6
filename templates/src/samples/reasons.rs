//! The question for a reason.

use crate::components::Choice;
use crate::letters::NewsBody;
use crate::pages::partner::ReasonQuestion;

/// The question for a reason, with this one chosen.
pub(super) fn reasons(chosen: &str) -> ReasonQuestion {
    ReasonQuestion {
        choices: vec![
            Choice::new("snils", "СНИЛС владельца не подтвержден")
                .meaning("Исправьте СНИЛС и отправьте заявление снова."),
            Choice::new("other", "Другая причина"),
        ],
        chosen: chosen.to_owned(),
        text: String::new(),
        hint: "Клиент прочтет это после текста причины.",
        letter: NewsBody {
            number: "104209".to_owned(),
            organization: "АО «Ангарский завод»".to_owned(),
            happened: "возвращено на доработку",
            promise: None,
            next: "Исправьте заявление в личном кабинете или в программе и отправьте снова.".to_owned(),
        },
        example: None,
    }
}
