//! Verification: the invariants that must hold, each with its figure.

mod requests;

use chrono::DateTime;
use sea_orm::{ConnectionTrait as _, Statement};

use super::{Db, Reach as _, StoreError, audit, charges, partners, queue, statements};
use crate::domain::charge::{Charge, digest};
use crate::domain::queue::{QueueFilter, Tab};
use crate::domain::role::Scope;

/// An invariant with what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invariant {
    /// What must hold.
    pub name: &'static str,
    /// How much was looked at.
    pub checked: u64,
    /// What breaks it: how many rows, or in words.
    pub broken: Option<String>,
    /// The act that mends it.
    pub mend: &'static str,
}

/// An invariant in SQL: how many rows it is about, and how many break it.
struct Rule {
    name: &'static str,
    checked: &'static str,
    broken: &'static str,
    mend: &'static str,
}

/// What mends rows that no act of the program leaves: somebody else wrote them.
pub(super) const RESTORE: &str =
    "no act of the program leaves this: find out who wrote to the database, and restore it from a backup";
/// What mends work that is owed to nobody.
const RESET: &str = "the support line resets the application with a reason, or the clerk sends it again";

const RULES: &[Rule] = &[
    Rule {
        name: "every charge stands in the month and with the partner of its statement",
        checked: "select count(*) from charges",
        broken: "select count(*) from charges c join statements s on s.id = c.statement_id \
                 where c.month <> s.month or c.partner_id <> s.partner_id",
        mend: RESTORE,
    },
    Rule {
        name: "every statement keeps the sums of its lines",
        checked: "select count(*) from statements",
        broken: "select count(*) from statements s left join (select statement_id, count(*) as lines, \
                 sum(case when line_state = 'disputed' then 1 else 0 end) as disputed, \
                 sum(promotion_discount) as promotion_discount, sum(amount) as amount, sum(vat) as vat, \
                 sum(total) as total, sum(case when line_state = 'disputed' then total else 0 end) as disputed_total \
                 from charges where statement_id is not null group by statement_id) c on c.statement_id = s.id \
                 where s.lines <> coalesce(c.lines, 0) or s.disputed <> coalesce(c.disputed, 0) \
                 or s.promotion_discount <> coalesce(c.promotion_discount, 0) \
                 or s.amount <> coalesce(c.amount, 0) or s.vat <> coalesce(c.vat, 0) \
                 or s.total <> coalesce(c.total, 0) or s.disputed_total <> coalesce(c.disputed_total, 0)",
        mend: RESTORE,
    },
    Rule {
        name: "no charge stands outside of its month's statement, once that month is agreed",
        checked: "select count(*) from charges where statement_id is null",
        broken: "select count(*) from charges c where c.statement_id is null and (\
                 exists (select 1 from statements s where s.partner_id = c.partner_id and s.month = c.month \
                 and s.agreed_at is not null) or (exists (select 1 from statements s where \
                 s.partner_id = c.partner_id and s.month > c.month and s.agreed_at is not null) and not exists \
                 (select 1 from statements s where s.partner_id = c.partner_id and s.month = c.month)))",
        mend: "`registrar settle MONTH` moves it to the first month that is not agreed",
    },
    Rule {
        name: "every statement has lines",
        checked: "select count(*) from statements",
        broken: "select count(*) from statements where lines = 0",
        mend: "`registrar settle MONTH` takes an empty statement away, as long as nobody has agreed to it",
    },
    Rule {
        name: "every month that was closed without an invoice left what it was below zero as a credit",
        checked: "select count(*) from statements where state = 'closed' and invoice_number is null",
        broken: "select (select count(*) from statements s where s.state = 'closed' and s.invoice_number is null and \
                 -s.total <> coalesce((select c.amount from credits c where c.statement_id = s.id \
                 and c.partner_id = s.partner_id and c.month = s.month), 0)) + (select count(*) from credits c \
                 where not exists (select 1 from statements s where s.id = c.statement_id and s.state = 'closed' \
                 and s.invoice_number is null))",
        mend: RESTORE,
    },
    Rule {
        name: "no credit is used beyond its sum, and none by the invoice of another partner",
        checked: "select count(*) from credits",
        broken: "select (select count(*) from credits c where c.amount < \
                 (select coalesce(sum(u.amount), 0) from credit_uses u where u.credit_id = c.id)) + \
                 (select count(*) from credit_uses u join credits c on c.id = u.credit_id \
                 join invoices i on i.number = u.invoice_number where i.partner_id <> c.partner_id)",
        mend: RESTORE,
    },
    Rule {
        name: "no invoice has more taken off than its sum",
        checked: "select count(*) from invoices",
        broken: "select count(*) from invoices i where i.total < \
                 (select coalesce(sum(u.amount), 0) from credit_uses u where u.invoice_number = i.number)",
        mend: RESTORE,
    },
    Rule {
        name: "every charge adds up: total = amount + VAT",
        checked: "select count(*) from charges",
        broken: "select count(*) from charges where total <> amount + vat",
        mend: RESTORE,
    },
    Rule {
        name: "every invoice equals the sum of its lines",
        checked: "select count(*) from invoices",
        broken: "select count(*) from invoices i where i.total <> \
                 (select coalesce(sum(c.total), 0) from charges c where c.statement_id = i.statement_id) \
                 or i.lines <> (select count(*) from charges c where c.statement_id = i.statement_id)",
        mend: RESTORE,
    },
    Rule {
        name: "invoices are numbered without gaps in each year",
        checked: "select count(*) from invoices",
        broken: "select count(*) from (select year, max(sequence) as last, count(*) as issued from invoices \
                 group by year) y where y.last <> y.issued",
        mend: RESTORE,
    },
    Rule {
        name: "the counter of each year stands at its last invoice",
        checked: "select count(*) from counters where name like 'invoices%'",
        broken: "select (select count(*) from counters c where c.name like 'invoices%' and c.last <> (select \
                 coalesce(max(i.sequence), 0) from invoices i where c.name = 'invoices_' || i.year)) \
                 + (select count(distinct i.year) from invoices i where not exists \
                 (select 1 from counters c where c.name = 'invoices_' || i.year))",
        mend: RESTORE,
    },
    Rule {
        name: "every application has as many owners as it counts",
        checked: "select count(*) from application_owners",
        broken: "select count(*) from applications a where a.owners_count <> (select count(*) from \
                 application_owners o where o.application_number = a.number)",
        mend: RESTORE,
    },
    Rule {
        name: "every invoiced statement has its invoice",
        checked: "select count(*) from statements where invoice_number is not null",
        broken: "select count(*) from statements s left join invoices i on i.number = s.invoice_number \
                 and i.statement_id = s.id where s.invoice_number is not null and i.number is null",
        mend: RESTORE,
    },
    Rule {
        name: "every approved application has its licences charged once",
        checked: "select count(*) from licences",
        broken: "select count(*) from licences l where (select count(*) from charges c where \
                 c.application_number = l.application_number and c.product = l.product and c.corrects_id is null) <> 1",
        mend: RESTORE,
    },
    requests::ISSUED,
    Rule {
        name: "every application is in the audit from its beginning",
        checked: "select count(*) from applications",
        broken: "select count(*) from applications a where not exists (select 1 from audit e where \
                 e.subject = 'application:' || a.number and e.verb = 'received')",
        mend: RESTORE,
    },
    Rule {
        name: "whatever waits for a day has the errand of that day",
        checked: "select count(*) from applications where stage = 'needs_client' or hold_until is not null",
        broken: "select count(*) from applications a where (stage = 'needs_client' or hold_until is not null) \
                 and not exists (select 1 from errands e where e.application_number = a.number and e.state = 'due' \
                 and e.kind = case when a.stage = 'needs_client' then 'expire' else 'wake' end)",
        mend: RESET,
    },
    Rule {
        name: "every application on its way has an errand, a person, or is stuck visibly",
        checked: "select count(*) from applications where stage in ('forwarded', 'cert_request', 'registering')",
        broken: "select count(*) from applications a where stage in ('forwarded', 'cert_request', 'registering') \
                 and attention_since is null and not exists (select 1 from errands e where \
                 e.application_number = a.number and e.state = 'due' and e.kind <> 'letter')",
        mend: RESET,
    },
];

