//! The summary for a colleague: plain text without personal data, which may be sent anywhere.

use templates::format::Zone;

use super::masks;
use crate::domain::application::Application;
use crate::domain::month::moscow_day;
use crate::domain::stage::StageCode;
use crate::operations::Desk;
use crate::operations::support::SupportCard;
use crate::present::organizations::{held, kpp};
use crate::present::words;
use crate::present::words::subscriber;

/// The lines of the summary.
pub(super) fn text(desk: &Desk, found: &SupportCard, zone: Zone) -> String {
    let (card, organization) = (&found.card, &found.card.organization);
    let kpp = kpp(organization).map(|kpp| format!(", КПП {kpp}")).unwrap_or_default();
    let mut lines = vec![
        name(found),
        format!("ИНН {}{kpp}, код абонента {}", organization.requisites.inn, organization.subscriber_code),
    ];
    let held = held(&card.licences, moscow_day(desk.now()));
    lines.extend(held.iter().map(|product| format!("Продукт: {}, {}", product.text, product.mode)));
    if held.is_empty() {
        lines.push("Продукт: нет".to_owned());
    }
    match subject(found) {
        Some(application) => lines.extend(of_application(desk, application, zone)),
        None => lines.push("Заявлений нет".to_owned()),
    }
    let phone = subscriber::phone(&card.partner.phone);
    lines.push(format!("Обслуживает: {}, {phone}", card.partner.name));
    lines.join("\n")
}

fn of_application(desk: &Desk, application: &Application, zone: Zone) -> [String; 2] {
    let (stage, since) = (application.stage.code(), zone.since(application.stage_since, desk.now()));
    let (number, kind) = (application.number, words::kind(application.asked.kind).to_lowercase());
    let moment = since.moment.text();
    let turn = match subscriber::turn(stage.ball()) {
        Some(turn) => {
            let lasting = templates::format::lasting(since.moment.at, since.now);
            format!("Сейчас {turn} с {moment} ({lasting})")
        }
        None => "Сейчас ничьего хода нет: заявление завершено".to_owned(),
    };
    [format!("Заявление №\u{a0}{number} ({kind}): «{}» с {moment}", words::stage(stage)), turn]
}

/// The application that the caller asks about: the named one, the last open one, or the last.
pub(super) fn subject(found: &SupportCard) -> Option<&Application> {
    let all = &found.card.applications;
    let moves = |application: &&Application| StageCode::OPEN.contains(&application.stage.code());
    let lead = found.lead.as_ref().map(|lead| &lead.application);
    lead.or_else(|| all.iter().find(moves)).or_else(|| all.first())
}

/// The organisation's name; a sole proprietor's is masked.
pub(super) fn name(found: &SupportCard) -> String {
    let name = &found.card.organization.requisites.short_name;
    if found.hides_the_organization() { masks::proprietor(name) } else { name.clone() }
}
