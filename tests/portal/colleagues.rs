//! Two employees with one application, in their browsers: who is viewing it, what has changed since, merging, notes,
//! saved filters.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::application::ConnectionParameters;
use registrar::domain::billing::Basis;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::multi_user::Tier;
use registrar::operations::saved_filters::{MOST, NewFilter};
use registrar::operations::{Failure, notes, presence, review, saved_filters};

use crate::support::{Persona, Portal};

const LIST: &str = "/partner/applications";

fn card(number: ApplicationNumber) -> String {
    format!("{LIST}/{number}")
}

fn set(tier: Option<Tier>, basis: Basis) -> ConnectionParameters {
    ConnectionParameters { enabled: tier.is_some(), tier, basis, group_band: None }
}

#[tokio::test]
async fn colleagues_see_who_looks_for_three_quarters_of_a_minute_and_strangers_do_not() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    assert!(presence::look(&colleague.desk(), number).await.unwrap().is_empty());
    assert_eq!(
        presence::look(&staff.desk(), number).await.unwrap(),
        std::slice::from_ref(&colleague.account.full_name)
    );
    let seen = |staff: &Persona| {
        let desk = staff.desk();
        async move { presence::onlookers(&desk, &[number]).await.unwrap().remove(&number) }
    };
    assert_eq!(seen(&staff).await, Some(vec![colleague.account.full_name.clone()]));
    let stranger = portal.stranger().await;
    assert!(matches!(presence::look(&stranger.desk(), number).await, Err(Failure::NotFound)));
    assert_eq!(seen(&stranger).await, None);
    portal.clock.advance(Duration::seconds(44));
    presence::look(&staff.desk(), number).await.unwrap();
    assert!(seen(&staff).await.is_some());
    portal.clock.advance(Duration::seconds(1));
    assert_eq!(seen(&staff).await, None);
    presence::look(&staff.desk(), number).await.unwrap();
    assert_eq!(portal.count("presence").await, 2, "one's own mark is fresh: nothing is written");
    portal.clock.advance(Duration::seconds(10));
    presence::look(&staff.desk(), number).await.unwrap();
    assert_eq!(portal.count("presence").await, 1, "old looks are swept");
}

#[tokio::test]
async fn an_open_card_shows_itself_to_colleagues_in_their_list_and_card() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    let mut theirs = portal.visit(&colleague).await;
    theirs.open(&card(number)).await;
    let mut mine = portal.visit(&staff).await;
    let list = mine.open(LIST).await;
    assert_eq!(list.values("tr .onlooker", "title"), ["Смотрит И. Ветров"]);
    let page = mine.open(&card(number)).await;
    assert_eq!(page.values("#onlookers .onlooker", "title"), ["Смотрит И. Ветров"]);
    let beat = theirs.send(&format!("{}/presence", card(number)), &[]).await;
    assert_eq!((beat.status, beat.says("О. Смирнова")), (StatusCode::OK, true));
    assert_eq!(theirs.send("/partner/applications/999/presence", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_stale_form_says_what_changed_by_whom_and_field_by_field() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    let mut browser = portal.visit(&staff).await;
    let page = browser.open(&card(number)).await;
    let taken = portal.take(&colleague, number).await;
    let desk = colleague.desk();
    let set = set(Some(Tier::TenPlus), Basis::ItsProf);
    review::set_parameters(&desk, number, taken.version, set).await.unwrap();
    notes::write(&desk, number, "Позвонить после обеда").await.unwrap();
    let stale = browser.press(&page, &format!("{}/taking", card(number)), &[]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let changes = stale.texts(".conflict-change > p");
    assert_eq!(changes.len(), 2, "{changes:?}");
    for words in [
        "И. Ветров",
        "взято в работу",
        "Ответственный",
        "изменены параметры подключения",
        "включен, 10 и более",
        "ИТС ПРОФ",
    ] {
        assert!(stale.says(words), "{words}: {}", stale.text());
    }
}

#[tokio::test]
async fn parameters_of_two_are_merged_field_by_field() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    let mut browser = portal.visit(&staff).await;
    let page = browser.open(&card(number)).await;
    // The colleague has changed the basis and the reader the mode, so no field is in conflict.
    let theirs = set(Some(Tier::TwoToNine), Basis::ItsProf);
    review::set_parameters(&colleague.desk(), number, seen, theirs).await.unwrap();
    let mine = [("enabled", "on"), ("tier", "10_plus"), ("basis", "paid")];
    let stale = browser.press(&page, &format!("{}/parameters", card(number)), &mine).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.says("Изменили вы") && stale.says("Изменил коллега"), "{}", stale.text());
    let merge = format!("{}/parameters/merge", card(number));
    let chosen = stale.values("#merge input[type=radio]", "value");
    assert_eq!(chosen, ["10_plus", "its_prof"]);
    let fresh = stale.values(&format!("form[action='{merge}'] input[name=version]"), "value");
    portal.forward(&colleague, number).await;
    // The application changes once more: the page comes back with the merged values.
    let values = [("mode", "10_plus"), ("basis", "its_prof")];
    let again = browser.press(&stale, &merge, &values).await;
    assert_eq!((again.status, fresh.len()), (StatusCode::CONFLICT, 1));
    let undone = portal.see(number).await.version;
    review::undo(&staff.desk(), number, undone).await.unwrap();
    let version = (undone + 1).to_string();
    let values = [("mode", "10_plus"), ("basis", "its_prof"), ("version", version.as_str())];
    assert_eq!(browser.send(&merge, &values).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.see(number).await.parameters, set(Some(Tier::TenPlus), Basis::ItsProf));
    let odd = browser.send(&merge, &[("mode", "many"), ("basis", "paid"), ("version", "1")]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_both_changed_is_for_the_reader_to_choose() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    let mut browser = portal.visit(&staff).await;
    let page = browser.open(&card(number)).await;
    review::set_parameters(&colleague.desk(), number, seen, set(None, Basis::Paid)).await.unwrap();
    let mine = [("enabled", "on"), ("tier", "10_plus"), ("basis", "paid")];
    let stale = browser.press(&page, &format!("{}/parameters", card(number)), &mine).await;
    assert!(stale.says("Меняли оба: выберите."), "{}", stale.text());
    assert_eq!(stale.values("#merge-mode input[type=radio]", "value"), ["10_plus", "off"]);
    let merge = format!("{}/parameters/merge", card(number));
    let saved = browser.press(&stale, &merge, &[("mode", "off"), ("basis", "paid")]).await;
    assert!(saved.says("параметры сохранены"), "{}", saved.text());
}

#[tokio::test]
async fn a_note_is_read_by_colleagues_and_makes_no_form_stale() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    let mut browser = portal.visit(&staff).await;
    let page = browser.open(&card(number)).await;
    let address = format!("{}/notes", card(number));
    let empty = browser.press(&page, &address, &[("note", "  ")]).await;
    assert_eq!((empty.status, empty.says("Напишите заметку")), (StatusCode::UNPROCESSABLE_ENTITY, true));
    let long = "я".repeat(2001);
    let back = browser.press(&page, &address, &[("note", &long)]).await;
    assert_eq!(back.texts("#note-text"), [long]);
    browser.press(&page, &address, &[("note", "Позвонить <b>завтра</b>")]).await;
    notes::write(&colleague.desk(), number, "Позвонил").await.unwrap();
    let read = browser.open(&card(number)).await;
    assert_eq!(read.texts(".note-text"), ["Позвонил", "Позвонить <b>завтра</b>"], "newest first");
    assert!(read.says("добавлена заметка"));
    assert!(browser.press(&page, &format!("{}/taking", card(number)), &[]).await.says("взято в работу"));
    let stranger = portal.stranger().await;
    assert!(matches!(notes::write(&stranger.desk(), number, "x").await, Err(Failure::NotFound)));
    portal.verify().await;
}

