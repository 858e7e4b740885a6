//! The queries about one organisation.

use registrar::domain::role::Scope;
use registrar::domain::search::Question;
use registrar::store::organizations::OrganizationQuery;
use registrar::store::{Tx, organizations, queue};

use super::{Holding, is_there};

pub(super) async fn of_organization(tx: &Tx, scope: &Scope, wanted: &Holding) -> [(&'static str, bool); 11] {
    let (id, code) = (wanted.organization.id, &wanted.organization.subscriber_code);
    let asked = Question::read(wanted.organization.requisites.inn.as_str());
    let searched = organizations::search(tx, scope, OrganizationQuery::first(&asked, 10)).await.unwrap();
    let whole = organizations::whole(tx, scope).await.unwrap();
    let numbers = queue::numbers_of_organization(tx, scope, id).await.unwrap();
    let open = queue::open_of_organization(tx, scope, id).await.unwrap();
    let named_so = queue::with_alias(tx, scope, id, "Бухгалтерия 3.0").await.unwrap();
    [
        ("organizations::open", is_there(organizations::open(tx, scope, code).await)),
        ("organizations::open_to_change", is_there(organizations::open_to_change(tx, scope, code).await)),
        ("organizations::with_id", is_there(organizations::with_id(tx, scope, id).await)),
        ("organizations::with_id_to_read", is_there(organizations::with_id_to_read(tx, scope, id).await)),
        ("organizations::with_id_to_change", is_there(organizations::with_id_to_change(tx, scope, id).await)),
        ("organizations::search", !searched.is_empty()),
        ("organizations::count", organizations::count(tx, scope).await.unwrap() > 0),
        ("organizations::whole", whole.iter().any(|one| one.id == id)),
        ("queue::numbers_of_organization", numbers.contains(&wanted.application)),
        ("queue::open_of_organization", open.iter().any(|one| one.number == wanted.waiting)),
        ("queue::with_alias", named_so.iter().any(|one| one.number == wanted.application)),
    ]
}
