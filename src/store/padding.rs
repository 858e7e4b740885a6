//! Lists of identities in statements, padded: the driver keeps prepared statements by their text, and lists of every
//! length would be as many texts.

/// The identities of an IN list, the last one repeated up to the next power of two.
pub(super) fn padded(ids: impl IntoIterator<Item = i64>) -> Vec<i64> {
    let mut ids: Vec<i64> = ids.into_iter().collect();
    if let Some(&last) = ids.last() {
        ids.resize(ids.len().next_power_of_two(), last);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn a_list_is_as_long_as_the_next_power_of_two_and_names_the_same() {
        assert_eq!(padded([]), Vec::<i64>::new());
        assert_eq!(padded([7]), [7]);
        assert_eq!(padded([3, 1, 2]), [3, 1, 2, 2]);
        assert_eq!(padded(1..=50).len(), 64);
        assert_eq!(padded(1..=64).len(), 64);
    }
}
