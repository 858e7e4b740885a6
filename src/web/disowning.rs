//! «Это не моя организация»: in the cabinet, and at the partner's desk.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::components::Choice;
use templates::pages::cabinet::DisowningPage;
use templates::paths;

use super::address::Path;
use super::form::{Empty, Form};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::form::FieldFaults;
use crate::domain::ids::QuestionId;
use crate::operations::{Failure, disowning};
use crate::present::frame::Place;
use crate::present::people::errors;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::DISOWNING, look).change(paths::DISOWNING, disown).change(paths::REOPENING, reopen)
}

async fn look(reader: Reader) -> Answer {
    show(&reader, StatusCode::OK, String::new(), FieldFaults::new()).await
}

async fn show(reader: &Reader, status: StatusCode, chosen: String, faults: FieldFaults) -> Answer {
    let (open, _) = disowning::houses(&reader.desk).await?;
    let choice = |one: &crate::domain::organization::Organization| {
        let label = format!("{}, ИНН {}", one.requisites.short_name, one.requisites.inn.as_str());
        Choice::new(one.subscriber_code.as_str(), label)
    };
    let organizations = open.iter().map(choice).collect();
    let page = DisowningPage { organizations, chosen, errors: errors(faults), csrf: reader.csrf() };
    reader.page_with(status, &page, Place::Cabinet).await
}

/// The code of an organisation.
#[derive(Default, Deserialize)]
#[serde(default)]
struct DisowningForm {
    organization: String,
}

async fn disown(Form { reader, input }: Form<DisowningForm>) -> Answer {
    match disowning::disown(&reader.desk, &input.organization).await {
        Ok(question) => {
            let done = "Документы закрыты, обслуживающая организация получила сообщение.";
            Ok(reader.go(&paths::own_question(&question.to_string()), done))
        }
        Err(Failure::Invalid(faults)) => {
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, input.organization, faults).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::cabinet())),
    }
}

async fn reopen(Path(id): Path<QuestionId>, Form { reader, .. }: Form<Empty>) -> Answer {
    let home = paths::question(&id.to_string());
    let done = disowning::reopen(&reader.desk, id).await;
    done.map_err(|failure| Trouble::from(failure).about(home.clone()))?;
    Ok(reader.go(&home, "Документы снова открыты клиенту."))
}
