//! One account, two doors: the same pair signs in and sends, and what opens one door or shuts it concerns the other.

use axum::http::StatusCode;
use registrar::operations::its_logins::{self, TypedOffer};
use registrar::store::{accounts, logins};

use crate::support::{PASSWORD, Portal, Visitor};

const WRONG: &str = "wrong-wrong";

#[tokio::test]
async fn the_pair_of_a_program_opens_the_clients_pages() {
    let portal = Portal::open().await;
    portal.program().await;
    let mut client = portal.passer_by();
    assert_eq!(client.sign_in("its-demo", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let home = client.open("/").await;
    assert!(home.says("Мои заявления") && home.says("its-demo"), "{}", home.text());
    let state = client.open("/portal/support").await;
    for words in ["Интернет-поддержка и сервисы", "подключена", "its-demo", "31.12.2035", "ООО «forsait»"]
    {
        assert!(state.says(words), "{words}: {}", state.text());
    }
    let contracts = client.open("/portal/contracts").await;
    assert!(contracts.says("действует") && contracts.says("18.11.2026"), "{}", contracts.text());
    assert_eq!(client.open("/partner/logins").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_pair_without_a_contract_opens_only_the_browser_and_that_of_a_desk_no_program() {
    let portal = Portal::open().await;
    portal.nobody().await;
    portal.staff().await;
    let client = portal.client_without_organization().await;
    let refused = portal.api_with("client", PASSWORD).post("key", &portal.draft()).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "no_active_contract"));
    assert_eq!(portal.api_with("staff", PASSWORD).application(1).await.status, StatusCode::UNAUTHORIZED);
    let state = portal.visit(&client).await.open("/portal/support").await;
    for words in ["не подключена", "Для отправки заявления подключите Интернет-поддержку"]
    {
        assert!(state.says(words), "{words}: {}", state.text());
    }
}

#[tokio::test]
async fn guesses_at_either_door_are_counted_together() {
    let portal = Portal::open().await;
    portal.program().await;
    let mut guesser = portal.passer_by().at("192.0.2.9");
    for _ in 0..3 {
        guesser.sign_in("its-demo", WRONG).await;
        portal.api_with("its-demo", WRONG).application(1).await;
    }
    let refused = portal.passer_by().at("192.0.2.10").sign_in("its-demo", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let refused = portal.api_with("its-demo", PASSWORD).application(1).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn what_its_partner_blocks_is_shut_at_both_doors() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let mut client = portal.passer_by();
    client.sign_in("its-demo", PASSWORD).await;
    let admin = portal.partner_admin().await;
    its_logins::block(&admin.desk(), program.login.id, 1).await.unwrap();
    assert!(client.open("/portal/contracts").await.says("Вход"), "the session is over");
    let refused = client.sign_in("its-demo", PASSWORD).await;
    assert!(refused.says("Неверный логин или пароль."), "{}", refused.text());
    assert_eq!(portal.api(&program).application(1).await.problem(), "login_blocked");
    its_logins::unblock(&admin.desk(), program.login.id, 2).await.unwrap();
    assert_eq!(client.sign_in("its-demo", PASSWORD).await.status, StatusCode::SEE_OTHER);
    portal.verify().await;
}

#[tokio::test]
async fn a_block_by_whoever_issued_the_account_holds_for_the_contract_with_another_partner() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let account = program.login.account;
    let (admin, stranger) = (portal.partner_admin().await, portal.stranger_admin().await);
    let offered = TypedOffer { offered_login: "its-demo".to_owned(), offered_until: "31.12.2035".to_owned() };
    its_logins::offer(&stranger.desk(), &offered).await.unwrap();
    portal.sql(&format!("update its_logins set accepted_at = since where person_id = {}", account.0)).await;
    assert_eq!(portal.api(&program).application(1).await.status, StatusCode::NOT_FOUND, "let in");
    its_logins::block(&admin.desk(), program.login.id, 1).await.unwrap();
    let refused = portal.api(&program).application(1).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "login_blocked"));
    its_logins::unblock(&admin.desk(), program.login.id, 2).await.unwrap();
    assert_eq!(portal.api(&program).application(1).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_connects_an_organisation_acts_for_it_once_that_is_approved() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let draft = portal.draft();
    let number = portal.forwarded(&draft).await;
    let organization = portal.see(number).await.organization;
    let of = |account| accounts::memberships(portal.db(), account);
    assert_eq!(of(program.login.account).await.unwrap(), []);
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(of(program.login.account).await.unwrap(), [organization]);
    let joined =
        format!("audit where verb = 'approved' and details like '%\"joined\":{}}}'", program.login.account);
    assert_eq!(portal.count(&joined).await, 1);
    let mut client = portal.passer_by();
    client.sign_in("its-demo", PASSWORD).await;
    assert!(client.open(&format!("/cabinet/applications/{number}")).await.says("Одобрено"));
    let inn = portal.organization(number).await.requisites.inn.as_str().to_owned();
    assert_eq!(portal.passer_by().sign_in(&inn, PASSWORD).await.status, StatusCode::SEE_OTHER, "by the ИНН");
    let stranger = portal.its_login("its-stranger", "forsait").await;
    portal.approved_by(&stranger, &draft).await;
    assert_eq!(of(stranger.login.account).await.unwrap(), [], "it was connected before");
    portal.verify().await;
}

fn typed(login: &str) -> TypedOffer {
    TypedOffer { offered_login: login.to_owned(), offered_until: "31.12.2026".to_owned() }
}

async fn offer(portal: &Portal, admin: &mut Visitor, login: &str) -> String {
    let list = admin.open("/partner/logins").await;
    let values = [("offered_login", login), ("offered_until", "31.12.2026")];
    let told = admin.press(&list, "/partner/logins/offers", &values).await;
    portal.run_errands().await;
    told.text()
}

#[tokio::test]
async fn an_offer_tells_its_partner_nothing_until_the_holder_accepts_it() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    portal.staff().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let letters = portal.letters();
    let told = offer(&portal, &mut admin, "client").await;
    assert!(told.contains("Если такой логин есть, его владелец получит предложение."), "{told}");
    assert_eq!(portal.letters(), letters + 1);
    for login in ["nobody-here", "staff"] {
        assert_eq!(offer(&portal, &mut admin, login).await, told, "{login}");
    }
    assert_eq!(portal.letters(), letters + 1, "nobody else is written to");
    assert!(admin.open("/partner/logins").await.says("Логинов еще нет."));
    let journal = admin.open("/partner/journal").await;
    for login in ["client", "nobody-here", "staff"] {
        assert!(journal.says(login), "{login}");
    }
    assert_eq!(portal.count("its_logins").await, 1);
    let api = portal.api_with("client", PASSWORD);
    assert_eq!(api.post("one", &portal.draft()).await.problem(), "no_active_contract");
    let mut holder = portal.visit(&client).await;
    let page = holder.open("/portal/contracts").await;
    assert!(page.says("ООО «forsait» предлагает договор") && page.says("31.12.2026"), "{}", page.text());
    let offered = logins::of_account(portal.db(), client.id()).await.unwrap().remove(0).id;
    let accepted = holder.press(&page, &format!("/portal/contracts/{offered}/acceptance"), &[]).await;
    assert!(accepted.says("Договор принят.") && accepted.says("действует"), "{}", accepted.text());
    api.post("two", &portal.draft()).await.number();
    own_account(&portal, &mut admin, &format!("/partner/logins/{offered}")).await;
    assert_eq!(api.post("three", &portal.draft()).await.problem(), "no_active_contract");
    portal.verify().await;
}

