//! The portal of a signed-in client: products, deliveries that are registered, the subscriber.

use super::portal::{captcha, contacts, errors};
use super::{CSRF, Sample, long_name, moment, portal_frame, sample};
use crate::components::{Cell, Choice, Empty, Fact, Link, Listing, ListingRow};
use crate::pages::portal::{
    FreeProductRow, InvitationPage, InvitedRow, InvitingPage, MemberRow, MembersHouse, MembersPage,
    NotServedPage, OfferedMembership, OwnEmailPage, OwnProductPage, OwnProductRow, PortalPage,
    ProductRegistrationPage, ProfileFields, QuestionnairePage, SubscriberPage, SubscriberPart,
    SubscriberProfilePage,
};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let portal = portal_frame();
    vec![
        sample("portal-empty", &start(0, "", false), &portal),
        sample("portal", &start(2, "1С:Бухгалтерия 8 ПРОФ", true), &portal),
        sample("portal-worst", &start(40, &long_name(), false), &portal),
        sample("product-registration", &registration(), &portal),
        sample("product-registration-refused", &registration_refused(), &portal),
        sample("questionnaire", &questionnaire("1С:Бухгалтерия 8 ПРОФ"), &portal),
        sample("questionnaire-refused", &questionnaire_refused(), &portal),
        sample("own-product-waiting", &product("1С:Бухгалтерия 8 ПРОФ", 680), &portal),
        sample("own-product", &product(&long_name(), 0), &portal),
        sample(
            "not-served",
            &NotServedPage { name: "Купленные в Эвотор".to_owned(), contacts: contacts() },
            &portal,
        ),
        sample("subscriber-codes-empty", &codes(0, ""), &portal),
        sample("subscriber-codes", &codes(2, "ООО «Ромашка»"), &portal),
        sample("subscriber-codes-worst", &codes(30, &long_name()), &portal),
        sample(
            "members-empty",
            &MembersPage { empty: no_organizations(), ..MembersPage::default() },
            &portal,
        ),
        sample("members", &members(1, "Сидорова Вера Павловна"), &portal),
        sample("members-worst", &members(9, &long_name()), &portal),
        sample("inviting-nobody", &InvitingPage::default(), &portal),
        sample("inviting", &inviting(1), &portal),
        sample("inviting-refused", &inviting_refused(), &portal),
        sample("invitation", &invitation(), &portal),
        sample("invitation-gone", &InvitationPage::Gone, &portal),
        sample("subscriber-profile", &profile(), &portal),
        sample("subscriber-profile-refused", &profile_refused(), &portal),
        sample("portal-own-email", &own_email(), &portal),
    ]
}

fn start(own: usize, name: &str, got: bool) -> PortalPage {
    let product = |index: usize| OwnProductRow {
        id: index.to_string(),
        name: name.to_owned(),
        number: (index != 1).then(|| format!("80012345{index}")),
        note: if index == 0 { "обновления с 14:20".to_owned() } else { String::new() },
    };
    let free = |code: &str, name: &str, kit: &str, own| FreeProductRow {
        code: code.to_owned(),
        name: name.to_owned(),
        kit: kit.to_owned(),
        own,
    };
    PortalPage {
        products: (0..own).map(product).collect(),
        free: vec![
            free(
                "edo_client",
                "1С:Клиент ЭДО 8, редакция 2. Электронная поставка",
                "Обмен электронными документами с контрагентами",
                false,
            ),
            free("publisher", "1С:Публикатор", "Простой доступ к программе через Интернет", got),
        ],
        csrf: CSRF.to_owned(),
    }
}

fn registration() -> ProductRegistrationPage {
    ProductRegistrationPage {
        captcha: captcha(),
        csrf: CSRF.to_owned(),
        ..ProductRegistrationPage::default()
    }
}

fn registration_refused() -> ProductRegistrationPage {
    let wrong = [
        (
            "number",
            "Не подошло. Проверьте регистрационный номер и PIN-код. Если они верны, этот продукт, возможно, уже зарегистрирован",
        ),
        ("pin", "Укажите PIN-код"),
        ("symbols", "Символы не совпали. Введите символы с новой картинки"),
    ];
    ProductRegistrationPage { number: "800123456".to_owned(), errors: errors(&wrong), ..registration() }
}

fn questionnaire(product: &str) -> QuestionnairePage {
    QuestionnairePage {
        claim: "0f".repeat(32),
        product: product.to_owned(),
        kit: "Электронная поставка".to_owned(),
        number: "800123456".to_owned(),
        typed: vec!["ООО «Ромашка»".to_owned()],
        errors: Vec::new(),
        csrf: CSRF.to_owned(),
    }
}

fn questionnaire_refused() -> QuestionnairePage {
    let wrong = [
        ("postcode", "Почтовый индекс состоит из 6 цифр"),
        ("fax", "Укажите факс, а если его нет, напишите «нет»"),
        ("workplaces", "Укажите число рабочих мест"),
    ];
    let typed = ["ООО «Ромашка»", "Торговля", "12", "Иркутск", &long_name()].map(str::to_owned);
    QuestionnairePage { errors: errors(&wrong), typed: typed.to_vec(), ..questionnaire(&long_name()) }
}

