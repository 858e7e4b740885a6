//! Configuration: the settings of the machine, from environment variables; all faults are reported at once.

mod oidc;

use std::net::{AddrParseError, IpAddr, SocketAddr};
use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};
use url::{Host, Url};

pub use oidc::OidcProvider;

/// The settings of the machine.
#[derive(Debug)]
pub struct Config {
    /// `DATABASE_URL`: the database.
    pub database_url: String,
    /// `REGISTRAR_LISTEN`: the address of the web door.
    pub listen: SocketAddr,
    /// `REGISTRAR_PUBLIC_URL`: the base of links in letters.
    pub public_url: Url,
    /// `REGISTRAR_SECRET`: the key that signs cookies; at least 32 bytes.
    pub secret: Option<SecretString>,
    /// `REGISTRAR_MAIL`: where letters are sent.
    pub mail: String,
    /// `REGISTRAR_PROXIES`: proxies whose `X-Forwarded-For` is trusted, besides those on this machine.
    pub proxies: Vec<IpAddr>,
    /// `REGISTRAR_MAIL_FROM`: the sender of letters.
    pub mail_from: String,
    /// `REGISTRAR_FILES`: where the files that clients attach lie.
    pub files: String,
    /// `REGISTRAR_DROP`: the folder into which 1С puts documents, as a whole path; empty when there is none.
    pub drop: String,
    /// `REGISTRAR_DOCUMENTS`: the program that prints documents, as a whole path; empty when it lies beside this one.
    pub documents: String,
    /// `REGISTRAR_TEMPLATES`: the folder of the installation's own templates of documents, as a whole path; empty when
    /// there is none.
    pub templates: String,
    /// `REGISTRAR_SMS`: where codes by SMS are sent.
    pub sms: String,
    /// `REGISTRAR_OIDC`: the providers of «Войти через облако».
    pub oidc: Vec<OidcProvider>,
    /// `REGISTRAR_CA`: the authority to which applications are forwarded.
    pub authority: String,
}

/// All missing and wrong settings.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct ConfigError(Vec<String>);

/// The variables with their defaults, as the README lists them.
pub const VARIABLES: &[(&str, &str)] = &[
    ("DATABASE_URL", "sqlite://var/registrar.db"),
    ("REGISTRAR_LISTEN", "127.0.0.1:8080"),
    ("REGISTRAR_PUBLIC_URL", ""),
    ("REGISTRAR_SECRET", ""),
    ("REGISTRAR_MAIL", "dir:var/mail"),
    ("REGISTRAR_PROXIES", ""),
    ("REGISTRAR_MAIL_FROM", ""),
    ("REGISTRAR_FILES", "dir:var/files"),
    ("REGISTRAR_DROP", ""),
    ("REGISTRAR_DOCUMENTS", ""),
    ("REGISTRAR_TEMPLATES", ""),
    ("REGISTRAR_SMS", "dir:var/sms"),
    ("REGISTRAR_OIDC", ""),
    ("REGISTRAR_CA", "builtin:"),
];

/// The prefixes that each gateway's setting may begin with, and an example of each. The gateway parses the rest.
const SCHEMES: &[(&str, &[&str], &str)] = &[
    ("REGISTRAR_MAIL", &["dir:", "smtp://", "smtps://"], "dir:var/mail or smtp://user:password@host:port"),
    ("REGISTRAR_FILES", &["dir:"], "dir:var/files"),
    (
        "REGISTRAR_SMS",
        &["dir:", "https://", "http://localhost", "http://127.", "http://[::1]"],
        "dir:var/sms or https://TOKEN@gateway.example",
    ),
    ("REGISTRAR_CA", &["builtin:", "cfssl+http://"], "builtin: or cfssl+http://host:port"),
];

/// The settings that must be whole paths where they are set, and an example of each.
const WHOLE_PATHS: &[(&str, &str)] = &[
    ("REGISTRAR_DROP", "/srv/registrar/drop"),
    ("REGISTRAR_DOCUMENTS", "/usr/lib/registrar/registrar-documents"),
    ("REGISTRAR_TEMPLATES", "/etc/registrar/documents"),
];

const NO_SECRET: &str = "REGISTRAR_SECRET is missing: at least 32 random bytes";

impl Config {
    /// Reads the environment; `with_secret` makes the secret mandatory, as the web door needs it.
    pub fn from_env(with_secret: bool) -> Result<Self, ConfigError> {
        Self::read(with_secret, |name| std::env::var(name).ok())
    }

