//! Remarks: what is shown on the card and never refused.

use chrono::NaiveDate;
use templates::components::Tone;
use templates::format::{counted, date};
use templates::pages::partner::{Remark as Shown, Tick};

use crate::domain::ids::ApplicationNumber;
use crate::domain::multi_user::Fit;
use crate::domain::remark::Remark;
use crate::domain::stage::Verb;
use crate::domain::submission::Owner;
use crate::operations::inspection::Card;
use crate::present::words;

/// The remarks of a card, in words. What must be acknowledged has its tick while the reader may forward; after a
/// forwarding that came back, `ticks` are those that were set.
pub(super) fn remarks(card: &Card, ticks: Option<&[String]>) -> Vec<Shown> {
    let open = card.verbs.contains(&Verb::Forward);
    card.remarks.iter().map(|remark| shown(card, remark, open, ticks)).collect()
}

fn shown(card: &Card, remark: &Remark, open: bool, ticks: Option<&[String]>) -> Shown {
    let tick = remark.key().filter(|_| open).map(|value| {
        let on = ticks.is_some_and(|ticks| ticks.contains(&value));
        Tick { value, on, missing: ticks.is_some() && !on }
    });
    Shown { text: text(&owner_of(card, remark), remark), tone: tone(remark), tick }
}

const UNREGISTERED: &str = "Не указан ни ОГРН или ОГРНИП, ни номер записи об аккредитации: проверьте, что это частная \
                            практика или филиал иностранной организации.";

/// A remark in words; `name` is the owner's whom it is about, if it is about one.
pub(super) fn text(name: &str, remark: &Remark) -> String {
    match remark {
        Remark::UsersListEmpty => "Режим включен, а список пользователей пуст.".to_owned(),
        Remark::UsersDoNotFit { tier, fit, users } => {
            let fits = match fit {
                Fit::TooFew => "меньше",
                Fit::TooMany => "больше",
                Fit::Fits | Fit::ListEmpty => "иначе",
            };
            format!("Пользователей в списке {users}: {fits}, чем вид «{}».", words::tier(*tier))
        }
        Remark::NoAdministrator => "Ни у кого нет роли «администрирование».".to_owned(),
        Remark::NoFnsRecipient => {
            "ФНС подключена, но ни у кого нет роли «шифрование»: некому получать ее сообщения.".to_owned()
        }
        Remark::BudgetOrganization => {
            "Клиент Казначейства России: сертификат руководителя выпускает Федеральное казначейство."
                .to_owned()
        }
        Remark::Unregistered => UNREGISTERED.to_owned(),
        Remark::UnknownMembers { pointers } => {
            format!("В заявлении есть неизвестные поля, они не используются: {}.", pointers.join(", "))
        }
        Remark::SubjectDiffers { difference, .. } => {
            let field = words::subject_field(difference.field);
            format!("{name}: в запросе на сертификат {field} не как в заявлении.")
        }
        Remark::SubjectEmpty { .. } => format!("{name}: в запросе на сертификат не назван никто."),
        Remark::SubjectRepeats { field, times, .. } => {
            let (field, times) = (words::subject_field(*field), u64::try_from(*times).unwrap_or_default());
            let times = counted(times, ["раз", "раза", "раз"]);
            format!("{name}: в запросе на сертификат {field} стоит {times}.")
        }
        Remark::PossessionNotChecked { .. } => format!("{name}: владение ключом не проверено."),
        Remark::DuplicateApplication { numbers } => {
            format!("У организации есть другие открытые заявления: {}.", listed(numbers))
        }
        Remark::ProductActive { until, number } => active(*until, *number),
        Remark::SubscriberConnected { until } => connected(*until),
        Remark::EarlyRenewal { until } => early(*until),
        Remark::OwnerElsewhere { numbers, more, foreign, .. } => {
            signs_elsewhere(name, numbers, *more, *foreign)
        }
        Remark::DuplicateAlias { alias, numbers } => {
            format!("Псевдоним «{alias}» уже занят: {}.", listed(numbers))
        }
    }
}

const fn tone(remark: &Remark) -> Tone {
    match remark {
        Remark::UnknownMembers { .. }
        | Remark::PossessionNotChecked { .. }
        | Remark::OwnerElsewhere { .. } => Tone::Quiet,
        Remark::UsersListEmpty
        | Remark::UsersDoNotFit { .. }
        | Remark::NoAdministrator
        | Remark::NoFnsRecipient
        | Remark::BudgetOrganization
        | Remark::Unregistered
        | Remark::SubjectDiffers { .. }
        | Remark::SubjectEmpty { .. }
        | Remark::SubjectRepeats { .. }
        | Remark::DuplicateApplication { .. }
        | Remark::ProductActive { .. }
        | Remark::SubscriberConnected { .. }
        | Remark::EarlyRenewal { .. }
        | Remark::DuplicateAlias { .. } => Tone::Work,
    }
}

fn active(until: NaiveDate, number: Option<ApplicationNumber>) -> String {
    let by = number.map(|number| format!(" по заявлению №\u{a0}{number}")).unwrap_or_default();
    format!("Продукт уже активен до {}{by}.", date(until))
}

fn connected(until: NaiveDate) -> String {
    format!("Абонент уже подключен до {}: проверьте, от его ли имени это заявление.", date(until))
}

fn early(until: NaiveDate) -> String {
    format!("Продление раньше срока: лицензия действует до {}.", date(until))
}

fn signs_elsewhere(name: &str, numbers: &[ApplicationNumber], more: u64, foreign: bool) -> String {
    let rest = if more > 0 { format!(" и еще {more}") } else { String::new() };
    let own = (!numbers.is_empty()).then(|| format!("{}{rest}", listed(numbers)));
    let others = foreign.then(|| "у другой обслуживающей организации".to_owned());
    let where_else = own.into_iter().chain(others).collect::<Vec<_>>().join(", ");
    format!("{name}: этот СНИЛС есть и в заявлениях других организаций ({where_else}).")
}

/// The name of the owner whom a remark is about; empty when it is about none.
fn owner_of(card: &Card, remark: &Remark) -> String {
    let place = match remark {
        Remark::SubjectDiffers { owner, .. }
        | Remark::SubjectEmpty { owner }
        | Remark::SubjectRepeats { owner, .. }
        | Remark::PossessionNotChecked { owner }
        | Remark::OwnerElsewhere { owner, .. } => *owner,
        Remark::UsersListEmpty
        | Remark::UsersDoNotFit { .. }
        | Remark::NoAdministrator
        | Remark::NoFnsRecipient
        | Remark::BudgetOrganization
        | Remark::Unregistered
        | Remark::UnknownMembers { .. }
        | Remark::DuplicateApplication { .. }
        | Remark::ProductActive { .. }
        | Remark::SubscriberConnected { .. }
        | Remark::EarlyRenewal { .. }
        | Remark::DuplicateAlias { .. } => return String::new(),
    };
    card.original.content.owners.get(place).map_or_else(|| "Владелец".to_owned(), Owner::full_name)
}

fn listed(numbers: &[ApplicationNumber]) -> String {
    numbers.iter().map(|number| format!("№\u{a0}{number}")).collect::<Vec<_>>().join(", ")
}
