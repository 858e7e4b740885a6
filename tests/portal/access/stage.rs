//! The stage of the matrix: one partner's objects, another one's, and everybody who asks for them.

use registrar::domain::ids::ApplicationNumber;
use registrar::domain::role::Role;

use super::rows::Row;
use crate::support::{Persona, Portal, Visitor, month};

/// What stands in addresses, by the name of the part.
type Values = Vec<(&'static str, String)>;

/// One partner's objects, and another one's.
pub(super) struct Stage {
    /// Those of «Форсайт», whose people ask.
    pub(super) own: Values,
    /// Those of another partner.
    pub(super) foreign: Values,
    client: Persona,
}

impl Stage {
    /// Each partner has an approved application, one that is inspected, and a month that waits for an answer.
    pub(super) async fn set(portal: &Portal) -> Self {
        let (own, number) = values(portal, "forsait", "its-demo").await;
        let (foreign, _) = values(portal, "sevproekt", "its-2").await;
        let client = portal.client(portal.see(number).await.organization).await;
        portal.clock.turn_to(month("2026-12").begins());
        let billing = portal.billing().await;
        for partner in ["forsait", "sevproekt"] {
            portal.published(&billing, partner, month("2026-11")).await;
        }
        Self { own, foreign, client }
    }

    /// Everybody who asks, signed in; the last one is not.
    pub(super) async fn visitors(&self, portal: &Portal) -> Vec<(&'static str, Visitor)> {
        let forsait = portal.partner("forsait").await;
        let administrator = [(Role::PartnerAdmin, Some(&forsait))];
        let people = [
            ("staff", portal.staff().await),
            ("manager", portal.manager().await),
            (
                "partner-admin",
                portal.person("partner-admin", "Дмитриева Анна Олеговна", &administrator).await,
            ),
            ("support", portal.support().await),
            ("operator", portal.clerk().await),
            ("billing", portal.billing().await),
            ("admin", portal.person("admin", "Королев Павел Юрьевич", &[(Role::OperatorAdmin, None)]).await),
            ("client", self.client.clone()),
        ];
        let mut visitors = Vec::new();
        for (role, person) in people {
            let mut visitor = portal.visit_by(portal.door(true), &person).await;
            visitor.open("/").await;
            visitors.push((role, visitor));
        }
        let program = portal.program().await;
        visitors.push(("program", Visitor::program(portal.door(true), &program)));
        visitors.push(("nobody", Visitor::stranger(portal.door(true))));
        visitors
    }

    /// The status that this row answers to somebody.
    pub(super) async fn ask(&self, visitor: &mut Visitor, row: &Row, values: &Values) -> u16 {
        visitor.status(row.method, &row.address(values), row.body).await.as_u16()
    }
}

async fn values(portal: &Portal, partner: &'static str, login: &str) -> (Values, ApplicationNumber) {
    let program = portal.its_login(login, partner).await;
    let approved = portal.approved_by(&program, &portal.draft()).await;
    let number = portal.send_by(&program, &portal.draft()).await.unwrap();
    let staff = portal.staff_of(portal.see(number).await.partner).await;
    portal.take(&staff, number).await;
    let organization = portal.organization(approved).await;
    let partner_id = portal.partner(partner).await.id;
    let charges =
        registrar::store::charges::of_month(portal.db(), partner_id, month("2026-11"), 10).await.unwrap();
    let house = portal.partner(partner).await;
    let roles = [(Role::PartnerStaff, Some(&house))];
    let person = portal.person(&format!("colleague-{partner}"), "Серов Петр Ильич", &roles).await;
    let serial = portal.see_certificates(approved).await[0].certificate.serial.clone();
    let values = vec![
        ("number", number.to_string()),
        ("approved", approved.to_string()),
        ("code", organization.subscriber_code),
        ("slug", "multi-user".to_owned()),
        ("month", "2026-11".to_owned()),
        ("partner", partner.to_owned()),
        ("id", charges[0].id.to_string()),
        ("format", "csv".to_owned()),
        ("name", "nothing.css".to_owned()),
        ("serial", serial),
        ("day", "2026-12-01".to_owned()),
        ("promotion", "osen".to_owned()),
        ("from", "2027-01-01".to_owned()),
        ("key", "undo_seconds".to_owned()),
        ("reason", "snils".to_owned()),
        ("table", "zones".to_owned()),
        ("person", person.id().to_string()),
        ("role", Role::PartnerStaff.code().to_owned()),
        ("login", program.login.id.to_string()),
        ("mark", "0123456789abcdef".to_owned()),
        ("token", "nothing".to_owned()),
    ];
    // The client is a member of the organisation whose application is inspected.
    (values, number)
}
