//! The rules of intake, as sentences.

use serde_json::{Value, json};

use super::samples::{faults, full, least_change, read, refuses, sole_proprietor, with, without};
use super::*;

#[test]
fn the_contracts_example_is_read_whole() {
    let submission = read(&full());
    assert_eq!(submission.kind, ApplicationType::Connect);
    assert_eq!(submission.license, License { product: Product::Main, term_months: 12 });
    assert_eq!(submission.owners[0].snils.as_str(), "990-000-001 53");
    assert_eq!(submission.multi_user.users.len(), 2);
    assert_eq!(submission.cabinet.as_ref().unwrap().alias, "Бухгалтерия 3.0");
    assert!(submission.reports_to(Authority::Fns));
    assert!(!submission.reports_to(Authority::Cbr));
    assert!(submission.unknown.is_empty());
}

#[test]
fn what_is_stored_reads_back_the_same() {
    let submission = read(&full());
    let stored = serde_json::to_value(&submission).unwrap();
    assert_eq!(stored["type"], "connect");
    assert_eq!(stored["organization"]["inn"], "9900815901");
    assert_eq!(serde_json::from_value::<Submission>(stored).unwrap(), submission);
}

#[test]
fn a_first_application_states_all_requisites() {
    let submission = read(&full());
    let requisites = submission.requisites(None).unwrap();
    assert_eq!(requisites.short_name, "ООО «Ромашка»");
    assert_eq!(submission.differences(&requisites), []);
}

#[test]
fn every_required_member_is_missed_at_its_own_place() {
    let required = [
        "/type",
        "/reg_number",
        "/organization",
        "/directions",
        "/owners",
        "/organization/kind",
        "/organization/short_name",
        "/organization/full_name",
        "/organization/inn",
        "/organization/kpp",
        "/organization/ogrn",
        "/organization/legal_address",
        "/organization/phone",
        "/organization/email",
        "/organization/is_budget",
        "/directions/0/authority",
        "/directions/0/code",
        "/owners/0/kind",
        "/owners/0/last_name",
        "/owners/0/first_name",
        "/owners/0/position",
        "/owners/0/snils",
        "/owners/0/inn",
        "/owners/0/email",
        "/owners/0/roles",
        "/multi_user/enabled",
        "/multi_user/users/0/snils",
        "/multi_user/users/0/email",
        "/cabinet/enabled",
    ];
    for pointer in required {
        assert_eq!(faults(&without(full(), pointer)), [(pointer.to_owned(), "required".to_owned())]);
        assert_eq!(
            faults(&with(full(), pointer, Value::Null)),
            [(pointer.to_owned(), "required".to_owned())]
        );
    }
}

#[test]
fn members_that_may_be_left_out_are_no_faults() {
    for pointer in [
        "/license",
        "/promotion",
        "/license/product",
        "/license/term_months",
        "/organization/region",
        "/directions/0/kpp",
        "/owners/0/middle_name",
        "/owners/0/csr",
        "/multi_user",
        "/multi_user/users",
        "/multi_user/users/1/roles",
        "/multi_user/users/1/authorities",
        "/cabinet",
    ] {
        read(&without(full(), pointer));
    }
    assert_eq!(
        read(&without(full(), "/license")).license,
        License { product: Product::Main, term_months: 12 }
    );
    assert_eq!(read(&without(full(), "/multi_user")).multi_user, MultiUserDeclaration::default());
}

#[test]
fn an_empty_list_of_directions_or_owners_is_missing() {
    for pointer in ["/directions", "/owners", "/owners/0/roles"] {
        refuses(full(), pointer, json!([]), "required");
    }
}

#[test]
fn a_number_where_text_belongs_is_a_fault_and_never_a_guess() {
    for pointer in
        ["/reg_number", "/organization/inn", "/organization/short_name", "/owners/0/snils", "/type"]
    {
        refuses(full(), pointer, json!(9_900_815_901_u64), "expected_text");
    }
    refuses(full(), "/directions", json!({}), "expected_list");
    refuses(full(), "/owners/0", json!("Петрова"), "expected_object");
    refuses(full(), "/organization", json!([]), "expected_object");
    refuses(full(), "/organization/is_budget", json!("false"), "expected_flag");
    refuses(full(), "/license/term_months", json!("12"), "unknown_value");
    assert_eq!(faults(&json!("application")), [(String::new(), "expected_object".to_owned())]);
}

