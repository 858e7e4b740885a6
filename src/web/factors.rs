//! Second factors of a house: requirements, who lacks one, and taking them off somebody who lost them.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use templates::pages::ResetRefusalPage;
use templates::paths;

use super::address::Path;
use super::desks::{for_anybody, must_be_tied};
use super::form::{Empty, Form, OpenForm};
use super::people::Here;
use super::reader::Reader;
use super::stranger::Stranger;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::{FactorResetId, FactorRuleId};
use crate::operations::factor_rules::TypedRule;
use crate::operations::{Failure, factor_resets, factor_rules};
use crate::present::people::{ReturnedFactors, factors_page};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::FACTORS, page)
        .change(paths::FACTORS, require)
        .change(paths::FACTOR_RULE_ENDING, end_rule)
        .change(paths::FACTOR_RESETS, ask)
        .change(paths::FACTOR_RESET_CONFIRMATION, confirm)
        .change(paths::FACTOR_RESET_ENDING, cancel)
        .read(paths::OPERATOR_FACTORS, page)
        .change(paths::OPERATOR_FACTORS, require)
        .change(paths::OPERATOR_FACTOR_RULE_ENDING, end_rule)
        .change(paths::OPERATOR_FACTOR_RESETS, ask)
        .change(paths::OPERATOR_FACTOR_RESET_CONFIRMATION, confirm)
        .change(paths::OPERATOR_FACTOR_RESET_ENDING, cancel)
        .read(paths::FACTOR_RESET_REFUSAL, refusal)
        .change(paths::FACTOR_RESET_REFUSAL, refuse)
}

async fn page(here: Here, reader: Reader) -> Answer {
    show(&here, &reader, StatusCode::OK, ReturnedFactors::default()).await
}

async fn show(here: &Here, reader: &Reader, status: StatusCode, returned: ReturnedFactors) -> Answer {
    let side = here.found_by(&reader.desk).await?;
    let protection = factor_rules::look(&reader.desk).await?;
    let resets = factor_resets::look(&reader.desk).await?;
    let page = factors_page(&reader.desk, &protection, &resets, returned, reader.csrf());
    reader.page_with(status, &page, side.place()).await
}

async fn require(here: Here, Form { reader, input: typed }: Form<TypedRule>) -> Answer {
    let side = here.found_by(&reader.desk).await?;
    match factor_rules::require(&reader.desk, &typed).await {
        Ok(()) => Ok(reader.go(&side.factors(), "Второй шаг входа сделан обязательным.")),
        Err(Failure::Invalid(faults)) => {
            let returned = ReturnedFactors { rule: typed, rule_faults: faults, ..ReturnedFactors::default() };
            show(&here, &reader, StatusCode::UNPROCESSABLE_ENTITY, returned).await
        }
        Err(failure) => Err(Trouble::from(failure).about(side.factors())),
    }
}

async fn end_rule(here: Here, Path(rule): Path<i64>, form: Form<Empty>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let ended = factor_rules::end(&form.reader.desk, FactorRuleId(rule)).await;
    ended.map_err(|failure| Trouble::from(failure).about(side.factors()))?;
    Ok(form.reader.go(&side.factors(), "Требование снято."))
}

#[derive(Deserialize)]
struct TypedReset {
    login: String,
    reason: String,
}

async fn ask(here: Here, Form { reader, input }: Form<TypedReset>) -> Answer {
    let side = here.found_by(&reader.desk).await?;
    let TypedReset { login, reason } = input;
    match factor_resets::ask(&reader.desk, &login, &reason).await {
        Ok(()) => Ok(reader.go(&side.factors(), "Запрос отправлен, владельцу уходит письмо или SMS.")),
        Err(Failure::Invalid(faults)) => {
            let returned =
                ReturnedFactors { login, reason, reset_faults: faults, ..ReturnedFactors::default() };
            show(&here, &reader, StatusCode::UNPROCESSABLE_ENTITY, returned).await
        }
        Err(failure) => Err(Trouble::from(failure).about(side.factors())),
    }
}

async fn confirm(here: Here, Path(reset): Path<i64>, form: Form<Empty>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let confirmed = factor_resets::confirm(&form.reader.desk, FactorResetId(reset)).await;
    confirmed.map_err(|failure| Trouble::from(failure).about(side.factors()))?;
    Ok(form.reader.go(
        &side.factors(),
        "Вы согласились. Защита снимется через сутки после того, как владельцу уйдет письмо или SMS.",
    ))
}

async fn cancel(here: Here, Path(reset): Path<i64>, form: Form<Empty>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let cancelled = factor_resets::cancel(&form.reader.desk, FactorResetId(reset)).await;
    cancelled.map_err(|failure| Trouble::from(failure).about(side.factors()))?;
    Ok(form.reader.go(&side.factors(), "Запрос отменен."))
}

/// What the link of the letter leads to; looking at it changes nothing.
async fn refusal(Path(token): Path<String>, stranger: Stranger) -> Answer {
    let (_, account) = factor_resets::link(stranger.office.house(), &token).await?;
    Ok(refusing(stranger, &token, account.login, false))
}

async fn refuse(Path(token): Path<String>, stranger: Stranger, form: OpenForm<Empty>) -> Answer {
    must_be_tied(&stranger.office, &stranger.jar, &form.csrf)?;
    let house = stranger.office.house();
    let (_, account) = factor_resets::link(house, &token).await?;
    factor_resets::refuse(house, &token, &stranger.request_id).await?;
    Ok(refusing(stranger, &token, account.login, true))
}

fn refusing(stranger: Stranger, token: &str, login: String, done: bool) -> Response {
    let action = paths::factor_reset_refusal(token);
    for_anybody(&stranger.office, stranger.jar, |csrf| ResetRefusalPage { action, login, done, csrf })
}
