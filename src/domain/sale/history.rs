//! A sale as its history tells it.

use chrono::NaiveDate;

use super::{IssuedPaper, Sale, SaleEvent, SaleLine, SaleState};
use crate::domain::ids::{ApplicationNumber, OrganizationId, SaleId};
use crate::domain::money::Money;
use crate::domain::numbered::NumberedDocument;

/// A sale as its events tell it, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleTold {
    /// The application.
    pub application: ApplicationNumber,
    /// The client.
    pub organization: OrganizationId,
    /// The Moscow day of the activation.
    pub day: NaiveDate,
    /// The sale that it takes back.
    pub corrects: Option<SaleId>,
    /// The lines.
    pub lines: Vec<SaleLine>,
    /// The last reason.
    pub reason: String,
    /// The state.
    pub state: SaleState,
    /// The documents, in the order of their numbering.
    pub papers: Vec<IssuedPaper>,
    /// «Всего», once it is issued.
    pub total: Option<Money>,
    /// How many events there were.
    pub version: i32,
}

impl SaleTold {
    /// The sale after these events; none when they do not begin with a draft.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a SaleEvent>) -> Option<Self> {
        let mut told: Option<Self> = None;
        for event in events {
            told = Some(match told {
                None => Self::begun(event)?,
                Some(told) => told.after(event)?,
            });
        }
        told
    }

    /// The sale as its rows have it; the documents in any order.
    #[must_use]
    pub fn of(sale: &Sale, documents: &[NumberedDocument]) -> Self {
        let mut documents: Vec<&NumberedDocument> = documents.iter().collect();
        documents.sort_by_key(|one| one.id);
        Self {
            application: sale.application,
            organization: sale.organization,
            day: sale.day(),
            corrects: sale.corrects,
            lines: sale.lines.clone(),
            reason: sale.reason.clone(),
            state: sale.state,
            papers: documents.into_iter().map(IssuedPaper::of).collect(),
            total: sale.total,
            version: sale.version,
        }
    }

    fn begun(event: &SaleEvent) -> Option<Self> {
        let SaleEvent::SaleDrafted { application, organization, day, lines, corrects, reason } = event else {
            return None;
        };
        Some(Self {
            application: *application,
            organization: *organization,
            day: *day,
            corrects: *corrects,
            lines: lines.clone(),
            reason: reason.clone(),
            state: SaleState::Draft,
            papers: Vec::new(),
            total: None,
            version: 1,
        })
    }

    fn after(mut self, event: &SaleEvent) -> Option<Self> {
        self.version += 1;
        match event {
            SaleEvent::SaleDrafted { .. } => return None,
            SaleEvent::SalePriced { line, now, reason, .. } => {
                self.lines.get_mut(usize::try_from(*line).ok()?)?.price = Some(*now);
                self.reason.clone_from(reason);
            }
            SaleEvent::SaleDropped { reason } => {
                self.state = SaleState::Dropped;
                if self.corrects.is_none() {
                    self.reason.clone_from(reason);
                }
            }
            SaleEvent::SaleTakenUp => {
                self.state = SaleState::Draft;
                if self.corrects.is_none() {
                    self.reason.clear();
                }
            }
            SaleEvent::SaleIssued { documents } => {
                self.state = SaleState::Issued;
                let hands_over = documents.iter().find(|one| one.kind.hands_over());
                self.total = hands_over.map(|one| Money::from_kopecks(one.total));
                self.papers.clone_from(documents);
            }
            SaleEvent::SaleCorrected { .. } => self.state = SaleState::Corrected,
        }
        Some(self)
    }
}
