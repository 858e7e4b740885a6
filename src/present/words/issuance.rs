//! The words of errands, and of the verbs about dead ones.

use templates::components::Tone;
use templates::format::counted;

use crate::domain::errand::{Errand, News};
use crate::domain::stage::{Ball, StageCode};
use crate::store::certificates::Issued;

/// An errand: «Запрос на сертификат, Петрова Анна Ивановна».
#[must_use]
pub fn errand(errand: &Errand) -> String {
    match errand {
        Errand::Submit { .. } => "Передача в удостоверяющий центр".to_owned(),
        Errand::Issue { request: Some(request), .. } => format!("Запрос на сертификат, {}", request.name),
        // An old errand without the owner's name.
        Errand::Issue { owner, request: None, .. } => {
            format!("Запрос на сертификат, владелец {}", owner.saturating_add(1))
        }
        Errand::Register { .. } => "Регистрация в контролирующих органах".to_owned(),
        Errand::Expire { .. } => "Снятие по сроку".to_owned(),
        Errand::Wake { .. } => "Возврат отложенного в работу".to_owned(),
        Errand::Letter { news, .. } => letter(*news).to_owned(),
        Errand::PasswordNotice { .. } => "Письмо о смене пароля".to_owned(),
        Errand::FactorResetLetter(_) => "Письмо о снятии защиты входа".to_owned(),
        Errand::FactorResetSms(_) => "SMS о снятии защиты входа".to_owned(),
        Errand::FactorReset { .. } => "Снятие защиты входа".to_owned(),
        Errand::FactorNotice { .. } => "Письмо о защите входа".to_owned(),
        Errand::PasskeyNotice { .. } => "Письмо о ключе доступа".to_owned(),
        Errand::ProgramPasswordNotice { .. } => "Письмо о пароле для программы".to_owned(),
        Errand::NewDevice { .. } => "Письмо о входе с нового устройства".to_owned(),
        Errand::CloudLinkedLetter { .. } => "Письмо о входе через облако".to_owned(),
        Errand::LoginRenamed { .. } => "Письмо о новом логине".to_owned(),
        Errand::OfferLetter { .. } => "Письмо о предложении договора".to_owned(),
        Errand::Reminders { .. } => "Напоминания о сроках".to_owned(),
        Errand::ExpiryLetter { .. } => "Письмо о сроке".to_owned(),
        Errand::ClientInvitation { .. } => "Письмо с приглашением пользователя".to_owned(),
        Errand::ArchiveBuild { .. } => "Архив документов".to_owned(),
        Errand::ArchiveLetter { .. } => "Письмо с архивом".to_owned(),
        Errand::ArchiveConfirmation { .. } => "Письмо с подтверждением адреса".to_owned(),
        Errand::SubscriptionLetter { .. } => "Письмо с подтверждением подписки".to_owned(),
        Errand::PrintDocument { .. } => "Печать документа клиенту".to_owned(),
        Errand::PrintAct { .. } => "Печать акта сверки".to_owned(),
        Errand::ActOrderedLetter { .. } => "Письмо партнеру о заказанном акте сверки".to_owned(),
        Errand::ActDeclinedLetter { .. } => "Письмо об отказе в акте сверки".to_owned(),
        Errand::QuestionLetter { .. } => "Письмо о вопросе клиента".to_owned(),
        Errand::PinGuesses { .. } => "Письмо о попытках ввести PIN-код".to_owned(),
        Errand::PasswordGuesses { .. } => "Письмо о подборе пароля".to_owned(),
        Errand::PhoneCode { .. } => "SMS с кодом".to_owned(),
        Errand::CodeGuesses { .. } => "SMS о попытках ввести код".to_owned(),
        Errand::AdministratorInvited { .. } => "Письмо о приглашении администратора".to_owned(),
        Errand::SmsCeiling { .. } => "Письмо о суточном пределе SMS".to_owned(),
        Errand::StandingInLetter { .. } => "Письмо о замещении".to_owned(),
        Errand::JournalHead { .. } => "Письмо с отпечатком журнала".to_owned(),
        Errand::ConfirmationLetter { .. } => "Письмо о подтверждении адреса".to_owned(),
        Errand::PasswordLetter { .. } => "Письмо со ссылкой для пароля".to_owned(),
    }
}

/// Errands on one line; several letters to a client are told together: «3 письма клиенту: получено, передано, одобрено».
#[must_use]
pub fn errands<'a>(list: impl Iterator<Item = &'a Errand>) -> String {
    let (mut told, mut news) = (Vec::new(), Vec::new());
    for one in list {
        let of_client = if let Errand::Letter { news, .. } = one { happened(*news) } else { None };
        match of_client {
            Some(word) => news.push((one, word)),
            None => told.push(errand(one)),
        }
    }
    if let [(only, _)] = news.as_slice() {
        told.push(errand(only));
    } else if !news.is_empty() {
        let count = counted(u64::try_from(news.len()).unwrap_or_default(), ["письмо", "письма", "писем"]);
        let words: Vec<&str> = news.iter().map(|(_, word)| *word).collect();
        told.push(format!("{count} клиенту: {}", words.join(", ")));
    }
    told.join("; ")
}

