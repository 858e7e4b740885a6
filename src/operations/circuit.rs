//! The circuit breakers of external services: who may call, what each result does to them, and what pages show.

use chrono::{DateTime, Duration, Utc};

use super::forwarding::{self, ErrandOutcome};
use super::{Desk, Failure};
use crate::domain::circuit::{Circuit, Gate, Service};
use crate::domain::errand::Lane;
use crate::domain::ids::PartnerId;
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::{circuits, outbox};

/// An outage: the authority does not answer and requests wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// When it began.
    pub since: DateTime<Utc>,
    /// How many requests wait.
    pub waiting: u64,
    /// When the next probe goes out.
    pub next_try: DateTime<Utc>,
}

/// How many timeouts in a row open the circuit breaker of the mail server, of the gateway of SMS and of the store of files.
const POST_SILENCES: u32 = 3;

/// State of the circuit breaker for a lane. `One` (half-open) reserves the single probe for the caller until `lease`
/// ends.
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
    // Another worker has reserved the probe.
    Ok(if gate == Gate::Everybody { gate } else { Gate::Nobody })
}

/// Releases an unused or unfinished probe, reserved until `until`, so that another worker may take it. If an answer or
/// a timeout has changed the breaker, nothing happens.
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

/// Records that an errand's request goes out to an authority without idempotency keys; returns false when it must not.
pub async fn note_asked(desk: &Desk, errand: &Kept) -> Result<bool, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let noted = outbox::note_asked(&tx, errand.id, desk.now()).await?;
    tx.commit().await?;
    Ok(noted)
}

/// Whether an errand's request went out under a worker that recorded no answer, and the answer still matters.
pub async fn answer_is_lost(desk: &Desk, errand: &Kept) -> Result<bool, Failure> {
    desk.may(Permission::RunErrand).await?;
    if errand.asked_at.is_none() {
        return Ok(false);
    }
    Ok(forwarding::still_unanswered(desk.db(), errand).await?)
}

/// Records any answer of a service: the breaker closes.
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

/// Records a timeout of a service; returns until when the breaker is open, if it is.
pub async fn note_silence(desk: &Desk, service: Service) -> Result<Option<DateTime<Utc>>, Failure> {
    desk.may(Permission::RunErrand).await?;
    // Read before the transaction, which must not need a second connection of the pool.
    let enough = match service {
        Service::Authority => desk.house().settings().await?.ca_circuit_failures,
        Service::Post | Service::Sms | Service::Files => POST_SILENCES,
    };
    let tx = desk.begin().await?;
    let circuit = circuits::to_change(&tx, service).await?;
    let circuit = circuit.silent(desk.now(), desk.house().clock.now(), enough);
    circuits::write(&tx, service, &circuit).await?;
    tx.commit().await?;
    Ok(circuit.open.map(|open| open.probe_at))
}

/// Records that an errand did not reach the service; it is postponed. While the breaker is open, the attempt does not
/// count.
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

/// The outage of the authority, if there is one, with the number of waiting requests of one partner or of all.
pub(super) async fn outage(desk: &Desk, partner: Option<PartnerId>) -> Result<Option<Outage>, Failure> {
    let circuit = circuits::of(desk.db(), Service::Authority).await?;
    let Some(open) = circuit.open else { return Ok(None) };
    Ok(Some(Outage {
        since: circuit.silent_since.unwrap_or(open.at),
        waiting: outbox::questions(desk.db(), partner).await?,
        next_try: open.probe_at,
    }))
}
