//! Closing documents each month: a subscription begins and ends in the cabinet and by the links of letters.

mod months;

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::organization::Organization;
use registrar::domain::role::Scope;
use registrar::operations::Desk;
use registrar::operations::subscriptions::{self, TypedSubscription};
use registrar::store::letters;

use super::{disowning, house, reports};
use crate::support::{MailServer, Page, Persona, Portal, at, document_name, pdf};

const PLACE: &str = "/cabinet/subscriptions";
const NEW: &str = "anna@elsewhere.example";

/// Documents of these days that 1С puts into the partner's folder.
async fn filed(portal: &Portal, organization: &Organization, days: &[(&str, &str, &str)]) {
    for (place, (kind, number, day)) in days.iter().enumerate() {
        let name = document_name(kind, number, organization).replace("2026-11-03", day);
        portal.drop_file("forsait", &name, &pdf(number.parse::<usize>().unwrap() * 10 + place));
    }
    portal.worker().take_documents().await;
}

/// The same organisation with an act of October and an invoice.
async fn with_october(portal: &Portal) -> (Organization, Persona) {
    let (organization, client) = house(portal).await;
    filed(portal, &organization, &[("act", "31", "2026-10-20"), ("invoice", "31", "2026-10-20")]).await;
    (organization, client)
}

/// Subscribes in the cabinet.
async fn subscribes(portal: &Portal, client: &Persona, email: &str) -> Page {
    let mut browser = portal.visit(client).await;
    let form = browser.open(PLACE).await;
    browser.press(&form, PLACE, &[("email", email)]).await
}

/// A worker looks at the calendar at this instant, and runs what follows.
async fn on(portal: &Portal, day: &str) {
    portal.clock.turn_to(at(day));
    portal.worker().look_at_deadlines().await;
    portal.run_errands().await;
}

/// The same, with a real mail server.
async fn by_post(portal: &Portal, server: &MailServer, day: &str) {
    portal.clock.turn_to(at(day));
    let worker = portal.worker_waiting(&server.setting(), std::time::Duration::from_secs(10));
    worker.look_at_deadlines().await;
    while worker.round().await.unwrap() > 0 {}
}

/// The last link under this path in a letter to an address.
async fn link_in(portal: &Portal, to: &str, path: &str) -> String {
    let all = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    let letter = all.into_iter().find(|letter| letter.recipient == to && letter.text.contains(path)).unwrap();
    let at = letter.text.find(path).unwrap();
    letter.text[at..].split_whitespace().next().unwrap().to_owned()
}

async fn events(portal: &Portal, verb: &str) -> i64 {
    portal.count(&format!("audit where verb = 'subscription_{verb}'")).await
}

