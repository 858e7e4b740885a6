//! The application's card in a browser: the card sends the values that it shows, and a refusal appears on the same
//! card.

use axum::http::StatusCode;
use registrar::domain::application::ConnectionParameters;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::multi_user::Tier;
use registrar::domain::stage::StageCode;
use registrar::operations::review;
use serde_json::json;

use crate::support::{Draft, Persona, Portal, Visitor};

/// An application with three users that an employee has taken, and the employee's browser.
struct Taken {
    portal: Portal,
    staff: Persona,
    number: ApplicationNumber,
    browser: Visitor,
}

async fn taken() -> Taken {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(3)).await;
    portal.take(&staff, number).await;
    let browser = portal.visit(&staff).await;
    Taken { portal, staff, number, browser }
}

#[tokio::test]
async fn what_stands_on_the_page_is_not_sent_at_the_sum_of_something_else() {
    let Taken { portal, number, mut browser, .. } = taken().await;
    let card = format!("/partner/applications/{number}");
    let page = browser.open(&card).await;
    let chosen = [("enabled", "on"), ("tier", "10_plus"), ("basis", "paid")];
    browser.press(&page, &format!("{card}/forwarding"), &chosen).await;
    // The page showed the price of two to nine users. For ten and more the portal asks again and saves nothing.
    let now = portal.see(number).await;
    assert_eq!((now.stage.code(), now.parameters.tier), (StageCode::InReview, Some(Tier::TwoToNine)));
}

#[tokio::test]
async fn without_a_script_another_choice_is_answered_with_its_sum_and_one_more_press_sends_it() {
    let Taken { portal, number, mut browser, .. } = taken().await;
    let (card, address) =
        (format!("/partner/applications/{number}"), format!("/partner/applications/{number}/forwarding"));
    let page = browser.open(&card).await;
    assert!(page.says("Отправить · 4 308,00 ₽") && page.says("Итого к оплате 4 308,00 ₽"), "{}", page.text());
    let asked =
        browser.press(&page, &address, &[("enabled", "on"), ("tier", "10_plus"), ("basis", "paid")]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    for words in ["4 308,00 ₽", "5 316,00 ₽", "Сохранить и отправить · 5 316,00 ₽"]
    {
        assert!(asked.says(words), "{words}: {}", asked.text());
    }
    assert!(!asked.says("уже изменил"));
    assert_eq!(asked.values("#parameter-tier input[checked]", "value"), ["10_plus"]);
    let sent = browser.press(&asked, &address, &[]).await;
    assert!(sent.says("отправлено оператору"), "{}", sent.text());
    let now = portal.see(number).await;
    assert_eq!((now.stage.code(), now.parameters.tier), (StageCode::Forwarded, Some(Tier::TenPlus)));
}

#[tokio::test]
async fn any_verb_that_is_refused_stays_on_the_card() {
    let Taken { portal, staff, number, mut browser } = taken().await;
    let card = format!("/partner/applications/{number}");
    let page = browser.open(&card).await;
    let own = staff.id().to_string();
    let again = browser.press(&page, &format!("{card}/handover"), &[("reviewer", &own)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(again.texts("#hand_over-reviewer-error"), ["Заявление уже у этого сотрудника."]);
    let nobody = browser.press(&page, &format!("{card}/handover"), &[("reviewer", "999999")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(nobody.texts("#hand_over-reviewer-error"), ["Выберите сотрудника из списка"]);
    let version = portal.see(number).await.version.to_string();
    let woken = browser.send(&format!("{card}/hold/end"), &[("version", &version)]).await;
    assert_eq!((woken.status, woken.says("Заявление не отложено")), (StatusCode::CONFLICT, true));
    assert!(woken.says("Параметры подключения") && !woken.says("Уже изменилось"));
}

#[tokio::test]
async fn a_note_that_a_script_sends_is_answered_with_the_notes_alone() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let mut browser = portal.visit(&staff).await;
    let card = format!("/partner/applications/{number}");
    browser.open(&card).await;
    let written = browser.send_by_script(&format!("{card}/notes"), &[("note", "Позвонить")]).await;
    assert_eq!((written.status, written.texts("h1").len()), (StatusCode::OK, 0));
    assert_eq!(written.texts("#notes .note-text"), ["Позвонить"]);
    let empty = browser.send_by_script(&format!("{card}/notes"), &[("note", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.texts("#note-text-error").len(), 1);
}

#[tokio::test]
async fn the_banner_of_an_undo_says_where_the_application_goes() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let bare = portal.draft().with("/owners/0/csr", serde_json::Value::Null);
    let mut browser = portal.visit(&staff).await;
    for (draft, words) in [(bare, "на регистрацию"), (portal.draft(), "в удостоверяющий центр")]
    {
        let number = portal.forwarded(&draft).await;
        let page = browser.open(&format!("/partner/applications/{number}")).await;
        let banner = page.texts("#undo-left").join(" ");
        assert!(banner.contains(words) && !banner.contains("до "), "{banner}");
    }
}

#[tokio::test]
async fn what_does_not_fit_the_list_of_users_is_told_with_the_sum() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&portal.staff().await, number).await;
    let mut browser = portal.visit(&portal.staff().await).await;
    let price = format!("/partner/applications/{number}/price?enabled=on&basis=paid&tier=");
    let upper = browser.open(&format!("{price}10_plus")).await;
    assert!(
        upper.texts("#parameter-warning")[0].contains("а вид расширения — «10 и более»"),
        "{}",
        upper.text()
    );
    assert_eq!(browser.open(&format!("{price}2_9")).await.texts("#parameter-warning"), [""]);
}

#[tokio::test]
async fn a_tier_that_is_sent_with_the_mode_off_comes_back_and_nothing_is_forwarded() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(0)).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let card = format!("/partner/applications/{number}");
    let chosen = [("tier", "2_9"), ("basis", "paid")];
    for verb in ["forwarding", "parameters"] {
        let page = browser.open(&card).await;
        let back = browser.press(&page, &format!("{card}/{verb}"), &chosen).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.text());
        assert_eq!(back.texts("#parameter-enabled-error").len(), 1);
        assert_eq!(back.values("#parameter-tier input[checked]", "value"), ["2_9"]);
        assert_eq!(back.values("#parameter-enabled[checked]", "name"), [""; 0]);
        assert!(back.says("Чтобы отправить, включите режим"), "{}", back.text());
    }
    assert!(browser.open(&card).await.says("На проверке"));
}

