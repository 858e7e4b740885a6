//! The page of one's own passkeys: none, a few, as many as may be.

use super::house::{fault, verb};
use super::{CSRF, Sample, at, cabinet_frame, moment, now, partner_frame, sample};
use crate::components::VerbWeight;
use crate::format::Zone;
use crate::pages::{PasskeyRow, PasskeysPage};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let none = PasskeysPage { csrf: CSRF.to_owned(), ..PasskeysPage::default() };
    vec![
        sample("passkeys-empty", &none, &partner_frame(9)),
        sample("passkeys", &some(), &partner_frame(9)),
        sample("passkeys-client", &some(), &cabinet_frame()),
        sample("passkeys-worst", &worst(), &partner_frame(9)),
        sample("passkeys-refused", &refused(), &partner_frame(9)),
    ]
}

fn key(id: usize, name: &str) -> PasskeyRow {
    PasskeyRow {
        id: id.to_string(),
        name: name.to_owned(),
        suspended: None,
        created: moment(20, 8, 0),
        used: Some(Zone::moscow().since(at(20, 10, 48), now())),
        typed: name.to_owned(),
        remove: verb(
            "Удалить",
            paths::passkey_removal(&id.to_string()),
            VerbWeight::Danger,
            Some("Войти этим ключом больше не получится."),
        ),
    }
}

fn some() -> PasskeysPage {
    let fresh = PasskeyRow { used: None, ..key(2, "Телефон") };
    PasskeysPage {
        rows: vec![key(1, "Рабочий ноутбук"), fresh],
        csrf: CSRF.to_owned(),
        ..PasskeysPage::default()
    }
}

/// Twenty keys under names of sixty characters without a space, one of them suspended.
fn worst() -> PasskeysPage {
    let name = "Ж".repeat(60);
    let mut rows: Vec<_> = (1..=20).map(|id| key(id, &name)).collect();
    if let Some(first) = rows.first_mut() {
        first.suspended = Some(
            "Приостановлен 20.11.2026 13:48 МСК: похоже, с него сняли копию. Войти им нельзя, удалите его."
                .to_owned(),
        );
    }
    let closed = Some("У вас уже 20 ключей доступа, больше нельзя. Удалите лишний.".to_owned());
    PasskeysPage { rows, closed, ..some() }
}

fn refused() -> PasskeysPage {
    let renamed = PasskeyRow { typed: String::new(), ..key(1, "Рабочий ноутбук") };
    let errors = vec![fault("name-1", "Напишите название ключа"), fault("name", "Ключ доступа не подошел.")];
    PasskeysPage { rows: vec![renamed], name: "Телефон".to_owned(), errors, ..some() }
}
