//! The web door and the worker as separate processes.

use super::say;
use crate::app::{self, Post, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::gateways::passwords::Cost;
use crate::operations::House;
use crate::store::seeded_passwords::Holders;
use crate::{seed, web};

/// Runs the web door until it is told to stop.
pub(super) async fn serve(config: &Config) -> Result<(), Stop> {
    let secret = config.secret()?.to_vec();
    // The web door does not ask the authority, but reports a wrong setting that the worker would refuse.
    app::authority(config)?;
    app::sms(config)?;
    let listener = web::listen(config.listen).await?;
    let _post = app::take_post(config, Post::Door)?;
    let db = app::working_database(config).await?;
    let house = app::house_at(&config.public_url, db, Clock::real(), Cost::OWASP).await?;
    no_demo_password(&house, config).await?;
    app::keep_policy(&house).await?;
    say(&format!("listening on http://{}", listener.local_addr()?))?;
    web::serve(app::office(&house, config, &secret, false)?, listener, app::told_to_stop()?).await;
    Ok(())
}

/// Refuses to serve on a public address while accounts still have the demo password, which the README prints.
async fn no_demo_password(house: &House, config: &Config) -> Result<(), Stop> {
    if config.is_local() {
        return Ok(());
    }
    let Holders { logins, number } = seed::with_demo_password(house).await?;
    if number == 0 {
        return Ok(());
    }
    let more = number.saturating_sub(u64::try_from(logins.len()).unwrap_or(u64::MAX));
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = logins.join(", ");
    Err(format!(
        "{number} accounts still have the password of the demo: {named}{more}. Set other passwords, or serve at a \
         REGISTRAR_PUBLIC_URL of this machine, such as http://localhost:8080"
    )
    .into())
}

/// Runs the worker until it is told to stop. It needs the secret of the door where codes go to real phones.
pub(super) async fn work(config: &Config) -> Result<(), Stop> {
    let secret = if config.sms.starts_with("dir:") { config.secret().ok() } else { Some(config.secret()?) };
    let _post = app::take_post(config, Post::Worker)?;
    let house = app::house(app::working_database(config).await?, Clock::real(), Cost::OWASP).await?;
    let worker = app::worker(&house, config, secret).await?;
    say("working")?;
    worker.work(app::told_to_stop()?).await;
    Ok(())
}
