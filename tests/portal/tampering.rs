//! Tampering: the owner of the tables disables the guards and changes rows outside of the program, and the check of the
//! invariants must find it. Each act runs in a transaction that is rolled back.

pub(crate) mod older;

use std::sync::Arc;

use registrar::clock::Clock;
use registrar::domain::charge::{DigestVersion, LinesDigest};
use registrar::domain::role::Scope;
use registrar::gateways::ca::Authority;
use registrar::gateways::passwords::Cost;
use registrar::operations::verification::{verify, verify_in};
use registrar::operations::{Desk, House, notes};
use registrar::store::{Engine, Reach as _, StoreError, Tx, accounts, charges, statements};
use registrar::{app, seed};
use sea_orm::{ConnectionTrait as _, Statement};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::support::{Database, at, unguard};

/// The acts as SQL.
const ACTS: &str = include_str!("tampering/acts.sql");

/// The placeholders for lines, and the conditions that replace them.
const LINES: &[(&str, &str)] = &[
    ("{invoiced}", "id = (select min(id) from charges where statement_id = 7)"),
    ("{review}", "id = (select min(id) from charges where statement_id = 10)"),
    ("{loose}", "id = (select min(id) from charges where statement_id is null)"),
];

/// A working day, at noon in Moscow.
const DAY: &str = "2026-11-18T09:00:00Z";

/// What is not found, and why: the first needs a head of the chain that is kept outside of the database.
const NOT_FOUND: &[(&str, &str)] = &[
    (
        "notes: the newest one deleted with its entry, the head moved back",
        "the newest change of a chain that goes with its entry leaves an office as it was a moment before",
    ),
    (
        "charges: words beside a line that nobody has agreed to",
        "the digest of an agreement covers them; before it they are held against no entry",
    ),
    (
        "people and logins: name, address and password",
        "no entry tells what a person or a login is called, where its letters go and by which password it signs in",
    ),
];

/// The tables that the acts change.
const TABLES: &[&str] = &[
    "charges",
    "statements",
    "invoices",
    "originals",
    "certificates",
    "licences",
    "audit",
    "audit_heads",
    "applications",
    "notes",
    "prices",
    "settings",
    "discounts",
    "contracts",
    "promotions",
    "zones",
    "vat_rates",
    "reasons",
    "partners",
    "role_assignments",
    "people",
    "authenticators",
    "factor_rules",
    "its_logins",
    "memberships",
    "invitations",
    "questions",
    "question_messages",
    "documents",
    "sales",
    "sellers",
    "seller_regimes",
    "number_series",
    "numbered_documents",
    "printed_documents",
    "payments",
    "postings",
    "archives",
    "subscriptions",
    "disowned_organizations",
    "cloud_identities",
    "counters",
];

/// A database that the seed has filled.
struct Office {
    house: Arc<House>,
    _var: TempDir,
    // The last field, so that the database is removed after all of its users are dropped.
    _database: Database,
}

impl Office {
    async fn open() -> Self {
        let (database, db) = Database::fresh().await;
        let house = app::house(db, Clock::standing_at(at(DAY)), Cost::FOR_TESTS).await.unwrap();
        let var = tempfile::tempdir().unwrap();
        let authority = Authority::from_setting("builtin:", var.path()).unwrap();
        seed::play(&house, &authority, "https://registrar.example", &[7; 32], at(DAY)).await.unwrap();
        house.clock.turn_to(at(DAY));
        let office = Self { house, _var: var, _database: database };
        office.write_a_note().await;
        office
    }

    async fn write_a_note(&self) {
        let account = accounts::find(&self.house.db, "staff").await.unwrap().unwrap();
        let staff = Desk::of_person(&self.house, &account, Vec::new(), "test".to_owned())
            .proven(self.house.clock.now());
        let own = "select min(number) from applications where stage = 'in_review' and partner_id = 1";
        let reach = self.house.db.on();
        let asked = Statement::from_string(reach.get_database_backend(), own);
        let row = reach.query_one_raw(asked).await.unwrap().unwrap();
        let number = registrar::domain::ids::ApplicationNumber(row.try_get_by_index(0).unwrap());
        notes::write(&staff, number, "Клиент просил позвонить").await.unwrap();
    }

    /// The invariants that an act breaks.
    async fn broken_by(&self, act: &Act) -> Vec<String> {
        let tx = self.house.db.begin().await.unwrap();
        let engine = self.house.db.engine();
        if engine == Engine::Sqlite {
            run(&tx, "pragma defer_foreign_keys = on").await;
        }
        unguard(&tx, engine, TABLES).await;
        for step in &act.steps {
            for sql in written_out(&tx, step).await {
                assert!(run(&tx, &sql).await > 0, "{sql} changes nothing");
            }
        }
        if act.digests_anew {
            digest_anew(&tx).await;
        }
        match verify_in(&tx).await {
            Ok(found) => {
                found.into_iter().filter(|one| one.broken.is_some()).map(|one| one.name.to_owned()).collect()
            }
            // A row that the program could not have written stops the check. The error names the row.
            Err(corrupt @ StoreError::Corrupt { .. }) => vec![corrupt.to_string()],
            Err(error) => panic!("{}: {error}", act.name),
        }
    }
}

/// An act: its name, its steps, and whether the tamperer recomputes the digests to hide it.
struct Act {
    name: &'static str,
    steps: Vec<&'static str>,
    digests_anew: bool,
}

