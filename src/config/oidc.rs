//! The providers of «Войти через облако», as `REGISTRAR_OIDC` lists them.

use std::fmt;

use secrecy::SecretString;
use url::{Host, Url};

/// A provider in the setting.
#[derive(Clone, Debug)]
pub struct OidcProvider {
    /// Its issuer, sign by sign.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: SecretString,
    /// What people call it.
    pub name: String,
    /// The code of the partner for whose employees alone it is.
    pub partner: Option<String>,
}

/// What people call a provider whose name is not set.
const CLOUD: &str = "Облако";

/// The fault of the setting, without any part of it: a secret stands there.
struct OidcFault {
    place: usize,
    words: &'static str,
}

impl fmt::Display for OidcFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "entry {}: {}", self.place, self.words)
    }
}

/// Reads the entries, which stand apart by spaces; all that is wrong goes to `faults`.
pub(super) fn read(setting: &str, faults: &mut Vec<String>) -> Vec<OidcProvider> {
    let mut providers: Vec<OidcProvider> = Vec::new();
    let mut wrong = Vec::new();
    for (place, entry) in (1..).zip(setting.split_whitespace()) {
        match entry_of(entry) {
            Ok(read) if providers.iter().any(|known| known.issuer == read.issuer) => {
                wrong.push(OidcFault { place, words: "an issuer stands there once only" });
            }
            Ok(read) => providers.push(read),
            Err(words) => wrong.push(OidcFault { place, words }),
        }
    }
    if !wrong.is_empty() {
        let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        faults.push(format!(
            "REGISTRAR_OIDC must be such as https://client-id:secret@issuer.example/realm?name=NAME&partner=CODE ({})",
            wrong.join(", ")
        ));
    }
    providers
}

fn entry_of(entry: &str) -> Result<OidcProvider, &'static str> {
    let url = Url::parse(entry).map_err(|_| "no address")?;
    if !is_secure(&url) {
        return Err("https, or http to this machine");
    }
    if url.fragment().is_some() {
        return Err("nothing may follow a #");
    }
    let client_id = decoded(url.username()).filter(|id| !id.is_empty());
    let secret = url.password().and_then(decoded).filter(|secret| !secret.is_empty());
    let (client_id, secret) =
        client_id.zip(secret).ok_or("client id and secret stand before the @, percent-encoded")?;
    let mut provider = OidcProvider {
        issuer: issuer(entry),
        client_id,
        client_secret: SecretString::from(secret),
        name: String::new(),
        partner: None,
    };
    for (name, value) in url.query_pairs() {
        let value = value.trim().to_owned();
        match name.as_ref() {
            "name" if provider.name.is_empty() && is_word(&value) => provider.name = value,
            "partner" if provider.partner.is_none() && is_word(&value) => provider.partner = Some(value),
            _ => return Err("after the ? stand name=NAME and partner=CODE, each once"),
        }
    }
    if provider.name.is_empty() {
        CLOUD.clone_into(&mut provider.name);
    }
    Ok(provider)
}

fn is_word(value: &str) -> bool {
    !value.is_empty() && value.chars().count() <= 60 && !value.contains(char::is_control)
}

fn is_secure(url: &Url) -> bool {
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || url.scheme() == "http" && local
}

/// The issuer as it is spelled: a slash at its end is another issuer.
fn issuer(entry: &str) -> String {
    let bare = entry.split('?').next().unwrap_or(entry);
    match bare.split_once("://").zip(bare.rsplit_once('@')) {
        Some(((scheme, _), (_, place))) => format!("{}://{place}", scheme.to_lowercase()),
        None => bare.to_owned(),
    }
}

/// What stands percent-encoded before the @.
fn decoded(text: &str) -> Option<String> {
    // A plus sign means itself there, and not a space as in a form.
    let form = format!("v={}", text.replace('+', "%2B"));
    let (_, value) = url::form_urlencoded::parse(form.as_bytes()).next()?;
    (!value.contains(char::REPLACEMENT_CHARACTER)).then(|| value.into_owned())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    fn faults(setting: &str) -> String {
        let mut faults = Vec::new();
        read(setting, &mut faults);
        faults.join("; ")
    }

    #[test]
    fn each_entry_is_read_into_its_parts_and_the_issuer_stays_as_it_is_spelled() {
        let mut faults = Vec::new();
        let setting = "https://web%40portal:s%2Fe+c@id.example?name=1С%20Облако \
                       http://us:them@127.0.0.1:9/realm/?partner=forsait";
        let read = read(setting, &mut faults);
        assert_eq!(faults, Vec::<String>::new());
        let [open, own] = &read[..] else { panic!("{read:?}") };
        assert_eq!((open.issuer.as_str(), open.client_id.as_str()), ("https://id.example", "web@portal"));
        assert_eq!((open.client_secret.expose_secret(), open.name.as_str()), ("s/e+c", "1С Облако"));
        assert_eq!(open.partner, None);
        assert_eq!(own.issuer, "http://127.0.0.1:9/realm/");
        assert_eq!((own.name.as_str(), own.partner.as_deref()), ("Облако", Some("forsait")));
        assert!(!format!("{read:?}").contains("s/e+c"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_no_secret_with_it() {
        let wrong =
            faults("https://id.example http://a:secret@id.example https://a:secret@id.example#x cloud");
        for words in ["entry 1: client id", "entry 2: https", "entry 3: nothing", "entry 4: no address"] {
            assert!(wrong.contains(words), "{wrong}");
        }
        assert!(!wrong.contains("a:secret"), "{wrong}");
        assert!(faults("https://a:b@id.example https://c:d@id.example").contains("once only"));
        for query in ["nam=x", "name=", "name=x&name=y", "partner=a&partner=b"] {
            assert!(faults(&format!("https://a:b@id.example?{query}")).contains("name=NAME"), "{query}");
        }
        assert_eq!(faults(""), "");
    }
}
