//! The circuits to the services outside: who may ask them now, what is noted after each question, and what people are told.

use chrono::{DateTime, Duration, Utc};

use super::forwarding::{self, ErrandOutcome};
use super::{Desk, Failure};
use crate::domain::circuit::{Circuit, Gate, Service};
use crate::domain::errand::Lane;
use crate::domain::ids::PartnerId;
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::{circuits, outbox};

/// The authority does not answer, and the queue waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Since when.
    pub since: DateTime<Utc>,
    /// How many questions wait.
    pub waiting: u64,
    /// When it is tried next.
    pub next_try: DateTime<Utc>,
}

/// After how many silences in a row the mail server counts as away.
const POST_SILENCES: u32 = 3;

/// Who may run the errands of a lane now. Whoever hears that one may is that one, until `lease` is over.
pub async fn gate(desk: &Desk, lane: Lane, lease: Duration) -> Result<Gate, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some(service) = lane.service() else { return Ok(Gate::Everybody) };
    let gate = circuits::of(desk.db(), service).await?.gate(desk.now());
    if gate != Gate::One {
        return Ok(gate);
    }
    if !outbox::is_due(desk.db(), lane, desk.now()).await? {
        return Ok(Gate::Nobody);
    }
    let tx = desk.begin().await?;
    let circuit = circuits::to_change(&tx, service).await?;
    let gate = circuit.gate(desk.now());
    if gate == Gate::One {
        circuits::write(&tx, service, &circuit.tried_until(desk.now() + lease)).await?;
        tx.commit().await?;
        return Ok(Gate::One);
    }
    // Somebody else is the one.
    Ok(if gate == Gate::Everybody { gate } else { Gate::Nobody })
}

/// Whoever was the one who may ask until this instant has asked nothing, or has heard nothing of it: somebody else may
/// be the one at once. What an answer or a silence has changed meanwhile stays.
pub async fn give_back(desk: &Desk, service: Service, until: DateTime<Utc>) -> Result<(), Failure> {
    desk.may(Permission::RunErrand).await?;
    if !circuits::of(desk.db(), service).await?.is_tried_until(until) {
        return Ok(());
    }
    let tx = desk.begin().await?;
    let circuit = circuits::to_change(&tx, service).await?;
    if circuit.is_tried_until(until) {
        circuits::write(&tx, service, &circuit.tried_until(desk.now())).await?;
    }
    Ok(tx.commit().await?)
}

/// Notes that the question of an errand goes out to an authority that cannot be asked twice; false when it must not.
pub async fn note_asked(desk: &Desk, errand: &Kept) -> Result<bool, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let noted = outbox::note_asked(&tx, errand.id, desk.now()).await?;
    tx.commit().await?;
    Ok(noted)
}

/// Whether the question of an errand went out before, by a worker that has not told of an answer, and still matters.
pub async fn answer_is_lost(desk: &Desk, errand: &Kept) -> Result<bool, Failure> {
    desk.may(Permission::RunErrand).await?;
    if errand.asked_at.is_none() {
        return Ok(false);
    }
    Ok(forwarding::still_unanswered(desk.db(), errand).await?)
}

/// Notes that a service answered, whatever it said: everybody may ask again.
pub async fn note_answer(desk: &Desk, service: Service) -> Result<(), Failure> {
    desk.may(Permission::RunErrand).await?;
    if circuits::of(desk.db(), service).await? == Circuit::default() {
        return Ok(());
    }
    let tx = desk.begin().await?;
    circuits::to_change(&tx, service).await?;
    circuits::write(&tx, service, &Circuit::default()).await?;
    desk.commit(tx).await?;
    Ok(())
}

/// Notes that a service was silent; answers until when nobody asks it, if so.
pub async fn note_silence(desk: &Desk, service: Service) -> Result<Option<DateTime<Utc>>, Failure> {
    desk.may(Permission::RunErrand).await?;
    // Read before the transaction: while it lasts, no other connection is asked for.
    let enough = match service {
        Service::Authority => desk.house().settings().await?.ca_circuit_failures,
        Service::Post => POST_SILENCES,
    };
    let tx = desk.begin().await?;
    let circuit = circuits::to_change(&tx, service).await?;
    let circuit = circuit.silent(desk.now(), desk.house().clock.now(), enough);
    circuits::write(&tx, service, &circuit).await?;
    tx.commit().await?;
    Ok(circuit.open.map(|open| open.probe_at))
}

/// Notes that an errand did not get through to the service outside: it goes out later, and while nobody may ask, the
/// attempt does not count.
pub async fn note_unreachable(
    desk: &Desk,
    errand: &Kept,
    service: Service,
    words: &str,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let shut_until = note_silence(desk, service).await?;
    let tx = desk.begin().await?;
    if errand.errand.application().is_some() {
        forwarding::open(&tx, errand).await?;
    }
    outbox::note_not_asked(&tx, errand.id).await?;
    if let Some(until) = shut_until {
        outbox::put_off_uncounted(&tx, errand.id, until, words).await?;
        desk.commit(tx).await?;
        return Ok(ErrandOutcome::PutOff);
    }
    tx.commit().await?;
    forwarding::note_failure(desk, errand, words, false).await
}

/// Whether the authority is silent, and how much waits for it: of one partner, or of all.
pub(super) async fn outage(desk: &Desk, partner: Option<PartnerId>) -> Result<Option<Outage>, Failure> {
    let circuit = circuits::of(desk.db(), Service::Authority).await?;
    let Some(open) = circuit.open else { return Ok(None) };
    Ok(Some(Outage {
        since: circuit.silent_since.unwrap_or(open.at),
        waiting: outbox::questions(desk.db(), partner).await?,
        next_try: open.probe_at,
    }))
}
