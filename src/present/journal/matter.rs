//! The subject of an entry: its name in words, and its URL.

use templates::format::date;
use templates::paths;

use crate::operations::Desk;
use crate::operations::journal::Known;
use crate::policy::Permission;
use crate::present::words;
use crate::store::audit::Subject;

/// The subject of an entry, in words.
#[derive(Default)]
pub(super) struct Matter {
    /// Its name.
    pub(super) text: String,
    /// The organisation to which it belongs, unless that is its name.
    pub(super) note: String,
}

fn plain(text: impl Into<String>) -> Matter {
    Matter { text: text.into(), note: String::new() }
}

/// The subject's name. A subject outside of the viewer's scope has a number and no name.
pub(super) fn of(known: &Known, subject: &Subject) -> Matter {
    match subject {
        Subject::Application(number) => Matter {
            text: format!("Заявление №\u{a0}{number}"),
            note: known.applications.get(number).cloned().unwrap_or_default(),
        },
        Subject::Organization(code) => match known.organizations.get(code) {
            Some(name) => Matter { text: name.clone(), note: format!("код абонента {code}") },
            None => plain(format!("Организация {code}")),
        },
        Subject::Statement(_, month) => plain(format!("Сверка за {}", words::month(*month))),
        Subject::Person(person) => match known.people.get(person) {
            Some(name) => Matter { text: name.clone(), note: "сотрудник".to_owned() },
            None => plain("Сотрудник"),
        },
        Subject::ItsLogin(login) => match known.its_logins.get(login) {
            Some(name) => Matter { text: name.clone(), note: "логин ИТС".to_owned() },
            None => plain("Логин ИТС"),
        },
        Subject::SavedFilter => plain("Отбор очереди"),
        Subject::Journal => plain("Журнал"),
        Subject::Setting(setting) => plain(words::office::setting(*setting).0),
        Subject::Partner(code) => match known.partners.get(code) {
            Some(name) => Matter { text: name.clone(), note: "партнер".to_owned() },
            None => plain(format!("Партнер {code}")),
        },
        Subject::Prices(from) => plain(format!("Прайс-лист с {}", date(*from))),
        Subject::Ground(table, from) => plain(format!("{} с {}", words::office::ground(*table), date(*from))),
        Subject::Promotion(code) => plain(format!("Акция {code}")),
        Subject::Reason(code) => Matter { text: "Причина".to_owned(), note: code.clone() },
        Subject::Search(asked) => Matter { text: "Поиск".to_owned(), note: asked.clone() },
        Subject::Other(name) => plain(name),
    }
}

/// The subject's URL, if the viewer may open it.
pub(super) fn address(desk: &Desk, known: &Known, subject: &Subject) -> Option<String> {
    let (own, may) = (desk.partner().is_some(), |permission| desk.allows(permission));
    match subject {
        Subject::Application(number) => {
            let open = own && may(Permission::ViewApplication) && known.applications.contains_key(number);
            open.then(|| paths::application(&number.to_string()))
        }
        Subject::Organization(code) if own => {
            known.organizations.contains_key(code).then(|| paths::organization(code))
        }
        Subject::Organization(code) => may(Permission::TransferOrganization).then(|| paths::transfer(code)),
        Subject::Statement(_, month) => {
            (own && may(Permission::AgreeStatement)).then(|| paths::statement(&month.to_string()))
        }
        Subject::Person(person) => may(Permission::ManagePeople).then(|| {
            let person = person.to_string();
            if own { paths::person(&person) } else { paths::operator_person(&person) }
        }),
        Subject::ItsLogin(login) => {
            (own && may(Permission::ManageItsLogins)).then(|| paths::its_login(&login.to_string()))
        }
        Subject::Setting(setting) => may(Permission::ManageSettings).then(|| paths::setting(setting.code())),
        Subject::Partner(code) => may(Permission::ViewPartner).then(|| paths::partner(code)),
        Subject::Reason(code) => may(Permission::ManageReasons).then(|| paths::reason(code)),
        Subject::Prices(_) => may(Permission::ManagePrices).then(paths::prices),
        Subject::SavedFilter
        | Subject::Journal
        | Subject::Ground(..)
        | Subject::Promotion(_)
        | Subject::Search(_)
        | Subject::Other(_) => None,
    }
}
