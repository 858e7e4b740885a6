//! What the client sent, in the words of the card, beside what stands now; and the file itself.

use templates::components::{Check, Fact};
use templates::format::Zone;
use templates::pages::partner::OriginalPage;

use super::facts::requisite;
use super::{direction, owners};
use crate::domain::identity::{Accreditation, Email, Kpp, Ogrn, Phone, Region};
use crate::domain::submission::{OrganizationKind, Submission};
use crate::operations::inspection::Card;
use crate::present::words::{self, subscriber};

/// The page.
#[must_use]
pub fn original(card: &Card, zone: Zone) -> OriginalPage {
    let (original, content) = (&card.original, &card.original.content);
    OriginalPage {
        number: card.application.number.to_string(),
        organization: card.application.asked.organization_name.clone(),
        received: zone.moment(original.received_at),
        login: card.sent_login.clone(),
        sha256: original.sha256.clone(),
        text: original.body.clone(),
        asked: asked(card, content),
        requisites: stated(card, content),
        owners: owners::owners(card),
        users: owners::users(card),
        directions: content.directions.iter().map(direction).collect(),
        alias: content.cabinet.as_ref().map(|cabinet| cabinet.alias.clone()),
    }
}

/// What was asked for; the mode as the partner left it stands beside it when it differs.
fn asked(card: &Card, content: &Submission) -> Vec<Fact> {
    let changes: Vec<&str> = content.changes.iter().map(|flag| words::change(*flag)).collect();
    let license = words::product_with_term(content.license.product.into(), content.license.term_months);
    let word = |on: bool| if on { "включен" } else { "выключен" };
    let (sent, now) = (content.multi_user.enabled, card.application.parameters.enabled);
    let mut facts = vec![
        Fact::new("Тип заявления", words::kind(content.kind)),
        Fact::identifier("Рег. номер программы", content.reg_number.as_str()),
        Fact::new("Лицензия", license),
        Fact {
            check: (sent != now).then(|| Check::Differs(format!("сейчас {}", word(now)))),
            ..Fact::new("Многопользовательский режим", word(sent))
        },
    ];
    if !changes.is_empty() {
        facts.push(Fact::new("Что изменить", changes.join(", ")));
    }
    if let Some(promotion) = &content.promotion {
        facts.push(Fact::new("Акция", promotion));
    }
    if !content.unknown.is_empty() {
        facts.push(Fact::new("Чего Регистратор не знает", content.unknown.join(", ")));
    }
    facts
}

/// The requisites that were stated, each beside the organisation's card when that says otherwise.
fn stated(card: &Card, content: &Submission) -> Vec<Fact> {
    let stated = &content.organization;
    let flag = |on: bool| if on { "да" } else { "нет" };
    let fields = [
        ("kind", Some(subscriber::kind(stated.kind))),
        ("short_name", stated.short_name.as_deref()),
        ("full_name", stated.full_name.as_deref()),
        ("inn", Some(stated.inn.as_str())),
        ("kpp", stated.kpp.as_ref().map(Kpp::as_str)),
        ("ogrn", stated.ogrn.as_ref().map(Ogrn::as_str)),
        ("accreditation", stated.accreditation.as_ref().map(Accreditation::as_str)),
        ("legal_address", stated.legal_address.as_deref()),
        ("region", stated.region.as_ref().map(Region::as_str)),
        ("phone", stated.phone.as_ref().map(Phone::as_str)),
        ("email", stated.email.as_ref().map(Email::as_str)),
        ("is_budget", stated.is_budget.map(flag)),
    ];
    let fact = |(field, value): (&'static str, Option<&str>)| {
        let known = card.differences.iter().find(|one| one.field == field);
        let check = known.map(|known| Check::Differs(on_card(field, &known.was)));
        Some(Fact { check, ..Fact::new(requisite(field), value?) })
    };
    fields.into_iter().filter_map(fact).collect()
}

/// What the organisation's card says.
fn on_card(field: &str, was: &str) -> String {
    let words = match field {
        "kind" => OrganizationKind::from_code(was).map(subscriber::kind),
        "is_budget" => Some(if was == "true" { "да" } else { "нет" }),
        _ => None,
    };
    match words.unwrap_or(was) {
        "" => "в карточке пусто".to_owned(),
        words => format!("в карточке «{words}»"),
    }
}
