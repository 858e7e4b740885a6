//! Archives of documents in the cabinet: the form, the requests with their states, what the links of letters open.

mod own;

use chrono::{DateTime, NaiveDate, Utc};
use templates::components::{Choice, Empty};
use templates::format::{Zone, date};
use templates::pages::cabinet::{
    ActQuestions, ArchiveAddressPage, ArchiveLinkPage, ArchivePage, PeriodPreset,
};
use templates::paths;

pub use own::own;

use super::people::errors;
use super::words::archives as words;
use super::words::attachments::size;
use crate::domain::archive::{
    ArchiveKind, ArchiveRequest, ArchiveStage, BalanceFavour, DocumentPeriod, GatheredArchive, TypedArchive,
};
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::operations::archives::{ActPromise, ArchiveForm, OpenedArchive, OwnArchive};
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
        presets: presets(kind, &typed, period, seen.now),
        chosen: typed.organization,
        first: typed.first,
        last: typed.last,
        email: typed.email,
        found,
        nobody: form.organizations.is_empty().then(nobody),
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

pub(super) fn nobody() -> Empty {
    Empty {
        reason: "Документов пока нет: у учетной записи нет организации.".to_owned(),
        advice: "Организация появится, когда одобрят заявление на подключение или вас пригласят.".to_owned(),
        link: None,
    }
}

fn found(kind: ArchiveKind, totals: PeriodTotals, period: DocumentPeriod) -> [String; 2] {
    let days = format!("с {} по {}", date(period.first), date(period.last));
    if totals.documents == 0 {
        return ["За данный период документов нет".to_owned(), format!("{} {days}.", words::documents(kind))];
    }
    let about = format!("{}, около {}", words::count(totals.documents), size(totals.bytes));
    [about, format!("{} {days}. Придут одним архивом ZIP, обычно за 5 минут.", words::documents(kind))]
}

fn presets(
    kind: ArchiveKind,
    typed: &TypedArchive,
    chosen: Option<DocumentPeriod>,
    now: DateTime<Utc>,
) -> Vec<PeriodPreset> {
    let preset = |period: DocumentPeriod| {
        let day = |day: NaiveDate| day.to_string();
        let (first, last) = (day(period.first), day(period.last));
        let query = [("organization", typed.organization.as_str()), ("first", &first), ("last", &last)];
        PeriodPreset {
            label: words::period(&period),
            href: paths::with_query(&paths::new_archive(kind.code()), &query),
            current: chosen == Some(period),
        }
    };
    let today = moscow_day(now);
    let fits = |period: DocumentPeriod| {
        let last = if kind.is_checked() { period.last.min(today) } else { period.last };
        DocumentPeriod { last, ..period }
    };
    DocumentPeriod::usual(today).into_iter().map(fits).map(preset).collect()
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
