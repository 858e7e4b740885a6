//! Letters: the text of each news for client and partner, and of links that set a password.

mod portal;

use chrono::{DateTime, Utc};
use templates::format::{Zone, date};
pub use templates::letters::Letter;
use templates::letters::{
    Approved, ClientNews, Confirmation, ContractOffer, JournalHead, LoginRenamed, NewApplication,
    PartnerNews, PasswordChanged, PasswordLetter, PasswordOccasion,
};
use templates::paths;

pub use portal::{invitation, pin_guesses};

use super::words;
use crate::domain::application::Application;
use crate::domain::errand::News;
use crate::domain::head::Head;
use crate::domain::its_login::ItsLogin;
use crate::domain::partner::Partner;
use crate::domain::password_link::Occasion;
use crate::operations::letters::{ConfirmationMatter, LetterMatter, LinkMatter, NoticeMatter};

/// The sender of letters: the address with the product's name, unless it has a name.
#[must_use]
pub fn sender(address: &str) -> String {
    if address.contains('<') { address.to_owned() } else { format!("Регистратор <{address}>") }
}

/// The letter of a news; `reason` is the message of the partner or the operator, fixed when the errand was added.
#[must_use]
pub fn letter(news: News, reason: Option<&str>, matter: &LetterMatter, public_url: &str) -> Letter {
    let client = |happened, next: String| client_news(matter, reason, happened, next, public_url).letter();
    let partner = |happened, next| partner_news(matter, reason, happened, next, public_url).letter();
    match news {
        News::NewApplication => new_application(matter, public_url).letter(),
        News::MendedForPartner => {
            partner("исправлено клиентом", "Оно снова на проверке у того, кто его вернул.")
        }
        News::WithdrawnForPartner => partner("отозвано клиентом", "Делать ничего не нужно."),
        News::BackForPartner => partner("вернулось от оператора", BACK),
        News::Accepted => client("получено", accepted(matter)),
        News::Returned => client("возвращено на доработку", returned(matter)),
        News::Mended => {
            client("получено с исправлениями", "Обслуживающая организация проверит его снова.".to_owned())
        }
        News::Forwarded => client("передано оператору", FORWARDED.to_owned()),
        News::Back => client("снова на проверке", BACK_FOR_CLIENT.to_owned()),
        News::Rejected => client("отклонено", "При необходимости отправьте новое заявление.".to_owned()),
        News::Approved => approved(matter, public_url).letter(),
        News::Withdrawn => {
            client("отозвано", "Обслуживающая организация не будет его обрабатывать.".to_owned())
        }
        News::Expired => {
            client("снято по сроку", "Его не исправили вовремя. Отправьте новое заявление.".to_owned())
        }
    }
}

const FORWARDED: &str =
    "Обслуживающая организация проверила его. Теперь работает оператор, от вас ничего не нужно.";

const BACK: &str = "Оно снова на проверке у того, кто его отправил. Полученные сертификаты остались.";
const BACK_FOR_CLIENT: &str =
    "Оператор вернул его обслуживающей организации, она проверит его снова. От вас пока ничего не нужно.";

/// The sentence that the partner must act, with its contacts.
fn accepted(matter: &LetterMatter) -> String {
    let partner = &matter.partner.name;
    format!(
        "Оно ждет обслуживающую организацию {partner}: сообщите ей, что отправили заявление. {}",
        words::client::NOTHING_MOVES
    )
}

fn returned(matter: &LetterMatter) -> String {
    let zone = Zone { offset: matter.partner.zone() };
    let mend = "Исправьте заявление в программе и отправьте снова";
    match matter.application.stage.expires_at() {
        Some(until) => {
            format!("{mend} до {}: потом оно будет снято. Номер сохранится.", zone.moment(until).text())
        }
        None => format!("{mend}. Номер сохранится."),
    }
}

