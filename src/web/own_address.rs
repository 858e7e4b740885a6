//! Which addresses are ours.

/// Whether an address leads to a page of ours and nowhere else.
pub(super) fn is_ours(next: &str) -> bool {
    next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.contains(char::is_control)
}
