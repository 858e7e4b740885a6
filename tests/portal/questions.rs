//! A client's question to the partner: asking, answering by letter, the thread in the cabinet.

mod refused;

use axum::http::StatusCode;
use registrar::domain::ids::QuestionId;
use registrar::domain::organization::Organization;
use registrar::domain::question::TypedQuestion;
use registrar::domain::role::Scope;
use registrar::operations::{Requester, questions};
use registrar::store::letters::{self, SentLetter};

use crate::support::{Page, Persona, Portal, Visitor};

const CALLER: Requester<'static> = Requester { address: "192.0.2.1", secret: &[7], request_id: "test" };
const NEW: &str = "/cabinet/questions/new";
const ELSEWHERE: &str = "anna@elsewhere.example";
const WORDS: &str = "Когда придет счет за ноябрь?";

/// An organisation of «Форсайт», and its client.
async fn house(portal: &Portal) -> (Organization, Persona) {
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    let client = portal.client(organization.id).await;
    (organization, client)
}

fn typed(text: &str) -> TypedQuestion {
    TypedQuestion {
        name: "Анна Петрова".to_owned(),
        email: ELSEWHERE.to_owned(),
        text: text.to_owned(),
        ..TypedQuestion::default()
    }
}

async fn asked(portal: &Portal, client: &Persona, text: &str) -> QuestionId {
    questions::ask(&portal.member(client).await, &CALLER, &typed(text)).await.unwrap()
}

fn leads_to(page: &Page, address: &str) -> bool {
    page.values("a", "href").iter().any(|href| href == address)
}

/// The letters to an address, the latest first.
async fn letters_to(portal: &Portal, address: &str) -> Vec<SentLetter> {
    portal.run_errands().await;
    let all = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    all.into_iter().filter(|letter| letter.recipient == address).collect()
}

async fn answers(browser: &mut Visitor, id: QuestionId, text: &str) -> Page {
    let page = browser.open(&format!("/partner/questions/{id}")).await;
    browser.press(&page, &format!("/partner/questions/{id}/answer"), &[("text", text)]).await
}

#[tokio::test]
async fn a_client_asks_by_a_form_that_knows_whose_it_is() {
    let portal = Portal::open().await;
    let (_, client) = house(&portal).await;
    let mut browser = portal.visit(&client).await;
    let first = browser.open("/cabinet").await;
    assert!(leads_to(&first, NEW) && first.says("Для бухгалтерии"), "{}", first.text());
    let form = browser.open(NEW).await;
    for label in ["Имя/Организация", "E-mail", "Ваш вопрос"] {
        assert!(form.says(label), "{label}: {}", form.text());
    }
    assert_eq!(form.values("#name", "value"), [client.account.called()]);
    assert_eq!(form.values("#email", "value"), [client.account.email.as_str()]);
    assert!(form.says(&format!("на адрес учетной записи {}", client.account.email)), "{}", form.text());
    let thread = browser.press(&form, NEW, &[("name", "Анна"), ("email", ELSEWHERE), ("text", WORDS)]).await;
    assert!(thread.says("Вопрос отправлен.") && thread.says("Ждет ответа"), "{}", thread.text());
    let partner = portal.partner("forsait").await;
    let told = letters_to(&portal, &partner.email).await;
    let letter = told.iter().find(|letter| letter.subject == "Вопрос клиента № 1 ждет ответа").unwrap();
    assert!(!letter.text.contains("счет") && letter.text.contains("/partner/questions/1"), "{}", letter.text);
    portal.verify().await;
}

#[tokio::test]
async fn a_client_asks_and_the_partner_answers_by_letter_and_in_the_cabinet() {
    let portal = Portal::open().await;
    let (organization, client) = house(&portal).await;
    let id = asked(&portal, &client, WORDS).await;
    let partner = portal.partner("forsait").await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let board = staff.open("/partner/questions").await;
    let house = organization.requisites.short_name.as_str();
    for words in ["Вопросы 1", "подписано: Анна Петрова", WORDS] {
        assert!(board.says(words), "{words}: {}", board.text());
    }
    assert_eq!(board.texts("td a.name"), [house], "whose it is, and not what was typed");
    let page = staff.open("/partner/questions/1").await;
    assert!(leads_to(&page, &format!("/partner/organizations/{}", organization.subscriber_code)));
    assert!(page.texts("h1")[0].starts_with(house), "{}", page.text());
    let told = letters_to(&portal, &partner.email).await;
    let told = told.iter().find(|letter| letter.subject.starts_with("Вопрос клиента")).unwrap();
    assert!(told.text.contains(&format!("{house} задает вопрос")), "{}", told.text);
    assert!(told.text.contains("Подписано: Анна Петрова."), "{}", told.text);
    assert!(page.says(ELSEWHERE) && !page.says(&client.account.email), "the contact: {}", page.text());
    let said = answers(&mut staff, id, "Счет <отправили> утром.").await;
    assert!(said.says("Вопросы 0") && said.says("письмо клиенту отправляется"), "{}", said.text());

    let reply = letters_to(&portal, &client.account.email).await.remove(0);
    assert_eq!(reply.subject, "Ответ на вопрос № 1");
    assert!(reply.text.contains("Счет <отправили> утром.") && reply.text.contains("/cabinet/questions/1"));
    assert!(letters_to(&portal, ELSEWHERE).await.is_empty(), "only to the account's own address");
    let mut browser = portal.visit(&client).await;
    let list = browser.open("/cabinet/questions").await;
    assert!(list.says("Вопрос № 1") && list.says("Есть ответ"), "{}", list.text());
    assert!(list.says("МСК+5"), "in the zone of whoever answers: {}", list.text());
    let thread = browser.open("/cabinet/questions/1").await;
    assert!(thread.says("Счет <отправили> утром.") && thread.says(&partner.name), "{}", thread.text());
    let again = browser.press(&thread, "/cabinet/questions/1/messages", &[("text", "Не пришел")]).await;
    assert!(again.says("Сообщение отправлено.") && again.says("Ждет ответа"), "{}", again.text());
    let told = letters_to(&portal, &partner.email).await;
    assert_eq!(told.iter().filter(|letter| letter.subject.contains("Вопрос клиента")).count(), 2);
    assert!(staff.open("/partner/questions").await.says("Не пришел"));
    let hidden = "audit where details like '%счет%' or details like '%Не пришел%'";
    assert_eq!(portal.count(hidden).await, 0, "no words in the audit");
    portal.verify().await;
}

