//! The assembly: a house with its doors, put together from the configuration.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{Notify, watch};

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::calendar::WorkCalendar;
use crate::gateways::ca::Authority;
use crate::gateways::mailer::Mailer;
use crate::gateways::passwords::{Cost, Passwords};
use crate::operations::{House, Schema};
use crate::policy::Policy;
use crate::present::letters::sender;
use crate::store::Db;
use crate::web::{DoorSettings, Office};
use crate::worker::Worker;

/// Whatever stops a command, in one clear sentence.
pub type Stop = Box<dyn std::error::Error + Send + Sync>;

/// The production calendar, as `seed-data/calendar.csv` says it.
const CALENDAR: &str = include_str!("../seed-data/calendar.csv");

/// Where a process of its own keeps its files: the training authority, the demo's letters.
#[must_use]
pub fn var() -> PathBuf {
    PathBuf::from("var")
}

/// A house over a database.
pub async fn house(db: Db, clock: Clock, cost: Cost) -> Result<Arc<House>, Stop> {
    Ok(Arc::new(House {
        db,
        policy: Policy::built_in().await?,
        clock,
        passwords: Passwords::new(cost),
        calendar: WorkCalendar::read(CALENDAR)?,
        schema: Schema::default(),
        owed: Arc::new(Notify::new()),
    }))
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

/// The database, refused when its schema is not exactly this program's.
pub async fn current_database(config: &Config) -> Result<Db, Stop> {
    let db = database(config).await?;
    if db.is_current().await? {
        return Ok(db);
    }
    Err("the schema of the database is not this program's: run `registrar migrate` with the newer of the two"
        .into())
}

/// The authority of the configuration.
pub fn authority(config: &Config) -> Result<Authority, Stop> {
    Ok(Authority::from_setting(&config.authority, &var())?)
}

/// A worker of a house.
pub fn worker(house: &Arc<House>, config: &Config) -> Result<Worker, Stop> {
    let mailer = Mailer::from_setting(&config.mail, &sender(&config.mail_from))?;
    Ok(Worker::new(Arc::clone(house), authority(config)?, mailer, config.public_url.to_string()))
}

/// The web door of a house.
#[must_use]
pub fn office(house: &Arc<House>, config: &Config, secret: &[u8], demo: bool) -> Office {
    let settings = DoorSettings {
        key: DoorSettings::key(secret),
        tls: config.public_url.scheme() == "https",
        demo,
        proxies: config.proxies.clone(),
        training_authority: config.authority == "builtin:",
        sender: sender(&config.mail_from),
    };
    Office::new(Arc::clone(house), settings)
}

/// Becomes true at the first `SIGTERM` or `Ctrl-C`.
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
        tracing::info!("stopping: what has begun is finished first");
        let _ = tell.send(true);
    });
    Ok(told)
}
