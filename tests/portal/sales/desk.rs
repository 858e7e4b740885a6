//! The desk: drafts, issuing, payments, requisites and prices, as people meet them in the browser.

use axum::http::StatusCode;
use registrar::domain::seller::TypedTerms;
use registrar::operations::sales::{self, sellers};

use crate::support::{Portal, at, issue_all, seller_terms};

const DRAFTS: &str = "/partner/documents";

/// The form of the requisites, in which only the КПП is missing.
const TERMS: [(&str, &str); 15] = [
    ("version", "0"),
    ("name", "ООО «Форсайт»"),
    ("inn", "9900100011"),
    ("kpp", ""),
    ("address", "Иркутск"),
    ("account", "40702810600000000001"),
    ("bank", "АО «Банк»"),
    ("bik", "049999999"),
    ("corr_account", "30101810300000000999"),
    ("director", "Орлов Н. А."),
    ("accountant", "Петрова А. И."),
    ("prefix", "Ф-"),
    ("papers", "upd"),
    ("source", "own"),
    ("at_approval", "no"),
];

#[tokio::test]
async fn a_manager_fills_the_requisites_and_issues_the_chosen_drafts() {
    let portal = Portal::open().await;
    portal.approved(&portal.draft()).await;
    portal.approved(&portal.draft()).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open(DRAFTS).await;
    assert!(page.says("Пока нельзя выставить: 2 черновика. не заполнены ваши реквизиты"), "{}", page.text());
    let both = [("seller", "0"), ("sale", "1:1"), ("sale", "2:1")];
    let refused = manager.send("/partner/documents/issuing", &both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("не указан ваш режим НДС на 18.11.2026"), "{}", refused.text());
    manager.open("/partner/documents/terms").await;
    let returned = manager.send("/partner/documents/terms", &TERMS).await;
    assert_eq!(returned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(returned.says("У организации есть КПП: укажите его"), "{}", returned.text());
    assert_eq!(returned.values("#terms-address", "value"), ["Иркутск"], "what was typed stays");
    let ending = TERMS.map(|(name, value)| (name, if name == "prefix" { "Ф-1" } else { value }));
    let ending = manager.send("/partner/documents/terms", &ending).await;
    assert!(ending.says("Префикс не может кончаться цифрой"), "{}", ending.text());
    let form = TERMS.map(|(name, value)| (name, if name == "kpp" { "990001001" } else { value }));
    assert_eq!(manager.send("/partner/documents/terms", &form).await.status, StatusCode::SEE_OTHER);
    let regime = [("version", "1"), ("regime", "usn"), ("regime_from", "2026-01-01")];
    assert_eq!(manager.send("/partner/documents/terms/regime", &regime).await.status, StatusCode::SEE_OTHER);
    let page = manager.open(DRAFTS).await;
    assert_eq!(page.values("input[name=sale]", "value"), ["1:1", "2:1"]);
    assert!(page.says("Счет и УПД"), "{}", page.text());
    let both = [("seller", "2"), ("sale", "1:1"), ("sale", "2:1")];
    let done = manager.send("/partner/documents/issuing", &both).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = manager.open("/partner/documents/issued").await;
    for words in ["УПД № Ф-2 от 18.11.2026", "Счет № Ф-1 от 18.11.2026", "Показаны 4 из 4", "1–2"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let again = manager.send("/partner/documents/issuing", &[("seller", "2"), ("sale", "1:1")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.says("выставлены документы"), "{}", again.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_sale_is_repriced_dropped_and_corrected_on_its_page() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let draft = portal.sold(&desk).await;
    let here = format!("/partner/documents/sales/{}", draft.id);
    let mut manager = portal.visit(&portal.manager().await).await;
    manager.open(&here).await;
    let price = |version: &'static str, price: &'static str, reason: &'static str| {
        [("version", version), ("line", "0"), ("price", price), ("reason", reason)]
    };
    let returned = manager.send(&format!("{here}/price"), &price("1", "сто", "")).await;
    assert_eq!(returned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(returned.values("#price-0-price", "value"), ["сто"]);
    assert!(
        returned.says("Напишите причину") && returned.says("Укажите цену больше нуля"),
        "{}",
        returned.text()
    );
    let done = manager.send(&format!("{here}/price"), &price("1", "8 000", "Договорились")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let late = manager.send(&format!("{here}/dropping"), &[("version", "1"), ("reason", "Не нужен")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    manager.send(&format!("{here}/dropping"), &[("version", "2"), ("reason", "Не нужен")]).await;
    let page = manager.open(DRAFTS).await;
    assert!(page.says("Отложены") && page.says("Не нужен"), "{}", page.text());
    manager.send(&format!("{here}/taking-up"), &[("version", "3")]).await;
    let sale = format!("{}:4", draft.id);
    manager.send("/partner/documents/issuing", &[("seller", "2"), ("sale", sale.as_str())]).await;
    let page = manager.open(&here).await;
    assert!(page.says("Акт № Ф-1 от 18.11.2026") && page.says("Выставлен"), "{}", page.text());
    let done = manager.send(&format!("{here}/correction"), &[("version", "5"), ("reason", "Дважды")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = manager.open(DRAFTS).await;
    assert!(page.says("Исправление"), "{}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_payer_is_found_among_the_partners_clients_with_what_it_owes() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let buyer = sales::open(&desk, sale.id).await.unwrap().row.buyer;
    let (name, inn) = (buyer.requisites.short_name.as_str(), buyer.requisites.inn.as_str());
    portal.clock.turn_to(at("2026-11-25T09:00:00Z"));
    let mut manager = portal.visit(&portal.manager().await).await;
    let payments = "/partner/documents/payments";
    let page = manager.open(payments).await;
    assert!(page.says("Плательщик") && page.texts("#note").is_empty(), "first somebody is chosen");
    let here = format!("{payments}?client={}", buyer.subscriber_code);
    for words in [inn, "%D1%80%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0"] {
        let page = manager.open(&format!("{payments}?find={words}")).await;
        assert_eq!(page.values(".payers a", "href"), [here.as_str()], "{words}");
        assert!(page.says(name) && page.says("должен 6 940,00"), "{}", page.text());
    }
    for strange in ["zzzz", "%25", "_"] {
        let page = manager.open(&format!("{payments}?find={strange}")).await;
        assert!(page.says("Среди ваших клиентов такого нет."), "{strange}: {}", page.text());
    }
    let page = manager.open(&here).await;
    assert!(page.says("На сегодня: должен 6 940,00") && page.says("Выбрать другого"), "{}", page.text());
    let done = manager.press(&page, payments, &[("day", "2026-11-24"), ("number", "94"), ("amount", "7000")]);
    let done = done.await;
    assert!(done.says("Оплата отмечена.") && done.says("На сегодня: аванс 60,00"), "{}", done.text());
    let nobody = manager.send(payments, &[("day", "2026-11-24"), ("number", "95"), ("amount", "1,5")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.says("Выберите плательщика"), "{}", nobody.text());
    assert_eq!(nobody.values("[name=number]", "value"), ["95"], "what was typed stays");
    let stranger = portal.manager_of("sevproekt").await;
    let page = portal.visit(&stranger).await.open(&format!("{payments}?find={inn}")).await;
    assert!(page.says("Среди ваших клиентов такого нет."), "another partner's client");
}

#[tokio::test]
async fn payments_are_noted_and_the_debt_of_a_day_is_shown() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let buyer = sales::open(&desk, sale.id).await.unwrap().row.buyer;
    let code = buyer.subscriber_code.as_str();
    portal.clock.turn_to(at("2026-11-25T09:00:00Z"));
    let mut manager = portal.visit(&portal.manager().await).await;
    let payments = "/partner/documents/payments";
    manager.open(payments).await;
    let returned = manager.send(payments, &[("organization", code), ("day", "2026-11-24")]).await;
    assert_eq!(returned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        returned.says("Укажите номер поручения") && returned.says("Укажите сумму"),
        "{}",
        returned.text()
    );
    let form = [("organization", code), ("day", "2026-11-24"), ("number", "94"), ("amount", "6 940,00")];
    assert_eq!(manager.send(payments, &form).await.status, StatusCode::SEE_OTHER);
    let page = manager.open(&format!("{payments}?client={code}&day=2026-11-23")).await;
    assert!(page.says("должен 6 940,00"), "{}", page.text());
    let page = manager.open(&format!("{payments}?client={code}")).await;
    assert!(page.says("долга нет") && page.says("№ 94"), "{}", page.text());
    let back = format!("{payments}/1/taking-back");
    let form = [("version", "1"), ("reason", "Чужой платеж")];
    assert_eq!(manager.send(&back, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(manager.send(&back, &form).await.status, StatusCode::CONFLICT);
    let page = manager.open(&format!("{payments}?client={code}")).await;
    assert!(page.says("должен 6 940,00") && page.says("обратная запись"), "{}", page.text());
    for words in ["Акт № Ф-1 от 18.11.2026", "Оплата, п/п № 94", "Отмена оплаты, п/п № 94"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let mut staff = portal.visit(&portal.staff().await).await;
    let page = staff.open(payments).await;
    assert!(!page.says("Отметить оплату") && page.says("Чужой платеж"), "{}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_choice_that_cannot_be_read_issues_nothing() {
    let portal = Portal::open().await;
    let draft = portal.sold(&portal.selling().await).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    manager.open("/partner/documents").await;
    let sound = format!("{}:{}", draft.id, draft.version);
    let page = manager.send("/partner/documents/issuing", &[("sale", &sound), ("sale", "1:x")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("откройте страницу снова"), "{}", page.text());
    assert_eq!(portal.count("numbered_documents").await, 0);
}

#[tokio::test]
async fn a_name_that_does_not_fit_into_the_payment_code_is_told_beforehand() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let place = "/partner/documents/terms";
    let mut manager = portal.visit(&portal.manager().await).await;
    let told = "Наименование длиннее 160 знаков";
    assert!(!manager.open(place).await.says(told));
    let long = TypedTerms { name: "Я".repeat(161), ..seller_terms() };
    sellers::keep_terms(&desk, 2, &long).await.unwrap();
    let page = manager.open(place).await;
    assert!(page.says(told), "{}", page.text());
}

#[tokio::test]
async fn a_sale_is_called_by_its_document_and_whoever_issued_it_by_name() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let draft = portal.sold(&desk).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let here = format!("/partner/documents/sales/{}", draft.id);
    let page = manager.open(&here).await;
    assert!(page.texts("h1")[0].contains("черновик от 18.11.2026"), "{}", page.text());
    issue_all(&desk, std::slice::from_ref(&draft)).await.unwrap();
    let issued = portal.see_sale(&desk, draft.id).await;
    let page = manager.open(&here).await;
    assert!(page.texts("h1")[0].contains("Акт № Ф-1 от 18.11.2026"), "{}", page.text());
    let author = &portal.manager().await.account;
    assert!(page.says(author.called()) && !page.texts("td").contains(&author.login), "{}", page.text());
    let back = sales::correct(&desk, issued.id, issued.version, "Цена не та").await.unwrap();
    let page = manager.open(&format!("/partner/documents/sales/{back}")).await;
    assert!(page.texts("td").iter().any(|cell| cell == "−1"), "{}", page.text());
}
