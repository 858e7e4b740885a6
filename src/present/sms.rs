//! The words of messages to phones: short, each understood by itself.

use chrono::{DateTime, Utc};
use templates::format::Zone;
use templates::paths;

use super::letters::link;
use crate::domain::factor_reset::RESET_WAIT;
use crate::operations::factor_resets::ResetMatter;
use crate::operations::phone_codes::CodeMatter;

/// The message of a code that is good until an instant.
#[must_use]
pub fn code(matter: &CodeMatter, until: DateTime<Utc>, public_url: &str) -> String {
    let until = Zone::moscow().moment(until).clock();
    match matter {
        CodeMatter::Confirming(digits) => {
            format!("{digits}: код регистрации на портале 1С:ИТС, до {until} МСК. Никому его не говорите.")
        }
        CodeMatter::Opening(digits) => format!(
            "{digits}: код для нового пароля на портале 1С:ИТС, до {until} МСК. Никому его не говорите. \
             Не запрашивали? Ничего не делайте."
        ),
        CodeMatter::Taken => format!(
            "На этот номер уже есть учетная запись портала 1С:ИТС. Войдите по номеру или задайте новый пароль: {}",
            link(public_url, &paths::recovery_by_phone())
        ),
    }
}

/// The message about wrong codes.
#[must_use]
pub fn guesses(at: DateTime<Utc>) -> String {
    let at = Zone::moscow().moment(at).clock();
    format!(
        "В {at} МСК на портале 1С:ИТС 5 раз ввели неверный код для вашего номера. Пароль не изменен. \
         Если это не вы, ничего не делайте."
    )
}

/// The message that an administrator asked to take the second factors off, sent at an instant.
#[must_use]
pub fn factor_reset(told: &ResetMatter, at: DateTime<Utc>, public_url: &str) -> String {
    let until = Zone::moscow().moment(at + RESET_WAIT).text();
    format!(
        "Просят снять защиту входа в вашу учетную запись {} на портале 1С:ИТС. Это не вы? Откажитесь до {until}: {}",
        told.to.login,
        link(public_url, &paths::factor_reset_refusal(&told.token))
    )
}