fn acts() -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for line in ACTS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("--")) {
        match (line.strip_prefix("# "), acts.last_mut()) {
            (Some(name), _) => {
                let digests_anew = name.ends_with(" | digests anew");
                let name = name.trim_end_matches(" | digests anew");
                acts.push(Act { name, steps: Vec::new(), digests_anew });
            }
            (None, Some(act)) => act.steps.push(line.trim_end_matches(';')),
            (None, None) => panic!("{line} belongs to no act"),
        }
    }
    acts
}

/// The SQL of a step; a step that begins with `@` stands for several statements.
async fn written_out(tx: &Tx, step: &str) -> Vec<String> {
    if let Some(change) = step.strip_prefix("@certificate ") {
        return vec![format!(
            "update certificates set {change} where serial = (select max(serial) from certificates)"
        )];
    }
    if let Some(chain) = step.strip_prefix("@cut ") {
        return vec![
            format!(
                "delete from audit where chain = {chain} and sequence = (select sequence from audit_heads where \
                 chain = {chain})"
            ),
            format!(
                "update audit_heads set sequence = sequence - 1, hash = (select hash from audit where chain = {chain} \
                 and sequence = audit_heads.sequence - 1) where chain = {chain}"
            ),
        ];
    }
    match step {
        "@rewrite" => vec![rewritten(tx).await],
        sql => vec![LINES.iter().fold(sql.to_owned(), |sql, (name, meant)| sql.replace(name, meant))],
    }
}

/// Changes the text of an original and its digest to match.
async fn rewritten(tx: &Tx) -> String {
    let reach = tx.on();
    let asked = "select body from originals where application_number = 104001";
    let row = reach.query_one_raw(Statement::from_string(reach.get_database_backend(), asked)).await.unwrap();
    let body: String = row.unwrap().try_get_by_index(0).unwrap();
    let body = body.replace("ул.", "пр.");
    let sha256 = hex::encode(Sha256::digest(body.as_bytes()));
    let body = body.replace('\'', "''");
    format!("update originals set body = '{body}', sha256 = '{sha256}' where application_number = 104001")
}

async fn run(tx: &Tx, sql: &str) -> u64 {
    let done = tx.on().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    done.rows_affected()
}

/// Recomputes the digest of every agreed statement from its lines, by the statement's own version of the rule.
async fn digest_anew(tx: &Tx) {
    for statement in statements::all(tx, &Scope::Everything, 1000).await.unwrap() {
        let Some(agreement) = &statement.agreement else { continue };
        let mut digest = LinesDigest::by(agreement.digest);
        for line in charges::of_statement(tx, statement.id, None, 1000).await.unwrap() {
            digest.add(&line);
        }
        let sha256 = digest.finish();
        run(tx, &format!("update statements set agreed_sha256 = '{sha256}' where id = {}", statement.id))
            .await;
    }
}

#[tokio::test]
async fn what_the_owner_of_the_tables_does_behind_the_back_of_the_program_is_found() {
    let office = Office::open().await;
    let sound: Vec<_> =
        verify(&office.house.db).await.unwrap().into_iter().filter(|one| one.broken.is_some()).collect();
    assert!(sound.is_empty(), "{sound:?}");
    let mut missed = Vec::new();
    let acts = acts();
    for act in &acts {
        let broken = office.broken_by(act).await;
        let said = if broken.is_empty() { "NOT FOUND".to_owned() } else { broken.join("; ") };
        eprintln!("{} | {said}", act.name);
        if broken.is_empty() {
            missed.push(act.name);
        }
    }
    let explained: Vec<&str> = NOT_FOUND.iter().map(|(act, _)| *act).collect();
    assert_eq!(missed, explained, "of {} acts", acts.len());
    assert!(missed.len() <= 3);
    for (act, why) in NOT_FOUND {
        eprintln!("not found: {act}: {why}");
    }
    verify(&office.house.db).await.unwrap();
}

/// A statement that was agreed before digests had versions is checked by the rule of that time.
#[tokio::test]
async fn an_office_that_an_older_program_filled_is_sound() {
    let office = Office::open().await;
    let tx = office.house.db.begin().await.unwrap();
    let engine = office.house.db.engine();
    unguard(&tx, engine, &["audit", "audit_heads", "statements"]).await;
    let all = statements::all(&tx, &Scope::Everything, 1000).await.unwrap();
    for statement in all.iter().filter(|one| one.agreement.is_some()) {
        let mut digest = LinesDigest::by(DigestVersion::First);
        for line in charges::of_statement(&tx, statement.id, None, 1000).await.unwrap() {
            digest.add(&line);
        }
        let (id, sha256) = (statement.id, digest.finish());
        run(
            &tx,
            &format!(
                "update statements set agreed_sha256 = '{sha256}', agreed_digest_version = 1 where id = {id}"
            ),
        )
        .await;
    }
    older::rewrite_audit(&tx, &all).await;
    let found = verify_in(&tx).await.unwrap();
    let broken: Vec<_> = found.iter().filter(|one| one.broken.is_some()).collect();
    assert!(broken.is_empty(), "{broken:?}");
    let by_first = found.iter().find(|one| one.name.contains("by rule 1")).unwrap();
    assert_eq!(by_first.checked, 10);
}
