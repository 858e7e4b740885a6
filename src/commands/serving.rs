//! The web door and the worker as processes of their own.

use super::say;
use crate::app::{self, Post, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::gateways::passwords::Cost;
use crate::web;

/// Runs the web door until it is told to stop.
pub(super) async fn serve(config: &Config) -> Result<(), Stop> {
    let secret = config.secret()?.to_vec();
    // The web door asks no authority; but a setting that the worker will refuse is told here too.
    app::authority(config)?;
    let listener = web::listen(config.listen).await?;
    let _post = app::take_post(config, Post::Door)?;
    let house = app::house(app::working_database(config).await?, Clock::real(), Cost::OWASP).await?;
    say(&format!("listening on http://{}", listener.local_addr()?))?;
    web::serve(app::office(&house, config, &secret, false), listener, app::told_to_stop()?).await;
    Ok(())
}

/// Runs the worker until it is told to stop.
pub(super) async fn work(config: &Config) -> Result<(), Stop> {
    let _post = app::take_post(config, Post::Worker)?;
    let house = app::house(app::working_database(config).await?, Clock::real(), Cost::OWASP).await?;
    let worker = app::worker(&house, config).await?;
    say("working")?;
    worker.work(app::told_to_stop()?).await;
    Ok(())
}
