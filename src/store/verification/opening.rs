//! The opening: the terms, cards and roles that an office had before its first change. Whoever fills an office lists them
//! in one entry; an older program listed none.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::EntityTrait as _;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::tales::{Tale, What};
use crate::domain::ids::ItsLoginId;
use crate::domain::its_login::ItsLogin;
use crate::domain::partner::Partner;
use crate::domain::price::GroundTable;
use crate::domain::reason::CannedReason;
use crate::store::reasons::Wording;
use crate::store::tables::{contract, discount, promotion, reason, role_assignment, setting};
use crate::store::{Reach, StoreError, audit, logins, partners, price_list};

/// Of which kind a term is, of what, and from which day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TermKey {
    /// The kind: `price`, `contract` and so on.
    pub kind: String,
    /// What it is about, as the audit names it.
    pub of: String,
    /// The first day; that of the epoch for what has none.
    pub from: NaiveDate,
}

/// What a term says, as text, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedTerm {
    /// The value.
    pub says: String,
    /// The last day, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Of what.
    pub matter: TermKey,
    /// What.
    pub term: DatedTerm,
}

/// Terms by their key.
pub(super) type DatedTerms = BTreeMap<TermKey, DatedTerm>;

/// What the audit tells of the opening.
#[derive(Debug, Default)]
pub(super) enum Opening {
    /// Nothing: nobody filled the office.
    #[default]
    Empty,
    /// That it was filled, by a program that did not list with what.
    Unlisted,
    /// With what it was filled, and whether every member of a subscriber is told of since.
    Listed { terms: DatedTerms, members_told: bool },
}

impl Opening {
    /// Listens to those of these tales that are about the opening.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for told in tales.iter().flat_map(|tale| &tale.told) {
            if let What::Note(verb, details) = &told.what
                && verb == audit::SEEDED
            {
                *self = Self::read(details);
            }
        }
    }

    fn read(details: &str) -> Self {
        #[derive(Deserialize)]
        struct Seeded {
            opening: Vec<Line>,
            #[serde(default)]
            members_told: bool,
        }
        serde_json::from_str(details).map_or(Self::Unlisted, |Seeded { opening, members_told }| {
            let terms = opening.into_iter().map(|line| (line.matter, line.term)).collect();
            Self::Listed { terms, members_told }
        })
    }

    /// Whether the opening was listed.
    pub(super) fn is_listed(&self) -> bool {
        self.listed().is_some()
    }

    /// Whether the audit tells of every member of a subscriber.
    pub(super) fn tells_of_members(&self) -> bool {
        matches!(self, Self::Listed { members_told: true, .. })
    }

    /// The listed terms; nothing when none were listed.
    pub(super) fn listed(&self) -> Option<&DatedTerms> {
        match self {
            Self::Listed { terms, .. } => Some(terms),
            Self::Empty | Self::Unlisted => None,
        }
    }
}

/// Everything of which an opening consists, as it stands now.
pub async fn standing(reach: &impl Reach) -> Result<Vec<Line>, StoreError> {
    let logins = logins::all(reach).await?;
    let terms = terms(reach).await?.into_iter().chain(roles(reach).await?);
    let terms = terms.chain(logins.iter().map(login));
    Ok(terms.map(|(matter, term)| Line { matter, term }).collect())
}

pub(super) fn matter(kind: &str, of: impl Into<String>, from: NaiveDate) -> TermKey {
    TermKey { kind: kind.to_owned(), of: of.into(), from }
}

/// A setting with when it was planned and by whom, if anybody did.
pub(super) fn set(value: &str, at: Option<DateTime<Utc>>, by: Option<&str>) -> String {
    json!([value, at.map(|at| at.timestamp_micros()), by]).to_string()
}

/// A wording with when it was given and by whom, if anybody did.
pub(super) fn worded(reason: &CannedReason, at: DateTime<Utc>, by: Option<&str>) -> (TermKey, DatedTerm) {
    let of = format!("{}/{}", reason.code, reason.version);
    let says = json!([reason, at.timestamp_micros(), by]).to_string();
    (matter("reason", of, NaiveDate::default()), DatedTerm { says, to: None })
}

