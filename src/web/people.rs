//! The people of a tenant: the same pages for administrators of partners and of the operator.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;
use templates::paths;

use super::address::Path;
use super::form::{Empty, Form, Seen};
use super::profile::told;
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::PersonId;
use crate::domain::role::Role;
use crate::operations::people::{self, Successor, TypedPerson};
use crate::operations::{Desk, Failure, standing_in as arranged};
use crate::present::people::{
    PeopleSide, ReturnedDisabling, ReturnedInvitation, disabled, disabling, list as present, person_page,
};
use crate::present::standing_in::{ReturnedStandingIn, StandingPlace, beside, parts};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PEOPLE, list)
        .change(paths::PEOPLE, invite)
        .read(paths::PERSON, person)
        .change(paths::INVITATION, invite_again)
        .change(paths::ROLES, give_role)
        .change(paths::ROLE_ENDING, end_role)
        .change(paths::DISABLING, disable)
        .change(paths::ENABLING, enable)
        .change(paths::SESSIONS_ENDING, end_sessions)
        .change(paths::SESSION_ENDING, end_session)
        .read(paths::OPERATOR_PEOPLE, list)
        .change(paths::OPERATOR_PEOPLE, invite)
        .read(paths::OPERATOR_PERSON, person)
        .change(paths::OPERATOR_INVITATION, invite_again)
        .change(paths::OPERATOR_ROLES, give_role)
        .change(paths::OPERATOR_ROLE_ENDING, end_role)
        .change(paths::OPERATOR_DISABLING, disable)
        .change(paths::OPERATOR_ENABLING, enable)
        .change(paths::OPERATOR_SESSIONS_ENDING, end_sessions)
        .change(paths::OPERATOR_SESSION_ENDING, end_session)
}

/// On which side an address stands.
pub(super) struct Here(PeopleSide);

impl<S: Send + Sync> FromRequestParts<S> for Here {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let at_operator = parts.uri.path().starts_with(&paths::operator_people());
        Ok(Self(if at_operator { PeopleSide::Operator } else { PeopleSide::Partner }))
    }
}

impl Here {
    /// Whoever keeps people finds them at the address of their own side only.
    pub(super) async fn found_by(&self, desk: &Desk) -> Result<PeopleSide, Trouble> {
        people::admit(desk).await?;
        if self.0 == PeopleSide::of(desk) { Ok(self.0) } else { Err(Trouble::NotFound) }
    }
}

async fn list(here: Here, reader: Reader) -> Answer {
    show(&here, &reader, StatusCode::OK, ReturnedInvitation::default()).await
}

async fn show(here: &Here, reader: &Reader, status: StatusCode, returned: ReturnedInvitation) -> Answer {
    let side = here.found_by(&reader.desk).await?;
    let people = people::list(&reader.desk).await?;
    let (running, names) = arranged::running(&reader.desk).await?;
    let mut page = present(&reader.desk, &people, returned, reader.zone, reader.csrf());
    for (row, listed) in page.rows.iter_mut().zip(&people) {
        row.standing = beside(listed.colleague.account.id, &running, &names);
    }
    reader.page_with(status, &page, side.place()).await
}

async fn invite(here: Here, Form { reader, input: typed }: Form<TypedPerson>) -> Answer {
    let side = here.found_by(&reader.desk).await?;
    match people::invite(&reader.desk, &typed).await {
        Ok(id) => Ok(reader.go(&side.person(&id.to_string()), "Приглашение отправлено.")),
        Err(Failure::Invalid(faults)) => {
            let returned = ReturnedInvitation { typed, faults };
            show(&here, &reader, StatusCode::UNPROCESSABLE_ENTITY, returned).await
        }
        Err(failure) => Err(Trouble::from(failure).about(side.list())),
    }
}

async fn person(here: Here, reader: Reader, Path(id): Path<PersonId>) -> Answer {
    show_person(&here, &reader, id, ReturnedParts::default()).await
}

/// The forms of a person's page that were returned.
#[derive(Default)]
pub(super) struct ReturnedParts {
    /// The form that hands a role over.
    pub(super) standing_in: Option<ReturnedStandingIn>,
    /// The form that disables the person.
    pub(super) disabling: Option<ReturnedDisabling>,
}

