//! The whole way of a connection, without scripts; what is sent is what a program would send.

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::submission::Submission;
use registrar::operations::decisions::{self, GivenReason};
use registrar::store::applications;
use serde_json::{Value, json};

use crate::support::{Draft, Page, Portal, Visitor, draft_of};

/// The alias, as the founding documents explain it.
const ALIAS: &str = "Псевдоним продукта необходим для того, чтобы различать конфигурации у одного абонента при наличии \
     нескольких учетных записей. Можно задать любой псевдоним продукта от 3 до 20 символов. Данное поле обязательное для \
     заполнения.";

/// A connection with two owners and three users, one of whom administers and receives.
pub(super) fn connection(portal: &Portal) -> Draft {
    let everything = json!(["sign", "encrypt", "admin"]);
    portal.draft().owners(2).users(3).with("/multi_user/users/0/roles", everything)
}

/// The holder of an ITS login with a contract, signed in.
pub(super) async fn holder(portal: &Portal, login: &str) -> Visitor {
    portal.its_login(login, "forsait").await;
    portal.visit(&portal.known(login).await).await
}

/// Presses «Отправить заявление» at the check.
pub(super) async fn send(visitor: &mut Visitor, check: &Page) -> Page {
    let address = format!("/cabinet/drafts/{}/sending", draft_of(check));
    visitor.press(check, &address, &[]).await
}

/// The number of the application to which the page of a sent draft belongs.
pub(super) fn number_of(page: &Page) -> ApplicationNumber {
    let heading = page.texts("h1").join(" ");
    let (_, number) = heading.split_once('№').unwrap_or_else(|| panic!("{heading}"));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    ApplicationNumber(digits.parse().unwrap_or_else(|_| panic!("{}", page.text())))
}

/// The partner takes an application and returns it because of its alias.
pub(super) async fn give_back(portal: &Portal, number: ApplicationNumber) {
    let staff = portal.staff().await;
    let taken = portal.take(&staff, number).await;
    return_seen(portal, number, taken.version).await;
}

/// The partner returns an application in review because of its alias.
pub(super) async fn return_seen(portal: &Portal, number: ApplicationNumber, seen: i32) {
    let staff = portal.staff().await;
    let reason = GivenReason { code: "alias", own_words: "" };
    decisions::return_to_client(&staff.desk(), number, seen, reason).await.unwrap();
}

#[tokio::test]
async fn a_client_fills_and_sends_a_connection_page_by_page() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let cabinet = client.open("/cabinet").await;
    assert!(cabinet.says("Заявление на подключение к 1С-Отчетности"), "{}", cabinet.text());
    let first = client.begin("connect", "").await;
    assert!(first.says("Шаг 1 из 10") && first.says("Подключение к 1С-Отчетности"), "{}", first.text());
    assert!(first.says("ООО «forsait»"), "the only contract needs no choice");
    let draft = connection(&portal);
    let check = client.fill(first, &draft).await;
    assert!(check.says("Проверьте ответы") && check.says("Все готово к отправке"), "{}", check.text());
    for told in ["от 2 до 9", "Администратор есть", "Получит ООО «forsait»", "запрос на имя"]
    {
        assert!(check.says(told), "{told}: {}", check.text());
    }
    assert!(check.says("17:00 МСК+5"), "the time of Irkutsk: {}", check.text());
    let sent = send(&mut client, &check).await;
    assert!(sent.says("отправлено"), "{}", sent.text());
    let number = number_of(&sent);
    let application = portal.see(number).await;
    assert_eq!((application.asked.users, application.asked.multi_user), (3, true));
    let body: Value = serde_json::from_str(&draft.text()).unwrap();
    let original = applications::original(portal.db(), number).await.unwrap();
    assert_eq!(original.content, Submission::read(&body).unwrap(), "nothing is lost on the way");
    portal.verify().await;
    // It is approved, and whoever sent it acts for the organisation from then on.
    let staff = portal.staff().await;
    portal.take(&staff, number).await;
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    let cabinet = client.open("/cabinet").await;
    assert!(
        cabinet.says("Заявление на продление 1С-Отчетности или изменение реквизитов"),
        "{}",
        cabinet.text()
    );
}

#[tokio::test]
async fn what_was_said_of_the_registered_program_is_filled_already() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    portal.product(&portal.known("romashka").await, "800000123", "4719205836174902").await;
    let first = client.begin("connect", "").await;
    let home = format!("/cabinet/drafts/{}/steps", draft_of(&first));
    let program = client.open(&format!("{home}/program")).await;
    assert_eq!(program.values("#reg_number", "value"), ["800000123"]);
    let requisites = client.open(&format!("{home}/requisites")).await;
    for (field, said) in
        [("short_name", "ООО «Ромашка»"), ("phone", "+79990000001"), ("email", "buh@romashka.example")]
    {
        assert_eq!(requisites.values(&format!("#{field}"), "value"), [said]);
    }
}

#[tokio::test]
async fn what_the_browser_sends_gives_the_same_card_at_the_api() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let number = number_of(&send(&mut client, &check).await);
    let ours = applications::original(portal.db(), number).await.unwrap();
    let program = portal.its_login("romashka", "forsait").await;
    let theirs = portal.api(&program).post_text("same", ours.body.clone()).await.number();
    let theirs = ApplicationNumber(theirs.parse().unwrap());
    let theirs_original = applications::original(portal.db(), theirs).await.unwrap();
    assert_eq!((theirs_original.sha256, theirs_original.content), (ours.sha256, ours.content));
    let (ours, theirs) = (portal.see(number).await, portal.see(theirs).await);
    assert_eq!((ours.asked, ours.parameters), (theirs.asked, theirs.parameters));
    assert_eq!((ours.organization, ours.partner), (theirs.organization, theirs.partner));
}

