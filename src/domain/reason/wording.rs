//! Editing of canned reasons: a new one, a new wording, or taking one out of use. Old wordings stay.

use super::{CannedReason, LONGEST_TEXT, PLACEHOLDER, Purpose, ReasonEvent};
use crate::domain::change::Change;
use crate::domain::cleaning::cleaned;
use crate::domain::form::{FieldFaults, name};

codes! {
    /// The purposes for which a reason is offered.
    pub enum Serving {
        /// Returning to the client.
        Return = "return",
        /// Rejecting for good.
        Reject = "reject",
        /// Both.
        Both = "both",
        /// None: it is out of use.
        Nothing = "nothing",
    }
}

/// The fields of a reason's form.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedReason<'a> {
    /// The code of its purposes.
    pub serving: &'a str,
    /// The title by which the partner chooses it.
    pub title: &'a str,
    /// The text for the client; may be empty.
    pub text: &'a str,
    /// The advice to the client; may be empty.
    pub fix_step: &'a str,
    /// Its place in the list.
    pub place: &'a str,
}

/// The maximum length of a code, in characters.
const CODE_MOST: usize = 40;
/// The maximum length of a title, in characters.
const TITLE_MOST: usize = 100;
/// The largest place in the list.
const PLACE_MOST: i32 = 999;

impl Serving {
    const fn purposes(self) -> (bool, bool) {
        match self {
            Self::Return => (true, false),
            Self::Reject => (false, true),
            Self::Both => (true, true),
            Self::Nothing => (false, false),
        }
    }
}

impl CannedReason {
    /// The purposes for which it is offered.
    #[must_use]
    pub fn serving(&self) -> Serving {
        match (self.returns, self.rejects) {
            (true, false) => Serving::Return,
            (false, true) => Serving::Reject,
            (true, true) => Serving::Both,
            (false, false) => Serving::Nothing,
        }
    }

    /// Adds a reason under an unused code; the error names all faults at once.
    pub fn add(code: &str, typed: TypedReason<'_>, others: &[Self]) -> Result<Change<Self>, FieldFaults> {
        let mut faults = FieldFaults::new();
        let code = read_code(code, others, &mut faults);
        let wording = read(typed, &mut faults);
        if wording.as_ref().is_some_and(|wording| wording.serving() == Serving::Nothing) {
            faults.push(("serving", "Выберите, для чего новая причина".to_owned()));
        }
        match (code, wording) {
            (Some(code), Some(wording)) if faults.is_empty() => {
                let now = Self { code, version: 1, ..wording };
                let event = ReasonEvent::ReasonWorded { was: None, now: now.clone() };
                Ok(Change::new(now, event))
            }
            _ => Err(faults),
        }
    }

    /// Gives it a new wording; past uses keep the old one.
    pub fn reworded(&self, typed: TypedReason<'_>, all: &[Self]) -> Result<Change<Self>, FieldFaults> {
        let mut faults = FieldFaults::new();
        let wording = read(typed, &mut faults);
        if let Some(wording) = &wording {
            self.must_leave_some(wording, all, &mut faults);
        }
        let now =
            wording.map(|wording| Self { code: self.code.clone(), version: self.version + 1, ..wording });
        if now.as_ref().is_some_and(|now| Self { version: self.version, ..now.clone() } == *self) {
            faults.push(("title", "Такая редакция уже действует: измените что-нибудь".to_owned()));
        }
        match now {
            Some(now) if faults.is_empty() => {
                let event = ReasonEvent::ReasonWorded { was: Some(self.clone()), now: now.clone() };
                Ok(Change::new(now, event))
            }
            _ => Err(faults),
        }
    }

    /// Checks that each purpose keeps at least one reason, since returning and rejecting need one.
    fn must_leave_some(&self, wording: &Self, all: &[Self], faults: &mut FieldFaults) {
        for (purpose, words) in [(Purpose::Return, "возврата"), (Purpose::Reject, "отклонения")]
        {
            let others = all.iter().filter(|other| other.code != self.code);
            if !wording.serves(purpose) && !others.into_iter().any(|other| other.serves(purpose)) {
                faults.push(("serving", format!("Для {words} не осталось бы ни одной причины")));
            }
        }
    }
}

fn read_code(typed: &str, others: &[CannedReason], faults: &mut FieldFaults) -> Option<String> {
    let code = cleaned(typed);
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let sound = (2..=CODE_MOST).contains(&code.len())
        && code.bytes().all(fits)
        && code.starts_with(|letter: char| letter.is_ascii_lowercase());
    if !sound {
        let words = format!("От 2 до {CODE_MOST} строчных латинских букв, цифр и подчеркиваний");
        faults.push(("code", words));
    } else if others.iter().any(|other| other.code == code) {
        faults.push(("code", "Причина с таким кодом уже есть".to_owned()));
    } else {
        return Some(code);
    }
    None
}

