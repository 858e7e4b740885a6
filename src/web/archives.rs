//! Archives of documents: asking for one in the cabinet, following, taking; and what the links of letters open.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::cabinet::ArchiveLinkPage;
use templates::paths;

use super::address::{Path, Query};
use super::file::streamed;
use super::form::{Empty, Form, OpenForm};
use super::office::WebState;
use super::reader::Reader;
use super::stranger::{Stranger, to_be_sent_later};
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::archive::{ArchiveKind, ArchiveRefusal, DocumentPeriod, GatheredArchive, TypedArchive};
use crate::domain::form::FieldFaults;
use crate::domain::ids::ArchiveId;
use crate::operations::{Failure, Refusal, archives};
use crate::present::archives::{self as present, AskingSeen};
use crate::present::frame::Place;
use crate::present::paging;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::OWN_ARCHIVES, own)
        .read(paths::NEW_ARCHIVE, blank)
        .change(paths::NEW_ARCHIVE, ask)
        .read(paths::ARCHIVE_FILE, file)
        .read(paths::ARCHIVE_ADDRESS, address)
        .change(paths::ARCHIVE_ADDRESS, redirect)
        .read(paths::ARCHIVE_CONFIRMATION, look_at_address)
        .change(paths::ARCHIVE_CONFIRMATION, confirm)
        .read(paths::ARCHIVE_TAKING, look_at_archive)
        .change(paths::ARCHIVE_TAKING, take)
}

/// Where the next page begins.
#[derive(Deserialize)]
struct BelowArchive {
    #[serde(default)]
    after: String,
}

async fn own(reader: Reader, Query(below): Query<BelowArchive>) -> Answer {
    let after = paging::place(&below.after).trim().parse().ok().map(ArchiveId);
    let found = archives::own(&reader.desk, after).await?;
    reader.page(&present::own(&found, &below.after, reader.desk.now()), Place::Cabinet).await
}

/// The form of an archive; what a program left out is empty.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ArchiveFields {
    organization: String,
    first: String,
    last: String,
    email: String,
    balance: String,
    favour: String,
    /// The first and the last day of a usual period whose button was pressed.
    period: String,
    act: String,
}

impl ArchiveFields {
    fn typed(self) -> TypedArchive {
        let Self { organization, first, last, email, balance, favour, period, act: _ } = self;
        let (first, last) = match period.split_once(' ') {
            Some((first, last)) => (first.to_owned(), last.to_owned()),
            None => (first, last),
        };
        TypedArchive { organization, first, last, email, balance, favour }
    }
}

fn kind_of(code: &str) -> Result<ArchiveKind, Trouble> {
    ArchiveKind::from_code(code).ok_or(Trouble::NotFound)
}

async fn blank(reader: Reader, Path(kind): Path<String>, Query(asked): Query<ArchiveFields>) -> Answer {
    let kind = kind_of(&kind)?;
    let form = archives::form(&reader.desk).await?;
    let typed = present::filled(&form, asked.typed(), reader.desk.now());
    let mut faults = FieldFaults::new();
    DocumentPeriod::read(&typed.first, &typed.last, &mut faults);
    show(&reader, kind, typed, (StatusCode::OK, faults)).await
}

/// The form, with what there is.
async fn show(
    reader: &Reader,
    kind: ArchiveKind,
    typed: TypedArchive,
    returned: (StatusCode, FieldFaults),
) -> Answer {
    let form = archives::form(&reader.desk).await?;
    let (totals, promise) = if kind.is_checked() {
        (None, archives::promise(&reader.desk, &typed).await?)
    } else {
        (archives::preview(&reader.desk, kind, &typed).await?, None)
    };
    let seen = AskingSeen { totals, promise, faults: returned.1, now: reader.desk.now() };
    let page = present::asking(&form, kind, typed, seen, reader.csrf());
    reader.page_with(returned.0, &page, Place::Cabinet).await
}

