//! Passwords of clients' programs: made and ended by their owner, taken by the intake API and by no other door.

mod doors;
mod guessing;

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Role;
use registrar::operations::program_passwords;

use crate::support::{Api, Page, Persona, Portal, Reply, Visitor};

const HOME: &str = "198.51.100.7";
const LOGIN: &str = "its-demo";
const PAGE: &str = "/profile/programs";

/// The holder of the login with which programs of «Форсайт» sign in.
async fn holder(portal: &Portal) -> Persona {
    portal.program().await;
    portal.known(LOGIN).await
}

/// A password for a program, made without a browser.
async fn made(portal: &Portal, holder: &Persona, name: &str) -> String {
    let made = program_passwords::make(&holder.desk(), name).await.unwrap();
    assert_eq!(made.name, name);
    portal.clock.advance(Duration::seconds(1));
    made.word
}

/// A program's call from an address.
async fn call(api: &Api, password: &str, from: &str) -> Reply {
    let api = api.typing(LOGIN, password);
    api.ask("GET", "/api/v1/applications/1", &[("x-forwarded-for", from)], "").await
}

/// What the page answers to a name.
async fn press(visitor: &mut Visitor, name: &str) -> Page {
    let page = visitor.open(PAGE).await;
    visitor.press(&page, PAGE, &[("name", name)]).await
}

/// Whether a page has a link to the passwords of programs.
fn leads_there(page: &Page) -> bool {
    page.values("a", "href").iter().any(|address| address == PAGE)
}

#[tokio::test]
async fn a_password_is_shown_once_and_signs_the_program_in_until_it_is_ended() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let mut visitor = portal.visit(&holder).await;
    assert!(visitor.open(PAGE).await.says("Паролей для программ пока нет."));
    let shown = press(&mut visitor, "1С:Бухгалтерия").await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    assert_eq!(shown.header("cache-control"), "no-store");
    assert_eq!(portal.count("program_passwords").await, 1, "the page that shows it makes nothing");
    let word = shown.texts("#fresh-password").pop().unwrap();
    assert!(shown.says("больше он не показывается") && word.len() == 30, "{word}");
    let api = portal.api_for_all();
    assert_eq!(call(&api, &word, HOME).await.status, StatusCode::NOT_FOUND, "the pair is right");
    for spelled in [word.replace('-', ""), word.to_uppercase()] {
        assert_eq!(call(&api, &spelled, HOME).await.status, StatusCode::NOT_FOUND, "{spelled}");
    }
    let again = visitor.open(PAGE).await;
    assert!(again.says("1С:Бухгалтерия") && again.says("только что"), "{}", again.text());
    assert!(!again.text().contains(&word), "it is shown once");
    let profile = visitor.open("/profile").await;
    assert!(profile.says("1 пароль") && leads_there(&profile), "{}", profile.text());
    let kept = format!("program_passwords where digest like '%{word}%' or name like '%{word}%'");
    assert_eq!(portal.count(&kept).await, 0);
    let asked = again.texts("details.menu .menu-body");
    assert!(asked[0].contains("сразу перестанет отправлять заявления"), "{}", again.text());
    let ending =
        again.values("form", "action").into_iter().find(|action| action.ends_with("/ending")).unwrap();
    let ended = visitor.press(&again, &ending, &[]).await;
    assert!(ended.says("программа с ним больше не войдет"), "{}", ended.text());
    assert_eq!(
        call(&api, &word, HOME).await.status,
        StatusCode::UNAUTHORIZED,
        "at once, though it was remembered"
    );
    assert_eq!(visitor.send(&ending, &[]).await.status, StatusCode::NOT_FOUND, "it is ended already");
    for verb in ["program_password_made", "program_password_ended"] {
        assert_eq!(portal.count(&format!("audit where verb = '{verb}'")).await, 1, "{verb}");
    }
    portal.verify().await;
}

#[tokio::test]
async fn the_owner_is_told_of_each_by_letter_without_its_word() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад & «Двор»").await;
    portal.run_errands().await;
    let told = "letters where subject = 'Создан пароль для программы «Склад & «Двор»»'";
    assert_eq!(portal.count(&format!("{told} and recipient = '{}'", holder.account.email)).await, 1);
    assert_eq!(portal.count(&format!("{told} and text like '%{PAGE}%'")).await, 1);
    assert_eq!(portal.count(&format!("letters where text like '%{word}%'")).await, 0);
    assert_eq!(
        portal.count(&format!("audit where details like '%Двор%' or details like '%{word}%'")).await,
        0
    );
}

