//! Payments of clients, and what the partner sells by.

use axum::http::StatusCode;
use chrono::Datelike as _;
use serde::Deserialize;
use templates::paths;

use crate::domain::ids::PaymentId;
use crate::domain::month::moscow_day;
use crate::operations::Failure;
use crate::operations::sales::{payments, register, sellers};
use crate::present::exports::book_csv;
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm};
use crate::present::sales::{
    self as present, PaymentsAsked, PaymentsSeen, ReturnedPayment, ReturnedTerms, TermsForm, typed_payment,
    typed_price, typed_regime, typed_series, typed_terms,
};
use crate::web::address::{Path, Query};
use crate::web::file::named;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::BOOK_FILE, book)
        .read(paths::CLIENT_PAYMENTS, list)
        .change(paths::CLIENT_PAYMENTS, note)
        .change(paths::PAYMENT_RETURN, take_back)
        .read(paths::SELLER, terms)
        .change(paths::SELLER, keep_terms)
        .change(paths::SELLER_REGIME, set_regime)
        .change(paths::SELLER_PRICE, set_price)
        .change(paths::SELLER_SERIES, begin_series)
}

/// The year of a book; this one, unless it is said.
#[derive(Deserialize)]
struct BookAsked {
    #[serde(default)]
    year: String,
}

async fn book(reader: Reader, Query(asked): Query<BookAsked>) -> Answer {
    let year = match asked.year.as_str() {
        "" => moscow_day(reader.desk.now()).year(),
        typed => typed.parse().map_err(|_| Trouble::NotFound)?,
    };
    let rows = register::export(&reader.desk, year).await?;
    let name = format!("kniga-raschetov-{year}.csv");
    Ok(named(&name, "text/csv; charset=utf-8", book_csv(&present::book_lines(&rows))))
}

async fn list(reader: Reader, Query(asked): Query<PaymentsAsked>) -> Answer {
    show(&reader, &asked, None).await
}

async fn show(reader: &Reader, asked: &PaymentsAsked, returned: Option<ReturnedPayment>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let board = payments::board(&reader.desk, &asked.client, asked.day(), asked.below()).await?;
    let chosen = board.account.as_ref().map(|account| &account.organization);
    let payer = payments::payer(&reader.desk, chosen, &asked.find).await?;
    let seen = PaymentsSeen { board: &board, payer: &payer, asked, returned: returned.as_ref() };
    let page = present::payments(&reader.desk, &seen, reader.csrf());
    reader.page_with(status, &page, Place::Documents).await
}

async fn note(Form { reader, input }: Form<TypedForm>) -> Answer {
    let asked = PaymentsAsked::of_client(input.get("organization"));
    match payments::note(&reader.desk, &typed_payment(&input)).await {
        Ok(id) => Ok(reader.go(&asked.address(""), &told(&reader, id, "Оплата отмечена.").await?)),
        Err(Failure::Invalid(faults)) => {
            // Who is no client of ours cannot be chosen.
            let strange = faults.iter().any(|(field, _)| *field == "organization");
            let asked = if strange { PaymentsAsked::default() } else { asked };
            let returned = ReturnedPayment { payment: None, returned: Returned { typed: input, faults } };
            show(&reader, &asked, Some(returned)).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::client_payments())),
    }
}

/// What was done, and that the client has an act whose figures it changed.
async fn told(reader: &Reader, id: PaymentId, done: &str) -> Result<String, Trouble> {
    let act = payments::changed_act(&reader.desk, id).await?;
    Ok(act.map_or(done.to_owned(), |period| format!("{done} {}", present::changes_act(&period))))
}

async fn take_back(Path(id): Path<PaymentId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let seen = input.get("version").parse().unwrap_or(-1);
    let asked = PaymentsAsked::kept(&input);
    let done = payments::take_back(&reader.desk, id, seen, input.get("reason")).await;
    match done {
        Ok(()) => Ok(reader.go(&asked.here(), &told(&reader, id, "Оплата отменена.").await?)),
        Err(Failure::Invalid(faults)) => {
            let returned = ReturnedPayment { payment: Some(id), returned: Returned { typed: input, faults } };
            show(&reader, &asked, Some(returned)).await
        }
        Err(failure) => Err(Trouble::from(failure).about(asked.here())),
    }
}

async fn terms(reader: Reader) -> Answer {
    show_terms(&reader, None).await
}

async fn show_terms(reader: &Reader, returned: Option<ReturnedTerms>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = sellers::own_seller(&reader.desk).await?;
    let page = present::seller(&reader.desk, &found, returned.as_ref(), reader.csrf());
    reader.page_with(status, &page, Place::Documents).await
}

fn version(typed: &TypedForm) -> i32 {
    typed.get("version").parse().unwrap_or(-1)
}

async fn keep_terms(Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = sellers::keep_terms(&reader.desk, version(&input), &typed_terms(&input)).await;
    kept(&reader, done, TermsForm::Terms, input).await
}

async fn set_regime(Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = sellers::set_regime(&reader.desk, version(&input), &typed_regime(&input)).await;
    kept(&reader, done, TermsForm::Regime, input).await
}

async fn set_price(Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = sellers::set_price(&reader.desk, version(&input), &typed_price(&input)).await;
    kept(&reader, done, TermsForm::Price, input).await
}

async fn begin_series(Form { reader, input }: Form<TypedForm>) -> Answer {
    let done = sellers::begin_series(&reader.desk, version(&input), &typed_series(&input)).await;
    kept(&reader, done, TermsForm::Series, input).await
}

/// Back to the terms, or the form again with what was typed.
pub(super) async fn kept(
    reader: &Reader,
    done: Result<(), Failure>,
    form: TermsForm,
    typed: TypedForm,
) -> Answer {
    match done {
        Ok(()) => Ok(reader.go(&paths::seller(), "Сохранено.")),
        Err(Failure::Invalid(faults)) => {
            show_terms(reader, Some(ReturnedTerms { form, returned: Returned { typed, faults } })).await
        }
        Err(Failure::Stale(clash)) => {
            let now = sellers::own_seller(&reader.desk).await?.1;
            let faults = present::changed_meanwhile(form, &typed, &now, &clash);
            show_terms(reader, Some(ReturnedTerms { form, returned: Returned { typed, faults } })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::seller())),
    }
}
