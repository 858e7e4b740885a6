//! The documentation: for people of partners and the operator, and what of it is for clients and visitors.

use axum::extract::State;
use axum::response::Response;
use templates::documentation::Readers;
use templates::layout::Door;
use templates::{Page, paths};

use super::address::{Path, Query};
use super::desks::public;
use super::office::WebState;
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::operations::documentation;
use crate::present::documentation::{self as present, ArticlesAsked};
use crate::present::frame::Place;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::DOCUMENTATION, tree).read(paths::ARTICLE, article)
}

/// Whoever reads: signed in, or with the redirect to the sign-in.
type Anybody = Result<Reader, Response>;

/// The tree, or what was found in it.
async fn tree(reader: Anybody, State(office): State<WebState>, Query(asked): Query<ArticlesAsked>) -> Answer {
    match reader {
        Ok(reader) => {
            let (readers, phone) = readers(&reader).await?;
            reader.page(&present::page(&asked, readers, phone), Place::Documentation).await
        }
        Err(to_sign_in) => {
            let page = present::page(&asked, Readers::Clients, String::new());
            Ok(for_visitor(&office, Some(&page), to_sign_in))
        }
    }
}

async fn article(reader: Anybody, State(office): State<WebState>, Path(slug): Path<String>) -> Answer {
    match reader {
        Ok(reader) => {
            let (readers, phone) = readers(&reader).await?;
            let page = present::article(&slug, readers, phone).ok_or(Trouble::NotFound)?;
            reader.page(&page, Place::Documentation).await
        }
        Err(to_sign_in) => {
            let page = present::article(&slug, Readers::Clients, String::new());
            Ok(for_visitor(&office, page.as_ref(), to_sign_in))
        }
    }
}

/// Which articles somebody reads, and the telephone of the partners' support line, if it is for them.
async fn readers(reader: &Reader) -> Result<(Readers, String), Trouble> {
    let readers = present::readers(&reader.desk);
    match readers {
        Readers::Desks => Ok((readers, documentation::support_phone(&reader.desk).await?)),
        Readers::Clients => Ok((readers, String::new())),
    }
}

/// What is for clients is shown to visitors too; for the rest they sign in.
fn for_visitor(office: &WebState, page: Option<&impl Page>, to_sign_in: Response) -> Response {
    match page.filter(|_| to_sign_in.status().is_redirection()) {
        Some(page) => public(office, Door::Outside, page),
        None => to_sign_in,
    }
}
