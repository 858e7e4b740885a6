//! The worker's operations.

use axum::body::Bytes;
use registrar::domain::circuit::Service;
use registrar::domain::document::DocumentKind;
use registrar::domain::errand::{Errand, Lane};
use registrar::domain::ids::{
    ArchiveId, ErrandId, FactorResetId, InvitationId, ItsLoginId, LinkId, NumberedId, OrganizationId,
    PartnerId, PersonId, PhoneCodeId, ProductId, QuestionId, RegistrationId, SaleId,
};
use registrar::domain::money::Money;
use registrar::domain::numbered::{IssuedFor, NumberedDocument};
use registrar::gateways::SendingFault;
use registrar::gateways::dropped::DropFolder;
use registrar::gateways::files::{Files, FilesFault};
use registrar::operations::sales::{logos, printing};
use registrar::operations::{
    Desk, Failure, archives, circuit, documents, expiry, factor_resets, forwarding, letters, new_devices,
    password_guesses, phone_codes, program_passwords, sealing, subscriptions, waiting,
};
use registrar::store::letters::SentLetter;
use registrar::store::outbox::Kept;

use super::{NUMBER, Probe, probes};

pub(super) fn errands(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        RunErrand "forwarding::submit" => async { forwarding::submit(desk, &errand()).await },
        RunErrand "forwarding::request" => async { forwarding::request(desk, &errand()).await },
        RunErrand "forwarding::note_certificate" => async {
            let certificate = crate::support::certificate();
            forwarding::note_certificate(desk, &errand(), certificate).await
        },
        RunErrand "forwarding::note_refusal" => async { forwarding::note_refusal(desk, &errand(), "Нет").await },
        RunErrand "forwarding::register" => async { forwarding::register(desk, &errand()).await },
        RunErrand "forwarding::note_failure" => async { forwarding::note_failure(desk, &errand(), "Нет", true).await },
        RunErrand "forwarding::settle_moot" => async { forwarding::settle_moot(desk, &errand()).await },
        RunErrand "circuit::gate" => circuit::gate(desk, Lane::Post, chrono::Duration::seconds(90)),
        RunErrand "circuit::note_asked" => async { circuit::note_asked(desk, &errand()).await },
        RunErrand "circuit::answer_is_lost" => async { circuit::answer_is_lost(desk, &errand()).await },
        RunErrand "circuit::give_back" => circuit::give_back(desk, Service::Post, chrono::DateTime::UNIX_EPOCH),
        RunErrand "circuit::note_answer" => circuit::note_answer(desk, Service::Post),
        RunErrand "circuit::note_silence" => circuit::note_silence(desk, Service::Post),
        RunErrand "circuit::note_unreachable" => async { circuit::note_unreachable(desk, &errand(), Service::Post, "").await },
        RunErrand "waiting::expire" => async { waiting::expire(desk, &errand()).await },
        RunErrand "waiting::wake" => async { waiting::wake(desk, &errand()).await },
        RunErrand "expiry::owe_rounds" => expiry::owe_rounds(desk),
        RunErrand "expiry::round" => async { expiry::round(desk, &errand(), PartnerId(1)).await },
        RunErrand "expiry::matter" => expiry::matter(desk, OrganizationId(1), PersonId(1)),
        RunErrand "documents::take_dropped" => async { take_dropped(desk).await },
        RunErrand "sealing::known" => sealing::known(desk),
        RunErrand "sealing::recognise" => sealing::recognise(desk, ""),
        AdoptAuthority "sealing::adopt" => sealing::adopt(desk, ""),
        RunErrand "letters::message_id" => async { letters::message_id(desk, &errand(), "localhost").await },
        RunErrand "letters::notice" => letters::notice(desk, PersonId(1)),
        RunErrand "letters::renamed" => letters::renamed(desk, PersonId(1)),
        RunErrand "letters::invitation" => letters::invitation(desk, InvitationId(1)),
        RunErrand "letters::administrator_invited" => {
            letters::administrator_invited(desk, PersonId(1), OrganizationId(1), PartnerId(1))
        },
        RunErrand "letters::pin_guesses" => letters::pin_guesses(desk, ProductId(1)),
        RunErrand "password_guesses::matter" => async { password_guesses::matter(desk, &errand()).await },
        RunErrand "letters::question" => letters::question(desk, QuestionId(1), 1),
        RunErrand "letters::offer" => letters::offer(desk, ItsLoginId(1)),
        RunErrand "letters::head" => letters::head(desk, PersonId(1), PartnerId(1)),
        RunErrand "letters::link" => letters::link(desk, LinkId(1)),
        RunErrand "letters::confirmation" => letters::confirmation(desk, RegistrationId(1)),
        RunErrand "phone_codes::matter" => phone_codes::matter(desk, PhoneCodeId(1), &[]),
        RunErrand "phone_codes::number" => phone_codes::number(desk, PersonId(1)),
        RunErrand "letters::matter" => async { letters::matter(desk, &errand()).await },
        RunErrand "letters::owe_again" => letters::owe_again(desk),
        RunErrand "letters::note_sent" => async { letters::note_sent(desk, &errand(), &letter()).await },
    )
}

