//! A month of all partners: the state of each, and the operator's next step.

use serde::Deserialize;
use templates::components::{Badge, Choice, Empty, Link, Tone, Total, Turn, VerbButton, VerbWeight};
use templates::format::{counted, money};
use templates::pages::operator::{OperatorStatementsPage, PartnerMonth as Row};
use templates::paths;

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::statement::{Statement, StatementState};
use crate::operations::Desk;
use crate::operations::settlement::PartnerMonth;
use crate::policy::Permission;
use crate::present::settlement_file::Format;
use crate::present::statements::{heading, next_step, status};
use crate::present::words;
use crate::present::words::settlement as terms;

/// How many months the choice offers.
const MONTHS: usize = 13;
/// Partners, counted.
const PARTNER: [&str; 3] = ["партнер", "партнера", "партнеров"];

/// The query of the page: month and group.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MonthAsked {
    month: String,
    state: String,
}

impl MonthAsked {
    /// The month; by default the last one that is over.
    #[must_use]
    pub fn month(&self, desk: &Desk) -> Month {
        Month::parse(&self.month).unwrap_or_else(|| Month::of(desk.now()).previous())
    }

    /// Whether a partner belongs to the chosen group; without a group every partner does.
    fn includes(&self, found: &PartnerMonth) -> bool {
        let group = GROUPS.iter().find(|(code, ..)| *code == self.state);
        group.is_none_or(|(_, _, states)| is_among(found, states))
    }
}

/// The page of a month.
#[must_use]
pub fn closing_page(
    desk: &Desk,
    asked: &MonthAsked,
    found: &[PartnerMonth],
    csrf: String,
) -> OperatorStatementsPage {
    let month = asked.month(desk);
    let shown = found.iter().filter(|partner| asked.includes(partner));
    let formed = found.iter().any(|partner| partner.statement.is_some());
    OperatorStatementsPage {
        month: month.to_string(),
        caption: heading(month),
        months: months(desk, month),
        verbs: formation(desk, month, found).into_iter().collect(),
        totals: if found.is_empty() { Vec::new() } else { figures(month, found) },
        exports: if formed { exports(month) } else { Vec::new() },
        rows: shown.map(|partner| row(desk, month, partner)).collect(),
        empty: empty(month, found),
        csrf,
    }
}

fn empty(month: Month, found: &[PartnerMonth]) -> Empty {
    let (reason, advice) = if found.is_empty() {
        let reason = format!("За {} начислений нет.", words::month(month));
        (reason, "Сюда входят все лицензии, активированные за месяц.")
    } else {
        ("Таких партнеров в этом месяце нет.".to_owned(), "Откройте «Всего», чтобы увидеть всех.")
    };
    Empty { reason, advice: advice.to_owned(), link: None }
}

/// The months to choose from: the current one and those before it, down to a year before the shown one, so that every
/// month can be reached.
fn months(desk: &Desk, shown: Month) -> Vec<Choice> {
    let current = Month::of(desk.now());
    let oldest = (0..MONTHS).fold(shown.min(current), |month, _| month.previous());
    let mut months: Vec<Month> = std::iter::successors(Some(current), |month| Some(month.previous()))
        .take_while(|month| *month > oldest)
        .collect();
    if !months.contains(&shown) {
        months.push(shown);
        months.sort_unstable_by(|one, other| other.cmp(one));
    }
    months.into_iter().map(|month| Choice::new(month.to_string(), heading(month))).collect()
}

fn formation(desk: &Desk, month: Month, found: &[PartnerMonth]) -> Option<VerbButton> {
    let missing = found.iter().any(|partner| partner.left_out > 0 || is_empty(partner.statement.as_ref()));
    let open = missing && month.is_over(desk.now()) && desk.allows(Permission::FormStatement);
    open.then(|| VerbButton {
        label: "Сформировать месяц".to_owned(),
        action: paths::formation(&month.to_string()),
        hidden: Vec::new(),
        weight: VerbWeight::Primary,
        consequence: Some("Партнеры увидят строки только после публикации.".to_owned()),
    })
}

