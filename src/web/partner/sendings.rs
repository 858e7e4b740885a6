//! «Журнал отправки»: what went to clients by e-mail, and sending again what did not arrive.

use templates::paths;

use crate::domain::ids::ArchiveId;
use crate::operations::sendings;
use crate::present::frame::Place;
use crate::present::operator::TypedForm;
use crate::present::sales::{self as present, SendingsAsked};
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::SENDINGS, journal).change(paths::SENDING_AGAIN, send_again)
}

async fn journal(reader: Reader, Query(asked): Query<SendingsAsked>) -> Answer {
    let list = sendings::list(&reader.desk, &asked.query(), asked.after()).await?;
    let page = present::sendings(&reader.desk, &list, &asked, reader.zone, reader.csrf());
    reader.page(&page, Place::Documents).await
}

async fn send_again(Path(id): Path<ArchiveId>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let asked = SendingsAsked::kept(&input);
    let seen = input.get("version").parse().unwrap_or(-1);
    match sendings::send_again(&reader.desk, id, seen).await {
        Ok(()) => Ok(reader.go(&asked.here(), "Письмо отправляется еще раз.")),
        Err(failure) => Err(Trouble::from(failure).about(asked.here())),
    }
}
