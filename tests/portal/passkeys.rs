//! Passkeys: one's own keys, signing in with one, and what one proves to whoever asks a person who is known.

mod door;
mod last;
mod limits;
mod second_step;

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Authenticator, Page, Persona, Portal, Visitor};

const KEYS: &str = "/profile/passkeys";
const DOOR: &str = "/sign-in/passkey";

/// The options that a challenge answers with.
fn options(page: &Page) -> Value {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    serde_json::from_slice(&page.bytes).unwrap()
}

impl Portal {
    /// A device with a key of this user, added in a browser under this name.
    async fn with_key(&self, persona: &Persona, seed: u8, name: &str) -> Authenticator {
        let mut visitor = self.visit(persona).await;
        let mut device = Authenticator::new(seed);
        let added = add(&mut visitor, &mut device, name).await;
        assert!(is_added(&added), "{}", added.text());
        device
    }
}

/// Adds a key in the browser of somebody who is signed in.
async fn add(visitor: &mut Visitor, device: &mut Authenticator, name: &str) -> Page {
    visitor.open(KEYS).await;
    let asked = visitor.send(&format!("{KEYS}/challenge"), &[("name", name)]).await;
    let answer = device.make(&options(&asked));
    visitor.send(KEYS, &[("name", name), ("answer", &answer)]).await
}

/// Whether a key was added.
fn is_added(page: &Page) -> bool {
    page.status == StatusCode::SEE_OTHER
}

/// The page to which the first key leads: it shows the recovery codes once.
async fn shown_codes(visitor: &mut Visitor) -> Page {
    visitor.open("/profile/codes/recovery").await
}

fn recovery_codes(page: &Page) -> Vec<String> {
    page.texts(".recovery-codes code")
}

/// Asks at the door; the browser is tied to what it is asked.
async fn asked(visitor: &mut Visitor) -> Value {
    visitor.open("/sign-in").await;
    options(&visitor.send(&format!("{DOOR}/challenge"), &[]).await)
}

/// Shows an answer at the door.
async fn shown(visitor: &mut Visitor, answer: &str) -> Page {
    visitor.send(DOOR, &[("door", "staff"), ("answer", answer)]).await
}

/// Signs in with a key.
async fn sign_in(visitor: &mut Visitor, device: &mut Authenticator) -> Page {
    let asked = asked(visitor).await;
    let answer = device.prove(&asked);
    shown(visitor, &answer).await
}

#[tokio::test]
async fn a_key_is_added_signs_in_gets_another_name_and_is_removed_by_everybody() {
    let portal = Portal::open().await;
    let people = [portal.staff().await, portal.admin().await, portal.client_without_organization().await];
    for (seed, persona) in (1_u8..).zip(people) {
        let mut device = portal.with_key(&persona, seed, "  Рабочий ноутбук ").await;
        let mut visitor = portal.passer_by();
        assert_eq!(sign_in(&mut visitor, &mut device).await.status, StatusCode::SEE_OTHER);
        let keys = visitor.open(KEYS).await;
        assert!(keys.says("Рабочий ноутбук") && !keys.says("не было"), "{}", keys.text());
        assert!(visitor.open("/profile").await.says(&persona.account.login));

        let id = seed;
        let renamed = visitor.press(&keys, &format!("{KEYS}/{id}/name"), &[("name", "Телефон")]).await;
        assert!(renamed.says("Ключ доступа переименован") && renamed.says("Телефон"), "{}", renamed.text());
        let twice = visitor.press(&renamed, &format!("{KEYS}/{id}/name"), &[("name", "Телефон")]).await;
        assert_eq!(twice.status, StatusCode::OK);
        if seed == 1 {
            continue;
        }
        let removed = visitor.press(&twice, &format!("{KEYS}/{id}/removal"), &[]).await;
        assert!(
            removed.says("Ключ доступа удален") && removed.says("Ключей доступа нет"),
            "{}",
            removed.text()
        );
        let refused = sign_in(&mut portal.passer_by(), &mut device).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("Ключ доступа не подошел"), "{}", refused.text());
    }
    for (verb, times) in [("added", 3), ("renamed", 3), ("removed", 2), ("suspended", 0)] {
        assert_eq!(portal.count(&format!("audit where verb = 'passkey_{verb}'")).await, times, "{verb}");
    }
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject = 'Добавлен ключ доступа'").await, 3);
    assert_eq!(portal.count("letters where subject = 'Удален ключ доступа'").await, 2);
    assert_eq!(portal.count("letters where text like '%«Телефон»%'").await, 2, "under its last name");
    assert_eq!(portal.count("audit where details like '%ноутбук%' or details like '%Телефон%'").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn a_key_of_somebody_else_is_not_found() {
    let portal = Portal::open().await;
    portal.with_key(&portal.staff().await, 1, "Ноутбук").await;
    let mut colleague = portal.visit(&portal.colleague().await).await;
    let page = colleague.open(KEYS).await;
    assert!(page.says("Ключей доступа нет") && !page.says("Ноутбук"), "{}", page.text());
    for verb in ["name", "removal"] {
        let refused = colleague.send(&format!("{KEYS}/1/{verb}"), &[("name", "Мой")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{verb}");
    }
    assert_eq!(portal.count("passkeys where name = 'Ноутбук'").await, 1);
}

#[tokio::test]
async fn a_key_that_is_written_behind_the_program_is_found() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    portal.with_key(&staff, 1, "Ноутбук").await;
    portal.verify().await;
    for tampering in [
        "update passkeys set person_id = person_id + 1",
        "update passkeys set suspended_at = created_at",
        "delete from passkeys",
        "insert into passkeys (person_id, name, credential_id, user_handle, credential, created_at) select person_id, name, \
         'other', user_handle, credential, created_at from passkeys",
    ] {
        portal.colleague().await;
        let tx = portal.db().begin().await.unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(&registrar::store::Reach::on(&tx), tampering)
            .await
            .unwrap();
        let found = registrar::operations::verification::verify_in(&tx).await.unwrap();
        let broken = found.iter().find(|one| one.name.starts_with("every passkey is told")).unwrap();
        assert!(broken.broken.is_some(), "{tampering}");
    }
}
