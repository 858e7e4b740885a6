//! The operations on users, ITS logins and contracts.

use registrar::domain::errand::StandingInNews;
use registrar::domain::ids::{
    FactorResetId, FactorRuleId, ItsLoginId, PersonId, ProgramPasswordId, StandingInId,
};
use registrar::domain::role::Role;
use registrar::operations::factor_rules::TypedRule;
use registrar::operations::its_logins::{TypedLogin, TypedOffer};
use registrar::operations::people::TypedPerson;
use registrar::operations::{
    Desk, accounts, contracts, factor_resets, factor_rules, its_logins, journal, own_contracts, people,
    policies, program_passwords, rights, standing_in,
};

use super::{Probe, probes};

pub(super) fn people(desk: &Desk) -> Vec<Probe<'_>> {
    let (id, staff) = (PersonId(1), Role::PartnerStaff);
    probes!(
        AddPerson "accounts::add" => async {
            accounts::add(desk, &TypedPerson::default(), accounts::Belongs::Operator, "").await
        },
        ManagePeople "factor_rules::look" => factor_rules::look(desk),
        AppointPeople "factor_rules::require" => async {
            factor_rules::require(desk, &TypedRule::default()).await
        },
        AppointPeople "factor_rules::end" => factor_rules::end(desk, FactorRuleId(1)),
        ManagePeople "factor_resets::look" => factor_resets::look(desk),
        AppointPeople "factor_resets::ask" => factor_resets::ask(desk, "", ""),
        AppointPeople "factor_resets::confirm" => factor_resets::confirm(desk, FactorResetId(1)),
        ManagePeople "factor_resets::cancel" => factor_resets::cancel(desk, FactorResetId(1)),
        AddPerson "factor_resets::take_off" => factor_resets::take_off(desk, "nobody"),
        ManagePeople "people::admit" => people::admit(desk),
        ManagePeople "people::list" => people::list(desk),
        ManagePeople "people::open" => people::open(desk, id),
        AppointPeople "people::invite" => async { people::invite(desk, &TypedPerson::default()).await },
        ManagePeople "people::invite_again" => people::invite_again(desk, id, 1),
        AppointPeople "people::give_role" => people::give_role(desk, id, 1, staff),
        AppointPeople "people::end_role" => people::end_role(desk, id, 1, staff),
        AppointPeople "people::disable" => people::disable(desk, id, 1, people::Successor::Unsaid),
        AppointPeople "people::enable" => people::enable(desk, id, 1),
        ManagePeople "standing_in::of" => standing_in::of(desk, id),
        ManagePeople "standing_in::running" => standing_in::running(desk),
        AppointPeople "standing_in::arrange" => async {
            standing_in::arrange(desk, id, &standing_in::TypedStandingIn::default()).await
        },
        ManagePeople "standing_in::end" => standing_in::end(desk, id, StandingInId(1)),
        RunErrand "standing_in::matter" => standing_in::matter(desk, StandingInId(1), id, StandingInNews::Begins),
        ManagePeople "people::end_session" => people::end_session(desk, id, ""),
        ManagePeople "people::end_sessions" => people::end_sessions(desk, id),
    )
}

pub(super) fn its_logins(desk: &Desk) -> Vec<Probe<'_>> {
    let (id, until) = (ItsLoginId(1), "2030-01-01".parse().unwrap());
    probes!(
        ManageItsLogins "its_logins::list" => its_logins::list(desk, "", ""),
        ManageItsLogins "its_logins::open" => its_logins::open(desk, id),
        ManageItsLogins "its_logins::issue" => async {
            its_logins::issue(desk, &TypedLogin::default()).await
        },
        ManageItsLogins "its_logins::offer" => async {
            its_logins::offer(desk, &TypedOffer::default()).await
        },
        ManageItsLogins "its_logins::end_contract" => its_logins::end_contract(desk, id, 1),
        ViewOwnContract "own_contracts::list" => own_contracts::list(desk),
        AnswerOffer "own_contracts::accept" => own_contracts::accept(desk, id, None),
        AnswerOffer "own_contracts::decline" => own_contracts::decline(desk, id),
        ManageProgramPasswords "program_passwords::list" => program_passwords::list(desk),
        ManageProgramPasswords "program_passwords::make" => program_passwords::make(desk, ""),
        ManageProgramPasswords "program_passwords::end" => program_passwords::end(desk, ProgramPasswordId(1)),
        ManageItsLogins "its_logins::set_contract" => its_logins::set_contract(desk, id, 1, until),
        ManageItsLogins "its_logins::block" => its_logins::block(desk, id, 1),
        ManageItsLogins "its_logins::unblock" => its_logins::unblock(desk, id, 1),
        ManageItsLogins "its_logins::send_link" => its_logins::send_link(desk, id, 1),
        ViewContract "contracts::own" => contracts::own(desk),
    )
}

pub(super) fn journal(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        ViewRights "rights::who" => async { rights::who(desk, &rights::RightsQuestion::default()).await },
        ViewRights "rights::of" => rights::of(desk, PersonId(1), None),
        ViewPolicy "policies::board" => policies::board(desk, None, None),
        KeepPolicy "policies::keep_in_force" => policies::keep_in_force(desk),
        ViewJournal "journal::read" => async { journal::read(desk, &journal::JournalQuery::default(), None).await },
        ViewJournal "journal::closed" => journal::closed(desk),
        ViewJournal "journal::export" => async { journal::export(desk, &journal::JournalQuery::default()).await },
        ViewOrganization "journal::of_organization" => journal::of_organization(desk, "7000001", None),
        RunErrand "journal::owe_heads" => journal::owe_heads(desk),
    )
}
