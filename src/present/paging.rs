//! The pages of a list, as its address carries them: the places after which this page and the earlier ones begin, the last
//! one at the end. So every list leads back, whatever its order is.

use templates::components::{Pager, RowTotal};

use crate::store::counting::MOST;

/// What stands between two places: no name or number contains it.
const BETWEEN: char = '\u{1f}';

/// The place after which a page begins; empty for the first one.
#[must_use]
pub fn place(trail: &str) -> &str {
    trail.rsplit(BETWEEN).next().unwrap_or_default()
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct ListPage<'a> {
    /// The places of the address; empty for the first page.
    pub trail: &'a str,
    /// How many rows a page has.
    pub size: usize,
    /// How many rows this one has.
    pub shown: usize,
    /// How many there are.
    pub total: RowTotal,
    /// The place after which the next page begins, if there is one.
    pub next: Option<String>,
}

impl ListPage<'_> {
    /// The pager; `address` is the page with these places.
    pub fn pager(&self, note: Option<&str>, address: impl Fn(&str) -> String) -> Pager {
        let places: Vec<&str> = self.trail.split(BETWEEN).filter(|place| !place.is_empty()).collect();
        let before = places.split_last().map(|(_, before)| before.join(&BETWEEN.to_string()));
        let next = |place: &String| {
            let places: Vec<&str> = places.iter().copied().chain([place.as_str()]).collect();
            address(&places.join(&BETWEEN.to_string()))
        };
        let before_this = count(places.len() * self.size);
        // Rows may have left the list since the pages before were shown.
        let left = matches!(self.total, RowTotal::Exactly(total) if total < before_this + count(self.shown));
        Pager {
            first: before_this + 1,
            shown: count(self.shown),
            total: if left { RowTotal::Unknown } else { self.total },
            note: note.map(str::to_owned),
            start: before.is_some().then(|| address("")),
            back: before.map(|before| address(&before)),
            next: self.next.as_ref().map(next),
        }
    }
}

/// The total of a list whose rows are counted no further than to the most that is told.
#[must_use]
pub const fn capped(total: u64) -> RowTotal {
    if total > MOST { RowTotal::MoreThan(MOST) } else { RowTotal::Exactly(total) }
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(trail: &str, next: Option<&str>) -> Pager {
        let total = RowTotal::Unknown;
        let page = ListPage { trail, size: 50, shown: 50, total, next: next.map(str::to_owned) };
        page.pager(None, |trail| format!("/list?after={trail}"))
    }

    #[test]
    fn a_page_leads_on_and_back_the_same_way() {
        let first = page("", Some("a"));
        assert_eq!((first.first, first.start.is_some(), first.back.is_some()), (1, false, false));
        let trail = |page: &Pager| page.next.clone().unwrap().replace("/list?after=", "");
        let second = page(&trail(&first), Some("b|2"));
        assert_eq!((second.first, second.back.as_deref()), (51, Some("/list?after=")));
        let third = page(&trail(&second), None);
        assert_eq!((third.first, place(&trail(&second))), (101, "b|2"));
        assert_eq!((third.back, third.start.as_deref()), (first.next, Some("/list?after=")));
    }

    #[test]
    fn a_total_that_contradicts_the_page_is_not_told() {
        let page = |total| ListPage { trail: "a", size: 50, shown: 14, total, next: None };
        let told = |total| page(RowTotal::Exactly(total)).pager(None, str::to_owned).total;
        assert_eq!((told(64), told(34)), (RowTotal::Exactly(64), RowTotal::Unknown));
    }
}
