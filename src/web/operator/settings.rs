//! The business settings: values, histories and plans.

use axum::http::StatusCode;
use templates::paths;

use crate::domain::settings::Setting;
use crate::operations::{Failure, settings};
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm, setting_page, settings_page};
use crate::web::address::Path;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::SETTINGS, all).read(paths::SETTING, one).change(paths::SETTING, plan)
}

async fn all(reader: Reader) -> Answer {
    let decided = settings::all(&reader.desk).await?;
    reader.page(&settings_page(&reader.desk, &decided), Place::Settings).await
}

/// A setting with its history.
async fn one(reader: Reader, Path(key): Path<String>) -> Answer {
    let setting = Setting::from_code(&key).ok_or(Trouble::NotFound)?;
    show(&reader, setting, None).await
}

async fn show(reader: &Reader, setting: Setting, returned: Option<Returned>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let decided = settings::all(&reader.desk).await?;
    let page = setting_page(&reader.desk, &decided, setting, returned, reader.csrf());
    reader.page_with(status, &page, Place::Settings).await
}

/// Plans another value.
async fn plan(Path(key): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let setting = Setting::from_code(&key).ok_or(Trouble::NotFound)?;
    let planned = settings::plan(&reader.desk, setting, input.get("value"), input.get("from")).await;
    match planned {
        Err(Failure::Invalid(faults)) => {
            show(&reader, setting, Some(Returned { typed: input, faults })).await
        }
        planned => {
            planned?;
            Ok(reader.go(&paths::setting(&key), "Настройка сохранена."))
        }
    }
}
