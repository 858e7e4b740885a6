//! Parses an application's organisation, with the rules between its identifiers.

use super::directions::{Authority, Direction};
use super::fault::Need;
use super::limits;
use super::members::Members;
use super::organization::{OrganizationKind, StatedRequisites};
use crate::domain::identity::{Email, Inn, Kpp, Ogrn, Phone, Region};

/// Parses the organisation; a change application need only identify it.
pub(super) fn stated(card: &mut Members<'_>, need: Need) -> Option<StatedRequisites> {
    let named = card.code("kind", need, OrganizationKind::ALL, OrganizationKind::code);
    let inn = card.identifier("inn", Need::Required, Inn::parse);
    let kind = named.or_else(|| inn.as_ref().map(kind_of));
    let kpp = kpp(card, kind);
    let ogrn = card.identifier("ogrn", need, Ogrn::parse);
    let short_name = card.text("short_name", need, limits::ORGANIZATION_NAME);
    let full_name = card.text("full_name", need, limits::ORGANIZATION_NAME);
    let legal_address = card.text("legal_address", need, limits::ADDRESS);
    let region = card.identifier("region", Need::Optional, Region::parse);
    let phone = card.identifier("phone", need, Phone::parse);
    let email = card.identifier("email", need, Email::parse);
    let is_budget = card.flag("is_budget", need);
    if let Some(kind) = kind {
        lengths_agree(card, kind, inn.as_ref(), ogrn.as_ref());
    }
    Some(StatedRequisites {
        kind: kind?,
        inn: inn?,
        kpp,
        short_name,
        full_name,
        ogrn,
        legal_address,
        region,
        phone,
        email,
        is_budget,
    })
}

/// The legal form that follows from the length of the ИНН.
fn kind_of(inn: &Inn) -> OrganizationKind {
    if inn.is_of_person() { OrganizationKind::SoleProprietor } else { OrganizationKind::LegalEntity }
}

/// Parses the КПП: an organisation must have one, a sole proprietor must not.
fn kpp(card: &mut Members<'_>, kind: Option<OrganizationKind>) -> Option<Kpp> {
    match kind {
        Some(OrganizationKind::LegalEntity) => card.identifier("kpp", Need::Required, Kpp::parse),
        Some(OrganizationKind::SoleProprietor) => {
            if card.text("kpp", Need::Optional, limits::IDENTIFIER).is_some() {
                card.fault("kpp", "kpp_forbidden", "У индивидуального предпринимателя нет КПП");
            }
            None
        }
        None => card.identifier("kpp", Need::Optional, Kpp::parse),
    }
}

/// Checks that the lengths of ИНН and ОГРН fit the legal form.
fn lengths_agree(card: &mut Members<'_>, kind: OrganizationKind, inn: Option<&Inn>, ogrn: Option<&Ogrn>) {
    let (of_person, inn_sentence, ogrn_sentence) = match kind {
        OrganizationKind::LegalEntity => {
            (false, "ИНН юридического лица состоит из 10 цифр", "ОГРН юридического лица состоит из 13 цифр")
        }
        OrganizationKind::SoleProprietor => (
            true,
            "ИНН индивидуального предпринимателя состоит из 12 цифр",
            "ОГРНИП индивидуального предпринимателя состоит из 15 цифр",
        ),
    };
    if inn.is_some_and(|inn| inn.is_of_person() != of_person) {
        card.fault("inn", "inn_kind", inn_sentence);
    }
    if ogrn.is_some_and(|ogrn| ogrn.is_of_person() != of_person) {
        card.fault("ogrn", "ogrn_kind", ogrn_sentence);
    }
}

/// An absent region is that of the first tax office; a change application may leave it out.
pub(super) fn with_region(
    root: &mut Members<'_>,
    card: StatedRequisites,
    need: Need,
    directions: &[Direction],
) -> StatedRequisites {
    if card.region.is_some() || need == Need::Optional {
        return card;
    }
    let office = directions.iter().find(|direction| direction.authority == Authority::Fns);
    let code = office.and_then(|office| office.code.as_ref()?.get(..2));
    let region = code.and_then(|digits| Region::parse(digits).ok());
    if region.is_none() && !root.is_faulty_within("directions") {
        let sentence = "Укажите регион: по коду инспекции ФНС он не определяется";
        root.fault("organization/region", "required", sentence);
    }
    StatedRequisites { region, ..card }
}
