//! The URLs of applications that clients fill in the browser.

use super::fill;
use super::with_query;

addresses! {
    /// The client's drafts; beginning one.
    DRAFTS = "/cabinet/drafts" => drafts();
    /// What the client may begin.
    NEW_DRAFT = "/cabinet/drafts/new" => new_draft();
    /// Creating the account of the cabinet, for whoever is not signed in.
    CABINET_ACCOUNT = "/cabinet/drafts/account" => cabinet_account();
    /// Mending a returned application.
    CORRECTION = "/cabinet/drafts/corrections/{number}" => correction(number);
    /// A draft: leads to where it goes on.
    DRAFT = "/cabinet/drafts/{draft}" => draft(draft);
    /// Throwing a draft away.
    DRAFT_REMOVAL = "/cabinet/drafts/{draft}/removal" => draft_removal(draft);
    /// Sending a draft.
    DRAFT_SENDING = "/cabinet/drafts/{draft}/sending" => draft_sending(draft);
    /// The files that wait in a draft; adding some.
    DRAFT_FILES = "/cabinet/drafts/{draft}/files" => draft_files(draft);
    /// One of these files.
    DRAFT_FILE = "/cabinet/drafts/{draft}/files/{file}" => draft_file(draft, file);
    /// Taking one of these files out.
    DRAFT_FILE_REMOVAL = "/cabinet/drafts/{draft}/files/{file}/removal" => draft_file_removal(draft, file);
    /// A step of a draft.
    DRAFT_STEP = "/cabinet/drafts/{draft}/steps/{step}" => draft_step(draft, step);
    /// An entry of the list of a step; `new` for a new one.
    DRAFT_ENTRY = "/cabinet/drafts/{draft}/steps/{step}/{entry}" => draft_entry(draft, step, entry);
    /// Taking an entry off its list.
    DRAFT_ENTRY_REMOVAL = "/cabinet/drafts/{draft}/steps/{step}/{entry}/removal" => draft_entry_removal(draft, step, entry);
}

/// What the client may begin, with the renewal of an organisation chosen.
#[must_use]
pub fn renewal(code: &str) -> String {
    with_query(&new_draft(), &[("organization", code), ("type", "renew")])
}
