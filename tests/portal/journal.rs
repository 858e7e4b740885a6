//! The journal: a partner reads its own chain, the operator its own, and no user reads another chain.

mod heads;
mod letters;
mod narrowing;

use axum::http::StatusCode;
use registrar::domain::settings::Setting;
use registrar::operations::{notes, settings};
use registrar::store::Keeper;
use registrar::store::audit::{self, AuditNote, OPERATOR_CHAIN};

use crate::support::{Page, Portal, Visitor};

const JOURNAL: &str = "/partner/journal";
const FILE: &str = "/partner/journal/export";
const OPERATORS: &str = "/operator/journal";
const REASON: &str = "Звонящий называет данные, сверяем";

/// The support line opens the card of an organisation and discloses its people, with a reason.
async fn looked_at(portal: &Portal, code: &str) {
    let mut support = portal.visit(&portal.support().await).await;
    let card = support.open(&format!("/support/organizations/{code}")).await;
    let address = card.values("#disclosure form", "action").remove(0);
    let shown = support.press(&card, &address, &[("what", "people"), ("reason", REASON)]).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
}

/// The acts in the rows of a page, the newest first.
async fn happened(visitor: &mut Visitor, address: &str) -> Vec<String> {
    let page = visitor.open(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text());
    page.texts(".journal td[data-label='Что произошло']")
}

