//! The state before the first application: partners with their tariffs, people, ITS logins. Written in one transaction.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::files::{Files, LoginRow, PersonRow, SeededPartner};
use super::{PASSWORD, SeedError, tariffs, unknown};
use crate::domain::account::{Account, AccountState, Assignment};
use crate::domain::ids::{ItsLoginId, PartnerId, PersonId};
use crate::domain::its_login::LoginState;
use crate::domain::partner::Partner;
use crate::domain::role::{Role, Scope};
use crate::domain::search::Question;
use crate::operations::House;
use crate::store::logins::ItsLogin;
use crate::store::organizations::OrganizationQuery;
use crate::store::{
    Keeper, StoreError, Tx, accounts, audit, joining, logins, organizations, partners, seeded_passwords,
    settings, verification,
};

/// The partners, people and logins.
#[derive(Debug, Default)]
pub(crate) struct SeededOffice {
    partners: HashMap<String, Partner>,
    people: Vec<Account>,
    logins: HashMap<String, ItsLogin>,
    /// The partners in the order of their file.
    order: Vec<String>,
    password_hash: String,
}

impl SeededOffice {
    /// The partner with this code.
    pub(super) fn partner(&self, code: &str) -> Result<&Partner, SeedError> {
        self.partners.get(code).ok_or_else(|| unknown("partners.csv", code))
    }

    /// The person with this login.
    pub(super) fn person(&self, login: &str) -> Result<&Account, SeedError> {
        let found = self.people.iter().find(|person| person.login == login);
        found.ok_or_else(|| unknown("people.csv", login))
    }

    /// The first person with this role in a partner or, without one, in the operator.
    pub(super) fn holder(&self, role: Role, partner: Option<PartnerId>) -> Result<&Account, SeedError> {
        let wanted = Assignment { role, partner };
        let found = self.people.iter().find(|person| person.roles.contains(&wanted));
        found.ok_or_else(|| unknown("people.csv", role.code()))
    }

    /// The partners with their people, in the order of their file.
    pub(crate) fn houses(&self) -> Vec<(Partner, Vec<Account>)> {
        let partners = self.order.iter().filter_map(|code| self.partners.get(code));
        let houses = partners.map(|partner| {
            let here = |role: &Assignment| role.partner == Some(partner.id);
            let people = self.people.iter().filter(|person| person.roles.iter().any(here));
            (partner.clone(), people.cloned().collect())
        });
        houses.collect()
    }

    /// The hash of the demo's password.
    pub(crate) fn password_hash(&self) -> &str {
        &self.password_hash
    }

    /// The ITS login with this spelling.
    pub(super) fn login(&self, login: &str) -> Result<&ItsLogin, SeedError> {
        self.logins.get(login).ok_or_else(|| unknown("its_logins.csv", login))
    }
}

/// Writes the office and notes it in the audit once.
pub(crate) async fn found(house: &Arc<House>, files: &Files) -> Result<SeededOffice, SeedError> {
    let at = house.clock.now();
    let password_hash = hash(house).await?;
    let mut office = SeededOffice { password_hash: password_hash.clone(), ..SeededOffice::default() };
    let tx = house.db.begin().await?;
    seeded_passwords::note(&tx, &password_hash).await?;
    for row in &files.partners {
        let added = add_partner(&tx, row).await?;
        office.order.push(row.code.clone());
        office.partners.insert(row.code.clone(), added);
    }
    tariffs::add(&tx, files, &office.partners).await?;
    for row in &files.settings {
        settings::add(&tx, &row.key, row.valid_from, &row.value).await?;
    }
    for row in files.people.iter().filter(|row| row.state != Some(AccountState::Invited)) {
        let account = add_person(&tx, row, &office, &password_hash, at).await?;
        office.people.push(account);
    }
    for row in files.its_logins.iter().filter(|row| row.state != Some(LoginState::Issued)) {
        let login = add_login(&tx, row, &office, &password_hash, at).await?;
        office.logins.insert(row.login.clone(), login);
    }
    note(&tx, files, at).await?;
    tx.commit().await?;
    Ok(office)
}

