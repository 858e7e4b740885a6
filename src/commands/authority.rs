//! The key of the training authority, from the console.

use super::{Misuse, say};
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::gateways::passwords::Cost;
use crate::operations::{Desk, sealing};

/// Records the key that lies on this machine as the installation's key.
pub(super) async fn adopt(config: &Config) -> Result<(), Stop> {
    let house = app::house(app::working_database(config).await?, Clock::real(), Cost::OWASP).await?;
    let Some(key) = app::authority(config)?.own_key(true, house.clock.now()).await? else {
        return Err(Misuse("only the training authority, `builtin:`, has a key here".to_owned()).into());
    };
    let desk = Desk::of_console(&house, "console-authority".to_owned());
    let was = sealing::adopt(&desk, &key).await.map_err(|failure| failure.to_string())?;
    let now = app::short(&key);
    match was {
        Some(was) if was == key => say(&format!("{now} is the office's own key already")),
        Some(was) => say(&format!(
            "{now} is the office's own key from now on, {} no longer: start the workers anew",
            app::short(&was)
        )),
        None => say(&format!("{now} is the office's own key from now on")),
    }
}
