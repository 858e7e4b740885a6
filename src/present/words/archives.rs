//! The words of archives.

use chrono::{DateTime, Utc};
use templates::components::{Badge, Tone};
use templates::format::{Zone, counted, date, money};

use super::attachments::size;
use crate::domain::archive::{
    ArchiveEvent, ArchiveEventName, ArchiveKind, ArchiveRefusal, ArchiveStage, DOWNLOADS, DocumentPeriod,
    PeriodSpan,
};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::present::support::masks;

/// The name of an archive.
#[must_use]
pub const fn kind(kind: ArchiveKind) -> &'static str {
    match kind {
        ArchiveKind::Invoices => "Архив счетов",
        ArchiveKind::Closing => "Архив закрывающих документов",
        ArchiveKind::Package => "Пакет документов",
        ArchiveKind::Reconciliation => "Акт сверки",
    }
}

/// The documents of an archive.
#[must_use]
pub const fn documents(kind: ArchiveKind) -> &'static str {
    match kind {
        ArchiveKind::Invoices => "Счета",
        ArchiveKind::Closing => "Акты и УПД",
        ArchiveKind::Package => "Счета, акты, УПД и акты сверки",
        ArchiveKind::Reconciliation => "Акты сверки",
    }
}

/// How many documents there are: «14 документов».
#[must_use]
pub fn count(documents: u64) -> String {
    counted(documents, ["документ", "документа", "документов"])
}

/// A period: «III квартал 2026», «октябрь 2026», or its days.
#[must_use]
pub fn period(period: &DocumentPeriod) -> String {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    let roman = |number: u32| {
        let place = usize::try_from(number).unwrap_or_default().saturating_sub(1);
        ROMAN.get(place).copied().unwrap_or_default()
    };
    let days = || format!("{} – {}", date(period.first), date(period.last));
    match period.span() {
        PeriodSpan::Month(year, month) => Month::new(year, month).map_or_else(days, Month::in_words),
        PeriodSpan::Quarter(year, number) => format!("{} квартал {year}", roman(number)),
        PeriodSpan::Half(year, number) => format!("{} полугодие {year}", roman(number)),
        PeriodSpan::Year(year) => format!("{year} год"),
        PeriodSpan::Days => days(),
    }
}

/// The state, as the client reads it.
#[must_use]
pub fn state(stage: &ArchiveStage) -> Badge {
    let (label, tone) = match stage {
        ArchiveStage::Confirming => ("Ждет подтверждения адреса", Tone::Work),
        ArchiveStage::Checking => ("Принято, формируется", Tone::Out),
        ArchiveStage::Declined { .. } => ("Отказано", Tone::Bad),
        ArchiveStage::Processing => ("Обработка", Tone::Out),
        ArchiveStage::AwaitingStore => ("Ждет 1С", Tone::Work),
        ArchiveStage::Sent => ("Отправлено", Tone::Good),
        ArchiveStage::Ready { .. } => ("Готов к скачиванию", Tone::Good),
        ArchiveStage::Deferred { .. } => ("Почта просит подождать", Tone::Work),
        ArchiveStage::Bounced { .. } => ("Письмо не дошло", Tone::Bad),
        ArchiveStage::Nothing => ("Нечего отправлять", Tone::Quiet),
    };
    Badge { label: label.to_owned(), tone }
}

/// A balance in words: what the client owes, or has paid in advance.
#[must_use]
pub fn balance(owed: Money) -> String {
    match owed {
        owed if owed > Money::ZERO => format!("долг {}", money(owed.roubles())),
        owed if owed < Money::ZERO => format!("аванс {}", money((-owed).roubles())),
        _ => "долга нет".to_owned(),
    }
}

/// How a request says that it comes each month by itself.
pub const MONTHLY: &str = "ежемесячная отправка";
/// What is said when there is nothing to send.
pub const NOTHING: &str = "За данный период документов нет";

/// When the mail server took a letter.
#[must_use]
pub fn taken(at: &str) -> String {
    format!("Почтовый сервер принял письмо {at}.")
}

/// How often the link of a letter still gives the archive out.
#[must_use]
pub fn left(downloads: u32) -> String {
    format!("По ссылке осталось скачиваний: {downloads} из {DOWNLOADS}.")
}

/// When a letter is tried again, without a stop.
#[must_use]
pub fn next_try(at: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
    if at > now {
        format!("Следующая попытка {}", zone.due(at, now).text())
    } else {
        "Повторим в ближайшее время".to_owned()
    }
}

/// By when an act is promised: «сегодня до 18:00 МСК+5».
#[must_use]
pub fn promised(at: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
    let due = zone.due(at, now).text();
    let words = match due.split_once('\u{a0}') {
        Some((day, clock)) => format!("{day} до {clock}"),
        None => due,
    };
    format!("{words} {}", zone.name())
}

