//! The table of floors, as the first page of `src/lib.rs` prints it: which floor may use which, and which crates it
//! owns.

use std::collections::{BTreeMap, BTreeSet};

/// The rules of one floor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Floor {
    /// The floors and crates of this workspace that it may use; `None` allows all of them.
    pub(crate) may_use: Option<BTreeSet<String>>,
    /// The external crates that it owns. Only owners may use them.
    pub(crate) owns: BTreeSet<String>,
}

/// The table of floors.
#[derive(Debug)]
pub(crate) struct Table(pub(crate) BTreeMap<String, Floor>);

impl Table {
    /// Reads the table from the comment that opens a file.
    pub(crate) fn read(source: &str) -> Self {
        let rows = source.lines().filter_map(|line| line.strip_prefix("//! |"));
        let mut floors = BTreeMap::new();
        for row in rows.filter(|row| row.contains('`') && !row.contains("---")) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [names, may_use, owns, ..] = cells[..] else { panic!("the table lacks a cell: {row}") };
            let everything = may_use == "all";
            let floor = Floor {
                may_use: (!everything).then(|| named(may_use)),
                owns: named(owns).into_iter().collect(),
            };
            for name in named(names) {
                assert!(
                    floors.insert(name.clone(), floor.clone()).is_none(),
                    "{name} stands twice in the table"
                );
            }
        }
        Self(floors)
    }

    /// Whether a name is a crate of this workspace that the table lists beside the floors.
    pub(crate) fn is_our_crate(&self, name: &str) -> bool {
        let ours = self.0.values().filter_map(|floor| floor.may_use.as_ref()).flatten();
        !self.0.contains_key(name) && ours.into_iter().any(|used| used == name)
    }

    /// The floors that own an external crate; none when every floor may use it.
    pub(crate) fn owners(&self, outside: &str) -> Vec<&str> {
        let owners = self.0.iter().filter(|(_, floor)| floor.owns.contains(outside));
        owners.map(|(name, _)| name.as_str()).collect()
    }

    /// All external crates that a floor owns.
    pub(crate) fn owned(&self) -> BTreeSet<&str> {
        self.0.values().flat_map(|floor| &floor.owns).map(String::as_str).collect()
    }
}

/// The words between backticks in a cell.
fn named(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
