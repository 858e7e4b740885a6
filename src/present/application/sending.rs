//! Forwarding as a card offers it: the sum on the button, what will happen, what is still missing.

use templates::components::FieldError;
use templates::format::money;
use templates::pages::partner::{LivePrice, Sending};

use super::conflict::TriedForm as _;
use super::parameters::Typed;
use super::{Reading, owners, prices, verbs};
use crate::domain::application::{Application, ConnectionParameters};
use crate::domain::remark::Remark;
use crate::domain::stage::Verb;
use crate::operations::Desk;
use crate::operations::inspection::Card;
use crate::operations::pricing::Offer;
use crate::policy::Permission;
use crate::present::words;

/// The price of what was just chosen, with what the button says of it.
#[must_use]
pub fn live(
    desk: &Desk,
    application: &Application,
    offer: &Offer,
    chosen: Result<&ConnectionParameters, &[FieldError]>,
) -> LivePrice {
    let missing = chosen.err().unwrap_or_default();
    let open = application.verbs().any(|verb| verb == Verb::Forward) && desk.allows(Permission::Forward);
    LivePrice {
        preview: prices::offered(offer, missing, desk.now()),
        warning: chosen.ok().and_then(|chosen| owners::task(application.asked.users, chosen)),
        sending: open.then(|| button(application, Some(offer), missing)),
    }
}

/// The button of a card, with the form as it stands on it.
pub(super) fn sending(card: &Card, reading: Reading<'_>, typed: Option<&Typed>) -> Option<Sending> {
    if !card.verbs.contains(&Verb::Forward) {
        return None;
    }
    let shown = typed.cloned().unwrap_or_else(|| Typed::of(&card.application.parameters));
    let missing = shown.read().err().unwrap_or_default();
    let choice = Typed { from: reading.from.to_owned(), ..shown };
    Some(Sending {
        choice: as_it_stands(card, &choice, &missing),
        with_form: card.verbs.contains(&Verb::SetParameters),
        consequence: verbs::FORWARD.consequence.on(card).unwrap_or_default(),
        ticks: ticks(card, typed),
        ..button(&card.application, card.offer.as_ref(), &missing)
    })
}

/// The version and the total that the page came with; and the choice, where it is not the one that is saved.
fn as_it_stands(card: &Card, shown: &Typed, missing: &[FieldError]) -> Vec<(String, String)> {
    let offer = card.offer.as_ref().filter(|_| missing.is_empty());
    let total = offer.and_then(|offer| offer.total.ok()).map(|total| total.kopecks().to_string());
    let version = Some(&shown.version).filter(|version| !version.is_empty()).cloned();
    let version = version.unwrap_or_else(|| card.application.version.to_string());
    let total = total.unwrap_or_default();
    let unsaved = offer.is_some_and(|offer| offer.unsaved);
    let choice = if unsaved { shown.clone() } else { Typed { from: shown.from.clone(), ..Typed::default() } };
    std::iter::once(("version".to_owned(), version))
        .chain(Typed { total, acknowledged: None, ..choice }.fields())
        .collect()
}

fn button(application: &Application, offer: Option<&Offer>, missing: &[FieldError]) -> Sending {
    Sending {
        action: (verbs::FORWARD.address)(&application.number.to_string()),
        choice: Vec::new(),
        with_form: false,
        label: label(offer, missing),
        consequence: String::new(),
        missing: what_is_missing(offer, missing),
        ticks: false,
    }
}

/// Whether a remark is still to be acknowledged.
fn ticks(card: &Card, typed: Option<&Typed>) -> bool {
    let set = typed.and_then(|typed| typed.acknowledged.as_deref()).unwrap_or_default();
    card.remarks.iter().filter_map(Remark::key).any(|key| !set.contains(&key))
}

/// The sum where it is known: «Отправить · 3 984,00 ₽».
fn label(offer: Option<&Offer>, missing: &[FieldError]) -> String {
    let unsaved = offer.is_some_and(|offer| offer.unsaved) || !missing.is_empty();
    let total = offer.filter(|offer| missing.is_empty() && !offer.prices.is_empty());
    let total = total.and_then(|offer| offer.total.ok());
    match (total, unsaved && missing.is_empty()) {
        (Some(total), true) => format!("Сохранить и отправить · {}", money(total.roubles())),
        (Some(total), false) => format!("Отправить · {}", money(total.roubles())),
        (None, true) => "Сохранить и отправить".to_owned(),
        (None, false) => verbs::FORWARD.label.to_owned(),
    }
}

/// What has still to be chosen, or why nothing can be forwarded whatever is chosen.
fn what_is_missing(offer: Option<&Offer>, missing: &[FieldError]) -> Option<String> {
    let choices = missing.iter().filter_map(|fault| match fault.field.as_str() {
        "enabled" => Some("включите режим или отметьте «без расширения»"),
        "tier" => Some("выберите вид расширения"),
        "basis" => Some("выберите основание"),
        "group" => Some("выберите, сколько организаций в группе"),
        _ => None,
    });
    let choices: Vec<&str> = choices.collect();
    if !choices.is_empty() {
        return Some(format!("Чтобы отправить, {}.", choices.join(", ")));
    }
    let fault = offer.and_then(|offer| offer.total.err())?;
    Some(words::price_fault(fault).to_owned())
}
