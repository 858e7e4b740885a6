//! The letters about an application: the text of each news for client and partner.

use chrono::{DateTime, Utc};
use templates::format::Zone;
use templates::letters::{Approved, ClientNews, Letter, NewApplication, NewsBody, PartnerNews};
use templates::paths;

use super::{link, partner_contact};
use crate::domain::application::{Application, Due};
use crate::domain::errand::News;
use crate::domain::reason::Purpose;
use crate::operations::letters::LetterMatter;
use crate::present::words;

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
        News::NudgedForPartner => partner("ждет: клиент просит его проверить", NUDGED),
        News::BackForPartner => partner("вернулось от оператора", BACK),
        News::Accepted => client("получено", accepted(matter)),
        News::Returned => {
            let application = &matter.application;
            client(RETURNED, returned(application, application.stage.expires_at()))
        }
        News::Mended => {
            client("получено с исправлениями", "Обслуживающая организация проверит его снова.".to_owned())
        }
        News::Forwarded => client("передано оператору", FORWARDED.to_owned()),
        News::Back => client("снова на проверке", BACK_FOR_CLIENT.to_owned()),
        News::Rejected => client(REJECTED, SEND_ANOTHER.to_owned()),
        News::Approved => approved(matter, public_url).letter(),
        News::Withdrawn => {
            client("отозвано", "Обслуживающая организация не будет его обрабатывать.".to_owned())
        }
        News::Expired => {
            client("снято по сроку", "Его не исправили вовремя. Отправьте новое заявление.".to_owned())
        }
    }
}

/// What the letter about a return or a rejection would say of an application; a returned one lapses at this instant.
#[must_use]
pub fn foretold(purpose: Purpose, application: &Application, expires_at: DateTime<Utc>) -> NewsBody {
    match purpose {
        Purpose::Return => body_of(application, RETURNED, returned(application, Some(expires_at))),
        Purpose::Reject => body_of(application, REJECTED, SEND_ANOTHER.to_owned()),
    }
}

const RETURNED: &str = "возвращено на доработку";
const REJECTED: &str = "отклонено";
const SEND_ANOTHER: &str = "При необходимости отправьте новое заявление.";

const FORWARDED: &str =
    "Обслуживающая организация проверила его. Теперь работает оператор, от вас ничего не нужно.";

const NUDGED: &str =
    "Клиент нажал «Сообщить партнеру». Если быстро проверить заявление нельзя, позвоните ему.";

const BACK: &str = "Оно снова на проверке у того, кто его отправил. Полученные сертификаты остались.";
const BACK_FOR_CLIENT: &str =
    "Оператор вернул его обслуживающей организации, она проверит его снова. От вас пока ничего не нужно.";

/// The sentence that the partner must act, and when a call makes sense.
fn accepted(matter: &LetterMatter) -> String {
    let by = zone(&matter.application).moment(matter.application.deadlines.take_by).text();
    format!(
        "{} уже получила уведомление. Если до {by} ничего не изменится, позвоните. {}",
        matter.partner.name,
        words::client::NOTHING_MOVES
    )
}

/// By when the partner promised to take it, while nobody has.
fn promise(application: &Application) -> Option<String> {
    let waits = matches!(application.due(), Some(Due::Take(_)));
    let by = zone(application).moment(application.deadlines.take_by).text();
    waits.then(|| format!("Обещано: возьмут в работу до {by}."))
}

/// The zone of the client: that of the organisation's region.
fn zone(application: &Application) -> Zone {
    Zone { offset: application.asked.region.zone() }
}

fn returned(application: &Application, expires_at: Option<DateTime<Utc>>) -> String {
    let mend = "Исправьте заявление в личном кабинете или в программе и отправьте снова";
    match expires_at {
        Some(until) => {
            let until = zone(application).moment(until).text();
            format!("{mend} до {until}: потом оно будет снято. Номер сохранится.")
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
        body: body_of(&matter.application, happened, next),
        reason: reason.map(ToOwned::to_owned),
        partner: partner_contact(&matter.partner),
        link: link(public_url, &paths::cabinet_application(&number)),
    }
}

fn body_of(application: &Application, happened: &'static str, next: String) -> NewsBody {
    NewsBody {
        number: application.number.to_string(),
        organization: application.asked.organization_name.clone(),
        happened,
        promise: promise(application),
        next,
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
        certificates: issued(matter),
        partner: partner_contact(&matter.partner),
        link: link(public_url, &paths::cabinet_application(&number)),
        number,
    }
}

/// How many certificates were issued, when any was.
fn issued(matter: &LetterMatter) -> Option<String> {
    let current = matter.certificates.iter().filter(|issued| issued.current).count();
    let words = ["сертификат", "сертификата", "сертификатов"];
    (current > 0).then(|| templates::format::counted(u64::try_from(current).unwrap_or(u64::MAX), words))
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
