//! Memberships: whoever acts for a subscriber is whom the history tells, as what it tells.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::Invariant;
use super::opening::Opening;
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::administrators::AdministratorsEvent;
use crate::domain::application::ApplicationEvent;
use crate::domain::members::{MemberRole, MembersEvent};
use crate::store::audit::AnyEvent;
use crate::store::tables::{application, invitation, membership, organization, person};
use crate::store::{Reach, StoreError};

/// An organisation and an account.
type Place = (i64, i64);

/// A word of the audit about a membership.
#[derive(Clone, Copy, Debug)]
struct MemberWord {
    at: DateTime<Utc>,
    said: MemberSaid,
}

/// What it says.
#[derive(Clone, Copy, Debug)]
enum MemberSaid {
    /// Somebody joined; an approval does not say as what.
    Joined(Option<MemberRole>),
    /// A member administers from now on.
    Promoted,
    /// The membership ended.
    Ended,
}

/// What the history tells of a member; an approval says neither as what they act nor since when.
#[derive(Clone, Copy, Debug, Default)]
struct ToldMember {
    role: Option<MemberRole>,
    since: Option<DateTime<Utc>>,
}

/// What partners' invitations are held against: those that were told of, and what came of them.
#[derive(Debug, Default)]
struct Invitations {
    /// The rows that a partner's invitation left and nobody answered yet.
    waiting: Vec<invitation::Model>,
    /// The chain and the identity of each that was sent.
    sent: HashSet<(i64, i64)>,
    /// The organisation and the partner of each, and when the first was sent.
    first: HashMap<(i64, i64), DateTime<Utc>>,
    /// Who joined by one: the place, the partner, and when.
    joined: Vec<(Place, i64, DateTime<Utc>)>,
}

impl Invitations {
    fn sent(&mut self, of: i64, chain: i64, told: (i64, DateTime<Utc>)) {
        let (id, at) = told;
        self.sent.insert((chain, id));
        let first = self.first.entry((of, chain)).or_insert(at);
        *first = at.min(*first);
    }

    /// Nobody joins by a partner's invitation of which its chain does not tell, and none waits.
    fn hold(&self, tally: &mut Tally) {
        for (place, partner, at) in &self.joined {
            let holds = self.first.get(&(place.0, *partner)).is_some_and(|first| first <= at);
            tally.look(holds, || format!("person:{} joined uninvited by partner:{partner}", place.1));
        }
        for row in &self.waiting {
            let holds = row.partner_id.is_some_and(|partner| self.sent.contains(&(partner, row.id)));
            tally.look(holds, || format!("invitation:{} that nobody sent", row.id));
        }
    }
}

/// Everything that must hold of memberships.
#[derive(Debug)]
pub(super) struct Memberships {
    there: HashMap<Place, membership::Model>,
    people: HashSet<i64>,
    organizations: HashMap<String, i64>,
    connected: HashMap<i64, i64>,
    told: HashMap<Place, Vec<MemberWord>>,
    /// Whom an administrator named for the sign-in by ИНН, by organisation.
    named: HashMap<i64, i64>,
    invitations: Invitations,
}

