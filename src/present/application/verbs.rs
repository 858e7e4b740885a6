//! The verbs of an application as people meet them, one row each: what a button, a flash sentence, the page of a
//! conflict and the bulk pages say, where a form is sent and where the reader goes afterwards.

use templates::components::VerbWeight;
use templates::format::counted;
use templates::paths;

use crate::domain::reason::Purpose;
use crate::domain::stage::Verb;
use crate::operations::inspection::Card;

/// A verb as people meet it.
#[derive(Clone, Copy, Debug)]
pub struct VerbRow {
    /// The verb.
    pub verb: Verb,
    /// What its button says.
    pub label: &'static str,
    /// What is said once it is done, after «Заявление № …:».
    pub done: &'static str,
    /// What is said before the click.
    pub consequence: Consequence,
    /// How its button looks.
    pub weight: VerbWeight,
    /// Where its form is sent, by the number.
    pub address: fn(&str) -> String,
    /// Where it is offered.
    pub offered: Offered,
    /// Where it leads when it is done.
    pub leads: Leads,
}

/// What is said before the click.
#[derive(Clone, Copy, Debug)]
pub enum Consequence {
    /// Nothing.
    Untold,
    /// Always the same.
    Always(&'static str),
    /// It depends on the application and on the settings.
    Of(fn(&Card) -> String),
}

impl Consequence {
    /// What is said wherever it is offered.
    pub(in crate::present) fn always(self) -> Option<&'static str> {
        if let Self::Always(words) = self { Some(words) } else { None }
    }

    /// What is said on a card.
    pub(super) fn on(self, card: &Card) -> Option<String> {
        match self {
            Self::Of(words) => Some(words(card)),
            Self::Untold | Self::Always(_) => self.always().map(str::to_owned),
        }
    }
}

/// Where a verb is offered, and what it asks for there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// On the card, by a button.
    Button,
    /// On the card, by a menu with the canned reasons for this.
    Reason(Purpose),
    /// On the card, by a menu with a day.
    Day,
    /// On the card, by a menu with the colleagues.
    Colleague,
    /// On the card, by a form of its own.
    Form,
    /// In the client's cabinet, by a button.
    Cabinet,
}

/// Where a verb leads when it is done.
#[derive(Clone, Copy, Debug)]
pub enum Leads {
    /// To the card: the work goes on there.
    ToCard,
    /// To the list that the reader came from.
    ToList,
    /// Where the reader likes: the work on this one is over.
    Onward,
}

/// The row of a verb; none for what only the client's program does.
#[must_use]
pub const fn of(verb: Verb) -> Option<&'static VerbRow> {
    match verb {
        Verb::Take => Some(&TAKE),
        Verb::Release => Some(&RELEASE),
        Verb::HandOver => Some(&HAND_OVER),
        Verb::SetParameters => Some(&SET_PARAMETERS),
        Verb::Forward => Some(&FORWARD),
        Verb::Undo => Some(&UNDO),
        Verb::Return => Some(&RETURN),
        Verb::Reject => Some(&REJECT),
        Verb::Hold => Some(&HOLD),
        Verb::Wake => Some(&WAKE),
        Verb::Nudge => Some(&NUDGE),
        Verb::Withdraw => Some(&WITHDRAW),
        Verb::Complete => Some(&COMPLETE),
        Verb::Mend => Some(&MEND),
    }
}

/// Taking it for inspection.
pub const TAKE: VerbRow = VerbRow {
    verb: Verb::Take,
    label: "Взять в работу",
    done: "взято в работу",
    consequence: Consequence::Untold,
    weight: VerbWeight::Primary,
    address: paths::taking,
    offered: Offered::Button,
    leads: Leads::ToCard,
};

/// Giving it back to the queue.
pub const RELEASE: VerbRow = VerbRow {
    verb: Verb::Release,
    label: "Вернуть в очередь",
    done: "возвращено в очередь",
    consequence: Consequence::Untold,
    weight: VerbWeight::Plain,
    address: paths::release,
    offered: Offered::Button,
    leads: Leads::Onward,
};

/// Handing it over to a colleague.
pub const HAND_OVER: VerbRow = VerbRow {
    verb: Verb::HandOver,
    label: "Передать коллеге",
    done: "передано коллеге",
    consequence: Consequence::Untold,
    weight: VerbWeight::Plain,
    address: paths::handover,
    offered: Offered::Colleague,
    leads: Leads::Onward,
};

/// Setting the connection parameters.
pub const SET_PARAMETERS: VerbRow = VerbRow {
    verb: Verb::SetParameters,
    label: "Сохранить параметры",
    done: "параметры сохранены",
    consequence: Consequence::Untold,
    weight: VerbWeight::Plain,
    address: paths::parameters,
    offered: Offered::Form,
    leads: Leads::ToCard,
};

