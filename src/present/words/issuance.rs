//! The words of what the worker owes.

use crate::domain::errand::{Errand, News};

/// A piece of work that is owed: «Запрос на сертификат, владелец 1».
#[must_use]
pub fn errand(errand: &Errand) -> String {
    match errand {
        Errand::Submit { .. } => "Передача в удостоверяющий центр".to_owned(),
        Errand::Issue { owner, .. } => format!("Запрос на сертификат, владелец {}", owner.saturating_add(1)),
        Errand::Register { .. } => "Регистрация в контролирующих органах".to_owned(),
        Errand::Expire { .. } => "Снятие по сроку".to_owned(),
        Errand::Wake { .. } => "Возврат отложенного в работу".to_owned(),
        Errand::Letter { news, .. } => letter(*news).to_owned(),
        Errand::PasswordLetter { .. } => "Письмо со ссылкой для пароля".to_owned(),
    }
}

/// A letter: «Письмо клиенту об одобрении».
const fn letter(news: News) -> &'static str {
    match news {
        News::NewApplication => "Письмо партнеру о новом заявлении",
        News::MendedForPartner => "Письмо партнеру об исправлении",
        News::WithdrawnForPartner => "Письмо партнеру об отзыве",
        News::Accepted => "Письмо клиенту о получении",
        News::Returned => "Письмо клиенту о возврате",
        News::Mended => "Письмо клиенту о получении исправлений",
        News::Forwarded => "Письмо клиенту о передаче оператору",
        News::Rejected => "Письмо клиенту об отказе",
        News::Approved => "Письмо клиенту об одобрении",
        News::Withdrawn => "Письмо клиенту об отзыве",
        News::Expired => "Письмо клиенту о снятии по сроку",
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
