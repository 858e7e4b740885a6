//! The queue of applications: its tabs and what it can be filtered by.

use chrono::{DateTime, Utc};

use super::ids::PersonId;
use super::multi_user::Tier;
use super::stage::Verb;
use super::submission::{ApplicationType, Authority};

codes! {
    /// A tab of the queue.
    pub enum Tab {
        /// «Новые»: nobody has taken them.
        New = "new",
        /// «Мои»: the reader answers for them.
        Mine = "mine",
        /// «Все в работе»: all that still move.
        InWork = "work",
        /// «Возвращены»: the client must mend them.
        Returned = "returned",
        /// «Отложены»: until their day.
        OnHold = "hold",
        /// «У оператора».
        AtOperator = "operator",
        /// «Требует внимания»: the worker gave up.
        Attention = "attention",
        /// «Просрочены»: the partner's deadline has passed.
        Late = "late",
        /// «Завершены».
        Finished = "finished",
    }
}

impl Tab {
    /// Whether all that it holds still moves.
    #[must_use]
    pub const fn moves(self) -> bool {
        match self {
            Self::New
            | Self::Mine
            | Self::InWork
            | Self::Returned
            | Self::OnHold
            | Self::AtOperator
            | Self::Late => true,
            Self::Attention | Self::Finished => false,
        }
    }
}

codes! {
    /// What can be done to several applications at once.
    pub enum BulkVerb {
        /// Take them for inspection.
        Take = "take",
        /// Return them to their clients.
        Return = "return",
        /// Forward them to the operator.
        Forward = "forward",
        /// Set their multi-user mode.
        Mode = "mode",
    }
}

impl BulkVerb {
    /// The verb that is done to each of them.
    #[must_use]
    pub const fn verb(self) -> Verb {
        match self {
            Self::Take => Verb::Take,
            Self::Return => Verb::Return,
            Self::Forward => Verb::Forward,
            Self::Mode => Verb::SetParameters,
        }
    }
}

codes! {
    /// What a person likes to follow a decision.
    pub enum AfterAction {
        /// The next application of the queue that they came from.
        Next = "next",
        /// That queue.
        List = "list",
        /// The card where they are.
        Stay = "stay",
    }
}

/// By the multi-user mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModeFilter {
    /// The mode is off.
    Off,
    /// The mode is on with this tier.
    Tier(Tier),
    /// The mode is on and the client listed no users.
    ListEmpty,
}

impl ModeFilter {
    /// Its code in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Tier(tier) => tier.code(),
            Self::ListEmpty => "list_empty",
        }
    }

    /// The filter with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "off" => Some(Self::Off),
            "list_empty" => Some(Self::ListEmpty),
            tier => Tier::from_code(tier).map(Self::Tier),
        }
    }
}

/// What the queue is narrowed to; nothing set means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Only this kind.
    pub kind: Option<ApplicationType>,
    /// Only with this multi-user mode.
    pub mode: Option<ModeFilter>,
    /// Only those that this person answers for.
    pub reviewer: Option<PersonId>,
    /// Only those that will report to this body.
    pub direction: Option<Authority>,
    /// Only those whose deadline has passed.
    pub late: bool,
    /// Only those that were returned or refused for the reason with this code.
    pub reason: Option<String>,
    /// Only those that came at or after this instant.
    pub received_from: Option<DateTime<Utc>>,
}
