//! The questionnaire about a product: twelve fields, and all of them are required.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::cleaning::cleaned;
use crate::domain::form::{FieldFaults, line, read_day};
use crate::domain::identity::{Email, Phone};

const TEXT_MOST: usize = 1000;
const NAME_MOST: usize = 200;
/// What is taken for a fax where there is none.
const NO_FAX: &str = "нет";
const PLACES_MOST: u32 = 100_000;

codes! {
    /// A field of the questionnaire.
    pub enum QuestionnaireField {
        /// Наименование организации.
        Organization = "organization",
        /// Тип основной деятельности.
        Activity = "activity",
        /// Почтовый индекс.
        Postcode = "postcode",
        /// Адрес.
        Address = "address",
        /// Руководитель организации.
        Head = "head",
        /// Ответственный за работу с пакетом.
        Responsible = "responsible",
        /// Телефон.
        Phone = "phone",
        /// Факс.
        Fax = "fax",
        /// E-mail.
        Email = "email",
        /// Где приобретена программа.
        Seller = "seller",
        /// Дата приобретения.
        BoughtOn = "bought_on",
        /// Число рабочих мест.
        Workplaces = "workplaces",
    }
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedQuestionnaire {
    /// Наименование организации.
    pub organization: String,
    /// Тип основной деятельности.
    pub activity: String,
    /// Почтовый индекс.
    pub postcode: String,
    /// Адрес.
    pub address: String,
    /// Руководитель организации.
    pub head: String,
    /// Ответственный за работу с пакетом.
    pub responsible: String,
    /// Телефон.
    pub phone: String,
    /// Факс.
    pub fax: String,
    /// E-mail.
    pub email: String,
    /// Где приобретена программа.
    pub seller: String,
    /// Дата приобретения.
    pub bought_on: String,
    /// Число рабочих мест.
    pub workplaces: String,
}

/// What somebody answered about a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Наименование организации.
    pub organization: String,
    /// Тип основной деятельности.
    pub activity: String,
    /// Почтовый индекс.
    pub postcode: String,
    /// Адрес.
    pub address: String,
    /// Руководитель организации.
    pub head: String,
    /// Ответственный за работу с пакетом.
    pub responsible: String,
    /// Телефон.
    pub phone: Phone,
    /// Факс; none where there is none.
    pub fax: Option<Phone>,
    /// E-mail.
    pub email: Email,
    /// Где приобретена программа.
    pub seller: String,
    /// Дата приобретения.
    pub bought_on: NaiveDate,
    /// Число рабочих мест.
    pub workplaces: u32,
}

impl TypedQuestionnaire {
    /// What was typed into a field.
    #[must_use]
    pub fn value(&self, field: QuestionnaireField) -> &str {
        match field {
            QuestionnaireField::Organization => &self.organization,
            QuestionnaireField::Activity => &self.activity,
            QuestionnaireField::Postcode => &self.postcode,
            QuestionnaireField::Address => &self.address,
            QuestionnaireField::Head => &self.head,
            QuestionnaireField::Responsible => &self.responsible,
            QuestionnaireField::Phone => &self.phone,
            QuestionnaireField::Fax => &self.fax,
            QuestionnaireField::Email => &self.email,
            QuestionnaireField::Seller => &self.seller,
            QuestionnaireField::BoughtOn => &self.bought_on,
            QuestionnaireField::Workplaces => &self.workplaces,
        }
    }

    /// Reads what was typed; all that is wrong is told at once, in the order of the form.
    pub fn read(&self, today: NaiveDate) -> Result<Questionnaire, FieldFaults> {
        let mut faults = FieldFaults::new();
        let mut text = |field: QuestionnaireField, most, missing| {
            line(field.code(), self.value(field), most, missing, &mut faults)
        };
        let organization =
            text(QuestionnaireField::Organization, TEXT_MOST, "Укажите наименование организации");
        let activity = text(QuestionnaireField::Activity, NAME_MOST, "Укажите тип основной деятельности");
        let address = text(QuestionnaireField::Address, TEXT_MOST, "Укажите адрес");
        let head = text(QuestionnaireField::Head, NAME_MOST, "Укажите руководителя организации");
        let responsible =
            text(QuestionnaireField::Responsible, NAME_MOST, "Укажите ответственного за работу с пакетом");
        let seller = text(QuestionnaireField::Seller, NAME_MOST, "Укажите, где приобретена программа");
        let mut sound = |field: QuestionnaireField, fault| faults.push((field.code(), fault));
        let postcode = self.postcode().map_err(|words| sound(QuestionnaireField::Postcode, words)).ok();
        let phone = self.phone().map_err(|words| sound(QuestionnaireField::Phone, words)).ok();
        let fax = self.fax().map_err(|words| sound(QuestionnaireField::Fax, words)).ok();
        let email = self.email().map_err(|words| sound(QuestionnaireField::Email, words)).ok();
        let bought_on =
            self.bought_on(today).map_err(|words| sound(QuestionnaireField::BoughtOn, words)).ok();
        let workplaces = self.workplaces().map_err(|words| sound(QuestionnaireField::Workplaces, words)).ok();
        faults.sort_by_key(|(field, _)| QuestionnaireField::from_code(field));
        let whole = || {
            Some(Questionnaire {
                organization: organization?,
                activity: activity?,
                postcode: postcode?,
                address: address?,
                head: head?,
                responsible: responsible?,
                phone: phone?,
                fax: fax?,
                email: email?,
                seller: seller?,
                bought_on: bought_on?,
                workplaces: workplaces?,
            })
        };
        whole().ok_or(faults)
    }