#[tokio::test]
async fn a_selection_is_kept_under_a_name_for_oneself_or_for_all() {
    let portal = Portal::open().await;
    let (staff, colleague, manager) =
        (portal.staff().await, portal.colleague().await, portal.manager().await);
    let mut browser = portal.visit(&staff).await;
    let list = browser.open("/partner/applications?tab=new&type=connect").await;
    let nameless = browser.press(&list, "/partner/filters", &[("name", " ")]).await;
    assert_eq!((nameless.status, nameless.says("Назовите отбор")), (StatusCode::UNPROCESSABLE_ENTITY, true));
    let kept = browser.press(&list, "/partner/filters", &[("name", "Подключения"), ("team", "on")]).await;
    assert_eq!(kept.values(".saved a", "href"), ["/partner/applications?tab=new&type=connect"]);
    let twice = browser.press(&list, "/partner/filters", &[("name", "Подключения"), ("team", "on")]).await;
    assert!(twice.says("Отбор с таким названием уже есть"), "{}", twice.text());
    let own = browser.press(&list, "/partner/filters", &[("name", "Подключения")]).await;
    assert_eq!(own.texts(".saved a").len(), 2, "one's own may be called the same");
    // The colleague sees the team's filter and cannot remove it; a manager can.
    let theirs = saved_filters::list(&colleague.desk()).await.unwrap();
    assert_eq!((theirs.len(), theirs[0].1), (1, false));
    let id = theirs[0].0.id;
    assert!(matches!(saved_filters::remove(&colleague.desk(), id).await, Err(Failure::Forbidden(_))));
    let own = saved_filters::list(&staff.desk()).await.unwrap();
    let own = own.iter().find(|(filter, _)| !filter.of_team).unwrap().0.id;
    assert!(matches!(saved_filters::remove(&manager.desk(), own).await, Err(Failure::NotFound)));
    saved_filters::remove(&manager.desk(), id).await.unwrap();
    assert!(saved_filters::list(&portal.stranger().await.desk()).await.unwrap().is_empty());
    let list = browser.open(LIST).await;
    let removed = browser.press(&list, &format!("/partner/filters/{own}/removal"), &[]).await;
    assert!(removed.says("Отбор удален"), "{}", removed.text());
    assert!(saved_filters::list(&staff.desk()).await.unwrap().is_empty());
}

#[tokio::test]
async fn nobody_keeps_more_than_twenty_selections() {
    let portal = Portal::open().await;
    let desk = portal.staff().await.desk();
    for place in 0..MOST {
        let name = format!("Отбор {place}");
        let new = NewFilter { name: &name, query: "tab=new", of_team: false };
        saved_filters::save(&desk, new).await.unwrap();
    }
    let new = NewFilter { name: "Лишний", query: "tab=new", of_team: false };
    assert!(matches!(saved_filters::save(&desk, new).await, Err(Failure::Invalid(_))));
    saved_filters::save(&desk, NewFilter { of_team: true, ..new }).await.unwrap();
    assert_eq!(saved_filters::list(&desk).await.unwrap().len(), 21);
}

#[tokio::test]
async fn the_keys_are_a_page_for_everybody_who_is_signed_in() {
    let portal = Portal::open().await;
    let mut browser = portal.visit(&portal.billing().await).await;
    let page = browser.open("/keys").await;
    assert_eq!((page.status, page.texts("h1")), (StatusCode::OK, vec!["Клавиши".to_owned()]));
}