impl Memberships {
    /// Reads who is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let on = reach.on();
        let rows = membership::Entity::find().all(&on).await?;
        let people: Vec<i64> =
            person::Entity::find().select_only().column(person::Column::Id).into_tuple().all(&on).await?;
        let organizations: Vec<(String, i64)> = organization::Entity::find()
            .select_only()
            .columns([organization::Column::SubscriberCode, organization::Column::Id])
            .into_tuple()
            .all(&on)
            .await?;
        let connected: Vec<(i64, i64)> = application::Entity::find()
            .select_only()
            .columns([application::Column::Number, application::Column::OrganizationId])
            .filter(application::Column::ApprovedAt.is_not_null())
            .into_tuple()
            .all(&on)
            .await?;
        let by_partner = invitation::Column::PartnerId.is_not_null();
        let waiting = invitation::Entity::find().filter(by_partner).all(&on).await?;
        Ok(Self {
            there: rows.into_iter().map(|row| ((row.organization_id, row.person_id), row)).collect(),
            people: people.into_iter().collect(),
            organizations: organizations.into_iter().collect(),
            connected: connected.into_iter().collect(),
            told: HashMap::new(),
            named: HashMap::new(),
            invitations: Invitations { waiting, ..Invitations::default() },
        })
    }

    /// Looks at those of these tales that are about members or about approvals, by which whoever connected becomes one.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            let name = tale.about().1;
            for (event, told) in tale.events() {
                if let AnyEvent::Application(ApplicationEvent::Approved { joined: Some(joined), .. }) = event
                    && let Some(of) = name.parse().ok().and_then(|number: i64| self.connected.get(&number))
                {
                    self.hear((*of, joined.0), told.at, MemberSaid::Joined(None));
                }
                if let AnyEvent::Members(event) = event
                    && let Some(of) = self.organizations.get(name)
                {
                    self.member(*of, event, told.at);
                }
                if let AnyEvent::Administrators(AdministratorsEvent::AdministratorInvited {
                    invitation, ..
                }) = event
                    && let Some(of) = self.organizations.get(name)
                {
                    self.invitations.sent(*of, tale.chain, (invitation.0, told.at));
                }
            }
        }
    }

    fn member(&mut self, of: i64, event: &MembersEvent, at: DateTime<Utc>) {
        match event {
            MembersEvent::MemberJoined { person, role, partner } => {
                let place = (of, person.0);
                self.invitations.joined.extend(partner.map(|partner| (place, partner.0, at)));
                self.hear(place, at, MemberSaid::Joined(Some(*role)));
            }
            MembersEvent::MemberAdded { person, role } => {
                self.hear((of, person.0), at, MemberSaid::Joined(Some(*role)));
            }
            MembersEvent::MemberPromoted { person, partner } => {
                let place = (of, person.0);
                self.invitations.joined.extend(partner.map(|partner| (place, partner.0, at)));
                self.hear(place, at, MemberSaid::Promoted);
            }
            MembersEvent::MemberEnded { person } => {
                self.hear((of, person.0), at, MemberSaid::Ended);
                if self.named.get(&of) == Some(&person.0) {
                    self.named.remove(&of);
                }
            }
            MembersEvent::MemberNamed { person } => {
                self.named.insert(of, person.0);
            }
            MembersEvent::ClientInvited { .. } | MembersEvent::InvitationWithdrawn => {}
        }
    }

    fn hear(&mut self, place: Place, at: DateTime<Utc>, said: MemberSaid) {
        self.told.entry(place).or_default().push(MemberWord { at, said });
    }

    /// What was found, when all tales were told.
    pub(super) fn found(self, opening: &Opening) -> Invariant {
        let mut tally = Tally::of(
            "every member of a subscriber joined, and is what the history tells",
            "put the membership back as the audit and a backup have it",
        );
        let words = |place: &Place| format!("person:{} in organisation {}", place.1, place.0);
        for (place, told) in &self.told {
            let holds = match (last(told), self.there.get(place)) {
                (Some(member), Some(row)) => member.fits(row) && self.opened(place, row),
                // An account that is gone is found where people are looked at.
                (Some(_), None) => !self.people.contains(&place.1),
                (None, row) => row.is_none(),
            };
            tally.look(holds, || words(place));
        }
        for place in self.there.keys().filter(|place| !self.told.contains_key(place)) {
            tally.look(!opening.tells_of_members(), || format!("{} came from nowhere", words(place)));
        }
        self.invitations.hold(&mut tally);
        tally.found()
    }

    /// Whether whom an administrator named for the sign-in by ИНН is the one whom it opens.
    fn opened(&self, place: &Place, row: &membership::Model) -> bool {
        self.named.get(&place.0).is_none_or(|named| (*named == place.1) == row.by_inn)
    }
}

/// What holds after all words; none when the membership ended. Whoever is a member stays what they are, whatever is approved
/// then.
fn last(told: &[MemberWord]) -> Option<ToldMember> {
    let mut told = told.to_vec();
    told.sort_by_key(|word| word.at);
    told.into_iter().fold(None, |holds, word| match word.said {
        MemberSaid::Ended => None,
        MemberSaid::Joined(None) => holds.or(Some(ToldMember::default())),
        MemberSaid::Joined(role) => Some(ToldMember { role, since: Some(word.at) }),
        MemberSaid::Promoted => {
            let role = Some(MemberRole::ClientAdmin);
            Some(ToldMember { role, ..holds.unwrap_or_default() })
        }
    })
}

impl ToldMember {
    /// Whether a row is what was told.
    fn fits(&self, row: &membership::Model) -> bool {
        self.role.is_none_or(|role| role.code() == row.role)
            && self.since.is_none_or(|since| row.since == Some(since))
    }
}
