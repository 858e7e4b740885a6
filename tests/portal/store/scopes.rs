//! Scopes: a query in one user's scope finds no rows of another one, whichever query it is.

mod archives;
mod documents;
mod factor_rules;
mod organizations_of;
mod questions;
mod sales;
mod statements_of;

use registrar::domain::archive::ArchiveRequest;
use registrar::domain::ids::{
    ApplicationNumber, ChargeId, DocumentId, FactorRuleId, OrganizationId, SubscriptionId,
};
use registrar::domain::organization::Organization;
use registrar::domain::partner::Partner;
use registrar::domain::question::ClientQuestion;
use registrar::domain::queue::{QueueFilter, QueueOrder, QueueStretch, Tab};
use registrar::domain::role::Scope;
use registrar::operations::decisions::{self, GivenReason};
use registrar::store::expiring::DaySpan;
use registrar::store::logins::ItsLogin;
use registrar::store::{
    Reach, StoreError, Tx, applications, charges, expiring, letters, logins, organizations, queue, reasons,
    statements,
};

use self::archives::{Ordered, of_acts, of_archives, ordered, requested, subscribed};
use self::documents::of_documents;
use self::factor_rules::{of_factor_rules, required};
use self::organizations_of::of_organization;
use self::questions::{asked, questioned};
use self::sales::{Sold, of_sales, sold};
use self::statements_of::with_statements;
use crate::support::{Declared, Portal, declared, filed, month};

/// The rows of one partner.
struct Holding {
    partner: Partner,
    organization: Organization,
    application: ApplicationNumber,
    waiting: ApplicationNumber,
    charge: ChargeId,
    login: ItsLogin,
    letter: String,
    question: ClientQuestion,
    document: DocumentId,
    sold: Sold,
    archive: ArchiveRequest,
    subscription: SubscriptionId,
    acts: Ordered,
    factor_rule: FactorRuleId,
}

/// A client of a partner with an approved application, one that waits to be taken, and a statement that was published
/// to the partner.
async fn holding(portal: &Portal, login: &str, code: &str) -> Holding {
    let partner = portal.partner(code).await;
    let staff = portal.staff_of(partner.id).await;
    let program = portal.its_login(login, code).await;
    let draft = portal.draft();
    let number = portal.approved_by(&program, &draft).await;
    let waiting = portal.send_by(&program, &draft).await.unwrap();
    let refused = portal.take(&staff, portal.send_by(&program, &draft).await.unwrap()).await;
    let reason = GivenReason { code: "duplicate", own_words: "" };
    decisions::reject(&staff.desk(), refused.number, refused.version, reason).await.unwrap();
    let organization = portal.see(number).await.organization;
    let mut sent = letters::of_application(portal.db(), number).await.unwrap();
    let letter = sent.extract_if(.., |letter| letter.recipient != partner.email).next().unwrap().message_id;
    let charge = charges::of_month(portal.db(), partner.id, month("2026-11"), 10).await.unwrap()[0].id;
    let organization = organizations::with_id(portal.db(), &Scope::Everything, organization).await.unwrap();
    let document = filed(portal, &organization).await;
    Holding {
        question: asked(portal, &program.login, &organization).await,
        archive: requested(portal, &program.login, &organization).await,
        subscription: subscribed(portal, &program.login, &organization).await,
        document,
        sold: sold(portal, code, &organization).await,
        acts: ordered(portal, code, &program.login, &organization).await,
        factor_rule: required(portal, partner.id).await,
        organization,
        application: number,
        waiting,
        charge,
        partner,
        login: program.login,
        letter,
    }
}

const NEWEST: QueueStretch<'static> = QueueStretch { order: QueueOrder::Newest, after: None };

