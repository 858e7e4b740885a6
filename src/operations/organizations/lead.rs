//! The lead: the application that the viewer's question about organisations names.

use std::collections::HashMap;

use super::OrganizationCard;
use crate::domain::application::Application;
use crate::domain::ids::{ApplicationNumber, OrganizationId};
use crate::domain::search::{self, Question};
use crate::operations::{Desk, Failure};
use crate::store::{certificates, queue};

/// An application named by a question.
#[derive(Clone, Debug)]
pub struct Lead {
    /// The application.
    pub application: Application,
    /// How the question names it.
    pub by: LeadBy,
}

/// How a question names an application, the most certain first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeadBy {
    /// Its number.
    Number,
    /// The serial number of a certificate issued for it.
    Serial(String),
    /// The alias of the product account.
    Alias(String),
}

/// The applications of these organisations that the question names, the most certain first.
pub(super) async fn leads(
    desk: &Desk,
    asked: &Question,
    organizations: &[OrganizationId],
) -> Result<Vec<Lead>, Failure> {
    if asked.is_empty() || organizations.is_empty() {
        return Ok(Vec::new());
    }
    let issued = match asked.serials() {
        serials if serials.is_empty() => Vec::new(),
        serials => certificates::with_serials(desk.db(), &serials).await?,
    };
    let aliases = queue::aliases(desk.db(), organizations).await?;
    let meant = meant(asked, issued, aliases);
    let numbers: Vec<ApplicationNumber> = meant.iter().map(|(number, _)| *number).collect();
    let applications = queue::with_numbers(desk.db(), organizations, &numbers).await?;
    let lead = |(number, by): (ApplicationNumber, LeadBy)| {
        let application = applications.iter().find(|application| application.number == number)?;
        Some(Lead { application: application.clone(), by })
    };
    Ok(meant.into_iter().filter_map(lead).collect())
}

/// The application of this card that the question names.
pub(in crate::operations) fn lead_of(card: &OrganizationCard, asked: &Question) -> Option<Lead> {
    let serials = asked.serials();
    let issued = card.certificates.iter().filter(|issued| serials.contains(&issued.certificate.serial));
    let issued = issued.map(|issued| (issued.certificate.serial.clone(), issued.application));
    let aliases = card.applications.iter().filter_map(|one| Some((one.asked.alias.clone()?, one.number)));
    let find = |(number, by): (ApplicationNumber, LeadBy)| {
        let application = card.applications.iter().find(|application| application.number == number)?;
        Some(Lead { application: application.clone(), by })
    };
    meant(asked, issued.collect(), aliases.collect()).into_iter().find_map(find)
}

/// What the question may name: application numbers, certificates, and aliases that contain all its words; of several,
/// the newest application.
fn meant(
    asked: &Question,
    issued: Vec<(String, ApplicationNumber)>,
    aliases: Vec<(String, ApplicationNumber)>,
) -> Vec<(ApplicationNumber, LeadBy)> {
    let numbers = asked.applications().into_iter().map(|number| (number, LeadBy::Number));
    let issued = issued.into_iter().map(|(serial, number)| (number, LeadBy::Serial(serial)));
    // Most accounts are called alike.
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut is_named = |alias: &String| {
        *known.entry(alias.clone()).or_insert_with(|| asked.is_met_by(&search::of_text(alias)))
    };
    let aliases = aliases.into_iter().filter(|(alias, _)| is_named(alias));
    let aliases = aliases.map(|(alias, number)| (number, LeadBy::Alias(alias)));
    let mut meant: Vec<_> = numbers.chain(issued).chain(aliases).collect();
    meant.sort_by(|(one, by), (other, other_by)| by.rank().cmp(&other_by.rank()).then(other.cmp(one)));
    meant
}

impl LeadBy {
    const fn rank(&self) -> u8 {
        match self {
            Self::Number => 0,
            Self::Serial(_) => 1,
            Self::Alias(_) => 2,
        }
    }
}
