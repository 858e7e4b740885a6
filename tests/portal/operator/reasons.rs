//! The canned reasons: reworded, added, retired, and counted.

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use registrar::operations::decisions::{self, GivenReason};

use super::{act, faults, noted};
use crate::support::{Persona, Portal, Visitor, at};

const LIST: &str = "/operator/reasons";
const SNILS: &str = "/operator/reasons/snils";
const COUNT: &str = "/operator/reason-count";
const OWN: &str = "/partner/reason-count";

const STAMP: &[(&str, &str)] = &[
    ("code", "no_stamp"),
    ("serving", "both"),
    ("title", "Нет печати"),
    ("text", "На копии {organization} нет печати."),
    ("fix_step", "Поставьте печать."),
    ("place", "1"),
];

/// The initial wording of «СНИЛС».
const FIRST: [(&str, &str); 5] = [
    ("serving", "return"),
    ("title", "СНИЛС владельца не подтвержден"),
    ("text", "СНИЛС владельца подписи не прошел проверку."),
    ("fix_step", "Исправьте СНИЛС и отправьте заявление снова."),
    ("place", "2"),
];

/// The same wording with one field changed.
fn with<'a>(wording: &[(&'a str, &'a str)], field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    wording.iter().map(|(name, old)| (*name, if *name == field { value } else { old })).collect()
}

async fn returned(portal: &Portal, staff: &Persona, code: &str) -> ApplicationNumber {
    let taken = portal.take(staff, portal.send(&portal.draft()).await).await;
    let reason = GivenReason { code, own_words: "" };
    decisions::return_to_client(&staff.desk(), taken.number, taken.version, reason).await.unwrap();
    taken.number
}

async fn rejected(portal: &Portal, staff: &Persona, code: &str) {
    let taken = portal.take(staff, portal.send(&portal.draft()).await).await;
    let reason = GivenReason { code, own_words: "" };
    decisions::reject(&staff.desk(), taken.number, taken.version, reason).await.unwrap();
}

async fn admin(portal: &Portal) -> Visitor {
    portal.visit(&portal.admin().await).await
}

#[tokio::test]
async fn another_wording_holds_at_once_and_what_was_said_stays_said() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let before = returned(&portal, &staff, "snils").await;
    let mut admin = admin(&portal).await;
    let page = admin.open(SNILS).await;
    assert!(page.says("редакция 1") && page.says("при запуске"), "{}", page.text());
    let fix = "Сверьте СНИЛС с карточкой владельца.";
    let done = admin.press(&page, SNILS, &with(&FIRST, "fix_step", fix)).await;
    for words in
        ["Новая редакция действует.", "редакция 2", fix, "Исправьте СНИЛС и отправьте заявление снова."]
    {
        assert!(done.says(words), "{words}: {}", done.text());
    }
    let after = returned(&portal, &staff, "snils").await;
    let text = |number| format!("applications where number = {number} and reason_version =");
    assert_eq!(portal.count(&format!("{} 1", text(before))).await, 1);
    assert_eq!(portal.count(&format!("{} 2", text(after))).await, 1);
    let kept = "reason_text like 'СНИЛС владельца подписи не прошел проверку.";
    for (number, ending) in [(before, "% отправьте заявление снова.'"), (after, "% с карточкой владельца.'")]
    {
        assert_eq!(
            portal.count(&format!("applications where number = {number} and {kept}{ending}")).await,
            1
        );
    }
    assert_eq!(noted(&portal, "reason:snils").await, [act("admin", "reason_worded")]);
    portal.verify().await;
}

#[tokio::test]
async fn two_who_word_the_same_reason_do_not_write_over_each_other() {
    let portal = Portal::open().await;
    let mut admin = admin(&portal).await;
    let (one, other) = (admin.open(SNILS).await, admin.open(SNILS).await);
    assert_eq!(
        admin.press(&one, SNILS, &with(&FIRST, "title", "СНИЛС неверен")).await.status,
        StatusCode::OK
    );
    let late = admin.press(&other, SNILS, &with(&FIRST, "title", "Не тот СНИЛС")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Причину изменили"), "{}", late.text());
    assert_eq!(late.values("main a.btn", "href"), [SNILS]);
    let wrong = admin.press(&other, SNILS, &[("title", "")]).await;
    assert_eq!(wrong.status, StatusCode::CONFLICT, "whoever comes late is told so first");
    assert_eq!(portal.count("reasons where code = 'snils'").await, 2);
}

#[tokio::test]
async fn a_new_reason_is_offered_and_one_out_of_use_is_not() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let mut admin = admin(&portal).await;
    let list = admin.open(LIST).await;
    assert!(list.says("текст пишет партнер"), "{}", list.text());
    let added = admin.press(&list, LIST, STAMP).await;
    assert!(added.says("Причина добавлена.") && added.says("Поставьте печать."), "{}", added.text());
    let mut browser = portal.visit(&staff).await;
    let card = format!("/partner/applications/{number}");
    assert!(browser.open(&card).await.says("Нет печати"));
    let mine = "/operator/reasons/no_stamp";
    let page = admin.open(mine).await;
    let out = admin.press(&page, mine, &with(&STAMP[1..], "serving", "nothing")).await;
    assert!(out.says("Новая редакция действует."), "{}", out.text());
    assert!(!browser.open(&card).await.says("Нет печати"));
    assert!(admin.open(LIST).await.says("Нет печати"), "it still stands in the list");
    assert_eq!(noted(&portal, "reason:no_stamp").await.len(), 2);
}

