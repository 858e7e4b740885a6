//! Taking an act before the people of the partner, as soon as its address is known.

use crate::domain::archive::ArchiveRequest;
use crate::operations::{Failure, House};
use crate::store::{Keeper, Tx, keep, partners};

/// Takes an act whose address was confirmed before the people of the partner, and promises it; an archive goes on as it is.
pub(super) async fn accept(
    house: &House,
    tx: &Tx,
    keeper: &Keeper,
    request: ArchiveRequest,
) -> Result<ArchiveRequest, Failure> {
    let waits = request.confirmed_at.is_some() && request.act.promised_at.is_none();
    if !(request.kind.is_checked() && waits) {
        return Ok(request);
    }
    let zone = partners::open(tx, request.partner).await?.zone();
    let promised = house.calendar.act_promised(keeper.at, zone);
    Ok(keep(tx, keeper, request.accept(promised, keeper.at)).await?)
}