#[tokio::test]
async fn the_manager_reads_who_of_the_support_line_looked_and_why() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let organization = portal.organization(number).await;
    looked_at(&portal, &organization.subscriber_code).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let history = format!("/partner/organizations/{}?tab=history", organization.subscriber_code);
    for address in [JOURNAL, &history] {
        let page = manager.open(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let words = [
            "Открыта карточка организации",
            "Показаны личные данные",
            "СНИЛС владельцев",
            REASON,
            "Зайцева Елена Олеговна",
            "линия поддержки",
            "Заявление получено из 1С",
            "Логин its-demo",
        ];
        for words in words {
            assert!(page.says(words), "{address}: {words}: {}", page.text());
        }
        assert!(leads(&page, &format!("/partner/applications/{number}")), "{address}");
    }
    let card = manager.open(&format!("/partner/organizations/{}", organization.subscriber_code)).await;
    assert!(card.says("История изменений"), "{}", card.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_line_that_looks_is_told_who_reads_of_it() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let code = portal.organization(number).await.subscriber_code;
    let mut support = portal.visit(&portal.support().await).await;
    let card = support.open(&format!("/support/organizations/{code}")).await;
    assert!(leads(&card, "/documentation/journal"), "{}", card.text());
    assert_eq!(support.open("/documentation/journal").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_reads_another_partners_journal() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let code = portal.organization(number).await.subscriber_code;
    looked_at(&portal, &code).await;
    let mut stranger = portal.visit(&portal.stranger().await).await;
    assert_eq!(happened(&mut stranger, JOURNAL).await, Vec::<String>::new());
    for asked in [number.to_string(), code.clone(), "Ромашка".to_owned()] {
        let address = format!("{JOURNAL}?about={}", escaped(&asked));
        assert_eq!(happened(&mut stranger, &address).await, Vec::<String>::new(), "{asked}");
    }
    let history = stranger.open(&format!("/partner/organizations/{code}?tab=history")).await;
    assert_eq!(history.status, StatusCode::NOT_FOUND);
    let of_another = portal.manager().await.id();
    let page = stranger.open(&format!("{JOURNAL}?who={of_another}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "a name is not told either");
    let file = stranger.open(FILE).await;
    assert_eq!(String::from_utf8(file.bytes).unwrap().lines().count(), 1, "only the headings");
    for persona in
        [portal.staff().await, portal.support().await, portal.clerk().await, portal.billing().await]
    {
        let mut visitor = portal.visit(&persona).await;
        for address in [JOURNAL, FILE, OPERATORS, "/operator/journal/export"] {
            assert_eq!(visitor.open(address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
    }
    for (persona, address) in [(portal.manager().await, OPERATORS), (portal.admin().await, JOURNAL)] {
        let mut visitor = portal.visit(&persona).await;
        assert_eq!(visitor.open(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn the_operators_administrator_reads_the_operators_own() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    portal.visit(&portal.support().await).await.open(&format!("/support?q={number}")).await;
    let admin = portal.admin().await;
    let from = portal.clock.now().date_naive().to_string();
    settings::plan(&admin.desk(), Setting::SilenceIsAgreement, "yes", &from).await.unwrap();
    let mut visitor = portal.visit(&admin).await;
    let page = visitor.open(OPERATORS).await;
    for words in ["Изменена настройка", "Молчание считается согласием", "нет → да", "Поиск организации"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert!(!page.says("Заявление получено"), "what is a partner's stands in its own: {}", page.text());
    let terms = happened(&mut visitor, &format!("{OPERATORS}?act=terms")).await;
    assert_eq!(terms.len(), 1, "{terms:?}");
    assert_eq!(happened(&mut visitor, &format!("{OPERATORS}?act=searches")).await.len(), 1);
}

#[tokio::test]
async fn entries_of_older_and_unknown_forms_still_show() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let chain = portal.see(number).await.partner;
    let keeper = Keeper {
        actor: "gone".to_owned(),
        role: registrar::domain::role::Role::OperatorClerk,
        request_id: "old".to_owned(),
        at: portal.clock.now(),
        instead_of: None,
    };
    let subject = audit::application_subject(number);
    let forms = [
        ("operator_refused", r#"{"verb":"operator_refused","from":null,"words":"Нет доверенности"}"#),
        ("reset", r#"{"verb":"reset","reason":"Застряло","from":null}"#),
        ("returned", "{}"),
        ("forgotten_verb", r#"{"anything":[1,2]}"#),
        ("revealed", r#"{"fields":["passport"],"reason":"Так надо"}"#),
        ("looked_up", "not even JSON"),
    ];
    for chain in [chain, OPERATOR_CHAIN] {
        let tx = portal.db().begin().await.unwrap();
        for (verb, details) in forms {
            let note = AuditNote { verb, subject: &subject, details: details.to_owned() };
            audit::note(&tx, &keeper, chain, note).await.unwrap();
        }
        let odd = AuditNote { verb: "seeded", subject: "seed", details: "{}".to_owned() };
        audit::note(&tx, &keeper, chain, odd).await.unwrap();
        tx.commit().await.unwrap();
    }
    for (persona, address) in [(portal.manager().await, JOURNAL), (portal.admin().await, OPERATORS)] {
        let mut visitor = portal.visit(&persona).await;
        let page = visitor.open(address).await;
        let words =
            ["Нет доверенности", "Застряло", "Возвращено на доработку", "forgotten_verb", "Так надо", "gone"];
        for words in words {
            assert!(page.says(words), "{address}: {words}: {}", page.text());
        }
        let file = visitor.open(&format!("{address}/export")).await;
        assert_eq!(file.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_journal_is_taken_away_as_a_file_and_says_so() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let staff = portal.staff().await;
    portal.take(&staff, number).await;
    notes::write(&staff.desk(), number, "=HYPERLINK(\"x\");\nвторая строка").await.unwrap();
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open(&format!("{JOURNAL}?act=applications")).await;
    assert!(leads(&page, "/partner/journal/export?act=applications"), "{}", page.text());
    let file = manager.open(&format!("{FILE}?act=applications")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("zhurnal-"));
    let text = String::from_utf8(file.bytes).unwrap();
    let headings = "\u{FEFF}№;Дата и время;Часовой пояс;Кто;Роль;Что произошло;Подробности;О чем;Чье\r\n";
    assert!(text.starts_with(headings), "{text}");
    assert!(text.contains(";\"'=HYPERLINK(\"\"x\"\");\nвторая строка\";"), "{text}");
    assert!(text.contains(";МСК+5;") && text.contains(";Заявление получено из 1С;"), "{text}");
    let own = happened(&mut manager, &format!("{JOURNAL}?act=exports")).await;
    assert_eq!(own.len(), 1);
    assert!(
        own[0].contains("Журнал выгружен в файл") && own[0].replace('\u{a0}', " ").contains("3 записи"),
        "{own:?}"
    );
    portal.verify().await;
}

/// Whether a page links to an address.
fn leads(page: &Page, address: &str) -> bool {
    page.values("a[href]", "href").iter().any(|href| href == address)
}

fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
