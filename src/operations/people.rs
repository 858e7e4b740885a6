//! The people of the viewer's tenant: their accounts, roles and sessions.

mod dealing;
mod invitation;
mod succession;

use std::collections::HashMap;

pub use dealing::{disable, enable, end_role, end_session, end_sessions, give_role, invite_again};
pub(super) use invitation::read_person;
pub use invitation::{TypedPerson, invite};
pub use succession::Successor;

use super::accounts::{Session, living};
use super::{Desk, Failure};
use crate::domain::application::Application;
use crate::domain::colleague::{Colleague, PersonEvent, Steward};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::password_link::{Holder, PasswordLink};
use crate::domain::queue::{QueueFilter, QueueOrder, QueueStretch, Tab};
use crate::domain::role::{Role, Scope};
use crate::policy::Permission;
use crate::store::audit::Entry;
pub use crate::store::colleagues::Listed;
use crate::store::queue::Reviewer;
use crate::store::{accounts, audit, colleagues, counting, links, queue};

/// How many applications under review a card lists.
const TAKEN: u64 = 50;

/// One of the tenant's people with everything needed to manage them.
#[derive(Debug)]
pub struct PersonCard {
    /// The person.
    pub colleague: Colleague,
    /// When the person last used the portal.
    pub seen_at: Option<chrono::DateTime<chrono::Utc>>,
    /// How many other active administrators the tenant has.
    pub other_administrators: u64,
    /// The person's sessions, the last used first.
    pub sessions: Vec<Session>,
    /// The last link mailed to the person.
    pub link: Option<PasswordLink>,
    /// The open applications of which the person is the reviewer.
    pub taken: Vec<Application>,
    /// How many there are.
    pub taken_count: u64,
    /// How many of them the person is reviewing now, rather than a client or the operator.
    pub held: usize,
    /// The colleagues who can review them.
    pub successors: Vec<Reviewer>,
    /// The history of the account in this tenant, newest first.
    pub history: Vec<Entry<PersonEvent>>,
    /// The names of the actors, by login.
    pub names: HashMap<String, String>,
}

/// Requires the permission to manage people, before anything about them is disclosed.
pub async fn admit(desk: &Desk) -> Result<(), Failure> {
    desk.may(Permission::ManagePeople).await
}

/// The people of the viewer's tenant, by name.
pub async fn list(desk: &Desk) -> Result<Vec<Listed>, Failure> {
    desk.may(Permission::ManagePeople).await?;
    Ok(colleagues::all(desk.db(), house(desk)?).await?)
}

/// The card of one of the tenant's people.
pub async fn open(desk: &Desk, id: PersonId) -> Result<PersonCard, Failure> {
    desk.may(Permission::ManagePeople).await?;
    let (db, house) = (desk.db(), house(desk)?);
    let Listed { colleague, seen_at } = colleagues::open(db, house, id).await?;
    let everybody = colleagues::all(db, house).await?;
    let others = everybody.iter().filter(|one| one.colleague.account.id != id && one.colleague.administers());
    let filter = QueueFilter::default();
    let asked = queue::QueueQuery { tab: Tab::Mine, filter: &filter, reader: Some(id), now: desk.now() };
    let by_deadline = QueueStretch { order: QueueOrder::Deadline, after: None };
    let subject = audit::person_subject(id);
    let history =
        audit::history_in::<Colleague>(db, colleagues::chain(house), &subject, counting::WHOLE).await?;
    let actors: Vec<String> = history.iter().flat_map(Entry::logins).collect();
    let (held, successors) = succession::asked(desk, id).await?;
    Ok(PersonCard {
        held,
        successors,
        other_administrators: u64::try_from(others.count()).unwrap_or(0),
        sessions: living(desk.house(), id, desk.now()).await?,
        link: links::last(db, Holder::Person(id)).await?,
        taken: queue::page(db, desk.scope(), &asked, by_deadline, TAKEN).await?,
        taken_count: queue::count(db, desk.scope(), &asked).await?,
        names: accounts::names_of_logins(db, &actors).await?,
        history,
        colleague,
        seen_at,
    })
}

/// The tenant whose people the viewer manages: the partner, or the operator.
pub(super) fn house(desk: &Desk) -> Result<Option<PartnerId>, Failure> {
    let at_operator = Role::OF_OPERATOR.contains(&desk.who().role);
    match desk.scope() {
        Scope::Partner(partner) => Ok(Some(*partner)),
        Scope::Everything if at_operator => Ok(None),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Err(Failure::NotFound)
        }
    }
}

pub(super) fn steward(desk: &Desk) -> Result<Steward, Failure> {
    Ok(Steward { person: desk.person()?, role: desk.who().role })
}
