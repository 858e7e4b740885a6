//! Partners and contracts, as the billing staff keeps them; existing charges never change.

use axum::http::StatusCode;
use registrar::domain::role::Role;
use registrar::store::audit::{self, AuditNote, OPERATOR_CHAIN, SEEDED};
use registrar::store::{Keeper, charges};

use super::{act, faults, noted};
use crate::support::{PHRASE, Page, Portal, at, month};

const LIST: &str = "/operator/partners";
const CARD: &str = "/operator/partners/forsait";
const ENROLMENT: &str = "/operator/enrolment";

const VECTOR: &[(&str, &str)] = &[
    ("code", "vector"),
    ("name", "ООО «Вектор»"),
    ("inn", "9900100029"),
    ("kpp", "990001001"),
    ("phone", "8 (999) 000-10-02"),
    ("email", "help@vector.example"),
    ("zone", "300"),
    ("number", "55-С"),
    ("signed_on", "2026-11-10"),
    ("from", "2026-11-01"),
    ("to", ""),
    ("discount_main", "37,5"),
    ("discount_hr", ""),
    ("discount_authorized_rep", ""),
    ("discount_multi_user", "30"),
];

fn without(field: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    VECTOR.iter().map(|(name, good)| (*name, if *name == field { value } else { *good })).collect()
}

#[tokio::test]
async fn a_partner_is_taken_on_and_its_clients_are_priced_by_its_contract() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let form = billing.open(ENROLMENT).await;
    let card = billing.press(&form, ENROLMENT, VECTOR).await;
    for words in ["Партнер добавлен.", "ООО «Вектор»", "№ 55-С", "37,5 %", "+7 999 000-10-02", "МСК+2"]
    {
        assert!(card.says(words), "{words}: {}", card.text());
    }
    assert_eq!(noted(&portal, "partner:vector").await, [act("billing", "partner_enrolled")]);
    let program = portal.its_login("its-vector", "vector").await;
    portal.approved_by(&program, &portal.draft()).await;
    let partner = portal.partner("vector").await.id;
    let lines = charges::of_month(portal.db(), partner, month("2026-11"), 10).await.unwrap();
    assert_eq!(
        (lines[0].contract_number.as_str(), lines[0].sums.partner_discount.basis_points()),
        ("55-С", 3_750)
    );
    note_an_older_seed(&portal).await;
    portal.verify().await;
}