#[test]
fn an_identifier_tells_its_own_rule() {
    refuses(full(), "/organization/inn", json!("9900815902"), "inn_checksum");
    refuses(full(), "/organization/ogrn", json!("1009918609138"), "ogrn_checksum");
    refuses(full(), "/owners/0/snils", json!("990-000-001 54"), "snils_checksum");
    refuses(full(), "/owners/0/inn", json!("9900815901"), "inn_length");
    refuses(full(), "/multi_user/users/1/email", json!("kadry"), "email_format");
    refuses(full(), "/organization/region", json!("Иркутская"), "region_format");
    let told = Submission::read(&with(full(), "/organization/inn", json!("9900815902"))).unwrap_err();
    assert_eq!(told[0].detail, "Контрольное число ИНН не совпадает");
}

#[test]
fn identifiers_are_normalised() {
    let mut document = with(full(), "/organization/inn", json!(" 99 0081 5901 "));
    document["organization"]["phone"] = json!("8 (999) 000-00-01");
    document["owners"][0]["snils"] = json!("99000000153");
    document["organization"]["short_name"] = json!("  ООО «Ромашка» ");
    let read = read(&document);
    assert_eq!(read.organization.inn.as_str(), "9900815901");
    assert_eq!(read.organization.phone.unwrap().as_str(), "+79990000001");
    assert_eq!(read.owners[0].snils.as_str(), "990-000-001 53");
    assert_eq!(read.organization.short_name.as_deref(), Some("ООО «Ромашка»"));
}

#[test]
fn the_legal_form_decides_about_lengths_and_the_kpp() {
    assert_eq!(read(&sole_proprietor()).organization.kind, OrganizationKind::SoleProprietor);
    refuses(full(), "/organization/inn", json!("990000661323"), "inn_kind");
    refuses(full(), "/organization/ogrn", json!("300999099603086"), "ogrn_kind");
    refuses(sole_proprietor(), "/organization/inn", json!("9900815901"), "inn_kind");
    refuses(sole_proprietor(), "/organization/ogrn", json!("1009918609139"), "ogrn_kind");
    refuses(sole_proprietor(), "/organization/kpp", json!("990001001"), "kpp_forbidden");
    refuses(sole_proprietor(), "/directions/1/kpp", json!("990001001"), "kpp_forbidden");
    refuses(full(), "/organization/kpp", json!(""), "required");
}

#[test]
fn an_alias_has_three_to_twenty_characters_whatever_their_bytes() {
    for alias in ["", "  ", "Бу", " Бу ", "абвгдежзийклмнопрстуф"] {
        refuses(full(), "/cabinet/alias", json!(alias), "alias_length");
    }
    for alias in ["Бух", "абвгдежзийклмнопрсту", "  абвгдежзийклмнопрсту  ", "📊📊📊"]
    {
        assert_eq!(read(&with(full(), "/cabinet/alias", json!(alias))).cabinet.unwrap().alias, alias.trim());
    }
    assert_eq!(
        faults(&without(full(), "/cabinet/alias")),
        [("/cabinet/alias".to_owned(), "alias_length".to_owned())]
    );
    refuses(full(), "/cabinet/alias", json!(3), "expected_text");
    let off = with(full(), "/cabinet", json!({ "enabled": false, "alias": "" }));
    assert_eq!(read(&off).cabinet, None);
    let told = Submission::read(&with(full(), "/cabinet/alias", json!("Бу"))).unwrap_err();
    assert_eq!(told[0].detail, "Укажите псевдоним продукта от 3 до 20 символов");
}

#[test]
fn codes_of_offices_follow_their_body() {
    for (authority, code) in
        [("fns", "380"), ("fns", "380a"), ("sfr", "048001"), ("rosstat", "38-001"), ("rosstat", "3801")]
    {
        let document = with(full(), "/directions/1", json!({ "authority": authority, "code": code }));
        assert_eq!(
            faults(&document),
            [("/directions/1/code".to_owned(), "direction_code".to_owned())],
            "{authority} {code}"
        );
    }
    for direction in [
        json!({ "authority": "rosstat", "code": "38-01" }),
        json!({ "authority": "rpn" }),
        json!({ "authority": "cbr", "code": "ABC 12345" }),
        json!({ "authority": "fts", "code": null }),
    ] {
        read(&with(full(), "/directions/1", direction));
    }
    refuses(full(), "/directions/1", json!(1), "expected_object");
    refuses(full(), "/directions/1/authority", json!("ФНС"), "unknown_value");
}

