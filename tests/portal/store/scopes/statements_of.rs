//! Statements that were published to partners.

use super::Holding;
use crate::support::{Portal, month};

/// Publishes the month of each holding.
pub(super) async fn with_statements(portal: &Portal, holdings: &[&Holding]) {
    portal.clock.turn_to(month("2026-12").begins());
    let billing = portal.billing().await;
    for holding in holdings {
        portal.published(&billing, &holding.partner.code, month("2026-11")).await;
    }
}
