//! The words of what ends.

use templates::format::{counted, date};

use crate::domain::expiry::{Ending, Horizon, ReminderMark};
use crate::domain::reminder::ReminderEvent;

/// What ends: «1С-Отчетность · «Бухгалтерия 3.0»», «Сертификат, Петрова Анна Ивановна».
#[must_use]
pub fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Product(product, None) => super::product(*product).to_owned(),
        Ending::Product(product, Some(alias)) => format!("{} · «{alias}»", super::product(*product)),
        Ending::Certificate(owner) => format!("Сертификат, {owner}"),
    }
}

/// How many days are left: «через 12 дней», «сегодня», «истекло 3 дня назад».
#[must_use]
pub fn left(days: i64) -> String {
    let number = |days: i64| counted(days.unsigned_abs(), ["день", "дня", "дней"]);
    match days {
        0 => "сегодня последний день".to_owned(),
        1.. => format!("через {}", number(days)),
        _ => format!("истекло {} назад", number(days)),
    }
}

/// A horizon, as a tab names it.
#[must_use]
pub const fn horizon(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Seven => "7\u{a0}дней",
        Horizon::Fourteen => "14\u{a0}дней",
        Horizon::Thirty => "30\u{a0}дней",
        Horizon::Sixty => "60\u{a0}дней",
        Horizon::Past => "Истекли",
    }
}

/// Why a reminder was sent: «за 30 дней», «вручную».
#[must_use]
pub const fn mark(mark: ReminderMark) -> &'static str {
    match mark {
        ReminderMark::Sixty => "за 60\u{a0}дней",
        ReminderMark::Thirty => "за 30\u{a0}дней",
        ReminderMark::Fourteen => "за 14\u{a0}дней",
        ReminderMark::Seven => "за 7\u{a0}дней",
        ReminderMark::ByHand => "сотрудником",
    }
}

/// What is told of a reminder.
#[must_use]
pub fn told(event: &ReminderEvent) -> String {
    let ReminderEvent::ExpiryReminded { mark: why, ends_on, to } = event;
    let letters = counted(u64::try_from(to.len()).unwrap_or(u64::MAX), ["письмо", "письма", "писем"]);
    format!("{}, истекает {}: {letters}", mark(*why), date(*ends_on))
}
