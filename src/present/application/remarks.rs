//! Remarks: what is shown on the card and never refused.

use chrono::NaiveDate;
use templates::components::Tone;
use templates::format::date;
use templates::pages::partner::Remark as Shown;

use crate::domain::ids::ApplicationNumber;
use crate::domain::multi_user::Fit;
use crate::domain::remark::Remark;
use crate::domain::submission::Owner;
use crate::operations::inspection::Card;
use crate::present::words;

/// The remarks of a card, in words.
pub(super) fn remarks(card: &Card) -> Vec<Shown> {
    card.remarks.iter().map(|remark| shown(card, remark)).collect()
}

fn shown(card: &Card, remark: &Remark) -> Shown {
    let (text, tone) = match remark {
        Remark::UsersListEmpty => ("Режим включен, а список пользователей пуст.".to_owned(), Tone::Work),
        Remark::UsersDoNotFit { tier, fit, users } => {
            let fits = match fit {
                Fit::TooFew => "меньше",
                Fit::TooMany => "больше",
                Fit::Fits | Fit::ListEmpty => "иначе",
            };
            let text = format!("Пользователей в списке {users}: {fits}, чем вид «{}».", words::tier(*tier));
            (text, Tone::Work)
        }
        Remark::NoAdministrator => ("Ни у кого нет роли «администрирование».".to_owned(), Tone::Work),
        Remark::NoFnsRecipient => (
            "ФНС подключена, но ни у кого нет роли «шифрование»: некому получать ее сообщения.".to_owned(),
            Tone::Work,
        ),
        Remark::BudgetOrganization => (
            "Клиент Казначейства России: сертификат руководителя выпускает Федеральное казначейство."
                .to_owned(),
            Tone::Work,
        ),
        Remark::UnknownMembers { pointers } => (
            format!("В заявлении есть неизвестные поля, они не используются: {}.", pointers.join(", ")),
            Tone::Quiet,
        ),
        Remark::SubjectDiffers { owner, difference } => {
            let name = owner_name(card, *owner);
            let field = words::subject_field(difference.field);
            (format!("{name}: в запросе на сертификат {field} не как в заявлении."), Tone::Work)
        }
        Remark::PossessionNotChecked { owner } => {
            (format!("{}: владение ключом не проверено.", owner_name(card, *owner)), Tone::Quiet)
        }
        Remark::DuplicateApplication { numbers } => {
            (format!("У организации есть другие открытые заявления: {}.", listed(numbers)), Tone::Work)
        }
        Remark::ProductActive { until, number } => (active(*until, *number), Tone::Work),
        Remark::EarlyRenewal { until } => (early(*until), Tone::Work),
        Remark::OwnerElsewhere { owner, numbers, more, foreign } => {
            (signs_elsewhere(&owner_name(card, *owner), (numbers, *more), *foreign), Tone::Quiet)
        }
        Remark::DuplicateAlias { alias, numbers } => {
            (format!("Псевдоним «{alias}» уже занят: {}.", listed(numbers)), Tone::Work)
        }
    };
    Shown { text, tone }
}

fn active(until: NaiveDate, number: Option<ApplicationNumber>) -> String {
    let by = number.map(|number| format!(" по заявлению № {number}")).unwrap_or_default();
    format!("Продукт уже активен до {}{by}.", date(until))
}

fn early(until: NaiveDate) -> String {
    format!("Продление раньше срока: лицензия действует до {}.", date(until))
}

fn signs_elsewhere(name: &str, (numbers, more): (&[ApplicationNumber], u64), foreign: bool) -> String {
    let rest = if more > 0 { format!(" и еще {more}") } else { String::new() };
    let own = (!numbers.is_empty()).then(|| format!("{}{rest}", listed(numbers)));
    let others = foreign.then(|| "у другой обслуживающей организации".to_owned());
    let where_else = own.into_iter().chain(others).collect::<Vec<_>>().join(", ");
    format!("{name}: этот СНИЛС есть и в заявлениях других организаций ({where_else}).")
}

fn owner_name(card: &Card, place: usize) -> String {
    card.original.content.owners.get(place).map_or_else(|| "Владелец".to_owned(), Owner::full_name)
}

fn listed(numbers: &[ApplicationNumber]) -> String {
    numbers.iter().map(|number| format!("№ {number}")).collect::<Vec<_>>().join(", ")
}
