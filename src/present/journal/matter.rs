//! The subject of an entry: its name in words, and its URL.

use std::fmt::Display;

use templates::format::date;
use templates::paths;

use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::product::FreeProduct;
use crate::operations::Desk;
use crate::operations::journal::KnownNames;
use crate::policy::Permission;
use crate::present::words;
use crate::store::audit::AuditSubject;

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

/// The name of what an entry is about. What the reader may not see has a number and no name.
pub(super) fn of(known: &KnownNames, subject: &AuditSubject) -> Matter {
    match subject {
        AuditSubject::Application(number) => of_application(known, *number, "Заявление"),
        AuditSubject::Attachments(number) => of_application(known, *number, "Вложения заявления"),
        AuditSubject::Organization(code) | AuditSubject::Reminder(code) => {
            match known.organizations.get(code) {
                Some(name) => Matter { text: name.clone(), note: format!("код абонента {code}") },
                None => plain(format!("Организация {code}")),
            }
        }
        AuditSubject::Administrators(code) => of_code(known, code, "администраторы в личном кабинете"),
        AuditSubject::Documents(code) => of_code(known, code, "документы"),
        AuditSubject::Statement(_, month) => plain(format!("Сверка за {}", words::month(*month))),
        AuditSubject::Person(person) => of_person(known, *person, "учетная запись"),
        AuditSubject::Cloud(person) => of_person(known, *person, "вход через облако"),
        AuditSubject::ItsLogin(login) => match known.its_logins.get(login) {
            Some(name) => Matter { text: name.clone(), note: "логин ИТС".to_owned() },
            None => plain("Логин ИТС"),
        },
        AuditSubject::ItsOffer(login) => {
            Matter { text: login.clone(), note: "предложение логину".to_owned() }
        }
        AuditSubject::SavedFilter => plain("Отбор очереди"),
        AuditSubject::Journal => plain("Журнал"),
        AuditSubject::Setting(setting) => plain(words::office::setting(*setting).0),
        AuditSubject::Partner(code) => match known.partners.get(code) {
            Some(name) => Matter { text: name.clone(), note: "партнер".to_owned() },
            None => plain(format!("Партнер {code}")),
        },
        AuditSubject::Prices(from) => plain(format!("Прайс-лист с {}", date(*from))),
        AuditSubject::Ground(table, from) => {
            plain(format!("{} с {}", words::office::ground(*table), date(*from)))
        }
        AuditSubject::Promotion(code) => plain(format!("Акция {code}")),
        AuditSubject::Reason(code) => Matter { text: "Причина".to_owned(), note: code.clone() },
        AuditSubject::Members(code) => plain(format!("Пользователи абонента {code}")),
        AuditSubject::Deliveries(day) => plain(format!("Комплекты от {}", date(*day))),
        AuditSubject::Product(name) => product(name),
        AuditSubject::Archive(archive) => numbered("Архив документов", archive),
        AuditSubject::Subscription(subscription) => numbered("Ежемесячная отправка", subscription),
        AuditSubject::Disowning(question) | AuditSubject::Question(question) => numbered("Вопрос", question),
        AuditSubject::Sale(sale) => numbered("Реализация", sale),
        AuditSubject::FactorRule(_) => plain("Второй шаг входа"),
        AuditSubject::Seller => plain("Реквизиты и цены"),
        AuditSubject::Payment(payment) => numbered("Оплата", payment),
        AuditSubject::StandingIn(id) => numbered("Замещение", id),
        AuditSubject::Search(asked) => Matter { text: "Поиск".to_owned(), note: asked.clone() },
        AuditSubject::Other(name) => plain(name),
    }
}

fn numbered(what: &str, number: &impl Display) -> Matter {
    plain(format!("{what} №\u{a0}{number}"))
}

/// Somebody, or something of theirs.
fn of_person(known: &KnownNames, person: PersonId, note: &str) -> Matter {
    match known.people.get(&person) {
        Some(name) => Matter { text: name.clone(), note: note.to_owned() },
        None => plain("Учетная запись"),
    }
}

/// The page of the second factors of the house.
fn factors_page(own: bool) -> String {
    if own { paths::factors() } else { paths::operator_factors() }
}

/// The page of a person of the house.
fn person_page(own: bool, person: PersonId) -> String {
    let person = person.to_string();
    if own { paths::person(&person) } else { paths::operator_person(&person) }
}

