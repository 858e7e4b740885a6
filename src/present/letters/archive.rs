//! The letters about an archive of documents.

use templates::format::Zone;
use templates::letters::{
    ActDeclined, ActOrdered, ArchiveAddressLetter, ArchiveAttached, ArchiveByLink, Letter,
};
use templates::paths;

use super::{link, partner_contact};
use crate::domain::archive::DOWNLOADS;
use crate::operations::archives::{ArchiveMatter, ArchivePost, DeclinedAct, OrderedAct};
use crate::present::archives::{about, contents};
use crate::present::words::archives as words;

/// The letter about an archive: with it, with the link to it, or with the link that confirms its address.
#[must_use]
pub fn archive(matter: &ArchiveMatter, confirms: bool, public_url: &str) -> Letter {
    let zone = Zone { offset: matter.partner.zone() };
    let about = about(&matter.archive, &matter.organization.requisites.short_name);
    let file = matter.archive.gathered.as_ref().map(contents).unwrap_or_default();
    let (partner, is_act) = (partner_contact(&matter.partner), matter.archive.kind.is_checked());
    let ending = matter.ending.as_deref().map(|token| super::ending(token, public_url));
    match &matter.post {
        ArchivePost::File { .. } => ArchiveAttached { about, file, is_act, ending, partner }.letter(),
        ArchivePost::Link { token, until } if confirms => {
            let until = zone.moment(*until).text();
            let link = link(public_url, &paths::archive_confirmation(token));
            ArchiveAddressLetter { about, until, link, is_act, partner }.letter()
        }
        ArchivePost::Link { token, until } => {
            let until = zone.moment(*until).text();
            let good = format!("Ссылка действует до {until}, скачать по ней можно {DOWNLOADS} раз.");
            let link = link(public_url, &paths::archive_taking(token));
            ArchiveByLink { about, file, good, link, is_act, ending, partner }.letter()
        }
    }
}

/// The letter that tells a partner that a client ordered an act. It names no sums: they stay at the desk.
#[must_use]
pub fn ordered_act(matter: &OrderedAct, public_url: &str) -> Letter {
    let (archive, client) = (&matter.archive, &matter.organization.requisites);
    let zone = Zone { offset: matter.partner.zone() };
    let letter = ActOrdered {
        client: client.short_name.clone(),
        inn: client.inn.as_str().to_owned(),
        period: words::period(&archive.period),
        promised: zone.moment(matter.promised_at),
        link: link(public_url, &paths::act(&archive.id.to_string())),
    };
    letter.letter()
}

/// The letter that tells a client that no act is drawn, and why.
#[must_use]
pub fn declined_act(matter: &DeclinedAct, public_url: &str) -> Letter {
    let about = about(&matter.archive, &matter.organization.requisites.short_name);
    let (partner, link) = (partner_contact(&matter.partner), link(public_url, &paths::own_archives()));
    ActDeclined { about, words: matter.words.clone(), link, partner }.letter()
}
