//! The filters of the queue: each tells its name, and what the address says and nobody knows is told.

use registrar::operations::saved_filters::{self, NewFilter};

use super::LIST;
use crate::support::Portal;

#[tokio::test]
async fn what_is_chosen_keeps_its_name_and_what_nobody_knows_is_said() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let chosen = staff.open(&format!("{LIST}?type=connect")).await;
    assert_eq!(chosen.texts("#filter-type option[selected]"), ["Тип: Подключение"]);
    assert_eq!(chosen.texts(".filters-line > .menu > summary"), ["Сохранить отбор"]);
    for (asked, said, left) in [
        ("tab=nope", "В адресе есть неизвестное: вкладка «nope». Показано без этого.", 1),
        ("type=nope&due=late", "В адресе есть неизвестное: тип «nope». Показано без этого.", 0),
        ("reviewer=999&sort=x", "В адресе есть неизвестное: ответственный «999», порядок «x».", 1),
    ] {
        let page = staff.open(&format!("{LIST}?{asked}")).await;
        assert!(page.says(said), "{asked}: {}", page.text());
        assert_eq!(page.values("tr[data-row]", "data-row").len(), left, "{asked}: what is known still holds");
    }
    for address in ["/partner/questions?tab=nope", "/partner/expiring?within=nope"] {
        let page = staff.open(address).await;
        assert!(page.says("Вкладки «nope» нет, показана обычная."), "{address}: {}", page.text());
    }
    let mut clerk = portal.visit(&portal.clerk().await).await;
    assert!(clerk.open("/operator/applications?tab=nope").await.says("Вкладки «nope» нет"));
}

#[tokio::test]
async fn many_saved_filters_do_not_push_the_list_down() {
    let portal = Portal::open().await;
    let persona = portal.staff().await;
    for place in 1..=8 {
        let name = format!("Отбор {place}");
        let new = NewFilter { name: &name, query: "type=connect", of_team: false };
        saved_filters::save(&persona.desk(), new).await.unwrap();
    }
    let page = portal.visit(&persona).await.open(LIST).await;
    assert_eq!(page.texts(".saved-filters > .saved-list > .saved > a").len(), 6);
    assert_eq!(page.texts(".saved-filters > .menu > summary"), ["Еще 2"]);
    assert_eq!(page.texts(".saved-filters .menu-body .saved > a").len(), 2);
}