/// The partner can only end its contract with an account that is its holder's own.
async fn own_account(portal: &Portal, admin: &mut Visitor, address: &str) {
    let card = admin.open(address).await;
    assert!(card.says("client") && !card.says("client@forsait.example"), "{}", card.text());
    for verb in ["blocking", "link"] {
        assert!(!card.offers(&format!("{address}/{verb}")), "{verb}");
        let refused = admin.send(&format!("{address}/{verb}"), &[("version", "2")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{verb}");
    }
    let again = offer(portal, admin, "client").await;
    assert!(again.contains("Этот логин уже в списке"), "{again}");
    let card = admin.open(address).await;
    let ended = admin.press(&card, &format!("{address}/contract/end"), &[]).await;
    assert!(ended.says("Договор завершен.") && ended.says("договор истек"), "{}", ended.text());
}

#[tokio::test]
async fn a_declined_offer_is_gone_and_one_that_changed_is_read_again() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    let admin = portal.partner_admin().await;
    its_logins::offer(&admin.desk(), &typed("client")).await.unwrap();
    let mut holder = portal.visit(&client).await;
    let page = holder.open("/portal/contracts").await;
    let offered = logins::of_account(portal.db(), client.id()).await.unwrap().remove(0).id;
    let later = TypedOffer { offered_until: "31.12.2027".to_owned(), ..typed("client") };
    its_logins::offer(&admin.desk(), &later).await.unwrap();
    let changed = holder.press(&page, &format!("/portal/contracts/{offered}/acceptance"), &[]).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    let page = holder.open("/portal/contracts").await;
    assert!(page.says("31.12.2027"), "{}", page.text());
    let declined = holder.press(&page, &format!("/portal/contracts/{offered}/refusal"), &[]).await;
    assert!(
        declined.says("Предложение отклонено.") && declined.says("Договоров пока нет."),
        "{}",
        declined.text()
    );
    assert_eq!(portal.count("its_logins").await, 0);
    let gone =
        holder.send(&format!("/portal/contracts/{offered}/acceptance"), &[("until", "2027-12-31")]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    portal.run_errands().await;
    portal.verify().await;
}

#[tokio::test]
async fn another_clients_offer_is_not_found() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    let admin = portal.partner_admin().await;
    its_logins::offer(&admin.desk(), &typed("client")).await.unwrap();
    let offered = logins::of_account(portal.db(), client.id()).await.unwrap().remove(0).id;
    portal.program().await;
    let mut stranger = portal.passer_by();
    stranger.sign_in("its-demo", PASSWORD).await;
    stranger.open("/portal/contracts").await;
    for answer in ["acceptance", "refusal"] {
        let address = format!("/portal/contracts/{offered}/{answer}");
        let refused = stranger.send(&address, &[("until", "2026-12-31")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{answer}");
    }
}

#[tokio::test]
async fn a_partner_offers_only_so_often_and_sees_every_fault_beside_its_field() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    for number in 0..30 {
        its_logins::offer(&admin.desk(), &typed(&format!("guess-{number}"))).await.unwrap();
    }
    let refused = its_logins::offer(&admin.desk(), &typed("client")).await;
    assert!(matches!(refused, Err(registrar::operations::Failure::TooOften(900))), "{refused:?}");
    let mut visitor = portal.visit(&admin).await;
    let list = visitor.open("/partner/logins").await;
    let values = [("offered_login", " "), ("offered_until", "вчера")];
    let faulty = visitor.press(&list, "/partner/logins/offers", &values).await;
    assert_eq!((faulty.status, faulty.texts(".field-error").len()), (StatusCode::UNPROCESSABLE_ENTITY, 2));
    assert_eq!(faulty.values("#offered_until", "value"), ["вчера"]);
}

#[tokio::test]
async fn the_window_of_internet_support_says_what_the_program_says() {
    let portal = Portal::open().await;
    portal.program().await;
    let mut client = portal.passer_by();
    let window = client.open("/portal/support").await;
    for words in [
        "Подключение Интернет-поддержки (1С:Предприятие)",
        "Подключитесь к Интернет-поддержке пользователей и вы сможете получать сервисы, включенные в \
         информационно-технологическое сопровождение. Со списком сервисов и условиями их получения можно ознакомиться на \
         Портале 1С:ИТС.",
        "Введите логин и пароль, которые вы используете на Портале 1С:ИТС. При возникновении проблем напишите в техподдержку",
        "Логин:",
        "Пароль:",
        "Введенные логин и пароль будут сохранены в программе для подключения ко всем сервисам Интернет-поддержки.",
        "Забыли пароль?",
        "Нет логина и пароля?",
        "Войти",
        "Отмена",
        "?",
    ] {
        assert!(window.says(words), "{words}: {}", window.text());
    }
    assert!(window.values("a", "href").contains(&"/documentation/client-account".to_owned()));
    let wrong = client.press(&window, "/portal/sign-in", &[("login", "its-demo"), ("password", WRONG)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Неверный логин или пароль.") && wrong.says("OK"), "{}", wrong.text());
    let entered =
        client.press(&wrong, "/portal/sign-in", &[("login", "its-demo"), ("password", PASSWORD)]).await;
    assert!(entered.says("Интернет-поддержка и сервисы") && entered.says("подключена"), "{}", entered.text());
}
