//! The documentation: desks read all of it, clients and visitors what is for clients; the tree links every article, and the
//! search knows the forms of words.

use axum::http::StatusCode;
use registrar::store::settings;

use crate::support::Portal;

#[tokio::test]
async fn the_tree_leads_to_the_article_about_the_multi_user_mode() {
    let portal = Portal::open().await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let queue = staff.open("/partner/applications").await;
    assert!(queue.values(".side a", "href").contains(&"/documentation".to_owned()));
    let tree = staff.open("/documentation").await;
    assert_eq!(tree.status, StatusCode::OK);
    for words in ["1С-Отчетность", "Методическая документация", "Новый функционал", "Выгрузка в 1С"]
    {
        assert!(tree.says(words), "{words}: {}", tree.text());
    }
    assert!(tree.values("main a.leaf", "href").contains(&"/documentation/multi-user".to_owned()));
    let article = staff.open("/documentation/multi-user").await;
    assert_eq!(article.texts("h1"), ["Многопользовательский режим"]);
    for words in ["1 440 ₽", "не действуют", "Партнер добавить пользователей не может", "8-800-500-94-76"]
    {
        assert!(article.says(words), "{words}: {}", article.text());
    }
    assert_eq!(article.texts(".tree [aria-current]"), ["Многопользовательский режим"]);
}

#[tokio::test]
async fn every_article_of_the_tree_opens() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let tree = billing.open("/documentation").await;
    let addresses = tree.values("main a.leaf", "href");
    assert!(addresses.len() >= 18, "{addresses:?}");
    for address in addresses {
        assert_eq!(billing.open(&address).await.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn the_search_knows_the_forms_of_words_and_puts_titles_first() {
    let portal = Portal::open().await;
    let mut staff = portal.visit(&portal.staff().await).await;
    // «расхождением»
    let found = staff
        .open("/documentation?q=%D1%80%D0%B0%D1%81%D1%85%D0%BE%D0%B6%D0%B4%D0%B5%D0%BD%D0%B8%D0%B5%D0%BC")
        .await;
    assert_eq!(found.texts("a.name").first().map(String::as_str), Some("Расхождения"));
    let marked = found.texts("mark");
    assert!(marked.iter().any(|word| word.to_lowercase() == "расхождение"), "{marked:?}");
    // «отчётность»
    let with_yo =
        staff.open("/documentation?q=%D0%BE%D1%82%D1%87%D1%91%D1%82%D0%BD%D0%BE%D1%81%D1%82%D1%8C").await;
    assert!(!with_yo.texts("a.name").is_empty());
    let nothing = staff.open("/documentation?q=%3Cscript%3Ezzz").await;
    assert_eq!(nothing.status, StatusCode::OK);
    for words in ["Найдено по запросу « <script>zzz »", "Ничего не найдено.", "Показать все статьи"]
    {
        assert!(nothing.says(words), "{words}: {}", nothing.text());
    }
}

#[tokio::test]
async fn clients_and_visitors_read_what_is_for_clients() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let client = portal.client(portal.see(number).await.organization).await;
    let mut client = portal.visit(&client).await;
    let mut stranger = portal.passer_by();
    for reader in [&mut client, &mut stranger] {
        let tree = reader.open("/documentation").await;
        assert_eq!(tree.values("main h2", "class").len(), 1, "{}", tree.text());
        assert!(tree.says("Клиенту") && tree.says("Кому звонить и писать") && !tree.says("Сверка"));
        assert!(reader.open("/documentation/client-account").await.says("Чужой компьютер"));
        let found = reader.open("/documentation?q=multi-user").await;
        assert!(found.says("Ничего не найдено."), "{}", found.text());
    }
    for address in ["/documentation/multi-user", "/documentation/no-such"] {
        assert_eq!(client.open(address).await.status, StatusCode::NOT_FOUND, "{address}");
        let asked = stranger.open(address).await;
        assert!(asked.says("Вход"), "{address}: {}", asked.text());
    }
    let cabinet = client.open("/cabinet").await;
    assert!(cabinet.values(".foot a", "href").contains(&"/documentation".to_owned()));
    for persona in [portal.support().await, portal.clerk().await, portal.manager().await] {
        let mut reader = portal.visit(&persona).await;
        assert_eq!(reader.open("/documentation/stages").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let portal = Portal::open().await;
    let mut staff = portal.visit(&portal.staff().await).await;
    for address in [
        "/documentation/no-such",
        "/documentation/start/roles",
        "/documentation/section",
        "/documentation/%00",
    ] {
        assert_eq!(staff.open(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn the_phone_of_the_support_line_comes_from_the_settings() {
    let portal = Portal::open().await;
    let tx = portal.db().begin().await.unwrap();
    let day = "2026-01-01".parse().unwrap();
    settings::add(&tx, "partner_support_phone", day, "8-800-100-00-01").await.unwrap();
    tx.commit().await.unwrap();
    let mut staff = portal.visit(&portal.staff().await).await;
    for address in ["/documentation", "/documentation/roles"] {
        let page = staff.open(address).await;
        assert!(page.says("Линия технической поддержки партнеров: 8-800-100-00-01"), "{}", page.text());
        assert!(page.values("a", "href").contains(&"tel:88001000001".to_owned()));
    }
}

#[tokio::test]
async fn the_card_of_an_application_links_to_its_help() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let card = staff.open(&format!("/partner/applications/{number}")).await;
    let help = card.values("a.help", "href");
    assert!(help.contains(&"/documentation/multi-user".to_owned()), "{help:?}");
    for address in help {
        assert_eq!(staff.open(&address).await.status, StatusCode::OK, "{address}");
    }
}
