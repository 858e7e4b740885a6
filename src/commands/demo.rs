//! The demo: web door and worker in one process, on an embedded database that is seeded when it is new.

use std::path::Path;

use secrecy::ExposeSecret as _;

use super::{say, secret, upkeep};
use crate::app::{self, Post, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::gateways::passwords::Cost;
use crate::seed::{self, SeedError, UnusedPair};
use crate::store::{Db, installation};
use crate::web;

/// Runs the web door and the worker over one database until it is told to stop.
pub(super) async fn run(config: &Config) -> Result<(), Stop> {
    // The port is bound first: filling a database is of no use if the port is taken.
    let listener = web::listen(config.listen).await?;
    let _posts = (app::take_post(config, Post::Door)?, app::take_post(config, Post::Worker)?);
    if let Some(file) = app::database_file(config).filter(|file| !file.exists()) {
        prepare(config, &file).await?;
    }
    let db = filled(config).await?;
    app::must_be_writable(&db).await?;
    let (key, secret) = (secret::digest_key(config)?, secret::of(config)?);
    let pair = seed::unused_pair(&db, &key).await?;
    let house = app::house_at(&config.public_url, db, Clock::real(), Cost::OWASP).await?;
    app::keep_policy(&house).await?;
    let worker = app::worker(&house, config, Some(secret.expose_secret().as_bytes())).await?.of_the_demo();
    let office = app::office(&house, config, secret.expose_secret().as_bytes(), true)?;
    let stop = app::told_to_stop()?;
    let working = tokio::spawn({
        let stop = stop.clone();
        async move { worker.work(stop).await }
    });
    greet(config.public_url.as_str().trim_end_matches('/'), pair)?;
    web::serve(office, listener, stop).await;
    Ok(working.await?)
}

/// Fills a new file under another name and renames it when it is complete, so that an interrupted demo starts anew.
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
    let _ = std::fs::remove_file(unfinished.with_added_extension("upkeep.lock"));
    Ok(std::fs::rename(unfinished, file)?)
}

/// The database, current and filled. A database with an interrupted seed is emptied first: nobody has worked in it yet.
async fn filled(config: &Config) -> Result<Db, Stop> {
    let db = app::database(config).await?;
    upkeep::bring_up(&db).await?;
    let interrupted = installation::read(&db).await?.seeding_since.is_some();
    if !interrupted && !seed::is_empty(&db).await? {
        return Ok(db);
    }
    let db = if interrupted { emptied(db, config).await? } else { db };
    fill(&db, config).await?;
    Ok(db)
}

/// Drops and recreates the whole schema, unless another process is seeding.
async fn emptied(db: Db, config: &Config) -> Result<Db, Stop> {
    let alone = db.alone().await?;
    if installation::read(&db).await?.seeding_since.is_some() {
        say("Прошлое заполнение прервалось, начинаю заново…")?;
        db.migrate_down(None).await?;
        db.migrate().await?;
    }
    alone.end().await?;
    // The connections of the pool hold the former schema.
    db.close().await?;
    app::database(config).await
}

async fn fill(db: &Db, config: &Config) -> Result<(), Stop> {
    say("Заполняю демонстрационные данные…")?;
    match upkeep::play_seed(db.clone(), config).await {
        // Another demo seeded the same database first.
        Err(error) if matches!(error.downcast_ref(), Some(SeedError::NotEmpty)) => Ok(()),
        played => played.map(drop),
    }
}

fn greet(address: &str, pair: Option<UnusedPair>) -> Result<(), Stop> {
    let product = pair.map_or_else(String::new, |UnusedPair { number, pin }| {
        format!("Незарегистрированный продукт: рег. номер {number}, PIN-код {pin}\n")
    });
    say(&format!(
        "\nРегистратор: {address}\n\n\
         Партнер «Форсайт»: staff, manager, partner-admin · другой партнер: partner2\n\
         Линия поддержки: support · оператор: operator, billing, admin · клиент: client\n\
         Логин ИТС для программы клиента: its-demo\n\
         Пароль у всех: demo-demo-demo\n\
         {product}"
    ))
}
