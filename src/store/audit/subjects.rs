//! The audit's names of subjects. A name never changes: old entries are found by it.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::ids::{
    ApplicationNumber, ArchiveId, ChargeId, FactorRuleId, ItsLoginId, PartnerId, PaymentId, PersonId,
    QuestionId, SaleId, StandingInId, SubscriptionId,
};
use crate::domain::month::Month;
use crate::domain::policy_version::PolicyVersion;
use crate::domain::price::GroundTable;
use crate::domain::product::{Origin, OwnProduct};
use crate::domain::sealing::Sealing;
use crate::domain::settings::Setting;
use crate::domain::statement::Statement;

/// The audit name of the installation's training authority, whichever key it has.
#[must_use]
pub fn sealing_subject(_: &Sealing) -> String {
    "authority".to_owned()
}

/// The audit name of the policy, whichever version is in force.
#[must_use]
pub fn policy_subject(_: &PolicyVersion) -> String {
    "policy".to_owned()
}

/// The audit name of an application.
#[must_use]
pub fn application_subject(number: ApplicationNumber) -> String {
    format!("application:{number}")
}

/// The audit name of the attachments of an application.
#[must_use]
pub fn attachment_subject(number: ApplicationNumber) -> String {
    format!("attachment:{number}")
}

/// The audit name of a statement.
#[must_use]
pub fn statement_subject(statement: &Statement) -> String {
    month_subject(statement.partner, statement.month)
}

/// Like [`statement_subject`], by partner and month.
pub(in crate::store) fn month_subject(partner: PartnerId, month: Month) -> String {
    format!("statement:{partner}:{month}")
}

/// The audit name of a charge.
#[must_use]
pub fn charge_subject(charge: ChargeId) -> String {
    format!("charge:{charge}")
}

/// The audit name of a person.
#[must_use]
pub fn person_subject(person: PersonId) -> String {
    format!("person:{person}")
}

/// The audit name of a requirement of a second factor.
#[must_use]
pub fn factor_rule_subject(rule: FactorRuleId) -> String {
    format!("factor_rule:{rule}")
}

/// The audit name of the cloud identities of a person.
#[must_use]
pub fn cloud_subject(person: PersonId) -> String {
    format!("cloud:{person}")
}

/// The audit name of a role that was handed over.
#[must_use]
pub fn standing_in_subject(id: StandingInId) -> String {
    format!("standing_in:{id}")
}

/// The audit name of an ITS login.
#[must_use]
pub fn its_login_subject(login: ItsLoginId) -> String {
    format!("its_login:{login}")
}

/// The audit name of an offer of an ITS contract: the login that the partner named, whether anybody has it or not.
#[must_use]
pub fn offer_subject(login: &str) -> String {
    format!("its_offer:{login}")
}

/// The audit name of a setting.
#[must_use]
pub fn setting_subject(setting: Setting) -> String {
    format!("setting:{}", setting.code())
}

/// The audit name of a partner's card and contracts.
#[must_use]
pub fn partner_subject(code: &str) -> String {
    format!("partner:{code}")
}

/// The audit name of an organisation.
#[must_use]
pub fn organization_subject(code: &str) -> String {
    format!("organization:{code}")
}

/// The audit name of a version of the price list.
#[must_use]
pub fn prices_subject(from: NaiveDate) -> String {
    format!("prices:{from}")
}

/// The audit name of a version of a tariff table.
#[must_use]
pub fn ground_subject(table: GroundTable, from: NaiveDate) -> String {
    format!("{}:{from}", table.code())
}

/// The audit name of a promotion.
#[must_use]
pub fn promotion_subject(code: &str) -> String {
    format!("promotion:{code}")
}

/// The audit name of the deliveries that were published on a day.
#[must_use]
pub fn deliveries_subject(day: NaiveDate) -> String {
    format!("deliveries:{day}")
}

/// The audit name of a product: its registration number, or which of the free ones it is and whose.
#[must_use]
pub fn product_subject(product: &OwnProduct) -> String {
    match &product.origin {
        Origin::Delivered(delivery, _) => format!("product:{}", delivery.number),
        Origin::Free(free) => format!("product:{}:{}", free.code(), product.owner),
    }
}

/// The audit name of the members of a subscriber, by its code.
#[must_use]
pub fn members_subject(code: &str) -> String {
    format!("members:{code}")
}

/// The audit name of what partners do about the administrators of a subscriber, by its code.
#[must_use]
pub fn administrators_subject(code: &str) -> String {
    format!("administrators:{code}")
}

/// The audit name of a canned reason.
#[must_use]
pub fn reason_subject(code: &str) -> String {
    format!("reason:{code}")
}

/// The audit name of the reminders of an organisation.
#[must_use]
pub fn reminder_subject(code: &str) -> String {
    format!("reminder:{code}")
}