pub(super) fn factors(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        RunErrand "factor_resets::matter" => factor_resets::matter(desk, FactorResetId(1)),
        RunErrand "factor_resets::run" => async {
            factor_resets::run(desk, &errand(), FactorResetId(1)).await
        },
    )
}

pub(super) fn archives(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        RunErrand "new_devices::matter" => async { new_devices::matter(desk, &errand()).await },
        RunErrand "program_passwords::matter" => async { program_passwords::matter(desk, &errand()).await },
        RunErrand "archives::build" => async { archives::build(desk, None, &errand()).await },
        RunErrand "archives::post" => async { archives::post(desk, None, &errand()).await },
        RunErrand "archives::confirmation" => async { archives::confirmation(desk, &errand()).await },
        RunErrand "subscriptions::confirmation" => async { subscriptions::confirmation(desk, &errand()).await },
        RunErrand "subscriptions::send_due" => subscriptions::send_due(desk),
        RunErrand "archives::ordered" => archives::ordered(desk, ArchiveId(1)),
        RunErrand "archives::declined" => archives::declined(desk, ArchiveId(1)),
        RunErrand "archives::wait_for_store" => async { archives::wait_for_store(desk, &errand(), &FilesFault::NotFound).await },
        RunErrand "archives::note_letter_sent" => async {
            archives::note_letter_sent(desk, &errand(), &letter()).await
        },
        RunErrand "archives::note_confirmation_sent" => async {
            archives::note_confirmation_sent(desk, &errand(), &letter()).await
        },
        RunErrand "archives::note_letter_fault" => async {
            archives::note_letter_fault(desk, &errand(), &SendingFault::nowhere()).await
        },
    )
}

async fn take_dropped(desk: &Desk) -> Result<u64, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let store = Files::from_setting(&format!("dir:{}", folder.path().display())).unwrap();
    documents::take_dropped(desk, &store, &DropFolder::from_setting("nowhere").unwrap()).await
}

/// What the worker does to print documents.
pub(super) fn documents_printed(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        RunErrand "sales::to_print" => async { printing::to_print(desk, &errand().errand).await },
        RunErrand "sales::sheet_to_print" => async { logos::sheet_to_print(desk, &numbered()).await },
        RunErrand "sales::wait_for_program" => async { printing::wait_for_program(desk, &errand(), "").await },
        RunErrand "sales::note_printed" => async {
            let folder = tempfile::tempdir().unwrap();
            let store = Files::from_setting(&format!("dir:{}", folder.path().display())).unwrap();
            printing::note_printed(desk, &errand(), &numbered(), &store, Bytes::new()).await
        },
    )
}

fn errand() -> Kept {
    let at = crate::support::at("2026-11-18T09:00:00Z");
    Kept {
        id: ErrandId(1),
        errand: Errand::Submit { application: NUMBER },
        partner: PartnerId(1),
        key: "submit:104001:1".to_owned(),
        due_at: at,
        attempts: 1,
        last_error: None,
        created_at: at,
        asked_at: None,
    }
}

fn letter() -> SentLetter {
    SentLetter {
        message_id: "errand-1@registrar".to_owned(),
        application: None,
        partner: PartnerId(1),
        recipient: "to@forsait.example".to_owned(),
        subject: String::new(),
        text: String::new(),
        sent_at: crate::support::at("2026-11-18T09:00:00Z"),
    }
}

/// A numbered document of nobody.
fn numbered() -> NumberedDocument {
    NumberedDocument {
        id: NumberedId(1),
        partner: PartnerId(1),
        organization: OrganizationId(1),
        of: IssuedFor::Sale(SaleId(1)),
        kind: DocumentKind::Act,
        place: 1,
        number: "1".to_owned(),
        day: chrono::NaiveDate::MIN,
        total: Money::ZERO,
        sheet: String::new(),
        sha256: String::new(),
        at: chrono::DateTime::UNIX_EPOCH,
        by: String::new(),
    }
}
