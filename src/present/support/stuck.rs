//! Dead errands, with the form that drops them.

use templates::format::Zone;
use templates::pages::support::StuckApplication;
use templates::paths;

use super::masks;
use crate::domain::application::Application;
use crate::operations::Desk;
use crate::operations::organizations::OrganizationCard;
use crate::policy::Permission;
use crate::present::operator::{ReturnedReason, reason_form};
use crate::present::words::issuance::reset;

/// The applications with dead errands.
pub(super) fn stuck(
    desk: &Desk,
    card: &OrganizationCard,
    returned: Option<&ReturnedReason>,
    zone: Zone,
) -> Vec<StuckApplication> {
    let code = &card.organization.subscriber_code;
    let one = |application: &Application| {
        let attention = application.attention.as_ref()?;
        let number = application.number;
        let step = reset(application.stage.code());
        let action = paths::support_reset(code, &number.to_string());
        Some(StuckApplication {
            number: format!("№\u{a0}{number}"),
            last_error: masks::words(&attention.words),
            since: zone.since(attention.since, desk.now()),
            reset: desk
                .allows(Permission::ResetErrand)
                .then(|| reason_form("reset", step, number, action, returned)),
        })
    };
    card.applications.iter().filter_map(one).collect()
}