/// The audit name of the journal of a chain.
#[must_use]
pub fn journal_subject(chain: PartnerId) -> String {
    format!("journal:{chain}")
}

/// The subject of an entry, parsed from its audit name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditSubject {
    /// An application.
    Application(ApplicationNumber),
    /// The attachments of an application.
    Attachments(ApplicationNumber),
    /// A partner's month.
    Statement(PartnerId, Month),
    /// A person.
    Person(PersonId),
    /// The cloud identities of a person.
    Cloud(PersonId),
    /// A role that was handed over.
    StandingIn(StandingInId),
    /// An ITS login.
    ItsLogin(ItsLoginId),
    /// An offer of an ITS contract, by the login that was named.
    ItsOffer(String),
    /// An organisation, by its code.
    Organization(String),
    /// A saved filter of the queue.
    SavedFilter,
    /// The journal itself.
    Journal,
    /// A setting.
    Setting(Setting),
    /// A partner's card and contracts, by its code.
    Partner(String),
    /// A version of the price list.
    Prices(NaiveDate),
    /// A version of a tariff table.
    Ground(GroundTable, NaiveDate),
    /// A promotion, by its code.
    Promotion(String),
    /// A canned reason, by its code.
    Reason(String),
    /// The documents of an organisation, by its code.
    Documents(String),
    /// The reminders of an organisation, by its code.
    Reminder(String),
    /// The deliveries that were published on a day.
    Deliveries(NaiveDate),
    /// A product, by its registration number or as a free one of somebody.
    Product(String),
    /// The members of a subscriber, by its code.
    Members(String),
    /// What partners do about the administrators of a subscriber, by its code.
    Administrators(String),
    /// An archive that a client asked for.
    Archive(ArchiveId),
    /// A subscription to closing documents.
    Subscription(SubscriptionId),
    /// An organisation that a member disowned, by the question about it.
    Disowning(QuestionId),
    /// A requirement of a second factor.
    FactorRule(FactorRuleId),
    /// A client's question.
    Question(QuestionId),
    /// A sale.
    Sale(SaleId),
    /// What a partner sells by.
    Seller,
    /// A payment of a client.
    Payment(PaymentId),
    /// A search, by its words.
    Search(String),
    /// A name unknown to this version.
    Other(String),
}

impl AuditSubject {
    /// Reads a name; one that makes no sense stays as it is.
    #[must_use]
    pub fn read(name: &str) -> Self {
        let known = name.split_once(':').and_then(|(kind, rest)| Self::of_kind(kind, rest));
        known.unwrap_or_else(|| Self::Other(name.to_owned()))
    }

    fn of_kind(kind: &str, rest: &str) -> Option<Self> {
        let number = || rest.parse::<i64>().ok();
        let known = match kind {
            "application" => Self::Application(ApplicationNumber(number()?)),
            "attachment" => Self::Attachments(ApplicationNumber(number()?)),
            "statement" => {
                let (partner, month) = rest.split_once(':')?;
                Self::Statement(PartnerId(partner.parse().ok()?), Month::parse(month)?)
            }
            "person" => Self::Person(PersonId(number()?)),
            "cloud" => Self::Cloud(PersonId(number()?)),
            "standing_in" => Self::StandingIn(StandingInId(number()?)),
            "its_login" => Self::ItsLogin(ItsLoginId(number()?)),
            "its_offer" => Self::ItsOffer(rest.to_owned()),
            "organization" => Self::Organization(rest.to_owned()),
            "saved_filter" => Self::SavedFilter,
            "journal" => Self::Journal,
            "setting" => Self::Setting(Setting::from_code(rest)?),
            "partner" => Self::Partner(rest.to_owned()),
            "prices" => Self::Prices(rest.parse().ok()?),
            "promotion" => Self::Promotion(rest.to_owned()),
            "reason" => Self::Reason(rest.to_owned()),
            "document" => Self::Documents(rest.to_owned()),
            "reminder" => Self::Reminder(rest.to_owned()),
            "deliveries" => Self::Deliveries(rest.parse().ok()?),
            "product" => Self::Product(rest.to_owned()),
            "members" => Self::Members(rest.to_owned()),
            "administrators" => Self::Administrators(rest.to_owned()),
            "archive" => Self::Archive(ArchiveId(number()?)),
            "subscription" => Self::Subscription(SubscriptionId(number()?)),
            "disowning" => Self::Disowning(QuestionId(number()?)),
            "factor_rule" => Self::FactorRule(FactorRuleId(number()?)),
            "question" => Self::Question(QuestionId(number()?)),
            "sale" => Self::Sale(SaleId(number()?)),
            "seller" => Self::Seller,
            "payment" => Self::Payment(PaymentId(number()?)),
            "search" => Self::Search(rest.to_owned()),
            table => Self::Ground(GroundTable::from_code(table)?, rest.parse().ok()?),
        };
        Some(known)
    }
}