fn product(name: &str, left: u64) -> OwnProductPage {
    OwnProductPage {
        name: name.to_owned(),
        facts: vec![
            Fact::identifier("Рег. номер", "800123456"),
            Fact::new("Зарегистрирован", moment(21, 11, 5).text()),
            Fact::new("Комплект поставки", "Электронная поставка"),
            Fact::new("Организация", long_name()),
        ],
        updates_from: moment(21, 11, 20),
        left,
        whole: 900,
    }
}

fn codes(organizations: usize, name: &str) -> SubscriberPage {
    let row = |index: usize| ListingRow {
        cells: vec![Cell::text(name), Cell::text("9900815901"), Cell::text(format!("70000{index:02}"))],
        act: None,
    };
    let list = Listing {
        caption: "Организации".to_owned(),
        headings: ["Организация", "ИНН", "Код абонента"].map(str::to_owned).to_vec(),
        rows: (0..organizations).map(row).collect(),
        ..Listing::default()
    };
    SubscriberPage {
        heading: "Код абонента".to_owned(),
        lead: "Назовите этот код, когда звоните в обслуживающую организацию или в поддержку.".to_owned(),
        parts: if organizations == 0 {
            Vec::new()
        } else {
            vec![SubscriberPart { list, ..SubscriberPart::default() }]
        },
        empty: Empty {
            reason: "Организаций пока нет.".to_owned(),
            advice: "Организация появится здесь, когда одобрят заявление на ее подключение.".to_owned(),
            link: Some(Link { label: "Личный кабинет".to_owned(), href: paths::cabinet() }),
        },
    }
}

fn profile() -> SubscriberProfilePage {
    SubscriberProfilePage {
        typed: ProfileFields {
            last_name: "Петрова".to_owned(),
            first_name: "Анна".to_owned(),
            ..ProfileFields::default()
        },
        login: "romashka".to_owned(),
        email: "buh@romashka.example".to_owned(),
        mobile: "+7 999 000-00-01".to_owned(),
        errors: Vec::new(),
        csrf: CSRF.to_owned(),
    }
}

fn own_email() -> OwnEmailPage {
    OwnEmailPage {
        email: "buh@romashka".to_owned(),
        errors: errors(&[("email", "E-mail записывается как имя@домен, например buh@company.ru")]),
        csrf: CSRF.to_owned(),
    }
}

fn profile_refused() -> SubscriberProfilePage {
    let wrong = [("phone", "Укажите российский номер телефона: +7 и 10 цифр")];
    let typed = ProfileFields { place_of_work: long_name(), phone: "112".to_owned(), ..profile().typed };
    SubscriberProfilePage { typed, errors: errors(&wrong), ..profile() }
}

fn no_organizations() -> Empty {
    Empty { reason: "Организаций пока нет.".to_owned(), ..Empty::default() }
}

fn members(houses: usize, name: &str) -> MembersPage {
    let member = |index: usize| MemberRow {
        id: index.to_string(),
        name: name.to_owned(),
        login: format!("vera-{index}"),
        role: if index == 0 {
            "администратор абонента"
        } else {
            "пользователь"
        }
        .to_owned(),
        since: if index == 2 { String::new() } else { "18.11.2026".to_owned() },
        by_inn: index == 0,
    };
    let invited = InvitedRow {
        id: "1".to_owned(),
        email: "vera@romashka.example".to_owned(),
        role: "пользователь".to_owned(),
        by_partner: houses > 1,
        until: "25.11.2026".to_owned(),
    };
    let house = |index: usize| MembersHouse {
        code: format!("700000{index}"),
        name: if houses == 1 { "ООО «Ромашка»".to_owned() } else { long_name() },
        members: (0..3).map(member).collect(),
        invited: vec![invited.clone()],
        administered: index == 0,
    };
    MembersPage { houses: (0..houses).map(house).collect(), empty: no_organizations(), csrf: CSRF.to_owned() }
}

fn inviting(organizations: usize) -> InvitingPage {
    let organization = |index: usize| Choice::new(format!("700000{index}"), "ООО «Ромашка»");
    InvitingPage {
        organizations: (0..organizations).map(organization).collect(),
        organization: "7000000".to_owned(),
        email: String::new(),
        roles: vec![
            Choice::new("client", "пользователь"),
            Choice::new("client_admin", "администратор абонента"),
        ],
        role: "client".to_owned(),
        errors: Vec::new(),
        csrf: CSRF.to_owned(),
    }
}

fn inviting_refused() -> InvitingPage {
    InvitingPage {
        email: "vera".to_owned(), errors: errors(&[("email", "Укажите e-mail")]), ..inviting(3)
    }
}

fn invitation() -> InvitationPage {
    InvitationPage::Asked {
        offered: OfferedMembership {
            organization: long_name(),
            inn: "9900815901".to_owned(),
            by: "Петрова Анна Ивановна".to_owned(),
            role: "пользователь".to_owned(),
            until: moment(21, 11, 5).text(),
        },
        login: "vera".to_owned(),
        token: "0f".repeat(32),
        csrf: CSRF.to_owned(),
    }
}
