//! The operator's management of partners: cards, contracts and discounts.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::people::{TypedPerson, read_person};
use super::{Desk, Failure, Refusal};
use crate::domain::colleague::Colleague;
use crate::domain::contract::{Contract, Standing, TypedContract, TypedDiscount};
use crate::domain::form::FieldFaults;
use crate::domain::ids::PartnerId;
use crate::domain::month::moscow_day;
use crate::domain::partner::{Partner, PartnerCard, PartnerEvent, TypedCard, read_code};
use crate::domain::role::{Role, Scope};
use crate::domain::search::{self, Question};
use crate::domain::statement::Statement;
use crate::policy::Permission;
use crate::store::audit::Entry;
use crate::store::contracts::{self, PartnerCounts};
use crate::store::{Reach, StoreError, accounts, audit, colleagues, counting, keep, partners, statements};

/// How many months a card shows.
const MONTHS: u64 = 6;

/// A partner in the list, with the contract that holds today.
#[derive(Debug)]
pub struct PartnerRow {
    /// The partner.
    pub partner: Partner,
    /// The contract in force today, otherwise the latest.
    pub contract: Option<Contract>,
    /// The standing of its contracts today.
    pub standing: Standing,
}

/// The card of a partner.
#[derive(Debug)]
pub struct PartnerPage {
    /// The partner.
    pub partner: Partner,
    /// Its contracts, the earliest first.
    pub contracts: Vec<Contract>,
    /// Their standing today.
    pub standing: Standing,
    /// Whether it has an administrator, working or invited.
    pub administered: bool,
    /// What it has.
    pub holdings: PartnerCounts,
    /// Its last months that it was shown.
    pub months: Vec<Statement>,
    /// The history of its card and contracts, the newest first.
    pub history: Vec<Entry<PartnerEvent>>,
    /// Names of people by login.
    pub names: HashMap<String, String>,
    /// The digest of the card as shown, for detecting conflicts.
    pub seen: String,
}

/// The partners that match all words of `asked` by name, code, ИНН or contract.
pub async fn list(desk: &Desk, asked: &str) -> Result<Vec<PartnerRow>, Failure> {
    desk.may(Permission::ViewPartner).await?;
    let today = moscow_day(desk.now());
    let contracts = contracts::all(desk.db()).await?;
    let grace_days = desk.house().settings().await?.contract_grace_days;
    let asked = Question::read(asked);
    let rows = partners::all(desk.db()).await?.into_iter().map(|partner| {
        let own = || contracts.iter().filter(|contract| contract.partner == partner.id);
        let contract = own().find(|contract| contract.holds_on(today)).or_else(|| own().next_back()).cloned();
        let terms: Vec<_> = own().map(Contract::term).collect();
        PartnerRow { standing: Standing::on(&terms, today, grace_days), partner, contract }
    });
    Ok(rows.filter(|row| meets(row, &asked)).collect())
}

fn meets(row: &PartnerRow, asked: &Question) -> bool {
    let PartnerRow { partner, contract, standing: _ } = row;
    let number = contract.as_ref().map_or("", |contract| contract.number.as_str());
    let kpp = partner.kpp.as_deref().unwrap_or_default();
    let text = [&partner.name, &partner.code, &partner.inn, &partner.email, kpp, number].join(" ");
    asked.is_empty() || asked.is_met_by(&search::of_text(&text))
}

/// The card of a partner.
pub async fn open(desk: &Desk, code: &str) -> Result<PartnerPage, Failure> {
    desk.may(Permission::ViewPartner).await?;
    let db = desk.db();
    let partner = partners::with_code(db, code).await?;
    let history = audit::history::<Partner>(db, &audit::partner_subject(code), counting::WHOLE).await?;
    let logins: Vec<String> = history.iter().flat_map(Entry::logins).collect();
    let own = contracts::of_partner(db, partner.id).await?;
    Ok(PartnerPage {
        standing: super::contracts::standing(desk, &own).await?,
        contracts: own,
        administered: is_administered(db, partner.id).await?,
        holdings: contracts::holdings(db, partner.id).await?,
        months: statements::all(db, &Scope::Partner(partner.id), MONTHS).await?,
        history,
        names: accounts::names_of_logins(db, &logins).await?,
        seen: mark(&partner),
        partner,
    })
}

/// Requires the permission to manage partners, before a form is shown.
pub async fn may_edit(desk: &Desk) -> Result<(), Failure> {
    desk.may(Permission::ManageContract).await
}

