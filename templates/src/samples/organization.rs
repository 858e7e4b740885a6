//! The partner's organisations.

use chrono::NaiveDate;

use super::{CSRF, Sample, at, journal, long_name, moment, now, partner_frame, sample};
use crate::components::{Badge, Empty, Fact, FieldError, Link, Pager, RowTotal, Tab, Tone};
use crate::format::Zone;
use crate::pages::partner::{
    AdministratorRow, AdministratorsPage, OrganizationPage, OrganizationPart, OrganizationRow,
    OrganizationsPage, WaitingAdministrator,
};
use crate::pages::{ApplicationRow, CertificateRow, LicensePeriod, MultiUser, Product};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(1);
    vec![
        sample(
            "organizations-empty",
            &OrganizationsPage { empty: nothing(), ..OrganizationsPage::default() },
            &partner,
        ),
        sample("organizations", &organizations(7, "ООО «Ромашка»"), &partner),
        sample("organizations-worst", &organizations(400, &long_name()), &partner),
        sample("administrators-empty", &administrators(0, "ООО «Ромашка»"), &partner),
        sample("administrators", &administrators(2, "ООО «Ромашка»"), &partner),
        sample("administrators-worst", &administrators(9, &long_name()), &partner),
        sample("organization-empty", &organization(1, OrganizationPart::Products(Vec::new())), &partner),
        sample("organization-details", &organization(0, OrganizationPart::Details(details())), &partner),
        sample(
            "organization",
            &organization(1, OrganizationPart::Products(vec![product(), off()])),
            &partner,
        ),
        sample("organization-applications", &organization(2, applications()), &partner),
        sample(
            "organization-certificates",
            &organization(3, OrganizationPart::Certificates(certificates())),
            &partner,
        ),
        sample("organization-history-empty", &organization(4, history(0)), &partner),
        sample("organization-history", &organization(4, history(4)), &partner),
    ]
}

fn history(count: usize) -> OrganizationPart {
    OrganizationPart::History(journal::listing(count, false), journal::pager(count))
}

pub(super) fn nothing() -> Empty {
    Empty {
        reason: "Ничего не найдено.".to_owned(),
        advice: "Организация появляется здесь с первым заявлением. Проверьте ИНН или начните с названия."
            .to_owned(),
        link: Some(Link { label: "Показать все".to_owned(), href: paths::organizations() }),
    }
}

fn organizations(count: u64, name: &str) -> OrganizationsPage {
    let row = |index: u64| OrganizationRow {
        code: format!("A-{index:05}"),
        name: name.to_owned(),
        inn: "9900815901".to_owned(),
        kpp: index.is_multiple_of(2).then(|| "990001001".to_owned()),
        product: (index % 3 != 1).then(|| "1С-Отчетность до 14.03.2027".to_owned()),
        mode: index.is_multiple_of(3).then(|| "от 2 до 9".to_owned()),
        status: index
            .is_multiple_of(4)
            .then(|| Badge { label: "На проверке".to_owned(), tone: Tone::Work }),
        lead: (index == 0)
            .then(|| Link { label: "№ 104209".to_owned(), href: paths::application("104209") }),
    };
    OrganizationsPage {
        nearest: false,
        search: "ромашка".to_owned(),
        filters: ["Все", "Без продукта", "С многопользовательским режимом", "Истекает за 30 дней"]
            .map(|label| Tab {
                label: label.to_owned(),
                href: paths::organizations(),
                count: None,
                current: label == "Все",
            })
            .to_vec(),
        rows: (0..count).map(row).collect(),
        pager: Pager {
            shown: count,
            total: if count > 100 { RowTotal::MoreThan(1_000) } else { RowTotal::Exactly(count) },
            ..Pager::default()
        },
        empty: nothing(),
    }
}

fn administrators(count: usize, name: &str) -> AdministratorsPage {
    let long = count > 2;
    let row = |index: usize| AdministratorRow {
        name: if long { long_name() } else { "Сидорова Вера Павловна".to_owned() },
        login: "v•••".to_owned(),
        email: if index == 1 { String::new() } else { "v•••@romashka.example".to_owned() },
        since: if index == 1 { String::new() } else { "18.11.2026".to_owned() },
        blocked: index == 1,
    };
    let waiting = |index: usize| WaitingAdministrator {
        id: index.to_string(),
        email: if long {
            format!("{}@romashka.example", "v".repeat(64))
        } else {
            "vera@romashka.example".to_owned()
        },
        until: moment(28, 11, 5).text(),
    };
    let fault = FieldError {
        field: "email".to_owned(),
        text: "Владелец этого адреса уже администратор организации".to_owned(),
    };
    AdministratorsPage {
        code: "A-00417".to_owned(),
        name: name.to_owned(),
        inn: "9900815901".to_owned(),
        kpp: Some("990001001".to_owned()),
        administrators: (0..count).map(row).collect(),
        empty: Empty {
            reason: "Администратора пока нет.".to_owned(),
            advice: "Им станет тот, кто первым подключит организацию, или тот, кого вы пригласите."
                .to_owned(),
            link: None,
        },
        invited: (0..count).map(waiting).collect(),
        email: if long { "vera@romashka.example".to_owned() } else { String::new() },
        errors: if long { vec![fault] } else { Vec::new() },
        csrf: CSRF.to_owned(),
    }
}

