//! What goes to phones by SMS. It is kept as letters are, so the demo shows both on one page.

use super::Doors;
use super::sending::{self, Ready, noted, record};
use crate::domain::circuit::Service;
use crate::domain::ids::{FactorResetId, PersonId, PhoneCodeId};
use crate::gateways::sms::OutgoingSms;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, factor_resets, letters, phone_codes};
use crate::present::{self, sms};
use crate::store::letters::SentLetter;
use crate::store::outbox::Kept;

/// The failure of a code whose worker cannot make its digits.
const NO_SECRET: &str = "Обработчик запущен без REGISTRAR_SECRET: код составить нечем";

/// Writes a code, unless it is no longer good by now. Its digits are kept with the message in the demo alone.
pub(super) async fn write_code(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    code: PhoneCodeId,
) -> Result<ErrandOutcome, Failure> {
    let Some(key) = doors.code_key() else {
        return forwarding::note_failure(desk, errand, NO_SECRET, false).await;
    };
    let Some((code, matter)) = phone_codes::matter(desk, code, key).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let text = sms::code(&matter, code.expires_at, doors.public_url());
    let kept = match matter.digits() {
        Some(digits) if !doors.keeps_links() => text.replace(digits, "…"),
        Some(_) | None => text.clone(),
    };
    send(doors, desk, errand, code.phone, Written { text, kept }).await
}

/// Tells the holder of an account that somebody has typed wrong codes.
pub(super) async fn write_guesses(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    person: PersonId,
) -> Result<ErrandOutcome, Failure> {
    let Some(to) = phone_codes::number(desk, person).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let text = sms::guesses(errand.created_at);
    send(doors, desk, errand, to, Written { kept: text.clone(), text }).await
}

/// Tells the owner of an account without an e-mail that an administrator asked to take their second factors off.
pub(super) async fn write_reset(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    reset: FactorResetId,
) -> Result<ErrandOutcome, Failure> {
    let Some(told) = factor_resets::matter(desk, reset).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let Some(to) = phone_codes::number(desk, told.reset.person).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let text = sms::factor_reset(&told, desk.now(), doors.public_url());
    send(doors, desk, errand, to, Written { kept: text.clone(), text }).await
}

/// Tells an administrator that no more messages are sent today.
pub(super) async fn write_ceiling(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    person: PersonId,
) -> Result<ErrandOutcome, Failure> {
    let matter = letters::notice(desk, person).await?;
    let letter = present::letters::sms_ceiling(&matter, errand.created_at, doors.public_url());
    sending::send(doors, desk, errand, Ready::of(matter.to, letter)).await
}

/// A text, and how it is kept.
struct Written {
    text: String,
    kept: String,
}

async fn send(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    to: String,
    written: Written,
) -> Result<ErrandOutcome, Failure> {
    let id = letters::message_id(desk, errand, doors.public_url()).await?;
    let message = OutgoingSms { id: id.clone(), to: to.clone(), text: written.text };
    let sent = doors.text(&message, desk.now()).await;
    let record = record(errand, id, to, desk.now());
    let record = SentLetter { subject: "SMS".to_owned(), text: written.kept, ..record };
    noted(desk, errand, Service::Sms, sent, record).await
}