/// Whether a statement has no lines, so that forming the month would delete it.
fn is_empty(statement: Option<&Statement>) -> bool {
    statement.is_some_and(|statement| statement.totals.lines == 0 && statement.agreement.is_none())
}

/// The groups of partners: code in URLs, label, states.
const GROUPS: &[(&str, &str, &[StatementState])] = &[
    ("forming", "Не опубликовано", &[StatementState::Forming]),
    ("on_review", "На согласовании", &[StatementState::OnReview]),
    ("disputed", "С расхождениями", &[StatementState::Disputed]),
    ("agreed", "Согласовано", &[StatementState::Agreed]),
    ("invoiced", "Выставлено", &[StatementState::Invoiced, StatementState::Paid, StatementState::Closed]),
];

fn is_among(found: &PartnerMonth, states: &[StatementState]) -> bool {
    found.statement.as_ref().is_some_and(|statement| states.contains(&statement.state))
}

/// The sums of all partners and of each group that is not empty; each figure links to its partners.
fn figures(month: Month, found: &[PartnerMonth]) -> Vec<Total> {
    let all = figure(month, "", "Всего", &found.iter().collect::<Vec<_>>());
    let groups = GROUPS.iter().filter_map(|(code, label, states)| {
        let among: Vec<&PartnerMonth> = found.iter().filter(|partner| is_among(partner, states)).collect();
        (!among.is_empty()).then(|| figure(month, code, label, &among))
    });
    std::iter::once(all).chain(groups).collect()
}

fn figure(month: Month, code: &str, label: &str, among: &[&PartnerMonth]) -> Total {
    let total: Money = among.iter().map(|partner| partner.totals.total).sum();
    let month = month.to_string();
    Total {
        label: label.to_owned(),
        value: money(total.roubles()),
        note: counted(u64::try_from(among.len()).unwrap_or(u64::MAX), PARTNER),
        tone: if code == StatementState::Disputed.code() { Tone::Bad } else { Tone::Quiet },
        href: paths::with_query(&paths::operator_statements(), &[("month", &month), ("state", code)]),
    }
}

fn exports(month: Month) -> Vec<Link> {
    let link = |format: &Format| Link {
        label: format.label().to_owned(),
        href: paths::operator_export(&month.to_string(), format.code()),
    };
    Format::ALL.iter().map(link).collect()
}

fn row(desk: &Desk, month: Month, found: &PartnerMonth) -> Row {
    let (statement, totals, code) = (found.statement.as_ref(), &found.totals, &found.partner.code);
    Row {
        partner: code.clone(),
        name: found.partner.name.clone(),
        href: statement.map(|_| paths::operator_statement(&month.to_string(), code)),
        status: statement.map_or_else(not_formed, |statement| status(statement.state)),
        turn: turn(desk, month, found),
        lines: totals.lines,
        disputed: totals.disputed,
        total: totals.total.roubles(),
        invoice: statement.and_then(terms::invoice),
        verb: statement.and_then(|statement| next_step(desk, statement, code)).map(staying),
    }
}

fn not_formed() -> Badge {
    Badge { label: terms::NOT_FORMED.to_owned(), tone: Tone::Quiet }
}

fn turn(desk: &Desk, month: Month, found: &PartnerMonth) -> Turn {
    match &found.statement {
        None if month.is_over(desk.now()) => "ждет вас: сформировать месяц".to_owned().into(),
        None => "месяц еще идет".to_owned().into(),
        Some(statement) if is_empty(Some(statement)) => {
            "строк нет: сформируйте месяц еще раз, и отчет исчезнет".to_owned().into()
        }
        Some(_) if found.left_out > 0 => format!("не вошло в отчет: {}", terms::lines(found.left_out)).into(),
        Some(statement) => terms::turn_of_operator(statement, found.deadline, desk.now()),
    }
}

/// The same step from the list of partners; it redirects back to the list.
fn staying(mut step: VerbButton) -> VerbButton {
    step.hidden.push(("stay".to_owned(), "list".to_owned()));
    step
}
