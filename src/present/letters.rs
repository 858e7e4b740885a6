//! Letters: what each news about an application says to whom, and what comes with a link that sets a password.

use templates::format::Zone;
pub use templates::letters::Letter;
use templates::letters::{Approved, NewApplication, PasswordLetter, PasswordOccasion};
use templates::paths;

use super::words;
use crate::domain::application::Application;
use crate::domain::errand::News;
use crate::domain::partner::Partner;
use crate::domain::password_link::Occasion;
use crate::operations::letters::{LetterMatter, LinkMatter};

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

/// The letter with a link that sets a password.
#[must_use]
pub fn password(matter: &LinkMatter, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let house = matter.partner.as_ref().map_or_else(|| OPERATOR.to_owned(), |partner| partner.name.clone());
    let letter = PasswordLetter {
        occasion: match matter.occasion {
            Occasion::Invited => PasswordOccasion::Invited,
            Occasion::Forgotten => PasswordOccasion::Forgotten,
            Occasion::Issued => PasswordOccasion::Issued,
        },
        name: matter.full_name.clone(),
        house,
        login: matter.login.clone(),
        until: zone.moment(matter.until),
        link: link(public_url, &paths::set_password(&matter.token)),
        contact: matter.partner.as_ref().map(contact),
    };
    letter.letter()
}

/// In whose name the operator invites.
const OPERATOR: &str = "Оператор";

fn contact(partner: &Partner) -> String {
    format!("{}, {}, {}", partner.name, partner.phone, partner.email)
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
        partner: contact(partner),
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