fn organization(current: usize, part: OrganizationPart) -> OrganizationPage {
    let tab = |(index, label): (usize, &&str)| Tab {
        label: (*label).to_owned(),
        href: paths::organization("A-00417"),
        count: (index == 2).then_some(3),
        current: index == current,
    };
    OrganizationPage {
        code: "A-00417".to_owned(),
        name: "ООО «Ромашка»".to_owned(),
        inn: "9900815901".to_owned(),
        kpp: Some("990001001".to_owned()),
        administrators: (current == 0).then(|| Link {
            label: "Администраторы в личном кабинете".to_owned(),
            href: paths::administrators("A-00417"),
        }),
        tabs: ["Общие сведения", "Продукты", "Заявления", "Сертификаты", "История изменений"]
            .iter()
            .enumerate()
            .map(tab)
            .collect(),
        part,
        empty: Empty {
            reason: "Продуктов еще нет.".to_owned(),
            advice: "Они появятся, когда заявление будет одобрено.".to_owned(),
            link: None,
        },
    }
}

pub(super) fn details() -> Vec<Fact> {
    vec![
        Fact::new("Полное наименование", long_name()),
        Fact::identifier("ОГРН", "1009918609139"),
        Fact::new("Адрес", "664000, Иркутская обл, г. Иркутск, ул. Ленина, д. 1"),
        Fact::identifier("Логин портала 1С:ИТС", "its-demo"),
        Fact::new("Телефон", "+7 999 •••-••-01"),
    ]
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 11, 21).expect("the day exists")
}

pub(super) fn product() -> Product {
    let application = || Some(Link { label: "№ 104013".to_owned(), href: paths::application("104013") });
    let period = |product: &str, year: i32| LicensePeriod {
        product: product.to_owned(),
        basis: "Платно".to_owned(),
        from: day(year),
        to: day(year + 1),
        application: application(),
    };
    Product {
        name: "1С-Отчетность".to_owned(),
        alias: Some("Бухгалтерия 3.0".to_owned()),
        status: Badge { label: "Действует".to_owned(), tone: Tone::Good },
        facts: vec![
            Fact::new("Лицензия", "по 21.11.2027"),
            Fact {
                note: Some("истекает через 12 дней".to_owned()),
                ..Fact::new("Сертификат", "по 03.12.2026")
            },
            Fact::identifier("Рег. номер программы", "800123456"),
        ],
        multi_user: MultiUser {
            enabled: true,
            tier: Some("от 2 до 9".to_owned()),
            since: Some(day(2026)),
            until: Some(day(2027)),
            application: application(),
        },
        periods: vec![
            period("Многопользовательский режим, от 2 до 9", 2026),
            period("1С-Отчетность, 12 мес.", 2025),
        ],
    }
}

fn off() -> Product {
    Product {
        alias: None,
        status: Badge { label: "Закончилась".to_owned(), tone: Tone::Quiet },
        multi_user: MultiUser::default(),
        periods: Vec::new(),
        ..product()
    }
}

pub(super) fn application_rows() -> Vec<ApplicationRow> {
    let row = |number: &str, status: &str, tone: Tone| ApplicationRow {
        number: number.to_owned(),
        href: Some(paths::application(number)),
        kind: "Подключение".to_owned(),
        sent: moment(20, 13, 5),
        status: Badge { label: status.to_owned(), tone },
        waiting_for: (tone == Tone::Work).then(|| "партнер".to_owned()),
        since: Zone::moscow().since(at(21, 9, 5), now()),
    };
    vec![row("104209", "На проверке", Tone::Work), row("104013", "Настройка завершена", Tone::Good)]
}

fn applications() -> OrganizationPart {
    OrganizationPart::Applications(
        application_rows(),
        Pager { shown: 2, total: RowTotal::Exactly(2), ..Pager::default() },
    )
}

pub(super) fn certificates() -> Vec<CertificateRow> {
    vec![CertificateRow {
        owner: "Петрова Анна Ивановна".to_owned(),
        serial: "5f1c0aa3b2d94e77a1".to_owned(),
        thumbprint: "da39a3ee5e6b4b0d3255bfef95601890afd80709".to_owned(),
        valid_from: day(2026),
        valid_to: day(2027),
        note: None,
    }]
}