/// One hash for all accounts: hashing is slow and the password is the same.
async fn hash(house: &House) -> Result<String, SeedError> {
    let hashed = house.passwords.hash(PASSWORD).await;
    hashed.map_err(|fault| SeedError::File { file: "people.csv", words: fault.to_string() })
}

async fn add_partner(tx: &Tx, row: &SeededPartner) -> Result<Partner, StoreError> {
    let new = Partner {
        id: PartnerId(0),
        code: row.code.clone(),
        name: row.name.clone(),
        inn: row.inn.clone(),
        kpp: row.kpp.clone(),
        phone: row.phone.clone(),
        email: row.email.clone(),
        utc_offset_minutes: row.utc_offset_minutes,
    };
    Ok(Partner { id: partners::add(tx, &new).await?, ..new })
}

async fn add_person(
    tx: &Tx,
    row: &PersonRow,
    office: &SeededOffice,
    password_hash: &str,
    at: DateTime<Utc>,
) -> Result<Account, SeedError> {
    let partner = match &row.partner {
        Some(code) => Some(office.partner(code)?.id),
        None => None,
    };
    let new = Account {
        id: PersonId(0),
        login: row.login.clone(),
        email: row.email.clone(),
        full_name: row.full_name.clone(),
        password_hash: password_hash.to_owned(),
        disabled: false,
        roles: vec![Assignment { role: row.role, partner }],
    };
    Ok(Account { id: accounts::add(tx, &new, at).await?, ..new })
}

async fn add_login(
    tx: &Tx,
    row: &LoginRow,
    office: &SeededOffice,
    password_hash: &str,
    at: DateTime<Utc>,
) -> Result<ItsLogin, SeedError> {
    let new = ItsLogin {
        id: ItsLoginId(0),
        account: PersonId(0),
        login: row.login.clone(),
        partner: office.partner(&row.partner)?.id,
        password_hash: password_hash.to_owned(),
        email: row.email.clone(),
        contract_until: row.contract_until,
        issued: true,
        since: at,
        accepted_at: Some(at),
        blocked_at: None,
        version: 1,
    };
    Ok(logins::add(tx, &new).await?)
}

async fn note(tx: &Tx, files: &Files, at: DateTime<Utc>) -> Result<(), StoreError> {
    let keeper = console(at);
    let details = json!({
        "partners": files.partners.len(), "contracts": files.contracts.len(), "prices": files.prices.len(),
        "people": files.people.len(), "its_logins": files.its_logins.len(), "settings": files.settings.len(),
        "opening": verification::standing(tx).await?, "members_told": true,
    });
    let note = audit::AuditNote { verb: audit::SEEDED, subject: "seed", details: details.to_string() };
    audit::note(tx, &keeper, audit::OPERATOR_CHAIN, note).await
}

/// Who fills an office.
pub(crate) fn console(at: DateTime<Utc>) -> Keeper {
    Keeper {
        actor: "console".to_owned(),
        role: Role::Console,
        request_id: "seed".to_owned(),
        at,
        instead_of: None,
    }
}

/// Makes the clients members of their organisations, after these exist.
pub(super) async fn join_clients(house: &House, files: &Files) -> Result<(), SeedError> {
    let tx = house.db.begin().await?;
    for person in &files.people {
        let Some(inn) = &person.organization else { continue };
        let account = accounts::find(&tx, &person.login).await?.ok_or(StoreError::NotFound)?;
        for organization in
            organizations::search(&tx, &Scope::Everything, OrganizationQuery::first(&Question::read(inn), 10))
                .await?
        {
            joining::join(&tx, &console(house.clock.now()), &organization, account.id).await?;
        }
    }
    Ok(tx.commit().await?)
}
