//! The setting of a `cfssl serve`, parsed.

use secrecy::SecretSlice;
use url::Url;

use super::Cfssl;

/// Parses `http://[HEXKEY@]host:port[/?profile=NAME]`.
pub(super) fn read(address: &str) -> Result<Cfssl, &'static str> {
    let url = Url::parse(address).map_err(|_| "it is no address")?;
    if url.scheme() != "http" {
        return Err("only http is spoken; put a tunnel of your own around it");
    }
    if !["", "/"].contains(&url.path()) || url.fragment().is_some() {
        return Err("nothing but a profile may follow the port");
    }
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or("the host is missing")?;
    Ok(Cfssl {
        // The brackets around an IPv6 address belong to the URL only.
        host: host.trim_start_matches('[').trim_end_matches(']').to_owned(),
        port: url.port_or_known_default().ok_or("the port is missing")?,
        key: key(&url)?,
        profile: profile(&url)?,
    })
}

fn key(url: &Url) -> Result<Option<SecretSlice<u8>>, &'static str> {
    if url.password().is_some() {
        return Err("the key is written alone before the @");
    }
    if url.username().is_empty() {
        return Ok(None);
    }
    let key = hex::decode(url.username()).map_err(|_| "the key before the @ must be hexadecimal")?;
    Ok(Some(SecretSlice::from(key)))
}

fn profile(url: &Url) -> Result<Option<String>, &'static str> {
    let mut profile = None;
    for (name, value) in url.query_pairs() {
        if name != "profile" || value.is_empty() || profile.is_some() {
            return Err("after the ? stands profile=NAME and nothing else");
        }
        profile = Some(value.into_owned());
    }
    Ok(profile)
}
