//! How an application is told of: what happened to it, for colleagues and for its client, and why a verb was refused.

use std::collections::HashMap;

use templates::components::Tone;
use templates::format::{Zone, money};

use super::remarks;
use crate::domain::application::{
    Application, ApplicationEvent as Event, ApplicationEventName as Name, ApplicationRefusal as Refusal,
};
use crate::domain::certificate_request::OwnersRequest;
use crate::domain::ids::PersonId;
use crate::domain::price::PriceFault;
use crate::present::words;
use crate::present::words::people::short_name;

/// What happened, by the name of the event: so an entry of an older form is told too.
pub(in crate::present) const fn happened(name: Name) -> &'static str {
    match name {
        Name::Received => "заявление получено из 1С",
        Name::Taken => "взято в работу",
        Name::Released => "возвращено в очередь",
        Name::HandedOver => "передано коллеге",
        Name::ParametersSet => "изменены параметры подключения",
        Name::Returned => "возвращено на доработку",
        Name::Rejected => "отклонено",
        Name::Held => "отложено",
        Name::Woken => "снова в работе",
        Name::Mended => "исправлено клиентом",
        Name::Nudged => "клиент сообщил, что ждет",
        Name::Withdrawn => "отозвано клиентом",
        Name::Expired => "снято по сроку",
        Name::Forwarded => "отправлено оператору",
        Name::ForwardingUndone => "отправка отменена",
        Name::Submitted => "передано в удостоверяющий центр",
        Name::CertificateIssued => "получен сертификат",
        Name::AuthorityRefused => "удостоверяющий центр отказал",
        Name::OperatorRefused => "оператор отказал",
        Name::Approved => "одобрено, продукты активированы",
        Name::Completed => "настройка завершена у клиента",
        Name::NeedsAttention => "требует внимания",
        Name::Resent => "отправлено повторно",
        Name::Reset => "сброшено то, что застряло",
    }
}

/// Why somebody else has it.
const REVIEWER_DISABLED: &str = "прежний ответственный отключен";

/// More about an event, for the colleagues; `people` are those whom events mention.
pub(in crate::present) fn detail(
    people: &HashMap<PersonId, String>,
    event: &Event,
    zone: Zone,
) -> Option<String> {
    match event {
        Event::ParametersSet { was, now } => {
            Some(format!("{} → {}", words::parameters(was), words::parameters(now)))
        }
        Event::HandedOver { to, note, reviewer_disabled, .. } => {
            handed(people.get(to), note.as_ref(), *reviewer_disabled)
        }
        Event::Released { reviewer_disabled: true, .. } => Some(REVIEWER_DISABLED.to_owned()),
        Event::CertificateIssued { owner, serial, request, superseded, .. } => {
            let name = owner_name(*owner, request.as_ref());
            let more = if *superseded {
                ", такого запроса в заявлении больше нет"
            } else {
                ""
            };
            Some(format!("{name}, серийный номер {serial}{more}"))
        }
        Event::AuthorityRefused { owner, words, request, .. } => {
            Some(format!("{}: {words}", owner_name(*owner, request.as_ref())))
        }
        Event::Forwarded { acknowledged, .. } => {
            let read = acknowledged.iter().map(|one| remarks::text(&one.name, &one.remark));
            let read: Vec<String> = read.collect();
            (!read.is_empty()).then(|| format!("подтверждено: {}", read.join(" ")))
        }
        Event::Returned { reason, .. } | Event::Rejected { reason, .. } => Some(reason.text.clone()),
        Event::Held { reason, until } => Some(format!("до {}: {reason}", zone.moment(*until).text())),
        Event::Mended { revision, .. } => Some(format!("{revision}-я редакция, прежние сохранены")),
        Event::NeedsAttention { words } | Event::OperatorRefused { words, .. } => Some(words.clone()),
        Event::Resent { reason } | Event::Reset { reason, .. } => Some(reason.clone()),
        Event::Received { .. }
        | Event::Taken { .. }
        | Event::Released { reviewer_disabled: false, .. }
        | Event::Woken { .. }
        | Event::Nudged { .. }
        | Event::Withdrawn { .. }
        | Event::Expired
        | Event::ForwardingUndone
        | Event::Submitted { .. }
        | Event::Approved { .. }
        | Event::Completed => None,
    }
}

/// To whom it was handed over, and why.
fn handed(to: Option<&String>, note: Option<&String>, disabled: bool) -> Option<String> {
    let to = to.map(|name| short_name(name));
    let gone = disabled.then(|| REVIEWER_DISABLED.to_owned());
    let told: Vec<String> = to.into_iter().chain(note.cloned()).chain(gone).collect();
    (!told.is_empty()).then(|| told.join(": "))
}

