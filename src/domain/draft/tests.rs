//! Drafts: what was typed becomes the document that programs send, and its faults come back to their fields.

use serde_json::{Value, json};

use super::*;
use crate::domain::submission::samples::{full, least_change, read, sole_proprietor, with};
use crate::domain::submission::{Authority, ChangeFlag, Fault, Requisites, Submission};

fn at() -> DateTime<Utc> {
    "2026-11-18T09:00:00Z".parse().unwrap()
}

fn draft(kind: ApplicationType, answers: DraftAnswers) -> Draft {
    Draft { answers, ..Draft::begin(PersonId(1), kind, at()) }
}

fn typed(list: &[(&str, &str)]) -> TypedFields {
    TypedFields(list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// The draft that an application would have been.
fn of(document: &Value) -> Draft {
    let content = read(document);
    draft(content.kind, DraftAnswers::of_submission(&content, None))
}

fn card() -> Requisites {
    read(&full()).requisites(None).unwrap()
}

#[test]
fn every_member_of_an_application_can_be_filled_in_the_browser() {
    let all = with(with(full(), "/promotion", json!("OSEN")), "/owners/0/middle_name", Value::Null);
    for document in [full(), sole_proprietor(), all] {
        let sent = of(&document).document(None);
        assert_eq!(Submission::read(&sent).unwrap(), read(&document));
    }
}

#[test]
fn a_change_says_only_what_changes() {
    let before = read(&full());
    let mut draft = draft(ApplicationType::Change, DraftAnswers::of_organization(&card(), &[before]));
    draft.answers.changes = vec![ChangeFlag::OrgRequisites];
    draft.answers.organization.phone = "+79990000009".to_owned();
    let document = draft.document(Some(&card()));
    assert_eq!(
        document,
        json!({
            "type": "change", "changes": ["org_requisites"], "reg_number": "800123456",
            "organization": {
                "kind": "legal_entity", "inn": "9900815901", "kpp": "990001001", "phone": "+79990000009"
            }
        })
    );
    assert_eq!(
        draft.steps(),
        [
            DraftStep::Changes,
            DraftStep::Requisites,
            DraftStep::Program,
            DraftStep::Attachments,
            DraftStep::Check
        ]
    );
    draft.answers.changes = vec![ChangeFlag::Users, ChangeFlag::RenewLicense];
    let document = draft.document(Some(&card()));
    assert_eq!(document["multi_user"]["users"].as_array().unwrap().len(), 2);
    assert_eq!(document["license"]["term_months"], 12);
    assert!(document.get("owners").is_none() && document.get("directions").is_none());
    Submission::read(&document).unwrap();
}

#[test]
fn a_renewal_has_everything_and_asks_nobody_for_a_new_certificate() {
    let newer = read(&with(least_change(), "/multi_user", json!({ "enabled": false, "users": [] })));
    let answers = DraftAnswers::of_organization(&card(), &[newer, read(&full())]);
    let renewal = draft(ApplicationType::Renew, answers).ready();
    let sent = Submission::read(&renewal.document(Some(&card()))).unwrap();
    assert_eq!((sent.kind, sent.owners.len(), sent.directions.len()), (ApplicationType::Renew, 1, 2));
    assert_eq!(sent.owners[0].csr, None);
    assert!(!sent.multi_user.enabled, "the latest word about the mode counts");
    assert_eq!(sent.cabinet.unwrap().alias, "Бухгалтерия 3.0");
    assert!(renewal.has_passed(DraftStep::Owners) && !renewal.has(DraftStep::Organization));
    assert!(renewal.own_faults().is_empty());
    let lost = renewal.answers.clone().with_new_certificates();
    let told = draft(ApplicationType::Restore, lost).own_faults();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].place.field, "csr");
}

#[test]
fn a_fault_comes_back_to_the_field_where_it_was_typed() {
    let mut draft = of(&full());
    draft.answers.remove_entry(DraftStep::Users, draft.answers.users[0].id);
    let (owner, user, direction) =
        (draft.answers.owners[0].id, draft.answers.users[0].id, draft.answers.directions[1].id);
    for (pointer, step, entry, field) in [
        ("/reg_number", DraftStep::Program, None, "reg_number"),
        ("/license/term_months", DraftStep::Program, None, "term_months"),
        ("/promotion", DraftStep::Program, None, "promotion"),
        ("/organization/inn", DraftStep::Organization, None, "inn"),
        ("/organization/phone", DraftStep::Requisites, None, "phone"),
        ("/directions", DraftStep::Directions, None, "directions"),
        ("/directions/1/code", DraftStep::Directions, Some(direction), "code"),
        ("/owners", DraftStep::Owners, None, "owners"),
        ("/owners/0/snils", DraftStep::Owners, Some(owner), "snils"),
        ("/owners/0/roles/1", DraftStep::Owners, Some(owner), "roles"),
        ("/multi_user/users/0/email", DraftStep::Users, Some(user), "email"),
        ("/multi_user/users/9/email", DraftStep::Users, None, "users"),
        ("/cabinet/alias", DraftStep::Cabinet, None, "alias"),
        ("/type", DraftStep::Check, None, "sending"),
        ("", DraftStep::Check, None, "sending"),
    ] {
        let place = draft.place_of(pointer);
        assert_eq!((place.step, place.entry, place.field.as_str()), (step, entry, field), "{pointer}");
    }
    let renewal = Draft { kind: ApplicationType::Renew, ..draft };
    let unknown =
        Fault { pointer: "/organization/inn".to_owned(), code: "account_unknown", detail: String::new() };
    assert_eq!(renewal.fault_of(unknown).place.step, DraftStep::Check, "the ИНН of a renewal is not typed");
}

