//! Applications: each as its events tell it, with what the client sent and what came of it.

mod there;

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::Invariant;
use super::tales::{Tale, What};
use super::tally::Tally;
use crate::domain::application::{Application, ApplicationTold, IssuedTold};
use crate::domain::billing::Basis;
use crate::domain::charge::{Charge, digest_of_approval};
use crate::domain::identity::Kpp;
use crate::domain::organization::{Licence, Organization, digest_of_periods};
use crate::domain::submission::Submission;
use crate::store::audit::AnyEvent;
use crate::store::tables::certificate;
use crate::store::{Reach, StoreError, applications, audit};
use there::{Kept, There};

/// How many applications are looked at together.
const TOGETHER: usize = 500;

/// Everything that must hold of applications.
#[derive(Debug)]
pub(super) struct Applications {
    told: Tally,
    originals: Tally,
    asked: Tally,
    charged: Tally,
    certified: Tally,
    notes: Tally,
}

impl Applications {
    /// Nothing was looked at yet.
    pub(super) fn begin() -> Self {
        let backup = "put the row back as the audit tells it; a backup has the rest";
        Self {
            told: Tally::of("every application is what its history tells", backup),
            originals: Tally::of(
                "every original is what was sent, as often as the history tells",
                "put the original back as a backup has it; the audit has its digest",
            ),
            asked: Tally::of(
                "every application asks for what its latest original says",
                "put the row and its owners back as the original says",
            ),
            charged: Tally::of(
                "every approval has its charges and licences and no others",
                "put them back as a backup has them; the audit has the digest of the charges",
            ),
            certified: Tally::of(
                "every certificate is in the history with its owner",
                "put the certificate back as a backup or the authority has it",
            ),
            notes: Tally::of("every note is in the history", "put the note back as the audit has it"),
        }
    }

    /// Looks at those of these tales that are about applications.
    pub(super) async fn look(&mut self, reach: &impl Reach, tales: &[Tale]) -> Result<(), StoreError> {
        let mine: Vec<&Tale> = tales.iter().filter(|tale| tale.about().0 == "application").collect();
        for some in mine.chunks(TOGETHER) {
            let numbers: Vec<i64> = some.iter().filter_map(|tale| tale.about().1.parse().ok()).collect();
            let mut there = There::read(reach, &numbers).await?;
            for tale in some {
                self.one(tale, &mut there);
            }
        }
        Ok(())
    }

    /// What was found.
    pub(super) fn found(self) -> Vec<Invariant> {
        [self.told, self.originals, self.asked, self.charged, self.certified, self.notes]
            .map(Tally::found)
            .into()
    }

    fn one(&mut self, tale: &Tale, there: &mut There) {
        let subject = &tale.subject;
        let number = tale.about().1.parse().unwrap_or_default();
        let events = tale.events().filter_map(|(event, told)| {
            if let AnyEvent::Application(event) = event { Some((event, told.at)) } else { None }
        });
        let Some(told) = ApplicationTold::of(events) else {
            return self.told.look(false, || format!("{subject} does not begin with its coming"));
        };
        let Some(application) = there.applications.remove(&number) else {
            return self.told.look(false, || format!("{subject} is gone"));
        };
        let mut otherwise = told.differs(&application);
        let sender = told.originals.first().map(|first| &first.login);
        if there.logins.get(&application.sent_login.0) != sender {
            otherwise.push("who sent it");
        }
        if application.partner.0 != tale.chain {
            otherwise.push("partner");
        }
        self.told.look(otherwise.is_empty(), || format!("{subject} ({})", otherwise.join(", ")));
        let originals = there.originals.remove(&number).unwrap_or_default();
        self.originals(subject, &told, &originals, &there.logins);
        let owners = there.owners.remove(&number).unwrap_or_default();
        let organization = there.organizations.get(&application.organization);
        self.asked(&application, organization, &originals, &owners);
        self.charged(&application, &told, there);
        let certificates = there.certificates.remove(&number).unwrap_or_default();
        self.certified(subject, &told, &certificates, &originals);
        let told: Vec<String> = tale.told.iter().filter_map(|told| noted(&told.what)).collect();
        let notes = there.notes.remove(&number).unwrap_or_default();
        if !told.is_empty() || !notes.is_empty() {
            self.notes.look(told == notes, || subject.clone());
        }
    }

    fn originals(
        &mut self,
        subject: &str,
        told: &ApplicationTold,
        there: &[Kept],
        logins: &HashMap<i64, String>,
    ) {
        self.originals.look(told.originals.len() == there.len(), || {
            format!("{subject} ({} originals, {} told)", there.len(), told.originals.len())
        });
        for (place, (kept, sent)) in (1..).zip(there.iter().zip(&told.originals)) {
            let told = match &sent.original {
                Some(digest) => *digest == applications::original_digest(&kept.row.sha256, &kept.row.content),
                None => kept.reads_as_read(),
            };
            let sound = hex::encode(Sha256::digest(kept.row.body.as_bytes())) == kept.row.sha256;
            let came = logins.get(&kept.row.login_id) == Some(&sent.login) && kept.row.received_at == sent.at;
            let sound = sound && told && came && kept.row.revision == place && kept.content.is_some();
            self.originals.look(sound, || format!("{subject} revision {}", kept.row.revision));
        }
    }

