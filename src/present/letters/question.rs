//! The letters about a client's question.

use templates::format::Zone;
use templates::letters::{Letter, QuestionReply, QuestionWaits};
use templates::paths;

use super::{link, partner_contact};
use crate::domain::question::MessageKind;
use crate::operations::letters::QuestionMatter;

/// The letter about a message: to the partner about the client's, to the client about the partner's.
#[must_use]
pub fn question(matter: &QuestionMatter, public_url: &str) -> Letter {
    let number = matter.question.id.to_string();
    let name = matter.question.name.clone();
    let reply = |closed: bool| QuestionReply {
        text: matter.message.text.clone(),
        closed,
        partner: partner_contact(&matter.partner),
        link: link(public_url, &paths::own_question(&number)),
        number: number.clone(),
        name: name.clone(),
    };
    match matter.message.kind {
        MessageKind::Client => {
            let zone = Zone { offset: matter.partner.zone() };
            let waits = QuestionWaits {
                at: zone.moment(matter.message.at),
                again: matter.message.position > 1,
                link: link(public_url, &paths::question(&number)),
                number: number.clone(),
                name: matter.organization.clone().unwrap_or_else(|| name.clone()),
                signed: matter.organization.as_ref().map(|_| name.clone()),
                disowns: matter.disowns,
            };
            waits.letter()
        }
        MessageKind::Answer => reply(false).letter(),
        MessageKind::Closing => reply(true).letter(),
    }
}
