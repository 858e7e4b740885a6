//! The audit as an older program wrote it: digests had no version, and events did not contain originals, terms and
//! charges.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, SecondsFormat, Utc};
use registrar::domain::statement::Statement;
use registrar::store::audit::statement_subject;
use registrar::store::{Reach as _, Tx};
use sea_orm::{ConnectionTrait as _, QueryResult, Statement as Sql};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::support::Portal;

/// An entry with the values that its digest covers, in their order.
struct Entry {
    chain: i64,
    sequence: i64,
    parts: [String; 7],
}

/// Rewrites the portal's audit into the form that an older program would have written.
pub(crate) async fn rewrite(portal: &Portal) {
    for table in ["audit", "audit_heads"] {
        portal.unguard(table).await;
    }
    let tx = portal.db().begin().await.unwrap();
    rewrite_audit(&tx, &[]).await;
    tx.commit().await.unwrap();
}

/// Puts the rows of sales aside, before the schema goes back to where there was no table for them. The audit goes on telling of them.
pub(crate) async fn put_sales_aside(portal: &Portal) {
    portal.sql("create table kept_sales as select * from sales").await;
}

/// Puts them back into the present schema.
pub(crate) async fn put_sales_back(portal: &Portal) {
    portal.sql("insert into sales select * from kept_sales").await;
    portal.sql("drop table kept_sales").await;
}

/// Rewrites the opening as a program wrote it to which ITS logins were no people: without the roles of whoever is not there,
/// and without what newer programs tell of members.
pub(crate) async fn rewrite_opening(portal: &Portal) {
    for table in ["audit", "audit_heads"] {
        portal.unguard(table).await;
    }
    let tx = portal.db().begin().await.unwrap();
    let people: HashSet<String> = rows(&tx, "select cast(id as text) from people")
        .await
        .iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect();
    rewrite_entries(&tx, "chain = 0", |entry| {
        if entry.parts[5].starts_with("members:") {
            return "{}".to_owned();
        }
        let mut details: Value = serde_json::from_str(&entry.parts[6]).unwrap();
        details.as_object_mut().unwrap().shift_remove("members_told");
        if let Some(lines) = details.get_mut("opening") {
            lines.as_array_mut().unwrap().retain(|line| {
                let of = line["matter"]["of"].as_str().unwrap();
                line["matter"]["kind"] != "role" || people.contains(of.split('/').next().unwrap())
            });
        }
        details.to_string()
    })
    .await;
    tx.commit().await.unwrap();
}

/// Rewrites every chain without the members that newer events have, and with the present digests of these statements.
pub(super) async fn rewrite_audit(tx: &Tx, statements: &[Statement]) {
    let agreed = agreed_now(tx, statements).await;
    rewrite_entries(tx, "1 = 1", |entry| as_it_was(&entry.parts[6], agreed.get(&entry.parts[5]))).await;
}

/// Gives the entries of whole chains other details, and the chains their digests anew.
async fn rewrite_entries(tx: &Tx, which: &str, written: impl Fn(&Entry) -> String) {
    let mut previous = (i64::MIN, String::new());
    for mut entry in entries(tx, which).await {
        if previous.0 != entry.chain {
            previous = (entry.chain, "0".repeat(64));
        }
        entry.parts[6] = written(&entry);
        let hash = hash(&entry, &previous.1);
        let details = entry.parts[6].replace('\'', "''");
        let place = format!("chain = {} and sequence = {}", entry.chain, entry.sequence);
        let was = &previous.1;
        let sql = format!(
            "update audit set details = '{details}', previous = '{was}', hash = '{hash}' where {place}"
        );
        tx.on().execute_unprepared(&sql).await.unwrap();
        let sql = format!("update audit_heads set hash = '{hash}' where {place}");
        tx.on().execute_unprepared(&sql).await.unwrap();
        previous.1 = hash;
    }
}

/// The digests in the rows, by the statements' subjects in the audit.
async fn agreed_now(tx: &Tx, statements: &[Statement]) -> HashMap<String, String> {
    let mut agreed = HashMap::new();
    for statement in statements.iter().filter(|one| one.agreement.is_some()) {
        let sql = format!("select agreed_sha256 from statements where id = {}", statement.id);
        agreed.insert(statement_subject(statement), rows(tx, &sql).await[0].try_get_by_index(0).unwrap());
    }
    agreed
}

fn as_it_was(details: &str, agreed: Option<&String>) -> String {
    let mut details: Value = serde_json::from_str(details).unwrap();
    let members = details.as_object_mut().unwrap();
    let newer = [
        "original",
        "charges",
        "digest",
        "terms",
        "corrections",
        "deadlines",
        "forward_by",
        "periods",
        "opening",
    ];
    for newer in newer {
        members.shift_remove(newer);
    }
    if let (Some(digest), Some(kept)) = (agreed, members.get_mut("sha256")) {
        *kept = digest.clone().into();
    }
    details.to_string()
}

fn hash(entry: &Entry, previous: &str) -> String {
    let numbers = format!("{}:{}", entry.chain, entry.sequence);
    let mut hash = Sha256::new();
    let [at, actor, role, request, verb, subject, details] = &entry.parts;
    for part in [previous, &numbers, at, actor, role, request, verb, subject, details] {
        hash.update(u64::try_from(part.len()).unwrap().to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

async fn entries(tx: &Tx, which: &str) -> Vec<Entry> {
    let sql = format!(
        "select chain, sequence, at, actor, role, request_id, verb, subject, details from audit \
         where {which} order by chain, sequence"
    );
    let found = rows(tx, &sql).await;
    found
        .iter()
        .map(|row| {
            let text = |name: &str| row.try_get::<String>("", name).unwrap();
            let at: DateTime<Utc> = row.try_get("", "at").unwrap();
            let at = at.to_rfc3339_opts(SecondsFormat::Micros, true);
            let [actor, role, request, verb] = ["actor", "role", "request_id", "verb"].map(text);
            let parts = [at, actor, role, request, verb, text("subject"), text("details")];
            let number = |name: &str| row.try_get("", name).unwrap();
            Entry { chain: number("chain"), sequence: number("sequence"), parts }
        })
        .collect()
}

async fn rows(tx: &Tx, sql: &str) -> Vec<QueryResult> {
    let reach = tx.on();
    reach.query_all_raw(Sql::from_string(reach.get_database_backend(), sql)).await.unwrap()
}
