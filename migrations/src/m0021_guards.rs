//! The version of a statement's digest, and triggers that keep agreed, charged, issued and recorded data unchanged.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Earlier agreements have digests of the first version.
        let version = integer("agreed_digest_version").default(1).to_owned();
        manager.alter_table(Table::alter().table("statements").add_column(version).to_owned()).await?;
        for table in KEPT {
            engine::append_only(manager, table).await?;
        }
        for table in KEPT.iter().chain(GUARDED) {
            engine::never_truncated(manager, table).await?;
        }
        let sqlite: Vec<String> = GUARDS.iter().flat_map(Guard::sqlite).collect();
        let postgres: Vec<String> = GUARDS.iter().flat_map(Guard::postgres).collect();
        engine::each(manager, &borrowed(&sqlite), &borrowed(&postgres)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sqlite: Vec<String> = GUARDS.iter().flat_map(Guard::without_sqlite).collect();
        let postgres: Vec<String> = GUARDS.iter().flat_map(Guard::without_postgres).collect();
        engine::each(manager, &borrowed(&sqlite), &borrowed(&postgres)).await?;
        for table in KEPT.iter().chain(GUARDED) {
            engine::each(manager, &[], &[&format!("drop trigger {table}_no_truncate on {table}")]).await?;
        }
        for table in KEPT {
            for act in ["update", "delete"] {
                let name = format!("drop trigger {table}_no_{act}");
                engine::each(manager, &[&name], &[&format!("{name} on {table}")]).await?;
            }
        }
        let dropped = Table::alter().table("statements").drop_column("agreed_digest_version").to_owned();
        manager.alter_table(dropped).await
    }
}

/// The tables whose rows are never changed or deleted.
const KEPT: &[&str] = &["originals", "certificates", "licences", "notes"];

/// The tables whose rows may change in some ways only.
const GUARDED: &[&str] = &["audit_heads", "charges", "statements"];

/// A trigger that forbids some changes of a table's rows. `{open}` stands for the states in which a statement may
/// change, `{differs}` for the engine's null-safe «is not equal».
struct Guard {
    name: &'static str,
    table: &'static str,
    /// The acts, with columns where only some matter.
    acts: &'static [&'static str],
    /// The condition under which it refuses.
    when: &'static str,
    words: &'static str,
}

const OPEN: &str = "('forming', 'on_review', 'disputed')";

const GUARDS: &[Guard] = &[
    // A chain only grows; its head never goes back and points to an existing entry.
    Guard {
        name: "audit_heads_forward",
        table: "audit_heads",
        acts: &["update"],
        when: "new.chain <> old.chain or new.sequence <= old.sequence or not exists (select 1 from audit a \
                   where a.chain = new.chain and a.sequence = new.sequence and a.hash = new.hash)",
        words: "a chain only goes on",
    },
    Guard {
        name: "audit_heads_kept",
        table: "audit_heads",
        acts: &["delete"],
        when: "1 = 1",
        words: "audit_heads is append-only",
    },
    // The copied columns of a charge never change; its state and comment may.
    Guard {
        name: "charges_copied",
        table: "charges",
        acts: &[COPIED],
        when: "1 = 1",
        words: "what was charged is frozen",
    },
    Guard {
        name: "charges_kept",
        table: "charges",
        acts: &["delete"],
        when: "1 = 1",
        words: "what was charged is frozen and append-only",
    },
    // An agreed line cannot be changed, with or without an invoice.
    Guard {
        name: "charges_agreed_old",
        table: "charges",
        acts: &["update"],
        when: "exists (select 1 from statements s where s.id = old.statement_id and s.state not in {open})",
        words: "an agreed line is frozen",
    },
    Guard {
        name: "charges_agreed_new",
        table: "charges",
        acts: &["insert", "update"],
        when: "exists (select 1 from statements s where s.id = new.statement_id and s.state not in {open})",
        words: "an agreed statement is frozen",
    },
    Guard {
        name: "statements_agreed",
        table: "statements",
        acts: &["update"],
        when: AGREED,
        words: "an agreed statement is frozen",
    },
    Guard {
        name: "statements_kept",
        table: "statements",
        acts: &["delete"],
        when: "old.state not in {open}",
        words: "an agreed statement is append-only",
    },
];

/// The copied columns of a charge.
const COPIED: &str = "update of source, partner_id, organization_id, subscriber_code, organization_name, inn, kpp, \
     reg_number, application_number, activated_at, product, term_months, tier, basis, promotion, starts_on, ends_on, \
     quantity, price, promotion_discount, discount, amount, vat_rate, vat, total, rule_version, contract_number, \
     corrects_id";

/// From the agreement on, the sums and the agreement stay. A statement may be reopened and change again, unless it has
/// an invoice.
const AGREED: &str = "old.state not in {open} and ((new.state in {open} and old.invoice_number is not null) or \
     (old.invoice_number is not null and new.invoice_number {differs} old.invoice_number) or \
     (new.state not in {open} and (new.partner_id <> old.partner_id or new.month <> old.month \
     or new.agreed_at {differs} old.agreed_at or new.agreed_by {differs} old.agreed_by \
     or new.agreed_sha256 {differs} old.agreed_sha256 or new.agreed_digest_version <> old.agreed_digest_version \
     or new.lines <> old.lines or new.disputed <> old.disputed or new.amount <> old.amount or new.vat <> old.vat \
     or new.total <> old.total or new.promotion_discount <> old.promotion_discount)))";

impl Guard {
    fn sqlite(&self) -> Vec<String> {
        let Self { table, words, .. } = self;
        let when = self.when.replace("{open}", OPEN).replace("{differs}", "is not");
        let guard = |(place, act): (usize, &&str)| {
            format!(
                "create trigger {} before {act} on {table} when {when} begin select raise(abort, '{words}'); end",
                self.sqlite_name(place)
            )
        };
        self.acts.iter().enumerate().map(guard).collect()
    }

    fn postgres(&self) -> Vec<String> {
        let Self { name, table, words, .. } = self;
        let when = self.when.replace("{open}", OPEN).replace("{differs}", "is distinct from");
        let after = if self.acts == ["delete"] { "old" } else { "new" };
        vec![
            format!(
                "create function {name}() returns trigger language plpgsql as $$ begin if {when} then \
                 raise exception '{words}'; end if; return {after}; end $$"
            ),
            format!(
                "create trigger {name} before {} on {table} for each row execute function {name}()",
                self.acts.join(" or ")
            ),
        ]
    }

    fn without_sqlite(&self) -> Vec<String> {
        (0..self.acts.len()).map(|place| format!("drop trigger {}", self.sqlite_name(place))).collect()
    }

    fn without_postgres(&self) -> Vec<String> {
        let Self { name, table, .. } = self;
        vec![format!("drop trigger {name} on {table}"), format!("drop function {name}()")]
    }

    /// `SQLite` needs a trigger for each act.
    fn sqlite_name(&self, place: usize) -> String {
        if place == 0 { self.name.to_owned() } else { format!("{}_{place}", self.name) }
    }
}

fn borrowed(statements: &[String]) -> Vec<&str> {
    statements.iter().map(String::as_str).collect()
}
