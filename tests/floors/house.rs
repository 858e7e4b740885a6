//! Every source file under a root, with the floor to which it belongs and the rules that it breaks.

use std::path::Path;

use crate::source::{Named, Source};
use crate::table::Table;

/// A source file.
#[derive(Debug)]
pub(crate) struct File {
    /// Its module path from the root, such as `store`, `keep`.
    pub(crate) place: Vec<String>,
    /// Its text.
    pub(crate) text: String,
    /// Whether it is compiled only for tests.
    pub(crate) for_tests: bool,
}

/// The most lines that a file may have.
pub(crate) const LONGEST_FILE: usize = 300;
/// The most lines that a function may have.
pub(crate) const LONGEST_FUNCTION: usize = 50;
/// Module names that carry no meaning.
const EMPTY_NAMES: [&str; 6] = ["utils", "common", "helpers", "types", "services", "managers"];

impl File {
    /// The file and all files that it declares as modules, at any depth.
    pub(crate) fn with_modules(root: &Path) -> Vec<Self> {
        let text = std::fs::read_to_string(root).expect("the house has a front door");
        let mut files = vec![];
        let folder = root.parent().expect("a file lies in a folder").to_owned();
        let first = Self { place: vec![], text, for_tests: false };
        first.gather(&folder, &mut files);
        files
    }

    fn gather(self, folder: &Path, files: &mut Vec<Self>) {
        for (name, for_tests) in Source::read(&self.text).modules {
            let file = folder.join(format!("{name}.rs"));
            let text = std::fs::read_to_string(&file).expect("a declared module has a file");
            let place = [self.place.as_slice(), std::slice::from_ref(&name)].concat();
            let module = Self { place, text, for_tests: for_tests || self.for_tests };
            module.gather(&folder.join(&name), files);
        }
        files.push(self);
    }

    /// The floor to which the file belongs.
    fn floor(&self) -> Option<&str> {
        self.place.first().map(String::as_str)
    }

    /// The violations of the table of floors.
    pub(crate) fn trespasses(&self, table: &Table) -> Vec<String> {
        let Some(floor) = self.floor() else { return vec![] };
        if !table.0.contains_key(floor) {
            return vec![format!("{floor} is not in the table")];
        }
        if self.for_tests {
            return vec![];
        }
        let paths = Source::read(&self.text).paths;
        let wrong = paths.iter().filter_map(|path| {
            let words = trespass(table, floor, &self.rooted(&path.segments))?;
            Some(format!("{}:{}: {words}", self.place.join("/"), path.line))
        });
        wrong.collect()
    }

    /// Resolves `self` and `super` in a path. A path that leaves the floor then begins with `crate`.
    fn rooted(&self, path: &[String]) -> Vec<String> {
        let up = path.iter().take_while(|segment| *segment == "super").count();
        if up < self.place.len() || up == 0 {
            return path.to_vec();
        }
        [&["crate".to_owned()], &path[up..]].concat()
    }

    /// The violations of the style rules: the opening comment, the length of the file and of its functions, the file's
    /// name, use of the system clock.
    pub(crate) fn untidiness(&self) -> Vec<String> {
        let lines = self.text.lines().count();
        let source = Source::read(&self.text);
        let mut wrong = vec![];
        if !self.text.starts_with("//!") {
            wrong.push("does not say what it is for".to_owned());
        }
        if self.place.last().is_some_and(|name| name == "mod") {
            wrong.push("is a second style of modules: `x.rs` stands beside `x/`".to_owned());
        }
        if lines > LONGEST_FILE {
            wrong.push(format!("has {lines} lines"));
        }
        let long = source.functions.iter().filter(|function| function.lines > LONGEST_FUNCTION);
        wrong.extend(long.map(|function| format!("{} has {} lines", function.name, function.lines)));
        let empty = self.place.iter().filter(|name| EMPTY_NAMES.contains(&name.as_str()));
        wrong.extend(empty.map(|name| format!("is called {name}, which says nothing")));
        if self.place != ["clock"] {
            let clocks = source.paths.iter().filter(|path| reads_the_clock(path));
            wrong.extend(clocks.map(|path| format!("reads the clock in line {}", path.line)));
        }
        wrong.into_iter().map(|words| format!("{} {words}", self.place.join("/"))).collect()
    }
}

fn reads_the_clock(path: &Named) -> bool {
    path.segments.ends_with(&["Utc".to_owned(), "now".to_owned()])
}

/// The violation, if any, when this floor names this path.
fn trespass(table: &Table, floor: &str, path: &[String]) -> Option<String> {
    let rules = &table.0[floor];
    let may = |name: &str| rules.may_use.as_ref().is_none_or(|used| used.contains(name));
    let first = path.first()?;
    if first == "crate" || first == "registrar" {
        let other = path.get(1).map_or("*", String::as_str);
        let foreign = other != floor && (table.0.contains_key(other) || other == "*");
        return (foreign && !may(other)).then(|| format!("{floor} may not use {other}"));
    }
    if table.is_our_crate(first) && !may(first) {
        return Some(format!("{floor} may not use {first}"));
    }
    let owners = table.owners(first);
    let foreign = !owners.is_empty() && !owners.contains(&floor);
    foreign.then(|| format!("{first} belongs to {}, not to {floor}", owners.join(" and ")))
}
