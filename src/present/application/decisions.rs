//! Decisions that need words: their menus, and what was typed into one that came back.

use serde::Deserialize;
use templates::components::{Choice, FieldError, VerbWeight};
use templates::format::counted;
use templates::pages::partner::{Asks, Decision};
use templates::paths;

use crate::domain::reason::Purpose;
use crate::domain::stage::Verb;
use crate::operations::inspection::Card;
use crate::present::words;

/// What was typed into a decision.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedDecision {
    /// The version that was seen.
    pub version: String,
    /// The code of the reason, or what is awaited.
    pub reason: String,
    /// One's own words.
    pub text: String,
    /// The day until which it lies aside.
    pub until: String,
    /// The list that the reader came from.
    pub from: String,
    /// What is wrong with it.
    #[serde(skip)]
    pub errors: Vec<FieldError>,
}

impl TypedDecision {
    /// The form field by field, without the version.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String)> {
        let fields =
            [("reason", &self.reason), ("text", &self.text), ("until", &self.until), ("from", &self.from)];
        let typed = fields.into_iter().filter(|(_, value)| !value.is_empty());
        typed.map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }
}

/// A decision that needs words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worded {
    /// Return it to the client.
    Return,
    /// Refuse it.
    Reject,
    /// Put it aside.
    Hold,
}

impl Worded {
    const ALL: [Self; 3] = [Self::Return, Self::Reject, Self::Hold];

    /// The verb that it is.
    #[must_use]
    pub const fn verb(self) -> Verb {
        match self {
            Self::Return => Verb::Return,
            Self::Reject => Verb::Reject,
            Self::Hold => Verb::Hold,
        }
    }

    /// Where its form is sent.
    #[must_use]
    pub fn address(self, number: &str) -> String {
        match self {
            Self::Return => paths::return_to_client(number),
            Self::Reject => paths::rejection(number),
            Self::Hold => paths::hold(number),
        }
    }
}

/// The decisions that the reader may take; `returned` is one that came back with its faults.
pub(super) fn decisions(card: &Card, returned: Option<&(Worded, TypedDecision)>) -> Vec<Decision> {
    let open = Worded::ALL.into_iter().filter(|worded| card.verbs.contains(&worded.verb()));
    open.map(|worded| {
        let typed = returned.filter(|(tried, _)| *tried == worded).map(|(_, typed)| typed.clone());
        decision(card, worded, typed.unwrap_or_default())
    })
    .collect()
}

fn decision(card: &Card, worded: Worded, typed: TypedDecision) -> Decision {
    Decision {
        id: worded.verb().code(),
        label: words::verb(worded.verb()),
        action: worded.address(&card.application.number.to_string()),
        version: card.application.version.to_string(),
        asks: asks(card, worded, &typed),
        consequence: consequence(card, worded),
        weight: if worded == Worded::Reject { VerbWeight::Danger } else { VerbWeight::Plain },
        errors: typed.errors,
    }
}

fn asks(card: &Card, worded: Worded, typed: &TypedDecision) -> Asks {
    let of_purpose = |purpose| Asks::Reason {
        choices: offered(card, purpose),
        chosen: typed.reason.clone(),
        text: typed.text.clone(),
    };
    match worded {
        Worded::Return => of_purpose(Purpose::Return),
        Worded::Reject => of_purpose(Purpose::Reject),
        Worded::Hold => {
            let held = card.application.hold.as_ref().filter(|_| typed.reason.is_empty());
            let reason = held.map_or_else(|| typed.reason.clone(), |hold| hold.reason.clone());
            Asks::Day { until: typed.until.clone(), reason }
        }
    }
}

/// The canned reasons for this, each with what the client will read.
fn offered(card: &Card, purpose: Purpose) -> Vec<Choice> {
    let organization = &card.application.asked.organization_name;
    let serving = card.reasons.iter().filter(|reason| reason.serves(purpose));
    let choices = serving.map(|reason| {
        Choice::new(reason.code.clone(), reason.title.clone()).meaning(reason.read_by(organization))
    });
    choices.collect()
}

fn consequence(card: &Card, worded: Worded) -> String {
    match worded {
        Worded::Return => format!(
            "Клиент получит письмо с причиной и исправит заявление под тем же номером. Через {} без исправлений оно \
             снимется.",
            counted(card.expire_days.into(), ["день", "дня", "дней"])
        ),
        Worded::Reject => "Заявление закроется навсегда, клиент получит письмо с причиной.".to_owned(),
        Worded::Hold => {
            "Заявление вернется в работу утром этого дня, срок на это время остановится.".to_owned()
        }
    }
}