fn client_news(
    matter: &LetterMatter,
    reason: Option<&str>,
    happened: &'static str,
    next: String,
    public_url: &str,
) -> ClientNews {
    let number = matter.application.number.to_string();
    ClientNews {
        organization: matter.application.asked.organization_name.clone(),
        happened,
        reason: reason.map(ToOwned::to_owned),
        next,
        partner: contact(&matter.partner),
        link: link(public_url, &paths::cabinet_application(&number)),
        number,
    }
}

fn partner_news(
    matter: &LetterMatter,
    reason: Option<&str>,
    happened: &'static str,
    next: &str,
    public_url: &str,
) -> PartnerNews {
    let number = matter.application.number.to_string();
    PartnerNews {
        organization: matter.application.asked.organization_name.clone(),
        inn: matter.application.asked.inn.clone(),
        happened,
        reason: reason.map(ToOwned::to_owned),
        next: next.to_owned(),
        link: link(public_url, &paths::application(&number)),
        number,
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

/// The letter with a link that confirms an address.
#[must_use]
pub fn confirmation(matter: &ConfirmationMatter, public_url: &str) -> Letter {
    let name = matter.applicant.profile.full_name();
    let letter = Confirmation {
        name: Some(name).filter(|name| !name.is_empty()),
        login: matter.applicant.login.clone(),
        until: Zone::moscow().moment(matter.until),
        link: link(public_url, &paths::confirming(&matter.token)),
    };
    letter.letter()
}

/// The letter about a changed password. It contains no link that sets one.
#[must_use]
pub fn password_changed(matter: &NoticeMatter, at: DateTime<Utc>, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let letter = PasswordChanged {
        name: matter.full_name.clone(),
        login: matter.login.clone(),
        at: zone.moment(at),
        link: link(public_url, &paths::forgotten()),
    };
    letter.letter()
}

/// The letter that a login is another one.
#[must_use]
pub fn login_renamed(matter: &NoticeMatter, was: &str, public_url: &str) -> Letter {
    let letter = LoginRenamed {
        name: matter.full_name.clone(),
        was: was.to_owned(),
        login: matter.login.clone(),
        link: link(public_url, &paths::sign_in()),
    };
    letter.letter()
}

/// The letter that a partner offers an ITS contract.
#[must_use]
pub fn offer(offer: &ItsLogin, partner: &Partner, public_url: &str) -> Letter {
    let letter = ContractOffer {
        partner: partner.name.clone(),
        contact: contact(partner),
        login: offer.login.clone(),
        until: offer.contract_until.map(date).unwrap_or_default(),
        link: link(public_url, &paths::own_its_contracts()),
    };
    letter.letter()
}

/// The letter with the head of a chain, for safekeeping.
#[must_use]
pub fn journal_head(matter: &NoticeMatter, head: &Head, at: DateTime<Utc>, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let (house, address) = match &matter.partner {
        Some(partner) => (partner.name.clone(), paths::journal()),
        None => ("оператора".to_owned(), paths::operator_journal()),
    };
    let letter = JournalHead {
        name: matter.full_name.clone(),
        house,
        at: zone.moment(at),
        entries: u64::try_from(head.sequence).unwrap_or_default(),
        head: head.to_string(),
        link: link(public_url, &address),
    };
    letter.letter()
}

/// The name in which the operator invites.
const OPERATOR: &str = "Оператор";

/// The partner's contacts on one line.
pub(super) fn contact(partner: &Partner) -> String {
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
    Approved {
        organization: application.asked.organization_name.clone(),
        mode: mode(application),
        task: task(application),
        partner: contact(&matter.partner),
        link: link(public_url, &paths::cabinet_application(&number)),
        number,
    }
}

/// What the client must still do: only the client can send the list of users.
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
    words::mode(application.parameters.enabled, application.parameters.tier)
}

fn link(public_url: &str, path: &str) -> String {
    format!("{}{path}", public_url.trim_end_matches('/'))
}