async fn ask(Path(kind): Path<String>, Form { reader, input }: Form<ArchiveFields>) -> Answer {
    let kind = kind_of(&kind)?;
    if !input.period.is_empty() {
        return show(&reader, kind, input.typed(), (StatusCode::OK, FieldFaults::new())).await;
    }
    if input.act == "count" {
        let typed = input.typed();
        let mut faults = FieldFaults::new();
        typed.read(&mut faults);
        let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return show(&reader, kind, typed, (status, faults)).await;
    }
    let typed = input.typed();
    match archives::request(&reader.desk, kind, &typed).await {
        Ok(_) => Ok(reader.go(&paths::own_archives(), "Запрос принят.")),
        Err(Failure::Invalid(faults)) => {
            show(&reader, kind, typed, (StatusCode::UNPROCESSABLE_ENTITY, faults)).await
        }
        Err(Failure::TooOften(seconds)) => {
            let faults = vec![("last", present::limited(seconds))];
            let page = show(&reader, kind, typed, (StatusCode::TOO_MANY_REQUESTS, faults)).await?;
            Ok(to_be_sent_later(page, seconds))
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::own_archives())),
    }
}

/// An archive, as a file.
async fn file(reader: Reader, Path(id): Path<ArchiveId>) -> Answer {
    let taken = archives::take(&reader.desk, id).await;
    let taken = taken.map_err(|failure| Trouble::from(failure).about(paths::own_archives()))?;
    given(&reader.office, &taken, paths::own_archives()).await
}

async fn given(office: &WebState, gathered: &GatheredArchive, home: String) -> Answer {
    let stored = archives::read(&office.settings().files, gathered).await;
    let stored = stored.map_err(|failure| Trouble::from(failure).about(home))?;
    let kind = if gathered.is_act { "application/pdf" } else { "application/zip" };
    Ok(streamed(&gathered.name(), kind, stored.size, Body::from_stream(stored.bytes)))
}

/// An address, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
struct AddressField {
    email: String,
}

async fn address(reader: Reader, Path(id): Path<ArchiveId>) -> Answer {
    let own = archives::open(&reader.desk, id).await?;
    let page = present::address(&own, own.archive.email.clone(), FieldFaults::new(), reader.csrf());
    reader.page(&page, Place::Cabinet).await
}

async fn redirect(Path(id): Path<ArchiveId>, Form { reader, input }: Form<AddressField>) -> Answer {
    match archives::redirect(&reader.desk, id, &input.email).await {
        Ok(()) => Ok(reader.go(&paths::own_archives(), "Архив отправляется на другой адрес.")),
        Err(Failure::Invalid(faults)) => {
            let own = archives::open(&reader.desk, id).await?;
            let page = present::address(&own, input.email, faults, reader.csrf());
            reader.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page, Place::Cabinet).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::own_archives())),
    }
}

async fn look_at_address(stranger: Stranger, Path(token): Path<String>) -> Answer {
    let csrf = stranger.word();
    let opened = archives::look_at_address(stranger.office.house(), &token).await;
    let page = opened.map(|opened| present::confirming(&opened, token, csrf.clone()));
    shown(stranger, page, csrf)
}

async fn confirm(stranger: Stranger, Path(token): Path<String>, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let done = archives::confirm_address(stranger.office.house(), &token, &stranger.request_id).await;
    let page = done.map(|opened| present::confirming(&opened, token, form.csrf.clone()));
    shown(stranger, page, form.csrf)
}

async fn look_at_archive(stranger: Stranger, Path(token): Path<String>) -> Answer {
    let csrf = stranger.word();
    let opened = archives::look_at_archive(stranger.office.house(), &token).await;
    let page = opened.map(|opened| present::taking(&opened, token, csrf.clone()));
    shown(stranger, page, csrf)
}

async fn take(stranger: Stranger, Path(token): Path<String>, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let house = stranger.office.house();
    match archives::take_by_link(house, &token, &stranger.request_id).await {
        Ok(gathered) => given(&stranger.office, &gathered, paths::archive_taking(&token)).await,
        Err(Failure::Refused(Refusal::Archive(ArchiveRefusal::GivenOut | ArchiveRefusal::NotKept))) => {
            look_at_archive(stranger, Path(token)).await
        }
        Err(failure) => shown(stranger, Err(failure), form.csrf),
    }
}

/// A page of whoever holds a link, tied to the browser by a word; one that opens nothing says so, and is not found.
fn shown(
    stranger: Stranger,
    page: Result<ArchiveLinkPage, Failure>,
    word: String,
) -> Result<Response, Trouble> {
    match page {
        Ok(page) => Ok(stranger.page(StatusCode::OK, Door::Cabinet, &page, word)),
        Err(Failure::NotFound) => {
            Ok(stranger.page(StatusCode::NOT_FOUND, Door::Cabinet, &ArchiveLinkPage::Gone, word))
        }
        Err(failure) => Err(failure.into()),
    }
}
