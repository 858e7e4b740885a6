//! The connection parameters: the form where they may be set, facts where they may not.

use serde::Deserialize;
use templates::components::{Choice, Fact, FieldError, PricePreview};
use templates::pages::partner::{Parameters, ParametersForm};

use super::conflict::TriedForm;
use super::{Reading, owners, prices};
use crate::domain::application::ConnectionParameters;
use crate::domain::billing::Basis;
use crate::domain::money::Money;
use crate::domain::multi_user::Tier;
use crate::domain::stage::{StageCode, Verb};
use crate::operations::Desk;
use crate::operations::inspection::Card;
use crate::policy::Permission;
use crate::present::words;

/// The form as it was typed. There is no field for users: they are the client's.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Whether the mode is switched on.
    pub enabled: String,
    /// The kind of the extension.
    pub tier: String,
    /// The basis.
    pub basis: String,
    /// The band of the group of companies.
    pub group: String,
    /// The version that was seen.
    pub version: String,
    /// The list that the reader came from.
    pub from: String,
    /// The total that was shown, in kopecks; empty where no price could be told.
    pub total: String,
    /// The keys of the remarks that were ticked, when it came with a forwarding.
    #[serde(skip)]
    pub acknowledged: Option<Vec<String>>,
    /// What is wrong with it, once that is known.
    #[serde(skip)]
    pub errors: Vec<FieldError>,
}

