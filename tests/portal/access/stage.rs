//! The fixture of the access matrix: the objects of two partners, and a user of every role.

use chrono::Duration;
use registrar::domain::factor::Factor;
use registrar::domain::ids::{ApplicationNumber, OrganizationId, PersonId};
use registrar::domain::role::Role;
use registrar::gateways::tokens;
use registrar::operations::its_logins::{self, TypedOffer};
use registrar::operations::people::{self, TypedPerson};
use registrar::operations::program_passwords;
use registrar::operations::saved_filters::{self, NewFilter};
use registrar::store::sessions::{self, Session};
use registrar::store::{accounts, logins};

use super::files::{begun, kept, stood_in};
use super::protected::protected;
use super::rows::Row;
use crate::support::{Persona, Portal, Visitor, month};

/// The values that replace the parameters of a route, by the parameter's name.
type Values = Vec<(&'static str, String)>;

/// The objects of both partners.
pub(super) struct Stage {
    /// The objects of «Форсайт», whose users send the requests.
    pub(super) own: Values,
    /// The objects of the other partner.
    pub(super) foreign: Values,
    client: Persona,
    chief: Persona,
    /// The body that a client's program sends.
    draft: String,
}

/// The administrator of an organisation.
async fn administrator(portal: &Portal, organization: OrganizationId) -> Persona {
    let chief = portal.person("client-admin", "Первая Анна Ивановна", &[(Role::Client, None)]).await;
    let tx = portal.db().begin().await.unwrap();
    accounts::join(&tx, chief.id(), organization, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let administers =
        format!("update memberships set role = 'client_admin' where person_id = {}", chief.id());
    portal.sql(&administers).await;
    chief
}

impl Stage {
    /// Gives each partner an approved application, one in review, and a statement that waits for the partner's answer.
    /// The two statements are of different months.
    pub(super) async fn set(portal: &Portal) -> Self {
        let noon = portal.clock.now();
        portal.clock.turn_to(month("2026-10").begins() + Duration::days(20));
        let (foreign, _) = values(portal, "sevproekt", "its-2", "2026-10").await;
        portal.clock.turn_to(noon);
        let (own, number) = values(portal, "forsait", "its-demo", "2026-11").await;
        let organization = portal.see(number).await.organization;
        let chief = administrator(portal, organization).await;
        let client = portal.client(organization).await;
        let own_offer = offered(portal, &client).await;
        let other = portal.person("other-client", "Чужая Вера Павловна", &[(Role::Client, None)]).await;
        let foreign_offer = offered(portal, &other).await;
        let own_draft = begun(portal, &client, "forsait").await;
        let foreign_draft = begun(portal, &other, "sevproekt").await;
        let of_draft = [("step", "owners".to_owned()), ("entry", "1".to_owned())];
        let own_products = products(portal, &client, ["800123456", "800123457"]).await;
        let foreign_products = products(portal, &other, ["800123458", "800123459"]).await;
        let own_files = kept(portal, number, &client).await;
        let theirs = ApplicationNumber(value(&foreign, "number").parse().unwrap());
        let foreign_files = kept(portal, theirs, &other).await;
        portal.clock.turn_to(month("2026-12").begins());
        let billing = portal.billing().await;
        for (partner, ended) in [("forsait", "2026-11"), ("sevproekt", "2026-10")] {
            portal.published(&billing, partner, month(ended)).await;
        }
        let colleague = clerk(portal).await;
        let own_fresh = fresh(portal, "forsait", &own).await;
        let ours = ("colleague", value(&own, "person").to_owned());
        let own = own.into_iter().chain(colleague).chain(own_products).chain(of_draft.clone());
        let own = own.chain([own_offer, ours.clone()]).chain(own_files).chain(own_draft).chain(own_fresh);
        let own = own.collect();
        let strange = value(&foreign, "person").to_owned();
        let none = [
            ("clerk", strange),
            ("clerk_role", "operator_clerk".to_owned()),
            ("clerk_mark", MARK.to_owned()),
        ];
        let foreign_fresh = fresh(portal, "sevproekt", &foreign).await;
        let foreign = foreign.into_iter().chain(none).chain(foreign_products).chain(of_draft);
        let foreign = foreign
            .chain([foreign_offer, ours])
            .chain(foreign_fresh)
            .chain(foreign_files)
            .chain(foreign_draft)
            .collect();
        Self { own, foreign, client, chief, draft: portal.draft().text() }
    }

    /// A browser or program for every role; the last one is not signed in.
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
            ("client-admin", self.chief.clone()),
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
    pub(super) async fn ask(&self, visitor: &mut Visitor, row: &Row, who: &str, values: &Values) -> u16 {
        let named = [("who", format!("nobody-{who}"))];
        let values: Values = named.into_iter().chain(values.iter().cloned()).collect();
        let (address, form) = (row.address(&values), row.form(&values));
        if row.method != "GET" && row.pattern.starts_with("/api/v1/") {
            let whole = row.method == "PUT" || row.pattern.ends_with("/applications");
            let body = if whole { self.draft.clone() } else { String::new() };
            return visitor.call(row.method, &address, body).await.as_u16();
        }
        let at_the_door = [
            "/sign-in",
            "/sign-in/code",
            "/sign-in/code/challenge",
            "/factor-reset/{token}",
            "/password",
            "/password/{token}",
            "/cabinet/drafts/account",
        ]
        .contains(&row.pattern)
            || OF_THE_PORTAL.iter().any(|door| row.pattern.starts_with(door));
        if row.method == "POST" && at_the_door {
            visitor.come_to_the_door().await;
        }
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let status = visitor.status(row.method, &address, &form).await;
        visitor.come_back_from_the_door();
        status.as_u16()
    }
}

/// What whoever is not signed in does in the portal.
const OF_THE_PORTAL: [&str; 6] = [
    "/sign-in/passkey",
    "/portal/sign-in",
    "/portal/cloud",
    "/portal/registration",
    "/portal/confirmation",
    "/portal/recovery",
];

/// A token hash that belongs to no session.
const MARK: &str = "fedcba9876543210";

/// Invites another clerk of the operator and signs them in.
async fn clerk(portal: &Portal) -> Values {
    let admin = portal.person("chief", "Старостин Лев Ильич", &[(Role::OperatorAdmin, None)]).await;
    let id = invited(&admin, "clerk-two", Role::OperatorClerk).await;
    vec![
        ("clerk", id.to_string()),
        ("clerk_role", Role::OperatorClerk.code().to_owned()),
        ("clerk_mark", signed_in(portal, id, "operator").await),
    ]
}

/// Begins a session for the person of these values and returns its mark, and asks to take their factors off. It comes after
/// the last turn of the clock, because the service deletes old sessions, and old requests lapse.
async fn fresh(portal: &Portal, partner: &str, values: &Values) -> Values {
    let (login, admin) = (value(values, "person"), portal.known(&format!("chief-{partner}")).await);
    let person = PersonId(login.parse().unwrap());
    let mark = ("mark", signed_in(portal, person, login).await);
    std::iter::once(mark).chain(protected(&admin, person).await).collect()
}

fn value<'a>(values: &'a Values, wanted: &str) -> &'a str {
    let found = values.iter().find(|(name, _)| *name == wanted);
    found.map(|(_, value)| value.as_str()).unwrap()
}

