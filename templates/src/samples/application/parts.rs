//! The parts of the sample cards.

use chrono::NaiveDate;

use crate::components::{
    Badge, Check, Choice, Difference, Fact, FieldError, Onlooker, PriceBlock, PriceLine, PricePreview,
    TimelineEntry, Tone, VerbWeight,
};
use crate::pages::partner::{
    Asks, Decision, Direction, Note, Notes, Onlookers, Owner, ParametersForm, SigningRequest, SubjectPart,
    User, Users,
};
use crate::pages::{AttachmentRow, CertificateRow};
use crate::paths;
use crate::samples::reasons::reasons;
use crate::samples::{CSRF, moment};

pub(super) fn decisions() -> Vec<Decision> {
    let missing = "Напишите, что исправить: это прочтет клиент".to_owned();
    let returned = Decision {
        id: "return",
        label: "Вернуть на доработку",
        action: paths::return_to_client("104209"),
        version: "7".to_owned(),
        asks: Asks::Reason(reasons("other")),
        consequence: "Клиент получит письмо с причиной и исправит заявление под тем же номером.".to_owned(),
        weight: VerbWeight::Plain,
        errors: vec![FieldError { field: "text".to_owned(), text: missing }],
    };
    let held = Decision {
        id: "hold",
        label: "Отложить",
        action: paths::hold("104209"),
        asks: Asks::Day {
            offered: vec![
                Choice::new("2026-11-23", "понедельник, 23.11"),
                Choice::new("2026-11-30", "через неделю, 30.11"),
            ],
            chosen: String::new(),
            until: "2026-11-25".to_owned(),
            reason: "Ждем доверенность".to_owned(),
        },
        consequence: "Заявление вернется в работу утром этого дня.".to_owned(),
        errors: Vec::new(),
        ..returned.clone()
    };
    let handed = Decision {
        id: "hand_over",
        label: "Передать коллеге",
        action: paths::handover("104209"),
        asks: Asks::Colleague {
            choices: vec![Choice::new("2", "И. Ветров · 7"), Choice::new("3", "Н. Орлов · 0")],
            chosen: "3".to_owned(),
            note: String::new(),
        },
        consequence: String::new(),
        errors: Vec::new(),
        ..returned.clone()
    };
    vec![returned, held, handed]
}

pub(super) fn details() -> Vec<Fact> {
    vec![
        Fact::new("Тип заявления", "Изменение: настройки пользователей"),
        Fact { check: None, ..Fact::identifier("ИНН / КПП", "3801045566 / 380101001") },
        Fact {
            check: Some(Check::Failed("первая цифра должна быть 1 или 5".to_owned())),
            ..Fact::identifier("ОГРН", "2023800518877")
        },
        Fact::new("Адрес", "665800, Иркутская обл, г. Ангарск, ул. Ленина, д. 1"),
        Fact::identifier("Рег. номер программы", "800123456"),
        Fact {
            note: Some("закреплен за абонентом с 14.03.2024".to_owned()),
            ..Fact::identifier("Логин портала 1С:ИТС", "angarsk-zpi")
        },
        Fact::new("Дополнительный телефон", ""),
    ]
}

fn owner(name: &str, position: &str, snils: &str) -> Owner {
    Owner {
        name: name.to_owned(),
        position: position.to_owned(),
        snils: snils.to_owned(),
        snils_check: Some(Check::Passed),
        roles: vec!["подписание".to_owned(), "шифрование".to_owned(), "администрирование".to_owned()],
        request: None,
        issued: false,
    }
}

fn request(algorithm: &str, possession: (&str, Tone)) -> SigningRequest {
    let part = |name: &str, value: &str| SubjectPart { name: name.to_owned(), value: value.to_owned() };
    SigningRequest {
        algorithm: algorithm.to_owned(),
        possession: Badge { label: possession.0.to_owned(), tone: possession.1 },
        differences: Vec::new(),
        subject: vec![part("CN", "Сидоров П. А."), part("ИНН", "990000661323"), part("СНИЛС", "90000005900")],
    }
}

pub(super) fn owners() -> Vec<Owner> {
    let named_otherwise = Difference {
        field: "Имя".to_owned(),
        was: Some("Сидоров Павел Андреевич".to_owned()),
        now: Some("Сидоров П. А.".to_owned()),
    };
    vec![
        Owner {
            request: Some(request("ГОСТ Р 34.10-2012, 256", ("владение ключом не проверено", Tone::Work))),
            ..owner("Петрова Анна Ивановна", "Генеральный директор", "990-•••-••1 53")
        },
        Owner {
            roles: vec!["подписание".to_owned()],
            request: Some(SigningRequest {
                differences: vec![named_otherwise],
                ..request("RSA 2048", ("владение ключом подтверждено", Tone::Good))
            }),
            ..owner("Сидоров Павел Андреевич", "Главный бухгалтер", "900-•••-••9 00")
        },
    ]
}

pub(super) fn users(count: usize) -> Users {
    let one = |index: usize| User {
        name: (index == 0).then(|| "Петрова Анна Ивановна".to_owned()),
        snils: "990-•••-••1 53".to_owned(),
        email: format!("sotrudnik-otdela-otchetnosti-{index}@angarsk-zavod-polimernyh-izdeliy.example"),
        roles: vec!["подписание".to_owned(), "шифрование".to_owned()],
        authorities: vec!["ФНС".to_owned(), "СФР".to_owned(), "Росстат".to_owned()],
    };
    Users {
        list: (0..count).map(one).collect(),
        task: Some(format!(
            "В списке {count} пользователей, а расширение «от 2 до 9». Клиент получит задачу исправить список."
        )),
        note: None,
    }
}

