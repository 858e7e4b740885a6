//! The forms of a partner: enrolment, card, contract, discount, administrator.

use chrono::NaiveDate;
use templates::components::{Choice, Link, Question, Questions};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::pieces::zones;
use super::typed::{Returned, TypedForm, errors};
use crate::domain::billing::BilledProduct;
use crate::domain::contract::{Contract, TypedContract, TypedDiscount};
use crate::domain::partner::{Partner, TypedCard};
use crate::operations::partnership::PartnerPage;
use crate::present::words;

/// The fields of a contract's discounts, each with its product.
const DISCOUNTS: [(&str, BilledProduct); 4] = [
    ("discount_main", BilledProduct::Main),
    ("discount_hr", BilledProduct::Hr),
    ("discount_authorized_rep", BilledProduct::AuthorizedRep),
    ("discount_multi_user", BilledProduct::MultiUser),
];

/// The fields of the card.
#[must_use]
pub fn typed_card(typed: &TypedForm) -> TypedCard<'_> {
    TypedCard {
        name: typed.get("name"),
        inn: typed.get("inn"),
        kpp: typed.get("kpp"),
        phone: typed.get("phone"),
        email: typed.get("email"),
        zone: typed.get("zone"),
    }
}

/// The discounts of the form, each with its field and product.
#[must_use]
pub fn typed_discounts(typed: &TypedForm) -> Vec<(&'static str, BilledProduct, &str)> {
    DISCOUNTS.iter().map(|(field, product)| (*field, *product, typed.get(field))).collect()
}

/// The fields of the contract, with these discounts.
#[must_use]
pub fn typed_contract<'a>(
    typed: &'a TypedForm,
    discounts: &'a [(&'static str, BilledProduct, &'a str)],
) -> TypedContract<'a> {
    TypedContract {
        number: typed.get("number"),
        signed_on: typed.get("signed_on"),
        from: typed.get("from"),
        to: typed.get("to"),
        discounts,
    }
}

/// The discount that was typed.
#[must_use]
pub fn typed_discount(typed: &TypedForm) -> TypedDiscount<'_> {
    TypedDiscount { product: typed.get("product"), percent: typed.get("percent"), from: typed.get("from") }
}

fn card_questions(typed: &TypedForm) -> Vec<Question> {
    vec![
        typed.line("name", "Название", "Как в договоре, например ООО «Вектор»"),
        typed.line("inn", "ИНН", "10 цифр у организации, 12 у предпринимателя"),
        typed.line("kpp", "КПП", "У предпринимателя оставьте пустым"),
        typed.line("phone", "Телефон для клиентов", "Российский номер, например +7\u{a0}999\u{a0}000-00-01"),
        typed.line("email", "E-mail для новых заявлений", ""),
        typed.one_of("zone", "Часовой пояс", zones()),
    ]
}

fn contract_questions(typed: &TypedForm) -> Vec<Question> {
    let mut questions = vec![
        typed.line("number", "Номер договора", "Сублицензионный договор, например 17-С"),
        typed.day("signed_on", "Подписан", ""),
        typed.day("from", "Действует с", ""),
        typed.day("to", "Действует по", "Пустое поле: без срока"),
    ];
    let discount = |(field, product): &(&str, BilledProduct)| typed.line(field, words::product(*product), "");
    let mut discounts: Vec<Question> = DISCOUNTS.iter().map(discount).collect();
    discounts[0].group = "Скидки, %. Пустое поле: без скидки";
    questions.append(&mut discounts);
    questions
}

fn form_page(title: &str, trail: Vec<Link>, form: Questions, csrf: String) -> SheetPage {
    SheetPage {
        title: format!("{title} · Партнеры · Оператор"),
        trail,
        heading: title.to_owned(),
        parts: vec![Part::new("form", "", PartBody::Questions(form))],
        csrf,
        ..SheetPage::default()
    }
}

fn to_partners() -> Link {
    Link { label: "Партнеры и договоры".to_owned(), href: paths::partners() }
}

fn to_partner(partner: &Partner) -> Link {
    Link { label: partner.name.clone(), href: paths::partner(&partner.code) }
}

