//! Letters: what each news about an application says to whom.

use templates::format::Zone;
use templates::letters::{Approved, Letter, NewApplication};
use templates::paths;

use super::words;
use crate::domain::application::Application;
use crate::domain::errand::News;
use crate::operations::letters::LetterMatter;

/// The sender of our letters.
pub const SENDER: &str = "Регистратор <registrar@localhost>";

/// The letter that tells this news.
#[must_use]
pub fn letter(news: News, matter: &LetterMatter, public_url: &str) -> Letter {
    match news {
        News::NewApplication => new_application(matter, public_url).letter(),
        News::Approved => approved(matter, public_url).letter(),
    }
}

fn new_application(matter: &LetterMatter, public_url: &str) -> NewApplication {
    let application = &matter.application;
    let zone = Zone { offset: matter.partner.zone() };
    let number = application.number.to_string();
    NewApplication {
        kind: words::kind(application.asked.kind).to_owned(),
        organization: application.asked.organization_name.clone(),
        inn: application.asked.inn.clone(),
        received: zone.moment(application.received_at),
        take_by: zone.moment(application.deadlines.take_by),
        mode: declared(application),
        link: link(public_url, &paths::application(&number)),
        number,
    }
}

fn approved(matter: &LetterMatter, public_url: &str) -> Approved {
    let application = &matter.application;
    let number = application.number.to_string();
    let partner = &matter.partner;
    Approved {
        organization: application.asked.organization_name.clone(),
        mode: mode(application),
        task: task(application),
        partner: format!("{}, {}, {}", partner.name, partner.phone, partner.email),
        link: link(public_url, &paths::cabinet_application(&number)),
        number,
    }
}

/// What is left to the client: the list of users is theirs alone.
fn task(application: &Application) -> Option<String> {
    let empty = application.parameters.enabled && application.asked.users == 0;
    empty.then(|| "отправьте заявление на изменение со списком пользователей.".to_owned())
}

fn declared(application: &Application) -> String {
    let users = templates::format::counted(
        application.asked.users.into(),
        ["пользователь", "пользователя", "пользователей"],
    );
    if application.asked.multi_user {
        format!("заявлен, {users}")
    } else {
        "не заявлен".to_owned()
    }
}

fn mode(application: &Application) -> String {
    match application.parameters.tier.filter(|_| application.parameters.enabled) {
        Some(tier) => format!("включен, {}", words::tier(tier)),
        None => "выключен".to_owned(),
    }
}

fn link(public_url: &str, path: &str) -> String {
    format!("{}{path}", public_url.trim_end_matches('/'))
}
