//! Seed.
use crate::operations::House;
use crate::worker::Worker;
use std::sync::Arc;
/// Play.
pub async fn play(
    _house: &Arc<House>,
    _worker: &Worker,
    _today: chrono::DateTime<chrono::Utc>,
) -> Result<(), crate::app::Stop> {
    Ok(())
}
