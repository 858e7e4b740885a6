//! The demo's letters: they are not sent but shown here.

use templates::paths;

use super::address::Path;
use super::reader::Reader;
use super::table::Routes;
use super::trouble::Answer;
use crate::operations::letters;
use crate::present::frame::Place;
use crate::present::mail as present;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::MAIL, list).read(paths::MAIL_LETTER, letter)
}

async fn list(reader: Reader) -> Answer {
    let (letters, total) = letters::latest(&reader.desk).await?;
    reader.page(&present::list(&letters, total, reader.zone), Place::Mail).await
}

async fn letter(reader: Reader, Path(id): Path<String>) -> Answer {
    let letter = letters::open(&reader.desk, &id).await?;
    reader.page(&present::letter(letter, &reader.office.settings().sender, reader.zone), Place::Mail).await
}
