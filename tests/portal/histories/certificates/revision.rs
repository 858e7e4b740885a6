//! Makes another revision of an application by changing its owners at random.

use std::collections::HashSet;

use rand::RngExt as _;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use serde_json::{Value, json};

use super::people::Person;
use crate::support::Draft;

/// A person and which of the person's two requests is sent, both by their indices.
pub(super) type Named = (usize, usize);

/// Changes the owners in one of several ways.
pub(super) fn another(
    owners: &[Named],
    ever: &HashSet<Named>,
    people: usize,
    random: &mut StdRng,
) -> (&'static str, Vec<Named>) {
    let now = owners;
    let mut owners = now.to_vec();
    let named: HashSet<usize> = owners.iter().map(|(person, _)| *person).collect();
    let fresh: Vec<usize> = (0..people).filter(|person| !named.contains(person)).collect();
    let gone: Vec<Named> = ever.iter().filter(|one| !now.contains(one)).copied().collect();
    let place = random.random_range(0..owners.len());
    match random.random_range(0..10) {
        0 | 1 if !gone.is_empty() => {
            let mut gone = gone;
            gone.sort_unstable();
            let back = *gone.choose(random).unwrap();
            owners.retain(|(person, _)| *person != back.0);
            owners.insert(random.random_range(0..=owners.len()), back);
            ("mended: put back", owners)
        }
        2 if owners.len() > 1 => {
            owners.rotate_left(1);
            ("mended: permuted", owners)
        }
        3 | 4 if !fresh.is_empty() => {
            owners.insert(place, (*fresh.choose(random).unwrap(), 0));
            ("mended: added", owners)
        }
        5 if owners.len() > 1 => {
            owners.remove(place);
            ("mended: removed", owners)
        }
        6 | 7 if !fresh.is_empty() => {
            owners[place] = (*fresh.choose(random).unwrap(), 0);
            owners.shuffle(random);
            ("mended: replaced", owners)
        }
        8 => {
            owners[place].1 = 1 - owners[place].1;
            ("mended: another request", owners)
        }
        _ => ("mended: same", owners),
    }
}

/// The application with these owners.
pub(super) fn with_owners(draft: &Draft, people: &[Person], owners: &[Named]) -> Draft {
    let owners: Vec<Value> = owners.iter().map(|(person, request)| people[*person].owner(*request)).collect();
    draft.clone().with("/owners", json!(owners))
}
