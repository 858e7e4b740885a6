//! Whose organisations somebody may see.

use sea_orm::{ColumnTrait as _, Condition};

use crate::domain::role::Scope;
use crate::store::tables::organization::Column;

/// The condition on the organisations of a scope.
pub(in crate::store) fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Organizations(ids) | Scope::Client { organizations: ids, .. } => {
            Condition::all().add(Column::Id.is_in(ids.iter().map(|id| id.0)))
        }
        Scope::ItsLogin(login) => Condition::all().add(Column::ItsLoginId.eq(login.0)),
    }
}
