//! The viewer's passkeys, and what is told when the answer of one is not accepted.

use templates::components::{Fact, FieldError, VerbButton, VerbWeight};
use templates::format::{Zone, counted};
use templates::pages::{PasskeyRow, PasskeysPage};
use templates::paths;

use super::people::errors;
use crate::domain::passkey::{OwnPasskey, PASSKEYS_MOST};
use crate::operations::Desk;

/// What is told of an answer that comes too late, or again.
pub const LATE: &str = "Время на подтверждение вышло. Попробуйте еще раз.";
/// What is told of an answer that proves nothing.
pub const UNPROVEN: &str = "Ключ доступа не подошел.";
/// What is told of a key that is suspended.
pub const SUSPENDED: &str = "Этот ключ доступа приостановлен: похоже, с него сняли копию. Войдите другим ключом, по коду из приложения или запасному коду и удалите этот ключ в профиле.";

/// What was typed into a form of the page that comes back.
#[derive(Clone, Debug, Default)]
pub struct TypedKey {
    /// The key whose name it was; of the form for another key, nothing.
    pub key: Option<String>,
    /// The name, as typed.
    pub name: String,
    /// What is wrong.
    pub faults: Vec<(&'static str, String)>,
}

/// The page.
#[must_use]
pub fn page(desk: &Desk, own: &[OwnPasskey], csrf: String, zone: Zone, typed: &TypedKey) -> PasskeysPage {
    let renamed = typed.key.as_deref();
    let errors = errors(typed.faults.clone()).into_iter().map(|error| match renamed {
        Some(key) => FieldError { field: format!("name-{key}"), ..error },
        None => error,
    });
    PasskeysPage {
        rows: own.iter().map(|key| row(desk, key, zone, typed)).collect(),
        closed: closed(desk, own.len()),
        name: if renamed.is_some() { String::new() } else { typed.name.clone() },
        errors: errors.collect(),
        csrf,
    }
}

/// What the profile tells of the keys, with the way to their page.
#[must_use]
pub fn fact(own: &[OwnPasskey]) -> Fact {
    let good = own.iter().filter(|key| key.suspended_at.is_none()).count();
    let value = match u64::try_from(good).unwrap_or(u64::MAX) {
        0 => "нет".to_owned(),
        some => counted(some, ["ключ", "ключа", "ключей"]),
    };
    let suspended = own.len() > good;
    Fact {
        href: Some(paths::passkeys()),
        note: suspended.then(|| "есть приостановленный".to_owned()),
        ..Fact::new("Ключи доступа", value)
    }
}

/// Why no other key can be added, if it cannot.
fn closed(desk: &Desk, held: usize) -> Option<String> {
    if !desk.house().passkeys.are_possible() {
        return Some(
            "Портал открыт по IP-адресу, а ключ доступа привязан к имени сайта: добавить его нельзя."
                .to_owned(),
        );
    }
    let full = held >= PASSKEYS_MOST;
    full.then(|| format!("У вас уже {PASSKEYS_MOST} ключей доступа, больше нельзя. Удалите лишний."))
}

fn row(desk: &Desk, key: &OwnPasskey, zone: Zone, typed: &TypedKey) -> PasskeyRow {
    let id = key.id.to_string();
    let suspended = key.suspended_at.map(|at| {
        format!(
            "Приостановлен {}: похоже, с него сняли копию. Войти им нельзя, удалите его.",
            zone.moment(at).text()
        )
    });
    let own_name = typed.key.as_ref() != Some(&id);
    PasskeyRow {
        name: key.name.clone(),
        suspended,
        created: zone.moment(key.created_at),
        used: key.used_at.map(|at| zone.since(at, desk.now())),
        typed: if own_name { key.name.clone() } else { typed.name.clone() },
        remove: VerbButton {
            label: "Удалить".to_owned(),
            action: paths::passkey_removal(&id),
            hidden: Vec::new(),
            weight: VerbWeight::Danger,
            consequence: Some(
                "Войти этим ключом больше не получится. На самом устройстве он останется: сотрите его и там."
                    .to_owned(),
            ),
        },
        id,
    }
}