/// Whether each query of the store finds the partner's rows in this scope.
async fn answers(tx: &Tx, scope: &Scope, wanted: &Holding, portal: &Portal) -> Vec<(&'static str, bool)> {
    let (number, partner, november) = (wanted.application, wanted.partner.id, month("2026-11"));
    let filter = QueueFilter::default();
    let tab =
        queue::QueueQuery { tab: Tab::Finished, filter: &filter, reader: None, now: portal.clock.now() };
    let in_work = queue::QueueQuery { tab: Tab::InWork, ..tab.clone() };
    let found = |page: Vec<registrar::domain::application::Application>| {
        page.iter().any(|application| application.number == number)
    };
    let id = wanted.organization.id;
    let named = names(tx, scope, wanted).await.into_iter().chain(of_organization(tx, scope, wanted).await);
    let named = named.chain(own(tx, scope, wanted, portal).await).chain(questioned(tx, scope, wanted).await);
    let named = named.chain(between(tx, scope, wanted).await).chain(of_factor_rules(tx, scope, wanted).await);
    let asked = vec![
        ("applications::open", is_there(applications::open(tx, scope, number).await)),
        ("applications::open_to_change", is_there(applications::open_to_change(tx, scope, number).await)),
        ("queue::page", found(queue::page(tx, scope, &tab, NEWEST, 10).await.unwrap())),
        ("queue::chosen", found(queue::chosen(tx, scope, &[number]).await.unwrap())),
        ("queue::next", queue::next(tx, scope, &in_work, number).await.unwrap() == Some(wanted.waiting)),
        ("queue::arrived", queue::arrived(tx, scope, &in_work, ApplicationNumber(0)).await.unwrap() > 0),
        ("queue::count", queue::count(tx, scope, &tab).await.unwrap() > 0),
        ("queue::counts", queue::counts(tx, scope, &in_work, &[Tab::New]).await.unwrap().tabs > vec![0]),
        ("queue::of_organization", found(queue::of_organization(tx, scope, id, 10).await.unwrap())),
        ("letters::latest", letter_of(tx, scope, wanted).await),
        ("letters::count", letters::count(tx, scope).await.unwrap() > 0),
        ("letters::open", is_there(letters::open(tx, scope, &wanted.letter).await)),
        ("statements::open", is_there(statements::open(tx, scope, partner, november).await)),
        (
            "statements::open_to_change",
            is_there(statements::open_to_change(tx, scope, partner, november).await),
        ),
        ("statements::all", statement_of(tx, scope, wanted).await),
        ("statements::of_month", month_of(tx, scope, wanted).await),
        ("charges::open", is_there(charges::open(tx, scope, wanted.charge).await)),
        ("logins::issued", is_there(logins::issued(tx, scope, wanted.login.id).await)),
        ("logins::issued_to_change", is_there(logins::issued_to_change(tx, scope, wanted.login.id).await)),
        ("logins::page", login_of(tx, scope, wanted).await),
        ("reasons::given", reason_of(tx, scope, wanted).await),
        ("logins::count", logins::count(tx, scope, &wanted.login.login).await.unwrap() > 0),
    ];
    asked.into_iter().chain(named).collect()
}

