//! Checks the dependencies, the sizes and the style of the source against the table that opens `src/lib.rs`.
#![expect(clippy::unwrap_used, reason = "a check that cannot read the house fails at once")]
#![expect(clippy::wildcard_enum_match_arm, reason = "the syntax of Rust is not ours to enumerate")]

#[path = "floors/circles.rs"]
mod circles;
#[path = "floors/house.rs"]
mod house;
#[path = "floors/limits.rs"]
mod limits;
#[path = "floors/shapes.rs"]
mod shapes;
#[path = "floors/source.rs"]
mod source;
#[path = "floors/table.rs"]
mod table;
#[path = "floors/told.rs"]
mod told;

use std::path::{Path, PathBuf};

use circles::Files;
use house::File;
use source::Source;
use table::Table;

const FRONT_DOORS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table() -> Table {
    Table::read(&std::fs::read_to_string(root().join(FRONT_DOORS[0])).unwrap())
}

/// Every Rust file that is written by hand: of the service, of its crates, of its tests.
fn written() -> Vec<(PathBuf, String)> {
    let mut found = vec![];
    let folders = [
        "src",
        "migrations/src",
        "templates/src",
        "templates/examples",
        "templates/tests",
        "templates/documents",
        "templates/sheets",
        "tests",
    ];
    for folder in folders.map(|folder| root().join(folder)).into_iter().filter(|folder| folder.exists()) {
        gather(&folder, &mut found);
    }
    found
}

fn gather(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "node_modules" {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
        }
    }
}

fn loose(path: &Path, text: String) -> File {
    let place = path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    File { place, text, for_tests: false }
}

/// A synthetic file of the store.
fn in_store(text: &str) -> File {
    let place = ["store", "invented"].map(str::to_owned).to_vec();
    File { place, text: format!("//! Invented.\n{text}"), for_tests: false }
}

#[test]
fn every_floor_uses_only_what_the_table_says() {
    let table = table();
    let files = FRONT_DOORS.iter().flat_map(|door| File::with_modules(&root().join(door)));
    let wrong: Vec<String> = files.flat_map(|file| file.trespasses(&table)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let files = File::with_modules(&root().join(FRONT_DOORS[0]));
    let wrong = circles::wrong(&Files::read(&files).circles());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let file = |place: &str, text: &str| File {
        place: place.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        text: text.to_owned(),
        for_tests: false,
    };
    for (there, back) in [
        ("use crate::a::two::Two;", "use crate::a::one::One;"),
        ("use super::two::Two;", "fn f(one: crate::a::one::One) {}"),
        ("use crate::a::Two;", "use super::One;"),
        ("use super::{two::Two as Second};", "use super::super::a::one::{self};"),
        ("use crate::a::two::*;", "use crate::a::*;"),
        ("use super::two; fn f() { two::g(); }", "fn f() { println!(\"{}\", crate::a::one::ONE); }"),
    ] {
        let files = [
            file("", "mod a;"),
            file("a", "mod one; mod two; pub use one::One; pub use two::Two;"),
            file("a/one", &format!("{there} pub struct One;")),
            file("a/two", &format!("{back} pub struct Two; #[cfg(test)] mod tests {{}}")),
        ];
        let found = Files::read(&files).circles();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [["a/one", "a/two"]], "{there} {back}");
    }
    let kin = [
        file("", "mod a;"),
        file("a", "mod b; use b::B; struct A;"),
        file("a/b", "use super::A; pub struct B;"),
    ];
    assert!(Files::read(&kin).circles().is_empty());
}

#[test]
fn every_file_of_the_service_is_a_module_of_it() {
    let known = FRONT_DOORS.map(|door| File::with_modules(&root().join(door)).len()).iter().sum::<usize>();
    let lying = written().iter().filter(|(path, _)| path.starts_with("src")).count();
    assert_eq!(known, lying);
}

