//! An application as the client sent it.

use super::parts;
use crate::components::{Check, Fact};
use crate::pages::partner::OriginalPage;
use crate::samples::{long_name, moment};

pub(super) fn original() -> OriginalPage {
    OriginalPage {
        number: "104209".to_owned(),
        organization: long_name(),
        received: moment(21, 8, 40),
        login: "angarsk-zpi".to_owned(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        text: format!(
            "{{\n  \"type\": \"change\",\n  \"organization\": {{ \"full_name\": \"{}\" }}\n}}",
            long_name()
        ),
        asked: vec![
            Fact::new("Тип заявления", "Изменение"),
            Fact {
                check: Some(Check::Differs("сейчас выключен".to_owned())),
                ..Fact::new("Многопользовательский режим", "включен")
            },
        ],
        requisites: vec![
            Fact::new("ИНН", "3801045566"),
            Fact {
                check: Some(Check::Differs(format!("в карточке «{}»", long_name()))),
                ..Fact::new("Полное наименование", long_name())
            },
        ],
        owners: parts::owners(),
        users: parts::users(3),
        directions: parts::directions(4),
        alias: Some("Бухгалтерия 3.0".to_owned()),
    }
}