    fn asked(
        &mut self,
        application: &Application,
        organization: Option<&Organization>,
        originals: &[Kept],
        owners: &[String],
    ) {
        let Some(latest) = originals.last().and_then(|kept| kept.content.as_ref()) else { return };
        let named: Vec<&str> = latest.owners.iter().map(|owner| owner.snils.as_str()).collect();
        let holds = application.asked.fits(latest) && owners == named;
        self.asked
            .look(holds && is_of(organization, latest), || audit::application_subject(application.number));
    }

    /// What an approval brought: a period to each line, for the account that the application names, when it names one.
    fn charged(&mut self, application: &Application, told: &ApplicationTold, there: &mut There) {
        let (number, alias) = (application.number.0, application.asked.alias.as_ref());
        let lines = there.charges.remove(&number).unwrap_or_default();
        let periods = there.licences.remove(&number).unwrap_or_default();
        let digest = match told.charged.as_slice() {
            [] => lines.is_empty(),
            [Some(digest)] => *digest == digest_of_approval(&lines),
            [None] => true,
            [_, _, ..] => false,
        };
        let each = lines.len() == periods.len()
            && periods.iter().all(|period| lines.iter().any(|line| gives(line, period)))
            && told.periods.as_ref().is_none_or(|digest| *digest == digest_of_periods(&periods));
        let each = each && periods.iter().all(|period| alias.is_none() || period.alias.as_ref() == alias);
        if told.is_approved() || !lines.is_empty() || !periods.is_empty() {
            self.charged.look(digest && each, || audit::application_subject(application.number));
        }
    }

    fn certified(
        &mut self,
        subject: &str,
        told: &ApplicationTold,
        there: &[certificate::Model],
        originals: &[Kept],
    ) {
        let contents = || originals.iter().filter_map(|kept| kept.content.as_ref());
        let owner = |row: &certificate::Model| contents().any(|content| named(content, row));
        let place = |row: &certificate::Model| contents().any(|content| is_placed(content, row));
        let told_of = |row: &certificate::Model| {
            told.certificates.iter().any(|told| is_issued(row, told) && (is_at(row, told) || place(row)))
        };
        for row in there {
            self.certified
                .look(told_of(row) && owner(row), || format!("{subject} certificate {}", row.serial));
        }
        for IssuedTold { serial, .. } in &told.certificates {
            let kept = there.iter().any(|row| row.serial == *serial);
            self.certified.look(kept, || format!("{subject} certificate {serial} is gone"));
        }
    }
}

/// Whether an application is of this organisation: an organisation is its ИНН with its КПП.
fn is_of(organization: Option<&Organization>, content: &Submission) -> bool {
    let stated = &content.organization;
    let kpp = stated.kpp.as_ref().map_or("", Kpp::as_str);
    organization.is_some_and(|there| there.requisites.inn == stated.inn && there.kpp() == kpp)
}

/// Whether a certificate is the one of which an event tells.
fn is_issued(row: &certificate::Model, told: &IssuedTold) -> bool {
    row.serial == told.serial && row.issued_at == told.at
}

/// Whether its owner has the place that the event tells, or one from `MOVED` on.
fn is_at(row: &certificate::Model, told: &IssuedTold) -> bool {
    row.owner_position >= MOVED || u32::try_from(row.owner_position) == Ok(told.owner)
}

/// A migration that was taken back moved the certificates of whoever was no owner any more behind this place.
const MOVED: i32 = 1000;

/// Whether an original names its owner at its place: a migration put late certificates where their owners stand.
fn is_placed(content: &Submission, row: &certificate::Model) -> bool {
    let place = usize::try_from(row.owner_position).ok();
    let owner = place.and_then(|place| content.owners.get(place));
    owner.is_some_and(|owner| owner.snils.as_str() == row.owner_snils)
}

/// Whether somebody of this application is the owner that a certificate names.
fn named(content: &Submission, row: &certificate::Model) -> bool {
    let same = |owner: &crate::domain::submission::Owner| owner.snils.as_str() == row.owner_snils;
    content.owners.iter().any(|owner| same(owner) && owner.full_name() == row.owner_name)
}

/// Whether a line charges a period. What a promotion makes cheaper is paid for.
fn gives(line: &Charge, period: &Licence) -> bool {
    line.product == period.product
        && line.tier == period.tier
        && (line.basis == period.basis || (line.basis, period.basis) == (Basis::Promo, Basis::Paid))
        && line.starts_on == period.starts_on
        && line.ends_on == period.ends_on
        && line.licensee.organization == period.organization
        && line.partner == period.partner
        && line.activated_at == period.activated_at
}

fn noted(what: &What) -> Option<String> {
    match what {
        What::Note(verb, details) if verb == audit::NOTED => {
            let details: serde_json::Value = serde_json::from_str(details).ok()?;
            Some(details.get("note")?.as_str()?.to_owned())
        }
        What::Note(..) | What::Event(_) | What::Unreadable => None,
    }
}
