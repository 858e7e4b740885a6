//! What is at the authority, and what is stuck and needs a person.

use serde::Deserialize;
use templates::components::{Empty, FieldError, Pager, Tab};
use templates::format::Zone;
use templates::pages::operator::{AtAuthority, AuthorityRows, OperatorApplicationsPage, Stuck};
use templates::paths;

use crate::domain::application::Application;
use crate::domain::ids::{ApplicationNumber, PartnerId};
use crate::domain::stage::StageCode;
use crate::operations::Desk;
use crate::operations::attention::Issuance;
use crate::policy::Permission;
use crate::present::queue::status;
use crate::present::words;
use crate::store::outbox::Kept;

/// The part that needs a person, as addresses name it.
const STUCK: &str = "stuck";

/// Which part an address asks for, and behind which application.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct IssuanceAsked {
    tab: String,
    after: String,
}

/// A form that came back with its faults.
#[derive(Clone, Debug)]
pub struct ReturnedReason {
    /// Of which application.
    pub number: ApplicationNumber,
    /// What was written.
    pub written: String,
    /// What is wrong with it.
    pub faults: Vec<(&'static str, String)>,
}

impl IssuanceAsked {
    /// What needs a person.
    #[must_use]
    pub fn stuck() -> Self {
        Self { tab: STUCK.to_owned(), after: String::new() }
    }

    /// Behind which application the page begins.
    #[must_use]
    pub fn after(&self) -> Option<ApplicationNumber> {
        self.after.parse().ok().map(ApplicationNumber)
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        paths::with_query(&paths::operator_applications(), &[("tab", &self.tab), ("after", &self.after)])
    }

    fn is_stuck(&self) -> bool {
        self.tab == STUCK
    }
}

/// The page of one part.
#[must_use]
pub fn issuance_page(
    desk: &Desk,
    found: &Issuance,
    asked: &IssuanceAsked,
    returned: Option<ReturnedReason>,
    csrf: String,
) -> OperatorApplicationsPage {
    let rows = if asked.is_stuck() {
        AuthorityRows::Stuck(
            found.stuck.iter().map(|(one, errands)| stuck(desk, found, one, errands)).collect(),
        )
    } else {
        AuthorityRows::Waiting(found.at_authority.iter().map(|one| waiting(desk, found, one)).collect())
    };
    OperatorApplicationsPage {
        tabs: tabs(found, asked),
        rows,
        pager: pager(found, asked),
        empty: empty(asked),
        returned: returned.map(shown_again),
        csrf,
    }
}

fn shown_again(returned: ReturnedReason) -> (String, String, Vec<FieldError>) {
    let faults = returned.faults.into_iter();
    let faults = faults.map(|(field, text)| FieldError { field: field.to_owned(), text });
    (returned.number.to_string(), returned.written, faults.collect())
}

fn tabs(found: &Issuance, asked: &IssuanceAsked) -> Vec<Tab> {
    let tab = |label: &str, part: IssuanceAsked, count| Tab {
        label: label.to_owned(),
        href: part.address(),
        count: Some(count),
        current: part.is_stuck() == asked.is_stuck(),
    };
    vec![
        tab("У удостоверяющего центра", IssuanceAsked::default(), found.at_authority_count),
        tab("Требует внимания", IssuanceAsked::stuck(), count(found.stuck.len())),
    ]
}

fn pager(found: &Issuance, asked: &IssuanceAsked) -> Pager {
    let note = Some("новые сверху".to_owned());
    if asked.is_stuck() {
        let all = count(found.stuck.len());
        return Pager { shown: all, total: all, note, ..Pager::default() };
    }
    let behind = |after: ApplicationNumber| IssuanceAsked { after: after.to_string(), ..asked.clone() };
    Pager {
        shown: count(found.at_authority.len()),
        total: found.at_authority_count,
        note,
        start: asked.after().map(|_| IssuanceAsked::default().address()),
        next: found.next.map(|after| behind(after).address()),
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn empty(asked: &IssuanceAsked) -> Empty {
    let (reason, advice) = if asked.is_stuck() {
        ("Ничего не застряло.", "Сюда попадает то, с чем не справилась автоматика.")
    } else {
        ("У удостоверяющего центра ничего нет.", "Заявления появятся, когда партнеры их отправят.")
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

fn waiting(desk: &Desk, found: &Issuance, application: &Application) -> AtAuthority {
    let stage = application.stage.code();
    AtAuthority {
        number: application.number.to_string(),
        organization: application.asked.organization_name.clone(),
        partner: partner(found, application.partner),
        status: status(application),
        since: Zone::moscow().since(application.stage_since, desk.now()),
        note: (stage == StageCode::Forwarded).then(|| "партнер еще может отменить отправку".to_owned()),
    }
}

fn stuck(desk: &Desk, found: &Issuance, application: &Application, errands: &[Kept]) -> Stuck {
    let attention = application.attention.as_ref();
    let since = attention.map_or(application.stage_since, |attention| attention.since);
    let what: Vec<String> = errands.iter().map(|kept| words::issuance::errand(&kept.errand)).collect();
    Stuck {
        number: application.number.to_string(),
        what: what.join("; "),
        organization: application.asked.organization_name.clone(),
        partner: partner(found, application.partner),
        last_error: attention.map(|attention| attention.words.clone()).unwrap_or_default(),
        tries: errands.iter().map(|kept| u64::from(kept.attempts)).max().unwrap_or_default(),
        since: Zone::moscow().since(since, desk.now()),
        resend: desk.allows(Permission::ResendErrand).then(|| words::issuance::CONSEQUENCE.to_owned()),
    }
}

fn partner(found: &Issuance, id: PartnerId) -> String {
    let partner = found.partners.iter().find(|partner| partner.id == id);
    partner.map(|partner| partner.name.clone()).unwrap_or_default()
}
