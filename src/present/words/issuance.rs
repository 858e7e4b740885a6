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
    }
}
