//! The administrators of an organisation of the partner: who they are, inviting one, and taking that back.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::paths;

use crate::domain::ids::InvitationId;
use crate::operations::{Failure, administrators};
use crate::present::administrators::{self as present, ReturnedAddress};
use crate::present::frame::Place;
use crate::present::portal::too_often;
use crate::web::address::Path;
use crate::web::form::{Empty, Form};
use crate::web::reader::Reader;
use crate::web::sender::Sender;
use crate::web::stranger::to_be_sent_later;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::ADMINISTRATORS, page)
        .change(paths::ADMINISTRATORS, invite)
        .change(paths::ADMINISTRATOR_WITHDRAWAL, withdraw)
}

async fn page(reader: Reader, Path(code): Path<String>) -> Answer {
    show(&reader, &code, ReturnedAddress::default()).await
}

async fn show(reader: &Reader, code: &str, returned: ReturnedAddress) -> Answer {
    let status = if returned.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let found = administrators::of(&reader.desk, code).await?;
    let page = present::page(&found, returned, reader.zone, reader.csrf());
    reader.page_with(status, &page, Place::Organizations).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AddressForm {
    email: String,
}

async fn invite(
    Path(code): Path<String>,
    Sender(address): Sender,
    Form { reader, input }: Form<AddressForm>,
) -> Answer {
    let (email, sender) = (input.email, address.to_string());
    let caller = reader.caller(&sender);
    match administrators::invite(&reader.desk, &caller, &code, &email).await {
        Ok(()) => {
            let said = format!("Приглашение отправлено на {}.", email.trim());
            Ok(reader.go(&paths::administrators(&code), &said))
        }
        Err(Failure::Invalid(faults)) => show(&reader, &code, ReturnedAddress { email, faults }).await,
        Err(Failure::TooOften(seconds)) => {
            let faults = vec![("email", too_often(seconds))];
            let form = show(&reader, &code, ReturnedAddress { email, faults }).await?;
            Ok(to_be_sent_later(form, seconds))
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::administrators(&code))),
    }
}

async fn withdraw(
    Path((code, invitation)): Path<(String, InvitationId)>,
    Form { reader, .. }: Form<Empty>,
) -> Answer {
    let address = paths::administrators(&code);
    match administrators::withdraw(&reader.desk, &code, invitation).await {
        Ok(()) => Ok(reader.go(&address, "Приглашение отозвано.")),
        Err(failure) => Err(Trouble::from(failure).about(address)),
    }
}
