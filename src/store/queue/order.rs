//! The orders of the queue, each continued after a place.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{ColumnTrait as _, Order, QueryFilter as _, QueryOrder as _, Select};

use super::stage_in;
use crate::domain::queue::{QueueOrder, QueuePlace, QueueStretch};
use crate::domain::stage::StageCode;
use crate::store::tables::application::{Column, Entity};

/// The year of the deadline of what has none: after every other.
const NEVER: i32 = 9999;

/// The query in this order, after a place.
pub(super) fn ordered(query: Select<Entity>, stretch: QueueStretch<'_>) -> Select<Entity> {
    let QueueStretch { order, after } = stretch;
    let query = match after {
        None => query,
        Some(place) => query.filter(is_after(order, place)),
    };
    match order {
        QueueOrder::Deadline => query.order_by(due(), Order::Asc).order_by_asc(Column::Number),
        QueueOrder::Newest => query.order_by_desc(Column::Number),
        QueueOrder::Oldest => query.order_by_asc(Column::Number),
    }
}

fn is_after(order: QueueOrder, place: &QueuePlace) -> SimpleExpr {
    let number = place.number.0;
    match order {
        QueueOrder::Newest => Column::Number.lt(number),
        QueueOrder::Oldest => Column::Number.gt(number),
        QueueOrder::Deadline => {
            let place = [Expr::value(place.due.unwrap_or_else(never)), Expr::value(number)];
            Expr::tuple([due(), Expr::col(Column::Number)]).gt(Expr::tuple(place))
        }
    }
}

/// The running deadline, as [`crate::domain::application::Application::due`] tells it.
fn due() -> SimpleExpr {
    let reviewed = stage_in(&[StageCode::InReview]).and(Column::HoldUntil.is_null());
    CaseStatement::new()
        .case(stage_in(&[StageCode::Received]), Expr::col(Column::TakeBy))
        .case(reviewed, Expr::col(Column::ForwardBy))
        .finally(Expr::value(never()))
        .into()
}

fn never() -> DateTime<Utc> {
    NaiveDate::from_yo_opt(NEVER, 1)
        .map_or(DateTime::<Utc>::MAX_UTC, |day| day.and_time(NaiveTime::MIN).and_utc())
}
