//! The operations on partners, prices and settings.

use registrar::domain::contract::{TypedContract, TypedDiscount};
use registrar::domain::partner::TypedCard;
use registrar::domain::price::{GroundTable, TypedPromotion};
use registrar::domain::reason::TypedReason;
use registrar::domain::settings::Setting;
use registrar::operations::people::TypedPerson;
use registrar::operations::{Desk, partnership, price_ground, price_list, reasons, settings, transfer};

use super::{Probe, probes};

pub(super) fn terms(desk: &Desk) -> Vec<Probe<'_>> {
    let (from, zones) = ("2027-01-01".parse().unwrap(), GroundTable::Zones);
    probes!(
        ManageSettings "settings::all" => settings::all(desk),
        ManageSettings "settings::plan" => settings::plan(desk, Setting::UndoSeconds, "5", "2027-01-01"),
        ManageReasons "reasons::all" => reasons::all(desk),
        ManageReasons "reasons::open" => reasons::open(desk, "snils"),
        ManageReasons "reasons::add" => reasons::add(desk, "stamp", TypedReason::default()),
        ManageReasons "reasons::reword" => reasons::reword(desk, "snils", 1, TypedReason::default()),
        CountReasons "reasons::count" => reasons::count(desk, crate::support::month("2026-11")),
        ManagePrices "price_ground::tables" => price_ground::tables(desk),
        ManagePrices "price_ground::preview" => price_ground::preview(desk, zones, "2027-01-01", vec![]),
        ManagePrices "price_ground::publish" => price_ground::publish(desk, zones, "2027-01-01", vec![], ""),
        ManagePrices "price_list::terms" => price_list::terms(desk),
        ManagePrices "price_list::preview" => price_list::preview(desk, "2027-01-01", vec![]),
        ManagePrices "price_list::publish" => price_list::publish(desk, "2027-01-01", vec![], ""),
        ManagePrices "price_list::add_promotion" => price_list::add_promotion(desk, TypedPromotion::default()),
        ManagePrices "price_list::end_promotion" => {
            price_list::end_promotion(desk, "osen", from, "2027-01-01")
        },
    )
}

pub(super) fn partners(desk: &Desk) -> Vec<Probe<'_>> {
    let (card, contract) = (TypedCard::default(), TypedContract::default());
    let discount = TypedDiscount { product: "main", percent: "40", from: "2027-01-01" };
    probes!(
        ViewPartner "partnership::list" => partnership::list(desk, ""),
        ViewPartner "partnership::open" => partnership::open(desk, "forsait"),
        ManageContract "partnership::may_edit" => partnership::may_edit(desk),
        ManageContract "partnership::enrol" => partnership::enrol(desk, "vector", card, contract),
        ManageContract "partnership::change_card" => partnership::change_card(desk, "forsait", "", card),
        ManageContract "partnership::conclude" => partnership::conclude(desk, "forsait", contract),
        ManageContract "partnership::plan_discount" => {
            partnership::plan_discount(desk, "forsait", "1", discount)
        },
        ManageContract "partnership::name_administrator" => async {
            partnership::name_administrator(desk, "forsait", &TypedPerson::default()).await
        },
        TransferOrganization "transfer::find" => transfer::find(desk, "ромашка"),
        TransferOrganization "transfer::look" => transfer::look(desk, "7000001"),
        TransferOrganization "transfer::transfer" => {
            transfer::transfer(desk, "7000001", "sevproekt", "its", "Так надо")
        },
    )
}
