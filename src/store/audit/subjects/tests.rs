//! Tests of the names of the audit.

use super::*;
use crate::store::audit::{
    archive_subject, disowning_subject, document_subject, payment_subject, question_subject, sale_subject,
    seller_subject, subscription_subject,
};

#[test]
fn what_the_audit_names_is_read_back() {
    let day = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    for (name, subject) in [
        (application_subject(ApplicationNumber(7)), AuditSubject::Application(ApplicationNumber(7))),
        (attachment_subject(ApplicationNumber(7)), AuditSubject::Attachments(ApplicationNumber(7))),
        (person_subject(PersonId(3)), AuditSubject::Person(PersonId(3))),
        (its_login_subject(ItsLoginId(4)), AuditSubject::ItsLogin(ItsLoginId(4))),
        (offer_subject("taezhny"), AuditSubject::ItsOffer("taezhny".to_owned())),
        (setting_subject(Setting::UndoSeconds), AuditSubject::Setting(Setting::UndoSeconds)),
        (partner_subject("forsait"), AuditSubject::Partner("forsait".to_owned())),
        (organization_subject("7000001"), AuditSubject::Organization("7000001".to_owned())),
        (prices_subject(day), AuditSubject::Prices(day)),
        (ground_subject(GroundTable::Vat, day), AuditSubject::Ground(GroundTable::Vat, day)),
        (promotion_subject("new"), AuditSubject::Promotion("new".to_owned())),
        (members_subject("7000001"), AuditSubject::Members("7000001".to_owned())),
        (administrators_subject("7000001"), AuditSubject::Administrators("7000001".to_owned())),
        (deliveries_subject(day), AuditSubject::Deliveries(day)),
        (reason_subject("snils"), AuditSubject::Reason("snils".to_owned())),
        (document_subject("7000001"), AuditSubject::Documents("7000001".to_owned())),
        (reminder_subject("7000001"), AuditSubject::Reminder("7000001".to_owned())),
        (archive_subject(ArchiveId(5)), AuditSubject::Archive(ArchiveId(5))),
        (subscription_subject(SubscriptionId(5)), AuditSubject::Subscription(SubscriptionId(5))),
        (cloud_subject(PersonId(5)), AuditSubject::Cloud(PersonId(5))),
        (disowning_subject(QuestionId(5)), AuditSubject::Disowning(QuestionId(5))),
        (factor_rule_subject(FactorRuleId(5)), AuditSubject::FactorRule(FactorRuleId(5))),
        (question_subject(QuestionId(5)), AuditSubject::Question(QuestionId(5))),
        (sale_subject(SaleId(5)), AuditSubject::Sale(SaleId(5))),
        (seller_subject(PartnerId(5)), AuditSubject::Seller),
        (payment_subject(PaymentId(5)), AuditSubject::Payment(PaymentId(5))),
        (journal_subject(PartnerId(1)), AuditSubject::Journal),
        ("saved_filter:5".to_owned(), AuditSubject::SavedFilter),
        ("search:ИНН".to_owned(), AuditSubject::Search("ИНН".to_owned())),
    ] {
        assert_eq!(AuditSubject::read(&name), subject, "{name}");
    }
    let month = Month::new(2026, 10).unwrap();
    assert_eq!(AuditSubject::read("statement:1:2026-10"), AuditSubject::Statement(PartnerId(1), month));
    for odd in ["seed", "application:x", "statement:1", "zones:never", "weather:today"] {
        assert_eq!(AuditSubject::read(odd), AuditSubject::Other(odd.to_owned()));
    }
}