/// The price list of these tests has no entries, as in an office that an older program seeded.
async fn note_an_older_seed(portal: &Portal) {
    let keeper = Keeper {
        actor: "console".to_owned(),
        role: Role::Console,
        request_id: "seed".to_owned(),
        at: portal.clock.now(),
        instead_of: None,
    };
    let tx = portal.db().begin().await.unwrap();
    let note = AuditNote { verb: SEEDED, subject: "seed", details: "{}".to_owned() };
    audit::note(&tx, &keeper, OPERATOR_CHAIN, note).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_new_partner_is_told_at_once() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let form = billing.open(ENROLMENT).await;
    let empty = billing.press(&form, ENROLMENT, &[("discount_main", "сорок")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(faults(&empty).len(), 10, "{:?}", faults(&empty));
    assert_eq!(empty.values("input[name=discount_main]", "value"), ["сорок"]);
    let wrong = billing.press(&form, ENROLMENT, &without("inn", "9900100012")).await;
    assert_eq!(faults(&wrong), ["Контрольное число ИНН не совпадает"]);
    assert_eq!(wrong.values("input[name=name]", "value"), ["ООО «Вектор»"]);
    let taken = billing.press(&form, ENROLMENT, &without("code", "forsait")).await;
    assert_eq!(faults(&taken), ["Партнер с таким кодом уже есть"]);
    assert_eq!(portal.count("partners").await, 1);
}

#[tokio::test]
async fn partners_are_found_by_whoever_keeps_their_contracts_and_by_nobody_else() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    portal.partner("sevproekt").await;
    let mut billing = portal.visit(&portal.billing().await).await;
    assert_eq!(billing.open(LIST).await.texts("a.name").len(), 2);
    assert_eq!(billing.open(&format!("{LIST}?q=sevpro")).await.texts("a.name"), ["ООО «sevproekt»"]);
    assert!(billing.open(&format!("{LIST}?q=zzz")).await.says("Партнеров не найдено."));
    let card = billing.open(CARD).await;
    assert!(card.says("Реквизиты") && card.says("40 %"), "{}", card.text());
    assert_eq!(billing.open("/operator/partners/nobody").await.status, StatusCode::NOT_FOUND);
    for persona in [portal.clerk().await, portal.manager().await] {
        let mut visitor = portal.visit(&persona).await;
        let addresses = [ENROLMENT, "/operator/partners/forsait/card", "/operator/partners/forsait/contract"];
        for address in addresses.into_iter().chain([LIST, CARD]) {
            let refused = visitor.open(address).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{address}");
            assert!(refused.says("расчеты с партнерами"), "{}", refused.text());
        }
    }
}

#[tokio::test]
async fn the_first_administrator_is_named_on_the_card_and_invited_by_letter() {
    let portal = Portal::open().await;
    let forsait = portal.partner("forsait").await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let address = format!("{CARD}/administrator");
    let card = billing.open(CARD).await;
    let wrong = [("login", "Орех"), ("full_name", ""), ("email", "нет")];
    let faulty = billing.press(&card, &address, &wrong).await;
    assert_eq!((faulty.status, faults(&faulty).len()), (StatusCode::UNPROCESSABLE_ENTITY, 3));
    assert_eq!(faulty.values("#administrator-login", "value"), ["Орех"]);
    let values =
        [("login", "orehova"), ("full_name", "Орехова Полина"), ("email", "orehova@forsait.example")];
    let named = billing.press(&card, &address, &values).await;
    assert!(named.says("Приглашение администратору отправлено."), "{}", named.text());
    assert!(!named.offers(&address), "there is one now");
    let second =
        billing.send(&address, &[("login", "two"), ("full_name", "Второй"), ("email", "t@f.example")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert_eq!(portal.count("people").await, 2, "nobody was added");
    let noted =
        format!("audit where verb = 'person_invited' and actor = 'billing' and chain = {}", forsait.id);
    assert_eq!(portal.count(&noted).await, 1);
    portal.run_errands().await;
    let link = portal.link_to("orehova@forsait.example").await;
    let mut orehova = portal.passer_by();
    let form = orehova.open(&link).await;
    orehova.press(&form, &link, &[("password", PHRASE)]).await;
    let orehova = portal.known("orehova").await;
    assert!(portal.visit_with(&orehova, PHRASE).await.open("/partner/people").await.says("Орехова Полина"));
    portal.verify().await;
}

/// Plans a discount on the main product.
async fn planned(portal: &Portal, percent: &str, from: &str) -> Page {
    let number = format!("{}-С", portal.partner("forsait").await.id);
    let mut billing = portal.visit(&portal.billing().await).await;
    let card = billing.open(CARD).await;
    let values = [("contract", number.as_str()), ("product", "main"), ("percent", percent), ("from", from)];
    billing.press(&card, &format!("{CARD}/discounts"), &values).await
}

#[tokio::test]
async fn a_discount_changes_from_its_day_and_what_was_charged_stays() {
    let portal = Portal::open().await;
    portal.approved(&portal.draft()).await;
    let card = planned(&portal, "50", "2026-12-01").await;
    for words in ["Скидка запланирована.", "50 %", "30.11.2026", "Запланировано", "40 % → 50 % с 01.12.2026"]
    {
        assert!(card.says(words), "{words}: {}", card.text());
    }
    portal.approved(&portal.draft()).await;
    portal.clock.turn_to(at("2026-11-30T21:00:00Z"));
    portal.approved(&portal.draft()).await;
    let forsait = portal.partner("forsait").await.id;
    let mut rates = Vec::new();
    for of in ["2026-11", "2026-12"] {
        let lines = charges::of_month(portal.db(), forsait, month(of), 10).await.unwrap();
        let main = lines.iter().filter(|line| line.tier.is_none());
        rates.extend(main.map(|line| line.sums.partner_discount.basis_points()));
    }
    assert_eq!(rates, [4_000, 4_000, 5_000]);
    assert_eq!(noted(&portal, "partner:forsait").await, [act("billing", "discount_planned")]);
    portal.verify().await;
}

#[tokio::test]
async fn a_discount_never_begins_today_or_before() {
    let portal = Portal::open().await;
    for from in ["2026-11-18", "2026-10-01", ""] {
        let refused = planned(&portal, "много", from).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{from}");
        assert_eq!(faults(&refused).len(), 2, "{:?}", faults(&refused));
        assert_eq!(refused.values("input[name=percent]", "value"), ["много"]);
    }
}

#[tokio::test]
async fn another_contract_ends_the_one_before_it() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let address = format!("{CARD}/contract");
    let form = billing.open(&address).await;
    let contract = [
        ("number", "2027/1"),
        ("signed_on", "18.11.2026"),
        ("from", "2027-01-01"),
        ("to", "2027-12-31"),
        ("discount_main", "45"),
    ];
    let card = billing.press(&form, &address, &contract).await;
    for words in ["Договор заключен.", "№ 2027/1", "31.12.2026", "45 %"] {
        assert!(card.says(words), "{words}: {}", card.text());
    }
    let again = billing.press(&form, &address, &contract).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("Договор с таким номером у партнера уже есть"), "{}", again.text());
    portal.clock.turn_to(at("2027-01-05T09:00:00Z"));
    portal.approved(&portal.draft().users(0)).await;
    let forsait = portal.partner("forsait").await.id;
    let lines = charges::of_month(portal.db(), forsait, month("2027-01"), 10).await.unwrap();
    assert_eq!(
        (lines[0].contract_number.as_str(), lines[0].sums.partner_discount.basis_points()),
        ("2027/1", 4_500)
    );
    portal.verify().await;
}

#[tokio::test]
async fn a_card_is_changed_as_it_was_looked_at_and_not_over_somebody_else() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let address = format!("{CARD}/card");
    let form = billing.open(&address).await;
    let values = |name: &'static str| {
        [
            ("name", name),
            ("inn", "9900100011"),
            ("kpp", "990001001"),
            ("phone", "+79990001001"),
            ("email", "new@forsait.example"),
            ("zone", "480"),
        ]
    };
    let card = billing.press(&form, &address, &values("ООО «Форсайт плюс»")).await;
    assert!(card.says("Карточка сохранена.") && card.says("new@forsait.example"), "{}", card.text());
    let late = billing.press(&form, &address, &values("ООО «Опоздавший»")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Карточка изменилась"), "{}", late.text());
    assert_eq!(portal.partner("forsait").await.name, "ООО «Форсайт плюс»");
}

#[tokio::test]
async fn the_database_refuses_terms_that_overlap() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    for overlapping in [
        "insert into discounts (contract_id, product, rate, valid_from) values (1, 'main', 100, '2026-01-01')",
        "insert into contracts (partner_id, number, signed_on, valid_from) values (1, 'x', '2026-01-01', '2026-01-01')",
        "insert into prices (product, legal_form, zone, term_months, tier, group_band, amount, valid_from) \
         values ('main', 'any', 'z55', 12, '', 0, 1, '2026-01-01')",
        "update discounts set product = 'main' where product = 'hr'",
    ] {
        assert!(portal.try_sql(overlapping).await.is_err(), "{overlapping}");
    }
    let apart = "insert into discounts (contract_id, product, rate, valid_from, valid_to) \
                 values (1, 'main', 100, '2024-01-01', '2024-12-31')";
    portal.sql(apart).await;
}