#[test]
fn a_step_takes_its_own_fields_and_nothing_else() {
    let mut answers = of(&full()).answers;
    let before = answers.clone();
    answers.fill(DraftStep::Cabinet, &typed(&[("alias", " Бу "), ("inn", "1")]));
    assert_eq!((answers.cabinet, answers.alias.as_str()), (false, " Бу "));
    assert_eq!(answers.organization, before.organization);
    answers.fill(
        DraftStep::Changes,
        &typed(&[("changes", "users"), ("changes", "odd"), ("changes", "directions")]),
    );
    assert_eq!(answers.changes, [ChangeFlag::Users, ChangeFlag::Directions]);
}

#[test]
fn an_entry_is_known_by_its_identity_wherever_it_stands() {
    let mut answers = DraftAnswers::usual();
    let add = |answers: &mut DraftAnswers, code| {
        let fields = typed(&[("authority", "fns"), ("code", code)]);
        answers.fill_entry(DraftStep::Directions, None, &fields).unwrap()
    };
    let (first, second) = (add(&mut answers, "3801"), add(&mut answers, "3802"));
    answers.remove_entry(DraftStep::Directions, first);
    let third = add(&mut answers, "3803");
    assert!(first < second && second < third, "an identity is never given twice");
    let fields = typed(&[("authority", "sfr"), ("code", "048-001")]);
    assert_eq!(answers.fill_entry(DraftStep::Directions, Some(second), &fields), Some(second));
    assert_eq!(answers.directions[0].authority, Some(Authority::Sfr));
    assert_eq!(answers.fill_entry(DraftStep::Directions, Some(first), &fields), None, "it is gone");
    assert_eq!(answers.directions.len(), 2);
}

#[test]
fn a_request_stays_until_another_one_comes() {
    let mut answers = DraftAnswers::usual();
    let sent =
        typed(&[("last_name", "Петрова"), ("csr", "PEM"), ("csr_file", "p.p10"), ("certificate", "new")]);
    let owner = answers.fill_entry(DraftStep::Owners, None, &sent).unwrap();
    let again = typed(&[("last_name", "Сидорова"), ("csr", ""), ("csr_file", ""), ("certificate", "new")]);
    answers.fill_entry(DraftStep::Owners, Some(owner), &again).unwrap();
    let kept = &answers.owners[0];
    assert_eq!(
        (kept.last_name.as_str(), kept.csr.as_str(), kept.csr_file.as_str()),
        ("Сидорова", "PEM", "p.p10")
    );
    let draft = draft(ApplicationType::Connect, answers);
    assert_eq!(draft.document(None)["owners"][0]["csr"], "PEM");
    let mut own = draft.clone();
    own.answers.owners[0].wants_certificate = false;
    assert_eq!(own.document(None)["owners"][0]["csr"], Value::Null);
}

#[test]
fn the_mode_needs_somebody_who_administers_and_somebody_who_receives() {
    let mut draft = of(&full());
    assert!(draft.own_faults().is_empty());
    for user in &mut draft.answers.users {
        user.roles.clear();
    }
    let told: Vec<String> = draft.own_faults().into_iter().map(|fault| fault.detail).collect();
    assert!(told.len() == 2 && told[0].contains("администратора") && told[1].contains("ФНС"), "{told:?}");
    draft.answers.users.clear();
    assert_eq!(draft.own_faults().len(), 1);
    draft.answers.multi_user = false;
    assert!(draft.own_faults().is_empty());
}

#[test]
fn the_steps_follow_from_the_kind_and_from_what_was_answered() {
    let mut draft = draft(ApplicationType::Connect, DraftAnswers::usual());
    assert_eq!(draft.reached, DraftStep::Organization);
    assert_eq!(draft.steps().len(), 10);
    assert_eq!(draft.after(DraftStep::Cabinet), DraftStep::Account);
    draft.answers.cabinet = false;
    assert_eq!(draft.after(DraftStep::Cabinet), DraftStep::Requisites);
    assert_eq!(draft.before(DraftStep::Requisites), Some(DraftStep::Cabinet));
    assert_eq!(
        (draft.before(DraftStep::Organization), draft.after(DraftStep::Check)),
        (None, DraftStep::Check)
    );
    assert!(!draft.has_passed(DraftStep::Organization));
    let draft = draft.reaching(DraftStep::Program).reaching(DraftStep::Cabinet);
    assert!(draft.has_passed(DraftStep::Requisites) && !draft.has_passed(DraftStep::Program));
    let correction = Some(Correction { application: ApplicationNumber(1), version: 2 });
    assert!(!Draft { correction, ..draft }.has(DraftStep::Organization), "who it is cannot be mended");
}

#[test]
fn answers_are_stored_and_read_back_even_when_a_field_is_new() {
    let answers = of(&full()).answers;
    let stored = serde_json::to_string(&answers).unwrap();
    assert_eq!(serde_json::from_str::<DraftAnswers>(&stored).unwrap(), answers);
    assert_eq!(serde_json::from_str::<DraftAnswers>("{}").unwrap(), DraftAnswers::default());
}
