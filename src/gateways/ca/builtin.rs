//! The training authority: real X.509 under a key of its own, and exactly one certificate for each id.
//!
//! Under the lock of its shelf it writes the id's request, then the certificate, and only then answers. After a crash
//! at any point, the next attempt finds what was written and continues from there.

mod form;
mod seal;
mod shelf;

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use self::seal::Seal;
use self::shelf::Shelf;
use super::{CaFault, SigningRequest};
use crate::domain::certificate::Certificate;
use crate::domain::certificate_request::Possession;
use crate::gateways::{certificate, csr};

/// The training authority and the folder of its files.
#[derive(Clone, Debug)]
pub struct Builtin {
    folder: PathBuf,
    /// The fingerprint of the only key that it may sign with.
    bound: Option<String>,
}

impl Builtin {
    /// The authority whose files lie in `ca` under this folder; they are created on the first use.
    pub(super) fn within(var_dir: &Path) -> Self {
        Self { folder: var_dir.join("ca"), bound: None }
    }

    pub(super) fn bound_to(self, key: String) -> Self {
        Self { bound: Some(key), ..self }
    }

    pub(super) fn bound(&self) -> Option<&str> {
        self.bound.as_deref()
    }

    /// The fingerprint of its key. Without a key, `make` creates one.
    pub(super) async fn key(&self, make: bool, now: DateTime<Utc>) -> Result<Option<String>, CaFault> {
        let folder = self.folder.clone();
        let found = tokio::task::spawn_blocking(move || own_key(&folder, make, now)).await;
        Ok(found.unwrap_or_else(|_| Err(stuck("работа прервана")))?)
    }

    /// Issues a certificate; for an id that has one, returns it again.
    pub(super) async fn submit(
        &self,
        request: SigningRequest,
        now: DateTime<Utc>,
    ) -> Result<Certificate, CaFault> {
        let own = self.clone();
        let answer = tokio::task::spawn_blocking(move || answer(&own, &request, now)).await;
        Ok(answer.unwrap_or_else(|_| Err(stuck("работа прервана")))?)
    }
}

fn own_key(folder: &Path, make: bool, now: DateTime<Utc>) -> Result<Option<String>, BuiltinFault> {
    if !make && !folder.exists() {
        return Ok(None);
    }
    let shelf = Shelf::lock(folder)?;
    if make || Seal::lies_on(&shelf)? {
        Ok(Some(Seal::open(&shelf, None, now)?.fingerprint()?))
    } else {
        Ok(None)
    }
}

fn answer(own: &Builtin, request: &SigningRequest, now: DateTime<Utc>) -> Result<Certificate, BuiltinFault> {
    let shelf = Shelf::lock(&own.folder)?;
    let known = shelf.request(&request.id)?;
    if known.as_ref().is_some_and(|known| *known != request.csr_der) {
        return Err(refused("Под этим номером уже обработан другой запрос на сертификат"));
    }
    if let Some(issued) = shelf.certificate(&request.id)? {
        return read(issued);
    }
    check(&request.csr_der)?;
    shelf.keep_request(&request.id, &request.csr_der)?;
    let issued = Seal::open(&shelf, own.bound(), now)?.issue(&request.csr_der, now)?;
    shelf.keep_certificate(&request.id, &issued)?;
    read(issued)
}

/// What even a training authority looks at before it signs.
fn check(csr_der: &[u8]) -> Result<(), BuiltinFault> {
    let request = csr::decode_der(csr_der.to_vec()).map_err(|fault| refused(&fault.detail))?.request;
    match request.possession {
        Possession::Broken => {
            return Err(refused("Подпись запроса на сертификат неверна: владение ключом не доказано"));
        }
        Possession::Proven | Possession::NotChecked => {}
    }
    if request.subject.is_empty() {
        return Err(refused("В запросе на сертификат нет сведений о владельце"));
    }
    Ok(())
}

fn read(issued: Vec<u8>) -> Result<Certificate, BuiltinFault> {
    certificate::read(issued).map_err(|_| stuck("записанный сертификат поврежден"))
}

/// Why the authority does not answer with a certificate.
enum BuiltinFault {
    Refused(String),
    Stuck(String),
}

fn refused(words: &str) -> BuiltinFault {
    BuiltinFault::Refused(words.to_owned())
}

fn stuck(what: &str) -> BuiltinFault {
    BuiltinFault::Stuck(format!("Учебный удостоверяющий центр недоступен: {what}"))
}

impl From<io::Error> for BuiltinFault {
    fn from(error: io::Error) -> Self {
        stuck(&format!("ошибка при работе с его файлами ({error})"))
    }
}

impl From<der::Error> for BuiltinFault {
    fn from(_: der::Error) -> Self {
        stuck("сертификат не удалось составить")
    }
}

impl From<BuiltinFault> for CaFault {
    /// Nothing is issued before it is written down, so no answer of this authority can get lost.
    fn from(trouble: BuiltinFault) -> Self {
        match trouble {
            BuiltinFault::Refused(words) => Self::Refused { words },
            BuiltinFault::Stuck(words) => Self::Unreachable { words },
        }
    }
}