#[tokio::test]
async fn closing_tells_the_client_why_and_writing_again_opens_it() {
    let portal = Portal::open().await;
    let (_, client) = house(&portal).await;
    let id = asked(&portal, &client, "проверка").await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let page = staff.open("/partner/questions/1").await;
    let closing = "/partner/questions/1/closing";
    let blank = staff.press(&page, closing, &[("reason", " ")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.says("Напишите, почему вопрос закрыт"), "{}", blank.text());
    staff.press(&page, closing, &[("reason", "Вопроса в сообщении нет.")]).await;
    let letter = letters_to(&portal, &client.account.email).await.remove(0);
    assert_eq!(letter.subject, "Вопрос № 1 закрыт");
    assert!(letter.text.contains("Вопроса в сообщении нет."), "{}", letter.text);
    let closed = staff.open("/partner/questions?tab=closed").await;
    assert!(closed.says("Вопроса в сообщении нет."), "{}", closed.text());
    let page = staff.open("/partner/questions/1").await;
    assert!(page.says("Вопрос закрыт.") && !page.offers(closing), "{}", page.text());
    let desk = portal.member(&client).await;
    questions::write(&desk, &CALLER, id, 2, "Тогда вот вопрос").await.unwrap();
    assert!(staff.open("/partner/questions").await.says("Тогда вот вопрос"));
    let mut manager = portal.visit(&portal.manager().await).await;
    let journal = manager.open("/partner/journal?act=questions").await;
    for words in ["задан вопрос", "вопрос закрыт без ответа", "вопрос снова ждет ответа"]
    {
        assert!(journal.text().to_lowercase().contains(words), "{words}: {}", journal.text());
    }
    assert!(leads_to(&journal, "/partner/questions/1") && !journal.says("проверка"), "{}", journal.text());
    portal.verify().await;
}

#[tokio::test]
async fn what_waits_longest_stands_first_and_a_second_page_follows() {
    let portal = Portal::open().await;
    let (_, client) = house(&portal).await;
    for number in 1..=20 {
        asked(&portal, &client, &format!("вопрос {number}")).await;
        portal.clock.advance(chrono::Duration::minutes(1));
    }
    portal.clock.advance(chrono::Duration::hours(25));
    for number in 21..=40 {
        asked(&portal, &client, &format!("вопрос {number}")).await;
    }
    portal.clock.advance(chrono::Duration::hours(25));
    for number in 41..=52 {
        asked(&portal, &client, &format!("вопрос {number}")).await;
    }
    // Adding to a question does not make it wait anew.
    let desk = portal.member(&client).await;
    questions::write(&desk, &CALLER, QuestionId(1), 1, "дополнение").await.unwrap();
    let mut staff = portal.visit(&portal.staff().await).await;
    let board = staff.open("/partner/questions").await;
    let rows = board.values("tr[data-row]", "data-row");
    assert_eq!((rows[0].as_str(), rows[49].as_str(), rows.len()), ("1", "50", 50));
    let next = board.values("a[rel=next]", "href").remove(0);
    let rest = staff.open(&next).await;
    assert_eq!(rest.values("tr[data-row]", "data-row"), ["51", "52"]);
    answers(&mut staff, QuestionId(3), "Ответ").await;
    portal.clock.advance(chrono::Duration::minutes(1));
    answers(&mut staff, QuestionId(2), "Ответ").await;
    let answered = staff.open("/partner/questions?tab=answered").await;
    assert_eq!(answered.values("tr[data-row]", "data-row"), ["2", "3"]);
    let mut browser = portal.visit(&client).await;
    let own = browser.open("/cabinet/questions").await;
    assert!(own.says("Вопрос № 52") && !own.says("Вопрос № 2 "), "{}", own.text());
    let next = own.values("a[rel=next]", "href").remove(0);
    let rest = browser.open(&next).await;
    assert!(rest.says("Вопрос № 2") && rest.says("Вопрос № 1"), "{}", rest.text());
}