#[tokio::test]
async fn every_fault_stands_beside_its_field_and_nothing_typed_is_lost() {
    let portal = Portal::open().await;
    let mut admin = admin(&portal).await;
    let list = admin.open(LIST).await;
    let typed =
        [("code", "snils"), ("serving", "return"), ("title", ""), ("text", "{кому}"), ("place", "ноль")];
    let wrong = admin.press(&list, LIST, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = [
        "Причина с таким кодом уже есть",
        "Укажите название",
        "В фигурных скобках может стоять только {organization}",
        "Целое число от 1 до 999",
    ];
    assert_eq!(faults(&wrong), expected);
    assert_eq!(wrong.texts("textarea[name=text]"), ["{кому}"]);
    assert_eq!(wrong.values("input[name=place]", "value"), ["ноль"]);
    let page = admin.open(SNILS).await;
    let same = admin.press(&page, SNILS, &FIRST).await;
    assert_eq!(faults(&same), ["Такая редакция уже действует: измените что-нибудь"]);
    assert_eq!(admin.open("/operator/reasons/nonsense").await.status, StatusCode::NOT_FOUND);
    let none = admin.send("/operator/reasons/nonsense", STAMP).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_figures_of_a_month_are_told_by_reason_and_by_partner() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    for code in ["snils", "snils", "users"] {
        returned(&portal, &staff, code).await;
    }
    rejected(&portal, &staff, "duplicate").await;
    portal.clock.turn_to(at("2026-11-30T21:00:00Z"));
    returned(&portal, &portal.staff().await, "alias").await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let december = clerk.open(COUNT).await;
    assert!(december.says("декабрь 2026") && december.says("Псевдоним продукта уже занят"));
    assert!(!december.says("СНИЛС"), "{}", december.text());
    let november = clerk.open(&format!("{COUNT}?month=2026-11")).await;
    let rows = november.texts("#by-reason tbody tr");
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].starts_with("СНИЛС") && rows[0].ends_with("2 0 2"), "{rows:?}");
    let partners = november.texts("#by-partner tbody tr");
    assert!(partners.len() == 1 && partners[0].ends_with("3 1 4"), "{partners:?}");
    let one = clerk.open(&format!("{COUNT}?month=2026-11&partner=forsait")).await;
    assert_eq!(one.texts("#by-reason tbody tr").len(), 3);
    assert!(clerk.open(&format!("{COUNT}?month=2026-09")).await.says("ничего не возвращали"));
}

#[tokio::test]
async fn a_manager_sees_the_figures_of_the_own_house_only() {
    let portal = Portal::open().await;
    returned(&portal, &portal.staff().await, "snils").await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let own = manager.open(OWN).await;
    assert_eq!(own.texts("#by-reason tbody tr").len(), 1, "{}", own.text());
    assert!(own.texts("#by-partner").is_empty());
    let other = portal.manager_of("sevproekt").await;
    let none = portal.visit(&other).await.open(OWN).await;
    assert!(none.says("ничего не возвращали"), "{}", none.text());
    let peeking = portal.visit(&other).await.open(&format!("{OWN}?partner=forsait")).await;
    assert!(peeking.says("ничего не возвращали"), "{}", peeking.text());
    let staff = portal.visit(&portal.staff().await).await.open(OWN).await;
    assert_eq!(staff.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_the_administrator_words_reasons() {
    let portal = Portal::open().await;
    for persona in [portal.clerk().await, portal.billing().await, portal.manager().await] {
        let mut visitor = portal.visit(&persona).await;
        assert_eq!(visitor.open(LIST).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.send(LIST, STAMP).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_year_without_a_production_calendar_is_told_to_those_who_answer_for_deadlines() {
    let portal = Portal::open().await;
    let words = "Производственного календаря на 2028 год нет: сроки посчитаны без праздников";
    let queue = "/partner/applications";
    for told in [false, true] {
        if told {
            portal.clock.turn_to(at("2027-12-20T09:00:00Z"));
        }
        let mut manager = portal.visit(&portal.manager().await).await;
        assert_eq!(manager.open(queue).await.says(words), told);
        let mut admin = admin(&portal).await;
        assert_eq!(admin.open(LIST).await.says(words), told);
        let mut staff = portal.visit(&portal.staff().await).await;
        assert!(!staff.open(queue).await.says(words));
    }
}
