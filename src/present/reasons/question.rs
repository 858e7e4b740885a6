//! The question for a reason, as a person answers it about an application.

use templates::components::Choice;
use templates::pages::partner::ReasonQuestion;

use crate::domain::application::Application;
use crate::domain::reason::{CannedReason, Purpose};
use crate::operations::decisions::GivenReason;
use crate::operations::reasons::OfferedReasons;
use crate::present::letters;

/// The reasons for a purpose with the letter to the application's client, and what was answered so far.
#[must_use]
pub fn question(
    offered: &OfferedReasons,
    purpose: Purpose,
    application: &Application,
    answered: GivenReason<'_>,
) -> ReasonQuestion {
    let organization = &application.asked.organization_name;
    let choice = |reason: &CannedReason| {
        Choice::new(reason.code.clone(), reason.title.clone()).meaning(reason.read_by(organization))
    };
    ReasonQuestion {
        choices: offered.serving(purpose).into_iter().map(choice).collect(),
        chosen: answered.code.to_owned(),
        text: answered.own_words.to_owned(),
        hint: "Клиент прочтет это после текста причины.",
        letter: letters::foretold(purpose, application, offered.expires_at),
        example: None,
    }
}
