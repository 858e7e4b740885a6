//! The operations on users, ITS logins and contracts.

use registrar::domain::ids::{ItsLoginId, PersonId, ProgramPasswordId};
use registrar::domain::role::Role;
use registrar::operations::its_logins::{TypedLogin, TypedOffer};
use registrar::operations::people::TypedPerson;
use registrar::operations::{
    Desk, accounts, contracts, its_logins, journal, own_contracts, people, program_passwords,
};

use super::{Probe, probes};

pub(super) fn people(desk: &Desk) -> Vec<Probe<'_>> {
    let (id, staff) = (PersonId(1), Role::PartnerStaff);
    probes!(
        AddPerson "accounts::add" => async {
            accounts::add(desk, &TypedPerson::default(), accounts::Belongs::Operator, "").await
        },
        ManagePeople "people::admit" => people::admit(desk),
        ManagePeople "people::list" => people::list(desk),
        ManagePeople "people::open" => people::open(desk, id),
        ManagePeople "people::invite" => async { people::invite(desk, &TypedPerson::default()).await },
        ManagePeople "people::invite_again" => people::invite_again(desk, id, 1),
        ManagePeople "people::give_role" => people::give_role(desk, id, 1, staff),
        ManagePeople "people::end_role" => people::end_role(desk, id, 1, staff),
        ManagePeople "people::disable" => people::disable(desk, id, 1),
        ManagePeople "people::enable" => people::enable(desk, id, 1),
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
        ViewJournal "journal::read" => async { journal::read(desk, &journal::JournalQuery::default(), None).await },
        ViewJournal "journal::closed" => journal::closed(desk),
        ViewJournal "journal::export" => async { journal::export(desk, &journal::JournalQuery::default()).await },
        ViewOrganization "journal::of_organization" => journal::of_organization(desk, "7000001", None),
        RunErrand "journal::owe_heads" => journal::owe_heads(desk),
    )
}
