//! The letters of the service: subject, text and HTML, each written separately.

mod act_ordered;
mod administrator_invited;
mod approved;
mod archive;
mod client_invitation;
mod client_news;
mod cloud_linked;
mod confirmation;
mod contact;
mod contract_offer;
mod expiring;
mod factor_changed;
mod factor_reset;
mod journal_head;
mod login_renamed;
mod new_application;
mod new_device;
mod paper;
mod partner_news;
mod passkey;
mod password;
mod password_changed;
mod password_guesses;
mod pin_guesses;
mod program_password_made;
mod question_reply;
mod question_waits;
mod sms_ceiling;
mod standing_in;
mod subscription;

use maud::{DOCTYPE, Markup, html};

pub use act_ordered::ActOrdered;
pub use administrator_invited::AdministratorInvited;
pub use approved::Approved;
pub use archive::{ActDeclined, ArchiveAddressLetter, ArchiveAttached, ArchiveByLink};
pub use client_invitation::ClientInvited;
pub use client_news::{ClientNews, NewsBody};
pub use cloud_linked::CloudLinkedNotice;
pub use confirmation::Confirmation;
pub use contact::LetterContact;
pub use contract_offer::ContractOffer;
pub use expiring::ExpiringLetter;
pub use factor_changed::FactorChanged;
pub use factor_reset::FactorResetAsked;
pub use journal_head::JournalHead;
pub use login_renamed::LoginRenamed;
pub use new_application::NewApplication;
pub use new_device::NewDeviceLetter;
pub use partner_news::PartnerNews;
pub use passkey::{PasskeyFate, PasskeyLetter};
pub use password::{PasswordLetter, PasswordOccasion};
pub use password_changed::PasswordChanged;
pub use password_guesses::PasswordGuesses;
pub use pin_guesses::PinGuesses;
pub use program_password_made::ProgramPasswordMade;
pub use question_reply::QuestionReply;
pub use question_waits::QuestionWaits;
pub use sms_ceiling::SmsCeiling;
pub use standing_in::StandingInTold;
pub use subscription::SubscriptionLetter;

/// A letter ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject, one line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

/// The last line of a letter that nobody reads answers to.
const AUTOMATIC: &str = "Это письмо отправлено автоматически, отвечать на него не нужно.";

/// The HTML document of a letter.
fn document(subject: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="ru" { head { meta charset="utf-8"; title { (subject) } } body { (body) } }
    };
    page.into_string()
}

/// The text on one line: a line break in a subject would begin another header.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
