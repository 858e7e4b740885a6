//! Keeping a standing in: it stands in the chain of its house, and owes letters to both when it begins and ends.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::errand::{Errand, StandingInNews};
use crate::domain::ids::PartnerId;
use crate::domain::standing_in::{StandingIn, StandingInEvent};
use crate::store::audit::Keeper;
use crate::store::outbox::Owed;
use crate::store::{StoreError, Tx, audit, colleagues, standing_in};

impl Keepable for StandingIn {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        standing_in::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    fn owed(&self, event: &StandingInEvent, at: DateTime<Utc>) -> Vec<Owed> {
        let news = match event {
            StandingInEvent::StandingInArranged { .. } => {
                vec![(StandingInNews::Begins, self.begins()), (StandingInNews::Ends, self.ends())]
            }
            StandingInEvent::StandingInEnded { .. } => vec![(StandingInNews::EndedEarly, at)],
        };
        let letter = |(news, due_at)| {
            [self.giver, self.deputy].map(|person| {
                let errand = Errand::StandingInLetter { standing: self.id, person, news };
                let key = errand.deduplication(0);
                Owed { errand, partner: self.chain(), key, due_at, at }
            })
        };
        news.into_iter().flat_map(letter).collect()
    }

    fn chain(&self) -> PartnerId {
        colleagues::chain(self.house)
    }

    fn subject(&self) -> String {
        audit::standing_in_subject(self.id)
    }
}
