//! Instants in the viewer's time zone, days, durations and deadlines.

use chrono::{DateTime, Datelike as _, Duration, FixedOffset, NaiveDate, Offset as _, SecondsFormat, Utc};
use maud::{Markup, Render, html};

use super::{NBSP, counted};

const MOSCOW_MINUTES: i32 = 180;
const MOSCOW: FixedOffset =
    FixedOffset::east_opt(MOSCOW_MINUTES * 60).expect("three hours are a valid offset");

/// The viewer's time zone: «МСК», «МСК+5».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// The offset from UTC.
    pub offset: FixedOffset,
}

impl Zone {
    /// Moscow's time zone.
    #[must_use]
    pub fn moscow() -> Self {
        Self { offset: MOSCOW }
    }

    /// The usual name of the zone.
    #[must_use]
    pub fn name(self) -> String {
        let minutes = self.offset.fix().local_minus_utc() / 60 - MOSCOW_MINUTES;
        match (minutes / 60, minutes % 60) {
            (0, 0) => "МСК".to_owned(),
            (hours, 0) => format!("МСК{hours:+}").replace('-', "−"),
            (hours, rest) => format!("МСК{hours:+}:{:02}", rest.abs()).replace('-', "−"),
        }
    }

    /// An instant in this zone.
    #[must_use]
    pub fn moment(self, at: DateTime<Utc>) -> Moment {
        Moment { at, zone: self }
    }

    /// A state that began at an instant and lasts until now.
    #[must_use]
    pub fn since(self, at: DateTime<Utc>, now: DateTime<Utc>) -> Since {
        Since { moment: self.moment(at), now }
    }

    /// A deadline in this zone, as of now.
    #[must_use]
    pub fn due(self, at: DateTime<Utc>, now: DateTime<Utc>) -> Due {
        Due { moment: self.moment(at), now }
    }
}

/// An instant: «21.11.2026 14:05 МСК», with the exact one in the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The zone in which it is shown.
    pub zone: Zone,
}

impl Moment {
    /// The instant in plain text.
    #[must_use]
    pub fn text(self) -> String {
        format!("{}{NBSP}{}", self.local("%d.%m.%Y %H:%M").replace(' ', "\u{a0}"), self.zone.name())
    }

    /// The day and the time, as a list shows it: «18.11.2026 14:05».
    #[must_use]
    pub fn short(self) -> Markup {
        self.written(&self.local("%d.%m.%Y %H:%M"))
    }

    /// Only the time of the day: «14:05».
    #[must_use]
    pub fn clock(self) -> String {
        self.local("%H:%M")
    }

    fn local(self, pattern: &str) -> String {
        self.at.with_timezone(&self.zone.offset).format(pattern).to_string()
    }

    fn exact(self) -> String {
        self.local("%d.%m.%Y %H:%M:%S (UTC%:z)")
    }

    fn written(self, text: &str) -> Markup {
        html! { time datetime=(self.at.to_rfc3339_opts(SecondsFormat::Secs, true)) title=(self.exact()) { (text) } }
    }
}

impl Render for Moment {
    fn render(&self) -> Markup {
        self.written(&self.text())
    }
}

/// A state that lasts: «с 21.11.2026 11:52 МСК (2 ч)».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// When it began.
    pub moment: Moment,
    /// The present instant.
    pub now: DateTime<Utc>,
}

impl Since {
    /// The duration only: «2 ч», with the beginning in the title.
    #[must_use]
    pub fn short(self) -> Markup {
        self.moment.written(&lasting(self.moment.at, self.now))
    }

    /// The time since: «2 ч назад», with the instant in the title.
    #[must_use]
    pub fn ago(self) -> Markup {
        self.moment.written(&ago(self.moment.at, self.now))
    }
}

impl Render for Since {
    fn render(&self) -> Markup {
        html! { "с " (self.moment) " (" (lasting(self.moment.at, self.now)) ")" }
    }
}

/// A deadline: «сегодня 15:00», «вчера 18:00».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The deadline.
    pub moment: Moment,
    /// The present instant.
    pub now: DateTime<Utc>,
}

/// The urgency of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueTone {
    /// It has passed.
    Late,
    /// It is today.
    Soon,
    /// There is time.
    Calm,
}

impl Due {
    /// Its urgency.
    #[must_use]
    pub fn tone(self) -> DueTone {
        if self.moment.at < self.now {
            DueTone::Late
        } else if self.days_ahead() == 0 {
            DueTone::Soon
        } else {
            DueTone::Calm
        }
    }

