//! The partner's board of what ends.

use serde::Deserialize;
use templates::paths;

use crate::domain::expiry::Horizon;
use crate::operations::expiry;
use crate::present::expiring::{self as present, ExpiringAsked};
use crate::present::exports::expiring_csv;
use crate::present::frame::Place;
use crate::present::words::unknown_tab;
use crate::web::address::{Path, Query};
use crate::web::file::named;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::EXPIRING, board).read(paths::EXPIRING_FILE, file).change(paths::REMINDER, remind)
}

async fn board(reader: Reader, Query(asked): Query<ExpiringAsked>) -> Answer {
    let board = expiry::board(&reader.desk, asked.horizon(), asked.from()).await?;
    if let Some(tab) = asked.unknown() {
        return Ok(reader.go_to_known(&paths::expiring(), unknown_tab(tab)));
    }
    let page = present::page(&board, &asked, reader.csrf(), reader.zone);
    reader.page(&page, Place::Expiring).await
}

/// The same as a file, whole.
async fn file(reader: Reader, Query(asked): Query<ExpiringAsked>) -> Answer {
    let (found, today) = expiry::export(&reader.desk, asked.horizon()).await?;
    let lines = present::lines(&found, asked.horizon(), today, reader.zone);
    Ok(named(&format!("istekayut-{today}.csv"), "text/csv; charset=utf-8", expiring_csv(&lines)))
}

/// The tab from which the button was pressed.
#[derive(Deserialize)]
struct Pressed {
    #[serde(default)]
    within: String,
}

async fn remind(Path(code): Path<String>, form: Form<Pressed>) -> Answer {
    let board = present::address(Horizon::from_code(&form.input.within).unwrap_or(Horizon::Sixty));
    let reminded = expiry::remind(&form.reader.desk, &code).await;
    let organization = reminded.map_err(|failure| Trouble::from(failure).about(board.clone()))?;
    let name = &organization.requisites.short_name;
    Ok(form.reader.go(&board, &format!("{name}: напоминание отправлено.")))
}
