//! The facts of an application: what was stated, and the outcome of each check.

use templates::components::{Check, Difference, Fact};
use templates::format::date;
use templates::paths;

use crate::domain::identity::{Inn, Kpp, Ogrn};
use crate::domain::month::moscow_day;
use crate::domain::submission;
use crate::operations::inspection::Card;
use crate::present::words;

/// The facts of «Подробная информация».
pub(super) fn details(card: &Card) -> Vec<Fact> {
    let application = &card.application;
    let asked = &application.asked;
    let stated = &card.original.content.organization;
    let requisites = &card.organization.requisites;
    let mut facts = vec![kind(card), mode(card)];
    facts.push(checked("ИНН", &asked.inn, Inn::parse(&asked.inn).is_ok(), "контрольное число верно"));
    if !asked.kpp.is_empty() {
        facts.push(checked("КПП", &asked.kpp, Kpp::parse(&asked.kpp).is_ok(), "формат верен"));
    }
    let ogrn = stated.ogrn.as_ref().unwrap_or(&requisites.ogrn).as_str();
    facts.push(checked("ОГРН", ogrn, Ogrn::parse(ogrn).is_ok(), "контрольное число верно"));
    facts.push(Fact::new("Полное наименование", stated.full_name.as_ref().unwrap_or(&requisites.full_name)));
    facts.push(Fact::new(
        "Юридический адрес",
        stated.legal_address.as_ref().unwrap_or(&requisites.legal_address),
    ));
    facts.push(Fact::identifier("Телефон", stated.phone.as_ref().unwrap_or(&requisites.phone).as_str()));
    facts.push(Fact::identifier("E-mail", stated.email.as_ref().unwrap_or(&requisites.email).as_str()));
    facts.push(Fact::identifier("Рег. номер программы", &asked.reg_number));
    facts.push(Fact::new("Лицензия", words::product_with_term(asked.product.into(), asked.term_months)));
    facts.push(login(card));
    facts.push(Fact {
        href: Some(paths::organization(&card.organization.subscriber_code)),
        ..Fact::identifier("Код абонента", &card.organization.subscriber_code)
    });
    facts
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
    let note = if card.sent_login == card.bound_login {
        bound
    } else {
        format!("{bound}; это заявление отправлено с логина {}", card.sent_login)
    };
    Fact { note: Some(note), ..Fact::identifier("Логин портала 1С:ИТС", &card.bound_login) }
}

fn checked(label: &str, value: &str, holds: bool, words: &str) -> Fact {
    let check = if holds {
        Check::Passed(words.to_owned())
    } else {
        Check::Failed("не проходит проверку".to_owned())
    };
    Fact { check: Some(check), ..Fact::identifier(label, value) }
}

/// What the application says otherwise than the organisation's card.
pub(super) fn difference(difference: &submission::Difference) -> Difference {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Difference {
        field: requisite(difference.field).to_owned(),
        was: some(&difference.was),
        now: some(&difference.now),
    }
}

fn requisite(field: &str) -> &'static str {
    match field {
        "short_name" => "Краткое наименование",
        "full_name" => "Полное наименование",
        "inn" => "ИНН",
        "kpp" => "КПП",
        "ogrn" => "ОГРН",
        "legal_address" => "Юридический адрес",
        "region" => "Регион",
        "phone" => "Телефон",
        "email" => "E-mail",
        "is_budget" => "Клиент Казначейства России",
        "kind" => "Вид организации",
        _ => "Реквизит",
    }
}