/// Something of an application.
fn of_application(known: &KnownNames, number: ApplicationNumber, what: &str) -> Matter {
    let note = known.applications.get(&number).cloned().unwrap_or_default();
    Matter { text: format!("{what} №\u{a0}{number}"), note }
}

/// Something of an organisation, by its name or by its code.
fn of_code(known: &KnownNames, code: &str, note: &str) -> Matter {
    let name = known.organizations.get(code).cloned();
    Matter { text: name.unwrap_or_else(|| format!("Организация {code}")), note: note.to_owned() }
}

/// A product by its registration number, or a free one by its name.
fn product(name: &str) -> Matter {
    let number = name.split(':').next().unwrap_or_default();
    match FreeProduct::from_code(number) {
        Some(free) => plain(words::client::free_product(free)[0]),
        None => Matter { text: number.to_owned(), note: "рег. номер продукта".to_owned() },
    }
}

/// Where it can be opened, when this reader may open it.
pub(super) fn address(desk: &Desk, known: &KnownNames, subject: &AuditSubject) -> Option<String> {
    let (own, may) = (desk.partner().is_some(), |permission| desk.allows(permission));
    let people = may(Permission::ManagePeople);
    match subject {
        AuditSubject::Application(number) | AuditSubject::Attachments(number) => {
            let open = own && may(Permission::ViewApplication) && known.applications.contains_key(number);
            open.then(|| paths::application(&number.to_string()))
        }
        AuditSubject::Organization(code) | AuditSubject::Reminder(code) if own => {
            known.organizations.contains_key(code).then(|| paths::organization(code))
        }
        AuditSubject::Administrators(code) => {
            let open = own && may(Permission::InviteAdministrator) && known.organizations.contains_key(code);
            open.then(|| paths::administrators(code))
        }
        AuditSubject::Organization(code) => {
            may(Permission::TransferOrganization).then(|| paths::transfer(code))
        }
        AuditSubject::Person(id) | AuditSubject::Cloud(id) => people.then(|| person_page(own, *id)),
        AuditSubject::Setting(setting) => {
            may(Permission::ManageSettings).then(|| paths::setting(setting.code()))
        }
        AuditSubject::Partner(code) => may(Permission::ViewPartner).then(|| paths::partner(code)),
        AuditSubject::Reason(code) => may(Permission::ManageReasons).then(|| paths::reason(code)),
        AuditSubject::FactorRule(_) => people.then(|| factors_page(own)),
        AuditSubject::Prices(_) => may(Permission::ManagePrices).then(paths::prices),
        AuditSubject::Deliveries(_) => may(Permission::ManageDeliveries).then(paths::deliveries),
        AuditSubject::Statement(..)
        | AuditSubject::ItsLogin(_)
        | AuditSubject::Documents(_)
        | AuditSubject::Disowning(_)
        | AuditSubject::Question(_)
        | AuditSubject::Sale(_)
        | AuditSubject::Seller
        | AuditSubject::Payment(_) => dealing(desk, subject).filter(|_| own),
        AuditSubject::ItsOffer(_)
        | AuditSubject::Reminder(_)
        | AuditSubject::SavedFilter
        | AuditSubject::Journal
        | AuditSubject::Ground(..)
        | AuditSubject::Promotion(_)
        | AuditSubject::Product(_)
        | AuditSubject::Members(_)
        | AuditSubject::Search(_)
        | AuditSubject::StandingIn(_)
        | AuditSubject::Archive(_)
        | AuditSubject::Subscription(_)
        | AuditSubject::Other(_) => None,
    }
}

/// Where the partner opens its month, or what lies between it and its clients.
fn dealing(desk: &Desk, subject: &AuditSubject) -> Option<String> {
    let (right, address) = if let AuditSubject::Statement(_, month) = subject {
        (Permission::AgreeStatement, paths::statement(&month.to_string()))
    } else if let AuditSubject::Question(id) | AuditSubject::Disowning(id) = subject {
        (Permission::AnswerQuestion, paths::question(&id.to_string()))
    } else if let AuditSubject::ItsLogin(login) = subject {
        (Permission::ManageItsLogins, paths::its_login(&login.to_string()))
    } else if let AuditSubject::Sale(id) = subject {
        (Permission::ViewSale, paths::sale(&id.to_string()))
    } else if let AuditSubject::Documents(_) = subject {
        (Permission::ViewDocument, paths::dropped_documents())
    } else if let AuditSubject::Payment(_) = subject {
        (Permission::ViewSale, paths::client_payments())
    } else {
        (Permission::ViewSale, paths::seller())
    };
    desk.allows(right).then_some(address)
}
