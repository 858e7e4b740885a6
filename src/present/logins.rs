//! The partner's ITS logins: the list and the card.

use chrono::NaiveDate;
use serde::Deserialize;
use templates::components::{Badge, Empty, Fact, Link, Pager, TimelineEntry, Tone, VerbButton, VerbWeight};
use templates::format::{Zone, date};
use templates::pages::partner::{LoginForm, LoginPage, LoginRow, LoginsPage, OfferForm};
use templates::paths;

use super::paging::{self, ListPage};
use super::people::{entry_line, errors};
use super::words;
use crate::domain::its_login::{ItsLogin, LoginEvent, LoginState};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::password_link::Delivery;
use crate::operations::Desk;
use crate::operations::its_logins::{LoginCard, LoginList, PAGE, TypedLogin, TypedOffer};
use crate::store::audit::Entry;

/// How many organisations of a login the list names.
const NAMED: usize = 3;

/// The query of the list: search words and place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LoginsAsked {
    /// The words.
    pub q: String,
    after: String,
}

impl LoginsAsked {
    /// The login after which the page begins; empty for the first one.
    #[must_use]
    pub fn after(&self) -> &str {
        paging::place(&self.after)
    }
}

/// A form that is shown again with its faults.
#[derive(Clone, Debug, Default)]
pub struct ReturnedLogin<T> {
    /// What was typed.
    pub typed: T,
    /// The faults.
    pub faults: Vec<(&'static str, String)>,
}

/// The forms of the list, as they came back.
#[derive(Clone, Debug, Default)]
pub struct LoginForms {
    /// The one that issues a login.
    pub issuing: ReturnedLogin<TypedLogin>,
    /// The one that offers a contract.
    pub offering: ReturnedLogin<TypedOffer>,
}

/// The list, with the forms that issue a login and offer a contract.
#[must_use]
pub fn list(
    desk: &Desk,
    found: &LoginList,
    asked: &LoginsAsked,
    forms: LoginForms,
    csrf: String,
) -> LoginsPage {
    let LoginForms { issuing: ReturnedLogin { typed, faults }, offering } = forms;
    LoginsPage {
        search: asked.q.clone(),
        rows: found.rows.iter().map(|(login, organizations)| row(desk, login, organizations)).collect(),
        pager: pager(found, asked),
        empty: empty(asked),
        form: LoginForm {
            login: typed.login,
            email: typed.email,
            contract_until: typed.contract_until,
            errors: errors(faults),
        },
        offer: OfferForm {
            login: offering.typed.offered_login,
            until: offering.typed.offered_until,
            errors: errors(offering.faults),
        },
        csrf,
    }
}

fn pager(found: &LoginList, asked: &LoginsAsked) -> Pager {
    let page = ListPage {
        trail: &asked.after,
        size: PAGE,
        shown: found.rows.len(),
        total: paging::capped(found.total),
        next: found.next.clone(),
    };
    page.pager(None, |after| paths::with_query(&paths::its_logins(), &[("q", &asked.q), ("after", after)]))
}

fn empty(asked: &LoginsAsked) -> Empty {
    let (reason, advice) = if asked.q.trim().is_empty() {
        ("Логинов еще нет.", "Выдайте логин, когда клиент заключит договор 1С:ИТС.")
    } else {
        ("Ничего не найдено.", "Ищите по части логина или e-mail.")
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

fn row(desk: &Desk, login: &ItsLogin, organizations: &[Organization]) -> LoginRow {
    LoginRow {
        href: paths::its_login(&login.id.to_string()),
        login: login.login.clone(),
        email: if login.issued { login.email.clone() } else { String::new() },
        organizations: organizations.iter().take(NAMED).map(organization).collect(),
        more: organizations.len().saturating_sub(NAMED),
        until: login.contract_until.map(date),
        state: state(desk, login),
    }
}

fn organization(organization: &Organization) -> Link {
    Link {
        label: organization.requisites.short_name.clone(),
        href: paths::organization(&organization.subscriber_code),
    }
}

fn state(desk: &Desk, login: &ItsLogin) -> Badge {
    let state = login.state(moscow_day(desk.now()));
    let tone = match state {
        LoginState::Offered | LoginState::Issued => Tone::New,
        LoginState::Working => Tone::Good,
        LoginState::Lapsed => Tone::Work,
        LoginState::Blocked => Tone::Bad,
    };
    Badge { label: words::people::login_state(state).to_owned(), tone }
}

/// The card of a login, with a refused form if there is one.
#[must_use]
pub fn card(
    desk: &Desk,
    card: &LoginCard,
    returned: Option<ReturnedLogin<String>>,
    zone: Zone,
    csrf: String,
) -> LoginPage {
    let login = &card.login;
    let kept = login.contract_until.map(date).unwrap_or_default();
    let ReturnedLogin { typed, faults } =
        returned.unwrap_or(ReturnedLogin { typed: kept, faults: Vec::new() });
    LoginPage {
        id: login.id.to_string(),
        version: login.version.to_string(),
        login: login.login.clone(),
        state: state(desk, login),
        facts: facts(card, desk, zone),
        verbs: verbs(login, moscow_day(desk.now())),
        contract_until: typed,
        errors: errors(faults),
        organizations: card.organizations.iter().map(organization).collect(),
        history: card
            .history
            .iter()
            .map(|entry| {
                let detail = entry.event.as_ref().and_then(words::people::login_detail);
                TimelineEntry { detail, ..entry_line(entry, format!("{}:", actor(entry)), zone) }
            })
            .collect(),
        csrf,
    }
}

/// The actor's name; the client acts under the login itself.
fn actor(entry: &Entry<LoginEvent>) -> String {
    let actor = if entry.actor.starts_with("its:") { "клиент" } else { &entry.actor };
    words::standing_in::beside(actor, entry.instead_of.as_deref())
}

fn facts(card: &LoginCard, desk: &Desk, zone: Zone) -> Vec<Fact> {
    let login = &card.login;
    if !login.issued {
        let since = login.accepted_at.map(|at| zone.moment(at).text()).unwrap_or_default();
        return vec![
            Fact::new("Владелец", "распоряжается логином сам"),
            Fact::new("Договор принят", since),
            Fact::new("Договор 1С:ИТС до", login.contract_until.map(date).unwrap_or_default()),
        ];
    }
    let password =
        if login.password_hash.is_empty() { "не задан" } else { "задан клиентом" };
    let mut facts = vec![
        Fact::identifier("E-mail клиента", &login.email),
        Fact::new("Пароль", password),
        Fact::new("Договор 1С:ИТС до", login.contract_until.map(date).unwrap_or_default()),
    ];
    if let Some(since) = login.blocked_at {
        facts.push(Fact::new("Заблокирован", zone.moment(since).text()));
    }
    if let Some(link) = card.link.as_ref().filter(|link| link.closed_at.is_none()) {
        let until = link.expires_at.filter(|_| link.is_good(desk.now()));
        let value = match (link.delivery, until) {
            (Delivery::OnItsWay, _) => "письмо отправляется".to_owned(),
            (Delivery::GivenUp, _) => {
                "письмо не ушло: проверьте e-mail и отправьте ссылку еще раз".to_owned()
            }
            (Delivery::Sent, Some(until)) => format!("действует до {}", zone.moment(until).text()),
            (Delivery::Sent, None) => "больше не действует".to_owned(),
        };
        facts.push(Fact::new("Ссылка для пароля", value));
    }
    facts
}

fn verbs(login: &ItsLogin, today: NaiveDate) -> Vec<VerbButton> {
    let id = login.id.to_string();
    let verb = |label: &str, action: String, weight, consequence: &str| VerbButton {
        label: label.to_owned(),
        action,
        hidden: vec![("version".to_owned(), login.version.to_string())],
        weight,
        consequence: Some(consequence.to_owned()),
    };
    if !login.issued {
        let over = login.contract_until.is_none_or(|until| until < today);
        let consequence =
            "Заявления с этим логином перестанут приниматься сразу. Сам логин останется у владельца.";
        let end = verb("Завершить договор", paths::its_contract_end(&id), VerbWeight::Danger, consequence);
        return if over { Vec::new() } else { vec![end] };
    }
    if login.blocked_at.is_some() {
        let consequence = "Программа клиента снова сможет отправлять заявления с прежним паролем.";
        return vec![verb("Разблокировать", paths::unblocking(&id), VerbWeight::Primary, consequence)];
    }
    let link = "Клиент получит письмо и задаст пароль сам. Прежняя ссылка перестанет действовать.";
    let block = "Заявления с этим логином перестанут приниматься сразу, войти с ним будет нельзя.";
    vec![
        verb("Отправить ссылку для пароля", paths::its_link(&id), VerbWeight::Plain, link),
        verb("Заблокировать", paths::blocking(&id), VerbWeight::Danger, block),
    ]
}
