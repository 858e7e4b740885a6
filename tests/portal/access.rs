//! Access control: what every route answers to every role, for objects of the user's own partner and of another one.
//!
//! The rows come from `rows.rs`, the routes from the router itself: a route without a row fails here.

mod files;
mod protected;
mod rows;
mod stage;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use registrar::web::table;
use rows::Row;
use stage::Stage;

use crate::support::Portal;

#[test]
fn every_route_is_in_the_table_and_nothing_else_is() {
    let routes: BTreeSet<String> =
        table(true).into_iter().map(|(method, pattern)| format!("{method} {pattern}")).collect();
    let known: BTreeSet<String> = rows::all().map(|row| format!("{} {}", row.method, row.pattern)).collect();
    assert_eq!(known.len(), rows::all().count(), "a row stands twice");
    assert_eq!(routes, known);
}

#[tokio::test]
async fn every_role_gets_from_every_route_what_was_agreed() {
    let portal = Portal::open().await;
    let stage = Box::pin(Stage::set(&portal)).await;
    let mut answers = String::new();
    let mut visitors = stage.visitors(&portal).await;
    let mut unproven = Vec::new();
    for (place, row) in rows::all().enumerate() {
        let mut line = format!("{} {}\n   ", row.method, row.pattern);
        let mut told_apart = !row.pattern.starts_with("/partner/") || !row.pattern.contains('{');
        for (seat, (role, visitor)) in visitors.iter_mut().enumerate() {
            // A limit of what was asked before does not speak for this row.
            visitor.address = Some(format!("10.{seat}.{}.{}", place / 250, place % 250 + 1));
            let own = stage.ask(visitor, row, role, &stage.own).await;
            let foreign = stage.ask(visitor, row, role, &stage.foreign).await;
            told_apart |= own != foreign && foreign == 404;
            let _ = if own == foreign {
                write!(line, " {role} {own}")
            } else {
                write!(line, " {role} {own}/{foreign}")
            };
        }
        if !told_apart {
            unproven.push(line.clone());
        }
        writeln!(answers, "{line}").unwrap();
    }
    assert!(unproven.is_empty(), "nobody's own is told from another partner's: {unproven:?}");
    insta::assert_snapshot!(answers);
}

impl Row {
    /// The path of this row, filled with the values of one partner.
    fn address(&self, values: &[(&str, String)]) -> String {
        let mut pattern = self.pattern.to_owned();
        // A certificate belongs to the approved application, everything else to the one in review.
        if pattern.contains("{serial}") {
            pattern = pattern.replace("{number}", "{approved}");
        }
        if pattern.starts_with("/operator/people") {
            let of_operator =
                [("{person}", "{clerk}"), ("{role}", "{clerk_role}"), ("{mark}", "{clerk_mark}")];
            pattern = of_operator.iter().fold(pattern, |path, (name, other)| path.replace(name, other));
        }
        pattern = pattern.replace("{document}", "agreement").replace("{identity}", "7");
        pattern = pattern.replace("{object}/{act}", "statement/agree");
        if pattern.starts_with("/partner/filters") {
            pattern = pattern.replace("{id}", "{filter}");
        }
        if pattern.starts_with("/operator/statements") && pattern.contains("/export/") {
            pattern.push_str("?partner={partner}");
        }
        let filled = fill(&pattern, values);
        assert!(!filled.contains('{'), "{filled}: a part has no value");
        filled
    }

    /// The form of this row, filled with the values of one partner.
    fn form(&self, values: &[(&str, String)]) -> Vec<(&'static str, String)> {
        self.body.iter().map(|(name, value)| (*name, fill(value, values))).collect()
    }
}

fn fill(pattern: &str, values: &[(&str, String)]) -> String {
    values.iter().fold(pattern.to_owned(), |path, (name, value)| {
        path.replace(&format!("{{{name}}}"), value).replace(&format!("{{*{name}}}"), value)
    })
}
