//! Archives of documents in the cabinet: the form, the requests with their states, what the links of letters open.

mod own;

use chrono::{DateTime, Utc};
use templates::components::{Choice, Empty, Link};
use templates::format::{Zone, date, waiting};
use templates::pages::cabinet::{
    ActQuestions, ArchiveAddressPage, ArchiveLinkPage, ArchivePage, PeriodPreset,
};
use templates::paths;

pub use own::own;

use super::people::errors;
use super::words::archives as words;
use super::words::attachments::size;
use crate::domain::archive::{
    ASKED_MOST, ArchiveKind, ArchiveRequest, ArchiveStage, BalanceFavour, DocumentPeriod, GatheredArchive,
    LARGEST_ATTACHED, TypedArchive,
};
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::operations::archives::{ActPromise, ArchiveForm, OpenedArchive, OwnArchive, too_much};
use crate::operations::disowning::ClosedHouse;
use crate::store::documents::PeriodTotals;

/// The heading of the form of an act.
const ORDER: &str = "Заказать акт сверки";

/// What was asked for: «Архив счетов, III квартал 2026, ООО «Ромашка»».
pub(super) fn about(archive: &ArchiveRequest, organization: &str) -> String {
    format!("{}, {}, {organization}", words::kind(archive.kind), words::period(&archive.period))
}

/// The file of an archive, and how much is in it.
pub(super) fn contents(gathered: &GatheredArchive) -> String {
    if gathered.is_act {
        return format!("{}, {}", gathered.name(), size(gathered.size));
    }
    let count = words::count(u64::from(gathered.documents));
    format!("{}, {count}, {}", gathered.name(), size(gathered.size))
}

/// What a blank form is filled with: the first organisation of one, the last quarter, the address of the account.
#[must_use]
pub fn filled(form: &ArchiveForm, asked: TypedArchive, now: DateTime<Utc>) -> TypedArchive {
    let usual = DocumentPeriod::usual(moscow_day(now));
    let quarter = usual.get(1).filter(|_| asked.first.is_empty() && asked.last.is_empty());
    let (first, last) =
        quarter.map_or((asked.first, asked.last), |days| (days.first.to_string(), days.last.to_string()));
    let email = if asked.email.is_empty() { form.email.clone() } else { asked.email };
    TypedArchive { first, last, email, ..asked }
}

/// The form of an archive, with what there is.
#[must_use]
pub fn asking(
    form: &ArchiveForm,
    kind: ArchiveKind,
    typed: TypedArchive,
    seen: AskingSeen,
    csrf: String,
) -> ArchivePage {
    let several = form.organizations.len() > 1;
    let organizations = if several { choices(&form.organizations) } else { Vec::new() };
    let only = form.organizations.first().filter(|_| !several);
    let period = DocumentPeriod::read(&typed.first, &typed.last, &mut FieldFaults::new());
    let found = seen.totals.zip(period).map(|(totals, period)| found(kind, totals, period));
    ArchivePage {
        kind: kind.code().to_owned(),
        heading: if kind.is_checked() { ORDER } else { words::kind(kind) }.to_owned(),
        act: kind.is_checked().then(|| ordering(&typed, seen.promise.as_ref(), seen.now)),
        organization: only.map(|one| one.requisites.short_name.clone()).unwrap_or_default(),
        organizations,
        presets: presets(kind, period, seen.now),
        chosen: typed.organization,
        first: typed.first,
        last: typed.last,
        email: typed.email,
        found,
        nobody: form.organizations.is_empty().then(|| nobody(form.closed.as_ref())),
        support: form.support.clone(),
        errors: errors(seen.faults),
        csrf,
    }
}

/// The organisations of a list, by code.
pub(super) fn choices(organizations: &[Organization]) -> Vec<Choice> {
    let choice = |one: &Organization| {
        let label = format!("{}, ИНН {}", one.requisites.short_name, one.requisites.inn.as_str());
        Choice::new(one.subscriber_code.as_str(), label)
    };
    std::iter::once(Choice::new("", "Выберите")).chain(organizations.iter().map(choice)).collect()
}

/// What the form shows beside what was typed.
#[derive(Debug)]
pub struct AskingSeen {
    /// What there is.
    pub totals: Option<PeriodTotals>,
    /// By when an act is promised.
    pub promise: Option<ActPromise>,
    /// The faults.
    pub faults: FieldFaults,
    /// When it is looked at.
    pub now: DateTime<Utc>,
}

/// What the form of an act asks beside its days and address.
fn ordering(typed: &TypedArchive, promise: Option<&ActPromise>, now: DateTime<Utc>) -> ActQuestions {
    let choice = |favour: BalanceFavour, label: &str| Choice::new(favour.code(), label);
    let promised = promise.map(|promise| {
        let zone = Zone { offset: promise.partner.zone() };
        [
            format!("Придет {}", words::promised(promise.at, zone, now)),
            format!("Акт проверит сотрудник {}, поэтому он приходит позже архива.", promise.partner.name),
        ]
    });
    ActQuestions {
        balance: typed.balance.clone(),
        favours: vec![
            Choice::new("", "Не указано"),
            choice(BalanceFavour::Partner, "Не в нашу: должны мы"),
            choice(BalanceFavour::Client, "В нашу: должны нам"),
        ],
        favour: typed.favour.clone(),
        promised,
    }
}

