//! What the partner sells to its clients: drafts, issuing, one sale.

mod logo;
mod money;

use axum::http::StatusCode;
use templates::paths;

use crate::domain::ids::SaleId;
use crate::operations::{Desk, Failure, questions, sales, sendings};
use crate::policy::Permission;
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm};
use crate::present::sales::{self as present, BesideDrafts, ReturnedIssue, ReturnedSale, SalesAsked};
use crate::present::words;
use crate::web::address::{Path, Query};
use crate::web::form::{Form, Seen};
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    logo::routes(money::routes(routes))
        .read(paths::DOCUMENTS, drafts)
        .change(paths::ISSUING, issue)
        .read(paths::ISSUED_DOCUMENTS, issued)
        .read(paths::SALE, card)
        .change(paths::SALE_PRICE, reprice)
        .change(paths::SALE_DROPPING, drop_out)
        .change(paths::SALE_TAKING_UP, take_up)
        .change(paths::SALE_CORRECTION, correct)
        .change(paths::SALE_ANEW, make_anew)
}

async fn drafts(reader: Reader, Query(asked): Query<SalesAsked>) -> Answer {
    show_drafts(&reader, &asked, None).await
}

async fn show_drafts(reader: &Reader, asked: &SalesAsked, returned: Option<ReturnedIssue>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let board = sales::drafts(&reader.desk, asked.sale()).await?;
    let mut page = present::drafts(&reader.desk, &board, asked, returned, reader.csrf());
    page.side = present::beside(&beside(&reader.desk).await?, reader.zone, reader.desk.now());
    reader.page_with(status, &page, Place::Documents).await
}

/// What stands beside the drafts, as far as the reader may see it.
async fn beside(desk: &Desk) -> Result<BesideDrafts, Failure> {
    let mut found = BesideDrafts::default();
    if desk.allows(Permission::AnswerQuestion) {
        found.questions = Some(questions::waiting(desk).await?);
    }
    if desk.allows(Permission::ViewDocument) {
        found.week = Some(sendings::week(desk).await?);
    }
    Ok(found)
}

/// Issues the chosen drafts.
async fn issue(Form { reader, input }: Form<Vec<(String, String)>>) -> Answer {
    let sent = input.iter().filter(|field| field.0 == "sale");
    let Some(chosen) = sent.map(|field| choice(&field.1)).collect::<Option<Vec<(SaleId, i32)>>>() else {
        return Err(Trouble::Unreadable("Выбор черновиков не прочитан: откройте страницу снова.".to_owned()));
    };
    let field = |name: &str| {
        input.iter().find(|field| field.0 == name).map(|field| field.1.as_str()).unwrap_or_default()
    };
    let seller = field("seller").parse().unwrap_or(-1);
    match sales::issuing::issue(&reader.desk, seller, &chosen).await {
        Ok(count) => {
            let said = format!("Выставлено: {}.", words::sales::documents(count));
            Ok(reader.go(&paths::issued_documents(), &said))
        }
        Err(Failure::Invalid(faults)) => {
            let chosen = chosen.iter().map(|one| one.0).collect();
            let asked = SalesAsked::after(field("after"));
            show_drafts(&reader, &asked, Some(ReturnedIssue { chosen, faults })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::documents())),
    }
}

fn choice(sent: &str) -> Option<(SaleId, i32)> {
    let (id, version) = sent.split_once(':')?;
    Some((SaleId(id.parse().ok()?), version.parse().ok()?))
}

async fn issued(reader: Reader, Query(asked): Query<SalesAsked>) -> Answer {
    let board = sales::issued(&reader.desk, asked.document()).await?;
    reader.page(&present::issued(&reader.desk, &board, &asked, reader.zone), Place::Documents).await
}

async fn card(reader: Reader, Path(id): Path<SaleId>) -> Answer {
    show(&reader, id, None).await
}

async fn show(reader: &Reader, id: SaleId, returned: Option<ReturnedSale>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = sales::open(&reader.desk, id).await?;
    let page = present::card(&reader.desk, &found, returned.as_ref(), reader.csrf());
    reader.page_with(status, &page, Place::Documents).await
}

fn version(typed: &TypedForm) -> i32 {
    typed.get("version").parse().unwrap_or(-1)
}

async fn reprice(Path(id): Path<SaleId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let Ok(line) = input.get("line").parse::<usize>() else { return Err(Trouble::NotFound) };
    let typed = (input.get("price"), input.get("reason"));
    let done = sales::reprice(&reader.desk, id, version(&input), line, typed).await;
    let said = "Цена изменена.";
    after(&reader, id, done.map(|()| said), ("price", Some(line)), input).await
}

async fn drop_out(Path(id): Path<SaleId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = sales::drop_out(&reader.desk, id, version(&input), input.get("reason")).await;
    after(&reader, id, done.map(|()| "Черновик отложен."), ("dropping", None), input).await
}

async fn take_up(Path(id): Path<SaleId>, Form { reader, input }: Form<Seen>) -> Answer {
    let here = paths::sale(&id.to_string());
    match sales::take_up(&reader.desk, id, input.version).await {
        Ok(()) => Ok(reader.go(&here, "Черновик снова в работе.")),
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}

async fn correct(Path(id): Path<SaleId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    match sales::correct(&reader.desk, id, version(&input), input.get("reason")).await {
        Ok(made) => Ok(reader.go(&paths::sale(&made.to_string()), "Черновик исправления готов.")),
        Err(failure) => after(&reader, id, Err(failure), ("correction", None), input).await,
    }
}

async fn make_anew(Path(id): Path<SaleId>, Form { reader, input }: Form<Seen>) -> Answer {
    match sales::make_anew(&reader.desk, id, input.version).await {
        Ok(made) => Ok(reader.go(&paths::sale(&made.to_string()), "Черновик готов.")),
        Err(failure) => Err(Trouble::from(failure).about(paths::sale(&id.to_string()))),
    }
}

/// Back to the sale, or the form again with what was typed.
async fn after(
    reader: &Reader,
    id: SaleId,
    done: Result<&str, Failure>,
    form: (&str, Option<usize>),
    typed: TypedForm,
) -> Answer {
    let here = paths::sale(&id.to_string());
    match done {
        Ok(said) => Ok(reader.go(&here, said)),
        Err(Failure::Invalid(faults)) => {
            let form = form.1.map_or_else(|| form.0.to_owned(), |line| format!("{}-{line}", form.0));
            show(reader, id, Some(ReturnedSale { form, returned: Returned { typed, faults } })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}
