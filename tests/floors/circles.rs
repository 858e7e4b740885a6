//! Finds dependency cycles between files. A file uses another one when it names an item that the other file defines:
//! re-exports, globs and `super` are followed to the definition. A parent and its child may use each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::File;
use crate::source::{Import, Source};

/// The cycles that still exist, by their files, and why. A change that breaks a cycle removes it from this list.
pub(crate) const KNOWN: &[(&[&str], &str)] = &[];

/// The modules from the root down to a file.
type Place = Vec<String>;

/// What a path resolves to.
enum Target {
    /// A module as a whole.
    Module(Place),
    /// An item that this module defines.
    Item(Place),
}

impl Target {
    fn place(self) -> Place {
        match self {
            Self::Module(place) | Self::Item(place) => place,
        }
    }
}

/// The source files of the service by their module paths.
#[derive(Debug)]
pub(crate) struct Files(BTreeMap<Place, Source>);

/// The lookups already made. They stop the recursion when re-exports lead back to their start.
type Asked = BTreeSet<(Place, String)>;

impl Files {
    /// Reads the files. Modules that exist only for tests are left out.
    pub(crate) fn read(files: &[File]) -> Self {
        let served = files.iter().filter(|file| !file.for_tests);
        Self(served.map(|file| (file.place.clone(), Source::read(&file.text))).collect())
    }

    /// Every cycle, as the sorted names of its files.
    pub(crate) fn circles(&self) -> BTreeSet<Vec<String>> {
        let used: BTreeMap<&Place, BTreeSet<Place>> =
            self.0.keys().map(|place| (place, self.used_by(place))).collect();
        let reached: BTreeMap<&Place, BTreeSet<&Place>> =
            used.keys().map(|place| (*place, reach(&used, place))).collect();
        let around = |place: &Place| {
            let back = reached[place].iter().filter(|other| reached[**other].contains(place));
            back.map(|other| other.join("/")).collect::<Vec<_>>()
        };
        self.0.keys().map(around).filter(|circle| circle.len() > 1).collect()
    }

    /// The files that a file uses, without its parents and children.
    fn used_by(&self, place: &Place) -> BTreeSet<Place> {
        let source = &self.0[place];
        let imported = source.imports.iter().map(|import| &import.path);
        let named = source.paths.iter().map(|named| &named.segments);
        let targets = imported.chain(named).filter_map(|path| self.resolve(place, path, &mut Asked::new()));
        let mut found: BTreeSet<Place> = targets.map(Target::place).collect();
        for glob in source.imports.iter().filter(|import| import.name.is_none()) {
            found.extend(self.all_of(place, glob));
        }
        found.retain(|other| !other.starts_with(place) && !place.starts_with(other));
        found
    }

    /// The places where the items of a glob import are defined.
    fn all_of(&self, place: &Place, glob: &Import) -> BTreeSet<Place> {
        let Some(Target::Module(module)) = self.resolve(place, &glob.path, &mut Asked::new()) else {
            return BTreeSet::new();
        };
        let names = self.0[&module].imports.iter().filter_map(|import| import.name.as_ref());
        let targets = names.filter_map(|name| self.named(&module, name, &mut Asked::new()));
        targets.map(Target::place).collect()
    }

    /// What a path in this file resolves to.
    fn resolve(&self, place: &Place, path: &[String], asked: &mut Asked) -> Option<Target> {
        let (first, mut rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" | "registrar" => vec![],
            "self" => place.clone(),
            "super" => {
                let more = rest.iter().take_while(|segment| *segment == "super").count();
                rest = &rest[more..];
                place[..place.len().checked_sub(more + 1)?].to_vec()
            }
            _ => match self.named(place, first, asked)? {
                Target::Module(module) => module,
                item @ Target::Item(_) => return Some(item),
            },
        };
        for name in rest {
            here = match self.named(&here, name, asked) {
                Some(Target::Module(module)) => module,
                Some(item) => return Some(item),
                // An item that a derive or a macro makes belongs to the module that names it.
                None => return Some(Target::Item(here)),
            };
        }
        Some(Target::Module(here))
    }

    /// What a name in a module resolves to.
    fn named(&self, module: &Place, name: &str, asked: &mut Asked) -> Option<Target> {
        if !asked.insert((module.clone(), name.to_owned())) {
            return None;
        }
        let child = [module.as_slice(), &[name.to_owned()]].concat();
        if self.0.contains_key(&child) {
            return Some(Target::Module(child));
        }
        let source = self.0.get(module)?;
        if source.items.iter().any(|item| item == name) {
            return Some(Target::Item(module.clone()));
        }
        if let Some(import) = source.imports.iter().find(|import| import.name.as_deref() == Some(name)) {
            return self.resolve(module, &import.path, asked);
        }
        let globs = source.imports.iter().filter(|import| import.name.is_none());
        let modules: Vec<_> = globs.filter_map(|glob| self.resolve(module, &glob.path, asked)).collect();
        modules.into_iter().find_map(|target| self.named(&target.place(), name, asked))
    }
}

fn reach<'a>(used: &'a BTreeMap<&Place, BTreeSet<Place>>, from: &'a Place) -> BTreeSet<&'a Place> {
    let (mut found, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(place) = open.pop() {
        for other in used.get(place).into_iter().flatten() {
            if found.insert(other) {
                open.push(other);
            }
        }
    }
    found
}

/// The cycles that are not in `KNOWN`, and the entries of `KNOWN` that are no longer cycles.
pub(crate) fn wrong(found: &BTreeSet<Vec<String>>) -> Vec<String> {
    let listed =
        |circle: &Vec<String>, known: &[&str]| circle.iter().all(|file| known.contains(&file.as_str()));
    let new = found.iter().filter(|circle| !KNOWN.iter().any(|(known, _)| listed(circle, known)));
    let gone = KNOWN.iter().filter(|(known, _)| !found.iter().any(|circle| listed(circle, known)));
    new.map(|circle| format!("a circle: {}", circle.join(" ")))
        .chain(gone.map(|(known, _)| format!("no circle any more: {}", known.join(" "))))
        .collect()
}
