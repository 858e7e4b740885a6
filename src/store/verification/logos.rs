//! Logos: each has the bytes that were kept under its hash, and none that something names is missing.

use std::collections::HashSet;

use sea_orm::EntityTrait as _;
use sheets::Sheet;

use super::Invariant;
use super::tally::Tally;
use crate::domain::ids::{NumberedId, PartnerId};
use crate::store::tables::seller;
use crate::store::{Reach, StoreError, logos, numbering, sellers};

/// How many are read at once.
const TOGETHER: u64 = 100;

/// Every logo is as it was kept, and every seller's and every numbered document's is there.
pub(super) async fn check(reach: &impl Reach) -> Result<Invariant, StoreError> {
    let mut whole = Tally::of(
        "every logo is there as it was uploaded",
        "put the rows of logos back as a backup has them",
    );
    let (mut known, mut last) = (HashSet::new(), 0);
    loop {
        let page = logos::after(reach, last, TOGETHER).await?;
        let Some(end) = page.last() else { break };
        last = end.0;
        for (id, partner, logo) in page {
            whole.look(logo.is_whole(), || format!("logo {id} of partner {}", partner.0));
            known.insert((partner, logo.sha256));
        }
    }
    for row in seller::Entity::find().all(&reach.on()).await? {
        let partner = PartnerId(row.partner_id);
        let logo = sellers::of_partner(reach, partner).await?.terms.and_then(|terms| terms.logo);
        if let Some(sha256) = logo {
            let there = known.contains(&(partner, sha256));
            whole.look(there, || format!("that of the terms of partner {}", partner.0));
        }
    }
    frozen(reach, &known, &mut whole).await?;
    Ok(whole.found())
}

async fn frozen(
    reach: &impl Reach,
    known: &HashSet<(PartnerId, String)>,
    whole: &mut Tally,
) -> Result<(), StoreError> {
    let mut last = NumberedId(0);
    loop {
        let page = numbering::after(reach, last, TOGETHER).await?;
        let Some(end) = page.last() else { return Ok(()) };
        last = end.id;
        for one in page {
            // A sheet that cannot be read is told as one that is not as it was frozen.
            let logo = Sheet::read(&one.sheet).ok().and_then(|sheet| sheet.logo_hash().map(str::to_owned));
            if let Some(sha256) = logo {
                let there = known.contains(&(one.partner, sha256));
                whole.look(there, || format!("that of {} {}", one.kind.code(), one.number));
            }
        }
    }
}
