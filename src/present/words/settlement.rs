//! The words of the settlement: disputes, answers, who must act on a month.

use chrono::{DateTime, Utc};
use templates::components::Turn;
use templates::format::{counted, date, money, nouns};

use crate::domain::dispute::{DisputeReason, Outcome};
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::statement::{Deadline, Statement, StatementEvent, StatementState, Totals};
use crate::operations::settlement::Taken;

/// The reason of a dispute.
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

/// The answer to a disputed line.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::LineStands => "Строка верна",
        Outcome::CorrectedLater => "Исправим корректировкой в следующем месяце",
    }
}

/// What a statement waits for, in the partner's words.
#[must_use]
pub fn turn_of_partner(statement: &Statement, deadline: Option<Deadline>, now: DateTime<Utc>) -> Turn {
    let late = deadline.is_some_and(|deadline| deadline.has_passed(now));
    let text = match statement.state {
        StatementState::Forming => "оператор готовит отчет".to_owned(),
        StatementState::OnReview => {
            format!("ждет вас: проверьте строки и согласуйте{}{}", until(deadline, late), silence(deadline))
        }
        StatementState::Disputed => {
            format!("ждет оператора: ответить по {}", disputed_lines(&statement.totals))
        }
        StatementState::Agreed if comes_to_nothing(statement) => {
            "ждет оператора: закрыть без счета".to_owned()
        }
        StatementState::Agreed => "ждет оператора: выставить счет".to_owned(),
        StatementState::Invoiced => issued(statement),
        StatementState::Paid | StatementState::Closed => "ничего не ждет".to_owned(),
    };
    Turn { text, late }
}

/// What a statement waits for, in the operator's words.
#[must_use]
pub fn turn_of_operator(statement: &Statement, deadline: Option<Deadline>, now: DateTime<Utc>) -> Turn {
    let late = deadline.is_some_and(|deadline| deadline.has_passed(now));
    let text = match statement.state {
        StatementState::Forming => "ждет вас: опубликовать".to_owned(),
        StatementState::OnReview => {
            format!("ждет партнера: согласовать{}{}", until(deadline, late), silence(deadline))
        }
        StatementState::Disputed => format!("ждет вас: ответить по {}", disputed_lines(&statement.totals)),
        StatementState::Agreed if comes_to_nothing(statement) => "ждет вас: закрыть без счета".to_owned(),
        StatementState::Agreed => "ждет вас: выставить счет".to_owned(),
        StatementState::Invoiced => issued(statement),
        StatementState::Paid | StatementState::Closed => "ничего не ждет".to_owned(),
    };
    Turn { text, late }
}

/// «счет выставлен 07.09.2026»; whether it is paid is not known here.
fn issued(statement: &Statement) -> String {
    let day = statement.invoice.as_ref().map(|invoice| date(moscow_day(invoice.at)));
    day.map_or_else(|| "счет выставлен".to_owned(), |day| format!("счет выставлен {day}"))
}

/// Whether a month has no invoice, since its sum is zero or less.
fn comes_to_nothing(statement: &Statement) -> bool {
    statement.totals.total <= Money::ZERO
}

/// The invoice of a month in a list: its number, or that there will be none.
#[must_use]
pub fn invoice(statement: &Statement) -> Option<String> {
    let uninvoiced = statement.state == StatementState::Closed && statement.invoice.is_none();
    let number = statement.invoice.as_ref().map(|invoice| format!("№\u{a0}{}", invoice.number));
    number.or_else(|| uninvoiced.then(|| "без счета".to_owned()))
}

/// «Зачтено из сверки за октябрь 2026»: the use of a credit.
#[must_use]
pub fn taken_off(taken: &Taken) -> String {
    format!("Зачтено из сверки за {}", taken.month.in_words())
}