impl Typed {
    /// The form as it would be typed for these parameters.
    #[must_use]
    pub fn of(parameters: &ConnectionParameters) -> Self {
        Self {
            enabled: if parameters.enabled { "on".to_owned() } else { String::new() },
            tier: parameters.tier.map_or("", Tier::code).to_owned(),
            basis: parameters.basis.code().to_owned(),
            group: parameters.group_band.map(|band| band.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Whether the form of the parameters was not sent at all: its basis is never empty.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        [&self.enabled, &self.tier, &self.basis, &self.group].into_iter().all(String::is_empty)
    }

    /// The same, where nothing was typed with what is saved.
    #[must_use]
    pub(super) fn or_saved(self, saved: &ConnectionParameters) -> Self {
        if !self.is_bare() {
            return self;
        }
        let Self { version, from, total, acknowledged, errors, .. } = self;
        Self { version, from, total, acknowledged, errors, ..Self::of(saved) }
    }

    /// The parameters that were typed, or everything that is wrong with them.
    pub fn read(&self) -> Result<ConnectionParameters, Vec<FieldError>> {
        let enabled = !self.enabled.is_empty();
        let tier = Tier::from_code(&self.tier);
        let basis = Basis::from_code(&self.basis);
        let group_band = self.group.parse::<u32>().ok().filter(|_| basis == Some(Basis::Group));
        let mut errors = Vec::new();
        let mut wrong = |field: &str, text: &str| {
            errors.push(FieldError { field: field.to_owned(), text: text.to_owned() });
        };
        if !enabled && tier.is_some() {
            wrong("enabled", "Вид выбран, а режим выключен: включите режим или отметьте «без расширения»");
        }
        if enabled && tier.is_none() {
            wrong("tier", "Выберите вид расширения: «от 2 до 9» или «10 и более»");
        }
        if basis.is_none() {
            wrong("basis", "Выберите основание");
        }
        if basis == Some(Basis::Group) && group_band.is_none() {
            wrong("group", "Выберите, сколько организаций в группе");
        }
        match basis {
            Some(basis) if errors.is_empty() => Ok(ConnectionParameters { enabled, tier, basis, group_band }),
            _ => Err(errors),
        }
    }

    /// The total that was shown.
    #[must_use]
    pub fn shown(&self) -> Option<Money> {
        self.total.parse().ok().map(Money::from_kopecks)
    }
}

impl TriedForm for Typed {
    fn seen(&self) -> i32 {
        self.version.parse().unwrap_or_default()
    }

    fn came_from(&self) -> &str {
        &self.from
    }

    fn fields(&self) -> Vec<(String, String)> {
        let fields = [
            ("enabled", &self.enabled),
            ("tier", &self.tier),
            ("basis", &self.basis),
            ("group", &self.group),
            ("from", &self.from),
            ("total", &self.total),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let ticks = self.acknowledged.iter().flatten().map(|key| ("acknowledged", key));
        given.chain(ticks).map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    fn typed(&self) -> Vec<Fact> {
        if self.is_bare() {
            return Vec::new();
        }
        let tier = Tier::from_code(&self.tier).map_or("—", words::tier);
        let basis = Basis::from_code(&self.basis).map_or("—", words::basis);
        let mode = if self.enabled.is_empty() { "Выключен" } else { "Включен" };
        vec![
            Fact::new("Многопользовательский режим", mode),
            Fact::new("Вид расширения", tier),
            Fact::new("Основание", basis),
        ]
    }

    fn mine(&self) -> Option<ConnectionParameters> {
        self.read().ok()
    }
}

/// The form: as it was typed, or as the application stands.
#[must_use]
pub fn form(card: &Card, reading: Reading<'_>, returned: Option<Typed>) -> ParametersForm {
    let application = &card.application;
    let typed = returned.unwrap_or_else(|| Typed::of(&application.parameters));
    let (chosen, missing) = match typed.read() {
        Ok(chosen) => (Some(chosen), Vec::new()),
        Err(missing) => (None, missing),
    };
    let price = card.offer.as_ref().map(|offer| prices::offered(offer, &missing, reading.desk.now()));
    // What was typed over an older version stays over that one: the next try says what has changed.
    let version = Some(typed.version).filter(|version| !version.is_empty());
    ParametersForm {
        number: application.number.to_string(),
        version: version.unwrap_or_else(|| application.version.to_string()),
        enabled: !typed.enabled.is_empty(),
        tiers: Tier::ALL.iter().map(|tier| Choice::new(tier.code(), words::tier(*tier))).collect(),
        tier: typed.tier,
        bases: [Basis::Paid, Basis::ItsProf, Basis::Group, Basis::Trial]
            .map(|basis| Choice::new(basis.code(), words::basis(basis)))
            .into(),
        basis: typed.basis,
        groups: groups(card),
        group: typed.group,
        warning: owners::task(application.asked.users, chosen.as_ref().unwrap_or(&application.parameters)),
        errors: typed.errors,
        price: price.unwrap_or_default(),
        from: reading.from.to_owned(),
        csrf: reading.csrf.to_owned(),
    }
}

fn groups(card: &Card) -> Vec<Choice> {
    let none = Choice::new("", "не группа");
    let bands = card.bands.iter().map(|band| {
        let words = match band.to_count {
            Some(last) => format!("{}–{last}", band.from_count),
            None => format!("{} и более", band.from_count),
        };
        Choice::new(band.from_count.to_string(), words)
    });
    std::iter::once(none).chain(bands).collect()
}

/// The parameters where they may not be set by this reader now.
pub(super) fn settled(card: &Card, reading: Reading<'_>) -> Parameters {
    let parameters = &card.application.parameters;
    let mode = words::capitalised(&words::mode(parameters.enabled, parameters.tier));
    Parameters::Settled {
        facts: vec![
            Fact::new("Многопользовательский режим", mode),
            Fact::new("Основание", words::basis(parameters.basis)),
        ],
        price: price(card, reading.desk),
        note: settled_note(card),
    }
}

fn price(card: &Card, desk: &Desk) -> PricePreview {
    if !desk.allows(Permission::ViewApplication) {
        let note = "Начисления видят обслуживающая организация и отдел расчетов.".to_owned();
        return PricePreview { note: Some(note), ..PricePreview::default() };
    }
    if StageCode::FINISHED.contains(&card.application.stage.code()) {
        return prices::charged(&card.charges);
    }
    card.offer.as_ref().map(|offer| prices::preview(&offer.prices, desk.now())).unwrap_or_default()
}

fn settled_note(card: &Card) -> Option<String> {
    let verbs = card.application.stage.code().verbs();
    if verbs.contains(&Verb::SetParameters) {
        return None;
    }
    let note = if verbs.contains(&Verb::Take) {
        "Возьмите заявление в работу, чтобы изменить параметры."
    } else {
        "На этом этапе параметры уже не меняются."
    };
    Some(note.to_owned())
}
