//! The queue: tabs, filters and rows, all of whose state stands in the address.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use templates::components::{Badge, Chip, Choice, Empty, FilterSelect, Filters, Pager, Tab as TabLink, Tone};
use templates::format::{Zone, counted, nouns};
use templates::pages::partner::{Mode, QueuePage, QueueRow, RowAction};
use templates::paths;

use super::words;
use crate::domain::application::Application;
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::month::{Month, moscow_day};
use crate::domain::multi_user::Tier;
use crate::domain::queue::{ModeFilter, QueueFilter, Tab};
use crate::domain::stage::{Ball, StageCode, Verb};
use crate::domain::submission::{ApplicationType, Authority};
use crate::operations::{Desk, queue};
use crate::policy::Permission;

/// What is selected, as it stands in the address; what makes no sense there selects nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Selection {
    tab: String,
    #[serde(rename = "type")]
    kind: String,
    mode: String,
    reviewer: String,
    direction: String,
    due: String,
    period: String,
    after: String,
}

/// The periods that can be selected: code, words, and how many days they reach back.
const PERIODS: &[(&str, &str, i64)] =
    &[("day", "сегодня", 0), ("week", "7 дней", 6), ("month", "30 дней", 29)];
/// The code of «просрочен».
const LATE: &str = "late";

impl Selection {
    /// The tab; everything that is in work when none is named.
    #[must_use]
    pub fn tab(&self) -> Tab {
        Tab::from_code(&self.tab).unwrap_or(Tab::InWork)
    }

    /// Below which application the page continues.
    #[must_use]
    pub fn after(&self) -> Option<ApplicationNumber> {
        self.after.parse().ok().map(ApplicationNumber)
    }

    /// The filter that is selected.
    #[must_use]
    pub fn filter(&self, now: DateTime<Utc>) -> QueueFilter {
        QueueFilter {
            kind: ApplicationType::from_code(&self.kind),
            mode: ModeFilter::from_code(&self.mode),
            reviewer: self.reviewer.parse().ok().map(PersonId),
            direction: Authority::from_code(&self.direction),
            late: self.due == LATE,
            received_from: self.received_from(now),
        }
    }

    fn received_from(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (_, _, days) = PERIODS.iter().find(|(code, _, _)| *code == self.period)?;
        let first = moscow_day(now) - Duration::days(*days);
        let day_of_month = i64::from(chrono::Datelike::day0(&first));
        Some(Month::containing(first).begins() + Duration::days(day_of_month))
    }