/// What a letter to the client tells; `None` of one to the partner.
const fn happened(news: News) -> Option<&'static str> {
    match news {
        News::NewApplication
        | News::MendedForPartner
        | News::NudgedForPartner
        | News::WithdrawnForPartner
        | News::BackForPartner => None,
        News::Accepted => Some("получено"),
        News::Returned => Some("возвращено"),
        News::Mended => Some("исправлено"),
        News::Forwarded => Some("передано"),
        News::Back => Some("снова на проверке"),
        News::Rejected => Some("отклонено"),
        News::Approved => Some("одобрено"),
        News::Withdrawn => Some("отозвано"),
        News::Expired => Some("снято по сроку"),
    }
}

/// A letter: «Письмо клиенту об одобрении».
const fn letter(news: News) -> &'static str {
    match news {
        News::NewApplication => "Письмо партнеру о новом заявлении",
        News::MendedForPartner => "Письмо партнеру об исправлении",
        News::NudgedForPartner => "Письмо партнеру о том, что клиент ждет",
        News::WithdrawnForPartner => "Письмо партнеру об отзыве",
        News::BackForPartner => "Письмо партнеру о возврате от оператора",
        News::Accepted => "Письмо клиенту о получении",
        News::Returned => "Письмо клиенту о возврате",
        News::Mended => "Письмо клиенту о получении исправлений",
        News::Forwarded => "Письмо клиенту о передаче оператору",
        News::Back => "Письмо клиенту о новой проверке",
        News::Rejected => "Письмо клиенту об отклонении",
        News::Approved => "Письмо клиенту об одобрении",
        News::Withdrawn => "Письмо клиенту об отзыве",
        News::Expired => "Письмо клиенту о снятии по сроку",
    }
}

/// The texts of a step that needs a reason: button, field, consequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The button's label.
    pub label: &'static str,
    /// The field's label.
    pub question: &'static str,
    /// The consequence.
    pub consequence: &'static str,
}

/// Retrying dead errands.
pub const RESEND: Step = Step {
    label: "Отправить еще раз",
    question: "Почему отправляем еще раз",
    consequence: "Работа будет повторена сразу. Если ответ удостоверяющего центра не был получен, может появиться \
                  второй сертификат: сначала проверьте, не выпущен ли первый.",
};

/// Dropping the dead errands of an application in this stage.
#[must_use]
pub fn reset(stage: StageCode) -> Step {
    let consequence = match stage.ball() {
        Ball::Operator => RESET.consequence,
        Ball::Client | Ball::Partner if StageCode::OPEN.contains(&stage) => {
            "Зависшая операция будет отменена, само заявление останется там, где оно сейчас. Письмо, которое не ушло, \
             отправляться больше не будет."
        }
        Ball::Client | Ball::Partner | Ball::Nobody => {
            "Письмо, которое не ушло, отправляться больше не будет: сообщите об этом получателю сами. Само заявление \
             уже закончено и не изменится."
        }
    };
    Step { consequence, ..RESET }
}

/// Dropping the dead errands of an application that left the partner.
const RESET: Step = Step {
    label: "Сбросить",
    question: "Почему сбрасываем",
    consequence: "Зависшая операция будет отменена, заявление вернется на проверку тому, кто его отправил. Полученные \
                  сертификаты останутся. Если ответ удостоверяющего центра не был получен, после новой отправки может \
                  появиться второй сертификат.",
};

/// Refusing an application at the authority.
pub const REFUSE: Step = Step {
    label: "Отказать",
    question: "Причина отказа",
    consequence: "Заявление вернется партнеру на проверку, он увидит эти слова. Полученные сертификаты останутся.",
};

/// The flash message after dead errands were made due again.
#[must_use]
pub fn resent(errands: u64) -> &'static str {
    if errands > 0 {
        "Отправлено повторно."
    } else {
        "Повторять нечего: работа уже идет или сделана."
    }
}

/// The flash message after dead errands were dropped; `moved` says whether the application went back to review.
#[must_use]
pub fn was_reset(moved: bool) -> &'static str {
    if moved {
        "Сброшено: заявление снова на проверке."
    } else {
        "Сброшено: внимания больше не требуется, заявление осталось на прежнем месте."
    }
}

/// The flash message after a refusal.
pub const WAS_REFUSED: &str = "Отказано: заявление снова у партнера.";

/// The attributes missing in a certificate: «В сертификате нет: ИНН, ОГРН, СНИЛС».
#[must_use]
pub fn dropped(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| format!("В сертификате нет: {}", names.join(", ")))
}

/// The mark of a superseded certificate, whose request the application no longer names.
#[must_use]
pub fn superseded(issued: &Issued) -> Option<(String, Tone)> {
    (!issued.current).then(|| ("выпущен по запросу, которого в заявлении больше нет".to_owned(), Tone::Work))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ApplicationNumber;

    #[test]
    fn letters_to_a_client_are_told_together() {
        let application = ApplicationNumber(7);
        let letter = |news| Errand::Letter { application, news, to: "a@b.example".to_owned(), words: None };
        let sent = [News::Accepted, News::Forwarded, News::Approved].map(letter);
        let told = |list: &[Errand]| errands(list.iter()).replace('\u{a0}', " ");
        assert_eq!(told(&sent), "3 письма клиенту: получено, передано, одобрено");
        assert_eq!(told(&sent[2..]), "Письмо клиенту об одобрении");
        let both = [letter(News::NewApplication), letter(News::Accepted)];
        assert_eq!(told(&both), "Письмо партнеру о новом заявлении; Письмо клиенту о получении");
        assert_eq!(told(&[]), "");
    }
}