/// The page of a person, with the form that was returned.
pub(super) async fn show_person(
    here: &Here,
    reader: &Reader,
    id: PersonId,
    returned: ReturnedParts,
) -> Answer {
    let side = here.found_by(&reader.desk).await?;
    let ReturnedParts { standing_in, disabling: tried } = returned;
    let faulty = standing_in.is_some() || tried.is_some();
    let status = if faulty { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let card = people::open(&reader.desk, id).await?;
    let board = arranged::of(&reader.desk, id).await?;
    let mut page = person_page(&reader.desk, side, &card, reader.zone, reader.csrf());
    page.standing = parts(&reader.desk, &board, StandingPlace::Of(side, id), standing_in.unwrap_or_default());
    page.disabling = disabling(&reader.desk, side, &card, &tried.unwrap_or_default());
    reader.page_with(status, &page, side.place()).await
}

#[derive(Deserialize)]
struct GivenRole {
    version: i32,
    role: String,
}

async fn invite_again(here: Here, Path(id): Path<PersonId>, form: Form<Seen>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let done = people::invite_again(&form.reader.desk, id, form.input.version).await;
    back(&form.reader, side, id, done, "Приглашение отправлено еще раз.")
}

async fn give_role(here: Here, Path(id): Path<PersonId>, form: Form<GivenRole>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let role = Role::from_code(&form.input.role).ok_or(Trouble::NotFound)?;
    let done = people::give_role(&form.reader.desk, id, form.input.version, role).await;
    back(&form.reader, side, id, done, "Роль дана. Сеансы сотрудника завершены: ему нужно войти заново.")
}

async fn end_role(here: Here, Path((id, role)): Path<(PersonId, Role)>, form: Form<Seen>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let done = people::end_role(&form.reader.desk, id, form.input.version, role).await;
    back(&form.reader, side, id, done, "Роль снята. Сеансы сотрудника завершены: ему нужно войти заново.")
}

/// The version that was seen, and who gets what the person is reviewing.
#[derive(Deserialize)]
struct Disabling {
    version: i32,
    #[serde(default)]
    successor: String,
}

async fn disable(here: Here, Path(id): Path<PersonId>, form: Form<Disabling>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let Form { reader, input: Disabling { version, successor } } = form;
    match people::disable(&reader.desk, id, version, Successor::read(&successor)).await {
        Ok(passed_on) => Ok(reader.go(&side.person(&id.to_string()), &disabled(passed_on))),
        Err(Failure::Invalid(faults)) => {
            let tried = Some(ReturnedDisabling { successor, faults });
            show_person(&here, &reader, id, ReturnedParts { disabling: tried, standing_in: None }).await
        }
        Err(failure) => Err(Trouble::from(failure).about(side.person(&id.to_string()))),
    }
}

async fn enable(here: Here, Path(id): Path<PersonId>, form: Form<Seen>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let done = people::enable(&form.reader.desk, id, form.input.version).await;
    back(&form.reader, side, id, done, "Учетная запись включена.")
}

async fn end_sessions(here: Here, Path(id): Path<PersonId>, form: Form<Empty>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let ended = people::end_sessions(&form.reader.desk, id).await?;
    back(&form.reader, side, id, Ok(()), &told(ended))
}

async fn end_session(here: Here, Path((id, mark)): Path<(PersonId, String)>, form: Form<Empty>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let done = people::end_session(&form.reader.desk, id, &mark).await;
    back(&form.reader, side, id, done, "Сеанс завершен.")
}

/// Redirects to the person with a flash message; on failure shows the error with a link back.
fn back(
    reader: &Reader,
    side: PeopleSide,
    id: PersonId,
    done: Result<(), Failure>,
    sentence: &str,
) -> Result<Response, Trouble> {
    let address = side.person(&id.to_string());
    match done {
        Ok(()) => Ok(reader.go(&address, sentence)),
        Err(failure) => Err(Trouble::from(failure).about(address)),
    }
}