/// Why nothing can be asked for: the only organisation is disowned, or there is none.
pub(super) fn nobody(closed: Option<&ClosedHouse>) -> Empty {
    if let Some(closed) = closed {
        return disowned(closed);
    }
    Empty {
        reason: "Документов пока нет: у учетной записи нет организации.".to_owned(),
        advice: "Организация появится, когда одобрят заявление на подключение или вас пригласят.".to_owned(),
        link: None,
    }
}

/// What is said where the documents of an organisation are closed.
pub(super) fn disowned(closed: &ClosedHouse) -> Empty {
    Empty {
        reason: format!("Документы закрыты: вы сообщили, что {} не ваша организация.", closed.name),
        advice: "Обслуживающая организация разберется и ответит на ваше сообщение.".to_owned(),
        link: Some(Link {
            label: format!("Вопрос №\u{a0}{}", closed.question),
            href: paths::own_question(&closed.question.to_string()),
        }),
    }
}

fn found(kind: ArchiveKind, totals: PeriodTotals, period: DocumentPeriod) -> [String; 2] {
    let days = format!("с {} по {}", date(period.first), date(period.last));
    let documents = words::documents(kind);
    if totals.documents == 0 {
        return ["За данный период документов нет".to_owned(), format!("{documents} {days}.")];
    }
    let about = format!("{}, около {}", words::count(totals.documents), size(totals.bytes));
    if let Some(refused) = too_much(&totals) {
        return [about, format!("{documents} {days}. {refused}.")];
    }
    let by_link = if totals.bytes > LARGEST_ATTACHED {
        " Если архив выйдет больше 10\u{a0}МБ, вместо вложения придет ссылка."
    } else {
        ""
    };
    [about, format!("{documents} {days}. Придут одним архивом ZIP, обычно за 5\u{a0}минут.{by_link}")]
}

fn presets(kind: ArchiveKind, chosen: Option<DocumentPeriod>, now: DateTime<Utc>) -> Vec<PeriodPreset> {
    let preset = |period: DocumentPeriod| PeriodPreset {
        label: words::period(&period),
        days: format!("{} {}", period.first, period.last),
        current: chosen == Some(period),
    };
    let today = moscow_day(now);
    let fits = |period: DocumentPeriod| {
        let last = if kind.is_checked() { period.last.min(today) } else { period.last };
        DocumentPeriod { last, ..period }
    };
    DocumentPeriod::usual(today).into_iter().map(fits).map(preset).collect()
}

/// What is said when the day's archives and acts are asked for.
#[must_use]
pub fn limited(seconds: u64) -> String {
    format!(
        "За сутки организация может запросить не больше {ASKED_MOST} архивов и актов сверки вместе, и столько уже \
         запрошено. Введенное сохранено, снова можно будет через {}",
        waiting(seconds)
    )
}

/// «Отправить на другой адрес».
#[must_use]
pub fn address(own: &OwnArchive, email: String, faults: FieldFaults, csrf: String) -> ArchiveAddressPage {
    let said = match &own.archive.stage {
        ArchiveStage::Bounced { words } => format!("Письмо на {} не дошло. {words}.", own.archive.email),
        ArchiveStage::Confirming
        | ArchiveStage::Checking
        | ArchiveStage::Declined { .. }
        | ArchiveStage::Processing
        | ArchiveStage::AwaitingStore
        | ArchiveStage::Sent
        | ArchiveStage::Ready { .. }
        | ArchiveStage::Deferred { .. }
        | ArchiveStage::Nothing => String::new(),
    };
    ArchiveAddressPage {
        number: own.archive.id.to_string(),
        kind: words::kind(own.archive.kind).to_owned(),
        about: about(&own.archive, &own.organization),
        said,
        email,
        errors: errors(faults),
        csrf,
    }
}

/// What the link of the letter that confirms an address opens.
#[must_use]
pub fn confirming(opened: &OpenedArchive, token: String, csrf: String) -> ArchiveLinkPage {
    let (about, email) =
        (about(&opened.archive, &opened.organization.requisites.short_name), opened.archive.email.clone());
    if opened.archive.confirmed_at.is_some() {
        return ArchiveLinkPage::Confirmed { about, email };
    }
    ArchiveLinkPage::Confirm { token, about, email, csrf }
}

/// What the link of a letter with a large archive opens.
#[must_use]
pub fn taking(opened: &OpenedArchive, token: String, csrf: String) -> ArchiveLinkPage {
    let gathered = opened.archive.gathered.as_ref();
    let (Some(gathered), ArchiveStage::Ready { downloads }) = (gathered, &opened.archive.stage) else {
        return ArchiveLinkPage::Gone;
    };
    let until = date(moscow_day(gathered.until));
    let left = match downloads {
        0 => "По этой ссылке архив уже скачан пять раз. Скачайте его в личном кабинете.".to_owned(),
        left => format!("Хранится до {until}, по ссылке можно скачать еще {left} из 5 раз."),
    };
    ArchiveLinkPage::Take {
        token,
        about: about(&opened.archive, &opened.organization.requisites.short_name),
        size: contents(gathered),
        left,
        open: *downloads > 0,
        csrf,
    }
}
