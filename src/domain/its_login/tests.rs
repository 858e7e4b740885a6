//! Tests of ITS logins.

use super::*;

fn login() -> ItsLogin {
    ItsLogin {
        id: ItsLoginId(1),
        account: PersonId(9),
        login: "its-demo".to_owned(),
        partner: PartnerId(1),
        password_hash: "hash".to_owned(),
        email: "its@forsait.example".to_owned(),
        contract_until: day("2026-12-31").into(),
        issued: true,
        since: at(),
        accepted_at: Some(at()),
        blocked_at: None,
        version: 1,
    }
}

fn offered() -> ItsLogin {
    ItsLogin { issued: false, accepted_at: None, ..login() }
}

fn accepted(today: NaiveDate) -> Result<Change<ItsLogin>, LoginRefusal> {
    offered().accept(offered().contract_until, today, at())
}

fn at() -> DateTime<Utc> {
    "2026-11-18T09:00:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_login_works_until_the_last_day_of_its_contract() {
    let unset = ItsLogin { password_hash: String::new(), ..login() };
    assert_eq!(unset.state(day("2027-01-01")), LoginState::Issued);
    assert_eq!(login().state(day("2026-12-31")), LoginState::Working);
    assert_eq!(login().state(day("2027-01-01")), LoginState::Lapsed);
    assert_eq!(ItsLogin { contract_until: None, ..login() }.state(day("2026-01-01")), LoginState::Lapsed);
    let blocked = login().block(at()).unwrap();
    assert_eq!(blocked.after().state(day("2026-12-31")), LoginState::Blocked);
}

#[test]
fn a_contract_is_never_set_into_the_past_or_to_the_same_day() {
    let today = day("2026-11-18");
    let refused = |until: &str| login().set_contract(day(until), today).unwrap_err();
    assert_eq!(refused("2026-11-17"), LoginRefusal::DayOver);
    assert_eq!(refused("2026-12-31"), LoginRefusal::SameDay);
    let change = login().set_contract(today, today).unwrap();
    assert_eq!(change.after().contract_until, Some(today));
}

#[test]
fn a_blocked_login_gets_no_link_and_no_password_until_it_is_unblocked() {
    let blocked = login().block(at()).unwrap().after().clone();
    assert_eq!(blocked.clone().block(at()).unwrap_err(), LoginRefusal::Blocked);
    assert_eq!(blocked.clone().send_link().unwrap_err(), LoginRefusal::Blocked);
    assert_eq!(blocked.clone().set_password("new".to_owned()).unwrap_err(), LoginRefusal::Blocked);
    let again = blocked.unblock().unwrap().after().clone();
    assert_eq!(again.clone().unblock().unwrap_err(), LoginRefusal::NotBlocked);
    assert_eq!(again.set_password("new".to_owned()).unwrap().after().password_hash, "new");
}

#[test]
fn an_offer_counts_once_it_is_accepted_and_only_while_its_day_is_not_over() {
    let today = day("2026-11-18");
    assert_eq!(offered().state(today), LoginState::Offered);
    assert_eq!(ItsLogin::to_work_by(vec![offered()], today), None);
    assert_eq!(accepted(day("2027-01-01")).unwrap_err(), LoginRefusal::Over);
    let another = offered().accept(Some(day("2027-12-31")), today, at());
    assert_eq!(another.unwrap_err(), LoginRefusal::OfferChanged);
    let accepted = accepted(today).unwrap().after().clone();
    assert_eq!(accepted.state(today), LoginState::Working);
    let until = accepted.contract_until;
    assert_eq!(accepted.accept(until, today, at()).unwrap_err(), LoginRefusal::Accepted);
}

#[test]
fn a_partner_can_only_end_the_contract_with_an_account_that_is_its_holders_own() {
    let today = day("2026-11-18");
    let own = accepted(today).unwrap().after().clone();
    assert_eq!(own.clone().block(at()).unwrap_err(), LoginRefusal::HoldersOwn);
    assert_eq!(own.clone().send_link().unwrap_err(), LoginRefusal::HoldersOwn);
    assert_eq!(own.clone().set_password("new".to_owned()).unwrap_err(), LoginRefusal::HoldersOwn);
    let ended = own.end_contract(today).unwrap().after().clone();
    assert_eq!((ended.contract_until, ended.state(today)), (Some(day("2026-11-17")), LoginState::Lapsed));
    assert_eq!(ended.end_contract(today).unwrap_err(), LoginRefusal::Over);
}

#[test]
fn of_several_contracts_the_oldest_that_runs_is_worked_by() {
    let today = day("2026-11-18");
    let over = ItsLogin { contract_until: Some(day("2026-11-17")), ..login() };
    let second = ItsLogin { id: ItsLoginId(2), ..login() };
    let blocked = ItsLogin { id: ItsLoginId(3), blocked_at: Some(at()), ..login() };
    let chosen = |contracts: Vec<ItsLogin>| ItsLogin::to_work_by(contracts, today).map(|login| login.id.0);
    assert_eq!(chosen(vec![blocked.clone(), over.clone(), second, offered()]), Some(2));
    assert_eq!(chosen(vec![blocked.clone(), over]), Some(1));
    assert_eq!(chosen(vec![blocked]), Some(3));
}