    fn pairs(&self) -> [(&'static str, &str); 7] {
        [
            ("tab", &self.tab),
            ("type", &self.kind),
            ("mode", &self.mode),
            ("reviewer", &self.reviewer),
            ("direction", &self.direction),
            ("due", &self.due),
            ("period", &self.period),
        ]
    }

    /// The address with one value replaced, from the first page.
    fn with(&self, name: &str, value: &str) -> String {
        let pairs = self.pairs().map(|(key, kept)| if key == name { (key, value) } else { (key, kept) });
        paths::with_query(&paths::queue(), &pairs)
    }

    fn reset(&self) -> String {
        paths::with_query(&paths::queue(), &[("tab", &self.tab)])
    }
}

/// The page of the queue.
#[must_use]
pub fn page(
    desk: &Desk,
    found: &queue::QueuePage,
    selection: &Selection,
    csrf: String,
    zone: Zone,
) -> QueuePage {
    let rows: Vec<QueueRow> =
        found.rows.iter().map(|application| row(desk, found, application, zone)).collect();
    QueuePage {
        tabs: found.counts.iter().map(|(tab, count)| tab_link(*tab, *count, selection)).collect(),
        filters: filters(found, selection),
        search: None,
        pager: pager(found, selection, rows.len()),
        empty: empty(selection),
        rows,
        csrf,
    }
}

fn tab_link(tab: Tab, count: Option<u64>, selection: &Selection) -> TabLink {
    TabLink {
        label: words::tab(tab).to_owned(),
        href: selection.with("tab", tab.code()),
        count,
        current: selection.tab() == tab,
    }
}

fn pager(found: &queue::QueuePage, selection: &Selection, shown: usize) -> Pager {
    let shown = u64::try_from(shown).unwrap_or_default();
    let counted = found.counts.iter().find(|(tab, _)| *tab == found.tab).and_then(|(_, count)| *count);
    let continued = |after: ApplicationNumber| {
        let after = after.to_string();
        let pairs = selection.pairs();
        let pairs: Vec<(&str, &str)> = pairs.iter().copied().chain([("after", after.as_str())]).collect();
        paths::with_query(&paths::queue(), &pairs)
    };
    Pager {
        shown,
        total: counted.unwrap_or(shown),
        note: Some("новые сверху".to_owned()),
        start: selection.after().map(|_| selection.with("after", "")),
        next: found.next.map(continued),
    }
}

fn empty(selection: &Selection) -> Empty {
    let filtered = selection.pairs().iter().any(|(name, value)| *name != "tab" && !value.is_empty());
    let (reason, advice) = if filtered {
        ("Под отбор не подошло ни одно заявление.", "Уберите часть условий или сбросьте отбор.")
    } else {
        match selection.tab() {
            Tab::New => {
                ("Новых заявлений нет.", "Они появятся здесь, как только клиент отправит заявление из 1С.")
            }
            Tab::Mine => ("За вами нет заявлений.", "Возьмите заявление во вкладке «Новые»."),
            Tab::InWork => {
                ("В работе нет заявлений.", "Новые появятся, как только клиент отправит заявление из 1С.")
            }
            Tab::Returned => ("Возвращенных заявлений нет.", "Ни один клиент не исправляет заявление."),
            Tab::AtOperator => {
                ("У оператора нет заявлений.", "Здесь видно все, что отправлено и еще не одобрено.")
            }
            Tab::Attention => ("Ничего не застряло.", "Сюда попадает то, с чем не справилась автоматика."),
            Tab::Late => ("Просроченных заявлений нет.", "Все сроки соблюдены."),
            Tab::Finished => ("Завершенных заявлений еще нет.", "Одобренные и отклоненные собираются здесь."),
        }
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

fn filters(found: &queue::QueuePage, selection: &Selection) -> Filters {
    let selects = selects(found, selection);
    let chips: Vec<Chip> = selects.iter().filter_map(|select| chip(select, selection)).collect();
    Filters {
        action: paths::queue(),
        kept: vec![("tab".to_owned(), selection.tab().code().to_owned())],
        reset: (!chips.is_empty()).then(|| selection.reset()),
        selects,
        chips,
    }
}

fn chip(select: &FilterSelect, selection: &Selection) -> Option<Chip> {
    let chosen =
        select.choices.iter().find(|choice| !choice.value.is_empty() && choice.value == select.chosen)?;
    Some(Chip {
        label: format!("{}: {}", select.label, chosen.label),
        without: selection.with(&select.name, ""),
    })
}

fn selects(found: &queue::QueuePage, selection: &Selection) -> Vec<FilterSelect> {
    let kinds =
        ApplicationType::ALL.iter().map(|kind| (kind.code().to_owned(), words::kind(*kind).to_owned()));
    let modes = [
        ModeFilter::Off,
        ModeFilter::Tier(Tier::TwoToNine),
        ModeFilter::Tier(Tier::TenPlus),
        ModeFilter::ListEmpty,
    ];
    let modes = modes.into_iter().map(|mode| (mode.code().to_owned(), mode_words(mode).to_owned()));
    let people = found.colleagues.iter().map(|(person, name)| (person.to_string(), short_name(name)));
    let bodies =
        Authority::ALL.iter().map(|body| (body.code().to_owned(), words::authority(*body).to_owned()));
    let periods = PERIODS.iter().map(|(code, label, _)| ((*code).to_owned(), (*label).to_owned()));
    let late = [(LATE.to_owned(), "просрочен".to_owned())];
    vec![
        select("type", "Тип", kinds, &selection.kind),
        select("mode", "Режим", modes, &selection.mode),
        select("reviewer", "Ответственный", people, &selection.reviewer),
        select("direction", "Направление", bodies, &selection.direction),
        select("due", "Срок", late, &selection.due),
        select("period", "Период", periods, &selection.period),
    ]
}

fn select(
    name: &str,
    label: &str,
    values: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
) -> FilterSelect {
    let any = Choice::new("", format!("{label}: любой"));
    let values = values.into_iter().map(|(value, label)| Choice::new(value, label));
    FilterSelect {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: std::iter::once(any).chain(values).collect(),
        chosen: chosen.to_owned(),
    }
}

fn mode_words(mode: ModeFilter) -> &'static str {
    match mode {
        ModeFilter::Off => "выключен",
        ModeFilter::Tier(tier) => words::tier(tier),
        ModeFilter::ListEmpty => "список пуст",
    }
}

fn row(desk: &Desk, found: &queue::QueuePage, application: &Application, zone: Zone) -> QueueRow {
    let asked = &application.asked;
    let stage = application.stage.code();
    let number = application.number.to_string();
    QueueRow {
        organization: asked.organization_name.clone(),
        inn: asked.inn.clone(),
        kpp: Some(asked.kpp.clone()).filter(|kpp| !kpp.is_empty()),
        kind: words::kind(asked.kind).to_owned(),
        mode: mode(application),
        status: status(application),
        since: zone.since(application.stage_since, desk.now()),
        waiting_for: words::ball(stage.ball()).to_owned(),
        reviewer: application
            .stage
            .reviewer()
            .and_then(|person| found.names.get(&person))
            .map(|name| short_name(name)),
        due: due(application).map(|(_, by)| zone.due(by, desk.now())),
        action: take(desk, application, &number),
        number,
    }
}

/// What can be done from the list at once: taking.
fn take(desk: &Desk, application: &Application, number: &str) -> Option<RowAction> {
    let open = application.stage.code().verbs().contains(&Verb::Take);
    (open && desk.allows(Permission::Take)).then(|| RowAction {
        label: "Взять".to_owned(),
        action: paths::taking(number),
        hidden: vec![
            ("version".to_owned(), application.version.to_string()),
            ("stay".to_owned(), "list".to_owned()),
        ],
    })
}

/// The stage as a badge; what is stuck says so.
pub(super) fn status(application: &Application) -> Badge {
    let stage = application.stage.code();
    if application.attention.is_some() && StageCode::OPEN.contains(&stage) {
        return Badge { label: "Требует внимания".to_owned(), tone: Tone::Bad };
    }
    Badge { label: words::stage(stage).to_owned(), tone: tone(stage) }
}

/// The colour of a stage.
pub(super) const fn tone(stage: StageCode) -> Tone {
    match stage {
        StageCode::Received => Tone::New,
        StageCode::InReview => Tone::Work,
        StageCode::NeedsClient | StageCode::Rejected => Tone::Bad,
        StageCode::Forwarded | StageCode::CertRequest | StageCode::Registering => Tone::Out,
        StageCode::Approved | StageCode::Completed => Tone::Good,
        StageCode::Withdrawn | StageCode::Expired => Tone::Quiet,
    }
}

/// The deadline that runs, with its name; none while the ball is elsewhere.
pub(super) fn due(application: &Application) -> Option<(&'static str, DateTime<Utc>)> {
    match application.stage.code() {
        StageCode::Received => Some(("взять до", application.deadlines.take_by)),
        StageCode::InReview => Some(("отправить до", application.deadlines.forward_by)),
        StageCode::NeedsClient
        | StageCode::Forwarded
        | StageCode::CertRequest
        | StageCode::Registering
        | StageCode::Approved
        | StageCode::Completed
        | StageCode::Rejected
        | StageCode::Withdrawn
        | StageCode::Expired => None,
    }
}

/// The multi-user mode with what to know about the client's list.
fn mode(application: &Application) -> Option<Mode> {
    let (asked, parameters) = (&application.asked, &application.parameters);
    if !parameters.enabled {
        let dropped = asked.multi_user.then(|| "заявлен, выключен партнером".to_owned());
        return dropped.map(|note| Mode { label: "Нет".to_owned(), note: Some(note), tone: Tone::Quiet });
    }
    let users = usize::try_from(asked.users).unwrap_or(usize::MAX);
    let fits = parameters.tier.is_some_and(|tier| tier.holds(users));
    let mine = application.stage.code().ball() == Ball::Partner;
    Some(Mode {
        label: parameters.tier.map_or("вид не выбран", words::short_tier).to_owned(),
        note: Some(if asked.users == 0 {
            "список пуст".to_owned()
        } else {
            counted(asked.users.into(), nouns::USER)
        }),
        tone: if fits || !mine { Tone::Quiet } else { Tone::Work },
    })
}

/// «О. Смирнова» of «Смирнова Ольга Викторовна».
pub(super) fn short_name(full: &str) -> String {
    let mut words = full.split_whitespace();
    match (words.next(), words.next().and_then(|first| first.chars().next())) {
        (Some(last), Some(initial)) => format!("{initial}. {last}"),
        _ => full.to_owned(),
    }
}