pub(super) fn directions(count: usize) -> Vec<Direction> {
    let one = |(authority, code, kpp): &(&str, &str, Option<&str>)| Direction {
        authority: (*authority).to_owned(),
        code: (*code).to_owned(),
        kpp: kpp.map(ToOwned::to_owned),
    };
    let all = [("ФНС", "3801", Some("380101001")), ("СФР", "048-001", None), ("Росстат", "38-01", None)];
    all.iter().cycle().take(count).map(one).collect()
}

pub(super) fn certificates(count: usize) -> Vec<CertificateRow> {
    let day = |year| NaiveDate::from_ymd_opt(year, 11, 21).expect("the day exists");
    let one = CertificateRow {
        owner: "Петрова Анна Ивановна".to_owned(),
        serial: "5f1c0aa3b2d94e77a1".to_owned(),
        thumbprint: "da39a3ee5e6b4b0d3255bfef95601890afd80709".to_owned(),
        valid_from: day(2026),
        valid_to: day(2027),
        note: Some(("истекает через 12 дней".to_owned(), Tone::Work)),
    };
    vec![one; count]
}

pub(super) fn price() -> PricePreview {
    let line =
        |label: &str, sum: &str| PriceLine { label: label.to_owned(), note: None, sum: sum.to_owned() };
    PricePreview {
        blocks: vec![PriceBlock {
            product: "Многопользовательский режим, 10 и более".to_owned(),
            lines: vec![
                line("Прайс-лист с 01.01.2026", "2\u{a0}880,00\u{a0}₽"),
                PriceLine {
                    note: Some("не распространяется на многопользовательский режим".to_owned()),
                    ..line("Акция «СуперХод»", "—")
                },
                PriceLine {
                    note: Some("договор № 17-С".to_owned()),
                    ..line("Скидка партнера 40\u{a0}%", "−1\u{a0}152,00\u{a0}₽")
                },
                line("НДС", "Без НДС"),
            ],
            total: line("К оплате оператору, сверка за ноябрь", "1\u{a0}728,00\u{a0}₽"),
        }],
        sent: Some("172800".to_owned()),
        ..PricePreview::default()
    }
}

pub(super) fn parameters() -> ParametersForm {
    ParametersForm {
        number: "104209".to_owned(),
        version: "7".to_owned(),
        enabled: true,
        tiers: vec![Choice::new("2_9", "от 2 до 9"), Choice::new("10_plus", "10 и более")],
        tier: "10_plus".to_owned(),
        bases: vec![
            Choice::new("paid", "Платно"),
            Choice::new("its_prof", "ИТС ПРОФ"),
            Choice::new("group", "Группа компаний"),
        ],
        basis: "paid".to_owned(),
        groups: vec![Choice::new("", "Не группа"), Choice::new("3", "3–5"), Choice::new("6", "6–10")],
        group: String::new(),
        warning: Some("Клиент заявил режим, но список пользователей пуст.".to_owned()),
        errors: Vec::new(),
        price: price(),
        from: "tab=mine".to_owned(),
        csrf: CSRF.to_owned(),
    }
}

pub(super) fn history() -> Vec<TimelineEntry> {
    let entry = |minute: u32, actor: Option<&str>, text: &str, tone: Tone| TimelineEntry {
        at: moment(21, 8, minute),
        actor: actor.map(ToOwned::to_owned),
        text: text.to_owned(),
        detail: None,
        tone,
    };
    let smirnova = Some("О. Смирнова");
    vec![
        TimelineEntry {
            detail: Some("от 2 до 9 → 10 и более".to_owned()),
            ..entry(58, smirnova, "изменила вид расширения", Tone::Work)
        },
        entry(52, smirnova, "взяла в работу", Tone::Work),
        entry(41, None, "Письмо партнеру «Новое заявление №\u{a0}104209» доставлено", Tone::Good),
        TimelineEntry {
            detail: Some("отказ почтового сервера: ящик переполнен".to_owned()),
            ..entry(41, None, "Письмо клиенту не доставлено", Tone::Bad)
        },
        entry(40, None, "Заявление получено из 1С, логин angarsk-zpi", Tone::New),
    ]
}

pub(super) fn onlookers(count: usize) -> Onlookers {
    let colleague = Onlooker { initials: "ИВ".to_owned(), name: "И. Ветров".to_owned() };
    Onlookers { number: "104209".to_owned(), people: vec![colleague; count], csrf: CSRF.to_owned() }
}

pub(super) fn notes(count: usize) -> Notes {
    let note = Note {
        author: "О. Смирнова".to_owned(),
        at: moment(21, 10, 40),
        text: "Звонила бухгалтеру: список пользователей пришлют до обеда.\nПросят не возвращать.".to_owned(),
    };
    Notes {
        number: "104209".to_owned(),
        list: vec![note; count],
        open: true,
        from: "tab=mine".to_owned(),
        csrf: CSRF.to_owned(),
        ..Notes::default()
    }
}

pub(super) fn attachments(count: u32) -> Vec<AttachmentRow> {
    crate::samples::attachments::rows(count, |id| paths::attached_file("104209", id))
}
