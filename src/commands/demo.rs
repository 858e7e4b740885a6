//! The demo: everything in one process, on an embedded database that is seeded when it is new.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};

use super::{say, upkeep};
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::gateways::passwords::Cost;
use crate::gateways::tokens;
use crate::store::{Db, partners};
use crate::web;

/// Runs the web door and the worker over one database until it is told to stop.
pub(super) async fn run(config: &Config) -> Result<(), Stop> {
    if let Some(file) = app::database_file(config).filter(|file| !file.exists()) {
        prepare(config, &file).await?;
    }
    let db = app::database(config).await?;
    upkeep::bring_up(&db).await?;
    if partners::all(&db).await?.is_empty() {
        fill(&db, config).await?;
    }
    let secret = secret(config)?;
    let house = app::house(db, Clock::real(), Cost::OWASP).await?;
    let worker = app::worker(&house, config)?.of_the_demo();
    let office = app::office(&house, config, secret.expose_secret().as_bytes(), true);
    let listener = tokio::net::TcpListener::bind(config.listen).await?;
    let stop = app::told_to_stop()?;
    let working = tokio::spawn({
        let stop = stop.clone();
        async move { worker.work(stop).await }
    });
    greet(&format!("http://{}", listener.local_addr()?))?;
    web::serve(office, listener, stop).await?;
    Ok(working.await?)
}

/// A new file is filled beside its place and put there whole: a demo that is stopped meanwhile begins anew.
async fn prepare(config: &Config, file: &Path) -> Result<(), Stop> {
    let unfinished = file.with_extension("new");
    for leftover in ["new", "new-wal", "new-shm"] {
        let _ = std::fs::remove_file(file.with_extension(leftover));
    }
    std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    let db = Db::open(&format!("sqlite://{}", unfinished.display())).await?;
    db.migrate().await?;
    fill(&db, config).await?;
    db.close().await?;
    Ok(std::fs::rename(unfinished, file)?)
}

async fn fill(db: &Db, config: &Config) -> Result<(), Stop> {
    say("Заполняю демонстрационные данные…")?;
    upkeep::play_seed(db.clone(), config).await?;
    Ok(())
}

/// The secret of the configuration; otherwise one of the demo's own, made once.
fn secret(config: &Config) -> Result<SecretString, Stop> {
    if let Some(secret) = &config.secret {
        return Ok(secret.clone());
    }
    let file = app::var().join("secret");
    if !file.exists() {
        std::fs::create_dir_all(app::var())?;
        let mut new = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
        new.write_all(tokens::fresh().as_bytes())?;
    }
    Ok(SecretString::from(std::fs::read_to_string(file)?))
}

fn greet(address: &str) -> Result<(), Stop> {
    say(&format!(
        "\nРегистратор: {address}\n\n\
         Партнер «Форсайт»: staff, manager, partner-admin · другой партнер: partner2\n\
         Линия поддержки: support · оператор: operator, billing, admin · клиент: client\n\
         Логин ИТС для программы клиента: its-demo\n\
         Пароль у всех: demo-demo-demo\n"
    ))
}
