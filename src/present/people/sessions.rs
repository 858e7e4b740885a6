//! Sessions, with the verbs that end them.

use templates::components::{VerbButton, VerbWeight};
use templates::format::Zone;
use templates::pages::SessionRow;

use crate::operations::Desk;
use crate::operations::accounts::Session;
use crate::present::words;

/// The sessions, the last used first; `end` gives the URL that ends one.
#[must_use]
pub fn rows(
    desk: &Desk,
    sessions: &[Session],
    current: Option<&Session>,
    zone: Zone,
    end: impl Fn(&str) -> String,
) -> Vec<SessionRow> {
    let row = |session: &Session| {
        let here = current.is_some_and(|current| current.token_hash == session.token_hash);
        let foreign = session.foreign_computer.then_some("чужой компьютер");
        let address = Some(session.address.as_str()).filter(|address| !address.is_empty());
        let how = Some(words::people::signed_in_by(session.factor));
        let notes: Vec<&str> =
            here.then_some("этот сеанс").into_iter().chain(foreign).chain(how).chain(address).collect();
        SessionRow {
            browser: words::people::browser(&session.browser),
            note: (!notes.is_empty()).then(|| notes.join(" · ")),
            begun: zone.moment(session.created_at),
            seen: zone.since(session.seen_at, desk.now()),
            end: (!here).then(|| button("Завершить", end(session.mark()))),
        }
    };
    sessions.iter().map(row).collect()
}

/// A button without further fields.
#[must_use]
pub fn button(label: &str, action: String) -> VerbButton {
    VerbButton {
        label: label.to_owned(),
        action,
        hidden: Vec::new(),
        weight: VerbWeight::Plain,
        consequence: None,
    }
}
