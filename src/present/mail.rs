//! The demo's letters, as the recipients would get them.

use templates::components::{Pager, RowTotal};
use templates::format::Zone;
use templates::pages::{MailLetterPage, MailPage, MailRow};

use crate::store::letters::SentLetter;

/// The letters, newest first.
#[must_use]
pub fn list(letters: &[SentLetter], total: u64, zone: Zone) -> MailPage {
    let row = |letter: &SentLetter| MailRow {
        id: letter.message_id.clone(),
        to: letter.recipient.clone(),
        subject: letter.subject.clone(),
        at: zone.moment(letter.sent_at),
    };
    let shown = u64::try_from(letters.len()).unwrap_or_default();
    let note = Some("новые сверху".to_owned());
    MailPage {
        letters: letters.iter().map(row).collect(),
        pager: Pager { shown, total: RowTotal::Exactly(total), note, ..Pager::default() },
    }
}

/// One letter.
#[must_use]
pub fn letter(letter: SentLetter, sender: &str, zone: Zone) -> MailLetterPage {
    MailLetterPage {
        from: sender.to_owned(),
        to: letter.recipient,
        subject: letter.subject,
        at: zone.moment(letter.sent_at),
        text: letter.text,
    }
}