/// The same for the queries of the cabinet, and for what ends within two years.
async fn own(tx: &Tx, scope: &Scope, wanted: &Holding, portal: &Portal) -> [(&'static str, bool); 3] {
    let number = wanted.application;
    let listed = queue::own(tx, scope, None, 10).await.unwrap();
    let from = portal.clock.now().date_naive();
    let days = DaySpan { from, until: from + chrono::Duration::days(800) };
    let ending = expiring::organizations(tx, scope, days, OrganizationId(0), 10).await.unwrap();
    [
        ("queue::own", listed.iter().any(|application| application.number == number)),
        ("queue::count_own", queue::count_own(tx, scope).await.unwrap() > 0),
        ("expiring::organizations", ending.iter().any(|one| one.id == wanted.organization.id)),
    ]
}

/// The same for the queries about what lies between a partner and its client.
async fn between(tx: &Tx, scope: &Scope, wanted: &Holding) -> impl Iterator<Item = (&'static str, bool)> {
    let documents = of_documents(tx, scope, wanted).await.into_iter();
    let archives = of_archives(tx, scope, wanted).await.into_iter().chain(of_acts(tx, scope, wanted).await);
    documents.chain(archives).chain(of_sales(tx, scope, wanted).await)
}

/// The same for the queries that return only names and numbers.
async fn names(tx: &Tx, scope: &Scope, wanted: &Holding) -> [(&'static str, bool); 3] {
    let (number, id) = (wanted.application, wanted.organization.id);
    let code = wanted.organization.subscriber_code.clone();
    let of_applications = applications::names(tx, scope, &[number]).await.unwrap();
    let of_organizations = organizations::names(tx, scope, std::slice::from_ref(&code)).await.unwrap();
    let sent = applications::of_organizations(tx, scope, &[id], 10).await.unwrap();
    [
        ("applications::names", of_applications.contains_key(&number)),
        ("applications::of_organizations", sent.contains(&number)),
        ("organizations::names", of_organizations.contains_key(&code)),
    ]
}

/// The same for the queries about an organisation and its applications.
async fn letter_of(tx: &Tx, scope: &Scope, wanted: &Holding) -> bool {
    let latest = letters::latest(tx, scope, 100).await.unwrap();
    latest.iter().any(|letter| letter.message_id == wanted.letter)
}

async fn login_of(tx: &Tx, scope: &Scope, wanted: &Holding) -> bool {
    logins::page(tx, scope, "its", "", 10).await.unwrap().iter().any(|login| login.id == wanted.login.id)
}

async fn reason_of(tx: &Tx, scope: &Scope, wanted: &Holding) -> bool {
    let given = reasons::given(tx, scope, month("2026-11")).await.unwrap();
    given.keys().any(|(partner, ..)| *partner == wanted.partner.id)
}

async fn statement_of(tx: &Tx, scope: &Scope, wanted: &Holding) -> bool {
    let all = statements::all(tx, scope, 10).await.unwrap();
    all.iter().any(|statement| statement.partner == wanted.partner.id)
}

async fn month_of(tx: &impl Reach, scope: &Scope, wanted: &Holding) -> bool {
    let all = statements::of_month(tx, scope, month("2026-11")).await.unwrap();
    all.iter().any(|statement| statement.partner == wanted.partner.id)
}

fn is_there<T>(found: Result<T, StoreError>) -> bool {
    match found {
        Ok(_) => true,
        Err(StoreError::NotFound) => false,
        Err(error) => panic!("{error}"),
    }
}

/// The queries that only count: their answer does not show whose rows were counted.
const COUNTED: [&str; 6] = [
    "queue::arrived",
    "queue::count",
    "queue::counts",
    "letters::count",
    "organizations::count",
    "queue::count_own",
];

/// The queries that found the partner's rows.
async fn found(portal: &Portal, scope: &Scope, wanted: &Holding) -> Vec<&'static str> {
    let tx = portal.db().begin().await.unwrap();
    let answers = answers(&tx, scope, wanted, portal).await;
    answers.into_iter().filter(|(_, found)| *found).map(|(question, _)| question).collect()
}

#[tokio::test]
async fn a_partner_finds_all_of_its_own_and_nothing_of_another() {
    let portal = Portal::open().await;
    let ours = holding(&portal, "its-demo", "forsait").await;
    let theirs = holding(&portal, "its-other", "sevproekt").await;
    with_statements(&portal, &[&ours, &theirs]).await;
    let questions: Declared = declared("store", "Scope");
    for (own, other) in [(&ours, &theirs), (&theirs, &ours)] {
        let scope = Scope::Partner(own.partner.id);
        let own_found: Declared = found(&portal, &scope, own).await.into_iter().map(str::to_owned).collect();
        assert_eq!(own_found, questions, "every question of the store is asked here");
        // These queries only count, and they count the partner's own rows.
        assert_eq!(found(&portal, &scope, other).await, COUNTED);
    }
}

#[tokio::test]
async fn a_client_finds_its_organisations_and_no_settlement() {
    let portal = Portal::open().await;
    let ours = holding(&portal, "its-demo", "forsait").await;
    let neighbour = holding(&portal, "its-demo", "forsait").await;
    with_statements(&portal, &[&ours]).await;
    let scope = Scope::Organizations(vec![ours.organization.id]);
    let own = found(&portal, &scope, &ours).await;
    let of_desks = ["statements", "charges", "logins"];
    assert!(own.iter().all(|question| of_desks.iter().all(|noun| !question.starts_with(noun))));
    assert_eq!(own.len(), 37);
    assert_eq!(found(&portal, &scope, &neighbour).await, COUNTED);
    assert_eq!(found(&portal, &Scope::Organizations(vec![]), &ours).await, Vec::<&str>::new());
}

#[tokio::test]
async fn a_clients_account_finds_what_it_sent_before_it_is_a_member() {
    let portal = Portal::open().await;
    let ours = holding(&portal, "its-demo", "forsait").await;
    let stranger = portal.its_login("its-other", "forsait").await.login.account;
    with_statements(&portal, &[&ours]).await;
    let sender = Scope::Client { account: ours.login.account, organizations: vec![] };
    let own = found(&portal, &sender, &ours).await;
    assert!(own.contains(&"applications::open") && !own.iter().any(|one| one.starts_with("organizations")));
    let other = Scope::Client { account: stranger, organizations: vec![] };
    assert_eq!(found(&portal, &other, &ours).await, Vec::<&str>::new());
}

#[tokio::test]
async fn a_program_finds_what_it_sent_and_what_is_bound_to_it() {
    let portal = Portal::open().await;
    let ours = holding(&portal, "its-demo", "forsait").await;
    let stranger = Scope::ItsLogin(portal.its_login("its-other", "forsait").await.login.id);
    with_statements(&portal, &[&ours]).await;
    assert_eq!(found(&portal, &Scope::ItsLogin(portal.program().await.login.id), &ours).await.len(), 34);
    assert_eq!(found(&portal, &stranger, &ours).await, Vec::<&str>::new());
}

#[tokio::test]
async fn a_partner_does_not_see_a_statement_that_is_still_being_formed() {
    let portal = Portal::open().await;
    let ours = holding(&portal, "its-demo", "forsait").await;
    portal.clock.turn_to(month("2026-12").begins());
    portal.formed(&portal.billing().await, "forsait", month("2026-11")).await;
    let own = found(&portal, &Scope::Partner(ours.partner.id), &ours).await;
    assert!(own.iter().all(|question| !question.starts_with("statements")), "{own:?}");
    assert_eq!(found(&portal, &Scope::Everything, &ours).await.len(), 69);
}
