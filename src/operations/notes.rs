//! Notes of colleagues about an application. The client never sees them.

use super::{Desk, Failure};
use crate::domain::cleaning::cleaned_lines;
use crate::domain::ids::ApplicationNumber;
use crate::policy::Permission;
use crate::store::notes::{self, Note};
use crate::store::{applications, audit};

/// The maximum length of a note, in characters.
pub const LONGEST: usize = 2000;

/// Writes a note about an application. The application's version stays, so open forms remain valid.
pub async fn write(desk: &Desk, number: ApplicationNumber, text: &str) -> Result<(), Failure> {
    desk.may(Permission::WriteNote).await?;
    let author = desk.person()?;
    let text = cleaned_lines(text);
    let fault = match text.chars().count() {
        0 => Some("Напишите заметку".to_owned()),
        1..=LONGEST => None,
        _ => Some(format!("Не больше {LONGEST} символов")),
    };
    if let Some(words) = fault {
        return Err(Failure::Invalid(vec![("note", words)]));
    }
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    notes::add(&tx, number, &Note { author, at: desk.now(), text: text.clone() }).await?;
    let noted = audit::AuditNote {
        verb: audit::NOTED,
        subject: &audit::application_subject(number),
        details: serde_json::json!({ "note": text }).to_string(),
    };
    audit::note(&tx, &desk.keeper(), application.partner, noted).await?;
    Ok(tx.commit().await?)
}