/// Parses a wording, without its code and version.
fn read(typed: TypedReason<'_>, faults: &mut FieldFaults) -> Option<CannedReason> {
    let serving = Serving::from_code(typed.serving);
    if serving.is_none() {
        faults.push(("serving", "Выберите, для чего причина".to_owned()));
    }
    let title = name("title", typed.title, TITLE_MOST, "Укажите название", faults);
    let text = prose("text", typed.text, faults);
    let fix_step = prose("fix_step", typed.fix_step, faults);
    let place = typed.place.trim().parse::<i32>().ok().filter(|place| (1..=PLACE_MOST).contains(place));
    if place.is_none() {
        faults.push(("place", format!("Целое число от 1 до {PLACE_MOST}")));
    }
    let (returns, rejects) = serving?.purposes();
    Some(CannedReason {
        code: String::new(),
        version: 0,
        place: place?,
        returns,
        rejects,
        title: title?,
        text: text?,
        fix_step: fix_step?,
    })
}

/// Text for the client, on one line; it may be empty, and knows one thing that is filled in.
fn prose(field: &'static str, typed: &str, faults: &mut FieldFaults) -> Option<String> {
    let text = cleaned(typed);
    let words = if text.chars().count() > LONGEST_TEXT {
        format!("Не больше {LONGEST_TEXT} символов")
    } else if text.contains(char::is_control) {
        "Уберите управляющие символы".to_owned()
    } else if text.replace(PLACEHOLDER, "").contains(['{', '}']) {
        format!("В фигурных скобках может стоять только {PLACEHOLDER}")
    } else {
        return Some(text);
    };
    faults.push((field, words));
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Event as _;

    const TYPED: TypedReason<'_> = TypedReason {
        serving: "return",
        title: "Нет печати",
        text: "На копии нет\n печати {organization}.",
        fix_step: "Поставьте печать.",
        place: "7",
    };

    fn fields(faults: FieldFaults) -> Vec<&'static str> {
        faults.into_iter().map(|(field, _)| field).collect()
    }

    fn refusing() -> CannedReason {
        let typed = TypedReason { serving: "reject", ..TYPED };
        CannedReason::add("refused", typed, &[]).unwrap().after().clone()
    }

    #[test]
    fn a_new_reason_begins_with_its_first_wording() {
        let change = CannedReason::add(" no_stamp ", TYPED, &[]).unwrap();
        let reason = change.after();
        assert_eq!((reason.code.as_str(), reason.version, reason.place), ("no_stamp", 1, 7));
        assert_eq!(reason.read_by("ООО"), "На копии нет печати ООО. Поставьте печать.");
        assert_eq!(change.event().verb(), "reason_worded");
    }

    #[test]
    fn another_wording_counts_on_and_keeps_the_code() {
        let first = CannedReason::add("no_stamp", TYPED, &[]).unwrap().after().clone();
        let all = [first.clone(), refusing()];
        let typed = TypedReason { title: "Нет оттиска", ..TYPED };
        let next = first.reworded(typed, &[]).unwrap_err();
        assert_eq!(fields(next), ["serving"], "nothing would refuse");
        let next = first.reworded(typed, &all).unwrap();
        assert_eq!((next.after().code.as_str(), next.after().version), ("no_stamp", 2));
        assert_eq!(fields(first.reworded(TYPED, &all).unwrap_err()), ["title"], "nothing changes");
    }

    #[test]
    fn the_last_reason_of_a_kind_stays_in_use() {
        let first = CannedReason::add("no_stamp", TYPED, &[]).unwrap().after().clone();
        let out = TypedReason { serving: "nothing", ..TYPED };
        assert_eq!(fields(first.reworded(out, &[first.clone(), refusing()]).unwrap_err()), ["serving"]);
        let other = CannedReason { code: "other".to_owned(), rejects: true, ..first.clone() };
        let gone = first.reworded(out, &[first.clone(), other]).unwrap();
        assert_eq!(gone.after().serving(), Serving::Nothing);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let typed = TypedReason {
            serving: "both",
            title: " ",
            text: "Уважаемый {client}!",
            fix_step: &"я".repeat(1001),
            place: "0",
        };
        let faults = CannedReason::add("Печать", typed, &[]).unwrap_err();
        assert_eq!(fields(faults), ["code", "title", "text", "fix_step", "place"]);
        let taken = CannedReason::add("no_stamp", TYPED, &[]).unwrap().after().clone();
        let nothing = TypedReason { serving: "nothing", ..TYPED };
        assert_eq!(
            fields(CannedReason::add("no_stamp", nothing, &[taken]).unwrap_err()),
            ["code", "serving"]
        );
    }
}
