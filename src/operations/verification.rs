//! Verification: every invariant of the data.

mod prices;

use chrono::DateTime;

use crate::domain::ids::{ApplicationNumber, AttachmentId, DocumentId};
use crate::domain::submission::Submission;
use crate::gateways::files::Files;
use crate::gateways::{certificate, csr};
use crate::store::certificates::Issued;
use crate::store::verification::{self, Invariant, Tally};
use crate::store::{Db, Reach, StoreError, applications, attachments, certificates, documents, needed};

/// How many certificates are checked at once.
const TOGETHER: u64 = 500;

/// Checks every invariant in a snapshot of the database, while the service may run.
pub async fn verify(db: &Db) -> Result<Vec<Invariant>, StoreError> {
    verify_in(&db.look().await?).await
}

/// Like [`verify`], in a given snapshot.
pub async fn verify_in(reach: &impl Reach) -> Result<Vec<Invariant>, StoreError> {
    let mut found = verification::check(reach).await?;
    found.extend(issued(reach).await?);
    found.push(prices::check(reach).await?);
    Ok(found)
}

/// Checks that the bytes of every attachment are in the store of files. Whoever asks looks at a running office: a file
/// that is removed meanwhile is none of its faults, so what is missing is asked for again.
pub async fn files(db: &Db, store: &Files) -> Result<Invariant, StoreError> {
    let mend = "put the files back as a backup of the store has them";
    let mut tally = Tally::of("the file of every attachment is in the store", mend);
    let mut last = AttachmentId(0);
    loop {
        let page = attachments::after(db, last, TOGETHER).await?;
        for one in &page {
            let found = store.size(&one.file.sha256).await;
            let needed =
                needed::among(db, std::slice::from_ref(&one.file.sha256), DateTime::UNIX_EPOCH).await?;
            let there = needed.is_empty() || found.is_ok_and(|size| size == Some(one.file.size));
            tally.look(there, || format!("application:{} attachment {}", one.application, one.id));
        }
        match page.last() {
            Some(one) => last = one.id,
            None => return Ok(tally.found()),
        }
    }
}

/// Checks that the bytes of every document are in the store of files.
pub async fn document_files(db: &Db, store: &Files) -> Result<Invariant, StoreError> {
    let mend = "put the files back as a backup of the store has them";
    let mut tally = Tally::of("the file of every document is in the store", mend);
    let mut last = DocumentId(0);
    loop {
        let page = documents::after(db, last, TOGETHER).await?;
        for one in page.iter().map(|filed| &filed.document) {
            let found = store.size(&one.sha256).await;
            let there = found.is_ok_and(|size| size == Some(one.size));
            tally.look(there, || format!("document:{} {} {}", one.code, one.kind.code(), one.number));
        }
        match page.last() {
            Some(filed) => last = filed.document.id,
            None => return Ok(tally.found()),
        }
    }
}

/// Every certificate agrees with its row, and has the key of a request of its owner.
async fn issued(reach: &impl Reach) -> Result<Vec<Invariant>, StoreError> {
    let backup = "put the certificate back as a backup or the authority has it";
    let mut rows = Tally::of("every certificate says what its row says", backup);
    let mut keys = Tally::of("every certificate carries the key that its owner asked for", backup);
    let mut after = String::new();
    loop {
        let page = certificates::after(reach, &after, TOGETHER).await?;
        let numbers: Vec<ApplicationNumber> = page.iter().map(|one| one.application).collect();
        let contents = applications::contents(reach, &numbers).await?;
        for one in &page {
            let words = || format!("application:{} certificate {}", one.application, one.certificate.serial);
            rows.look(certificate::kept(&one.certificate.der).as_ref() == Some(&one.certificate), words);
            keys.look(
                contents.iter().any(|(number, content)| *number == one.application && asks(content, one)),
                words,
            );
        }
        match page.last() {
            Some(last) => after.clone_from(&last.certificate.serial),
            None => return Ok(vec![rows.found(), keys.found()]),
        }
    }
}

/// Whether the certificate's owner sent the request that it answers. Certificates of older offices do not name it.
fn asks(content: &Submission, issued: &Issued) -> bool {
    let own = content.owners.iter().filter(|owner| owner.snils.as_str() == issued.owner_snils);
    let named =
        |request: &str| issued.request_sha256.is_none() || issued.request_sha256 == csr::digest(request);
    let mut requests = own.filter_map(|owner| owner.csr.as_ref());
    requests.any(|request| named(request) && certificate::answers(&issued.certificate.der, request))
}
