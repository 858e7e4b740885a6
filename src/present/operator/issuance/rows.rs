//! The rows of the issuance, with the verbs that the viewer may use.

use templates::components::{Badge, ReasonForm, Tone};
use templates::format::Zone;
use templates::pages::operator::{AtAuthority, Stuck, Undelivered};
use templates::paths;

use super::{ReturnedReason, reason_form};
use crate::domain::application::Application;
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::domain::stage::{Stage, StageCode};
use crate::operations::Desk;
use crate::operations::attention::Issuance;
use crate::policy::Permission;
use crate::present::words;
use crate::present::words::application::status;
use crate::present::words::issuance::{REFUSE, RESEND, reset};
use crate::store::outbox::Kept;

/// The viewer's desk, the found applications, and a refused form.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) desk: &'a Desk,
    pub(super) found: &'a Issuance,
    pub(super) returned: Option<&'a ReturnedReason>,
}

impl Reading<'_> {
    /// An application at the authority.
    pub(super) fn waiting(self, application: &Application) -> AtAuthority {
        let number = application.number;
        let at_authority =
            [StageCode::CertRequest, StageCode::Registering].contains(&application.stage.code());
        let refuse = at_authority && self.desk.allows(Permission::RefuseAtAuthority);
        let action = paths::refusal(&number.to_string());
        AtAuthority {
            number: number.to_string(),
            organization: application.asked.organization_name.clone(),
            partner: self.partner(application.partner),
            status: status(application),
            since: Zone::moscow().since(application.stage_since, self.desk.now()),
            note: self.next(application),
            refuse: refuse.then(|| reason_form("refuse", REFUSE, number, action, self.returned)),
        }
    }

    /// The next step, if known.
    fn next(self, application: &Application) -> Option<String> {
        let stage = application.stage.code();
        if stage == StageCode::Forwarded {
            return Some("партнер еще может отменить отправку".to_owned());
        }
        let asks = stage == StageCode::CertRequest && application.attention.is_none();
        let next = self.found.outage.filter(|_| asks)?.next_try;
        (next > self.desk.now())
            .then(|| format!("следующая проверка в {}", Zone::moscow().moment(next).clock()))
    }

    /// An application that needs a person.
    pub(super) fn stuck(self, application: &Application, errands: &[Kept]) -> Stuck {
        let attention = application.attention.as_ref();
        let since = attention.map_or(application.stage_since, |attention| attention.since);
        Stuck {
            number: application.number.to_string(),
            what: words::issuance::errands(errands.iter().map(|kept| &kept.errand)),
            organization: application.asked.organization_name.clone(),
            partner: self.partner(application.partner),
            last_error: attention.map(|attention| attention.words.clone()).unwrap_or_default(),
            tries: errands.iter().map(|kept| u64::from(kept.attempts)).max().unwrap_or_default(),
            since: Zone::moscow().since(since, self.desk.now()),
            steps: self.steps(application),
        }
    }

    fn steps(self, application: &Application) -> Vec<ReasonForm> {
        let number = application.number.to_string();
        let mut steps = Vec::new();
        if self.desk.allows(Permission::ResendErrand) {
            let action = paths::resending(&number);
            steps.push(reason_form("resend", RESEND, application.number, action, self.returned));
        }
        if self.desk.allows(Permission::ResetErrand) {
            let (step, action) = (reset(application.stage.code()), paths::reset(&number));
            steps.push(reason_form("reset", step, application.number, action, self.returned));
        }
        steps
    }

    /// An approved application with an unsent letter.
    pub(super) fn undelivered(self, application: &Application, letter: &Kept) -> Undelivered {
        let given_up = application.attention.is_some();
        let approved_at =
            if let Stage::Approved { at, .. } = application.stage { at } else { application.stage_since };
        let state = if given_up {
            Badge { label: "Требует внимания".to_owned(), tone: Tone::Bad }
        } else {
            Badge { label: "Отправляется".to_owned(), tone: Tone::Out }
        };
        Undelivered {
            number: application.number.to_string(),
            organization: application.asked.organization_name.clone(),
            partner: self.partner(application.partner),
            to: recipient(&letter.errand),
            state,
            last_error: letter.last_error.clone(),
            tries: letter.attempts.into(),
            since: Zone::moscow().since(approved_at, self.desk.now()),
        }
    }

    fn partner(self, id: PartnerId) -> String {
        let partner = self.found.partners.iter().find(|partner| partner.id == id);
        partner.map(|partner| partner.name.clone()).unwrap_or_default()
    }
}

fn recipient(errand: &Errand) -> String {
    if let Errand::Letter { to, .. } = errand { to.clone() } else { String::new() }
}