#[test]
fn nobody_is_listed_twice() {
    refuses(full(), "/multi_user/users/1/snils", json!("99000000153"), "snils_duplicate");
    let twice = with(full(), "/owners", json!([full()["owners"][0], full()["owners"][0]]));
    assert_eq!(faults(&twice), [("/owners/1/snils".to_owned(), "snils_duplicate".to_owned())]);
}

#[test]
fn repeated_codes_are_kept_once() {
    let document = with(full(), "/owners/0/roles", json!(["sign", "admin", "sign"]));
    assert_eq!(read(&document).owners[0].roles, [SignatureRole::Sign, SignatureRole::Admin]);
    assert_eq!(
        faults(&with(full(), "/owners/0/roles", json!(["sign", "boss"]))),
        [("/owners/0/roles/1".to_owned(), "unknown_value".to_owned())]
    );
}

#[test]
fn the_region_is_that_of_the_tax_office_when_it_is_not_stated() {
    let document = without(full(), "/organization/region");
    assert_eq!(read(&document).organization.region.unwrap().as_str(), "38");
    let nowhere = with(document, "/directions", json!([{ "authority": "sfr", "code": "048-001" }]));
    assert_eq!(faults(&nowhere), [("/organization/region".to_owned(), "required".to_owned())]);
}

#[test]
fn a_change_application_says_only_what_changes() {
    let change = read(&least_change());
    assert_eq!(change.changes, [ChangeFlag::Users]);
    assert_eq!(change.organization.kind, OrganizationKind::LegalEntity);
    assert_eq!(change.requisites(None), None);
    assert!(change.owners.is_empty() && change.directions.is_empty());
    assert_eq!(
        faults(&without(least_change(), "/changes")),
        [("/changes".to_owned(), "required".to_owned())]
    );
    refuses(least_change(), "/changes", json!([]), "required");
    refuses(full(), "/changes", json!(["users"]), "changes_forbidden");
    assert_eq!(
        faults(&without(least_change(), "/organization/kpp")),
        [("/organization/kpp".to_owned(), "required".to_owned())]
    );
    let invalid = with(least_change(), "/organization/phone", json!("1"));
    assert_eq!(faults(&invalid), [("/organization/phone".to_owned(), "phone_format".to_owned())]);
}

#[test]
fn a_change_tells_what_differs_from_the_card() {
    let card = read(&full()).requisites(None).unwrap();
    let change = read(&with(least_change(), "/organization/short_name", json!("ООО «Лютик»")));
    let renamed =
        Difference {
            field: "short_name", was: "ООО «Ромашка»".to_owned(), now: "ООО «Лютик»".to_owned()
        };
    assert_eq!(change.differences(&card), [renamed]);
    assert_eq!(
        change.requisites(Some(&card)).unwrap(),
        Requisites { short_name: "ООО «Лютик»".to_owned(), ..card }
    );
}

#[test]
fn unknown_members_are_kept_in_sight_and_are_no_faults() {
    let mut document = with(full(), "/a~b", json!(1));
    document["a/b~c"] = json!({ "x": 1 });
    document["owners"][0]["sex"] = json!("f");
    assert_eq!(read(&document).unknown, ["/owners/0/sex", "/a~0b", "/a~1b~0c"].map(str::to_owned));
}

#[test]
fn all_faults_are_told_at_once() {
    let mut document = full();
    document["organization"]["inn"] = json!("9900815902");
    document["organization"]["phone"] = json!("1");
    document["owners"][0]["snils"] = json!("1");
    document["owners"][0]["kind"] = json!("boss");
    document["multi_user"]["users"][1]["email"] = json!("x");
    document["cabinet"]["alias"] = json!("x");
    document["type"] = json!("join");
    assert_eq!(faults(&document).len(), 7);
}

#[test]
fn a_wrong_tax_office_is_told_once_and_not_as_a_missing_region() {
    let document = without(full(), "/organization/region");
    refuses(document, "/directions/0/code", json!("38"), "direction_code");
}
