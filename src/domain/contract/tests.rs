//! The rules of contracts and discounts, as sentences.

use super::*;

const TODAY: &str = "2026-11-18";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn typed(number: &'static str, from: &'static str, to: &'static str) -> TypedContract<'static> {
    const DISCOUNTS: &[(&str, BilledProduct, &str)] =
        &[("discount_main", BilledProduct::Main, "40"), ("discount_hr", BilledProduct::Hr, "")];
    TypedContract { number, signed_on: "18.11.2026", from, to, discounts: DISCOUNTS }
}

fn contract(number: &'static str, from: &'static str, to: &'static str) -> Contract {
    Contract::read(typed(number, from, to), day(TODAY), &mut FieldFaults::new()).unwrap()
}

fn fields(faults: &FieldFaults) -> Vec<&'static str> {
    faults.iter().map(|(field, _)| *field).collect()
}

fn conclusion(new: Contract, others: &[Contract]) -> Result<Conclusion, Vec<&'static str>> {
    let concluded = new.conclude(PartnerId(7), "vector", others, day(TODAY));
    concluded.map(|change| change.after().clone()).map_err(|faults| fields(&faults))
}

fn discounted(contract: Contract, percent: &str, from: &str) -> Result<Contract, Vec<&'static str>> {
    let planned =
        contract.plan_discount("vector", TypedDiscount { product: "main", percent, from }, day(TODAY));
    planned.map(|change| change.after().contract.clone()).map_err(|faults| fields(&faults))
}

#[test]
fn a_contract_is_read_with_every_fault_at_once() {
    let read = contract(" 17-С ", "2026-12-01", "");
    assert_eq!((read.number.as_str(), read.to, read.discounts.len()), ("17-С", None, 1));
    let mut faults = FieldFaults::new();
    let wrong = TypedContract {
        number: " ",
        signed_on: "2026-11-19",
        from: "",
        to: "x",
        discounts: &[("discount_main", BilledProduct::Main, "много")],
    };
    assert_eq!(Contract::read(wrong, day(TODAY), &mut faults), None);
    assert_eq!(fields(&faults), ["number", "signed_on", "from", "to", "discount_main"]);
    assert_eq!(Contract::read(typed("1", "2026-12-02", "2026-12-01"), day(TODAY), &mut faults), None);
}

#[test]
fn a_new_contract_ends_the_one_before_it() {
    let old = contract("1", "2024-01-01", "");
    let concluded = conclusion(contract("2", "2027-01-01", ""), &[old]).unwrap();
    assert_eq!(concluded.ended.unwrap().to, Some(day("2026-12-31")));
    assert_eq!(concluded.contract.partner, PartnerId(7));
    let gone = contract("1", "2024-01-01", "2025-12-31");
    assert_eq!(conclusion(contract("2", "2027-01-01", ""), &[gone]).unwrap().ended, None);
}

#[test]
fn a_contract_never_begins_in_the_past_nor_before_one_that_is_planned() {
    assert_eq!(conclusion(contract("2", TODAY, ""), &[]), Err(vec!["from"]));
    let planned = contract("2", "2027-03-01", "");
    assert_eq!(
        conclusion(contract("3", "2027-02-01", ""), std::slice::from_ref(&planned)),
        Err(vec!["from"])
    );
    assert_eq!(conclusion(contract("2", "2027-04-01", ""), &[planned]), Err(vec!["number"]));
}

#[test]
fn a_discount_changes_from_tomorrow_on_and_what_held_stays_in_the_history() {
    let after = discounted(contract("1", "2024-01-01", ""), "37,5", "2026-12-01").unwrap();
    let rates: Vec<_> = after.discounts.iter().map(|one| (one.value.rate.basis_points(), one.to)).collect();
    assert_eq!(rates, [(4_000, Some(day("2026-11-30"))), (3_750, None)]);
    assert_eq!(discounted(after.clone(), "40", TODAY), Err(vec!["from"]));
    assert_eq!(discounted(after.clone(), "", ""), Err(vec!["percent", "from"]));
    assert_eq!(discounted(after, "37.5", "2026-12-05"), Err(vec!["percent"]));
}

#[test]
fn a_discount_lies_within_its_contract() {
    let ending = contract("1", "2024-01-01", "2026-12-31");
    assert_eq!(discounted(ending, "10", "2027-01-01"), Err(vec!["from"]));
}
