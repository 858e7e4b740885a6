//! The partner's board of what ends, as a page and as a file.

use chrono::NaiveDate;
use serde::Deserialize;
use templates::components::{Badge, Empty, Link, RowTotal, Tab, Tone};
use templates::format::{Zone, date};
use templates::pages::partner::{ExpiringPage, ExpiringRow};
use templates::paths;

use super::exports::ExpiringLine;
use super::organizations::kpp;
use super::paging::{self, ListPage};
use super::words::{self, subscriber};
use crate::domain::expiry::{Expiry, Horizon, days_left};
use crate::operations::expiry::{EndingOrganization, ExpiryBoard, PAGE};
use crate::store::reminders::SentReminder;

/// The query of the board: how far one looks, and behind how many rows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExpiringAsked {
    within: String,
    after: String,
}

impl ExpiringAsked {
    /// How far one looks; sixty days when that is not said.
    #[must_use]
    pub fn horizon(&self) -> Horizon {
        Horizon::from_code(&self.within).unwrap_or(Horizon::Sixty)
    }

    /// The horizon that is named and that nobody knows.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        let known = self.within.is_empty() || Horizon::from_code(&self.within).is_some();
        (!known).then_some(&self.within)
    }

    /// The row at which the page begins; what makes no sense begins anew.
    #[must_use]
    pub fn from(&self) -> usize {
        paging::place(&self.after).parse().unwrap_or_default()
    }
}

/// The address of the board within a horizon.
#[must_use]
pub fn address(horizon: Horizon) -> String {
    paths::with_query(&paths::expiring(), &[("within", horizon.code())])
}

/// The board.
#[must_use]
pub fn page(board: &ExpiryBoard, asked: &ExpiringAsked, csrf: String, zone: Zone) -> ExpiringPage {
    let own = board.counts.iter().find(|(horizon, _)| *horizon == board.horizon);
    let total = RowTotal::Exactly(own.map_or(0, |(_, count)| *count));
    let next = board.next.map(|from| from.to_string());
    let listed = ListPage { trail: &asked.after, size: PAGE, shown: board.rows.len(), total, next };
    let tab = |horizon: Horizon, count: u64| Tab {
        label: words::expiry::horizon(horizon).to_owned(),
        href: address(horizon),
        count: Some(count),
        current: horizon == board.horizon,
    };
    ExpiringPage {
        tabs: board.counts.iter().map(|(horizon, count)| tab(*horizon, *count)).collect(),
        rows: board.rows.iter().map(|found| row(found, board, zone)).collect(),
        pager: listed.pager(None, |after| {
            paths::with_query(&paths::expiring(), &[("within", board.horizon.code()), ("after", after)])
        }),
        empty: Empty {
            reason: "Ни у одной организации срок не подходит.".to_owned(),
            advice: "Продукты и сертификаты появляются здесь за 60\u{a0}дней до конца.".to_owned(),
            link: None,
        },
        file: paths::with_query(&paths::expiring_file(), &[("within", board.horizon.code())]),
        within: board.horizon.code().to_owned(),
        csrf,
    }
}

fn row(found: &EndingOrganization, board: &ExpiryBoard, zone: Zone) -> ExpiringRow {
    let (organization, requisites) = (&found.organization, &found.organization.requisites);
    let day = found.nearest(board.horizon, board.today).unwrap_or(board.today);
    ExpiringRow {
        code: organization.subscriber_code.clone(),
        name: requisites.short_name.clone(),
        inn: requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        day: date(day),
        left: left(days_left(day, board.today)),
        endings: found.endings.iter().map(ending).collect(),
        phone: subscriber::phone(requisites.phone.as_str()),
        email: requisites.email.as_str().to_owned(),
        reminded: found.reminders.first().map(|sent| reminded(sent, zone)),
        renewal: found.renewal.map(|number| {
            let number = number.to_string();
            Link { label: format!("идет, №\u{a0}{number}"), href: paths::application(&number) }
        }),
        closed: closed(found, board.today),
    }
}

/// How long something still lasts.
pub(super) fn left(days: i64) -> Badge {
    let tone = match days {
        ..0 => Tone::Bad,
        0..=14 => Tone::Work,
        _ => Tone::Quiet,
    };
    Badge { label: words::expiry::left(days), tone }
}

/// What ends, and its last day.
pub(super) fn ending(expiry: &Expiry) -> String {
    format!("{}, до {}", words::expiry::ending(&expiry.what), date(expiry.ends_on))
}

fn reminded(sent: &SentReminder, zone: Zone) -> String {
    format!("{}, {}", zone.moment(sent.at).text(), words::expiry::mark(sent.mark))
}

/// Why an organisation cannot be reminded now.
fn closed(found: &EndingOrganization, today: NaiveDate) -> Option<String> {
    let words = if found.renewal.is_some() {
        "продление уже идет"
    } else if found.members.is_empty() {
        "нет учетной записи на портале, позвоните"
    } else if found.reminders.iter().any(|sent| sent.day == today) {
        "сегодня уже напоминали"
    } else {
        return None;
    };
    Some(words.to_owned())
}

/// The lines of the file: one for each thing that ends within the horizon.
#[must_use]
pub fn lines(
    found: &[EndingOrganization],
    horizon: Horizon,
    today: NaiveDate,
    zone: Zone,
) -> Vec<ExpiringLine> {
    let of_one = |found: &EndingOrganization| {
        let requisites = &found.organization.requisites;
        let line = |expiry: &Expiry| ExpiringLine {
            ends_on: expiry.ends_on,
            left: days_left(expiry.ends_on, today),
            organization: requisites.short_name.clone(),
            code: found.organization.subscriber_code.clone(),
            inn: requisites.inn.as_str().to_owned(),
            kpp: found.organization.kpp().to_owned(),
            what: words::expiry::ending(&expiry.what),
            phone: requisites.phone.as_str().to_owned(),
            email: requisites.email.as_str().to_owned(),
            reminded: found.reminders.first().map(|sent| reminded(sent, zone)).unwrap_or_default(),
            renewal: found.renewal.map(|number| number.to_string()).unwrap_or_default(),
        };
        let reached = found.endings.iter().filter(|expiry| horizon.reaches(days_left(expiry.ends_on, today)));
        reached.map(line).collect::<Vec<_>>()
    };
    found.iter().flat_map(of_one).collect()
}
