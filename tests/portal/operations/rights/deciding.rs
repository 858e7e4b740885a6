//! The operations around the terms of the office: partners, prices, settings.

use registrar::domain::contract::TypedContract;
use registrar::domain::partner::TypedCard;
use registrar::domain::price::TypedPromotion;
use registrar::domain::settings::Setting;
use registrar::operations::{Desk, partnership, price_list, settings, transfer};
use registrar::policy::Permission;

use super::Probe;

/// The operations around the terms of the office.
pub(super) fn probes(permission: Permission, desk: &Desk) -> Vec<Probe<'_>> {
    match permission {
        Permission::ViewPartner => probes!(
            "partnership::list" => partnership::list(desk, ""),
            "partnership::open" => partnership::open(desk, "forsait"),
        ),
        Permission::ManageContract => keeping_partners(desk),
        Permission::ManagePrices => keeping_prices(desk),
        Permission::ManageSettings => probes!(
            "settings::all" => settings::all(desk),
            "settings::plan" => settings::plan(desk, Setting::UndoSeconds, "5", "2027-01-01"),
        ),
        Permission::TransferOrganization => probes!(
            "transfer::look" => transfer::look(desk, "7000001"),
            "transfer::transfer" => transfer::transfer(desk, "7000001", "sevproekt", "its", "Так надо"),
        ),
        Permission::ViewApplication
        | Permission::Take
        | Permission::Release
        | Permission::HandOver
        | Permission::SetParameters
        | Permission::Forward
        | Permission::Submit
        | Permission::ViewOwnApplication
        | Permission::CompleteOwnApplication
        | Permission::ViewOrganization
        | Permission::LookUpOrganization
        | Permission::ViewStatement
        | Permission::AgreeStatement
        | Permission::DisputeStatement
        | Permission::ExportStatement
        | Permission::FormStatement
        | Permission::PublishStatement
        | Permission::ResolveStatement
        | Permission::InvoiceStatement
        | Permission::LapseStatement
        | Permission::ViewAuthority
        | Permission::ResendErrand
        | Permission::RunErrand => vec![],
    }
}

fn keeping_partners(desk: &Desk) -> Vec<Probe<'_>> {
    let (card, contract) = (TypedCard::default(), TypedContract::default());
    probes!(
        "partnership::may_edit" => partnership::may_edit(desk),
        "partnership::enrol" => partnership::enrol(desk, "vector", card, contract),
        "partnership::change_card" => partnership::change_card(desk, "forsait", "", card),
        "partnership::conclude" => partnership::conclude(desk, "forsait", contract),
        "partnership::plan_discount" => {
            partnership::plan_discount(desk, "forsait", "1", "main", ("40", "2027-01-01"))
        },
    )
}

fn keeping_prices(desk: &Desk) -> Vec<Probe<'_>> {
    let from = "2027-01-01".parse().unwrap();
    probes!(
        "price_list::terms" => price_list::terms(desk),
        "price_list::preview" => price_list::preview(desk, "2027-01-01", vec![]),
        "price_list::publish" => price_list::publish(desk, "2027-01-01", vec![], ""),
        "price_list::add_promotion" => price_list::add_promotion(desk, TypedPromotion::default()),
        "price_list::end_promotion" => price_list::end_promotion(desk, "osen", from, "2027-01-01"),
    )
}
