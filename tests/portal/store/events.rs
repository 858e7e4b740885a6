//! Every event in its serialised form. The digests of the audit cover these texts, so they must never change.

use std::collections::BTreeSet;

use registrar::store::audit::AnyEvent;

/// The texts that the program writes: each event with all optional members and with none. The first word is the kind of
/// the entry's subject.
const WRITTEN: &str = include_str!("events/written.txt");
/// Texts of older programs, each followed by the text of the event that they are read as.
const OLDER: &str = include_str!("events/older.txt");

/// How many names of events there are.
const NAMES: usize = 148;

fn read(line: &str) -> AnyEvent {
    let (kind, text) = line.split_once(' ').unwrap();
    let name = text.split('"').nth(3).unwrap();
    AnyEvent::read(kind, name, text).unwrap_or_else(|| panic!("cannot be read: {line}"))
}

fn written(line: &str) -> String {
    let (kind, _) = line.split_once(' ').unwrap();
    format!("{kind} {}", serde_json::to_string(&read(line)).unwrap())
}

#[test]
fn every_event_is_read_back_from_its_text_and_written_as_the_same_text() {
    let mut names = BTreeSet::new();
    for line in WRITTEN.lines() {
        assert_eq!(written(line), line);
        names.insert(line.split('"').nth(3).unwrap());
    }
    assert_eq!(names.len(), NAMES, "{names:?}");
}

#[test]
fn what_was_written_once_is_still_read() {
    let lines: Vec<&str> = OLDER.lines().collect();
    for pair in lines.chunks(2) {
        assert_eq!(written(pair[0]), pair[1]);
    }
}
