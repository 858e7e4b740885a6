//! The facts of an application: what was stated, and the outcome of each check.

use templates::components::{Check, Difference, Fact};
use templates::format::date;
use templates::paths;

use crate::domain::identity::{Inn, Kpp, Ogrn};
use crate::domain::month::moscow_day;
use crate::domain::submission;
use crate::operations::Desk;
use crate::operations::inspection::Card;
use crate::policy::Permission;
use crate::present::words;
use crate::present::words::{regions, subscriber};

const ACCREDITATION: &str = "Номер записи об аккредитации";

/// The facts of «Подробная информация».
pub(super) fn details(card: &Card, desk: &Desk) -> Vec<Fact> {
    let application = &card.application;
    let asked = &application.asked;
    let stated = &card.original.content.organization;
    let requisites = &card.organization.requisites;
    let mut facts = vec![kind(card), mode(card)];
    let mut numbers = vec![checked("ИНН", &asked.inn, Inn::parse(&asked.inn).is_ok())];
    if !asked.kpp.is_empty() {
        numbers.push(checked("КПП", &asked.kpp, Kpp::parse(&asked.kpp).is_ok()));
    }
    // What the application does not state is taken from the card, unless the card is another partner's by now.
    let known = card.served.then_some(requisites);
    let ogrn = stated.ogrn.as_ref().or(known.and_then(|known| known.ogrn.as_ref())).map(Ogrn::as_str);
    numbers.extend(ogrn.map(|ogrn| checked("ОГРН", ogrn, Ogrn::parse(ogrn).is_ok())));
    let hold = numbers.iter().all(|fact| fact.check.is_none());
    facts.extend(numbers);
    facts.extend(hold.then(|| Fact {
        check: Some(Check::Passed), ..Fact::new("Реквизиты", "проверены")
    }));
    let accreditation =
        stated.accreditation.as_ref().or(known.and_then(|known| known.accreditation.as_ref()));
    facts.extend(accreditation.map(|number| Fact::identifier(ACCREDITATION, number.as_str())));
    let full_name = stated.full_name.as_ref().or(known.map(|known| &known.full_name));
    facts.extend(full_name.map(|name| Fact::new("Полное наименование", name)));
    let address = stated.legal_address.as_ref().or(known.map(|known| &known.legal_address));
    facts.extend(address.map(|address| Fact::new("Юридический адрес", address)));
    let phone = stated.phone.as_ref().or(known.map(|known| &known.phone));
    facts.extend(phone.map(|phone| Fact::identifier("Телефон", subscriber::phone(phone.as_str()))));
    let email = stated.email.as_ref().or(known.map(|known| &known.email));
    facts.extend(email.map(|email| Fact::identifier("E-mail", email.as_str())));
    facts.push(Fact::identifier("Рег. номер программы", &asked.reg_number));
    facts.push(Fact::new("Лицензия", words::product_with_term(asked.product.into(), asked.term_months)));
    facts.push(login(card));
    facts.push(Fact {
        href: linked(card, desk).map(paths::organization),
        ..Fact::identifier("Код абонента", &card.organization.subscriber_code)
    });
    facts
}

/// The code of the organisation's card, for whoever may open it.
pub(super) fn linked<'a>(card: &'a Card, desk: &Desk) -> Option<&'a str> {
    let opens = card.served && desk.allows(Permission::ViewOrganization);
    opens.then_some(card.organization.subscriber_code.as_str())
}

fn kind(card: &Card) -> Fact {
    let asked = &card.application.asked;
    let changes: Vec<&str> = asked.changes.iter().map(|flag| words::change(*flag)).collect();
    Fact {
        note: Some(changes.join(", ")).filter(|note| !note.is_empty()),
        ..Fact::new("Тип заявления", words::kind(asked.kind))
    }
}

/// «многопользовательский режим: Включен», as it stands now; what the client sent is said when it was something else.
fn mode(card: &Card) -> Fact {
    let word = |on: bool| if on { "Включен" } else { "Выключен" };
    let (sent, now) = (card.application.asked.multi_user, card.application.parameters.enabled);
    Fact {
        note: (sent != now).then(|| format!("клиент прислал: {}", word(sent).to_lowercase())),
        ..Fact::new("Многопользовательский режим", word(now))
    }
}

/// The bound login; when another one sent this application, that is said too.
fn login(card: &Card) -> Fact {
    let since = date(moscow_day(card.organization.bound_at));
    let bound = format!("закреплен за абонентом с {since}");
    let other = (card.sent_login != card.bound_login)
        .then(|| format!("это заявление отправлено с логина {}", card.sent_login));
    let note: Vec<String> = card.served.then_some(bound).into_iter().chain(other).collect();
    Fact {
        note: Some(note.join("; ")).filter(|note| !note.is_empty()),
        ..Fact::identifier("Логин портала 1С:ИТС", &card.bound_login)
    }
}

/// A number whose fault is said beside it.
fn checked(label: &str, value: &str, holds: bool) -> Fact {
    let check = (!holds).then(|| Check::Failed("не проходит проверку".to_owned()));
    Fact { check, ..Fact::identifier(label, value) }
}

/// What the application says otherwise than the organisation's card.
pub(super) fn difference(difference: &submission::Difference) -> Difference {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let told = |text: &str| some(&said(difference.field, text));
    Difference {
        field: requisite(difference.field).to_owned(),
        was: told(&difference.was),
        now: told(&difference.now),
    }
}

/// A requisite as people read it.
fn said(field: &str, value: &str) -> String {
    match field {
        "phone" => subscriber::phone(value),
        "region" => regions::region(value),
        _ => value.to_owned(),
    }
}

pub(super) fn requisite(field: &str) -> &'static str {
    match field {
        "short_name" => "Краткое наименование",
        "full_name" => "Полное наименование",
        "inn" => "ИНН",
        "kpp" => "КПП",
        "ogrn" => "ОГРН",
        "accreditation" => ACCREDITATION,
        "legal_address" => "Юридический адрес",
        "region" => "Регион",
        "phone" => "Телефон",
        "email" => "E-mail",
        "is_budget" => "Клиент Казначейства России",
        "kind" => "Вид организации",
        _ => "Реквизит",
    }
}