#[tokio::test]
async fn a_client_subscribes_and_ends_it_by_one_click_of_the_mail_program() {
    let portal = Portal::open().await;
    let (organization, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    let first = portal.visit(&client).await.open("/cabinet").await;
    assert!(first.says("Присылать закрывающие документы каждый месяц"), "{}", first.text());
    let to = client.account.email.to_lowercase();
    let page = subscribes(&portal, &client, &to).await;
    assert!(page.says("Включено") && page.says("придут 09.11.2026"), "{}", page.text());
    on(&portal, "2026-11-08T15:59:59Z").await;
    assert!(reports(&portal).is_empty(), "the fourth working day, one second before midnight in Irkutsk");
    let server = MailServer::start();
    by_post(&portal, &server, "2026-11-08T16:00:00Z").await;
    let sent = server.letters("Отчет");
    assert_eq!((sent.len(), sent[0]["To"].as_str()), (1, Some(to.as_str())));
    assert!(sent[0]["plain"].as_str().unwrap().contains(&organization.requisites.short_name));
    assert_eq!(sent[0]["files"].as_array().unwrap().len(), 1);
    let page = portal.visit(&client).await.open(PLACE).await;
    assert!(page.says("За октябрь 2026 архив собран"), "{}", page.text());
    let own = portal.visit(&client).await.open("/cabinet/archives").await;
    assert!(own.says("ежемесячная отправка"), "{}", own.text());

    let header = sent[0]["List-Unsubscribe"].as_str().unwrap();
    assert_eq!(sent[0]["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
    let address =
        header.strip_prefix("<http://localhost:8080").unwrap().strip_suffix('>').unwrap().to_owned();
    assert_eq!(address, link_in(&portal, &to, "/subscriptions/").await, "the letter has the same link");
    let mut program = portal.passer_by();
    for _ in 0..2 {
        let looked = program.open(&address).await;
        assert!(looked.says("Больше не присылать?") && looked.offers(&address), "{}", looked.text());
    }
    let mut bare = portal.passer_by();
    for time in ["first", "second"] {
        let status = bare.call("POST", &address, "List-Unsubscribe=One-Click".to_owned()).await;
        assert_eq!(status, StatusCode::OK, "{time}");
    }
    assert!(bare.open(&address).await.says("Документы больше не придут"));
    assert_eq!((events(&portal, "ended").await, events(&portal, "month_asked").await), (1, 1));
    filed(&portal, &organization, &[("act", "40", "2026-11-20")]).await;
    on(&portal, "2026-12-31T09:00:00Z").await;
    assert!(reports(&portal).is_empty() && server.letters("Отчет").len() == 1, "nothing is sent any more");
    let journal = portal.visit(&portal.manager().await).await.open("/partner/journal?act=archives").await;
    for words in ["ежемесячная отправка документов отключена", "по ссылке из письма", "октябрь 2026, архив"]
    {
        assert!(journal.text().to_lowercase().contains(words), "{words}: {}", journal.text());
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_new_address_is_confirmed_first_and_another_one_takes_its_place() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-05T09:00:00Z"));
    let page = subscribes(&portal, &client, NEW).await;
    assert!(page.says("Ждет подтверждения адреса"), "{}", page.text());
    subscribes(&portal, &client, NEW).await;
    assert_eq!(portal.count("subscriptions").await, 1, "the same wish");
    on(&portal, "2026-11-09T09:00:00Z").await;
    assert!(reports(&portal).is_empty(), "nothing goes to an address that nobody confirmed");
    let link = link_in(&portal, NEW, "/subscriptions/addresses/").await;
    let mut holder = portal.passer_by();
    let looked = holder.open(&link).await;
    assert!(looked.says("Подтвердить адрес"), "{}", looked.text());
    assert_eq!(events(&portal, "confirmed").await, 0, "looking confirms nothing");
    for _ in 0..2 {
        let page = holder.send(&link, &[]).await;
        assert!(page.says("Адрес подтвержден"), "{}", page.text());
    }
    assert_eq!(events(&portal, "confirmed").await, 1);
    on(&portal, "2026-11-09T10:00:00Z").await;
    assert_eq!(reports(&portal)[0]["To"], NEW, "October is not lost by the days of waiting");
    let to = client.account.email.to_lowercase();
    let page = subscribes(&portal, &client, &to).await;
    assert!(page.says(&to) && !page.says(NEW), "{}", page.text());
    assert_eq!(portal.count("subscriptions where ended_how = 'replaced'").await, 1);
    assert_eq!(holder.open(&link).await.status, StatusCode::NOT_FOUND, "it is of the former one");
    let id = portal.count("subscriptions").await;
    let mut browser = portal.visit(&client).await;
    let page = browser.open(PLACE).await;
    let page = browser.press(&page, &format!("{PLACE}/{id}/end"), &[]).await;
    assert!(page.says("Отправка отключена.") && !page.says("Включено"), "{}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_running_subscription_goes_on_until_the_new_address_is_confirmed() {
    let portal = Portal::open().await;
    let (organization, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-05T09:00:00Z"));
    let to = client.account.email.to_lowercase();
    subscribes(&portal, &client, &to).await;
    let page = subscribes(&portal, &client, NEW).await;
    let meanwhile = format!("Пока адрес не подтвержден, они приходят на прежний: {to}.");
    assert!(page.says("Включено") && page.says(&meanwhile), "{}", page.text());
    on(&portal, "2026-11-09T09:00:00Z").await;
    assert_eq!(reports(&portal)[0]["To"], to.as_str(), "October goes to the old address");
    let link = link_in(&portal, NEW, "/subscriptions/addresses/").await;
    let mut holder = portal.passer_by();
    holder.open(&link).await;
    let page = holder.send(&link, &[]).await;
    assert!(page.says("Адрес подтвержден"), "{}", page.text());
    assert_eq!(portal.count("subscriptions where ended_how = 'replaced'").await, 1);
    on(&portal, "2026-11-09T10:00:00Z").await;
    assert_eq!(reports(&portal).len(), 1, "a month goes once");
    let page = portal.visit(&client).await.open(PLACE).await;
    assert!(page.says("Документы за октябрь 2026 отправлены на прежний адрес."), "{}", page.text());
    portal.verify().await;
    filed(&portal, &organization, &[("act", "40", "2026-11-20")]).await;
    on(&portal, "2026-12-31T09:00:00Z").await;
    assert_eq!(reports(&portal).iter().filter(|letter| letter["To"] == NEW).count(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn asking_for_the_running_address_again_takes_back_the_new_one() {
    let portal = Portal::open().await;
    let (organization, client) = with_october(&portal).await;
    let to = client.account.email.to_lowercase();
    for email in [to.as_str(), NEW, "third@elsewhere.example", to.as_str()] {
        subscribes(&portal, &client, email).await;
    }
    let open = "subscriptions where ended_at is null";
    assert_eq!((portal.count("subscriptions").await, portal.count(open).await), (3, 1));
    subscribes(&portal, &client, NEW).await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open(disowning::PLACE).await;
    let code = [("organization", organization.subscriber_code.as_str())];
    browser.press(&form, disowning::PLACE, &code).await;
    assert_eq!(portal.count(open).await, 0, "both end");
    portal.verify().await;
}

#[tokio::test]
async fn a_link_opens_one_subscription_and_no_token_is_kept() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-05T09:00:00Z"));
    subscribes(&portal, &client, NEW).await;
    portal.run_errands().await;
    let link = link_in(&portal, NEW, "/subscriptions/addresses/").await;
    let token = link.rsplit('/').next().unwrap().to_owned();
    assert_eq!(portal.count(&format!("subscription_links where digest = '{token}'")).await, 0);
    let ending = format!("/subscriptions/{token}");
    for strange in ["/subscriptions/0f0f", "/subscriptions/addresses/0f0f", ending.as_str()] {
        let page = portal.passer_by().open(strange).await;
        assert!(page.status == StatusCode::NOT_FOUND && page.says("Ссылка не действует"), "{strange}");
    }
    let posted = portal.passer_by().call("POST", &ending, "List-Unsubscribe=One-Click".to_owned()).await;
    assert_eq!((posted, events(&portal, "ended").await), (StatusCode::NOT_FOUND, 0), "it confirms, no more");
    portal.clock.advance(Duration::days(7));
    assert_eq!(portal.passer_by().open(&link).await.status, StatusCode::NOT_FOUND);
    let other = portal.person("other-client", "Чужая Вера Павловна", &[]).await;
    let id = registrar::domain::ids::SubscriptionId(1);
    assert!(subscriptions::end(&other.desk(), id).await.is_err(), "it is not theirs");
    assert_eq!(portal.count("subscriptions where ended_at is null").await, 1);
}

#[tokio::test]
async fn every_fault_is_told_and_twenty_a_day_are_enough() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    for (typed, words) in [("", "Укажите email"), ("buh@", "E-mail записывается как имя@домен")]
    {
        let page = subscribes(&portal, &client, typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says(words), "{typed}: {}", page.text());
        assert_eq!(page.values("#email", "value"), [typed]);
    }
    let desk: Desk = portal.member(&client).await;
    for place in 0..20 {
        let typed =
            TypedSubscription { email: format!("a{place}@romashka.example"), ..TypedSubscription::default() };
        subscriptions::begin(&desk, &typed).await.unwrap();
    }
    let page = subscribes(&portal, &client, "b@romashka.example").await;
    assert!(page.status == StatusCode::TOO_MANY_REQUESTS && page.says("20 раз"), "{}", page.text());
    assert_eq!(portal.count("subscriptions where ended_at is null").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn who_disowns_the_organisation_gets_nothing_more_and_the_subscription_ends() {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    let (organization, client) = with_october(&portal).await;
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    portal.clock.turn_to(at("2026-11-09T09:00:00Z"));
    portal.worker().look_at_deadlines().await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open(disowning::PLACE).await;
    let code = [("organization", organization.subscriber_code.as_str())];
    browser.press(&form, disowning::PLACE, &code).await;
    assert_eq!(portal.count("subscriptions where ended_how = 'disowned'").await, 1);
    portal.run_errands().await;
    assert!(reports(&portal).is_empty(), "what was on the way is not sent");
    assert!(browser.open(PLACE).await.says("Документы закрыты: вы сообщили"));
    portal.verify().await;
}

#[tokio::test]
async fn whoever_acts_for_it_no_more_gets_nothing_more() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    portal.sql(&format!("delete from memberships where person_id = {}", client.id())).await;
    on(&portal, "2026-11-09T09:00:00Z").await;
    assert!(reports(&portal).is_empty());
    assert_eq!(portal.count("subscriptions where ended_how = 'left'").await, 1);
}
