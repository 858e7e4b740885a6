//! Who works in a house is decided by whoever is an administrator of their own, not by a colleague who stands in for one.

use axum::http::StatusCode;
use registrar::domain::role::Role;
use registrar::operations::standing_in;

use super::typed;
use crate::support::{Persona, Portal, Visitor};

const NOT_LENT: &str = "Роль, которую вам передали на время, этого не дает.";

/// The administrator lends their role to a colleague, who opens the page of people.
async fn lent(portal: &Portal, admin: &Persona, deputy: &Persona, role: &str) -> Visitor {
    let wish = typed(deputy, role, ("2026-11-18", "2026-11-30"));
    standing_in::hand_over(&admin.desk(), &wish).await.unwrap();
    let mut visitor = portal.visit(deputy).await;
    visitor.open("/").await;
    visitor
}

/// Everything that makes something lasting of people.
fn lasting(
    list: &str,
    other: &Persona,
    own: &Persona,
    roles: (&str, &str),
) -> Vec<(String, Vec<(String, String)>)> {
    let (id, (given, held)) = (other.id().to_string(), roles);
    let form = |address: String, fields: &[(&str, &str)]| {
        (address, fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    };
    let person = format!("{list}/{id}");
    let days = [("deputy", "1"), ("role", held), ("first", "2026-11-18"), ("last", "2026-11-19")];
    let new = [("login", "novy"), ("full_name", "Новый Петр"), ("email", "novy@x.example"), ("role", given)];
    vec![
        form(format!("{list}/{}/roles", own.id()), &[("version", "1"), ("role", given)]),
        form(format!("{person}/roles"), &[("version", "1"), ("role", given)]),
        form(format!("{person}/roles/{held}/ending"), &[("version", "1")]),
        form(format!("{person}/disabling"), &[("version", "1")]),
        form(format!("{person}/enabling"), &[("version", "1")]),
        form(format!("{person}/standing-in"), &days),
        form(list.to_owned(), &new),
        form(format!("{list}/factors"), &[("role", held), ("from", "18.11.2026")]),
        form(format!("{list}/factors/1/ending"), &[]),
        form(format!("{list}/factor-resets"), &[("login", &other.account.login), ("reason", "Телефон")]),
        form(format!("{list}/factor-resets/1/confirmation"), &[]),
    ]
}

async fn is_refused_whatever_lasts(
    portal: &Portal,
    mut deputy: Visitor,
    acts: Vec<(String, Vec<(String, String)>)>,
) {
    let kept =
        [portal.count("role_assignments").await, portal.count("people").await, portal.count("audit").await];
    for (address, fields) in acts {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = deputy.send(&address, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{address}: {}", refused.text());
        assert!(refused.says(NOT_LENT), "{address}: {}", refused.text());
        assert_eq!(refused.values("a[href^='/why/']", "href"), ["/why/person/appoint"], "{address}");
    }
    let now =
        [portal.count("role_assignments").await, portal.count("people").await, portal.count("audit").await];
    assert_eq!(now, kept);
    let why = deputy.open("/why/person/appoint").await;
    assert!(why.says(NOT_LENT) && why.says("замещение этого не разрешает"), "{}", why.text());
}

#[tokio::test]
async fn whoever_stands_in_at_the_operator_makes_nothing_lasting() {
    let portal = Portal::open().await;
    let (admin, clerk, support) = (portal.admin().await, portal.clerk().await, portal.support().await);
    let mut deputy = lent(&portal, &admin, &clerk, "operator_admin").await;
    let list = "/operator/people";
    let page = deputy.open(list).await;
    assert!(
        page.says("Зайцева") && page.says("только тот, у кого роль администратора своя"),
        "{}",
        page.text()
    );
    assert!(!page.offers(list), "no form invites");
    let card = deputy.open(&format!("{list}/{}", support.id())).await;
    assert!(card.says(NOT_LENT), "{}", card.text());
    assert!(card.values("main form[action*='roles'], main form[action$='disabling']", "action").is_empty());
    let factors = deputy.open("/operator/people/factors").await;
    assert!(!factors.offers("/operator/people/factors") && !factors.offers("/operator/people/factor-resets"));
    let acts = lasting(list, &support, &clerk, ("operator_billing", "support"));
    is_refused_whatever_lasts(&portal, deputy, acts).await;
    portal.verify().await;
}

#[tokio::test]
async fn whoever_stands_in_at_a_partner_makes_nothing_lasting_and_still_ends_sessions() {
    let portal = Portal::open().await;
    let (admin, staff, colleague) =
        (portal.partner_admin().await, portal.staff().await, portal.colleague().await);
    portal.visit(&colleague).await;
    let mut deputy = lent(&portal, &admin, &staff, "partner_admin").await;
    let card = format!("/partner/people/{}", colleague.id());
    let page = deputy.open(&card).await;
    let ended = deputy.press(&page, &format!("{card}/sessions/ending"), &[]).await;
    assert!(ended.says("сеанс"), "{}", ended.text());
    assert_eq!(portal.count(&format!("sessions where person_id = {}", colleague.id())).await, 0);
    let acts = lasting("/partner/people", &colleague, &staff, ("partner_manager", "partner_staff"));
    is_refused_whatever_lasts(&portal, deputy, acts).await;
    let board = portal.visit(&admin).await.open("/partner/rights?right=person.appoint").await;
    let who = board.texts("#who tbody tr").join(" ");
    assert!(who.contains("Громова") && !who.contains("Смирнова"), "{who}");
    let board = portal.visit(&admin).await.open("/partner/rights?right=person.manage").await;
    assert!(board.texts("#who tbody tr").join(" ").contains("Смирнова"), "{}", board.text());
}

#[tokio::test]
async fn nobody_gives_a_role_to_oneself() {
    let portal = Portal::open().await;
    let theirs = portal.partner("forsait").await;
    let roles = [(Role::PartnerAdmin, Some(&theirs))];
    let admin = portal.person("partner-admin", "Громова Инна Юрьевна", &roles).await;
    let mut visitor = portal.visit(&admin).await;
    let card = format!("/partner/people/{}", admin.id());
    let page = visitor.open(&card).await;
    assert!(
        page.says("Самому себе роль дать нельзя") && !page.offers(&format!("{card}/roles")),
        "{}",
        page.text()
    );
    let given = [("version", "1"), ("role", "partner_manager")];
    let refused = visitor.send(&format!("{card}/roles"), &given).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.says("Самому себе роль дать нельзя: попросите другого администратора."),
        "{}",
        refused.text()
    );
    assert_eq!(portal.count(&format!("role_assignments where person_id = {}", admin.id())).await, 1);
}
