//! Acts of a person who says that the organisation is not theirs: no number is taken, and both sides read the true reason.

use chrono::Duration;
use registrar::domain::ids::ArchiveId;
use registrar::domain::organization::Organization;
use registrar::operations::{Failure, acts, disowning};

use super::{ACT, OWN, answers, letters, ordered, print_and_send, with_book};
use crate::support::{Persona, Portal};

const TAKEN: &str = "numbered_documents where kind = 'reconciliation'";
const WHY: &str = "Документы организации были закрыты для того, кто их запросил";

async fn disowns(portal: &Portal, client: &Persona, organization: &Organization) {
    disowning::disown(&portal.member(client).await, &organization.subscriber_code).await.unwrap();
}

async fn reopens(portal: &Portal) {
    let mut staff = portal.visit(&portal.staff().await).await;
    let question = staff.open("/partner/questions/1").await;
    staff.press(&question, "/partner/questions/1/documents", &[]).await;
}

#[tokio::test]
async fn an_act_of_whoever_disowned_the_organisation_takes_no_number() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    let seen = desk.open(ACT).await;
    let shown = seen.values("input[name=shown]", "value").remove(0);
    disowns(&portal, &client, &buyer).await;
    let sending = format!("{ACT}/sending");
    let late = desk.press(&seen, &sending, &[("shown", &shown)]).await;
    assert!(late.says("Документы клиента закрыты для того, кто заказал акт"), "{}", late.text());
    let sent = acts::send(&portal.staff().await.desk(), ArchiveId(1), 2, &shown).await;
    assert!(matches!(sent, Err(Failure::Invalid(ref faults)) if faults[0].0 == "act"), "{sent:?}");
    assert_eq!(portal.count(TAKEN).await, 0);
    let card = desk.open(ACT).await;
    assert!(card.says("Отправить нельзя") && card.says("вопрос № 1"), "{}", card.text());
    assert!(!card.offers(&sending) && card.offers(&format!("{ACT}/refusal")));
    reopens(&portal).await;
    answers(&mut desk, "sending", &[]).await;
    print_and_send(&portal).await;
    assert_eq!((portal.count(TAKEN).await, letters(&portal, "Акт сверки").len()), (1, 1));
    portal.verify().await;
}

#[tokio::test]
async fn an_act_whose_letter_was_under_way_is_told_with_its_reason_and_can_go_again() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    answers(&mut desk, "sending", &[]).await;
    disowns(&portal, &client, &buyer).await;
    print_and_send(&portal).await;
    assert!(letters(&portal, "Акт сверки").is_empty());
    let sent = "/partner/documents/sent";
    let journal = desk.open(sent).await;
    assert!(journal.says("Письмо не дошло") && journal.says(WHY), "{}", journal.text());
    reopens(&portal).await;
    let own = portal.visit(&client).await.open(OWN).await;
    assert!(own.says(WHY) && !own.says("За данный период документов нет"), "{}", own.text());
    portal.clock.advance(Duration::minutes(10));
    let mut manager = portal.visit(&portal.manager().await).await;
    let journal = manager.open(sent).await;
    manager.press(&journal, &format!("{sent}/1/again"), &[]).await;
    print_and_send(&portal).await;
    assert_eq!((portal.count(TAKEN).await, letters(&portal, "Акт сверки").len()), (1, 1));
    portal.verify().await;
}