/// The colour of an entry for the colleagues.
pub(super) const fn tone(event: &Event) -> Tone {
    match event {
        Event::Approved { .. } | Event::CertificateIssued { .. } | Event::Completed => Tone::Good,
        Event::AuthorityRefused { .. }
        | Event::OperatorRefused { .. }
        | Event::NeedsAttention { .. }
        | Event::Returned { .. }
        | Event::Rejected { .. }
        | Event::Expired => Tone::Bad,
        Event::Received { .. } | Event::Mended { .. } | Event::Nudged { .. } => Tone::New,
        Event::Forwarded { .. } | Event::Submitted { .. } => Tone::Out,
        Event::Taken { .. }
        | Event::Released { .. }
        | Event::HandedOver { .. }
        | Event::ParametersSet { .. }
        | Event::Held { .. }
        | Event::Woken { .. }
        | Event::Withdrawn { .. }
        | Event::ForwardingUndone
        | Event::Resent { .. }
        | Event::Reset { .. } => Tone::Work,
    }
}

/// Whose request it was; old entries know only the place in the revision of their day.
fn owner_name(owner: u32, request: Option<&OwnersRequest>) -> String {
    let named = request.map(|request| request.name.clone());
    named.unwrap_or_else(|| format!("владелец {}", owner.saturating_add(1)))
}

const BY_AUTHORITY: &str = "Удостоверяющий центр отказал, заявление снова у обслуживающей организации";
const BY_OPERATOR: &str = "Оператор отказал, заявление снова у обслуживающей организации";

fn by_authority(late: bool) -> &'static str {
    if late {
        "Удостоверяющий центр отказал и по другому владельцу"
    } else {
        BY_AUTHORITY
    }
}

/// What the client is told, if anything; how the partner's people share their work is not theirs.
pub(in crate::present) fn to_client(
    application: &Application,
    event: &Event,
) -> Option<(String, Option<String>, Tone)> {
    let plain = |text: &str, tone: Tone| Some((text.to_owned(), None, tone));
    let because = |text: &str, words: &str| Some((text.to_owned(), Some(words.to_owned()), Tone::Bad));
    match event {
        Event::Received { .. } => plain("Вы отправили заявление", Tone::New),
        Event::Taken { .. } => plain("Обслуживающая организация взяла заявление в работу", Tone::Work),
        Event::Returned { reason, .. } => {
            because("Обслуживающая организация вернула заявление на доработку", &reason.text)
        }
        Event::Rejected { reason, .. } => because("Заявление отклонено", &reason.text),
        Event::Mended { .. } => plain("Вы исправили заявление", Tone::New),
        Event::Nudged { .. } => plain("Вы сообщили партнеру, что ждете", Tone::New),
        Event::Withdrawn { .. } => plain("Вы отозвали заявление", Tone::Quiet),
        Event::Expired => plain("Заявление не исправили в срок, оно снято", Tone::Bad),
        Event::Forwarded { .. } => Some((checked(application), None, Tone::Work)),
        Event::ForwardingUndone => {
            plain("Обслуживающая организация вернула заявление на проверку", Tone::Work)
        }
        Event::Submitted { owners, awaited, .. } if owners.is_empty() && awaited.is_empty() => {
            plain("Передано на регистрацию: новый сертификат не нужен", Tone::Out)
        }
        Event::Submitted { .. } => plain("Передано на выпуск сертификата", Tone::Out),
        Event::CertificateIssued { serial, .. } => {
            let serial = Some(format!("Серийный номер {serial}"));
            Some(("Выпущен сертификат".to_owned(), serial, Tone::Good))
        }
        Event::AuthorityRefused { words, late, .. } => because(by_authority(*late), words),
        Event::OperatorRefused { words, .. } => because(BY_OPERATOR, words),
        Event::Reset { from: Some(_), .. } => {
            plain("Заявление снова у обслуживающей организации", Tone::Work)
        }
        Event::Approved { .. } => plain("Заявление одобрено", Tone::Good),
        Event::Completed => plain("Настройка завершена", Tone::Good),
        Event::Released { .. }
        | Event::HandedOver { .. }
        | Event::ParametersSet { .. }
        | Event::Held { .. }
        | Event::Woken { .. }
        | Event::NeedsAttention { .. }
        | Event::Resent { .. }
        | Event::Reset { from: None, .. } => None,
    }
}