/// What happened to an archive.
#[must_use]
pub const fn happened(name: ArchiveEventName) -> &'static str {
    match name {
        ArchiveEventName::ArchiveAsked => "запрошен архив документов",
        ArchiveEventName::ArchiveAddressConfirmed => "адрес для архива подтвержден",
        ArchiveEventName::ArchiveConfirmationSent => "письмо с подтверждением адреса отправлено",
        ArchiveEventName::ArchiveGathered => "архив документов собран",
        ArchiveEventName::ArchiveEmpty => "для архива нет документов",
        ArchiveEventName::ArchiveDelayed => "архив ждет хранилище файлов",
        ArchiveEventName::ArchiveSent => "архив документов отправлен",
        ArchiveEventName::ArchiveDeferred => "почта просит подождать с архивом",
        ArchiveEventName::ArchiveBounced => "письмо с архивом не дошло",
        ArchiveEventName::ArchiveRedirected => "архив отправляется на другой адрес",
        ArchiveEventName::ArchiveResent => "письмо с документами отправлено еще раз",
        ArchiveEventName::ActAccepted => "акт сверки ждет проверки",
        ArchiveEventName::ActIssued => "акт сверки проверен и выставлен",
        ArchiveEventName::ActPrinted => "акт сверки напечатан",
        ArchiveEventName::ActChosen => "акт сверки из 1С выбран",
        ArchiveEventName::ActDeclined => "в акте сверки отказано",
        ArchiveEventName::ArchiveDownloaded => "архив документов скачан",
    }
}

/// The details of an event.
#[must_use]
pub fn detail(event: &ArchiveEvent, zone: Zone) -> Option<String> {
    match event {
        ArchiveEvent::ArchiveAsked { kind: asked, first, last, to, .. } => {
            Some(format!("{}, {} – {}, на {}", kind(*asked), date(*first), date(*last), masks::email(to)))
        }
        ArchiveEvent::ArchiveGathered { documents, size: bytes, .. } => {
            Some(format!("{}, {}", count(u64::from(*documents)), size(*bytes)))
        }
        ArchiveEvent::ArchiveSent { to, link } => {
            let to = masks::email(to);
            Some(if *link { format!("ссылкой на {to}") } else { format!("на {to}") })
        }
        ArchiveEvent::ArchiveDeferred { words, next_try } => {
            Some(format!("{words}. Следующая попытка {}", zone.moment(*next_try).text()))
        }
        ArchiveEvent::ArchiveBounced { words } | ArchiveEvent::ActDeclined { words } => Some(words.clone()),
        ArchiveEvent::ArchiveRedirected { to, .. } | ArchiveEvent::ArchiveResent { to, .. } => {
            Some(format!("на {}", masks::email(to)))
        }
        ArchiveEvent::ArchiveDownloaded { link } => Some(
            if *link { "по ссылке из письма" } else { "в личном кабинете" }.to_owned(),
        ),
        ArchiveEvent::ActAccepted { promised, theirs } => {
            let promised = format!("обещан до {}", zone.moment(*promised).text());
            let said = theirs.map(|kopecks| balance(Money::from_kopecks(kopecks)));
            Some(said.map_or(promised.clone(), |said| format!("{promised}, по данным клиента {said}")))
        }
        ArchiveEvent::ActIssued { number, closing, .. } => {
            Some(format!("№\u{a0}{number}, {}", balance(Money::from_kopecks(*closing))))
        }
        ArchiveEvent::ActPrinted { .. }
        | ArchiveEvent::ActChosen { .. }
        | ArchiveEvent::ArchiveAddressConfirmed
        | ArchiveEvent::ArchiveConfirmationSent
        | ArchiveEvent::ArchiveEmpty
        | ArchiveEvent::ArchiveDelayed => None,
    }
}

/// Why a verb of an archive is refused.
#[must_use]
pub const fn refused(refusal: ArchiveRefusal) -> &'static str {
    match refusal {
        ArchiveRefusal::NotLost => "Письмо еще не потеряно: посмотрите состояние запроса.",
        ArchiveRefusal::TooSoon => {
            "Письмо вернулось только что. Отправить его еще раз можно через 10\u{a0}минут после этого."
        }
        ArchiveRefusal::NotToCheck => "Акт уже не ждет проверки: посмотрите его состояние.",
        ArchiveRefusal::NotKept => "Архив больше не хранится: его нужно запросить снова.",
        ArchiveRefusal::GivenOut => {
            "По этой ссылке архив уже скачан пять раз. Скачайте его в личном кабинете."
        }
    }
}
