//! The words of what the worker owes.

use crate::domain::errand::{Errand, News};

/// A piece of work that is owed: «Запрос на сертификат, владелец 1».
#[must_use]
pub fn errand(errand: &Errand) -> String {
    match errand {
        Errand::Submit { .. } => "Передача в удостоверяющий центр".to_owned(),
        Errand::Issue { owner, .. } => format!("Запрос на сертификат, владелец {}", owner.saturating_add(1)),
        Errand::Register { .. } => "Регистрация в контролирующих органах".to_owned(),
        Errand::Letter { news: News::NewApplication, .. } => "Письмо партнеру о новом заявлении".to_owned(),
        Errand::Letter { news: News::Approved, .. } => "Письмо клиенту об одобрении".to_owned(),
        Errand::PasswordLetter { .. } => "Письмо со ссылкой для пароля".to_owned(),
    }
}

/// What happens when stuck work is tried again.
pub const CONSEQUENCE: &str = "Работа будет повторена сразу. Если ответ удостоверяющего центра был потерян, \
                               сначала проверьте, не выпущен ли сертификат.";

/// What the flash says after stuck work was let go again.
#[must_use]
pub fn resent(errands: u64) -> &'static str {
    if errands > 0 {
        "Отправлено повторно."
    } else {
        "Повторять нечего: работа уже идет или сделана."
    }
}
