//! Parses an application's organisation, with the rules between its identifiers.

use super::directions::{Authority, Direction};
use super::fault::Need;
use super::limits;
use super::members::Members;
use super::organization::{OrganizationKind, StatedRequisites};
use crate::domain::identity::{Accreditation, Email, Inn, Kpp, Ogrn, Phone, Region};

/// Parses the organisation; a change application need only identify it.
pub(super) fn stated(card: &mut Members<'_>, need: Need) -> Option<StatedRequisites> {
    let named = card.code("kind", need, OrganizationKind::ALL, OrganizationKind::code);
    let inn = card.identifier("inn", Need::Required, Inn::parse);
    let kind = named.or_else(|| inn.as_ref().map(kind_of));
    let kpp = kpp(card, kind);
    let accreditation = accreditation(card, kind, inn.as_ref());
    let ogrn = ogrn(card, need, kind, inn.as_ref());
    let short_name = card.name("short_name", need, limits::SHORT_NAME);
    let full_name = card.name("full_name", need, limits::FULL_NAME);
    let legal_address = card.text("legal_address", need, limits::ADDRESS);
    let region = card.identifier("region", Need::Optional, Region::parse);
    let phone = card.identifier("phone", need, Phone::parse);
    let email = card.identifier("email", need, Email::parse);
    let is_budget = card.flag("is_budget", need);
    if let (Some(kind), Some(inn)) = (kind, &inn) {
        inn_fits(card, kind, inn);
    }
    Some(StatedRequisites {
        kind: kind?,
        inn: inn?,
        kpp,
        short_name,
        full_name,
        ogrn,
        accreditation,
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

/// Parses the КПП: an organisation must have one, a person must not.
fn kpp(card: &mut Members<'_>, kind: Option<OrganizationKind>) -> Option<Kpp> {
    match kind {
        Some(OrganizationKind::LegalEntity) => card.identifier("kpp", Need::Required, Kpp::parse),
        Some(kind @ (OrganizationKind::SoleProprietor | OrganizationKind::PrivatePractice)) => {
            if card.text("kpp", Need::Optional, limits::IDENTIFIER).is_some() {
                card.fault("kpp", "kpp_forbidden", kind.without_kpp());
            }
            None
        }
        None => card.identifier("kpp", Need::Optional, Kpp::parse),
    }
}

/// Parses the registration number. A private practice must have none; what a sole proprietor or the branch of a foreign
/// organisation leaves out is a remark.
fn ogrn(
    card: &mut Members<'_>,
    need: Need,
    kind: Option<OrganizationKind>,
    inn: Option<&Inn>,
) -> Option<Ogrn> {
    let foreign = inn.is_some_and(Inn::is_of_foreign);
    let (of_person, sentence) = match kind {
        Some(OrganizationKind::PrivatePractice) => {
            if card.text("ogrn", Need::Optional, limits::IDENTIFIER).is_some() {
                let sentence = "У нотариуса, адвоката и другой частной практики нет ни ОГРН, ни ОГРНИП";
                card.fault("ogrn", "ogrn_forbidden", sentence);
            }
            return None;
        }
        Some(OrganizationKind::SoleProprietor) => {
            (true, "ОГРНИП индивидуального предпринимателя состоит из 15 цифр")
        }
        Some(OrganizationKind::LegalEntity) if foreign => {
            if card.peek("ogrn").is_some_and(|text| Accreditation::parse(text).is_ok()) {
                let sentence = "11 цифр — это номер записи об аккредитации (accreditation): укажите его там, а ОГРН оставьте пустым";
                card.refuse("ogrn", "ogrn_length", sentence);
                return None;
            }
            (false, "ОГРН юридического лица состоит из 13 цифр")
        }
        Some(OrganizationKind::LegalEntity) => (false, "ОГРН юридического лица состоит из 13 цифр"),
        None => return card.identifier("ogrn", Need::Optional, Ogrn::parse),
    };
    let need = if foreign || of_person { Need::Optional } else { need };
    let ogrn = card.identifier("ogrn", need, Ogrn::parse)?;
    if ogrn.is_of_person() != of_person {
        card.fault("ogrn", "ogrn_kind", sentence);
    }
    Some(ogrn)
}

/// Parses the number of the accreditation, which only the branch of a foreign organisation has.
fn accreditation(
    card: &mut Members<'_>,
    kind: Option<OrganizationKind>,
    inn: Option<&Inn>,
) -> Option<Accreditation> {
    let number = card.identifier("accreditation", Need::Optional, Accreditation::parse)?;
    let foreign = inn.is_none_or(Inn::is_of_foreign) && !kind.is_some_and(OrganizationKind::is_a_person);
    if !foreign {
        let sentence = "Номер записи об аккредитации есть только у филиала иностранной организации: ее ИНН начинается с 9909";
        card.fault("accreditation", "accreditation_forbidden", sentence);
    }
    Some(number)
}

/// Checks that the length of the ИНН fits the legal form.
fn inn_fits(card: &mut Members<'_>, kind: OrganizationKind, inn: &Inn) {
    let sentence = match kind {
        OrganizationKind::LegalEntity => "ИНН юридического лица состоит из 10 цифр",
        OrganizationKind::SoleProprietor => "ИНН индивидуального предпринимателя состоит из 12 цифр",
        OrganizationKind::PrivatePractice => {
            "ИНН нотариуса, адвоката и другой частной практики состоит из 12 цифр"
        }
    };
    if inn.is_of_person() != kind.is_a_person() {
        card.fault("inn", "inn_kind", sentence);
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
