//! The words of the settlement: disputes, their outcomes, whose turn a month is.

use templates::format::{counted, date, nouns};

use super::statement_state;
use crate::domain::dispute::{DisputeReason, Outcome};
use crate::domain::statement::{Deadline, Statement, StatementState, Totals};

/// Why a line is disputed.
#[must_use]
pub const fn dispute_reason(reason: DisputeReason) -> &'static str {
    match reason {
        DisputeReason::Unknown => "Лишняя позиция, такой у нас нет",
        DisputeReason::WrongPrice => "Неверная цена",
        DisputeReason::WrongDiscount => "Неверная скидка",
        DisputeReason::WrongPromotion => "Акция не применена или применена ошибочно",
        DisputeReason::WrongTier => "Неверный тариф или вид расширения",
        DisputeReason::WrongPeriod => "Не тот период или дата активации",
        DisputeReason::OtherPartner => "Чужой клиент, другой партнер",
        DisputeReason::Duplicate => "Дубль",
        DisputeReason::Cancelled => "Подключение отменено",
        DisputeReason::IncludedInIts => "Входит в ИТС ПРОФ",
    }
}

/// What was decided about a disputed line.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::LineStands => "Строка верна",
        Outcome::CorrectedLater => "Исправим корректировкой в следующем месяце",
    }
}

/// What a statement waits for, as the partner reads it.
#[must_use]
pub fn turn_of_partner(statement: &Statement, deadline: Option<Deadline>) -> String {
    match statement.state {
        StatementState::Forming => "оператор готовит отчет".to_owned(),
        StatementState::OnReview => {
            format!("ваш ход: проверьте строки и согласуйте{}{}", until(deadline), silence(deadline))
        }
        StatementState::Disputed => {
            format!("ход оператора: ответить по {}", disputed_lines(&statement.totals))
        }
        StatementState::Agreed => "ход оператора: выставить счет".to_owned(),
        StatementState::Invoiced => "ваш ход: оплатить счет".to_owned(),
        StatementState::Paid | StatementState::Closed => "ничего не ждет".to_owned(),
    }
}

/// What a statement waits for, as the operator reads it.
#[must_use]
pub fn turn_of_operator(statement: &Statement, deadline: Option<Deadline>) -> String {
    match statement.state {
        StatementState::Forming => "ваш ход: опубликовать".to_owned(),
        StatementState::OnReview => {
            format!("ход партнера: согласовать{}{}", until(deadline), silence(deadline))
        }
        StatementState::Disputed => format!("ваш ход: ответить по {}", disputed_lines(&statement.totals)),
        StatementState::Agreed => "ваш ход: выставить счет".to_owned(),
        StatementState::Invoiced => "ход партнера: оплатить счет".to_owned(),
        StatementState::Paid | StatementState::Closed => "ничего не ждет".to_owned(),
    }
}

/// «, срок согласования 09.11.2026»: the last day of the term for an answer.
fn until(deadline: Option<Deadline>) -> String {
    deadline.map_or_else(String::new, |deadline| format!(", срок согласования {}", date(deadline.day)))
}

/// What no answer means.
fn silence(deadline: Option<Deadline>) -> &'static str {
    match deadline {
        Some(Deadline { silence_agrees: true, .. }) => "; без ответа отчет будет считаться согласованным",
        Some(Deadline { silence_agrees: false, .. }) | None => "",
    }
}

/// Who agreed, when silence did.
pub const SILENCE: &str = "Система: за срок согласования ответа не было";

/// How many lines: «41 строка».
#[must_use]
pub fn lines(count: u64) -> String {
    counted(count, nouns::LINE)
}

/// The state of a statement that does not exist yet.
pub const NOT_FORMED: &str = "Не сформирован";

/// What the flash says after a step: «Отчет за октябрь 2026: на согласовании.»
#[must_use]
pub fn now_in(month: &str, state: StatementState) -> String {
    format!("Отчет за {month}: {}.", statement_state(state).to_lowercase())
}

/// A table of the rules by which lines are computed, as the version of the rules names it.
#[must_use]
pub fn rule(table: &str) -> &str {
    match table {
        "price" => "прайс-лист",
        "zone" => "ценовая зона",
        "band" => "шкала для групп компаний",
        "promotion" => "акция",
        "discount" => "скидка партнера",
        "vat" => "НДС",
        other => other,
    }
}

/// What the flash says after a month was formed: how many statements and lines.
#[must_use]
pub fn formed((statements, formed): (u64, u64)) -> String {
    let statements = counted(statements, ["отчет", "отчета", "отчетов"]);
    format!("Месяц сформирован: {statements}, {}.", lines(formed))
}

/// What the flash says after an invoice.
#[must_use]
pub fn invoiced(number: &str) -> String {
    format!("Выставлен счет № {number}.")
}

/// What the flash says after a line was disputed.
pub const DISPUTED: &str = "Расхождение отправлено оператору.";
/// What the flash says after a dispute was withdrawn.
pub const WITHDRAWN: &str = "Расхождение снято.";
/// What the flash says after a dispute was answered.
pub const RESOLVED: &str = "Ответ сохранен, строка снова у партнера.";

fn disputed_lines(totals: &Totals) -> String {
    counted(totals.disputed, ["строке", "строкам", "строкам"])
}
