//! The logo of a partner's documents: uploading it and taking it off. A numbered document holds the hash of the logo of its
//! day, and is printed with that one for ever.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use sheets::Sheet;

use super::own;
use super::sellers::{open, store};
use crate::domain::numbered::NumberedDocument;
use crate::domain::role::Scope;
use crate::domain::seller::{LARGEST_LOGO, Logo, LogoFault, SellerTerms};
use crate::gateways::pictures;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{StoreError, logos};

/// The field of the file.
const FIELD: &str = "file";

/// Asks whether a logo may be uploaded, before any byte of it is read.
pub async fn begin_logo(desk: &Desk) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    own(desk).map(drop)
}

/// Reads the file while it comes in, and writes its picture anew. Nothing of it is kept yet.
pub async fn receive<E>(
    mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Result<Logo, LogoFault>, E> {
    let (mut file, mut too_large) = (Vec::new(), false);
    while let Some(part) = body.next().await {
        let part = part?;
        too_large = too_large || file.len() + part.len() > LARGEST_LOGO;
        if !too_large {
            file.extend_from_slice(&part);
        }
    }
    if too_large {
        return Ok(Err(LogoFault::TooLarge));
    }
    Ok(pictures::logo(Bytes::from(file)).await)
}

/// Keeps the logo that came in, for the documents that are issued from now on.
pub async fn keep_logo(desk: &Desk, seen: i32, sent: Result<Logo, LogoFault>) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    let logo = sent.map_err(|fault| refused(fault.words()))?;
    let (tx, desk, seller) = open(desk, seen).await?;
    if seller.terms.is_none() {
        return Err(refused("Сначала сохраните реквизиты".to_owned()));
    }
    match seller.keep_logo(logo) {
        None => Ok(()),
        Some(change) => store(&desk, tx, change).await,
    }
}

/// Takes the logo off the documents that are issued from now on.
pub async fn remove_logo(desk: &Desk, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    let (tx, desk, seller) = open(desk, seen).await?;
    match seller.remove_logo() {
        None => Ok(()),
        Some(change) => store(&desk, tx, change).await,
    }
}

fn refused(words: String) -> Failure {
    Failure::Invalid(vec![(FIELD, words)])
}

/// One of the partner's logos, present or former, as PNG.
pub async fn own_logo(desk: &Desk, sha256: &str) -> Result<Vec<u8>, Failure> {
    desk.may(Permission::ViewSale).await?;
    own(desk)?;
    Ok(logos::open(desk.db(), desk.scope(), sha256).await?.bytes)
}

/// What a document that is issued now says of its logo.
pub(in crate::operations) fn frozen_logo(terms: &SellerTerms) -> Option<String> {
    terms.logo.as_deref().map(sheets::logo_by_hash)
}

/// The sheet of a document as the printing program reads it: with the bytes of the logo whose hash was frozen. Nothing where
/// they are no longer there as they were.
pub async fn sheet_to_print(desk: &Desk, document: &NumberedDocument) -> Result<Option<String>, Failure> {
    desk.may(Permission::RunErrand).await?;
    // What is no sheet is refused by the program, in its own words.
    let Ok(sheet) = Sheet::read(&document.sheet) else { return Ok(Some(document.sheet.clone())) };
    let Some(sha256) = sheet.logo_hash() else { return Ok(Some(document.sheet.clone())) };
    let found = match logos::open(desk.db(), &Scope::Partner(document.partner), sha256).await {
        Err(StoreError::NotFound) => None,
        found => Some(found?),
    };
    let Some(logo) = found.filter(Logo::is_whole) else { return Ok(None) };
    let sheet = Sheet { logo: Some(STANDARD.encode(logo.bytes)), ..sheet };
    Ok(Some(sheet.written().map_err(|_| StoreError::Broken("the sums of a document"))?))
}