#[tokio::test]
async fn a_name_is_asked_and_more_than_twenty_are_refused_in_words() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let mut visitor = portal.visit(&holder).await;
    for (name, words) in [(" ", "Назовите программу"), (&*"я".repeat(61), "Не больше 60 символов")]
    {
        let faulty = press(&mut visitor, name).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.says(words), "{}", faulty.text());
    }
    for number in 0..20 {
        made(&portal, &holder, &format!("Программа {number}")).await;
    }
    let taken = press(&mut visitor, "ПРОГРАММА 7").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.says("Пароль с таким названием уже есть"), "{}", taken.text());
    let refused = press(&mut visitor, "Двадцать первая").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("У вас уже 20 паролей для программ"), "{}", refused.text());
    assert_eq!(refused.values("input[name=name]", "value"), ["Двадцать первая"], "what was typed stays");
    assert_eq!(portal.count("program_passwords").await, 20);
    let ended = program_passwords::list(&holder.desk()).await.unwrap()[7].id;
    program_passwords::end(&holder.desk(), ended).await.unwrap();
    assert_eq!(press(&mut visitor, "Двадцать первая").await.status, StatusCode::OK, "one gave way");
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_that_are_made_at_once_twenty_are_good() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    for number in 0..15 {
        made(&portal, &holder, &format!("Программа {number}")).await;
    }
    let all = (0..10).map(|number| {
        let desk = holder.desk();
        tokio::spawn(async move { program_passwords::make(&desk, &format!("Сразу {number}")).await.is_ok() })
    });
    let mut good = 0;
    for one in all.collect::<Vec<_>>() {
        good += usize::from(one.await.unwrap());
    }
    assert_eq!((good, portal.count("program_passwords").await), (5, 20));
    portal.verify().await;
}

#[tokio::test]
async fn nobody_sees_or_ends_the_passwords_of_another_and_a_desk_has_none() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    made(&portal, &holder, "Склад").await;
    let other = portal.person("other", "Чужая Вера Павловна", &[(Role::Client, None)]).await;
    let id = program_passwords::list(&holder.desk()).await.unwrap()[0].id;
    let mut stranger = portal.visit(&other).await;
    assert!(!stranger.open(PAGE).await.says("Склад"));
    let ending = format!("{PAGE}/{id}/ending");
    assert_eq!(stranger.send(&ending, &[]).await.status, StatusCode::NOT_FOUND);
    let mut staff = portal.visit(&portal.staff().await).await;
    assert_eq!(staff.open(PAGE).await.status, StatusCode::FORBIDDEN);
    assert!(!leads_there(&staff.open("/profile").await));
    assert_eq!(staff.send(&ending, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(program_passwords::list(&holder.desk()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_last_use_is_noted_at_most_once_a_minute() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    let api = portal.api_for_all();
    let used = async || program_passwords::list(&holder.desk()).await.unwrap()[0].used_at;
    assert_eq!(used().await, None);
    call(&api, &word, HOME).await;
    let first = used().await.unwrap();
    portal.clock.advance(Duration::seconds(59));
    call(&api, &word, HOME).await;
    assert_eq!(used().await, Some(first));
    portal.clock.advance(Duration::seconds(1));
    call(&api, &word, HOME).await;
    assert_eq!(used().await, Some(portal.clock.now()));
    call(&api, "wrong-wrong", HOME).await;
}

#[tokio::test]
async fn a_row_that_was_slipped_in_or_revived_behind_the_program_is_found() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    made(&portal, &holder, "Склад").await;
    let ended = program_passwords::list(&holder.desk()).await.unwrap()[0].id;
    program_passwords::end(&holder.desk(), ended).await.unwrap();
    portal.verify().await;
    let slipped = "insert into program_passwords (person_id, name, digest, created_at) \
                   select person_id, 'x', 'x', created_at from program_passwords";
    for tampering in
        [slipped, "update program_passwords set ended_at = null", "delete from program_passwords"]
    {
        portal.sql(tampering).await;
        let found = registrar::store::verification::check(portal.db()).await.unwrap();
        let broken = found.iter().filter(|one| one.broken.is_some()).map(|one| one.name).collect::<Vec<_>>();
        let told = "every password of a program was made by its owner and is good as long as the audit tells";
        assert_eq!(broken, [told], "{tampering}");
    }
}
