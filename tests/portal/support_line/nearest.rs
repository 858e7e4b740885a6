//! The search forgives: invisible marks, mixed alphabets, hosts in punycode; and where nothing matches, it shows what is
//! nearest.

use serde_json::json;

use super::search;
use crate::support::{Page, Portal, Visitor};

/// The names of organisations as callers say them, each with two slips of the hand.
const SLIPS: [(&str, &str, &str); 25] = [
    ("Северный ветер", "Северный ветир", "Сверный ветер"),
    ("Байкал-Логистика", "Байкл-Логистика", "Байкал-Логитсика"),
    ("Ангарский завод", "Ангрский завод", "Ангарский завот"),
    ("Вектор Плюс", "Векотр Плюс", "Виктор Плюс"),
    ("Таежный", "Таежнй", "Тоежный"),
    ("Гармония", "Гормония", "Гармноия"),
    ("Сибирские просторы", "Сибирсие просторы", "Сибирские прасторы"),
    ("Ювелирная мастерская", "Ювилирная мастерская", "Ювелирная мастирская"),
    ("Кедровая роща", "Кедровя роща", "Кедровая рощща"),
    ("Электромонтаж", "Элекромонтаж", "Электромонтож"),
    ("Стройинвест", "Строийнвест", "Стройнвест"),
    ("Облепиха", "Обепиха", "Аблепиха"),
    ("Металлургмаш", "Металургмаш", "Металлургмащ"),
    ("Подсолнух", "Потсолнух", "Подсонух"),
    ("Прибайкалье", "Прибайкаля", "Пребайкалье"),
    ("Аптека Здоровье", "Оптека Здоровье", "Аптека Здаровье"),
    ("Хлебокомбинат", "Хлебокамбинат", "Хлебокомбиат"),
    ("Лесопилка", "Лисопилка", "Лесопилак"),
    ("Рассвет", "Расвет", "Рассвит"),
    ("Мебельщик", "Мебелщик", "Мибельщик"),
    ("Энергосбыт", "Энергозбыт", "Энрегосбыт"),
    ("Туристика", "Туристка", "Турестика"),
    ("Автоколонна", "Автоколона", "Автокалонна"),
    ("Колокольчик", "Колоколчик", "Калокольчик"),
    ("Полиграфия", "Полеграфия", "Полиграфя"),
];

/// Sends an application of an organisation with this name.
async fn connect(portal: &Portal, name: &str, email: &str) {
    let draft = portal
        .draft()
        .with("/organization/short_name", json!(format!("ООО «{name}»")))
        .with("/organization/full_name", json!(format!("Общество с ограниченной ответственностью «{name}»")))
        .with("/organization/email", json!(email));
    portal.send(&draft).await;
}

fn names(page: &Page) -> Vec<String> {
    page.texts("td.cell-main a.name")
}

/// What the support line finds.
async fn found(support: &mut Visitor, asked: &str) -> String {
    let page = search(support, asked).await;
    format!("{} {}", page.texts("h1").join(" "), names(&page).join(" "))
}

#[tokio::test]
async fn misspelt_names_find_the_nearest_organisation() {
    let portal = Portal::open().await;
    for (name, _, _) in SLIPS {
        connect(&portal, name, "buh@company.example").await;
    }
    let mut support = portal.visit(&portal.support().await).await;
    let mut among_three = 0;
    for (name, one, other) in SLIPS {
        for slip in [one, other] {
            let page = search(&mut support, slip).await;
            // A wrong ending is no slip: the stem of the word is found, and the only one opens.
            let opened = page.texts("h1").first().is_some_and(|heading| heading.contains(name));
            assert!(opened || page.says("Похоже на это"), "{slip}: {}", page.text());
            among_three +=
                usize::from(opened || names(&page).iter().take(3).any(|found| found.contains(name)));
        }
    }
    eprintln!("{among_three} of 50 misspelt names among the first three");
    assert_eq!(among_three, 50);
    let exact = search(&mut support, "Рассвет").await;
    assert!(exact.texts("h1")[0].contains("Рассвет"), "the only one opens: {}", exact.text());
    let alone = search(&mut support, "Расвет").await;
    assert_eq!(names(&alone).len(), 1, "the only near one does not open by itself: {}", alone.text());
    let nothing = search(&mut support, "Кракозябра").await;
    assert!(names(&nothing).is_empty() && !nothing.says("Похоже на это"), "{}", nothing.text());
}

#[tokio::test]
async fn what_is_near_at_another_partner_is_not_shown() {
    let portal = Portal::open().await;
    connect(&portal, "Колокольчик", "buh@company.example").await;
    let mut stranger = portal.visit(&portal.stranger().await).await;
    let page = stranger.open("/partner/organizations?q=Калокольчик").await;
    assert!(names(&page).is_empty() && !page.says("Похоже"), "{}", page.text());
    let mut staff = portal.visit(&portal.staff().await).await;
    let page = staff.open("/partner/organizations?q=Калокольчик").await;
    assert!(names(&page).len() == 1 && page.says("Похоже на это"), "{}", page.text());
    let exact = staff.open("/partner/organizations?q=Колокольчик").await;
    assert!(exact.texts("h1")[0].contains("Колокольчик"), "the only one opens: {}", exact.text());
}

#[tokio::test]
async fn marks_alphabets_and_hosts_are_told_apart_from_nothing() {
    let portal = Portal::open().await;
    connect(&portal, "Бело\u{ad}снежка", "a@company.example").await;
    connect(&portal, "Pомашкино", "b@company.example").await;
    connect(&portal, "TEXHO", "c@company.example").await;
    connect(&portal, "Маи\u{306}ский е\u{308}жик", "buh@пример.рф").await;
    let mut support = portal.visit(&portal.support().await).await;
    for (asked, name) in [
        ("белоснежка", "Белоснежка"),
        ("бело\u{ad}снеж", "Белоснежка"),
        ("ромашкино", "омашкино"),
        ("техно", "TEXHO"),
        ("texho", "TEXHO"),
        ("майский ёжик", "Майский ёжик"),
        ("маи\u{306}ский е\u{308}жик", "Майский ёжик"),
        ("buh@пример.рф", "Майский ёжик"),
        ("buh@xn--e1afmkfd.xn--p1ai", "Майский ёжик"),
    ] {
        let found = found(&mut support, asked).await;
        assert!(found.contains(name), "{asked}: {found}");
    }
}

#[tokio::test]
async fn the_number_of_an_application_opens_it_for_staff() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let page = staff.open(&format!("/partner/organizations?q={number}")).await;
    assert!(page.offers(&format!("/partner/applications/{number}/taking")), "{}", page.text());
}
