//! Circuit breakers of external services; each is one row that all workers share.

use chrono::Duration;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::tables::circuit::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::circuit::{Break, Circuit, Service};

/// The circuit breaker of a service.
pub async fn of(reach: &impl Reach, service: Service) -> Result<Circuit, StoreError> {
    let row = Entity::find_by_id(service.code()).one(&reach.on()).await?;
    Ok(row.as_ref().map(read).unwrap_or_default())
}

/// Like [`of`], but locks the row until the transaction ends; creates it when it is missing.
pub async fn to_change(tx: &Tx, service: Service) -> Result<Circuit, StoreError> {
    let whole = ActiveModel { name: Set(service.code().to_owned()), ..active(&Circuit::default()) };
    Entity::insert(whole)
        .on_conflict(OnConflict::column(Column::Name).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    let row = Entity::find_by_id(service.code()).lock_exclusive().one(&tx.on()).await?;
    row.as_ref().map(read).ok_or(StoreError::NotFound)
}

/// Writes the circuit breaker of a service. The caller has locked it with [`to_change`].
pub async fn write(tx: &Tx, service: Service, circuit: &Circuit) -> Result<(), StoreError> {
    use sea_orm::ColumnTrait as _;
    let mine = Entity::update_many().set(active(circuit)).filter(Column::Name.eq(service.code()));
    mine.exec(&tx.on()).await?;
    Ok(())
}

fn active(circuit: &Circuit) -> ActiveModel {
    let pause = circuit.open.map_or(0, |open| open.pause.num_seconds());
    ActiveModel {
        silences: Set(i32::try_from(circuit.silences).unwrap_or(i32::MAX)),
        silent_since: Set(circuit.silent_since),
        opened_at: Set(circuit.open.map(|open| open.at)),
        probe_at: Set(circuit.open.map(|open| open.probe_at)),
        pause_seconds: Set(i32::try_from(pause).unwrap_or(i32::MAX)),
        ..Default::default()
    }
}

fn read(row: &Model) -> Circuit {
    let pause = Duration::seconds(row.pause_seconds.into());
    let open = row.opened_at.zip(row.probe_at).map(|(at, probe_at)| Break { at, probe_at, pause });
    Circuit {
        silences: u32::try_from(row.silences).unwrap_or_default(),
        silent_since: row.silent_since,
        open,
    }
}
