//! The assembly: builds the services, the worker and the web door from the configuration.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use templates::paths;
use tokio::sync::{Notify, watch};
use url::Url;

use crate::clock::Clock;
use crate::config::{Config, OidcProvider};
use crate::domain::calendar::WorkCalendar;
use crate::gateways::ca::Authority;
use crate::gateways::cloud::{CloudSetting, Clouds};
use crate::gateways::dropped::DropFolder;
use crate::gateways::files::Files;
use crate::gateways::mailer::Mailer;
use crate::gateways::passkeys::Passkeys;
use crate::gateways::passwords::{Cost, Passwords};
use crate::gateways::printing::Printing;
use crate::gateways::sms::Sms;
use crate::operations::{Desk, House, Schema, StandingRules, policies, sealing};
use crate::policy::Policy;
use crate::present::letters::sender;
use crate::store::Db;
use crate::web::{DoorSettings, WebState};
use crate::worker::Worker;

/// The error that stops a command, in one clear sentence.
pub type Stop = Box<dyn std::error::Error + Send + Sync>;

/// The production calendar, as `seed-data/calendar.csv` says it.
const CALENDAR: &str = include_str!("../seed-data/calendar.csv");

/// The folder for files of this process: the training authority's key, the demo's letters.
#[must_use]
pub fn var() -> PathBuf {
    PathBuf::from("var")
}

/// The services over a database, for commands and workers: nobody signs in there with a passkey.
pub async fn house(db: Db, clock: Clock, cost: Cost) -> Result<Arc<House>, Stop> {
    built(db, clock, cost, Passkeys::default()).await
}

/// The services over a database, for the web door at this address.
pub async fn house_at(public_url: &Url, db: Db, clock: Clock, cost: Cost) -> Result<Arc<House>, Stop> {
    built(db, clock, cost, Passkeys::at(public_url)).await
}

async fn built(db: Db, clock: Clock, cost: Cost, passkeys: Passkeys) -> Result<Arc<House>, Stop> {
    Ok(Arc::new(House {
        db,
        passkeys,
        policy: Policy::built_in().await?,
        clock,
        passwords: Passwords::new(cost),
        calendar: WorkCalendar::read(CALENDAR)?,
        schema: Schema::default(),
        factor_rules: StandingRules::default(),
        owed: Arc::new(Notify::new()),
    }))
}

/// Keeps the policy that a process which answers browsers brings into force.
pub async fn keep_policy(house: &Arc<House>) -> Result<(), Stop> {
    let desk = Desk::of_worker(house, "policy".to_owned());
    Ok(policies::keep_in_force(&desk).await.map_err(|failure| failure.to_string())?)
}

/// The file of an `SQLite` database.
#[must_use]
pub fn database_file(config: &Config) -> Option<PathBuf> {
    let file = config.database_url.strip_prefix("sqlite://")?;
    Some(PathBuf::from(file.split('?').next().unwrap_or(file)))
}

/// The database of the configuration; the folder of an `SQLite` file is made when it is missing.
pub async fn database(config: &Config) -> Result<Db, Stop> {
    if let Some(folder) = database_file(config).as_deref().and_then(Path::parent) {
        std::fs::create_dir_all(folder)?;
    }
    Ok(Db::open(&config.database_url).await?)
}

/// The database; refused unless its schema is exactly this program's.
pub async fn current_database(config: &Config) -> Result<Db, Stop> {
    must_be_current(database(config).await?).await
}

/// The database for a command that writes; refused when it is read-only or its schema is not this program's.
pub async fn working_database(config: &Config) -> Result<Db, Stop> {
    let db = database(config).await?;
    must_be_writable(&db).await?;
    must_be_current(db).await
}

async fn must_be_current(db: Db) -> Result<Db, Stop> {
    if db.is_current().await? {
        return Ok(db);
    }
    Err("the schema of the database is not this program's: run `registrar migrate` with the newer of the two"
        .into())
}

