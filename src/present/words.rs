//! The labels of all business terms.

pub mod application;
pub mod archives;
pub mod attachments;
pub mod client;
pub mod cloud;
pub mod documents;
pub mod expiry;
mod happened;
pub mod issuance;
pub mod journal;
pub mod members;
pub mod office;
pub mod people;
pub mod proof;
pub mod questions;
pub mod recognition;
mod refusals;
pub mod regions;
pub mod rights;
pub mod sales;
pub mod settlement;
pub mod standing_in;
mod submission;
pub mod subscriber;
pub mod subscriptions;
pub mod terms;

pub use application::stage;
pub use happened::{UNKNOWN, event};
pub use refusals::{field, refusal};
pub use submission::{authority, change, kind, mode, owner_kind, parameters, signature_role, subject_field};
pub use terms::price_fault;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::domain::billing::{Basis, BilledProduct};
use crate::domain::charge::LineState;
use crate::domain::month::Month;
use crate::domain::multi_user::Tier;
use crate::domain::queue::{AfterAction, QueueOrder, Tab};
use crate::domain::role::Role;
use crate::domain::stage::{Ball, ClientStatus};
use crate::domain::statement::StatementState;

/// The words with a capital.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The status that the client's program shows.
#[must_use]
pub const fn client_status(status: ClientStatus) -> &'static str {
    match status {
        ClientStatus::Sent => "Отправлено",
        ClientStatus::Approved => "Одобрено",
        ClientStatus::Rejected => "Отклонено",
    }
}

/// The party that must act.
#[must_use]
pub const fn ball(ball: Ball) -> &'static str {
    match ball {
        Ball::Client => "клиент",
        Ball::Partner => "партнер",
        Ball::Operator => "оператор",
        Ball::Nobody => "завершено",
    }
}

/// Where the application is: «у партнера».
#[must_use]
pub const fn place(ball: Ball) -> Option<&'static str> {
    match ball {
        Ball::Client => Some("у клиента"),
        Ball::Partner => Some("у партнера"),
        Ball::Operator => Some("у оператора"),
        Ball::Nobody => None,
    }
}

/// A tab of the queue.
#[must_use]
pub const fn tab(tab: Tab) -> &'static str {
    match tab {
        Tab::New => "Новые",
        Tab::Mine => "Мои",
        Tab::InWork => "Все в работе",
        Tab::Returned => "Возвращены",
        Tab::OnHold => "Отложены",
        Tab::AtOperator => "У оператора",
        Tab::Attention => "Требует внимания",
        Tab::Late => "Просрочены",
        Tab::Finished => "Завершены",
    }
}

/// The page after a decision.
#[must_use]
pub const fn after_action(after: AfterAction) -> &'static str {
    match after {
        AfterAction::Next => "следующее",
        AfterAction::List => "список",
        AfterAction::Stay => "остаться",
    }
}

/// The order of the queue, after the number of its rows.
#[must_use]
pub const fn queue_order(order: QueueOrder) -> &'static str {
    match order {
        QueueOrder::Deadline => "по сроку",
        QueueOrder::Newest => "новые сверху",
        QueueOrder::Oldest => "старые сверху",
    }
}

/// The tier of the extension.
#[must_use]
pub const fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::TwoToNine => "от 2 до 9",
        Tier::TenPlus => "10 и более",
    }
}

/// The tier of the extension, short.
#[must_use]
pub const fn short_tier(tier: Tier) -> &'static str {
    match tier {
        Tier::TwoToNine => "2–9",
        Tier::TenPlus => "10+",
    }
}

/// A charged product.
#[must_use]
pub const fn product(product: BilledProduct) -> &'static str {
    match product {
        BilledProduct::Main => "1С-Отчетность",
        BilledProduct::Hr => "Кадровые решения",
        BilledProduct::AuthorizedRep => "Уполномоченный представитель",
        BilledProduct::MultiUser => "Многопользовательский режим",
    }
}

/// A charged product with its term.
#[must_use]
pub fn product_with_term(billed: BilledProduct, months: u32) -> String {
    format!("{}, {months}\u{a0}мес.", product(billed))
}

/// A basis.
#[must_use]
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Paid => "Платно",
        Basis::ItsProf => "ИТС ПРОФ",
        Basis::Promo => "Акция",
        Basis::Trial => "Пробная",
        Basis::Group => "Группа компаний",
    }
}

/// The state of a statement.
#[must_use]
pub const fn statement_state(state: StatementState) -> &'static str {
    match state {
        StatementState::Forming => "Формируется",
        StatementState::OnReview => "На согласовании",
        StatementState::Disputed => "Расхождение",
        StatementState::Agreed => "Согласовано",
        StatementState::Invoiced => "Выставлено",
        StatementState::Paid => "Оплачено",
        StatementState::Closed => "Закрыто",
    }
}

/// «Статус» of a line: the partner's answer, or the state of a statement that has gone further.
#[must_use]
pub const fn line_state(line: LineState, statement: StatementState) -> &'static str {
    match (statement, line) {
        (StatementState::Invoiced, _) => "Выставлено",
        (StatementState::Paid | StatementState::Closed, _) => "Оплачено",
        (_, LineState::Disputed) => "Расхождение",
        (_, LineState::Agreed) => "Согласовано",
        (_, LineState::Open) => "На согласовании",
    }
}

/// What is said of a tab that the address names and nobody knows.
#[must_use]
pub fn unknown_tab(asked: &str) -> String {
    format!("Вкладки «{asked}» нет, показана обычная.")
}

/// What is said of the values in the address that nobody knows: what they choose, and the values.
#[must_use]
pub fn unknown_values(asked: &[(&str, &str)]) -> String {
    let told: Vec<String> = asked.iter().map(|(what, value)| format!("{what} «{value}»")).collect();
    format!("В адресе есть неизвестное: {}. Показано без этого.", told.join(", ").to_lowercase())
}

/// A role, as people name it.
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Client => "клиент",
        Role::ClientAdmin => "администратор абонента",
        Role::PartnerStaff => "сотрудник партнера",
        Role::PartnerManager => "менеджер партнера",
        Role::PartnerAdmin => "администратор партнера",
        Role::Support => "линия поддержки",
        Role::OperatorClerk => "обработка заявлений у оператора",
        Role::OperatorBilling => "расчеты с партнерами",
        Role::OperatorAdmin => "администратор оператора",
        Role::ItsLogin => "программа клиента",
        Role::Worker => "фоновая обработка",
        Role::Console => "консоль",
    }
}

/// The names of the roles that people hold, so that a viewer can ask one of them.
#[must_use]
pub fn people(roles: &[Role]) -> Vec<String> {
    let people = roles.iter().filter(|role| !matches!(role, Role::ItsLogin | Role::Worker | Role::Console));
    people.map(|found| role(*found).to_owned()).collect()
}

/// A month: «октябрь 2026».
#[must_use]
pub fn month(month: Month) -> String {
    month.in_words()
}

/// The name of a month: «октябрь».
#[must_use]
pub fn month_name(month: Month) -> &'static str {
    month.name()
}

/// The day of the week: «понедельник».
#[must_use]
pub fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "понедельник",
        Weekday::Tue => "вторник",
        Weekday::Wed => "среда",
        Weekday::Thu => "четверг",
        Weekday::Fri => "пятница",
        Weekday::Sat => "суббота",
        Weekday::Sun => "воскресенье",
    }
}
