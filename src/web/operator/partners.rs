//! The partners: the list, cards, contracts and discounts.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::pages::operator::SheetPage;
use templates::paths;

use crate::operations::people::TypedPerson;
use crate::operations::{Failure, partnership};
use crate::present::frame::Place;
use crate::present::operator::{
    self as present, Returned, ReturnedTo, TypedForm, typed_card, typed_contract, typed_discount,
    typed_discounts,
};
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PARTNERS, list)
        .read(paths::PARTNER, card)
        .read(paths::ENROLMENT, enrolment)
        .change(paths::ENROLMENT, enrol)
        .read(paths::PARTNER_CARD, edited)
        .change(paths::PARTNER_CARD, edit)
        .read(paths::CONTRACT, contract)
        .change(paths::CONTRACT, conclude)
        .change(paths::DISCOUNTS, plan_discount)
        .change(paths::FIRST_ADMINISTRATOR, name_administrator)
}

#[derive(Deserialize)]
struct PartnersAsked {
    #[serde(default)]
    q: String,
}

/// The list.
async fn list(reader: Reader, Query(asked): Query<PartnersAsked>) -> Answer {
    let found = partnership::list(&reader.desk, &asked.q).await?;
    reader.page(&present::partners_page(&reader.desk, &found, asked.q.trim()), Place::Partners).await
}

async fn card(reader: Reader, Path(code): Path<String>) -> Answer {
    show(&reader, &code, None).await
}

async fn show(reader: &Reader, code: &str, returned: Option<ReturnedTo>) -> Answer {
    let invalid = returned.is_some();
    let found = partnership::open(&reader.desk, code).await?;
    sheet(reader, &present::partner_page(&reader.desk, &found, returned, reader.csrf()), invalid).await
}

async fn sheet(reader: &Reader, page: &SheetPage, invalid: bool) -> Answer {
    let status = if invalid { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    reader.page_with(status, page, Place::Partners).await
}

async fn enrolment(reader: Reader) -> Answer {
    partnership::may_edit(&reader.desk).await?;
    sheet(&reader, &present::enrolment_page(None, reader.csrf()), false).await
}

/// Takes a partner on.
async fn enrol(Form { reader, input }: Form<TypedForm>) -> Answer {
    let discounts = typed_discounts(&input);
    let (card, contract) = (typed_card(&input), typed_contract(&input, &discounts));
    match partnership::enrol(&reader.desk, input.get("code"), card, contract).await {
        Err(Failure::Invalid(faults)) => {
            let returned = Returned { typed: input, faults };
            sheet(&reader, &present::enrolment_page(Some(returned), reader.csrf()), true).await
        }
        enrolled => Ok(reader.go(&paths::partner(&enrolled?), "Партнер добавлен.")),
    }
}

async fn edited(reader: Reader, Path(code): Path<String>) -> Answer {
    partnership::may_edit(&reader.desk).await?;
    let found = partnership::open(&reader.desk, &code).await?;
    sheet(&reader, &present::card_page(&found, None, reader.csrf()), false).await
}

/// Changes a partner's card.
async fn edit(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    match partnership::change_card(&reader.desk, &code, input.get("seen"), typed_card(&input)).await {
        Err(Failure::Invalid(faults)) => {
            let found = partnership::open(&reader.desk, &code).await?;
            let returned = Returned { typed: input, faults };
            sheet(&reader, &present::card_page(&found, Some(returned), reader.csrf()), true).await
        }
        edited => on_card(&reader, &code, edited, "Карточка сохранена."),
    }
}

async fn contract(reader: Reader, Path(code): Path<String>) -> Answer {
    partnership::may_edit(&reader.desk).await?;
    let found = partnership::open(&reader.desk, &code).await?;
    sheet(&reader, &present::contract_page(&found, None, reader.csrf()), false).await
}

/// Concludes another contract.
async fn conclude(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let discounts = typed_discounts(&input);
    match partnership::conclude(&reader.desk, &code, typed_contract(&input, &discounts)).await {
        Err(Failure::Invalid(faults)) => {
            let found = partnership::open(&reader.desk, &code).await?;
            let returned = Returned { typed: input, faults };
            sheet(&reader, &present::contract_page(&found, Some(returned), reader.csrf()), true).await
        }
        concluded => on_card(&reader, &code, concluded, "Договор заключен."),
    }
}

/// Plans another discount.
async fn plan_discount(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let (contract, typed) = (input.get("contract"), typed_discount(&input));
    match partnership::plan_discount(&reader.desk, &code, contract, typed).await {
        Err(Failure::Invalid(faults)) => {
            show(&reader, &code, Some(ReturnedTo::Discount(Returned { typed: input, faults }))).await
        }
        planned => on_card(&reader, &code, planned, "Скидка запланирована."),
    }
}

/// Names the first administrator.
async fn name_administrator(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let get = |field| input.get(field).to_owned();
    let typed = TypedPerson {
        login: get("login"),
        full_name: get("full_name"),
        email: get("email"),
        role: String::new(),
    };
    match partnership::name_administrator(&reader.desk, &code, &typed).await {
        Err(Failure::Invalid(faults)) => {
            show(&reader, &code, Some(ReturnedTo::Administrator(Returned { typed: input, faults }))).await
        }
        named => on_card(&reader, &code, named, "Приглашение администратору отправлено."),
    }
}

/// Redirects to the card with a flash message; on failure shows the error with a link back.
fn on_card(reader: &Reader, code: &str, done: Result<(), Failure>, said: &str) -> Answer {
    let here = paths::partner(code);
    match done {
        Ok(()) => Ok(reader.go(&here, said)),
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}
