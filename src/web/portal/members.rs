//! The people of one's own organisations, inviting them, and what the link of an invitation opens.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::portal::InvitationPage;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::ids::{InvitationId, PersonId};
use crate::operations::Failure;
use crate::operations::members::{self, TypedInvitation};
use crate::present::frame::Place;
use crate::present::members::{self as present, SignedIn};
use crate::present::portal::too_often;
use crate::web::address::Path;
use crate::web::form::{Empty, Form};
use crate::web::reader::Reader;
use crate::web::sender::Sender;
use crate::web::stranger::{Stranger, to_be_sent_later};
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::MEMBERS, list)
        .read(paths::CLIENT_INVITATION, form)
        .change(paths::CLIENT_INVITATION, invite)
        .change(paths::CLIENT_INVITATION_WITHDRAWAL, withdraw)
        .change(paths::MEMBER_ENDING, end)
        .change(paths::MEMBER_BY_INN, name_by_inn)
        .read(paths::MEMBERSHIP_OFFER, look)
        .change(paths::MEMBERSHIP_OFFER, accept)
}

async fn list(reader: Reader) -> Answer {
    let houses = members::list(&reader.desk).await?;
    reader.page(&present::list(&houses, reader.csrf()), Place::Elsewhere).await
}

async fn form(reader: Reader) -> Answer {
    show(&reader, TypedInvitation::default(), FieldFaults::new()).await
}

async fn show(reader: &Reader, typed: TypedInvitation, faults: FieldFaults) -> Answer {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let houses = members::list(&reader.desk).await?;
    let page = present::inviting(&houses, typed, faults, reader.csrf());
    reader.page_with(status, &page, Place::Elsewhere).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct InvitationForm {
    organization: String,
    email: String,
    role: String,
}

/// Invites: the answer is the same whoever has the address.
async fn invite(Sender(address): Sender, Form { reader, input }: Form<InvitationForm>) -> Answer {
    let InvitationForm { organization, email, role } = input;
    let typed = TypedInvitation { organization, email, role };
    match members::invite(&reader.desk, &reader.caller(&address.to_string()), &typed).await {
        Ok(()) => {
            let said = format!("Приглашение отправлено на {}.", typed.email.trim());
            Ok(reader.go(&paths::members(), &said))
        }
        Err(Failure::Invalid(faults)) => show(&reader, typed, faults).await,
        Err(Failure::TooOften(seconds)) => {
            let faults = vec![("email", too_often(seconds))];
            Ok(to_be_sent_later(show(&reader, typed, faults).await?, seconds))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn withdraw(Path((code, invitation)): Path<(String, InvitationId)>, form: Form<Empty>) -> Answer {
    let done = members::withdraw(&form.reader.desk, &code, invitation).await;
    back(&form.reader, done, "Приглашение отозвано.")
}

async fn end(Path((code, person)): Path<(String, PersonId)>, form: Form<Empty>) -> Answer {
    let done = members::end(&form.reader.desk, &code, person).await;
    back(&form.reader, done, "Доступ завершен.")
}

async fn name_by_inn(Path((code, person)): Path<(String, PersonId)>, form: Form<Empty>) -> Answer {
    let done = members::name_by_inn(&form.reader.desk, &code, person).await;
    back(&form.reader, done, "Вход по ИНН назначен.")
}

fn back(reader: &Reader, done: Result<(), Failure>, sentence: &str) -> Answer {
    let address = paths::members();
    match done {
        Ok(()) => Ok(reader.go(&address, sentence)),
        Err(failure) => Err(Trouble::from(failure).about(address)),
    }
}

/// What the link opens; looking at it does not use it.
async fn look(reader: Result<Reader, Response>, stranger: Stranger, Path(token): Path<String>) -> Answer {
    let open = members::look(stranger.office.house(), &token).await;
    let signed_in = reader.as_ref().ok();
    let own =
        signed_in.map(|reader| SignedIn { login: reader.desk.who().actor.clone(), csrf: reader.csrf() });
    let (status, page) = match open {
        Ok(open) => (StatusCode::OK, present::invitation(&open, token, own)),
        Err(Failure::NotFound) => (StatusCode::GONE, InvitationPage::Gone),
        Err(failure) => return Err(failure.into()),
    };
    if let Ok(reader) = reader {
        return reader.page_with(status, &page, Place::Elsewhere).await;
    }
    let word = stranger.word();
    Ok(stranger.page(status, Door::Portal, &page, word).into_response())
}

async fn accept(Path(token): Path<String>, form: Form<Empty>) -> Answer {
    match members::accept(&form.reader.desk, &token).await {
        Ok(()) => Ok(form.reader.go(&paths::members(), "Приглашение принято.")),
        Err(Failure::NotFound) => {
            form.reader.page_with(StatusCode::GONE, &InvitationPage::Gone, Place::Elsewhere).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::members())),
    }
}
