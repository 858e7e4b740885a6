//! The work of whoever was disabled stays in sight.

use registrar::operations::decisions::{self, GivenReason};
use registrar::operations::people;

use super::LIST;
use crate::support::Portal;

#[tokio::test]
async fn whoever_holds_work_can_be_listed_and_is_marked_when_disabled() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    let held = portal.send(&portal.draft()).await;
    let taken = portal.take(&staff, held).await.version;
    let reason = GivenReason { code: "snils", own_words: "" };
    decisions::return_to_client(&staff.desk(), held, taken, reason).await.unwrap();
    portal.send(&portal.draft()).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let before = manager.open(LIST).await;
    assert!(!before.says("отключен"), "{}", before.text());
    let seen = people::open(&admin.desk(), staff.id()).await.unwrap().colleague.version;
    people::disable(&admin.desk(), staff.id(), seen, people::Successor::Unsaid).await.unwrap();
    let list = manager.open(LIST).await;
    assert_eq!(list.texts("td.cell-person .warn"), ["ответственный отключен"]);
    let offered = list.texts("select[name=reviewer] option");
    assert!(offered.iter().any(|one| one.ends_with(", отключен")), "{offered:?}");
    let own = manager.open(&format!("{LIST}?reviewer={}", staff.id())).await;
    assert_eq!(own.values("tr[data-row]", "data-row"), [held.to_string()]);
    let stranger = portal.visit(&portal.stranger().await).await.open(LIST).await;
    assert!(!stranger.says("отключен"), "another partner's people are nobody's here");
}
