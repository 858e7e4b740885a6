//! What the service is made of: no function takes a tuple apart, and few types share a name.

use std::collections::BTreeMap;
use std::path::Path;

use crate::house::File;
use crate::source::Source;
use crate::{FRONT_DOORS, root, written};

/// Names that several types have; a table's row is called `Model` everywhere.
const SHARED_NAMES: [&str; 9] =
    ["Door", "Entry", "Ground", "Kept", "Model", "Reading", "Seen", "Standing", "Step"];

#[test]
fn no_function_takes_a_tuple_apart() {
    let apart = |path: &Path, text: &str| -> Vec<String> {
        Source::read(text).tuples.iter().map(|name| format!("{}: {name}", path.display())).collect()
    };
    let invented =
        "fn f((a, b): (A, B)) {} impl T { fn g(&self, &(a, b): &(A, B)) {} } trait U { fn h((a, b): P); }";
    assert_eq!(apart(Path::new("x"), invented), ["x: f", "x: g", "x: h"]);
    let free =
        "fn f(Path((a, b)): Path<(A, B)>) { rows.map(|(a, b)| a) } #[cfg(test)] mod t { fn g((a, b): P) {} }";
    assert!(apart(Path::new("x"), free).is_empty());
    let found: Vec<String> = written().iter().flat_map(|(path, text)| apart(path, text)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn few_types_share_a_name() {
    let read = |text: &str| Source::read(text).types;
    assert_eq!(
        read("struct A; enum B {} type C = u8; trait D {} #[cfg(test)] mod t { struct E; }"),
        ["A", "B", "C", "D"]
    );
    let mut times = BTreeMap::<String, usize>::new();
    let files = File::with_modules(&root().join(FRONT_DOORS[0]));
    for name in files.iter().filter(|file| !file.for_tests).flat_map(|file| read(&file.text)) {
        *times.entry(name).or_default() += 1;
    }
    let shared: Vec<String> =
        times.into_iter().filter(|(_, times)| *times > 1).map(|(name, _)| name).collect();
    assert_eq!(
        shared, SHARED_NAMES,
        "give a new type a name of its own, and take a name off that is no longer shared"
    );
}