/// What «Форсайт» offers to a client.
async fn offered(portal: &Portal, client: &Persona) -> (&'static str, String) {
    let admin = portal.known("chief-forsait").await;
    let typed =
        TypedOffer { offered_login: client.account.login.clone(), offered_until: "31.12.2035".to_owned() };
    its_logins::offer(&admin.desk(), &typed).await.unwrap();
    ("offer", logins::of_account(portal.db(), client.id()).await.unwrap()[0].id.to_string())
}

/// A product of a client, a pair that waits for its questionnaire, and a password of a program.
async fn products(portal: &Portal, client: &Persona, numbers: [&str; 2]) -> Values {
    let [registered, proved] = numbers;
    let product = portal.product(client, registered, "1234567890123456").await;
    portal.delivery(proved, "1234567890123456").await;
    let claim = portal.claim(client, proved, "1234567890123456").await;
    let elsewhere = [("free", "publisher"), ("service", "evotor"), ("invitation", "1"), ("passkey", "1")];
    let elsewhere = elsewhere.map(|(name, value)| (name, value.to_owned()));
    program_passwords::make(&client.desk(), "Склад").await.unwrap();
    let password = program_passwords::list(&client.desk()).await.unwrap()[0].id.to_string();
    let own = [("product", product.to_string()), ("claim", claim), ("password", password)];
    own.into_iter().chain(elsewhere).collect()
}