    /// The deadline in words.
    #[must_use]
    pub fn text(self) -> String {
        let clock = self.moment.clock();
        match self.days_ahead() {
            -1 => format!("вчера{NBSP}{clock}"),
            0 => format!("сегодня{NBSP}{clock}"),
            1 => format!("завтра{NBSP}{clock}"),
            _ => format!("{}{NBSP}{clock}", self.moment.local("%d.%m.%Y")),
        }
    }

    fn days_ahead(self) -> i64 {
        let day = |at: DateTime<Utc>| at.with_timezone(&self.moment.zone.offset).date_naive();
        (day(self.moment.at) - day(self.now)).num_days()
    }
}

impl Render for Due {
    fn render(&self) -> Markup {
        let class = match self.tone() {
            DueTone::Late => "due due-late",
            DueTone::Soon => "due due-soon",
            DueTone::Calm => "due",
        };
        html! { span class=(class) { (self.moment.written(&self.text())) } }
    }
}

/// A day in text: «21.11.2026».
#[must_use]
pub fn date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// A day with its machine-readable form.
#[must_use]
pub fn date_of(day: NaiveDate) -> Markup {
    html! { time datetime=(day) { (date(day)) } }
}

/// The time since: «2 ч назад».
#[must_use]
pub fn ago(since: DateTime<Utc>, now: DateTime<Utc>) -> String {
    match lasting(since, now) {
        text if text.starts_with("меньше") => "только что".to_owned(),
        text => format!("{text} назад"),
    }
}

/// A duration in its largest unit: «12 мин», «2 ч», «3 дня».
#[must_use]
pub fn lasting(since: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let passed = (now - since).max(Duration::zero());
    let counted = |count: i64, forms| counted(count.unsigned_abs(), forms);
    if passed.num_days() > 0 {
        counted(passed.num_days(), ["день", "дня", "дней"])
    } else if passed.num_hours() > 0 {
        counted(passed.num_hours(), ["ч"; 3])
    } else if passed.num_minutes() > 0 {
        counted(passed.num_minutes(), ["мин"; 3])
    } else {
        "меньше минуты".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn at(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, day, hour, minute, 0).unwrap()
    }

    fn plain(text: &str) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn an_instant_names_its_zone_and_keeps_the_exact_one_in_the_title() {
        let html = plain(&Zone::moscow().moment(at(21, 11, 5)).render().into_string());
        assert_eq!(
            html,
            "<time datetime=\"2026-11-21T11:05:00Z\" title=\"21.11.2026 14:05:00 (UTC+03:00)\">21.11.2026 14:05 МСК</time>"
        );
    }

    #[test]
    fn zones_are_named_from_moscow() {
        let name = |minutes: i32| Zone { offset: FixedOffset::east_opt(minutes * 60).unwrap() }.name();
        assert_eq!((name(480), name(120), name(210)), ("МСК+5".into(), "МСК−1".into(), "МСК+0:30".into()));
    }

    #[test]
    fn deadlines_are_told_in_the_readers_days() {
        let due = |day, hour| Zone::moscow().due(at(day, hour, 0), at(21, 11, 0));
        assert_eq!(plain(&due(21, 12).text()), "сегодня 15:00");
        assert_eq!(plain(&due(20, 15).text()), "вчера 18:00");
        assert_eq!(plain(&due(21, 21).text()), "завтра 00:00");
        assert_eq!(plain(&due(24, 7).text()), "24.11.2026 10:00");
        assert_eq!((due(21, 12).tone(), due(20, 15).tone()), (DueTone::Soon, DueTone::Late));
        assert_eq!((due(22, 7).tone(), due(21, 10).tone()), (DueTone::Calm, DueTone::Late));
    }

    #[test]
    fn durations_take_the_largest_unit() {
        let since = at(21, 9, 0);
        let told = |now| plain(&ago(since, now));
        assert_eq!(told(since), "только что");
        assert_eq!(told(at(21, 9, 12)), "12 мин назад");
        assert_eq!(told(at(21, 11, 5)), "2 ч назад");
        assert_eq!(told(at(22, 9, 0)), "1 день назад");
        assert_eq!(told(at(23, 10, 0)), "2 дня назад");
        assert_eq!(plain(&lasting(at(22, 0, 0), since)), "меньше минуты");
    }
}