/// Enrols a partner with its first contract; the error names all faults at once.
pub async fn enrol(
    desk: &Desk,
    code: &str,
    card: TypedCard<'_>,
    contract: TypedContract<'_>,
) -> Result<String, Failure> {
    desk.may(Permission::ManageContract).await?;
    desk.must_be_proven().await?;
    let mut faults = FieldFaults::new();
    let code = read_code(code, &mut faults);
    let card = PartnerCard::read(card, &mut faults);
    let contract = Contract::read(contract, moscow_day(desk.now()), &mut faults);
    let (Some(code), Some(card), Some(contract)) = (code, card, contract) else {
        return Err(Failure::Invalid(faults));
    };
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    match keep(&tx, &desk.keeper(), Partner::enrol(code.clone(), card, contract)).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Failure::Invalid(vec![("code", "Партнер с таким кодом уже есть".to_owned())]));
        }
        kept => kept?,
    };
    desk.commit(tx).await?;
    Ok(code)
}

/// Changes the card of a partner, if it is the one that was shown.
pub async fn change_card(desk: &Desk, code: &str, seen: &str, card: TypedCard<'_>) -> Result<(), Failure> {
    desk.may(Permission::ManageContract).await?;
    desk.must_be_proven().await?;
    let mut faults = FieldFaults::new();
    let card = PartnerCard::read(card, &mut faults);
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let (partner, _) = contracts::open_to_change(&tx, code).await?;
    let Some(card) = card else { return Err(Failure::Invalid(faults)) };
    if mark(&partner) != seen {
        return Err(Refusal::CardChanged.into());
    }
    if partner.card() != card {
        keep(&tx, &desk.keeper(), partner.change_card(card)).await?;
    }
    Ok(desk.commit(tx).await?)
}

/// Concludes another contract with a partner; the one before it ends.
pub async fn conclude(desk: &Desk, code: &str, contract: TypedContract<'_>) -> Result<(), Failure> {
    desk.may(Permission::ManageContract).await?;
    desk.must_be_proven().await?;
    let today = moscow_day(desk.now());
    let mut faults = FieldFaults::new();
    let contract = Contract::read(contract, today, &mut faults);
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let (partner, others) = contracts::open_to_change(&tx, code).await?;
    let Some(contract) = contract else { return Err(Failure::Invalid(faults)) };
    let concluded = contract.conclude(partner.id, code, &others, today).map_err(Failure::Invalid)?;
    keep(&tx, &desk.keeper(), concluded).await.map_err(meanwhile)?;
    Ok(desk.commit(tx).await?)
}

/// Plans another discount in the contract that is in force on that day; past charges stay.
pub async fn plan_discount(
    desk: &Desk,
    code: &str,
    contract: &str,
    typed: TypedDiscount<'_>,
) -> Result<(), Failure> {
    desk.may(Permission::ManageContract).await?;
    desk.must_be_proven().await?;
    let today = moscow_day(desk.now());
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let (_, contracts) = contracts::open_to_change(&tx, code).await?;
    let contract = contracts.into_iter().find(|one| one.number == contract).ok_or(Failure::NotFound)?;
    let planned = contract.plan_discount(code, typed, today).map_err(Failure::Invalid)?;
    keep(&tx, &desk.keeper(), planned).await.map_err(meanwhile)?;
    Ok(desk.commit(tx).await?)
}

/// Names a partner's first administrator; an invitation is mailed.
pub async fn name_administrator(desk: &Desk, code: &str, typed: &TypedPerson) -> Result<(), Failure> {
    desk.may(Permission::ManageContract).await?;
    desk.must_be_proven().await?;
    let typed = TypedPerson { role: Role::PartnerAdmin.code().to_owned(), ..typed.clone() };
    let tx = desk.begin().await?;
    let (partner, _) = contracts::open_to_change(&tx, code).await?;
    let house = Some(partner.id);
    let account = read_person(&typed, house, Role::OF_PARTNER).map_err(Failure::Invalid)?;
    let administered = is_administered(&tx, partner.id).await?;
    let colleague = match colleagues::add(&tx, house, &account, desk.now()).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Failure::Invalid(vec![("login", "Такой логин уже есть".to_owned())]));
        }
        added => added?,
    };
    keep(&tx, &desk.keeper(), colleague.name_first(administered)?).await?;
    Ok(desk.commit(tx).await?)
}

/// Whether a partner has an administrator, working or invited.
async fn is_administered(reach: &impl Reach, partner: PartnerId) -> Result<bool, StoreError> {
    let everybody = colleagues::all(reach, Some(partner)).await?;
    let keeps = |colleague: &Colleague| colleague.roles().contains(&Role::PartnerAdmin);
    Ok(everybody.iter().any(|listed| keeps(&listed.colleague) && !listed.colleague.account.disabled))
}

/// A concurrent change of the card is a conflict, not a failure.
fn meanwhile(error: StoreError) -> Failure {
    if matches!(error, StoreError::Duplicate(_)) { Refusal::CardChanged.into() } else { error.into() }
}

/// The digest of a card.
fn mark(partner: &Partner) -> String {
    let card = serde_json::to_string(&partner.card()).unwrap_or_default();
    hex::encode(Sha256::digest(card.as_bytes()))
}
