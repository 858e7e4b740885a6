//! The standing of a partner's contracts, in words.

use templates::components::{Badge, Notice, NoticeTone, Tone};
use templates::format::date;

use crate::domain::contract::Standing;

/// The notice for those who manage the contract, from thirty days before its end on.
#[must_use]
pub fn notice(standing: &Standing) -> Option<Notice> {
    let Standing::Ends { number, last } = standing else { return warning(standing) };
    let text = format!(
        "Договор №\u{a0}{number} действует до {}, нового пока нет. После этого дня его скидка сохранится еще на короткое \
         время, потом отправлять заявления будет нельзя.",
        date(*last)
    );
    Some(Notice { tone: NoticeTone::Warn, text })
}

/// The warning for everyone who forwards applications, once the contract has ended.
#[must_use]
pub fn warning(standing: &Standing) -> Option<Notice> {
    let (tone, text) = match standing {
        Standing::Holds { .. } | Standing::Ends { .. } => return None,
        Standing::Grace { number, last, until } => (
            NoticeTone::Warn,
            format!(
                "Договор №\u{a0}{number} закончился {}. Его скидка действует до {}, потом отправлять заявления будет нельзя. \
                 Новый договор добавляет отдел расчетов оператора.",
                date(*last),
                date(*until)
            ),
        ),
        Standing::Missing { last: Some(last) } => (
            NoticeTone::Bad,
            format!(
                "Договор закончился {}, нового нет: отправить заявление нельзя. Новый договор добавляет отдел расчетов \
                 оператора.",
                date(*last)
            ),
        ),
        Standing::Missing { last: None } => (
            NoticeTone::Bad,
            "Действующего договора нет: отправить заявление нельзя. Договор добавляет отдел расчетов оператора.".to_owned(),
        ),
    };
    Some(Notice { tone, text })
}

/// The standing as a badge.
#[must_use]
pub fn badge(standing: &Standing) -> Badge {
    let (label, tone) = match standing {
        Standing::Holds { .. } => ("Действует".to_owned(), Tone::Good),
        Standing::Ends { last, .. } => (format!("Закончится {}, нового нет", date(*last)), Tone::Work),
        Standing::Grace { until, .. } => {
            (format!("Договор закончился, скидка до {}", date(*until)), Tone::Bad)
        }
        Standing::Missing { last: Some(last) } => (format!("Договор закончился {}", date(*last)), Tone::Bad),
        Standing::Missing { last: None } => ("Нет действующего договора".to_owned(), Tone::Bad),
    };
    Badge { label, tone }
}