/// Checks every invariant.
pub async fn verify(db: &Db) -> Result<Vec<Invariant>, StoreError> {
    let (entries, broken) = audit::check(db).await?;
    let mut found =
        vec![Invariant { name: "the audit chains are unbroken", checked: entries, broken, mend: RESTORE }];
    for rule in RULES {
        let broken = count(db, rule.broken).await?;
        found.push(Invariant {
            name: rule.name,
            checked: count(db, rule.checked).await?,
            broken: (broken > 0).then(|| format!("{broken}")),
            mend: rule.mend,
        });
    }
    found.push(agreed(db).await?);
    found.push(tabs(db).await?);
    Ok(found)
}

/// How many lines are read at once.
const CHUNK: u64 = 1000;
/// The beginning of 2100.
const LATE: i64 = 4_102_444_800;

/// What was agreed to is what is there.
async fn agreed(db: &Db) -> Result<Invariant, StoreError> {
    let (mut checked, mut broken) = (0, Vec::new());
    for statement in statements::all(db, &Scope::Everything, u64::MAX >> 1).await? {
        let Some(agreement) = &statement.agreement else { continue };
        let mut lines: Vec<Charge> = Vec::new();
        loop {
            let after = lines.last().map(charges::After::line);
            let more = charges::of_statement(db, statement.id, after, CHUNK).await?;
            let last = u64::try_from(more.len()).is_ok_and(|read| read < CHUNK);
            lines.extend(more);
            if last {
                break;
            }
        }
        checked += 1;
        if digest(&lines) != agreement.sha256 {
            broken.push(audit::statement_subject(&statement));
        }
    }
    Ok(Invariant {
        name: "every agreed statement has the lines that were agreed to",
        checked,
        broken: (!broken.is_empty()).then(|| broken.join(", ")),
        mend: RESTORE,
    })
}

