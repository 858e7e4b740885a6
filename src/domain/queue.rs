//! The queue of applications: its tabs and filters.

use chrono::{DateTime, Utc};

use super::ids::{ApplicationNumber, PersonId};
use super::multi_user::Tier;
use super::stage::Verb;
use super::submission::{ApplicationType, Authority};

codes! {
    /// A tab of the queue.
    pub enum Tab {
        /// «Новые»: without a reviewer.
        New = "new",
        /// «Мои»: the viewer is the reviewer.
        Mine = "mine",
        /// «Все в работе»: all open ones.
        InWork = "work",
        /// «Возвращены»: the client must mend them.
        Returned = "returned",
        /// «Отложены»: on hold.
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
    /// Whether the tab lists open applications only.
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

    /// Whether deadlines run in the tab, so that it can be ordered by them.
    #[must_use]
    pub const fn has_deadlines(self) -> bool {
        match self {
            Self::New | Self::Mine | Self::InWork | Self::Late => true,
            Self::Returned | Self::OnHold | Self::AtOperator | Self::Attention | Self::Finished => false,
        }
    }

    /// The order in which the tab is listed, if this one is asked for: by deadline unless another is.
    #[must_use]
    pub const fn order(self, asked: Option<QueueOrder>) -> QueueOrder {
        match asked {
            Some(order @ (QueueOrder::Newest | QueueOrder::Oldest)) => order,
            Some(QueueOrder::Deadline) | None if self.has_deadlines() => QueueOrder::Deadline,
            Some(QueueOrder::Deadline) | None => QueueOrder::Newest,
        }
    }
}

codes! {
    /// An order of the queue.
    pub enum QueueOrder {
        /// By the running deadline, the overdue ones first; what has none comes last, by number.
        Deadline = "due",
        /// By number, the last received first.
        Newest = "newest",
        /// By number, the first received first.
        Oldest = "oldest",
    }
}

/// The place of an application in an order of the queue; a page begins after one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// The deadline that ran when the page was shown, if one did.
    pub due: Option<DateTime<Utc>>,
    /// The number.
    pub number: ApplicationNumber,
}

/// A stretch of the queue: in an order, after a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueStretch<'a> {
    /// The order.
    pub order: QueueOrder,
    /// The place after which it begins; `None` begins with the first.
    pub after: Option<&'a QueuePlace>,
}

codes! {
    /// A verb for several applications at once.
    pub enum BulkVerb {
        /// Take them for review.
        Take = "take",
        /// Return them to their clients.
        Return = "return",
        /// Forward them to the operator.
        Forward = "forward",
        /// Set their multi-user mode.
        Mode = "mode",
        /// Take their forwarding back.
        Undo = "undo",
    }
}

impl BulkVerb {
    /// The verbs that the list offers; an undo is offered with the result of a forwarding.
    pub const OF_LIST: &'static [Self] = &[Self::Take, Self::Return, Self::Forward, Self::Mode];

    /// The verb applied to each application.
    #[must_use]
    pub const fn verb(self) -> Verb {
        match self {
            Self::Take => Verb::Take,
            Self::Return => Verb::Return,
            Self::Forward => Verb::Forward,
            Self::Mode => Verb::SetParameters,
            Self::Undo => Verb::Undo,
        }
    }
}

codes! {
    /// A person's preference for the page after a decision.
    pub enum AfterAction {
        /// The next application of the same queue.
        Next = "next",
        /// The queue.
        List = "list",
        /// The same card.
        Stay = "stay",
    }
}

/// A filter by the multi-user mode.
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
    /// Its code in URLs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Tier(tier) => tier.code(),
            Self::ListEmpty => "list_empty",
        }
    }

    /// The filter with this code, if there is one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "off" => Some(Self::Off),
            "list_empty" => Some(Self::ListEmpty),
            tier => Tier::from_code(tier).map(Self::Tier),
        }
    }
}

/// The filter of the queue; an empty one passes everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// This kind only.
    pub kind: Option<ApplicationType>,
    /// This multi-user mode only.
    pub mode: Option<ModeFilter>,
    /// This reviewer only.
    pub reviewer: Option<PersonId>,
    /// Those that report to this controlling body.
    pub direction: Option<Authority>,
    /// Those past their deadline.
    pub late: bool,
    /// Those returned or rejected for the reason with this code.
    pub reason: Option<String>,
    /// Those received at or after this instant.
    pub received_from: Option<DateTime<Utc>>,
    /// Those of the organisations that these words or this number of an application name; everything when empty.
    pub words: String,
}
