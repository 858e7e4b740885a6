//! Masks: what is left of personal data when it is hidden, enough to tell one from another.

/// «+7 999 •••-••-01».
pub(super) fn phone(full: &str) -> String {
    match (full.get(..5), full.get(full.len().saturating_sub(2)..)) {
        (Some(start), Some(end)) if full.len() == 12 => {
            format!("{} {} •••-••-{end}", &start[..2], &start[2..])
        }
        _ => "•••".to_owned(),
    }
}

/// «b•••@romashka.example».
pub(super) fn email(full: &str) -> String {
    match full.split_once('@') {
        Some((name, host)) => format!("{}•••@{host}", name.chars().take(1).collect::<String>()),
        None => "•••".to_owned(),
    }
}

/// «•••-•••-•01 53».
pub(super) fn snils(full: &str) -> String {
    match full.get(full.len().saturating_sub(5)..) {
        Some(end) if full.len() == 14 => format!("•••-•••-•{end}"),
        _ => "•••".to_owned(),
    }
}

/// «Петрова А. И.».
pub(super) fn name(full: &str) -> String {
    let mut words = full.split_whitespace();
    let last = words.next().unwrap_or_default().to_owned();
    let initials = words.filter_map(|word| word.chars().next()).filter(|letter| letter.is_alphabetic());
    initials.take(2).fold(last, |name, initial| format!("{name} {initial}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_can_still_be_told_apart() {
        assert_eq!(phone("+79990000001"), "+7 999 •••-••-01");
        assert_eq!(email("buh@romashka.example"), "b•••@romashka.example");
        assert_eq!(email("п@пример.рф"), "п•••@пример.рф");
        assert_eq!(snils("990-000-001 53"), "•••-•••-•01 53");
        assert_eq!(name("Петрова Анна Ивановна"), "Петрова А. И.");
        assert_eq!(name("Ким Ольга"), "Ким О.");
        for damaged in ["", "12", "ключ"] {
            let hidden = "•••".to_owned();
            assert_eq!(
                (phone(damaged), email(damaged), snils(damaged)),
                (hidden.clone(), hidden.clone(), hidden)
            );
        }
    }
}