/// Each tab of each partner counts what it lists; what only grows is not counted.
async fn tabs(db: &Db) -> Result<Invariant, StoreError> {
    let filter = QueueFilter::default();
    // Late enough that every deadline has passed: the tab of the late ones is then as full as it can be.
    let now = DateTime::from_timestamp(LATE, 0).unwrap_or_default();
    let (mut checked, mut broken) = (0, Vec::new());
    for partner in partners::all(db).await? {
        let scope = Scope::Partner(partner.id);
        for tab in Tab::ALL.iter().filter(|tab| ![Tab::Mine, Tab::Finished].contains(tab)) {
            let asked = queue::Asked { tab: *tab, filter: &filter, reader: None, now };
            checked += 1;
            if !counts_what_it_lists(db, &scope, &asked).await? {
                broken.push(format!("{} {}", partner.code, tab.code()));
            }
        }
    }
    Ok(Invariant {
        name: "every tab counts what it lists",
        checked,
        broken: (!broken.is_empty()).then(|| broken.join(", ")),
        mend: RESTORE,
    })
}

/// In a working office a list grows while it is read, so what differs is looked at again.
async fn counts_what_it_lists(db: &Db, scope: &Scope, asked: &queue::Asked<'_>) -> Result<bool, StoreError> {
    for _ in 0..3 {
        let before = queue::count(db, scope, asked).await?;
        let listed = queue::numbers(db, scope, asked).await?.len();
        let after = queue::count(db, scope, asked).await?;
        let listed = u64::try_from(listed).unwrap_or(u64::MAX);
        if (before.min(after)..=before.max(after)).contains(&listed) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn count(db: &Db, sql: &str) -> Result<u64, StoreError> {
    let reach = db.on();
    let row = reach.query_one_raw(Statement::from_string(reach.get_database_backend(), sql)).await?;
    let count: i64 = row.ok_or(StoreError::NotFound)?.try_get_by_index(0)?;
    Ok(u64::try_from(count).unwrap_or(0))
}
