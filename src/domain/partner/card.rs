//! The card of a partner, parsed from a form that reports all faults at once.

use serde::{Deserialize, Serialize};

use crate::domain::form::{FieldFaults, Noted, identifier, name};
use crate::domain::identity::{Email, Inn, Kpp, Phone};

/// The time zones of Russia, in minutes east of UTC.
pub const ZONES: [i32; 11] = [120, 180, 240, 300, 360, 420, 480, 540, 600, 660, 720];

/// The maximum length of a name, in characters.
const NAME_MOST: usize = 255;
/// The maximum length of a code, in characters.
const CODE_MOST: usize = 30;

/// The card of a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerCard {
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The telephone for clients.
    pub phone: String,
    /// The e-mail address for news of applications.
    pub email: String,
    /// The time zone, in minutes east of UTC.
    pub utc_offset_minutes: i32,
}

/// The fields of a card's form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypedCard<'a> {
    /// The name.
    pub name: &'a str,
    /// The ИНН.
    pub inn: &'a str,
    /// The КПП.
    pub kpp: &'a str,
    /// The telephone.
    pub phone: &'a str,
    /// The e-mail.
    pub email: &'a str,
    /// The time zone, in minutes east of UTC.
    pub zone: &'a str,
}

impl PartnerCard {
    /// Parses a form; adds all faults to `faults` and returns `None` if there are any.
    pub fn read(typed: TypedCard<'_>, faults: &mut FieldFaults) -> Option<Self> {
        let name = name("name", typed.name, NAME_MOST, "Укажите название", faults);
        let inn = identifier("inn", typed.inn, Inn::parse, faults);
        let kpp = kpp(typed.kpp, inn.as_ref(), faults);
        let phone = identifier("phone", typed.phone, Phone::parse, faults);
        let email = identifier("email", typed.email, Email::parse, faults);
        let zone = typed.zone.parse().ok().filter(|zone| ZONES.contains(zone));
        if zone.is_none() {
            faults.push(("zone", "Выберите часовой пояс".to_owned()));
        }
        Some(Self {
            name: name?,
            inn: inn?.into(),
            kpp: kpp.ok()?.map(Into::into),
            phone: phone?.into(),
            email: email?.into(),
            utc_offset_minutes: zone?,
        })
    }
}

/// Parses the code of a new partner. It is used in URLs and commands and never changes.
pub fn read_code(typed: &str, faults: &mut FieldFaults) -> Option<String> {
    let code = typed.trim();
    let fits = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    let edge = |letter: char| letter != '-';
    let sound = (2..=CODE_MOST).contains(&code.len())
        && code.bytes().all(fits)
        && code.starts_with(edge)
        && code.ends_with(edge);
    if !sound {
        let words = format!("От 2 до {CODE_MOST} строчных латинских букв, цифр и дефисов");
        faults.push(("code", words));
    }
    sound.then(|| code.to_owned())
}

/// An organisation has a КПП and a sole proprietor has none.
fn kpp(typed: &str, inn: Option<&Inn>, faults: &mut FieldFaults) -> Result<Option<Kpp>, Noted> {
    let of_person = inn.map(Inn::is_of_person);
    match (typed.trim(), of_person) {
        ("", Some(true) | None) => Ok(None),
        ("", Some(false)) => {
            faults.push(("kpp", "У организации есть КПП: укажите его".to_owned()));
            Err(Noted)
        }
        (_, Some(true)) => {
            faults.push(("kpp", "У предпринимателя нет КПП: оставьте поле пустым".to_owned()));
            Err(Noted)
        }
        (typed, Some(false) | None) => identifier("kpp", typed, Kpp::parse, faults).map(Some).ok_or(Noted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: TypedCard<'static> = TypedCard {
        name: " ООО «Вектор» ",
        inn: "9900100011",
        kpp: "990001001",
        phone: "8 999 000-10-01",
        email: "help@vector.example",
        zone: "180",
    };

    fn faults(typed: TypedCard<'_>) -> Vec<&'static str> {
        let mut faults = FieldFaults::new();
        let read = PartnerCard::read(typed, &mut faults);
        assert_eq!(read.is_none(), !faults.is_empty());
        faults.into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn a_card_is_read_and_written_as_it_is_kept() {
        let card = PartnerCard::read(GOOD, &mut FieldFaults::new()).unwrap();
        assert_eq!((card.name.as_str(), card.phone.as_str()), ("ООО «Вектор»", "+79990001001"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        assert_eq!(
            faults(TypedCard { inn: "9900100012", ..TypedCard::default() }),
            ["name", "inn", "phone", "email", "zone"]
        );
        assert_eq!(faults(TypedCard { zone: "181", name: "а\u{7}б", ..GOOD }), ["name", "zone"]);
    }

    #[test]
    fn an_organisation_has_a_kpp_and_a_proprietor_has_none() {
        assert_eq!(faults(TypedCard { kpp: "", ..GOOD }), ["kpp"]);
        assert_eq!(faults(TypedCard { inn: "990000661323", ..GOOD }), ["kpp"]);
        assert!(faults(TypedCard { inn: "990000661323", kpp: " ", ..GOOD }).is_empty());
    }

    #[test]
    fn a_code_can_stand_in_addresses() {
        let read = |code| read_code(code, &mut FieldFaults::new());
        assert_eq!(read(" vector-38 ").as_deref(), Some("vector-38"));
        for wrong in ["", "a", "Вектор", "a b", "-ab", "ab-", "a/b", &"a".repeat(31)] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
