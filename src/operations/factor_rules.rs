//! Requirements of a second factor: who must have one, from which day on, and who lacks it.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Desk, Failure, House};
use crate::domain::account::Account;
use crate::domain::colleague::PersonRefusal;
use crate::domain::factor_rule::FactorRule;
use crate::domain::form::{FieldFaults, read_day};
use crate::domain::ids::{FactorRuleId, PartnerId};
use crate::domain::month::moscow_day;
use crate::domain::partner::Partner;
use crate::domain::role::{Role, Scope};
use crate::domain::standing_in::Lending;
use crate::policy::Permission;
use crate::store::{
    StoreError, Tx, accounts, colleagues, factor_rules, factors, keep, partners, standing_in,
};

/// The requirements that concern the viewer's house, and who lacks a second factor.
#[derive(Debug)]
pub struct Protection {
    /// The requirements that hold, the earliest first.
    pub rules: Vec<FactorRule>,
    /// The partners, by identity.
    pub partners: HashMap<PartnerId, Partner>,
    /// Who lacks a second factor.
    pub lacking: Vec<LackingFactor>,
    /// The partner of the viewer, if it is one's.
    pub own: Option<PartnerId>,
}

/// Somebody without a second factor.
#[derive(Debug)]
pub struct LackingFactor {
    /// Who.
    pub account: Account,
    /// At which partner; `None` at the operator.
    pub house: Option<PartnerId>,
    /// From which day on they need one.
    pub required: Option<NaiveDate>,
}

/// A requirement, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TypedRule {
    /// The code of a role; empty for everybody.
    #[serde(default)]
    pub role: String,
    /// The code of a partner; empty for all. A partner's administrator names none.
    #[serde(default)]
    pub partner: String,
    /// From which day on.
    #[serde(default)]
    pub from: String,
}

/// The requirements that the viewer may read, and the people of desks in their reach who lack a second factor.
pub async fn look(desk: &Desk) -> Result<Protection, Failure> {
    desk.may(Permission::ManagePeople).await?;
    let (db, own) = (desk.db(), desk.partner());
    let mut rules = factor_rules::standing(db).await?;
    rules.retain(|rule| own.is_none() || rule.partner.is_none() || rule.partner == own);
    let all = partners::all(db).await?;
    let partners: HashMap<_, _> = all.into_iter().map(|partner| (partner.id, partner)).collect();
    let houses = match own {
        Some(partner) => vec![Some(partner)],
        None => std::iter::once(None).chain(partners.keys().copied().map(Some)).collect(),
    };
    let mut lacking = Vec::new();
    for house in houses {
        let people = colleagues::all(db, house).await?;
        let accounts = people.into_iter().map(|listed| listed.colleague.account);
        let accounts: Vec<_> = accounts.filter(|account| !account.disabled).collect();
        let having = factors::having(db, &accounts.iter().map(|one| one.id).collect::<Vec<_>>()).await?;
        let without: Vec<_> = accounts.into_iter().filter(|account| !having.contains(&account.id)).collect();
        let lent = standing_in::lent_to(db, house, &without, desk.now()).await?;
        lacking.extend(without.into_iter().map(|account| {
            let lent = lent.get(&account.id).map_or(&[][..], Vec::as_slice);
            let required = FactorRule::earliest(&rules, &account, lent);
            LackingFactor { account, house, required }
        }));
    }
    lacking.sort_by_key(|one| (one.required.is_none(), one.required, one.account.full_name.clone()));
    Ok(Protection { rules, partners, lacking, own })
}

/// Requires a second factor from a day on, today at the earliest.
pub async fn require(desk: &Desk, typed: &TypedRule) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let partner = partner(desk, typed).await?;
    let rule = read(desk, typed, partner).map_err(Failure::Invalid)?;
    let tx = desk.begin().await?;
    must_leave_its_maker_in(&tx, desk, &rule).await?;
    let rule = factor_rules::add(&tx, rule).await?;
    keep(&tx, &desk.keeper(), rule.require()).await?;
    desk.commit(tx).await?;
    desk.house().factor_rules.forget();
    Ok(())
}

