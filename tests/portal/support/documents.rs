//! The folder into which 1С puts documents.

use std::convert::Infallible;
use std::fs::{self, File};
use std::path::PathBuf;

use axum::body::Bytes;
use chrono::Duration;
use futures_util::stream;
use registrar::domain::document::{Document, DocumentKind, LARGEST_DOCUMENT};
use registrar::domain::ids::DocumentId;
use registrar::domain::organization::Organization;
use registrar::domain::role::{Role, Scope};
use registrar::gateways::dropped::DropFolder;
use registrar::gateways::files;
use registrar::store::documents::{self, DocumentQuery};
use registrar::store::{Keeper, keep};

use super::{Portal, pdf};

/// The name of a document's file, as 1С gives it.
pub(crate) fn document_name(kind: &str, number: &str, organization: &Organization) -> String {
    let inn = organization.requisites.inn.as_str();
    let kpp = Some(organization.kpp()).filter(|kpp| !kpp.is_empty());
    let kpp = kpp.map(|kpp| format!("-{kpp}")).unwrap_or_default();
    format!("{kind}_2026-11-03_{number}_{inn}{kpp}.pdf")
}

impl Portal {
    /// The folder as the worker gets it.
    pub(crate) fn drop(&self) -> Option<DropFolder> {
        DropFolder::from_setting(&self.drop_folder().display().to_string())
    }

    /// Where it is.
    pub(crate) fn drop_folder(&self) -> PathBuf {
        self.files_folder().with_file_name("drop")
    }

    /// Puts a file into the folder of a partner, written a minute ago.
    pub(crate) fn drop_file(&self, code: &str, name: &str, content: &[u8]) -> PathBuf {
        self.drop_file_aged(code, name, content, Duration::minutes(1))
    }

    /// The same, written so long ago.
    pub(crate) fn drop_file_aged(&self, code: &str, name: &str, content: &[u8], age: Duration) -> PathBuf {
        let folder = self.drop_folder().join(code);
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        let written = self.clock.now() - age;
        File::options().append(true).open(&path).unwrap().set_modified(written.into()).unwrap();
        path
    }

    /// The names of what lies in the folder of a partner.
    pub(crate) fn dropped(&self, code: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.drop_folder().join(code)) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// A document of an organisation, taken now; its bytes are in the store.
pub(crate) async fn filed(portal: &Portal, organization: &Organization) -> DocumentId {
    let body = stream::iter([Ok::<Bytes, Infallible>(Bytes::from(pdf(1)))]);
    let received = files::receive(body, LARGEST_DOCUMENT).await.unwrap();
    portal.files().keep(&received).await.unwrap();
    let at = portal.clock.now();
    let document = Document {
        id: DocumentId(0),
        partner: organization.partner,
        organization: organization.id,
        code: organization.subscriber_code.clone(),
        kind: DocumentKind::Act,
        number: "БП-17".to_owned(),
        day: at.date_naive(),
        size: received.size,
        sha256: received.sha256,
        at,
    };
    let keeper = Keeper {
        actor: "worker".to_owned(),
        role: Role::Worker,
        request_id: "test".to_owned(),
        at,
        instead_of: None,
    };
    let tx = portal.db().begin().await.unwrap();
    keep(&tx, &keeper, document.accept(None).unwrap().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    let own = Scope::Organizations(vec![organization.id]);
    let kept = documents::page(portal.db(), &own, &DocumentQuery::default(), None, 1).await.unwrap();
    kept[0].document.id
}
