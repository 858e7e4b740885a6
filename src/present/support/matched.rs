//! Why a row matched, when the row does not show it; a match by personal data is named but not shown.

use crate::domain::organization::Organization;
use crate::domain::search::{self, Question};
use crate::operations::organizations::{Lead, LeadBy};
use crate::present::words::subscriber;

/// Why this organisation matched.
pub(super) fn matched(
    organization: &Organization,
    bound_login: &str,
    lead: Option<&Lead>,
    asked: &Question,
) -> Option<String> {
    if asked.is_empty() {
        return None;
    }
    if let Some(lead) = lead {
        return Some(by_application(lead));
    }
    let requisites = &organization.requisites;
    let touched = |text: &str| asked.touches(&search::of_text(text));
    // Most are asked for by their short name or their ИНН.
    let visible = [brief(organization), requisites.full_name.clone()];
    if asked.is_met_by(&search::of_text(&visible[0])) || asked.is_met_by(&search::of_text(&visible.join(" ")))
    {
        return None;
    }
    let shown = [
        ("код абонента", organization.subscriber_code.as_str()),
        subscriber::registration(requisites),
        ("логин портала 1С:ИТС", bound_login),
    ];
    let shown = shown.into_iter().find(|(_, value)| touched(value));
    let hidden = [
        ("телефон организации", touched(requisites.phone.as_str())),
        ("e-mail организации", touched(requisites.email.as_str())),
        ("СНИЛС владельца подписи", asked.names_a_person()),
        ("сведения из заявлений", true),
    ];
    let hidden = hidden.into_iter().find(|(_, holds)| *holds).map(|(label, _)| label.to_owned());
    shown.map(|(label, value)| format!("{label} {value}")).or(hidden)
}

/// What a caller begins with, of the texts that every row shows.
fn brief(organization: &Organization) -> String {
    let requisites = &organization.requisites;
    [&requisites.short_name, requisites.inn.as_str(), organization.kpp()].join(" ")
}

fn by_application(lead: &Lead) -> String {
    let number = lead.application.number;
    match &lead.by {
        LeadBy::Number => format!("№ заявления {number}"),
        LeadBy::Serial(serial) => format!("сертификат {serial}, заявление №\u{a0}{number}"),
        LeadBy::Alias(alias) => format!("псевдоним «{alias}», заявление №\u{a0}{number}"),
    }
}
