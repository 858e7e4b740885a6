//! The answer of a `cfssl serve`: a certificate, a refusal with its reason, or something unintelligible.

use der::Decode as _;
use der::pem::PemLabel as _;
use hyper::StatusCode;
use serde::Deserialize;

use super::{lost, unreachable};
use crate::domain::certificate::Certificate;
use crate::gateways::ca::CaFault;
use crate::gateways::certificate;

/// The JSON of an answer.
#[derive(Deserialize)]
struct Said {
    success: bool,
    #[serde(default)]
    result: Option<SignedAnswer>,
    #[serde(default)]
    errors: Vec<Complaint>,
}

#[derive(Deserialize)]
struct SignedAnswer {
    certificate: String,
}

#[derive(Deserialize)]
struct Complaint {
    code: u32,
    message: String,
}

/// Codes below this are HTTP statuses: it rejected our credentials and did not read the request.
const FIRST_OF_ITS_OWN: u32 = 1000;
/// From this code on it had signed but could not store the certificate.
const FIRST_OF_ITS_SHELF: u32 = 11_000;

/// Parses an answer to a request; `gost` says whether the request's key is a GOST key.
pub(super) fn read(status: StatusCode, said: &[u8], gost: bool) -> Result<Certificate, CaFault> {
    let said: Said = match serde_json::from_slice(said) {
        Ok(said) => said,
        // The address does not accept such requests, so nothing was signed.
        Err(_) if status.is_client_error() => {
            return Err(unreachable(&format!("по этому адресу запросы не принимают ({status})")));
        }
        Err(_) => return Err(lost(&format!("ответ не прочитан ({status})"))),
    };
    if said.success {
        let signed = said.result.ok_or_else(|| lost("в ответе нет сертификата"))?;
        return issued(&signed.certificate);
    }
    let complaint = said.errors.into_iter().next().ok_or_else(|| lost("отказ без причины"))?;
    Err(refused(&complaint, gost))
}

fn issued(pem: &str) -> Result<Certificate, CaFault> {
    let broken = || lost("сертификат в ответе поврежден");
    let (label, der) = der::pem::decode_vec(pem.trim().as_bytes()).map_err(|_| broken())?;
    if label != x509_cert::Certificate::PEM_LABEL {
        return Err(broken());
    }
    x509_cert::Certificate::from_der(&der).map_err(|_| broken())?;
    certificate::read(der).map_err(|_| broken())
}

fn refused(complaint: &Complaint, gost: bool) -> CaFault {
    let Complaint { code, message } = complaint;
    if *code < FIRST_OF_ITS_OWN {
        return unreachable(&format!("он не признает наши запросы ({message})"));
    }
    if *code >= FIRST_OF_ITS_SHELF {
        return lost(&format!("центр не смог записать сертификат ({message})"));
    }
    let words = if gost {
        format!("Удостоверяющий центр не может проверить запрос по ГОСТ: {message}")
    } else {
        format!("Удостоверяющий центр отказал: {message}")
    };
    CaFault::Refused { words }
}
