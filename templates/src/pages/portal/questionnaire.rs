//! The questionnaire about a product whose PIN was right: twelve fields, all required.

use maud::{Markup, Render, html};

use super::back;
use crate::components::{Entry, FieldError, Form, Kind, Width, summary, titled};
use crate::layout::Door;
use crate::{Page, paths};

/// The questionnaire.
#[derive(Clone, Debug, Default)]
pub struct QuestionnairePage {
    /// The word that names the proved pair.
    pub claim: String,
    /// The product.
    pub product: String,
    /// «Комплект поставки».
    pub kit: String,
    /// Its registration number.
    pub number: String,
    /// What was typed, by field in the order of [`QuestionnairePage::FIELDS`].
    pub typed: Vec<String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

/// How a field of the questionnaire is asked.
struct AskedField {
    label: &'static str,
    hint: &'static str,
    kind: Kind,
    complete: &'static str,
    width: Width,
}

const fn text(label: &'static str, complete: &'static str) -> AskedField {
    AskedField { label, hint: "", kind: Kind::Text, complete, width: Width::Full }
}

const FAX: &str = "Если факса нет, напишите «нет».";
const WORKPLACES: &str =
    "Число рабочих мест, на которых установлены программные продукты системы \"1С:Предприятие 8\"";

const ASKED: [AskedField; 12] = [
    text("Наименование организации", "organization"),
    text("Тип основной деятельности", "off"),
    AskedField {
        kind: Kind::Digits, width: Width::Short, ..text("Почтовый индекс", "postal-code")
    },
    text("Адрес", "street-address"),
    text("Руководитель организации", "off"),
    text("Ответственный за работу с пакетом", "off"),
    AskedField { kind: Kind::Phone, width: Width::Middle, ..text("Телефон", "tel") },
    AskedField { hint: FAX, width: Width::Middle, ..text("Факс", "off") },
    AskedField { kind: Kind::Email, width: Width::Middle, ..text("E-mail", "email") },
    text("Где приобретена программа", "off"),
    AskedField {
        hint: "Например, 15.01.2026.", width: Width::Short, ..text("Дата приобретения", "off")
    },
    AskedField { kind: Kind::Digits, width: Width::Short, ..text(WORKPLACES, "off") },
];

const HEADING: &str = "Заполните информацию о себе (все поля являются обязательными для заполнения):";

impl QuestionnairePage {
    /// The names of the fields, in the order in which they are asked.
    pub const FIELDS: [&'static str; 12] = [
        "organization",
        "activity",
        "postcode",
        "address",
        "head",
        "responsible",
        "phone",
        "fax",
        "email",
        "seller",
        "bought_on",
        "workplaces",
    ];

    fn entries(&self) -> Markup {
        html! {
            @for (place, asked) in ASKED.iter().enumerate() {
                (Entry {
                    name: Self::FIELDS[place],
                    label: asked.label,
                    hint: asked.hint,
                    required: true,
                    kind: asked.kind,
                    value: self.typed.get(place).map_or("", String::as_str),
                    complete: asked.complete,
                    width: asked.width,
                    errors: &self.errors,
                    beside: None,
                })
            }
        }
    }
}

impl Page for QuestionnairePage {
    fn title(&self) -> String {
        titled("Анкета о продукте", Door::Portal.name(), !self.errors.is_empty())
    }
}

impl Render for QuestionnairePage {
    fn render(&self) -> Markup {
        let content = html! {
            (self.entries())
            div.acts { button."btn btn-primary" { "Зарегистрировать продукт" } }
        };
        html! {
            (back("Другой номер", &paths::product_registration()))
            (summary(&self.errors))
            h1 { span.caption { (self.product) ", рег. номер " (self.number) } (HEADING) }
            @if !self.kit.is_empty() { p.soft { "Комплект поставки: " (self.kit) } }
            (Form { action: &paths::questionnaire(&self.claim), csrf: &self.csrf, hidden: &[], guarded: true, content })
        }
    }
}