#[tokio::test]
async fn forwarding_without_a_tier_stays_on_the_card_with_the_error_beside_the_choice() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(1)).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let card = format!("/partner/applications/{number}");
    let page = browser.open(&card).await;
    assert!(page.says("Чтобы отправить, выберите вид расширения"), "{}", page.text());
    let chosen = [("enabled", "on"), ("basis", "paid")];
    let back = browser.press(&page, &format!("{card}/forwarding"), &chosen).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.text());
    assert!(!back.says("уже изменил"));
    assert_eq!(back.texts("#parameter-tier-error").len(), 1);
    assert_eq!(back.values("#parameter-tier input[autofocus]", "name"), ["tier"]);
}

#[tokio::test]
async fn what_the_client_sent_stands_in_words_beside_what_stands_now() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    portal.approved(&Draft::of(1)).await;
    let sent = Draft::of(1).users(3).with("/organization/phone", json!("+79990000077"));
    let number = portal.send(&sent).await;
    let seen = portal.take(&staff, number).await.version;
    let off = ConnectionParameters { enabled: false, tier: None, ..portal.see(number).await.parameters };
    review::set_parameters(&staff.desk(), number, seen, off).await.unwrap();
    let mut browser = portal.visit(&staff).await;
    let page = browser.open(&format!("/partner/applications/{number}/original")).await;
    let stands = page.texts("#requisites .warn");
    assert!(stands.len() == 1 && stands[0].contains("≠") && stands[0].contains("в карточке «"), "{stands:?}");
    assert_eq!(page.texts("#asked .warn").len(), 1, "{}", page.text());
    for words in ["Вид организации", "юридическое лицо", "Телефон", "сейчас выключен", "Владельцы КЭП"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let file = page.texts("details:not([open]) pre.original");
    assert_eq!(file, [sent.text()]);
    assert_eq!(page.text().matches("short_name").count(), 1, "names of fields stand in the file alone");
}

#[tokio::test]
async fn identifiers_are_checked_in_one_line_copied_by_a_button_and_told_alike_everywhere() {
    let Taken { portal, number, mut browser, .. } = taken().await;
    let page = browser.open(&format!("/partner/applications/{number}")).await;
    assert!(page.says("Реквизиты проверены ✓") && !page.says("контрольное число верно"), "{}", page.text());
    assert!(page.says("сертификата еще нет"), "{}", page.text());
    let copied = page.values("#details button[data-copies]", "aria-label");
    for one in ["ИНН", "КПП", "ОГРН", "Телефон", "E-mail", "Код абонента"] {
        assert!(copied.contains(&format!("Скопировать: {one}")), "{one}: {copied:?}");
    }
    assert_eq!(page.values("h1 button[data-copies]", "data-copies"), ["number"]);
    // What went out by itself stands above what caused it, in the same second too.
    let history = page.texts("#history .events li");
    let [receipt, letter] = ["заявление получено", "письмо «Новое заявление"]
        .map(|words| history.iter().position(|entry| entry.contains(words)));
    assert!(receipt.is_some() && (letter.is_none() || letter < receipt), "{history:?}");
    let code = portal.organization(number).await.subscriber_code;
    let card = browser.open(&format!("/partner/organizations/{code}")).await;
    assert!(card.says("Регион 38, Иркутская область"), "{}", card.text());
    let phone = |page: &crate::support::Page| {
        let text = page.text();
        let at = text.find("Телефон ").unwrap();
        text[at..].chars().take(24).collect::<String>()
    };
    assert_eq!(phone(&page), phone(&card), "one way to show phones");
}