async fn invited(by: &Persona, login: &str, role: Role) -> PersonId {
    let typed = TypedPerson {
        login: login.to_owned(),
        full_name: "Серов Петр Ильич".to_owned(),
        email: format!("{login}@house.example"),
        role: role.code().to_owned(),
    };
    people::invite(&by.desk(), &typed).await.unwrap()
}

/// Begins a session for a person and returns its mark.
async fn signed_in(portal: &Portal, person: PersonId, token: &str) -> String {
    let now = portal.clock.now();
    let session = Session {
        token_hash: tokens::digest(token),
        person,
        csrf: token.to_owned(),
        created_at: now,
        seen_at: now,
        foreign_computer: false,
        browser: String::new(),
        factor: Factor::Password,
        address: String::new(),
        proven_at: now,
    };
    sessions::begin(portal.db(), &session).await.unwrap();
    session.mark().to_owned()
}

/// The values of a partner; the client is a member of the organisation whose application is in review.
async fn values(
    portal: &Portal,
    partner: &'static str,
    login: &str,
    ended: &str,
) -> (Values, ApplicationNumber) {
    let program = portal.its_login(login, partner).await;
    let draft = portal.draft();
    let approved = portal.approved_by(&program, &draft).await;
    let number = portal.send_by(&program, &draft).await.unwrap();
    let staff = portal.staff_of(portal.see(number).await.partner).await;
    portal.take(&staff, number).await;
    let new = NewFilter { name: "Мой", query: "tab=new", of_team: false };
    saved_filters::save(&staff.desk(), new).await.unwrap();
    let house = portal.partner(partner).await;
    let filter = registrar::store::saved_filters::of_person(portal.db(), house.id, staff.id()).await.unwrap();
    let charges = registrar::store::charges::of_month(portal.db(), house.id, month(ended), 10).await.unwrap();
    let roles = [(Role::PartnerAdmin, Some(&house))];
    let admin = portal.person(&format!("chief-{partner}"), "Главный Лев Ильич", &roles).await;
    let person = invited(&admin, &format!("colleague-{partner}"), Role::PartnerStaff).await;
    let until = "2036-12-31".parse().unwrap();
    its_logins::set_contract(&admin.desk(), program.login.id, program.login.version, until).await.unwrap();
    let serial = portal.see_certificates(approved).await[0].certificate.serial.clone();
    let values = vec![
        ("standing", stood_in(portal, &admin, person).await),
        ("number", number.to_string()),
        ("approved", approved.to_string()),
        ("code", portal.organization(approved).await.subscriber_code),
        ("slug", "multi-user".to_owned()),
        ("month", ended.to_owned()),
        ("partner", partner.to_owned()),
        ("id", charges[0].id.to_string()),
        ("filter", filter[0].id.to_string()),
        ("format", "csv".to_owned()),
        ("name", "nothing.css".to_owned()),
        ("serial", serial),
        ("day", "2026-12-01".to_owned()),
        ("promotion", "osen".to_owned()),
        ("from", "2027-01-01".to_owned()),
        ("key", "undo_seconds".to_owned()),
        ("reason", "snils".to_owned()),
        ("table", "zones".to_owned()),
        ("person", person.to_string()),
        ("role", Role::PartnerStaff.code().to_owned()),
        ("login", program.login.id.to_string()),
        ("token", "nothing".to_owned()),
        ("kind", "invoices".to_owned()),
    ];
    (values, number)
}
