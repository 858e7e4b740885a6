//! Reconciliation acts that clients ordered: the list, one of them, sending it and refusing.

use axum::extract::Request;
use axum::http::StatusCode;
use templates::paths;

use crate::domain::document::LARGEST_DOCUMENT;
use crate::domain::ids::ArchiveId;
use crate::operations::Failure;
use crate::operations::acts::{self, SentAct, TypedAct};
use crate::operations::attachments::AttachFailure;
use crate::present::acts::{self as present, ActsAsked, ReturnedAct};
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm};
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::sent_files::{SentField, SentFiles, told};
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

const SENT: &str = "Акт отправляется клиенту.";
/// A file with what a form says around it.
#[expect(clippy::cast_possible_truncation, reason = "a limit that is known when the program is built")]
const LARGEST_UPLOAD: usize = LARGEST_DOCUMENT as usize + 1024 * 1024;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::ACTS, board)
        .read(paths::ACT, card)
        .change(paths::ACT_SENDING, send)
        .change(paths::ACT_CHOICE, choose)
        .upload(paths::ACT_FILE, LARGEST_UPLOAD, upload)
        .change(paths::ACT_REFUSAL, refuse)
}

async fn board(reader: Reader, Query(asked): Query<ActsAsked>) -> Answer {
    let found = acts::board(&reader.desk, asked.place()).await?;
    let page = present::board(&reader.desk, &found, &asked, reader.zone);
    reader.page(&page, Place::Documents).await
}

async fn card(reader: Reader, Path(id): Path<ArchiveId>) -> Answer {
    show(&reader, id, None).await
}

async fn show(reader: &Reader, id: ArchiveId, returned: Option<ReturnedAct>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = acts::open(&reader.desk, id).await?;
    let page = present::card(&reader.desk, &found, returned.as_ref(), reader.zone, reader.csrf());
    reader.page_with(status, &page, Place::Documents).await
}

fn version(typed: &TypedForm) -> i32 {
    typed.get("version").parse().unwrap_or(-1)
}

async fn send(Path(id): Path<ArchiveId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = acts::send(&reader.desk, id, version(&input), input.get("shown")).await;
    after(&reader, id, done.map(|()| SENT), "sending", input).await
}

async fn choose(Path(id): Path<ArchiveId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = acts::choose(&reader.desk, id, version(&input), input.get("document")).await;
    after(&reader, id, done.map(|()| SENT), "choice", input).await
}

async fn refuse(Path(id): Path<ArchiveId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = acts::decline(&reader.desk, id, version(&input), input.get("reason")).await;
    after(&reader, id, done.map(|()| "Клиенту отказано, письмо отправляется."), "refusal", input).await
}

/// Takes the file of an act. Whoever may not bring it is refused before any of it is read.
async fn upload(reader: Reader, Path(id): Path<ArchiveId>, request: Request) -> Answer {
    let may = acts::begin_upload(&reader.desk, id).await;
    may.map_err(|failure| Trouble::from(failure).about(paths::act(&id.to_string())))?;
    let mut form = SentFiles::open(&reader, request).await?;
    let mut sent = SentAct::default();
    while let Some(field) = form.next().await? {
        let SentField::File { body, .. } = field else { continue };
        sent = acts::receive(body).await.map_err(|failure| match failure {
            AttachFailure::BrokenOff(error) => told(&error),
            AttachFailure::Failed(failure) => failure.into(),
        })?;
    }
    let fields: Vec<(&str, &str)> =
        form.fields.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let input = TypedForm::filled(&fields);
    let typed = TypedAct {
        number: input.get("number").to_owned(),
        day: input.get("day").to_owned(),
        version: version(&input),
    };
    let files = &reader.office.settings().files;
    let done = acts::upload(&reader.desk, files, id, &typed, sent).await;
    after(&reader, id, done.map(|()| SENT), "file", input).await
}

/// Back to the act, or its form again with what was typed.
async fn after(
    reader: &Reader,
    id: ArchiveId,
    done: Result<&str, Failure>,
    form: &'static str,
    typed: TypedForm,
) -> Answer {
    let here = paths::act(&id.to_string());
    match done {
        Ok(said) => Ok(reader.go(&here, said)),
        Err(Failure::Invalid(faults)) => {
            show(reader, id, Some(ReturnedAct { form, returned: Returned { typed, faults } })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}