/// Ends a requirement.
pub async fn end(desk: &Desk, id: FactorRuleId) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let tx = desk.begin().await?;
    let rule = factor_rules::open_to_change(&tx, desk.scope(), id).await?;
    let desk = desk.at_present();
    keep(&tx, &desk.keeper(), rule.end(desk.now())?).await?;
    desk.commit(tx).await?;
    desk.house().factor_rules.forget();
    Ok(())
}

/// The day from which on an account must have a second factor and has none, for its own roles and for those that are lent to
/// it; `None` when it need not.
pub(super) async fn owed_by(
    house: &House,
    account: &Account,
    lent: &[Lending],
) -> Result<Option<NaiveDate>, StoreError> {
    let rules = house.factor_rules.read(&house.db, house.clock.now()).await?;
    let Some(from) = FactorRule::earliest(&rules, account, lent) else { return Ok(None) };
    let has = factors::of_person(&house.db, account.id).await?.usable();
    Ok((!has).then_some(from))
}

/// Refuses what left the viewer without a second factor while one is required of them.
pub(super) async fn must_stay(tx: &Tx, desk: &Desk) -> Result<(), Failure> {
    if owed_today(tx, desk, &factor_rules::standing(tx).await?).await? {
        return Err(PersonRefusal::FactorRequired.into());
    }
    Ok(())
}

/// Refuses a requirement that would shut out at once whoever makes it.
async fn must_leave_its_maker_in(tx: &Tx, desk: &Desk, rule: &FactorRule) -> Result<(), Failure> {
    if owed_today(tx, desk, std::slice::from_ref(rule)).await? {
        let shut_out = "У вас нет второго шага: сегодня же вам открылась бы только его настройка. \
                        Сначала подключите его в профиле или укажите другой день";
        return Err(Failure::Invalid(vec![("from", shut_out.to_owned())]));
    }
    Ok(())
}

/// Whether one of these requirements concerns the viewer today while they have no second factor.
async fn owed_today(tx: &Tx, desk: &Desk, rules: &[FactorRule]) -> Result<bool, Failure> {
    let person = desk.person()?;
    if factors::of_person(tx, person).await?.usable() {
        return Ok(false);
    }
    let account = accounts::open(tx, person).await?;
    let lent = standing_in::lent_to(tx, account.house(), std::slice::from_ref(&account), desk.now()).await?;
    let lent = lent.get(&person).map_or(&[][..], Vec::as_slice);
    let from = FactorRule::earliest(rules, &account, lent);
    Ok(from.is_some_and(|from| from <= moscow_day(desk.now())))
}

/// The partner that is named; a partner's administrator can name their own alone.
async fn partner(desk: &Desk, typed: &TypedRule) -> Result<Option<PartnerId>, Failure> {
    match desk.scope() {
        Scope::Partner(partner) => Ok(Some(*partner)),
        Scope::Everything if typed.partner.trim().is_empty() => Ok(None),
        Scope::Everything => match partners::with_code(desk.db(), typed.partner.trim()).await {
            Ok(partner) => Ok(Some(partner.id)),
            Err(StoreError::NotFound) => {
                Err(Failure::Invalid(vec![("partner", "Такого партнера нет".to_owned())]))
            }
            Err(error) => Err(error.into()),
        },
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => Err(Failure::NotFound),
    }
}

fn read(desk: &Desk, typed: &TypedRule, partner: Option<PartnerId>) -> Result<FactorRule, FieldFaults> {
    let mut faults = FieldFaults::new();
    let role = Some(typed.role.trim()).filter(|code| !code.is_empty());
    let named = role.map(Role::from_code);
    let fits = |role: Role| match partner {
        Some(_) => Role::OF_PARTNER.contains(&role),
        None => FactorRule::ROLES.contains(&role),
    };
    let role = match named {
        Some(Some(role)) if fits(role) => Some(role),
        None => None,
        Some(_) => {
            faults.push(("role", "Такой роли здесь нет".to_owned()));
            None
        }
    };
    let today = moscow_day(desk.now());
    let from = read_day(&typed.from);
    match from {
        None => faults.push(("from", "Укажите день, например 01.12.2026".to_owned())),
        Some(day) if day < today => faults.push(("from", "День уже прошел".to_owned())),
        Some(_) => {}
    }
    match from {
        Some(from) if faults.is_empty() => {
            Ok(FactorRule { id: FactorRuleId(0), partner, role, from, ended_at: None, version: 1 })
        }
        _ => Err(faults),
    }
}
