//! What happened to an application, as its client is told.

use templates::components::{TimelineEntry, Tone};
use templates::format::Zone;

use crate::domain::application::Application;
use crate::domain::event::Event;
use crate::present::words::{self};
use crate::store::audit::Entry;

/// What the client is told of what happened; how the partner's people share their work is not theirs.
pub(super) fn happened(application: &Application, entry: &Entry, zone: Zone) -> Option<TimelineEntry> {
    let event: Event = serde_json::from_str(&entry.details).ok()?;
    let (text, detail, tone) = told(application, &event)?;
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

fn told(application: &Application, event: &Event) -> Option<(String, Option<String>, Tone)> {
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
        Event::Released
        | Event::HandedOver { .. }
        | Event::ParametersSet { .. }
        | Event::Held { .. }
        | Event::Woken
        | Event::NeedsAttention { .. }
        | Event::Resent { .. }
        | Event::Reset { from: None, .. }
        | Event::StatementFormed { .. }
        | Event::StatementPublished
        | Event::StatementAgreed { .. }
        | Event::LineDisputed { .. }
        | Event::LineResolved { .. }
        | Event::Invoiced { .. }
        | Event::House(_)
        | Event::Office(_) => None,
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
