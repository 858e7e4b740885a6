//! Subscriptions to closing documents: in the cabinet, and what the links of letters open.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::cabinet::SubscriptionLinkPage;
use templates::paths;

use super::address::Path;
use super::form::{Empty, Form, OpenForm};
use super::reader::Reader;
use super::stranger::{Stranger, to_be_sent_later};
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::form::FieldFaults;
use crate::domain::ids::SubscriptionId;
use crate::domain::subscription::BEGUN_MOST;
use crate::operations::Failure;
use crate::operations::subscriptions::{self, TypedSubscription};
use crate::present::frame::Place;
use crate::present::portal::too_often;
use crate::present::subscriptions as present;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::SUBSCRIPTIONS, own)
        .change(paths::SUBSCRIPTIONS, begin)
        .change(paths::SUBSCRIPTION_END, end)
        .read(paths::SUBSCRIPTION_CONFIRMATION, look_at_address)
        .change(paths::SUBSCRIPTION_CONFIRMATION, confirm)
        .read(paths::SUBSCRIPTION_ENDING, look_at_end)
        .change(paths::SUBSCRIPTION_ENDING, end_by_link)
}

async fn own(reader: Reader) -> Answer {
    show(&reader, StatusCode::OK, None, FieldFaults::new()).await
}

async fn show(
    reader: &Reader,
    status: StatusCode,
    typed: Option<TypedSubscription>,
    faults: FieldFaults,
) -> Answer {
    let found = subscriptions::own(&reader.desk).await?;
    let page = present::own(&found, typed, faults, reader.desk.now(), reader.csrf());
    reader.page_with(status, &page, Place::Cabinet).await
}

/// The form of a subscription; what a program left out is empty.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SubscriptionFields {
    organization: String,
    email: String,
}

async fn begin(Form { reader, input }: Form<SubscriptionFields>) -> Answer {
    let typed = TypedSubscription { organization: input.organization, email: input.email };
    match subscriptions::begin(&reader.desk, &typed).await {
        Ok(begun) => {
            let said = if begun.awaits_confirmation() {
                "На адрес отправлена ссылка: откройте ее, и документы будут приходить."
            } else {
                "Готово: документы будут приходить каждый месяц."
            };
            Ok(reader.go(&paths::subscriptions(), said))
        }
        Err(Failure::Invalid(faults)) => {
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, Some(typed), faults).await
        }
        Err(Failure::TooOften(seconds)) => {
            let words = format!(
                "За сутки организация может включить отправку {BEGUN_MOST} раз. {}",
                too_often(seconds)
            );
            let faults = vec![("email", words)];
            let page = show(&reader, StatusCode::TOO_MANY_REQUESTS, Some(typed), faults).await?;
            Ok(to_be_sent_later(page, seconds))
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::subscriptions())),
    }
}

async fn end(Path(id): Path<SubscriptionId>, Form { reader, .. }: Form<Empty>) -> Answer {
    let ended = subscriptions::end(&reader.desk, id).await;
    ended.map_err(|failure| Trouble::from(failure).about(paths::subscriptions()))?;
    Ok(reader.go(&paths::subscriptions(), "Отправка отключена."))
}

async fn look_at_address(stranger: Stranger, Path(token): Path<String>) -> Answer {
    let csrf = stranger.word();
    let opened = subscriptions::look_at_address(stranger.office.house(), &token).await;
    let page = opened.map(|opened| present::confirming(&opened, token, csrf.clone()));
    shown(stranger, page, csrf)
}

async fn confirm(stranger: Stranger, Path(token): Path<String>, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let done = subscriptions::confirm(stranger.office.house(), &token, &stranger.request_id).await;
    let page = done.map(|opened| present::confirming(&opened, token, form.csrf.clone()));
    shown(stranger, page, form.csrf)
}

async fn look_at_end(stranger: Stranger, Path(token): Path<String>) -> Answer {
    let csrf = stranger.word();
    let opened = subscriptions::look_at_end(stranger.office.house(), &token).await;
    let page = opened.map(|opened| present::ending(&opened, token, csrf.clone()));
    shown(stranger, page, csrf)
}

/// Ends a subscription. A mail program posts here for its reader (RFC 8058), without a cookie and without a token of a form:
/// the word of the link is the right to do it, and nothing else can be done with it.
async fn end_by_link(stranger: Stranger, Path(token): Path<String>) -> Answer {
    let csrf = stranger.word();
    let done = subscriptions::end_by_link(stranger.office.house(), &token, &stranger.request_id).await;
    let page = done.map(|opened| present::ending(&opened, token, csrf.clone()));
    shown(stranger, page, csrf)
}

/// A page of whoever holds a link; one that opens nothing says so, and is not found.
fn shown(stranger: Stranger, page: Result<SubscriptionLinkPage, Failure>, word: String) -> Answer {
    match page {
        Ok(page) => Ok(stranger.page(StatusCode::OK, Door::Cabinet, &page, word)),
        Err(Failure::NotFound) => {
            Ok(stranger.page(StatusCode::NOT_FOUND, Door::Cabinet, &SubscriptionLinkPage::Gone, word))
        }
        Err(failure) => Err(failure.into()),
    }
}
