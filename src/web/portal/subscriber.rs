//! «Абонент»: the codes, the organisations, the profile.

use axum::http::StatusCode;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::registration::Profile;
use crate::operations::{Failure, subscriber};
use crate::present::frame::Place;
use crate::present::subscriber as present;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::Answer;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::SUBSCRIBER_CODES, codes)
        .read(paths::OWN_ORGANIZATIONS, organizations)
        .read(paths::SUBSCRIBER_PROFILE, profile)
        .change(paths::SUBSCRIBER_PROFILE, change_profile)
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
