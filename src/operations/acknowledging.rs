//! Acknowledging: the remarks about certificate requests that a reviewer must confirm before forwarding.

use std::collections::HashMap;

use crate::domain::certificate_request::CertificateRequest;
use crate::domain::ids::ApplicationNumber;
use crate::domain::remark::{self, Acknowledged};
use crate::domain::submission::Submission;
use crate::gateways::csr;
use crate::store::{Reach, StoreError, applications};

/// The remarks to acknowledge for an application. The caller has opened it in scope.
pub(super) async fn of(
    reach: &impl Reach,
    number: ApplicationNumber,
) -> Result<Vec<Acknowledged>, StoreError> {
    let content = applications::original(reach, number).await?.content;
    Ok(remark::to_acknowledge(&content, &in_order(&requests(&content))))
}

/// The decoded requests, by the owner's position.
pub(super) fn requests(content: &Submission) -> HashMap<usize, CertificateRequest> {
    let owners = content.owners.iter().enumerate();
    owners
        .filter_map(|(place, owner)| Some((place, csr::decode(owner.csr.as_deref()?).ok()?.request)))
        .collect()
}

/// The requests in the order of their owners.
pub(super) fn in_order(requests: &HashMap<usize, CertificateRequest>) -> Vec<(usize, &CertificateRequest)> {
    let mut by_owner: Vec<_> = requests.iter().map(|(place, request)| (*place, request)).collect();
    by_owner.sort_by_key(|(place, _)| *place);
    by_owner
}
