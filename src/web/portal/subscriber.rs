//! «Абонент»: the codes, the organisations, the profile.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::registration::Profile;
use crate::operations::profile::ChangeFailure;
use crate::operations::{Failure, registration, subscriber};
use crate::present::frame::Place;
use crate::present::subscriber as present;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::sender::Sender;
use crate::web::stranger::limited;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::SUBSCRIBER_CODES, codes)
        .read(paths::OWN_ORGANIZATIONS, organizations)
        .read(paths::SUBSCRIBER_PROFILE, profile)
        .change(paths::SUBSCRIBER_PROFILE, change_profile)
        .read(paths::OWN_EMAIL, email)
        .change(paths::OWN_EMAIL, add_email)
}

async fn codes(reader: Reader) -> Answer {
    let own = subscriber::own_organizations(&reader.desk).await?;
    reader.page(&present::codes(&own), Place::Elsewhere).await
}

async fn organizations(reader: Reader) -> Answer {
    let own = subscriber::own_organizations(&reader.desk).await?;
    reader.page(&present::organizations(&own), Place::Elsewhere).await
}

async fn profile(reader: Reader) -> Answer {
    let own = subscriber::profile(&reader.desk).await?;
    let page = present::profile(own, None, FieldFaults::new(), reader.csrf());
    reader.page(&page, Place::Elsewhere).await
}

async fn change_profile(Form { reader, input }: Form<Profile>) -> Answer {
    match subscriber::change_profile(&reader.desk, &input).await {
        Ok(()) => Ok(reader.go(&paths::subscriber_profile(), "Профиль сохранен.")),
        Err(Failure::Invalid(faults)) => {
            let own = subscriber::profile(&reader.desk).await?;
            let page = present::profile(own, Some(input), faults, reader.csrf());
            reader.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page, Place::Elsewhere).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The form of an address; whoever has one is led to the profile, where it stands.
async fn email(reader: Reader) -> Answer {
    if subscriber::profile(&reader.desk).await?.account.email.is_empty() {
        let page = present::own_email(String::new(), FieldFaults::new(), reader.csrf());
        return reader.page(&page, Place::Elsewhere).await;
    }
    Ok(Redirect::to(&paths::subscriber_profile()).into_response())
}

#[derive(Deserialize)]
struct EmailForm {
    email: String,
    password: String,
}

/// Owes the letter; the answer is the same whoever has the address.
async fn add_email(Sender(address): Sender, Form { reader, input }: Form<EmailForm>) -> Answer {
    let (EmailForm { email, password }, address) = (input, address.to_string());
    match registration::add_email(&reader.desk, &reader.caller(&address), &email, &password).await {
        Ok(()) => {
            let said = format!("Письмо со ссылкой отправлено на {}.", email.trim());
            Ok(reader.go(&paths::subscriber_profile(), &said))
        }
        Err(ChangeFailure::Failure(Failure::Invalid(faults))) => {
            let page = present::own_email(email, faults, reader.csrf());
            reader.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page, Place::Elsewhere).await
        }
        Err(ChangeFailure::Throttled(seconds)) => Err(Trouble::TooMany(seconds)),
        Err(ChangeFailure::Failure(failure)) => Err(limited(failure)),
    }
}