#[test]
fn every_file_is_short_opens_with_its_purpose_and_reads_no_clock() {
    let files = written().into_iter().map(|(path, text)| {
        let file = loose(&path, text);
        if path == Path::new("src/clock.rs") {
            File { place: vec!["clock".to_owned()], ..file }
        } else {
            file
        }
    });
    let wrong: Vec<String> = files.flat_map(|file| file.untidiness()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[expect(clippy::print_stdout, reason = "the test prints the sizes for the reader of its output")]
fn the_sizes_of_the_service_stay_small() {
    let files = written().into_iter().filter(|(path, _)| path.starts_with("src"));
    let (mut lengths, mut functions) = (vec![], vec![]);
    for (_, text) in files {
        lengths.push(text.lines().count());
        functions.extend(Source::read(&text).functions.iter().map(|function| function.lines));
    }
    for (what, sizes, most) in [("files", &mut lengths, 150), ("functions", &mut functions, 15)] {
        sizes.sort_unstable();
        let (median, largest) = (sizes[sizes.len() / 2], sizes[sizes.len() - 1]);
        println!("{what}: {} in all, median {median} lines, longest {largest} lines", sizes.len());
        assert!(median <= most, "the median of {what} is {median} lines");
    }
}

#[test]
fn the_table_speaks_only_of_crates_that_are_there() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let named = |name: &str| manifest.lines().any(|line| line.split([' ', '.']).next() == Some(name));
    for owned in table().owned() {
        assert!(named(owned) || named(&owned.replace('_', "-")), "{owned} is no dependency");
    }
}

/// The only file that marks text as trusted HTML: the articles of the documentation, which are part of the source.
const TRUSTED: &str = "templates/src/documentation/text.rs";

#[test]
fn every_test_that_a_document_names_is_there() {
    let files = written();
    for document in ["docs/requirements.md", "docs/asvs.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        assert!(text.contains("::"), "{document} names none");
        assert_eq!(told::missing(&text, &files), std::collections::BTreeSet::new(), "{document}");
    }
}

#[test]
fn every_limit_says_what_happens_beyond_it() {
    let serves = |path: &Path| {
        let inside = path.strip_prefix("src").ok()?;
        let place = inside.with_extension("").to_string_lossy().into_owned();
        // The seed and the generator serve no requests.
        let apart = ["seed", "generate"].iter().any(|part| place.starts_with(part));
        (!apart && !place.contains("tests")).then_some(place)
    };
    let files = written().into_iter().filter_map(|(path, text)| Some((serves(&path)?, text)));
    let found: Vec<String> = files.flat_map(|(place, text)| limits::limits(&place, &text)).collect();
    let untold = limits::untold(&found);
    assert!(untold.is_empty(), "{}", untold.join("\n"));
}

#[test]
fn a_limit_is_found_however_it_is_written() {
    for text in [
        "fn f() { rows.iter().take(5).collect() }",
        "fn f() { rows.truncate(PAGE); }",
        "fn f() { query.limit(limit).all() }",
        "fn f() { ask(\"select 1 limit 5\") }",
        "fn f() { let sql = format!(\"select {x} limit {y}\"); }",
        "fn f() { layer(DefaultBodyLimit::max(5)) }",
    ] {
        assert_eq!(limits::limits("store/invented", text), ["store/invented::f"], "{text}");
    }
    for text in
        ["fn f() { slot.take() }", "fn f() { application.take(reviewer, at) }", "fn f() { self.take(name) }"]
    {
        assert!(limits::limits("store/invented", text).is_empty(), "{text}");
    }
}

#[test]
fn text_counts_as_html_in_one_file_only() {
    let unescaped = |(path, text): &(PathBuf, String)| {
        let words = Source::read(text).paths;
        let named = words.iter().any(|path| path.segments.iter().any(|word| word == "PreEscaped"));
        named && path != Path::new(TRUSTED)
    };
    let wrong: Vec<_> = written().into_iter().filter(unescaped).map(|(path, _)| path).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_forbidden_use_is_found_however_it_is_written() {
    let table = table();
    for text in [
        "use crate::operations::Desk;",
        "use crate::{domain::money::Money, web::layers};",
        "use super::super::present::words;",
        "fn asks() -> u8 { crate::policy::ask() }",
        "fn says() -> String { format!(\"{}\", crate::present::words::SENT) }",
        "fn draws() { templates::layout::page(); }",
        "use crate::gateways::*;",
        "use axum::Router;",
        "use casbin as _;",
        "#[derive(clap::Parser)] struct Words;",
    ] {
        assert_eq!(in_store(text).trespasses(&table).len(), 1, "{text}");
    }
}

#[test]
fn what_the_table_allows_is_left_alone() {
    let table = table();
    for text in [
        "use crate::domain::{application::Application, stage::Stage};\nuse sea_orm::EntityTrait;",
        "use super::applications;\nuse crate::store::keep;",
        "#[cfg(test)] mod tests { use crate::operations::Desk; use axum::Router; }",
        "fn der(ring: u8) -> u8 { ring }",
    ] {
        assert_eq!(in_store(text).trespasses(&table), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn on_pages_no_number_stands_alone_on_the_next_line() {
    let of_pages = ["src/present", "templates/src/pages", "templates/src/components"];
    // What goes into files, letters and programs has ordinary spaces.
    let others = ["src/present/exports", "src/present/letters", "src/present/api"];
    let shown = |path: &Path, roots: &[&str]| roots.iter().any(|root| path.starts_with(root));
    for (path, text) in written() {
        if !shown(&path, &of_pages) || shown(&path, &others) {
            continue;
        }
        for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let breaks = line.contains("№ {") || line.contains("№ \" (") || line.contains("№ \" span");
            assert!(!breaks, "{}:{}: no-break space after №: {line}", path.display(), place + 1);
        }
    }
}

#[test]
fn untidiness_is_found() {
    let long = format!("fn long() {{\n{}}}\n", "    let _ = 1;\n".repeat(house::LONGEST_FUNCTION));
    for (text, complaint) in [
        ("fn when() -> DateTime<Utc> { chrono::Utc::now() }", "reads the clock"),
        ("fn when() { println!(\"{}\", Utc::now()); }", "reads the clock"),
        (long.as_str(), "long has 52 lines"),
        (&"// a line\n".repeat(house::LONGEST_FILE), "has 301 lines"),
    ] {
        let found = in_store(text).untidiness();
        assert!(found.len() == 1 && found[0].contains(complaint), "{found:?}");
    }
    let nameless = File { text: "fn silent() {}".to_owned(), ..in_store("") };
    assert_eq!(nameless.untidiness(), ["store/invented does not say what it is for"]);
    let empty = File { place: vec!["store".to_owned(), "utils".to_owned()], ..in_store("") };
    assert_eq!(empty.untidiness(), ["store/utils is called utils, which says nothing"]);
    let second = File { place: vec!["store".to_owned(), "mod".to_owned()], ..in_store("") };
    assert_eq!(second.untidiness(), ["store/mod is a second style of modules: `x.rs` stands beside `x/`"]);
}