/// The partner checked it, with the mode that it left.
fn checked(application: &Application) -> String {
    let parameters = &application.parameters;
    match parameters.tier.filter(|_| parameters.enabled) {
        Some(tier) => format!(
            "Обслуживающая организация проверила заявление: многопользовательский режим «{}»",
            words::tier(tier)
        ),
        None => "Обслуживающая организация проверила заявление".to_owned(),
    }
}

/// What is told of it beside a line that was charged; what has nothing to do with the price is left out.
pub(in crate::present) fn beside_a_line(event: &Event) -> Option<(Option<String>, Tone)> {
    match event {
        Event::ParametersSet { now, .. } => Some((Some(words::parameters(now)), Tone::Quiet)),
        Event::Approved { .. } => Some((None, Tone::Good)),
        Event::Received { .. } | Event::Forwarded { .. } | Event::ForwardingUndone => {
            Some((None, Tone::Quiet))
        }
        Event::Taken { .. }
        | Event::Released { .. }
        | Event::HandedOver { .. }
        | Event::Returned { .. }
        | Event::Rejected { .. }
        | Event::Held { .. }
        | Event::Woken { .. }
        | Event::Mended { .. }
        | Event::Nudged { .. }
        | Event::Withdrawn { .. }
        | Event::Expired
        | Event::Submitted { .. }
        | Event::CertificateIssued { .. }
        | Event::AuthorityRefused { .. }
        | Event::OperatorRefused { .. }
        | Event::Completed
        | Event::NeedsAttention { .. }
        | Event::Resent { .. }
        | Event::Reset { .. } => None,
    }
}

/// Why a verb was refused.
pub(in crate::present) fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotInThisStage { stage: at, .. } | Refusal::Closed { stage: at } => {
            format!("Заявление в статусе «{}», это действие сейчас недоступно.", words::stage(*at))
        }
        Refusal::NotAcknowledged(_) => {
            "Есть замечания к запросу на сертификат. Отметьте их в карточке заявления: без этого его не отправить."
                .to_owned()
        }
        Refusal::UndoIsOver => "Время отмены вышло: заявление уже у оператора.".to_owned(),
        Refusal::UndoStillLasts => "Отправку еще можно отменить.".to_owned(),
        Refusal::TierMissing => "Выберите вид расширения: «от 2 до 9» или «10 и более».".to_owned(),
        Refusal::TierWithoutMode => "Вид расширения выбирают только при включенном режиме.".to_owned(),
        Refusal::AlreadyYours => "Заявление уже у этого сотрудника.".to_owned(),
        Refusal::NudgedAlready { again } => format!(
            "Партнеру уже сообщили. Снова это можно сделать с {}, а сейчас лучше позвонить.",
            Zone::moscow().moment(*again).text()
        ),
        Refusal::NotStuck => "Заявление не застряло: сбрасывать нечего.".to_owned(),
        Refusal::NotOnHold => "Заявление не отложено.".to_owned(),
        Refusal::NoPrice(fault) => words::price_fault(*fault).to_owned(),
        Refusal::TotalChanged { shown: Some(shown), now } => format!(
            "Сумма изменилась: на странице было {}, а сейчас к оплате {}. Ничего не отправлено. Проверьте и отправьте еще раз.",
            money(shown.roubles()),
            money(now.roubles())
        ),
        Refusal::TotalChanged { shown: None, now } => format!(
            "Теперь известна сумма: к оплате {}. Ничего не отправлено. Проверьте и отправьте еще раз.",
            money(now.roubles())
        ),
    }
}

/// The field of the connection parameters that a refusal is about.
#[must_use]
pub fn field(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::TierMissing | Refusal::TierWithoutMode | Refusal::NoPrice(PriceFault::NoTier) => {
            Some("tier")
        }
        Refusal::NoPrice(PriceFault::NoBand) => Some("group"),
        Refusal::TotalChanged { .. }
        | Refusal::NoPrice(
            PriceFault::NoZone | PriceFault::NoPrice | PriceFault::NoContract | PriceFault::NoVat,
        ) => Some("total"),
        Refusal::NotAcknowledged(_) => Some("acknowledged"),
        Refusal::NotInThisStage { .. }
        | Refusal::Closed { .. }
        | Refusal::UndoIsOver
        | Refusal::UndoStillLasts
        | Refusal::AlreadyYours
        | Refusal::NudgedAlready { .. }
        | Refusal::NotStuck
        | Refusal::NotOnHold => None,
    }
}
