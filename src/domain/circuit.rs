//! The circuit breaker of an external service: it opens after several timeouts in a row and lets a single probe through
//! after each pause.

use chrono::{DateTime, Duration, Utc};

/// The length of the first pause.
const FIRST_PAUSE: Duration = Duration::seconds(30);
/// The limit of a pause's length.
const LONGEST_PAUSE: Duration = Duration::minutes(5);

codes! {
    /// An external service with a circuit breaker.
    pub enum Service {
        /// The authority that issues certificates.
        Authority = "authority",
        /// The mail server.
        Post = "post",
        /// The gateway of SMS.
        Sms = "sms",
        /// The store of files.
        Files = "files",
    }
}

/// The state of a service's circuit breaker, shared by all workers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circuit {
    /// How many timeouts there were in a row.
    pub silences: u32,
    /// When the first of them began.
    pub silent_since: Option<DateTime<Utc>>,
    /// Set while the breaker is open.
    pub open: Option<Break>,
}

/// An open breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// When it opened.
    pub at: DateTime<Utc>,
    /// When the next probe may go out.
    pub probe_at: DateTime<Utc>,
    /// The length of the pause before that probe.
    pub pause: Duration,
}

/// Who may call the service now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Closed: every worker.
    Everybody,
    /// Half-open: a single probe.
    One,
    /// Open: no worker.
    Nobody,
}

impl Circuit {
    /// Who may call the service at this instant.
    #[must_use]
    pub fn gate(&self, now: DateTime<Utc>) -> Gate {
        match self.open {
            None => Gate::Everybody,
            Some(open) if now >= open.probe_at => Gate::One,
            Some(_) => Gate::Nobody,
        }
    }

    /// The state after a call that began at `began` and timed out at `now`; `enough` timeouts in a row open the
    /// breaker. A call that began before the breaker opened does not count again.
    #[must_use]
    pub fn silent(self, began: DateTime<Utc>, now: DateTime<Utc>, enough: u32) -> Self {
        let silences = self.silences.saturating_add(1);
        let silent_since = self.silent_since.or(Some(began));
        match self.open {
            Some(open) if began <= open.at => self,
            Some(open) => {
                let pause = (open.pause * 2).min(LONGEST_PAUSE);
                let open = Some(Break { at: open.at, probe_at: now + pause, pause });
                Self { silences, silent_since, open }
            }
            None => {
                let opens = silences >= enough;
                let open = opens.then(|| Break { at: now, probe_at: now + FIRST_PAUSE, pause: FIRST_PAUSE });
                Self { silences, silent_since, open }
            }
        }
    }

    /// Reserves the probe for one worker until this instant.
    #[must_use]
    pub fn tried_until(self, until: DateTime<Utc>) -> Self {
        Self { open: self.open.map(|open| Break { probe_at: until, ..open }), ..self }
    }

    /// Whether the probe is still reserved until this instant, as its worker left it.
    #[must_use]
    pub fn is_tried_until(&self, until: DateTime<Utc>) -> bool {
        self.open.is_some_and(|open| open.probe_at.timestamp_millis() == until.timestamp_millis())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENCES: u32 = 5;

    fn noon() -> DateTime<Utc> {
        "2026-11-18T12:00:00Z".parse().unwrap()
    }

    fn open() -> Circuit {
        (0..SILENCES).fold(Circuit::default(), |circuit, _| circuit.silent(noon(), noon(), SILENCES))
    }

    #[test]
    fn it_opens_at_the_last_silence_of_the_row_and_says_since_when() {
        let mut circuit = Circuit::default();
        for silence in 1..SILENCES {
            circuit = circuit.silent(noon() + Duration::seconds(silence.into()), noon(), SILENCES);
            assert_eq!((circuit.gate(noon()), circuit.silences), (Gate::Everybody, silence));
        }
        let circuit = circuit.silent(noon(), noon(), SILENCES);
        assert_eq!(circuit.gate(noon()), Gate::Nobody);
        assert_eq!(circuit.silent_since, Some(noon() + Duration::seconds(1)));
    }

    #[test]
    fn after_a_pause_one_may_try_and_the_pauses_grow_to_five_minutes() {
        let (mut circuit, mut now) = (open(), noon());
        for pause in [30, 60, 120, 240, 300, 300] {
            let probe = now + Duration::seconds(pause);
            assert_eq!(circuit.gate(probe - Duration::microseconds(1)), Gate::Nobody, "{pause}");
            assert_eq!(circuit.gate(probe), Gate::One, "{pause}");
            now = probe;
            circuit = circuit.silent(now, now, SILENCES);
        }
    }

    #[test]
    fn whoever_had_begun_before_it_opened_does_not_prolong_the_pause() {
        assert_eq!(open().silent(noon(), noon() + Duration::seconds(20), SILENCES), open());
    }

    #[test]
    fn while_one_tries_nobody_else_does() {
        let later = noon() + Duration::minutes(1);
        let circuit = open().tried_until(later + Duration::seconds(90));
        assert_eq!(circuit.gate(later), Gate::Nobody);
        assert_eq!(circuit.gate(later + Duration::seconds(90)), Gate::One, "the one who tried has died");
    }
}