    /// Reads the variables from a look-up function.
    pub fn read(with_secret: bool, variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut faults = Vec::new();
        let value = |name: &str| {
            variable(name).filter(|value| !value.is_empty()).unwrap_or_else(|| default_of(name).to_owned())
        };
        let database_url = value("DATABASE_URL");
        faults.extend(database_fault(&database_url));
        let listen = value("REGISTRAR_LISTEN").parse::<SocketAddr>();
        if listen.is_err() {
            faults.push("REGISTRAR_LISTEN must be an address such as 127.0.0.1:8080".to_owned());
        }
        let public_url = public_url(&value("REGISTRAR_PUBLIC_URL"), listen.as_ref().ok());
        if !public_url.as_ref().is_ok_and(|url| ["http", "https"].contains(&url.scheme())) {
            faults.push("REGISTRAR_PUBLIC_URL must be such as https://registrar.example".to_owned());
        }
        let proxies = addresses(&value("REGISTRAR_PROXIES"));
        if proxies.is_err() {
            faults.push("REGISTRAR_PROXIES must be addresses such as 10.0.0.7,10.0.0.8".to_owned());
        }
        let secret = Some(value("REGISTRAR_SECRET")).filter(|secret| !secret.is_empty());
        faults.extend(secret_fault(secret.as_deref(), with_secret).map(str::to_owned));
        let mail_from = value("REGISTRAR_MAIL_FROM");
        faults.extend(sender_fault(&mail_from));
        faults.extend(partial_paths(value));
        faults.extend(strange_schemes(value));
        let oidc = oidc::read(&value("REGISTRAR_OIDC"), &mut faults);
        match (listen, public_url, proxies) {
            (Ok(listen), Ok(public_url), Ok(proxies)) if faults.is_empty() => Ok(Self {
                database_url,
                listen,
                mail_from: if mail_from.is_empty() { sender_at(&public_url) } else { mail_from },
                public_url,
                secret: secret.map(SecretString::from),
                mail: value("REGISTRAR_MAIL"),
                proxies,
                files: value("REGISTRAR_FILES"),
                drop: value("REGISTRAR_DROP"),
                documents: value("REGISTRAR_DOCUMENTS"),
                templates: value("REGISTRAR_TEMPLATES"),
                sms: value("REGISTRAR_SMS"),
                oidc,
                authority: value("REGISTRAR_CA"),
            }),
            _ => Err(ConfigError(faults)),
        }
    }

    /// Whether the public URL is a loopback address or name of this machine.
    #[must_use]
    pub fn is_local(&self) -> bool {
        match self.public_url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// The secret; an error when it is missing.
    pub fn secret(&self) -> Result<&[u8], ConfigError> {
        match &self.secret {
            Some(secret) => Ok(secret.expose_secret().as_bytes()),
            None => Err(ConfigError(vec![NO_SECRET.to_owned()])),
        }
    }
}

/// What is wrong with the database's address, if anything.
fn database_fault(url: &str) -> Option<String> {
    let known = ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme));
    (!known).then(|| "DATABASE_URL must begin with sqlite:// or postgres://".to_owned())
}

/// What is wrong with the sender of letters, if anything.
fn sender_fault(mail_from: &str) -> Option<String> {
    let wrong = !mail_from.is_empty() && !is_address(mail_from);
    wrong.then(|| "REGISTRAR_MAIL_FROM must be an address such as registrar@office.example".to_owned())
}

/// What is wrong with the secret, if anything.
fn secret_fault(secret: Option<&str>, mandatory: bool) -> Option<&'static str> {
    match secret {
        Some(secret) if secret.len() < 32 => Some("REGISTRAR_SECRET must have at least 32 bytes"),
        None if mandatory => Some(NO_SECRET),
        Some(_) | None => None,
    }
}

fn default_of(name: &str) -> &'static str {
    VARIABLES.iter().find(|(known, _)| *known == name).map_or("", |(_, default)| *default)
}

/// Parses addresses separated by commas.
fn addresses(text: &str) -> Result<Vec<IpAddr>, AddrParseError> {
    text.split(',').map(str::trim).filter(|address| !address.is_empty()).map(str::parse).collect()
}

/// The settings that are no whole paths though they should be.
fn partial_paths(value: impl Fn(&str) -> String) -> impl Iterator<Item = String> {
    WHOLE_PATHS.iter().filter_map(move |(name, example)| {
        let path = value(name);
        let wrong = !path.is_empty() && !Path::new(&path).is_absolute();
        wrong.then(|| format!("{name} must be a whole path such as {example}"))
    })
}

/// The faults of settings without a known prefix.
fn strange_schemes(value: impl Fn(&str) -> String) -> Vec<String> {
    let strange = SCHEMES.iter().filter(|(name, known, _)| {
        let value = value(name);
        !known.iter().any(|scheme| value.starts_with(scheme))
    });
    strange.map(|(name, _, usual)| format!("{name} must be such as {usual}")).collect()
}

/// Whether this looks like an e-mail address, bare or in angle brackets after a name.
fn is_address(text: &str) -> bool {
    let bare = text.rsplit_once('<').map_or(Some(text), |(_, rest)| rest.strip_suffix('>'));
    let parts = bare.and_then(|address| address.split_once('@'));
    let whole =
        |part: &str| !part.is_empty() && !part.contains(|sign: char| sign.is_whitespace() || sign == '@');
    parts.is_some_and(|(name, host)| whole(name) && whole(host))
}

/// The base of links: as it was set, else the address of the door.
fn public_url(set: &str, listen: Option<&SocketAddr>) -> Result<Url, url::ParseError> {
    if set.is_empty() {
        Url::parse(&listen.map_or_else(|| "http://localhost".to_owned(), own_address))
    } else {
        Url::parse(set)
    }
}

/// The URL of a door that listens here; one that listens everywhere is reached on this machine at least.
fn own_address(listen: &SocketAddr) -> String {
    if listen.ip().is_loopback() || listen.ip().is_unspecified() {
        format!("http://localhost:{}", listen.port())
    } else {
        format!("http://{listen}")
    }
}

/// Default sender: `registrar@` and the host of the public URL, or `localhost` when that host is an IP address.
fn sender_at(public_url: &Url) -> String {
    format!("registrar@{}", public_url.domain().unwrap_or("localhost"))
}

#[cfg(test)]
mod tests;