#[tokio::test]
async fn the_words_of_the_founding_documents_stand_at_their_steps() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let cabinet =
        client.answer(&first, &[("kind", "legal_entity"), ("inn", "9900815901"), ("kpp", "990001001")]).await;
    for words in ["Личный кабинет 1С-Отчетность", "Псевдоним продукта", ALIAS]
    {
        assert!(cabinet.says(words), "{words}: {}", cabinet.text());
    }
    assert_eq!(cabinet.texts("button.btn-primary"), ["Подключить"]);
    let mut page = cabinet;
    for alias in ["", "Бу", "абвгдежзийклмнопрстуф"] {
        let wrong = client.answer(&page, &[("cabinet", "on"), ("alias", alias)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.texts("title")[0].starts_with("Ошибка: "));
        assert_eq!(
            wrong.texts(".error-summary a[href='#alias']"),
            ["Укажите псевдоним продукта от 3 до 20 символов"]
        );
        assert_eq!(wrong.values("#alias", "value"), [alias]);
        page = wrong;
    }
    let page = client.open(&format!("/cabinet/drafts/{}", draft_of(&page))).await;
    assert_eq!(page.values("#alias", "value"), ["абвгдежзийклмнопрстуф"], "what was wrong is kept");
    let account = client.answer(&page, &[("cabinet", "on"), ("alias", "Бухгалтерия 3.0")]).await;
    assert!(account.says("Доступ к личному кабинету 1С-Отчетность"), "{}", account.text());
    assert!(account.says("она подтверждена") && account.says("romashka"));
    assert_eq!(account.texts("button.btn-primary"), ["ОК"]);
}

#[tokio::test]
async fn a_request_comes_as_a_file_in_pem_or_der_and_another_file_is_refused() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let draft = portal.draft();
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &draft).await;
    let owners = format!("/cabinet/drafts/{}/steps/owners", draft_of(&check));
    let page = client.open(&owners).await;
    let owner = page.values(".person-acts a", "href").remove(0);
    let body: Value = serde_json::from_str(&draft.text()).unwrap();
    let pem = body["owners"][0]["csr"].as_str().unwrap().to_owned();
    let der = registrar::gateways::csr::decode(&pem).unwrap().der;
    let mut values = crate::support::owner_fields(&body["owners"][0]);
    values.retain(|(name, _)| !name.starts_with("csr"));
    for (name, bytes) in [("one.pem", pem.as_bytes()), ("two.der", der.as_slice())] {
        let page = client.open(&owner).await;
        let list = client.upload(&page, &values, (name, bytes)).await;
        assert_eq!(list.status, StatusCode::OK, "{}", list.text());
        assert!(list.says("подпись запроса верна"), "{}", list.text());
        assert!(client.open(&owner).await.says(name));
    }
    let page = client.open(&owner).await;
    let wrong = client.upload(&page, &values, ("photo.jpg", &[0xff, 0xd8, 0xff, 0xe0, 0])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.texts(".error-summary a[href='#csr']").len(), 1, "{}", wrong.text());
    assert_eq!(wrong.values("#last_name", "value"), ["Петрова"]);
    let key = b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n";
    let page = client.open(&owner).await;
    let refused = client.upload(&page, &values, ("acc.key", key)).await;
    assert!(
        refused.texts("#csr-error")[0].contains("Это закрытый ключ, он не сохранен"),
        "{}",
        refused.text()
    );
    assert!(refused.says("two.der"), "the request that was there stays: {}", refused.text());
    assert_eq!(portal.count("drafts where answers like '%PRIVATE KEY%'").await, 0);
    let page = client.open(&owner).await;
    let forged = client.upload(&page, &[("csrf", "x")], ("one.pem", b"x")).await;
    assert_ne!(forged.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn entries_are_changed_and_taken_off_one_by_one() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let step = format!("/cabinet/drafts/{}/steps/users", draft_of(&check));
    let list = client.open(&step).await;
    let entries = list.values(".person-acts a", "href");
    assert_eq!(entries.len(), 3);
    let entry = client.open(&entries[1]).await;
    let saved =
        client.answer(&entry, &[("snils", "900-000-068 00"), ("email", "new@romashka.example")]).await;
    assert!(saved.says("new@romashka.example"), "{}", saved.text());
    let removal = format!("{}/removal", entries[2]);
    let list = client.press(&saved, &removal, &[]).await;
    assert_eq!(list.values(".person-acts a", "href"), entries[..2]);
    // A page that nobody filled leaves nothing behind.
    let empty = client.open(&format!("{step}/new")).await;
    let back = client.answer(&empty, &[("go", "back")]).await;
    assert_eq!(back.values(".person-acts a", "href").len(), 2);
    let another = client.open(&format!("{step}/new")).await;
    let values = [("snils", "900-000-059 00"), ("email", "kadry@romashka.example"), ("go", "another")];
    let another = client.answer(&another, &values).await;
    assert!(another.says("Новый пользователь"), "{}", another.text());
}

#[tokio::test]
async fn what_a_step_asks_is_kept_when_an_entry_is_added_to_its_list() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let list = client.open(&format!("/cabinet/drafts/{}/steps/users", draft_of(&first))).await;
    assert!(list.values("input[name=enabled][checked]", "value").is_empty());
    let user = client.answer(&list, &[("enabled", "on"), ("go", "another")]).await;
    assert!(user.says("Новый пользователь"), "{}", user.text());
    let values = [("snils", "900-000-059 00"), ("email", "kadry@romashka.example")];
    let list = client.answer(&user, &values).await;
    assert_eq!(list.values("input[name=enabled][checked]", "value"), ["on"], "the mode stays on");
}