/// Forwarding it to the operator.
pub const FORWARD: VerbRow = VerbRow {
    verb: Verb::Forward,
    label: "Отправить оператору",
    done: "отправлено оператору",
    consequence: Consequence::Of(forwarded),
    weight: VerbWeight::Primary,
    address: paths::forwarding,
    offered: Offered::Form,
    leads: Leads::Onward,
};

/// Taking the forwarding back.
pub const UNDO: VerbRow = VerbRow {
    verb: Verb::Undo,
    label: "Отменить отправку",
    done: "отправка отменена, заявление снова на проверке",
    consequence: Consequence::Untold,
    weight: VerbWeight::Plain,
    address: paths::forwarding_undo,
    offered: Offered::Form,
    leads: Leads::ToCard,
};

/// Returning it to the client.
pub const RETURN: VerbRow = VerbRow {
    verb: Verb::Return,
    label: "Вернуть на доработку",
    done: "возвращено на доработку",
    consequence: Consequence::Of(returned),
    weight: VerbWeight::Plain,
    address: paths::return_to_client,
    offered: Offered::Reason(Purpose::Return),
    leads: Leads::Onward,
};

/// Refusing it for good.
pub const REJECT: VerbRow = VerbRow {
    verb: Verb::Reject,
    label: "Отклонить",
    done: "отклонено",
    consequence: Consequence::Always("Заявление закроется навсегда, клиент получит письмо с причиной."),
    weight: VerbWeight::Danger,
    address: paths::rejection,
    offered: Offered::Reason(Purpose::Reject),
    leads: Leads::Onward,
};

/// Putting it aside until a day.
pub const HOLD: VerbRow = VerbRow {
    verb: Verb::Hold,
    label: "Отложить",
    done: "отложено",
    consequence: Consequence::Always(
        "Заявление вернется в работу утром этого дня, срок на это время остановится.",
    ),
    weight: VerbWeight::Plain,
    address: paths::hold,
    offered: Offered::Day,
    leads: Leads::Onward,
};

/// Taking it up again before that day.
pub const WAKE: VerbRow = VerbRow {
    verb: Verb::Wake,
    label: "Вернуть в работу",
    done: "снова в работе",
    consequence: Consequence::Untold,
    weight: VerbWeight::Plain,
    address: paths::hold_end,
    offered: Offered::Button,
    leads: Leads::ToCard,
};

/// The client mends it in the browser.
pub const MEND: VerbRow = VerbRow {
    verb: Verb::Mend,
    label: "Исправить заявление",
    done: "исправлено и отправлено снова",
    consequence: Consequence::Untold,
    weight: VerbWeight::Primary,
    address: paths::correction,
    offered: Offered::Cabinet,
    leads: Leads::ToCard,
};

/// The client tells the partner that it waits.
pub const NUDGE: VerbRow = VerbRow {
    verb: Verb::Nudge,
    label: "Сообщить партнеру",
    done: "сотрудники обслуживающей организации увидят, что вы его ждете",
    consequence: Consequence::Untold,
    weight: VerbWeight::Primary,
    address: paths::nudge,
    offered: Offered::Cabinet,
    leads: Leads::ToCard,
};

/// The client takes it back.
pub const WITHDRAW: VerbRow = VerbRow {
    verb: Verb::Withdraw,
    label: "Отозвать заявление",
    done: "отозвано",
    consequence: Consequence::Always("Заявление закроется, исправить его уже не получится."),
    weight: VerbWeight::Danger,
    address: paths::withdrawal,
    offered: Offered::Cabinet,
    leads: Leads::ToCard,
};

/// The client finishes the set-up.
pub const COMPLETE: VerbRow = VerbRow {
    verb: Verb::Complete,
    label: "Завершить настройку",
    done: "настройка завершена",
    consequence: Consequence::Untold,
    weight: VerbWeight::Primary,
    address: paths::cabinet_completion,
    offered: Offered::Cabinet,
    leads: Leads::ToCard,
};

fn returned(card: &Card) -> String {
    format!(
        "Клиент получит письмо с причиной и исправит заявление под тем же номером. Через {} без исправлений оно \
         снимется.",
        counted(card.reasons.expire_days.into(), ["день", "дня", "дней"])
    )
}

fn forwarded(card: &Card) -> String {
    let undone = match u64::try_from(card.undo_seconds).unwrap_or(0) {
        0 => "Отменить будет нельзя".to_owned(),
        seconds => format!("Отменить можно в течение {}", counted(seconds, ["секунды", "секунд", "секунд"])),
    };
    if card.application.asked.requests == 0 {
        return format!("Заявление уйдет на регистрацию без выпуска сертификата. {undone}");
    }
    format!("Будет создан запрос на сертификат. {undone}")
}
