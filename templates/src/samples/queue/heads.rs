//! What stands above the queue's rows.

use crate::components::{SortDirection, SortHeading, Tab};
use crate::pages::partner::{QueueLive, Sorting};
use crate::paths;

fn tabs(current: usize, counts: [u64; 8]) -> Vec<Tab> {
    let labels = [
        "Новые",
        "Мои",
        "Все в работе",
        "Возвращены",
        "У оператора",
        "Требует внимания",
        "Просрочены",
        "Завершены",
    ];
    let codes = ["new", "mine", "working", "returned", "operator", "attention", "late", "done"];
    labels
        .iter()
        .zip(codes)
        .zip(counts)
        .enumerate()
        .map(|(index, ((label, code), count))| Tab {
            label: (*label).to_owned(),
            href: paths::with_query(&paths::queue(), &[("tab", code)]),
            count: Some(count),
            current: index == current,
        })
        .collect()
}

pub(super) fn live(current: usize, counts: [u64; 8]) -> QueueLive {
    let poll = paths::with_query(&paths::arrivals(), &[("since", "104218"), ("from", "tab=work")]);
    QueueLive {
        tabs: tabs(current, counts),
        in_work: None,
        arrived: counts[0] / 3,
        list: paths::queue(),
        poll: Some(poll),
    }
}

pub(super) fn sorting() -> Sorting {
    let heading = |label: &str, sort: &str, sorted| SortHeading {
        label: label.to_owned(),
        href: paths::with_query(&paths::queue(), &[("sort", sort)]),
        sorted,
    };
    Sorting {
        number: heading("№ · получено", "newest", None),
        due: Some(heading("Срок", "due", Some(SortDirection::Up))),
    }
}
