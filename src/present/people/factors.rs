//! Second factors of a house.

use templates::components::{Choice, VerbButton};
use templates::format::{Zone, date};
use templates::pages::{FactorsPage, LackingRow, ResetForm, ResetRow, RuleForm, RuleRow};
use templates::paths;

use super::sessions::button;
use super::{PeopleSide, errors};
use crate::domain::colleague::ResetRefusal;
use crate::domain::factor_rule::FactorRule;
use crate::domain::form::FieldFaults;
use crate::domain::ids::PartnerId;
use crate::domain::role::Role;
use crate::operations::Desk;
use crate::operations::factor_resets::{OpenResets, SeenReset};
use crate::operations::factor_rules::{LackingFactor, Protection, TypedRule};
use crate::policy::Permission;
use crate::present::words;

/// Forms that are shown again with their faults.
#[derive(Clone, Debug, Default)]
pub struct ReturnedFactors {
    /// The requirement, as typed.
    pub rule: TypedRule,
    /// What is wrong with it.
    pub rule_faults: FieldFaults,
    /// The login whose factors are to be taken off, as typed.
    pub login: String,
    /// Why, as typed.
    pub reason: String,
    /// What is wrong with it.
    pub reset_faults: FieldFaults,
}

/// The page.
#[must_use]
pub fn factors_page(
    desk: &Desk,
    protection: &Protection,
    resets: &OpenResets,
    returned: ReturnedFactors,
    csrf: String,
) -> FactorsPage {
    let (side, may) = (PeopleSide::of(desk), desk.allows(Permission::AppointPeople));
    FactorsPage {
        people: side.list(),
        rules: protection.rules.iter().map(|rule| rule_row(side, may, protection, rule)).collect(),
        form: may.then(|| rule_form(side, protection, &returned)),
        lacking: protection.lacking.iter().map(|one| lacking_row(side, protection, one)).collect(),
        resets: resets.open.iter().map(|seen| reset_row(desk, resets, seen)).collect(),
        reset_form: may.then(|| ResetForm {
            action: side.address(paths::factor_resets, paths::operator_factor_resets),
            login: returned.login,
            reason: returned.reason,
            errors: errors(returned.reset_faults),
        }),
        csrf,
    }
}

fn rule_row(side: PeopleSide, may: bool, protection: &Protection, required: &FactorRule) -> RuleRow {
    let role = match required.role {
        Some(role) => words::role(role).to_owned(),
        None if required.partner.is_some() => "все сотрудники".to_owned(),
        None => "все".to_owned(),
    };
    let at = required.partner.map(|partner| house(protection, Some(partner)));
    let id = required.id.to_string();
    let end = match side {
        PeopleSide::Partner => required.partner.map(|_| paths::factor_rule_ending(&id)),
        PeopleSide::Operator => Some(paths::operator_factor_rule_ending(&id)),
    };
    RuleRow {
        whom: at.map_or(role.clone(), |at| format!("{role}, {at}")),
        from: date(required.from),
        end: end.filter(|_| may).map(|address| button("Снять требование", address)),
    }
}

fn house(protection: &Protection, house: Option<PartnerId>) -> String {
    match house {
        None => "оператор".to_owned(),
        Some(partner) => {
            protection.partners.get(&partner).map(|found| found.name.clone()).unwrap_or_default()
        }
    }
}

fn rule_form(side: PeopleSide, protection: &Protection, returned: &ReturnedFactors) -> RuleForm {
    let roles = match side {
        PeopleSide::Partner => Role::OF_PARTNER,
        PeopleSide::Operator => FactorRule::ROLES,
    };
    let roles = roles.iter().map(|role| Choice::new(role.code(), words::role(*role)));
    let mut partners: Vec<_> = protection.partners.values().collect();
    partners.sort_by(|one, other| one.name.cmp(&other.name));
    let named = partners.into_iter().map(|partner| Choice::new(&partner.code, &partner.name));
    let partners = match side {
        PeopleSide::Partner => Vec::new(),
        PeopleSide::Operator => std::iter::once(Choice::new("", "у всех")).chain(named).collect(),
    };
    RuleForm {
        action: side.factors(),
        roles: std::iter::once(Choice::new("", "все")).chain(roles).collect(),
        role: returned.rule.role.clone(),
        partners,
        partner: returned.rule.partner.clone(),
        from: returned.rule.from.clone(),
        errors: errors(returned.rule_faults.clone()),
    }
}

fn lacking_row(side: PeopleSide, protection: &Protection, lacking: &LackingFactor) -> LackingRow {
    let account = &lacking.account;
    let own = match side {
        PeopleSide::Partner => true,
        PeopleSide::Operator => lacking.house.is_none(),
    };
    LackingRow {
        name: account.called().to_owned(),
        login: account.login.clone(),
        house: house(protection, lacking.house),
        href: own.then(|| side.person(&account.id.to_string())),
        required: lacking.required.map(|from| format!("с {}", date(from))),
    }
}

fn reset_row(desk: &Desk, resets: &OpenResets, seen: &SeenReset) -> ResetRow {
    let (side, reset, id) = (PeopleSide::of(desk), &seen.reset, seen.reset.id.to_string());
    let asker = resets.names.get(&reset.asked_by).cloned().unwrap_or_default();
    let zone = Zone::moscow();
    let confirm =
        side.of_person(&id, paths::factor_reset_confirmation, paths::operator_factor_reset_confirmation);
    let cancel = side.of_person(&id, paths::factor_reset_ending, paths::operator_factor_reset_ending);
    let may = desk.allows(Permission::AppointPeople) && seen.refused.is_none();
    let confirm: Option<VerbButton> = may.then(|| button("Согласиться", confirm));
    ResetRow {
        name: seen.account.called().to_owned(),
        login: seen.account.login.clone(),
        reason: reset.reason.clone(),
        asked: format!("Просит {asker},"),
        at: zone.moment(reset.asked_at),
        waits: waits(seen, zone),
        verbs: confirm.into_iter().chain([button("Отменить запрос", cancel)]).collect(),
    }
}

/// What a request waits for, and why the viewer may not agree.
fn waits(seen: &SeenReset, zone: Zone) -> String {
    let reset = &seen.reset;
    let mut said = Vec::new();
    if reset.told_at.is_none() {
        let untold = "Владелец еще не предупрежден: письмо или SMS не ушло. Сутки начнутся, когда оно уйдет.";
        said.push(untold.to_owned());
    }
    match (reset.due_at, reset.confirmed_by) {
        (Some(due), _) => said.push(format!("Защита снимется {}.", zone.moment(due).text())),
        (None, Some(_)) => said.push("Другой администратор согласился.".to_owned()),
        (None, None) => said.push("Ждет согласия другого администратора.".to_owned()),
    }
    if reset.due_at.is_none() {
        said.push(format!("Иначе запрос закроется {}.", zone.moment(reset.lapses_at()).text()));
    }
    let theirs = [ResetRefusal::ConfirmerTooNew, ResetRefusal::ConfirmerLetIn];
    let refused = seen.refused.filter(|refusal| theirs.contains(refusal));
    said.extend(refused.map(|refusal| words::people::refusal(refusal.into()).to_owned()));
    said.join(" ")
}