/// Refuses a read-only database. A busy one is accepted: its lock is waited for later.
pub async fn must_be_writable(db: &Db) -> Result<(), Stop> {
    match db.must_be_writable().await {
        Err(error) if !error.is_busy() => Err(format!("the database cannot be written: {error}").into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A role of which only one process at a time may run over an `SQLite` file. `PostgreSQL` has no such limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// Answers browsers.
    Door,
    /// Runs errands.
    Worker,
}

/// Locks a role over the `SQLite` file of the configuration; the lock lasts as long as the returned file. Refused while
/// another process holds it. The system releases it when the process is killed.
pub fn take_post(config: &Config, post: Post) -> Result<Option<File>, Stop> {
    let Some(file) = database_file(config) else { return Ok(None) };
    let (name, command) = match post {
        Post::Door => ("serve.lock", "serve"),
        Post::Worker => ("work.lock", "work"),
    };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let path = file.with_added_extension(name);
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let lock = lock.map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Err(format!(
            "another `registrar {command}` or `registrar demo` works on {} already",
            file.display()
        )
        .into()),
        Err(TryLockError::Error(error)) => {
            Err(format!("{} cannot be locked: {error}", path.display()).into())
        }
    }
}

/// The store of files of the configuration.
pub fn files(config: &Config) -> Result<Files, Stop> {
    Ok(Files::from_setting(&config.files)?)
}

/// The way of SMS of the configuration.
pub fn sms(config: &Config) -> Result<Sms, Stop> {
    Ok(Sms::from_setting(&config.sms)?)
}

/// The providers of «Войти через облако» of the configuration.
#[must_use]
pub fn clouds(config: &Config) -> Clouds {
    let settings = config.oidc.iter().cloned().map(|provider| {
        let OidcProvider { issuer, client_id, client_secret, name, partner } = provider;
        CloudSetting { issuer, client_id, client_secret, name, partner }
    });
    let public_url = config.public_url.as_str().trim_end_matches('/');
    Clouds::new(settings.collect(), &format!("{public_url}{}", paths::cloud_callback()))
}

/// The authority of the configuration.
pub fn authority(config: &Config) -> Result<Authority, Stop> {
    Ok(Authority::from_setting(&config.authority, &var())?)
}

/// The authority of the configuration. The training authority is bound to the key that the database records; the first
/// key used is recorded there.
pub async fn own_authority(house: &Arc<House>, config: &Config) -> Result<Authority, Stop> {
    let authority = authority(config)?;
    if !authority.is_training() {
        return Ok(authority);
    }
    let desk = Desk::of_worker(house, "authority-key".to_owned());
    let known = sealing::known(&desk).await.map_err(|failure| failure.to_string())?;
    let own = authority.own_key(known.is_none(), house.clock.now()).await?;
    let known = match (known, &own) {
        (None, Some(own)) => sealing::recognise(&desk, own).await.map_err(|failure| failure.to_string())?,
        (known, _) => known.unwrap_or_default(),
    };
    if own.as_ref() == Some(&known) {
        return Ok(authority.bound_to(known));
    }
    let here = own.map_or_else(|| "none".to_owned(), |own| format!("another one, {}", short(&own)));
    let folder = std::path::absolute(var().join("ca"))?;
    Err(format!(
        "the certificates of this office are signed with the key {} of the training authority, and in {} lies {here}: \
         copy the folder var/ca of the worker that has that key, or share it; if that key is lost for ever, stop all \
         workers, and `registrar authority adopt` takes the key that lies here",
        short(&known),
        folder.display(),
    )
    .into())
}

/// The first characters of a fingerprint, for comparison by eye.
#[must_use]
pub fn short(fingerprint: &str) -> &str {
    fingerprint.get(..16).unwrap_or(fingerprint)
}

/// The worker over these services; without the secret it sends no codes.
pub async fn worker(house: &Arc<House>, config: &Config, secret: Option<&[u8]>) -> Result<Worker, Stop> {
    let mailer = Mailer::from_setting(&config.mail, &sender(&config.mail_from))?;
    let authority = own_authority(house, config).await?;
    let public_url = config.public_url.to_string();
    let worker = Worker::new(Arc::clone(house), authority, mailer, public_url).with_files(files(config)?);
    let worker = worker.with_drop(DropFolder::from_setting(&config.drop));
    let worker = worker.with_printing(Printing::from_settings(&config.documents, &config.templates));
    let sms = sms(config)?;
    Ok(worker.with_sms(sms, secret.map(|secret| DoorSettings::key(secret).signing().to_vec())))
}

/// The web door over these services.
pub fn office(house: &Arc<House>, config: &Config, secret: &[u8], demo: bool) -> Result<WebState, Stop> {
    let settings = DoorSettings {
        key: DoorSettings::key(secret),
        tls: config.public_url.scheme() == "https",
        demo,
        proxies: config.proxies.clone(),
        training_authority: config.authority == "builtin:",
        sender: sender(&config.mail_from),
        files: files(config)?,
        clouds: Arc::new(clouds(config)),
    };
    Ok(WebState::new(Arc::clone(house), settings))
}

/// Becomes true at the first `SIGTERM` or `SIGINT` (`Ctrl-C`).
pub fn told_to_stop() -> Result<watch::Receiver<bool>, Stop> {
    use tokio::signal::unix::{SignalKind, signal};
    let (tell, told) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        let _ = tell.send(true);
        tracing::info!("stopping: what has begun is finished first");
    });
    Ok(told)
}
