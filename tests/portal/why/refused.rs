//! What a refusal explains is true: with the role that it names the same request is let through, and without it refused
//! again.

use axum::http::StatusCode;
use registrar::domain::role::Role;
use registrar::operations::people;

use crate::support::{Page, Persona, Portal, Visitor};

/// A request that is refused: who sends it, what the page says was asked, and the role that lets it through.
struct Refused {
    method: &'static str,
    address: &'static str,
    form: &'static [(&'static str, &'static str)],
    asked: (&'static str, &'static str),
    role: Role,
}

const fn get(address: &'static str, asked: (&'static str, &'static str), role: Role) -> Refused {
    Refused { method: "GET", address, form: &[], asked, role }
}

const fn post(address: &'static str, asked: (&'static str, &'static str), role: Role) -> Refused {
    const NOBODY: &[(&str, &str)] = &[("login", ""), ("full_name", ""), ("email", ""), ("role", "")];
    Refused { method: "POST", address, form: NOBODY, asked, role }
}

/// What an employee of a partner may not do.
const OF_STAFF: &[Refused] = &[
    get("/partner/statements", ("statement", "view"), Role::PartnerManager),
    get("/partner/statements/2026-10", ("statement", "view"), Role::PartnerAdmin),
    get("/partner/contract", ("contract", "view"), Role::PartnerManager),
    get("/partner/journal", ("journal", "view"), Role::PartnerManager),
    get("/partner/journal/export", ("journal", "view"), Role::PartnerAdmin),
    get("/partner/reason-count", ("reason", "count"), Role::PartnerManager),
    post("/partner/documents/terms/regime", ("sale", "issue"), Role::PartnerManager),
    post("/partner/documents/issuing", ("sale", "issue"), Role::PartnerAdmin),
    post("/partner/documents/payments", ("sale", "issue"), Role::PartnerManager),
    get("/partner/people", ("person", "manage"), Role::PartnerAdmin),
    post("/partner/people", ("person", "manage"), Role::PartnerAdmin),
    get("/partner/logins", ("its_login", "manage"), Role::PartnerAdmin),
    get("/partner/rights", ("rights", "view"), Role::PartnerAdmin),
];

/// What a clerk of the operator may not do.
const OF_CLERK: &[Refused] = &[
    get("/operator/statements", ("statement", "form"), Role::OperatorBilling),
    get("/operator/partners", ("partner", "view"), Role::OperatorBilling),
    get("/operator/prices", ("price", "manage"), Role::OperatorBilling),
    get("/support", ("organization", "look_up"), Role::Support),
    get("/operator/settings", ("settings", "manage"), Role::OperatorAdmin),
    get("/operator/reasons", ("reason", "manage"), Role::OperatorAdmin),
    get("/operator/deliveries", ("delivery", "manage"), Role::OperatorAdmin),
    get("/operator/transfers", ("organization", "transfer"), Role::OperatorAdmin),
    get("/operator/people", ("person", "manage"), Role::OperatorAdmin),
    get("/operator/journal", ("journal", "view"), Role::OperatorAdmin),
    get("/operator/rights", ("rights", "view"), Role::OperatorAdmin),
    get("/operator/policy", ("policy", "view"), Role::OperatorAdmin),
];

async fn ask(visitor: &mut Visitor, refused: &Refused) -> Page {
    if refused.method == "GET" {
        return visitor.open(refused.address).await;
    }
    visitor.open("/").await;
    visitor.send(refused.address, refused.form).await
}