/// A promotion: what it takes off of which product, and its name.
pub(super) fn promoted(points: i32, product: &str, name: &str) -> String {
    format!("{points} {product} {name}")
}

/// The terms and the cards that are there.
pub(super) async fn terms(reach: &impl Reach) -> Result<DatedTerms, StoreError> {
    let mut there = DatedTerms::new();
    for row in setting::Entity::find().all(&reach.on()).await? {
        let says = set(&row.value, row.set_at, row.set_by.as_deref());
        there.insert(matter("setting", row.key, row.valid_from), DatedTerm { says, to: None });
    }
    for row in price_list::whole(reach).await?.prices {
        let says = row.value.amount.kopecks().to_string();
        there.insert(matter("price", row.value.matter(), row.from), DatedTerm { says, to: row.to });
    }
    let ground = price_list::ground(reach).await?;
    for table in GroundTable::ALL {
        for row in ground.rows(*table) {
            let term = DatedTerm { says: row.value.says(), to: None };
            there.insert(matter(table.code(), row.value.matter(), row.from), term);
        }
    }
    for row in promotion::Entity::find().all(&reach.on()).await? {
        let term = DatedTerm { says: promoted(row.rate, &row.product, &row.name), to: row.valid_to };
        there.insert(matter("promotion", row.code, row.valid_from), term);
    }
    for row in reason::Entity::find().all(&reach.on()).await? {
        let wording = Wording::from(row);
        there.extend([worded(&wording.reason, wording.since, wording.set_by.as_deref())]);
    }
    contracts(reach, &mut there).await?;
    Ok(there)
}

/// The partners with their contracts and discounts.
async fn contracts(reach: &impl Reach, there: &mut DatedTerms) -> Result<(), StoreError> {
    let mut codes = BTreeMap::new();
    for partner in partners::all(reach).await? {
        let says = serde_json::to_string(&Partner::card(&partner)).unwrap_or_default();
        let card = matter("partner", partner.code.clone(), NaiveDate::default());
        there.insert(card, DatedTerm { says, to: None });
        codes.insert(partner.id.0, partner.code);
    }
    let mut contracts = BTreeMap::new();
    for row in contract::Entity::find().all(&reach.on()).await? {
        let of = format!("{}/{}", codes.get(&row.partner_id).cloned().unwrap_or_default(), row.number);
        let term = DatedTerm { says: row.signed_on.to_string(), to: row.valid_to };
        there.insert(matter("contract", of.clone(), row.valid_from), term);
        contracts.insert(row.id, of);
    }
    for row in discount::Entity::find().all(&reach.on()).await? {
        let contract = contracts.get(&row.contract_id).cloned().unwrap_or_default();
        let term = DatedTerm { says: row.rate.to_string(), to: row.valid_to };
        there.insert(matter("discount", format!("{contract}/{}", row.product), row.valid_from), term);
    }
    Ok(())
}

/// An ITS login with whose it is.
fn login(login: &ItsLogin) -> (TermKey, DatedTerm) {
    (login_key(login.id), DatedTerm { says: format!("{} of {}", login.login, login.partner), to: None })
}

/// The key of an ITS login.
pub(super) fn login_key(id: ItsLoginId) -> TermKey {
    matter("its_login", id.to_string(), NaiveDate::default())
}

/// The roles that are held: whose and in which house.
pub(super) async fn roles(reach: &impl Reach) -> Result<DatedTerms, StoreError> {
    let rows = role_assignment::Entity::find().all(&reach.on()).await?;
    let role = |row: role_assignment::Model| {
        let of = format!("{}/{}/{}", row.person_id, row.tenant, row.role);
        (matter("role", of, NaiveDate::default()), DatedTerm { says: "held".to_owned(), to: None })
    };
    Ok(rows.into_iter().map(role).collect())
}
