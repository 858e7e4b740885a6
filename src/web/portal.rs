//! The portal: before the sign-in, and what one's account has there.

pub(super) mod confirmation;
mod members;
mod products;
mod recovery;
mod registration;
mod subscriber;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse as _;
use chrono::NaiveDate;
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::portal::ContactsPage;
use templates::paths;

use super::address::{Path, Query};
use super::desks::public;
use super::office::WebState;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::consent::ConsentDocument;
use crate::operations::captcha as captchas;
use crate::operations::{consents, recovery as contacts_of};
use crate::present::portal as present;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes =
        routes.read(paths::CONTACTS, contacts).read(paths::CONSENT, consent).read(paths::CAPTCHA, picture);
    let routes = members::routes(subscriber::routes(products::routes(routes)));
    recovery::routes(confirmation::routes(registration::routes(routes)))
}

/// «Кому звонить».
async fn contacts(State(office): State<WebState>) -> Answer {
    let contacts = present::contacts(contacts_of::contacts(office.house()).await?);
    Ok(public(&office, Door::Outside, &ContactsPage { contacts }))
}

#[derive(Deserialize)]
struct ConsentAsked {
    version: Option<NaiveDate>,
}

/// A document that is accepted at the registration.
async fn consent(
    State(office): State<WebState>,
    Path(document): Path<String>,
    Query(asked): Query<ConsentAsked>,
) -> Answer {
    let document = ConsentDocument::from_code(&document).ok_or(Trouble::NotFound)?;
    let (version, holds) = consents::open(office.house(), document, asked.version)?;
    Ok(public(&office, Door::Outside, &present::consent(document, version, holds)))
}

/// The picture of a captcha.
async fn picture(State(office): State<WebState>, Path(id): Path<String>) -> Answer {
    let picture = captchas::picture(office.house(), &id).await?;
    Ok(([(header::CONTENT_TYPE, "image/png")], picture).into_response())
}
