//! One's own products: the first page of the portal, registration by number and PIN, the questionnaire, what is free.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::ids::ProductId;
use crate::domain::product::{FreeProduct, TypedQuestionnaire};
use crate::domain::role::Role;
use crate::domain::service::NotServed;
use crate::operations::captcha::{self as captchas, CaptchaAnswer, CaptchaForm};
use crate::operations::products::{self, TypedPair};
use crate::operations::{Failure, recovery};
use crate::present::frame::Place;
use crate::present::portal::{FormState, too_often};
use crate::present::products as present;
use crate::web::address::Path;
use crate::web::form::{Empty, Form};
use crate::web::reader::Reader;
use crate::web::sender::Sender;
use crate::web::stranger::{limited, to_be_sent_later};
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PORTAL, start)
        .read(paths::PRODUCT_REGISTRATION, form)
        .change(paths::PRODUCT_REGISTRATION, prove)
        .read(paths::QUESTIONNAIRE, questionnaire)
        .change(paths::QUESTIONNAIRE, register)
        .change(paths::FREE_PRODUCT, receive)
        .read(paths::OWN_PRODUCT, product)
        .read(paths::NOT_SERVED, not_served)
}

/// The first page; whoever works at a desk is led there.
async fn start(reader: Reader) -> Answer {
    if reader.desk.who().role != Role::Client {
        return Ok(Redirect::to(&paths::home()).into_response());
    }
    let own = products::list(&reader.desk).await?;
    let page = present::start(&own, reader.desk.now(), reader.zone, reader.csrf());
    reader.page(&page, Place::Elsewhere).await
}

#[derive(Deserialize)]
struct PairForm {
    number: String,
    pin: String,
    captcha: String,
    #[serde(default)]
    symbols: String,
    #[serde(default)]
    sum: String,
    /// «Обновить» was pressed.
    refresh: Option<String>,
}

/// The form of the registration; whoever may not register sees none.
async fn form(reader: Reader, Sender(address): Sender) -> Answer {
    products::list(&reader.desk).await?;
    show(&reader, &address.to_string(), ReturnedPair::default()).await
}

/// The form as it comes back.
#[derive(Default)]
struct ReturnedPair {
    number: String,
    captcha: String,
    faults: FieldFaults,
}

async fn show(reader: &Reader, address: &str, returned: ReturnedPair) -> Answer {
    let status = if returned.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (house, caller) = (reader.office.house(), reader.caller(address));
    let captcha = captchas::show_again(house, &caller, CaptchaForm::Product, &returned.captcha)
        .await
        .map_err(limited)?;
    let state = FormState { captcha, faults: returned.faults, csrf: reader.csrf() };
    reader.page_with(status, &present::registration(returned.number, state), Place::Elsewhere).await
}

/// Tries a pair; the PIN is never shown again.
async fn prove(Sender(address): Sender, Form { reader, input }: Form<PairForm>) -> Answer {
    let address = address.to_string();
    let PairForm { number, pin, captcha, symbols, sum, refresh } = input;
    let again = |faults| ReturnedPair { number: number.clone(), captcha: captcha.clone(), faults };
    if refresh.is_some() {
        products::list(&reader.desk).await?;
        return show(&reader, &address, again(FieldFaults::new())).await;
    }
    let answer = CaptchaAnswer { id: captcha.clone(), symbols, sum };
    let typed = TypedPair { number: number.clone(), pin, captcha: answer };
    match products::prove(&reader.desk, &reader.caller(&address), &typed).await {
        Ok(claim) => Ok(Redirect::to(&paths::questionnaire(&claim)).into_response()),
        Err(Failure::Invalid(faults)) => show(&reader, &address, again(faults)).await,
        Err(Failure::TooOften(seconds)) => {
            let faults = vec![("number", too_often(seconds))];
            Ok(to_be_sent_later(show(&reader, &address, again(faults)).await?, seconds))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The questionnaire, with what is known already.
async fn questionnaire(reader: Reader, Path(claim): Path<String>) -> Answer {
    if let Some(answered) = answered(&reader, &claim).await? {
        return Ok(answered);
    }
    let (claim, known) = products::claimed(&reader.desk, &claim).await?;
    let page = present::questionnaire(claim, &known, FieldFaults::new(), reader.csrf());
    reader.page(&page, Place::Elsewhere).await
}

/// Leads whoever has answered already to the product.
async fn answered(reader: &Reader, claim: &str) -> Result<Option<Response>, Trouble> {
    let told = "Этот продукт уже зарегистрирован. Ответы остались прежними.";
    let product = products::answered(&reader.desk, claim).await?;
    Ok(product.map(|product| reader.go(&paths::own_product(&product.to_string()), told)))
}

/// Registers the product.
async fn register(Path(claim): Path<String>, form: Form<TypedQuestionnaire>) -> Answer {
    let Form { reader, input } = form;
    if let Some(answered) = answered(&reader, &claim).await? {
        return Ok(answered);
    }
    match products::register(&reader.desk, &claim, &input).await {
        Ok(product) => Ok(reader.go(&paths::own_product(&product.to_string()), "Продукт зарегистрирован.")),
        Err(Failure::Invalid(faults)) => {
            let (claim, _) = products::claimed(&reader.desk, &claim).await?;
            let page = present::questionnaire(claim, &input, faults, reader.csrf());
            reader.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page, Place::Elsewhere).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::product_registration())),
    }
}

/// Gets a free product.
async fn receive(Path(product): Path<String>, form: Form<Empty>) -> Answer {
    let free = FreeProduct::from_code(&product).ok_or(Trouble::NotFound)?;
    match products::receive(&form.reader.desk, free).await {
        Ok(()) => Ok(form.reader.go(&paths::portal(), "Продукт получен.")),
        Err(failure) => Err(Trouble::from(failure).about(paths::portal())),
    }
}

/// One product.
async fn product(reader: Reader, Path(id): Path<ProductId>) -> Answer {
    let own = products::open(&reader.desk, id).await?;
    reader.page(&present::product(&own, reader.desk.now(), reader.zone), Place::Elsewhere).await
}

/// What the menu names and nobody here serves.
async fn not_served(reader: Reader, Path(service): Path<String>) -> Answer {
    let service = NotServed::from_code(&service).ok_or(Trouble::NotFound)?;
    let contacts = recovery::contacts(reader.office.house()).await?;
    reader.page(&present::not_served(service, contacts), Place::Elsewhere).await
}
