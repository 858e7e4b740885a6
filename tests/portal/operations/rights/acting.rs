//! The operations on reconciliation acts, and on what was sent to clients.

use registrar::domain::ids::ArchiveId;
use registrar::gateways::files::Files;
use registrar::operations::acts::{SentAct, TypedAct};
use registrar::operations::{Desk, acts, sendings};
use registrar::store::archives::sendings::SendingQuery;

use super::{Probe, probes};

pub(super) fn acts(desk: &Desk) -> Vec<Probe<'_>> {
    let id = ArchiveId(1);
    probes!(
        CheckAct "acts::board" => acts::board(desk, None),
        CheckAct "acts::open" => acts::open(desk, id),
        CheckAct "acts::send" => acts::send(desk, id, 1, ""),
        CheckAct "acts::choose" => acts::choose(desk, id, 1, ""),
        CheckAct "acts::begin_upload" => acts::begin_upload(desk, id),
        CheckAct "acts::upload" => async move {
            let folder = tempfile::tempdir().unwrap();
            let store = Files::from_setting(&format!("dir:{}", folder.path().display())).unwrap();
            acts::upload(desk, &store, id, &TypedAct::default(), SentAct::default()).await
        },
        CheckAct "acts::decline" => acts::decline(desk, id, 1, ""),
        ViewDocument "sendings::list" => async move {
            sendings::list(desk, &SendingQuery::default(), None).await
        },
        ViewDocument "sendings::week" => sendings::week(desk),
        ResendArchive "sendings::send_again" => sendings::send_again(desk, id, 1),
    )
}
