//! The partner's ITS logins: the list, the card, and the verbs.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use templates::paths;

use crate::domain::ids::ItsLoginId;
use crate::domain::month::moscow_day;
use crate::operations::Failure;
use crate::operations::its_logins::{self, TypedLogin, TypedOffer, typed_day};
use crate::present::frame::Place;
use crate::present::logins::{self as present, LoginForms, LoginsAsked, ReturnedLogin};
use crate::web::address::{Path, Query};
use crate::web::form::{Form, Seen};
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::ITS_LOGINS, list)
        .change(paths::ITS_LOGINS, issue)
        .change(paths::ITS_OFFERS, offer)
        .read(paths::ITS_LOGIN, card)
        .change(paths::ITS_CONTRACT, set_contract)
        .change(paths::ITS_CONTRACT_END, end_contract)
        .change(paths::BLOCKING, block)
        .change(paths::UNBLOCKING, unblock)
        .change(paths::ITS_LINK, send_link)
}

/// The list, by name.
async fn list(reader: Reader, Query(asked): Query<LoginsAsked>) -> Answer {
    show(&reader, StatusCode::OK, &asked, LoginForms::default()).await
}

async fn show(reader: &Reader, status: StatusCode, asked: &LoginsAsked, returned: LoginForms) -> Answer {
    let found = its_logins::list(&reader.desk, &asked.q, asked.after()).await?;
    let page = present::list(&reader.desk, &found, asked, returned, reader.csrf());
    reader.page_with(status, &page, Place::Logins).await
}

async fn issue(Form { reader, input: typed }: Form<TypedLogin>) -> Answer {
    match its_logins::issue(&reader.desk, &typed).await {
        Ok(id) => {
            let sentence = "Логин выдан, клиенту отправлена ссылка для пароля.";
            Ok(reader.go(&paths::its_login(&id.to_string()), sentence))
        }
        Err(Failure::Invalid(faults)) => {
            let returned = LoginForms { issuing: ReturnedLogin { typed, faults }, ..LoginForms::default() };
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, &LoginsAsked::default(), returned).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::its_logins())),
    }
}

/// Offers a contract to whoever has a login. The answer tells nothing about them.
async fn offer(Form { reader, input: typed }: Form<TypedOffer>) -> Answer {
    match its_logins::offer(&reader.desk, &typed).await {
        Ok(()) => {
            let sentence = "Если такой логин есть, его владелец получит предложение.";
            Ok(reader.go(&paths::its_logins(), sentence))
        }
        Err(Failure::Invalid(faults)) => {
            let returned = LoginForms { offering: ReturnedLogin { typed, faults }, ..LoginForms::default() };
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, &LoginsAsked::default(), returned).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::its_logins())),
    }
}

async fn card(reader: Reader, Path(id): Path<ItsLoginId>) -> Answer {
    show_card(&reader, id, StatusCode::OK, None).await
}

async fn show_card(
    reader: &Reader,
    id: ItsLoginId,
    status: StatusCode,
    returned: Option<ReturnedLogin<String>>,
) -> Answer {
    let found = its_logins::open(&reader.desk, id).await?;
    let page = present::card(&reader.desk, &found, returned, reader.zone, reader.csrf());
    reader.page_with(status, &page, Place::Logins).await
}

#[derive(Deserialize)]
struct Term {
    version: i32,
    contract_until: String,
}

async fn set_contract(Path(id): Path<ItsLoginId>, Form { reader, input }: Form<Term>) -> Answer {
    let until = match typed_day(&input.contract_until, moscow_day(reader.desk.now())) {
        Ok(until) => until,
        Err(words) => {
            let faults = vec![("contract_until", words.to_owned())];
            let returned = Some(ReturnedLogin { typed: input.contract_until, faults });
            return show_card(&reader, id, StatusCode::UNPROCESSABLE_ENTITY, returned).await;
        }
    };
    let done = its_logins::set_contract(&reader.desk, id, input.version, until).await;
    back(&reader, id, done, "Срок договора сохранен.")
}

async fn end_contract(Path(id): Path<ItsLoginId>, form: Form<Seen>) -> Answer {
    let done = its_logins::end_contract(&form.reader.desk, id, form.input.version).await;
    back(&form.reader, id, done, "Договор завершен.")
}

async fn block(Path(id): Path<ItsLoginId>, form: Form<Seen>) -> Answer {
    let done = its_logins::block(&form.reader.desk, id, form.input.version).await;
    back(&form.reader, id, done, "Логин заблокирован.")
}

async fn unblock(Path(id): Path<ItsLoginId>, form: Form<Seen>) -> Answer {
    let done = its_logins::unblock(&form.reader.desk, id, form.input.version).await;
    back(&form.reader, id, done, "Логин разблокирован.")
}

async fn send_link(Path(id): Path<ItsLoginId>, form: Form<Seen>) -> Answer {
    let done = its_logins::send_link(&form.reader.desk, id, form.input.version).await;
    back(&form.reader, id, done, "Ссылка для пароля отправлена клиенту.")
}

/// Redirects to the login with a flash message; on failure shows the error with a link back.
fn back(
    reader: &Reader,
    id: ItsLoginId,
    done: Result<(), Failure>,
    sentence: &str,
) -> Result<Response, Trouble> {
    let address = paths::its_login(&id.to_string());
    match done {
        Ok(()) => Ok(reader.go(&address, sentence)),
        Err(failure) => Err(Trouble::from(failure).about(address)),
    }
}
