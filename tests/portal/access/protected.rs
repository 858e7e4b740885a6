//! What the second factors of a house have addresses for.

use registrar::domain::ids::PersonId;
use registrar::operations::factor_rules::TypedRule;
use registrar::operations::{factor_resets, factor_rules};
use registrar::store::factors::App;

use crate::support::Persona;

/// A requirement of a second factor, and a request to take them off somebody.
pub(super) async fn protected(admin: &Persona, person: PersonId) -> Vec<(&'static str, String)> {
    let desk = admin.desk();
    let db = &desk.house().db;
    let rule = TypedRule { from: "2036-12-31".to_owned(), ..TypedRule::default() };
    factor_rules::require(&desk, &rule).await.unwrap();
    let rules = registrar::store::factor_rules::standing(db).await.unwrap();
    let tx = db.begin().await.unwrap();
    let app = App { secret: Some("sealed".to_owned()), since: Some(desk.now()), ..App::default() };
    registrar::store::factors::write_app(&tx, person, app).await.unwrap();
    tx.commit().await.unwrap();
    let account = registrar::store::accounts::open(db, person).await.unwrap();
    factor_resets::ask(&desk, &account.login, "Потерян телефон").await.unwrap();
    let reset = registrar::store::factor_resets::of_person(db, person).await.unwrap().unwrap();
    vec![("rule", rules.last().unwrap().id.to_string()), ("reset", reset.id.to_string())]
}
