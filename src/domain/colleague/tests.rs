//! Which verbs of a colleague are allowed, and for whom.

use proptest::prelude::*;

use super::*;
use crate::domain::ids::ProgramPasswordId;

const HOUSE: Option<PartnerId> = Some(PartnerId(1));
const ADMIN: Steward = Steward { person: PersonId(1), role: Role::PartnerAdmin };

fn colleague(roles: &[Role]) -> Colleague {
    let account = Account {
        id: PersonId(2),
        login: "vetrov".to_owned(),
        email: "vetrov@forsait.example".to_owned(),
        full_name: "Ветров Игорь Павлович".to_owned(),
        password_hash: "hash".to_owned(),
        disabled: false,
        roles: roles.iter().map(|role| Assignment { role: *role, partner: HOUSE }).collect(),
    };
    Colleague { house: HOUSE, account, disabled_at: None, version: 1 }
}

fn at() -> DateTime<Utc> {
    "2026-11-18T09:00:00Z".parse().unwrap()
}

#[test]
fn roles_are_given_and_ended_within_the_house() {
    let given = colleague(&[Role::PartnerStaff]).give(Role::PartnerManager, ADMIN).unwrap().after().clone();
    assert_eq!(given.roles(), [Role::PartnerManager, Role::PartnerStaff]);
    let twice = given.clone().give(Role::PartnerManager, ADMIN).unwrap_err();
    assert_eq!(twice, PersonRefusal::HasRole);
    let ended = given.end(Role::PartnerStaff, ADMIN, 0).unwrap().after().clone();
    assert_eq!(ended.roles(), [Role::PartnerManager]);
    assert_eq!(ended.clone().end(Role::PartnerStaff, ADMIN, 0).unwrap_err(), PersonRefusal::HasNotRole);
    assert_eq!(ended.clone().end(Role::PartnerManager, ADMIN, 0).unwrap_err(), PersonRefusal::OnlyRole);
    for foreign in [Role::OperatorAdmin, Role::Support, Role::Client, Role::Worker] {
        let refused = ended.clone().give(foreign, ADMIN).unwrap_err();
        assert_eq!(refused, PersonRefusal::RoleOfAnotherHouse, "{foreign:?}");
    }
}

#[test]
fn whoever_has_no_email_gets_no_role_at_a_desk() {
    let mut phone_only = colleague(&[Role::PartnerStaff]);
    phone_only.account.email = String::new();
    let refusal: PersonRefusal = PersonRefusal::NoEmail;
    assert_eq!(phone_only.clone().give(Role::PartnerManager, ADMIN).unwrap_err(), refusal);
    assert_eq!(phone_only.clone().invite(ADMIN).unwrap_err(), refusal);
    assert_eq!(phone_only.clone().name_first(false).unwrap_err(), refusal);
    let confirmed = phone_only.confirm_email("vetrov@forsait.example".to_owned()).unwrap();
    assert!(confirmed.after().clone().give(Role::PartnerManager, ADMIN).is_ok());
}

#[test]
fn nobody_deals_with_what_stands_above_them() {
    let manager = Steward { role: Role::PartnerManager, ..ADMIN };
    let above: PersonRefusal = PersonRefusal::RoleAboveYours;
    let staff = colleague(&[Role::PartnerStaff]);
    assert_eq!(staff.clone().give(Role::PartnerAdmin, manager).unwrap_err(), above);
    assert!(staff.clone().give(Role::PartnerManager, manager).is_ok());
    let admin = colleague(&[Role::PartnerStaff, Role::PartnerAdmin]);
    assert_eq!(admin.clone().end(Role::PartnerAdmin, manager, 1).unwrap_err(), above);
    assert_eq!(admin.clone().disable(manager, 1, at()).unwrap_err(), above);
    assert_eq!(colleague(&[Role::PartnerAdmin]).invite(manager).unwrap_err(), above);
}

#[test]
fn the_last_administrator_stays() {
    let admin = colleague(&[Role::PartnerStaff, Role::PartnerAdmin]);
    let last: PersonRefusal = PersonRefusal::LastAdministrator;
    assert_eq!(admin.clone().end(Role::PartnerAdmin, ADMIN, 0).unwrap_err(), last);
    assert_eq!(admin.clone().disable(ADMIN, 0, at()).unwrap_err(), last);
    assert!(admin.clone().end(Role::PartnerAdmin, ADMIN, 1).is_ok());
    let mut invited = admin;
    invited.account.password_hash = String::new();
    assert!(invited.disable(ADMIN, 0, at()).is_ok(), "whoever never came in keeps nobody");
}

#[test]
fn an_account_is_disabled_and_enabled_whole() {
    let disabled = colleague(&[Role::PartnerStaff]).disable(ADMIN, 1, at()).unwrap().after().clone();
    assert_eq!((disabled.account.state(), disabled.disabled_at), (AccountState::Disabled, Some(at())));
    let refused: PersonRefusal = PersonRefusal::AccountIs(AccountState::Disabled);
    assert_eq!(disabled.clone().disable(ADMIN, 1, at()).unwrap_err(), refused);
    assert_eq!(disabled.clone().set_password("new".to_owned()).unwrap_err(), refused);
    assert_eq!(disabled.clone().invite_again().unwrap_err(), refused);
    assert_eq!(disabled.enable(ADMIN).unwrap().after().account.state(), AccountState::Working);
    let oneself = Steward { person: PersonId(2), ..ADMIN };
    let staff = colleague(&[Role::PartnerStaff]);
    assert_eq!(staff.clone().disable(oneself, 1, at()).unwrap_err(), PersonRefusal::Yourself);
    let mut elsewhere = staff;
    elsewhere.account.roles.push(Assignment { role: Role::Client, partner: None });
    assert_eq!(elsewhere.disable(ADMIN, 1, at()).unwrap_err(), PersonRefusal::WorksElsewhere);
}

#[test]
fn twenty_passwords_of_programs_are_good_at_a_time() {
    let password = ProgramPasswordId(1);
    let client = colleague(&[]);
    assert!(client.clone().make_program_password(password, 19).is_ok());
    let refused = client.clone().make_program_password(password, 20).unwrap_err();
    assert_eq!(refused, PersonRefusal::TooManyProgramPasswords);
    let mut disabled = client;
    disabled.account.disabled = true;
    let refused = disabled.clone().make_program_password(password, 0).unwrap_err();
    assert_eq!(refused, PersonRefusal::AccountIs(AccountState::Disabled));
    let ended = disabled.end_program_password(password);
    assert_eq!(ended.event(), &PersonEvent::ProgramPasswordEnded { password });
}

fn verb(colleague: Colleague, number: u8, role: Role) -> Result<Change<Colleague>, PersonRefusal> {
    match number {
        0 => colleague.give(role, ADMIN),
        1 => colleague.end(role, ADMIN, 0),
        2 => colleague.disable(ADMIN, 0, at()),
        3 => colleague.enable(ADMIN),
        _ => colleague.set_password("hash".to_owned()),
    }
}

proptest! {
    #[test]
    fn whatever_is_done_an_only_administrator_remains_one(
        steps in prop::collection::vec((0_u8..5, 0_usize..3), 0..40)
    ) {
        let mut only = colleague(&[Role::PartnerAdmin]);
        for (number, role) in steps {
            if let Ok(change) = verb(only.clone(), number, Role::OF_PARTNER[role]) {
                only = change.after().clone();
            }
            prop_assert!(only.administers());
            prop_assert!(!only.roles().is_empty());
        }
    }
}
