//! The second factor: the viewer's app and recovery codes, and the question for a code at the sign-in.

use chrono::{DateTime, NaiveDate, Utc};
use templates::components::{Fact, VerbButton, VerbWeight};
use templates::format::{Zone, counted, date};
use templates::pages::{OwnCodesPage, RecoveryCodesPage, SecondStepPage, WaitingSecret};
use templates::paths;

use super::people::errors;
use crate::domain::account::Account;
use crate::domain::factor::Factors;
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::operations::Desk;
use crate::operations::codes::OwnCodes;
use crate::operations::recovery::Contacts;
use crate::present::people::sessions::button;

/// How many signs a group has.
const GROUP: usize = 4;

/// The page of the app and the recovery codes, without the token of its forms.
#[must_use]
pub fn page(
    own: &OwnCodes,
    owed: Option<NaiveDate>,
    now: DateTime<Utc>,
    zone: Zone,
    faults: FieldFaults,
) -> OwnCodesPage {
    let factors = own.factors;
    let waiting = own
        .waiting
        .as_ref()
        .map(|secret| WaitingSecret { text: in_groups(&secret.text, " "), address: secret.address.clone() });
    OwnCodesPage {
        required: owed.map(|from| required(from, now)),
        since: factors.app_since.map(|since| zone.moment(since)),
        app_verbs: vec![app_start(factors, waiting.is_some(), owed.is_some())],
        app_removal: factors.app_since.map(|_| app_removal()),
        waiting,
        recovery_codes: factors.asked().then_some(factors.recovery_codes),
        code_verbs: code_verbs(factors),
        errors: errors(faults),
        csrf: String::new(),
    }
}

/// That a second factor is required, and what opens until there is one.
fn required(from: NaiveDate, now: DateTime<Utc>) -> String {
    if from <= moscow_day(now) {
        format!(
            "С {} работать можно только со вторым шагом входа. Пока его нет, открываются лишь эта страница и ключи доступа.",
            date(from)
        )
    } else {
        format!("С {} работать можно будет только со вторым шагом входа. Подключите его заранее.", date(from))
    }
}

/// The button that shows a secret; it leads the page where nothing else opens.
fn app_start(factors: Factors, waiting: bool, required: bool) -> VerbButton {
    let start = match (factors.app_since, waiting) {
        (_, true) => "Показать другой код",
        (Some(_), false) => "Подключить другой телефон",
        (None, false) => "Подключить",
    };
    let leads = required && !waiting && factors.app_since.is_none();
    let weight = if leads { VerbWeight::Primary } else { VerbWeight::Plain };
    VerbButton { weight, ..button(start, paths::own_app_start()) }
}

fn app_removal() -> VerbButton {
    VerbButton {
        weight: VerbWeight::Danger,
        consequence: Some("Коды этого приложения больше не подойдут. Если другого второго шага нет, для входа хватит пароля, а запасные коды пропадут.".to_owned()),
        ..button("Отключить", paths::own_app_removal())
    }
}

fn code_verbs(factors: Factors) -> Vec<VerbButton> {
    let made = VerbButton {
        consequence: Some("Прежние коды перестанут действовать.".to_owned()),
        ..button("Выпустить новые", paths::own_recovery_codes())
    };
    if factors.asked() { vec![made] } else { Vec::new() }
}

/// Recovery codes, shown once.
#[must_use]
pub fn recovery_codes(desk: &Desk, fresh: &[String], done: Option<&str>) -> RecoveryCodesPage {
    let codes = fresh.iter().map(|code| in_groups(code, "-")).collect();
    RecoveryCodesPage { codes, done: done.map(str::to_owned), login: desk.who().actor.clone() }
}

/// The question for the second factor.
#[must_use]
pub fn second_step(account: &Account, factors: Factors, contacts: &Contacts, csrf: String) -> SecondStepPage {
    let of_desk = account.is_of_desk();
    let lost = if of_desk {
        "Ничего этого нет? Обратитесь к своему администратору: он вместе с коллегой снимет защиту через сутки после письма вам."
            .to_owned()
    } else {
        format!(
            "Ничего этого нет? Позвоните в поддержку, {}: двое сотрудников снимут защиту через сутки после письма вам.",
            contacts.phone
        )
    };
    SecondStepPage {
        csrf,
        login: account.login.clone(),
        error: None,
        next: None,
        app: factors.app_since.is_some(),
        passkeys: factors.passkeys > 0,
        recovery_codes: factors.recovery_codes,
        start: if of_desk { paths::sign_in() } else { paths::portal_sign_in() },
        lost,
    }
}

/// What the profile says of the app and the recovery codes.
#[must_use]
pub fn facts(factors: Factors, zone: Zone) -> Vec<Fact> {
    let app = factors.app_since.map_or_else(
        || "не подключено".to_owned(),
        |since| format!("подключено {}", zone.moment(since).text()),
    );
    let app =
        Fact { href: Some(paths::own_codes()), ..Fact::new("Приложение с кодами", app) };
    let left = counted(factors.recovery_codes, ["код", "кода", "кодов"]);
    let left = factors.asked().then(|| Fact::new("Запасные коды", format!("осталось {left}")));
    std::iter::once(app).chain(left).collect()
}

fn in_groups(text: &str, separator: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let groups: Vec<String> = signs.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join(separator)
}
