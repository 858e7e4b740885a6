//! What the viewer is about to do when they must prove again who they are, by the address to which it goes.

use templates::paths;

/// What happens below an address. The longest that fits tells it.
const ACTS: &[(&str, &str)] = &[
    (paths::OWN_PASSWORD, "сменить пароль"),
    (paths::OWN_CODES, "изменить второй шаг входа"),
    (paths::OWN_APP_START, "подключить приложение с кодами"),
    (paths::OWN_APP_REMOVAL, "отключить приложение с кодами"),
    (paths::OWN_RECOVERY_CODES, "выпустить новые запасные коды"),
    (paths::PASSKEYS, "изменить ключи доступа"),
    (paths::PROGRAM_PASSWORDS, "создать пароль для программы"),
    (paths::OWN_CLOUDS, "изменить вход через облако"),
    (paths::OWN_STANDING_IN, "передать свою роль на время"),
    (paths::PEOPLE, "изменить сотрудников, их роли и вход"),
    (paths::FACTORS, "изменить, кому обязателен второй шаг входа"),
    (paths::FACTOR_RESETS, "снять защиту входа"),
    (paths::JOURNAL_FILE, "выгрузить журнал"),
    (paths::SELLER, "изменить реквизиты и цены"),
    (paths::BOOK_FILE, "выгрузить книгу"),
    (paths::OPERATOR_PEOPLE, "изменить сотрудников, их роли и вход"),
    (paths::OPERATOR_FACTORS, "изменить, кому обязателен второй шаг входа"),
    (paths::OPERATOR_FACTOR_RESETS, "снять защиту входа"),
    (paths::OPERATOR_JOURNAL_FILE, "выгрузить журнал"),
    (paths::PARTNERS, "изменить партнера и его договор"),
    (paths::ENROLMENT, "завести партнера"),
    (paths::PRICES, "опубликовать цены"),
    (paths::PRICE_GROUND, "опубликовать цены"),
    (paths::PROMOTIONS, "изменить акции"),
];

/// What goes on at an address after the proof; nothing where no words are known.
#[must_use]
pub fn act(address: &str) -> Option<&'static str> {
    let path = address.split('?').next().unwrap_or_default();
    let fits = |above: &str| {
        let above = above.split("/{").next().unwrap_or_default();
        path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let fitting = ACTS.iter().filter(|(above, _)| fits(above));
    fitting.max_by_key(|(above, _)| above.len()).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_address_tells_the_act() {
        for (address, words) in [
            ("/profile/password", Some("сменить пароль")),
            ("/profile/codes/removal", Some("отключить приложение с кодами")),
            ("/profile/passkeys/7/removal", Some("изменить ключи доступа")),
            ("/partner/people/7/roles", Some("изменить сотрудников, их роли и вход")),
            ("/partner/people/factor-resets/7/confirmation", Some("снять защиту входа")),
            ("/operator/journal/export?from=2026-11-01", Some("выгрузить журнал")),
            ("/operator/price-ground/zones/publication", Some("опубликовать цены")),
            ("/profile/passwords", None),
            ("/", None),
        ] {
            assert_eq!(act(address), words, "{address}");
        }
    }
}
