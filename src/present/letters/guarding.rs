//! The letter about a sign-in in a browser that was not used before.

use templates::format::Zone;
use templates::letters::NewDeviceLetter;
use templates::paths;

use super::{Letter, link};
use crate::operations::new_devices::NewDeviceMatter;
use crate::present::words;

/// The letter; its times are those of Moscow, whoever reads it.
#[must_use]
pub fn new_device(matter: &NewDeviceMatter, public_url: &str) -> Letter {
    let letter = NewDeviceLetter {
        name: matter.to.full_name.clone(),
        login: matter.to.login.clone(),
        count: matter.count,
        at: Zone::moscow().moment(matter.last.at),
        browser: words::people::browser(&matter.last.browser),
        address: matter.last.address.clone(),
        profile: link(public_url, &paths::profile()),
        link: link(public_url, &paths::forgotten()),
    };
    letter.letter()
}
