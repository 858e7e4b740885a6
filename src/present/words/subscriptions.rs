//! The words of subscriptions to closing documents.

use crate::domain::subscription::{SubscriptionEnd, SubscriptionEvent, SubscriptionEventName};
use crate::present::support::masks;

/// What happened to a subscription.
#[must_use]
pub const fn happened(name: SubscriptionEventName) -> &'static str {
    match name {
        SubscriptionEventName::SubscriptionBegun => "ежемесячная отправка документов включена",
        SubscriptionEventName::SubscriptionConfirmed => "адрес ежемесячной отправки подтвержден",
        SubscriptionEventName::SubscriptionMonthAsked => "документы месяца собираются к отправке",
        SubscriptionEventName::SubscriptionMonthEmpty => "за месяц отправлять нечего",
        SubscriptionEventName::SubscriptionMonthTooLarge => "документов месяца больше, чем вмещает архив",
        SubscriptionEventName::SubscriptionMonthBefore => "документы месяца ушли на прежний адрес",
        SubscriptionEventName::SubscriptionEnded => "ежемесячная отправка документов отключена",
    }
}

/// How a subscription ended.
const fn ended(how: SubscriptionEnd) -> &'static str {
    match how {
        SubscriptionEnd::Cabinet => "в личном кабинете",
        SubscriptionEnd::Letter => "по ссылке из письма",
        SubscriptionEnd::Replaced => "указан другой адрес",
        SubscriptionEnd::Disowned => "клиент сообщил, что это не его организация",
        SubscriptionEnd::Left => "клиент больше не связан с организацией",
    }
}

/// The details of what happened.
#[must_use]
pub fn detail(event: &SubscriptionEvent) -> Option<String> {
    match event {
        SubscriptionEvent::SubscriptionBegun { to, .. } => Some(format!("на {}", masks::email(to))),
        SubscriptionEvent::SubscriptionConfirmed => None,
        SubscriptionEvent::SubscriptionMonthAsked { month, archive } => {
            Some(format!("{}, архив №\u{a0}{archive}", month.in_words()))
        }
        SubscriptionEvent::SubscriptionMonthEmpty { month }
        | SubscriptionEvent::SubscriptionMonthTooLarge { month }
        | SubscriptionEvent::SubscriptionMonthBefore { month } => Some(month.in_words()),
        SubscriptionEvent::SubscriptionEnded { how } => Some(ended(*how).to_owned()),
    }
}
