//! Access: what every route answers to every role, on one's own objects and on another partner's.
//!
//! The rows come from `rows.rs`, the routes from the router itself: a route that is in no row fails here.

mod rows;
mod stage;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use registrar::web::table;
use rows::{ROWS, Row};
use stage::Stage;

use crate::support::Portal;

#[test]
fn every_route_is_in_the_table_and_nothing_else_is() {
    let routes: BTreeSet<String> =
        table(true).into_iter().map(|(method, pattern)| format!("{method} {pattern}")).collect();
    let known: BTreeSet<String> = ROWS.iter().map(|row| format!("{} {}", row.method, row.pattern)).collect();
    assert_eq!(known.len(), ROWS.len(), "a row stands twice");
    assert_eq!(routes, known);
}

#[tokio::test]
async fn every_role_gets_from_every_route_what_was_agreed() {
    let portal = Portal::open().await;
    let stage = Stage::set(&portal).await;
    let mut answers = String::new();
    let mut visitors = stage.visitors(&portal).await;
    for row in ROWS {
        let mut line = format!("{} {}\n   ", row.method, row.pattern);
        for (role, visitor) in &mut visitors {
            let own = stage.ask(visitor, row, &stage.own).await;
            let foreign = stage.ask(visitor, row, &stage.foreign).await;
            let _ = if own == foreign {
                write!(line, " {role} {own}")
            } else {
                write!(line, " {role} {own}/{foreign}")
            };
        }
        writeln!(answers, "{line}").unwrap();
    }
    insta::assert_snapshot!(answers);
}

impl Row {
    /// The address of the row with the values of one side.
    fn address(&self, values: &[(&str, String)]) -> String {
        // A certificate belongs to the application that is approved, everything else to the one that is inspected.
        let certificates = self.pattern.contains("{serial}");
        let pattern = if certificates {
            self.pattern.replace("{number}", "{approved}")
        } else {
            self.pattern.to_owned()
        };
        let filled = values.iter().fold(pattern, |path, (name, value)| {
            path.replace(&format!("{{{name}}}"), value).replace(&format!("{{*{name}}}"), value)
        });
        assert!(!filled.contains('{'), "{filled}: a part has no value");
        filled
    }
}
