//! The letter to a member of an organisation of which something ends.

use templates::format::date;
use templates::letters::{ExpiringLetter, Letter};
use templates::paths;

use super::{link, partner_contact};
use crate::domain::expiry::days_left;
use crate::operations::expiry::ExpiryMatter;
use crate::present::words;

/// The letter. What has ended already is named beside what ends.
#[must_use]
pub fn expiring(matter: &ExpiryMatter, public_url: &str) -> Letter {
    let ahead = matter.endings.iter().find(|expiry| expiry.ends_on >= matter.today);
    let first = ahead.or_else(|| matter.endings.last());
    let when = first.map(|expiry| told(matter, expiry.ends_on)).unwrap_or_default();
    let endings = matter.endings.iter().map(|expiry| {
        let left = words::expiry::left(days_left(expiry.ends_on, matter.today));
        format!("{}: до {}, {left}", words::expiry::ending(&expiry.what), date(expiry.ends_on))
    });
    let letter = ExpiringLetter {
        name: Some(matter.account.full_name.clone()).filter(|name| !name.is_empty()),
        organization: matter.organization.requisites.short_name.clone(),
        when,
        endings: endings.collect(),
        partner: partner_contact(&matter.partner),
        link: link(public_url, &paths::renewal(&matter.organization.subscriber_code)),
    };
    letter.letter()
}

fn told(matter: &ExpiryMatter, ends_on: chrono::NaiveDate) -> String {
    format!("{}, {}", words::expiry::left(days_left(ends_on, matter.today)), date(ends_on))
}