/// The page that enrols a partner.
#[must_use]
pub fn enrolment_page(returned: Option<Returned>, csrf: String) -> SheetPage {
    let fresh = || Returned { typed: TypedForm::filled(&[("zone", "180")]), ..Returned::default() };
    let Returned { typed, faults } = returned.unwrap_or_else(fresh);
    let code = typed.line(
        "code",
        "Код",
        "Латинские буквы, цифры и дефис; стоит в адресах и командах, изменить его нельзя",
    );
    let code = code.heading("Реквизиты");
    let mut contract = contract_questions(&typed);
    contract[0].group = "Договор";
    let list = std::iter::once(code).chain(card_questions(&typed)).chain(contract);
    let form = Questions {
        id: "partner".to_owned(),
        action: paths::enrolment(),
        list: list.collect(),
        hidden: Vec::new(),
        button: "Добавить партнера".to_owned(),
        consequence: "Администратора назовете на карточке партнера; сотрудников и логины ИТС заведет он."
            .to_owned(),
        errors: errors(&faults),
    };
    form_page("Новый партнер", vec![to_partners()], form, csrf)
}

/// The page that changes a partner's card.
#[must_use]
pub fn card_page(found: &PartnerPage, returned: Option<Returned>, csrf: String) -> SheetPage {
    let partner = &found.partner;
    let fresh = || {
        let zone = partner.utc_offset_minutes.to_string();
        let values = [
            ("name", partner.name.as_str()),
            ("inn", &partner.inn),
            ("kpp", partner.kpp.as_deref().unwrap_or_default()),
            ("phone", &words::subscriber::phone(&partner.phone)),
            ("email", &partner.email),
            ("zone", &zone),
            ("seen", &found.seen),
        ];
        Returned { typed: TypedForm::filled(&values), ..Returned::default() }
    };
    let Returned { typed, faults } = returned.unwrap_or_else(fresh);
    let form = Questions {
        id: "partner".to_owned(),
        action: paths::partner_card(&partner.code),
        list: card_questions(&typed),
        hidden: vec![("seen".to_owned(), typed.get("seen").to_owned())],
        button: "Сохранить".to_owned(),
        consequence: "Сроки по часам партнера изменятся для новых заявлений.".to_owned(),
        errors: errors(&faults),
    };
    form_page("Карточка партнера", vec![to_partners(), to_partner(partner)], form, csrf)
}

/// The page that concludes another contract.
#[must_use]
pub fn contract_page(found: &PartnerPage, returned: Option<Returned>, csrf: String) -> SheetPage {
    let Returned { typed, faults } = returned.unwrap_or_default();
    let form = Questions {
        id: "contract".to_owned(),
        action: paths::contract(&found.partner.code),
        list: contract_questions(&typed),
        hidden: Vec::new(),
        button: "Заключить договор".to_owned(),
        consequence: "Прежний договор закончится накануне. Уже посчитанные строки не изменятся.".to_owned(),
        errors: errors(&faults),
    };
    form_page("Новый договор", vec![to_partners(), to_partner(&found.partner)], form, csrf)
}

/// The form of the first administrator.
pub(super) fn administrator_form(partner: &Partner, returned: Option<Returned>) -> Questions {
    let Returned { typed, faults } = returned.unwrap_or_default();
    Questions {
        id: "administrator".to_owned(),
        action: paths::first_administrator(&partner.code),
        list: vec![
            typed.line("login", "Логин", "Латинские буквы, цифры, точка и дефис"),
            typed.line("full_name", "Фамилия, имя, отчество", ""),
            typed.line("email", "E-mail администратора", "Сюда уйдет ссылка для пароля"),
        ],
        hidden: Vec::new(),
        button: "Пригласить администратора".to_owned(),
        consequence: "Остальных сотрудников партнера пригласит он.".to_owned(),
        errors: errors(&faults),
    }
}

/// The form of another discount in a contract that has not ended.
pub(super) fn discount_form(
    partner: &Partner,
    open: &[&Contract],
    today: NaiveDate,
    returned: Option<Returned>,
) -> Questions {
    let tomorrow = today.succ_opt().unwrap_or(today).to_string();
    let fresh = || Returned { typed: TypedForm::filled(&[("from", &tomorrow)]), ..Returned::default() };
    let Returned { typed, faults } = returned.unwrap_or_else(fresh);
    let contracts =
        open.iter().map(|contract| Choice::new(&contract.number, format!("№\u{a0}{}", contract.number)));
    let products = DISCOUNTS.iter().map(|(_, product)| Choice::new(product.code(), words::product(*product)));
    Questions {
        id: "discount".to_owned(),
        action: paths::discounts(&partner.code),
        list: vec![
            typed.one_of("contract", "Договор", contracts.collect()),
            typed.one_of("product", "Продукт", products.collect()),
            typed.line("percent", "Скидка, %", "Например 37,5"),
            typed.day("from", "Действует с", "Не раньше завтрашнего"),
        ],
        hidden: Vec::new(),
        button: "Изменить скидку".to_owned(),
        consequence: "Уже посчитанные строки не изменятся.".to_owned(),
        errors: errors(&faults),
    }
}
