//! The operations on statements and invoices.

use registrar::domain::dispute::{Outcome, Resolution};
use registrar::domain::ids::ChargeId;
use registrar::operations::settlement::Part;
use registrar::operations::{Desk, contracts, invoicing, settlement};

use super::{Probe, probes};
use crate::support::month;

pub(super) fn settlement(desk: &Desk) -> Vec<Probe<'_>> {
    let (partner, november, line) = ("forsait", month("2026-11"), ChargeId(1));
    probes!(
        ViewStatement "contracts::noticed" => contracts::noticed(desk),
        ViewStatement "settlement::list" => settlement::list(desk),
        ViewStatement "settlement::of_month" => settlement::of_month(desk, november),
        ViewStatement "settlement::live" => settlement::live(desk),
        ViewStatement "settlement::open_own" => settlement::open_own(desk, november, Part::default()),
        FormStatement "settlement::open_of_partner" => async {
            settlement::open_of_partner(desk, partner, november, Part::default()).await
        },
        ViewStatement "settlement::explain" => settlement::explain(desk, line),
        AgreeStatement "settlement::agree" => settlement::agree(desk, november, 1, ""),
        DisputeStatement "settlement::dispute" => settlement::dispute(desk, november, line, "Не наш"),
        DisputeStatement "settlement::withdraw_dispute" => settlement::withdraw_dispute(desk, november, line),
        ResolveStatement "settlement::resolve" => async {
            let resolution = Resolution { outcome: Outcome::LineStands, comment: "Ваш".to_owned() };
            settlement::resolve(desk, partner, november, line, resolution).await
        },
        ExportStatement "settlement::export" => settlement::export(desk, november, None),
        ExportStatement "settlement::export_own" => settlement::export_own(desk, november),
        ExportStatement "settlement::note_export" => settlement::note_export(desk, &[], "csv"),
        FormStatement "settlement::form" => settlement::form(desk, november, None, |_, _| {}),
        FormStatement "settlement::closing" => settlement::closing(desk, november),
        PublishStatement "settlement::publish" => settlement::publish(desk, partner, november, 1),
        LapseStatement "settlement::lapse" => settlement::lapse(desk),
        InvoiceStatement "invoicing::invoice" => invoicing::invoice(desk, partner, november, 1),
        CloseStatement "invoicing::close" => invoicing::close(desk, partner, november, 1),
    )
}
