//! What is wrong stands beside the field where it was typed, with what was typed in it.

use axum::http::StatusCode;

use super::filling::{connection, holder, send};
use crate::support::{Page, Portal, draft_of};

/// Steps, fields, what is typed there, and which words tell that it is wrong.
const TYPED: &[(&str, &str, &str, &str)] = &[
    ("organization", "inn", "9900815902", "Контрольное число ИНН не совпадает"),
    ("organization", "kpp", "99000100", "КПП"),
    ("cabinet", "alias", "Бу", "Укажите псевдоним продукта от 3 до 20 символов"),
    ("requisites", "ogrn", "1009918609138", "ОГРН"),
    ("requisites", "short_name", "", "не заполнено"),
    ("requisites", "full_name", "", "не заполнено"),
    ("requisites", "legal_address", "", "не заполнено"),
    ("requisites", "region", "Иркутская", "егион"),
    ("requisites", "phone", "112", "телефон"),
    ("requisites", "email", "buh@", "E-mail"),
    ("program", "reg_number", "", "не заполнено"),
    ("program", "term_months", "13", "12, 24"),
    ("directions/1", "code", "380", "4 цифр"),
    ("directions/1", "kpp", "1", "КПП"),
    ("owners/1", "last_name", "", "не заполнено"),
    ("owners/1", "first_name", "", "не заполнено"),
    ("owners/1", "position", "", "не заполнено"),
    ("owners/1", "snils", "990-000-001 54", "СНИЛС"),
    ("owners/1", "inn", "9900815901", "12 цифр"),
    ("owners/1", "email", "petrova", "E-mail"),
    ("owners/1", "roles", "boss", "Отметьте хотя бы одну роль"),
    ("owners/1", "csr", "MIIB", "апрос"),
    ("owners/2", "snils", "{first}", "уже указан"),
    ("users/1", "snils", "1", "СНИЛС"),
    ("users/1", "email", "user", "E-mail"),
    ("users/2", "snils", "{first}", "уже указан"),
];

/// Every field of a page with what stands in it; of choices only what is chosen.
fn standing(page: &Page) -> Vec<(String, String)> {
    let pairs = |selector: &str| {
        let names = page.values(selector, "name");
        names.into_iter().zip(page.values(selector, "value")).collect::<Vec<_>>()
    };
    let lines =
        "form[data-guard] input:not([type=file]):not([type=radio]):not([type=checkbox]):not([type=hidden])";
    let chosen = "form[data-guard] input[checked]";
    let mut all = pairs(lines);
    all.extend(pairs(chosen));
    let options = page.values("form[data-guard] option[selected]", "value");
    all.extend(page.values("form[data-guard] select", "name").into_iter().zip(options));
    all
}

#[tokio::test]
async fn every_fault_that_can_be_typed_stands_at_its_field() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let draft = draft_of(&check);
    for (place, field, value, words) in TYPED {
        let (step, entry) = place.split_once('/').unwrap_or((place, ""));
        let address = format!("/cabinet/drafts/{draft}/steps/{step}");
        let (address, twin) = match entry.parse::<usize>() {
            Err(_) => (address, String::new()),
            Ok(at) => {
                let entries = client.open(&address).await.values(".person-acts a", "href");
                let twin = client.open(&entries[0]).await.values("#snils", "value").pop().unwrap_or_default();
                (entries[at - 1].clone(), twin)
            }
        };
        let page = client.open(&address).await;
        let before = standing(&page);
        let typed = value.replace("{first}", &twin);
        let others = before.iter().filter(|(name, _)| name != field);
        let mut all: Vec<(&str, &str)> =
            others.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.push((field, &typed));
        let wrong = client.answer(&page, &all).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{place} {field}: {}", wrong.text());
        let beside = wrong.texts(&format!("#{field}-error")).join(" ");
        assert!(beside.contains(words), "{place} {field}: {beside:?}");
        assert!(!wrong.texts(&format!(".error-summary a[href='#{field}']")).is_empty(), "{place} {field}");
        assert!(wrong.texts("title")[0].starts_with("Ошибка: "), "{place} {field}");
        let kept =
            wrong.values(&format!("#{field}[type=text], #{field}[type=email], #{field}[type=tel]"), "value");
        assert!(kept.iter().all(|kept| *kept == typed), "{place} {field}: {kept:?}");
        // The check tells it too, and leads to the field.
        let check = client.open(&format!("/cabinet/drafts/{draft}/steps/check")).await;
        let links = check.values(".error-summary a", "href");
        let wanted = format!("{address}#{field}");
        assert!(links.contains(&wanted), "{wanted}: {links:?}");
        let held = send(&mut client, &check).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY, "{place} {field}");
        let page = client.open(&address).await;
        let all: Vec<(&str, &str)> =
            before.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mended = if *field == "csr" { [("certificate", "own")].as_slice() } else { &[] };
        let all: Vec<(&str, &str)> = mended.iter().copied().chain(all).collect();
        let right = client.answer(&page, &all).await;
        assert_eq!(right.status, StatusCode::OK, "{place} {field}: {}", right.text());
    }
    assert_eq!(portal.count("applications").await, 0);
}

#[tokio::test]
async fn what_is_only_a_remark_for_programs_is_mended_before_sending() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let step = client.fill(first, &portal.draft().owners(1).users(2)).await;
    assert_eq!(step.status, StatusCode::UNPROCESSABLE_ENTITY, "whoever goes on is told at once");
    let check = client.open(&format!("/cabinet/drafts/{}/steps/check", draft_of(&step))).await;
    for words in ["Назначьте администратора", "Назначьте получателя сообщений ФНС"]
    {
        assert!(check.says(words), "{words}: {}", check.text());
    }
    let held = send(&mut client, &check).await;
    assert_eq!((held.status, portal.count("applications").await), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    let users = format!("/cabinet/drafts/{}/steps/users", draft_of(&check));
    assert!(held.values(".error-summary a", "href").contains(&format!("{users}#users")));
    let list = client.open(&users).await;
    let entry = list.values(".person-acts a", "href").remove(0);
    let page = client.open(&entry).await;
    let fields = standing(&page);
    let mut all: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend([("roles", "admin"), ("roles", "encrypt")]);
    let list = client.answer(&page, &all).await;
    let files = client.answer(&list, &[("enabled", "on")]).await;
    let check = client.answer(&files, &[]).await;
    assert!(check.says("Все готово к отправке"), "{}", check.text());
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_the_button_of_an_empty_form_tells_it_too() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let empty = client.answer(&first, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.values(".error-summary a", "href"), ["#kind", "#inn"], "{}", empty.text());
    let check = client.open(&format!("/cabinet/drafts/{}/steps/check", draft_of(&empty))).await;
    let told = check.values(".error-summary a", "href").len();
    assert!(told > 10, "{}", check.text());
    let held = send(&mut client, &check).await;
    assert_eq!(held.values(".error-summary a", "href").len(), told);
}
