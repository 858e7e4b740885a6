//! Adding people from the console: checked like an invitation, but with a password at once.

use super::own_words;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::role::Role;
use crate::operations::people::{TypedPerson, read_person};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{StoreError, colleagues, joining, keep, organizations};

/// The tenant or organisation of a new person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs<'a> {
    /// The operator.
    Operator,
    /// A partner.
    Partner(PartnerId),
    /// An organisation, by its subscriber code: for a client.
    Organization(&'a str),
}

/// Adds a person with a password; the tenant's chain records it.
pub async fn add(
    console: &Desk,
    typed: &TypedPerson,
    belongs: Belongs<'_>,
    password: &str,
) -> Result<PersonId, Failure> {
    console.may(Permission::AddPerson).await?;
    let house = match belongs {
        Belongs::Partner(partner) => Some(partner),
        Belongs::Operator | Belongs::Organization(_) => None,
    };
    let account = read_person(typed, house, belongs.roles()).map_err(Failure::Invalid)?;
    let mut own = own_words::of_person(console.house(), &account).await?;
    if let Belongs::Organization(code) = belongs {
        let organization = organizations::open(console.db(), console.scope(), code).await?;
        own.push(own_words::of_organization(organization));
    }
    let hash = console.house().passwords.choose(password, own).await;
    let hash = hash.map_err(|fault| Failure::Invalid(vec![("password", fault.to_string())]))?;
    let tx = console.begin().await?;
    let colleague = match colleagues::add(&tx, house, &account, console.now()).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Failure::Invalid(vec![("login", "Такой логин уже есть".to_owned())]));
        }
        added => added?,
    };
    let person = colleague.account.id;
    keep(&tx, &console.keeper(), colleague.add_with_password(hash)).await?;
    if let Belongs::Organization(code) = belongs {
        let organization = organizations::open(&tx, console.scope(), code).await?;
        joining::join(&tx, &console.keeper(), &organization, person).await?;
    }
    console.commit(tx).await?;
    Ok(person)
}

impl Belongs<'_> {
    const fn roles(self) -> &'static [Role] {
        match self {
            Self::Operator => Role::OF_OPERATOR,
            Self::Partner(_) => Role::OF_PARTNER,
            Self::Organization(_) => &[Role::Client],
        }
    }
}