/// The credit of a month that was closed without an invoice, and its uses.
#[must_use]
pub fn credit(statement: &Statement, used: &[Taken]) -> Option<String> {
    let closed = statement.state == StatementState::Closed && statement.invoice.is_none();
    let left = used.iter().fold(-statement.totals.total, |left, taken| left - taken.amount);
    let taken = |taken: &Taken| format!("{} в счет №\u{a0}{}", money(taken.amount.roubles()), taken.invoice);
    let mut said: Vec<String> = used.iter().map(taken).collect();
    if left > Money::ZERO {
        said.push(format!("{} будет зачтено в следующих счетах", money(left.roubles())));
    }
    closed.then(|| if said.is_empty() { "Остатка нет".to_owned() } else { said.join("; ") })
}

/// «, срок согласования 09.11.2026»: the deadline of an answer, and whether it has passed.
fn until(deadline: Option<Deadline>, late: bool) -> String {
    let passed = if late { " прошел" } else { "" };
    deadline
        .map_or_else(String::new, |deadline| format!(", срок согласования {}{passed}", date(deadline.day)))
}

/// The effect of silence.
fn silence(deadline: Option<Deadline>) -> &'static str {
    match deadline {
        Some(Deadline { silence_agrees: true, .. }) => "; без ответа отчет будет считаться согласованным",
        Some(Deadline { silence_agrees: false, .. }) | None => "",
    }
}

/// The author of an agreement by silence.
pub const SILENCE: &str = "Система: за срок согласования ответа не было";

/// A number of lines: «41 строка».
#[must_use]
pub fn lines(count: u64) -> String {
    counted(count, nouns::LINE)
}

/// The details of a month's event.
#[must_use]
pub fn detail(event: &StatementEvent) -> Option<String> {
    match event {
        StatementEvent::StatementFormed { lines: count, total } => {
            Some(format!("{}, {}", lines(*count), money(Money::from_kopecks(*total).roubles())))
        }
        StatementEvent::LineDisputed { comment, .. } | StatementEvent::LineResolved { comment, .. } => {
            Some(comment.clone())
        }
        StatementEvent::Invoiced { number } => Some(format!("№\u{a0}{number}")),
        StatementEvent::StatementLapsed { due, .. } => Some(format!("срок ответа кончился {}", date(*due))),
        StatementEvent::StatementPublished
        | StatementEvent::StatementAgreed { .. }
        | StatementEvent::StatementClosed { .. }
        | StatementEvent::StatementWithdrawn
        | StatementEvent::CreditUsed { .. } => None,
    }
}

/// The state of a statement that is not formed yet.
pub const NOT_FORMED: &str = "Не сформирован";

/// The flash message after a step: «Отчет за октябрь 2026 отправлен на согласование.»
#[must_use]
pub fn now_in(month: &str, state: StatementState) -> String {
    let done = match state {
        StatementState::Forming => "формируется",
        StatementState::OnReview => "отправлен на согласование",
        StatementState::Disputed => "ждет ответа на расхождения",
        StatementState::Agreed => "согласован",
        StatementState::Invoiced => "закрыт счетом",
        StatementState::Paid => "оплачен",
        StatementState::Closed => "закрыт",
    };
    format!("Отчет за {month} {done}.")
}

/// A tariff table by its name in a rule version.
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

/// The flash message after a month was formed, with the numbers of statements and lines.
#[must_use]
pub fn formed(statements: u64, formed: u64) -> String {
    if formed == 0 {
        return "Формировать нечего: в этом месяце начислений нет.".to_owned();
    }
    let statements = counted(statements, ["отчет", "отчета", "отчетов"]);
    format!("Месяц сформирован: {statements}, {}.", lines(formed))
}

/// The flash message after an invoice.
#[must_use]
pub fn invoiced(number: &str) -> String {
    format!("Выставлен счет №\u{a0}{number}.")
}

/// The flash message after a dispute.
pub const DISPUTED: &str = "Расхождение отправлено оператору.";
/// The flash message after a withdrawn dispute.
pub const WITHDRAWN: &str = "Расхождение снято.";
/// The flash message after an answer to a dispute.
pub const RESOLVED: &str = "Ответ сохранен, строка снова у партнера.";

fn disputed_lines(totals: &Totals) -> String {
    counted(totals.disputed, ["строке", "строкам", "строкам"])
}
