//! The scopes of documents that 1С put into a folder.

use registrar::domain::role::Scope;
use registrar::store::documents::DocumentQuery;
use registrar::store::{Tx, documents, organizations};

use super::{Holding, is_there};

/// The same for the queries about documents, and about the organisation by the ИНН in their names.
pub(super) async fn of_documents(tx: &Tx, scope: &Scope, wanted: &Holding) -> [(&'static str, bool); 5] {
    let inn = wanted.organization.requisites.inn.as_str();
    let query = DocumentQuery { kind: None, words: inn.to_owned() };
    let page = documents::page(tx, scope, &query, None, 10).await.unwrap();
    let numbers = documents::numbers(tx, scope, &[wanted.document]).await.unwrap();
    let with_inn = organizations::with_inn(tx, scope, inn).await.unwrap();
    [
        ("documents::page", page.iter().any(|filed| filed.document.id == wanted.document)),
        ("documents::count", documents::count(tx, scope, &query).await.unwrap() > 0),
        ("documents::open", is_there(documents::open(tx, scope, wanted.document).await)),
        ("documents::numbers", numbers.contains_key(&wanted.document)),
        ("organizations::with_inn", with_inn.iter().any(|one| one.id == wanted.organization.id)),
    ]
}