async fn is_true(portal: &Portal, who: &Persona, admin: &Persona, refused: &Refused) {
    let label = format!("{} {}", refused.method, refused.address);
    let why = format!("/why/{}/{}", refused.asked.0, refused.asked.1);
    let mut visitor = portal.visit(who).await;
    let page = ask(&mut visitor, refused).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{label}");
    assert_eq!(page.values("a[href^='/why/']", "href"), [why.as_str()], "{label}");
    let told = visitor.open(&why).await;
    assert_eq!(told.status, StatusCode::OK, "{label}");
    assert!(told.says("Ни одна из ваших ролей этого не разрешает."), "{label}: {}", told.text());
    let row = told.text();
    assert!(row.contains(&format!(", {}, {}", refused.asked.0, refused.asked.1)), "{label}: {row}");
    assert!(!told.texts("#who td.cell-main").join(" ").contains(who.account.called()), "{label}: {row}");
    let version = people::open(&admin.desk(), who.id()).await.unwrap().colleague.version;
    people::give_role(&admin.desk(), who.id(), version, refused.role).await.unwrap();
    let mut visitor = portal.visit(who).await;
    let page = ask(&mut visitor, refused).await;
    assert_ne!(page.status, StatusCode::FORBIDDEN, "{label}: {}", page.text());
    let told = visitor.open(&why).await;
    assert!(told.says("Это право у вас есть."), "{label}: {}", told.text());
    let mine = told.texts("#who tr").into_iter().find(|row| row.contains(who.account.called()));
    let mine = mine.unwrap_or_else(|| panic!("{label}: {}", told.text()));
    assert!(mine.contains("роль дана") && mine.contains(admin.account.called()), "{label}: {mine}");
    assert!(mine.contains(refused.role.code()), "{label}: {mine}");
    people::end_role(&admin.desk(), who.id(), version + 1, refused.role).await.unwrap();
    let mut visitor = portal.visit(who).await;
    assert_eq!(ask(&mut visitor, refused).await.status, StatusCode::FORBIDDEN, "{label}");
}

#[tokio::test]
async fn what_a_refusal_at_a_partner_says_is_true() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    portal.manager().await;
    for refused in OF_STAFF {
        is_true(&portal, &staff, &admin, refused).await;
    }
    portal.verify().await;
}

#[tokio::test]
async fn what_a_refusal_at_the_operator_says_is_true() {
    let portal = Portal::open().await;
    let (clerk, admin) = (portal.clerk().await, portal.admin().await);
    for refused in OF_CLERK {
        is_true(&portal, &clerk, &admin, refused).await;
    }
    portal.verify().await;
}

#[tokio::test]
async fn colleagues_who_may_are_named_and_so_is_whoever_gives_roles() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    portal.manager().await;
    portal.partner_admin().await;
    portal.stranger().await;
    let told = portal.visit(&staff).await.open("/why/statement/agree").await;
    let who = told.texts("#who td.cell-main");
    assert_eq!(who.len(), 2, "{who:?}");
    assert!(told.says("Орлов Николай Андреевич") && told.says("Громова Инна Юрьевна"), "{}", told.text());
    assert!(!told.says("Кузьмин"), "nobody of another partner: {}", told.text());
    assert!(
        told.says("g, partner_admin, partner_manager · p, partner_manager, statement, agree"),
        "{}",
        told.text()
    );
    assert!(told.says("администратор партнера может все, что менеджер партнера"), "{}", told.text());
    assert!(told.says("роли дает: Громова Инна Юрьевна"), "{}", told.text());
    let told = portal.visit(&staff).await.open("/why/settings/manage").await;
    assert!(told.says("Это делает оператор."), "{}", told.text());
    let told = portal.visit(&staff).await.open("/why/errand/run").await;
    assert!(told.says("Это делает сам Регистратор."), "{}", told.text());
    for nonsense in ["/why/statement/nothing", "/why/%D1%8F/view", "/why/'/or"] {
        let gone = portal.visit(&staff).await.open(nonsense).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{nonsense}");
    }
}

#[tokio::test]
async fn a_role_in_another_house_is_told_not_to_count() {
    let portal = Portal::open().await;
    let (ours, theirs) = (portal.partner("forsait").await, portal.partner("sevproekt").await);
    let roles = [(Role::PartnerStaff, Some(&ours)), (Role::PartnerStaff, Some(&theirs))];
    let both = portal.person("both", "Два Иван Иванович", &roles).await;
    let told = portal.visit(&both).await.open("/why/application/take").await;
    assert!(told.says("Это право у вас есть."), "{}", told.text());
    assert!(told.says("роль в другой организации здесь не действует"), "{}", told.text());
    assert!(told.says("ООО «sevproekt»"), "{}", told.text());
}
