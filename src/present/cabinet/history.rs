//! What happened to an application, as its client is told.

use templates::components::{TimelineEntry, Tone};
use templates::format::Zone;

use crate::domain::application::{Application, ApplicationEvent};
use crate::present::words::{self};
use crate::store::audit::Entry;

/// What the client is told of what happened; how the partner's people share their work is not theirs.
pub(super) fn happened(
    application: &Application,
    entry: &Entry<ApplicationEvent>,
    zone: Zone,
) -> Option<TimelineEntry> {
    let (text, detail, tone) = told(application, entry.event.as_ref()?)?;
    Some(TimelineEntry { at: zone.moment(entry.at), actor: None, text, detail, tone })
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

fn told(application: &Application, event: &ApplicationEvent) -> Option<(String, Option<String>, Tone)> {
    let plain = |text: &str, tone: Tone| Some((text.to_owned(), None, tone));
    let because = |text: &str, words: &str| Some((text.to_owned(), Some(words.to_owned()), Tone::Bad));
    match event {
        ApplicationEvent::Received { .. } => plain("Вы отправили заявление", Tone::New),
        ApplicationEvent::Taken { .. } => {
            plain("Обслуживающая организация взяла заявление в работу", Tone::Work)
        }
        ApplicationEvent::Returned { reason, .. } => {
            because("Обслуживающая организация вернула заявление на доработку", &reason.text)
        }
        ApplicationEvent::Rejected { reason, .. } => because("Заявление отклонено", &reason.text),
        ApplicationEvent::Mended { .. } => plain("Вы исправили заявление", Tone::New),
        ApplicationEvent::Withdrawn { .. } => plain("Вы отозвали заявление", Tone::Quiet),
        ApplicationEvent::Expired => plain("Заявление не исправили в срок, оно снято", Tone::Bad),
        ApplicationEvent::Forwarded { .. } => Some((checked(application), None, Tone::Work)),
        ApplicationEvent::ForwardingUndone => {
            plain("Обслуживающая организация вернула заявление на проверку", Tone::Work)
        }
        ApplicationEvent::Submitted { owners, awaited, .. } if owners.is_empty() && awaited.is_empty() => {
            plain("Передано на регистрацию: новый сертификат не нужен", Tone::Out)
        }
        ApplicationEvent::Submitted { .. } => plain("Передано на выпуск сертификата", Tone::Out),
        ApplicationEvent::CertificateIssued { serial, .. } => {
            let serial = Some(format!("Серийный номер {serial}"));
            Some(("Выпущен сертификат".to_owned(), serial, Tone::Good))
        }
        ApplicationEvent::AuthorityRefused { words, late, .. } => because(by_authority(*late), words),
        ApplicationEvent::OperatorRefused { words, .. } => because(BY_OPERATOR, words),
        ApplicationEvent::Reset { from: Some(_), .. } => {
            plain("Заявление снова у обслуживающей организации", Tone::Work)
        }
        ApplicationEvent::Approved { .. } => plain("Заявление одобрено", Tone::Good),
        ApplicationEvent::Completed => plain("Настройка завершена", Tone::Good),
        ApplicationEvent::Released { .. }
        | ApplicationEvent::HandedOver { .. }
        | ApplicationEvent::ParametersSet { .. }
        | ApplicationEvent::Held { .. }
        | ApplicationEvent::Woken { .. }
        | ApplicationEvent::NeedsAttention { .. }
        | ApplicationEvent::Resent { .. }
        | ApplicationEvent::Reset { from: None, .. } => None,
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