    fn postcode(&self) -> Result<String, String> {
        let postcode: String = cleaned(&self.postcode).replace(' ', "");
        let plain = postcode.len() == 6 && postcode.bytes().all(|byte| byte.is_ascii_digit());
        match postcode.as_str() {
            "" => Err("Укажите почтовый индекс".to_owned()),
            _ if plain => Ok(postcode),
            _ => Err("Почтовый индекс состоит из 6 цифр".to_owned()),
        }
    }

    fn phone(&self) -> Result<Phone, String> {
        if self.phone.trim().is_empty() {
            return Err("Укажите телефон".to_owned());
        }
        Phone::parse(&self.phone).map_err(|fault| fault.detail.to_owned())
    }

    fn fax(&self) -> Result<Option<Phone>, String> {
        match self.fax.trim() {
            "" => Err("Укажите факс, а если его нет, напишите «нет»".to_owned()),
            none if none.to_lowercase() == NO_FAX => Ok(None),
            fax => Phone::parse(fax).map(Some).map_err(|_| {
                "Укажите номер факса: +7 и 10 цифр, а если факса нет, напишите «нет»".to_owned()
            }),
        }
    }

    fn email(&self) -> Result<Email, String> {
        if self.email.trim().is_empty() {
            return Err("Укажите e-mail".to_owned());
        }
        Email::parse(&self.email).map_err(|fault| fault.detail.to_owned())
    }

    fn bought_on(&self, today: NaiveDate) -> Result<NaiveDate, String> {
        if self.bought_on.trim().is_empty() {
            return Err("Укажите дату приобретения".to_owned());
        }
        match read_day(&self.bought_on) {
            Some(day) if day > today => Err("Дата приобретения еще не наступила".to_owned()),
            Some(day) => Ok(day),
            None => Err("Дата приобретения записывается как 01.12.2026".to_owned()),
        }
    }

    fn workplaces(&self) -> Result<u32, String> {
        let typed: String = self.workplaces.split_whitespace().collect();
        if typed.is_empty() {
            return Err("Укажите число рабочих мест".to_owned());
        }
        let number = typed.parse().ok().filter(|number| (1..=PLACES_MOST).contains(number));
        number.ok_or_else(|| format!("Число рабочих мест: от 1 до {PLACES_MOST}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
    }

    fn typed() -> TypedQuestionnaire {
        let text = |words: &str| words.to_owned();
        TypedQuestionnaire {
            organization: text("ООО «Ромашка»"),
            activity: text("Торговля"),
            postcode: text("664 000"),
            address: text("Иркутск, ул. Первая, 1"),
            head: text("Петрова Анна Ивановна"),
            responsible: text("Сидорова Вера Павловна"),
            phone: text("8 999 000-00-01"),
            fax: text("Нет"),
            email: text("buh@romashka.example"),
            seller: text("ООО «Форсайт»"),
            bought_on: text("01.11.2026"),
            workplaces: text("3"),
        }
    }

    #[test]
    fn a_whole_questionnaire_is_read_and_no_fax_is_an_answer() {
        let read = typed().read(today()).unwrap();
        assert_eq!((read.postcode.as_str(), read.fax, read.workplaces), ("664000", None, 3));
        let fax = TypedQuestionnaire { fax: "8 999 000-00-02".to_owned(), ..typed() };
        assert_eq!(fax.read(today()).unwrap().fax.unwrap().as_str(), "+79990000002");
    }

    #[test]
    fn every_field_is_required_and_all_that_lack_are_told_in_their_order() {
        let faults = TypedQuestionnaire::default().read(today()).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
        let all: Vec<_> = QuestionnaireField::ALL.iter().map(|field| field.code()).collect();
        assert_eq!(fields, all);
    }

    #[test]
    fn what_makes_no_sense_is_told_beside_its_field() {
        let wrong = TypedQuestionnaire {
            postcode: "66400".to_owned(),
            phone: "112".to_owned(),
            fax: "не знаю".to_owned(),
            email: "buh".to_owned(),
            bought_on: "19.11.2026".to_owned(),
            workplaces: "0".to_owned(),
            ..typed()
        };
        let fields: Vec<_> = wrong.read(today()).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["postcode", "phone", "fax", "email", "bought_on", "workplaces"]);
    }
}
