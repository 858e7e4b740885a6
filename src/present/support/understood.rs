//! The page without results: how the question was read, and what else to try.

use crate::domain::search::{NumberKind, Question, Understood};

/// How each piece of the question was read.
pub(super) fn lines(question: &Question) -> Vec<String> {
    question.understood().iter().map(line).collect()
}

fn line(piece: &Understood) -> String {
    match piece {
        Understood::Address(address) => {
            format!("{address}: e-mail организации или владельца подписи, целиком")
        }
        Understood::Serial(serial) => format!("{serial}: серийный номер сертификата, целиком"),
        Understood::Word { typed, other: None } => {
            format!("«{typed}»: начало слова в названии, логине или псевдониме")
        }
        Understood::Word { typed, other: Some(other) } => {
            format!("«{typed}»: начало слова в названии, логине или псевдониме; в другой раскладке «{other}»")
        }
        Understood::Number { digits, kinds } if kinds.is_empty() => {
            format!("{digits}: такой длины нет ни у одного номера, проверьте цифры")
        }
        Understood::Number { digits, kinds } => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| number(*kind)).collect();
            format!("{digits}: {}", kinds.join(" или "))
        }
    }
}

const fn number(kind: NumberKind) -> &'static str {
    match kind {
        NumberKind::Beginning => "начало ИНН, КПП, ОГРН, рег. номера или телефона",
        NumberKind::Application => "№ заявления целиком",
        NumberKind::SubscriberCode => "код абонента",
        NumberKind::Kpp => "КПП",
        NumberKind::RegNumber => "рег. номер программы",
        NumberKind::Inn(true) => "ИНН",
        NumberKind::Inn(false) => "ИНН с ошибкой (контрольное число не сходится)",
        NumberKind::Ogrn(true) => "ОГРН",
        NumberKind::Ogrn(false) => "ОГРН с ошибкой (контрольное число не сходится)",
        NumberKind::Phone => "телефон",
        NumberKind::Snils(true) => "СНИЛС владельца подписи",
        NumberKind::Snils(false) => "СНИЛС с ошибкой (контрольное число не сходится)",
        NumberKind::Serial => "серийный номер сертификата",
    }
}

/// What else to try, the most promising first.
pub(super) fn advice(question: &Question) -> Vec<String> {
    let understood = question.understood();
    let has_number = understood.iter().any(|piece| matches!(piece, Understood::Number { .. }));
    let broken = understood.iter().any(|piece| match piece {
        Understood::Number { kinds, .. } => kinds.iter().any(|kind| {
            matches!(kind, NumberKind::Inn(false) | NumberKind::Snils(false) | NumberKind::Ogrn(false))
        }),
        Understood::Address(_) | Understood::Serial(_) | Understood::Word { .. } => false,
    });
    let several = understood.len() > 1;
    let lines = [
        (broken, "Попросите продиктовать номер еще раз: в нем ошибка."),
        (several, "Уберите часть слов: найдется только то, где есть все слова запроса."),
        (has_number, "Введите только начало номера: первых пяти цифр ИНН обычно хватает."),
        (!has_number, "Спросите ИНН: по нему организация находится точно."),
        (true, "Начните с названия без «ООО» и кавычек: хватает первых букв."),
        (true, "Спросите рег. номер программы, логин портала 1С:ИТС или № заявления."),
        (true, "Организация появляется здесь с первым заявлением: если его не отправляли, искать нечего."),
    ];
    lines.into_iter().filter(|(fits, _)| *fits).map(|(_, line)| line.to_owned()).collect()
}
