//! An event of any subject, for readers of the whole audit.

use serde::Serialize;

use crate::domain::administrators::AdministratorsEvent;
use crate::domain::application::ApplicationEvent;
use crate::domain::archive::ArchiveEvent;
use crate::domain::attachment::AttachmentEvent;
use crate::domain::change::Event;
use crate::domain::charge::ChargeEvent;
use crate::domain::cloud::CloudEvent;
use crate::domain::colleague::PersonEvent;
use crate::domain::delivery::DeliveriesEvent;
use crate::domain::disowning::DisowningEvent;
use crate::domain::document::DocumentEvent;
use crate::domain::factor_rule::FactorRuleEvent;
use crate::domain::its_login::{LoginEvent, OfferEvent};
use crate::domain::members::MembersEvent;
use crate::domain::organization::OrganizationEvent;
use crate::domain::partner::PartnerEvent;
use crate::domain::payment::PaymentEvent;
use crate::domain::policy_version::PolicyEvent;
use crate::domain::price::{GroundEvent, GroundTable, PricesEvent, PromotionEvent};
use crate::domain::product::ProductEvent;
use crate::domain::question::QuestionEvent;
use crate::domain::reason::ReasonEvent;
use crate::domain::reminder::ReminderEvent;
use crate::domain::sale::SaleEvent;
use crate::domain::sealing::SealingEvent;
use crate::domain::seller::SellerEvent;
use crate::domain::settings::SettingEvent;
use crate::domain::standing_in::StandingInEvent;
use crate::domain::statement::StatementEvent;
use crate::domain::subscription::SubscriptionEvent;

/// An event of any subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum AnyEvent {
    /// Of an application.
    Application(ApplicationEvent),
    /// Of a partner's month.
    Statement(StatementEvent),
    /// Of a charge.
    Charge(ChargeEvent),
    /// Of a person.
    Person(PersonEvent),
    /// Of a cloud identity of a person.
    Cloud(CloudEvent),
    /// Of an ITS login.
    ItsLogin(LoginEvent),
    /// Of an offer of an ITS contract.
    Offer(OfferEvent),
    /// Of a setting.
    Setting(SettingEvent),
    /// Of the price list.
    Prices(PricesEvent),
    /// Of a tariff table: zones, bands or VAT.
    Ground(GroundEvent),
    /// Of a promotion.
    Promotion(PromotionEvent),
    /// Of a partner and its contracts.
    Partner(PartnerEvent),
    /// Of a subscriber.
    Organization(OrganizationEvent),
    /// Of an attachment.
    Attachment(AttachmentEvent),
    /// Of a document.
    Document(DocumentEvent),
    /// Of a reminder of what ends.
    Reminder(ReminderEvent),
    /// Of an archive that a client asked for.
    Archive(ArchiveEvent),
    /// Of a subscription to closing documents.
    Subscription(SubscriptionEvent),
    /// Of an organisation that a member disowned.
    Disowning(DisowningEvent),
    /// Of a client's question.
    Question(QuestionEvent),
    /// Of a sale.
    Sale(SaleEvent),
    /// Of what a partner sells by.
    Seller(SellerEvent),
    /// Of a payment.
    Payment(PaymentEvent),
    /// Of a canned reason.
    Reason(ReasonEvent),
    /// Of deliveries.
    Deliveries(DeliveriesEvent),
    /// Of a product.
    Product(ProductEvent),
    /// Of the members of a subscriber.
    Members(MembersEvent),
    /// Of what a partner does about a subscriber's administrators.
    Administrators(AdministratorsEvent),
    /// Of a requirement of a second factor.
    FactorRule(FactorRuleEvent),
    /// Of the key of the training authority.
    Sealing(SealingEvent),
    /// Of a role that was handed over.
    StandingIn(StandingInEvent),
    /// Of the policy.
    Policy(PolicyEvent),
}

impl AnyEvent {
    /// Parses the event of an entry about this subject; `None` when the entry records no change or its form is unknown.
    #[must_use]
    pub fn read(subject: &str, verb: &str, details: &str) -> Option<Self> {
        let kind = subject.split_once(':').map_or(subject, |(kind, _)| kind);
        match kind {
            "application" => of_one_kind(verb, details).map(Self::Application),
            "attachment" => of_one_kind(verb, details).map(Self::Attachment),
            "statement" => of_one_kind(verb, details).map(Self::Statement),
            "charge" => of_one_kind(verb, details).map(Self::Charge),
            "person" => of_one_kind(verb, details).map(Self::Person),
            "cloud" => of_one_kind(verb, details).map(Self::Cloud),
            "its_login" => of_one_kind(verb, details).map(Self::ItsLogin),
            "its_offer" => of_one_kind(verb, details).map(Self::Offer),
            "setting" => of_one_kind(verb, details).map(Self::Setting),
            "prices" => of_one_kind(verb, details).map(Self::Prices),
            "promotion" => of_one_kind(verb, details).map(Self::Promotion),
            "partner" => of_one_kind(verb, details).map(Self::Partner),
            "organization" => of_one_kind(verb, details).map(Self::Organization),
            "document" => of_one_kind(verb, details).map(Self::Document),
            "reminder" => of_one_kind(verb, details).map(Self::Reminder),
            "archive" => of_one_kind(verb, details).map(Self::Archive),
            "subscription" => of_one_kind(verb, details).map(Self::Subscription),
            "disowning" => of_one_kind(verb, details).map(Self::Disowning),
            "question" => of_one_kind(verb, details).map(Self::Question),
            "sale" => of_one_kind(verb, details).map(Self::Sale),
            "seller" => of_one_kind(verb, details).map(Self::Seller),
            "payment" => of_one_kind(verb, details).map(Self::Payment),
            "reason" => of_one_kind(verb, details).map(Self::Reason),
            "deliveries" => of_one_kind(verb, details).map(Self::Deliveries),
            "product" => of_one_kind(verb, details).map(Self::Product),
            "members" => of_one_kind(verb, details).map(Self::Members),
            "administrators" => of_one_kind(verb, details).map(Self::Administrators),
            "factor_rule" => of_one_kind(verb, details).map(Self::FactorRule),
            "authority" => of_one_kind(verb, details).map(Self::Sealing),
            "standing_in" => of_one_kind(verb, details).map(Self::StandingIn),
            "policy" => of_one_kind(verb, details).map(Self::Policy),
            table => GroundTable::from_code(table).and_then(|_| of_one_kind(verb, details)).map(Self::Ground),
        }
    }
}

/// Parses an event of one kind of subject. Its verb must be the verb of the entry.
pub(super) fn of_one_kind<E: Event>(verb: &str, details: &str) -> Option<E> {
    serde_json::from_str(details).ok().filter(|event: &E| event.verb() == verb)
}
