//! A client's ITS contracts: the list with what partners offer, and whether the account is connected by one.

use templates::components::{Badge, Empty, Fact, Link, Tone, VerbButton, VerbWeight};
use templates::format::date;
use templates::pages::cabinet::{ItsContractRow, ItsContractsPage, ItsOffer, SupportStatePage};
use templates::paths;

use super::letters::contact;
use super::words;
use crate::domain::its_login::{ItsLogin, LoginState};
use crate::domain::month::moscow_day;
use crate::domain::partner::Partner;
use crate::operations::Desk;

/// The contracts, with what partners offer.
#[must_use]
pub fn list(desk: &Desk, own: &[(ItsLogin, Partner)], csrf: String) -> ItsContractsPage {
    let (offers, contracts): (Vec<_>, Vec<_>) =
        own.iter().partition(|(contract, _)| contract.accepted_at.is_none());
    // One filled button a page: where several wait, none is the obvious one.
    let weight = if offers.len() == 1 { VerbWeight::Primary } else { VerbWeight::Plain };
    let nothing_offered = offers.is_empty();
    ItsContractsPage {
        login: desk.who().actor.clone(),
        offers: offers.into_iter().map(|(offered, partner)| offer(offered, partner, weight)).collect(),
        contracts: contracts.into_iter().map(|(held, partner)| row(desk, held, partner)).collect(),
        empty: none(own.is_empty()),
        next: (nothing_offered && contracts_run(desk, own)).then(application),
        csrf,
    }
}

/// What stands instead of the contracts.
fn none(nothing: bool) -> Empty {
    let (reason, advice) = if nothing {
        (
            "Договоров пока нет.",
            "Сообщите свой логин обслуживающей организации: она предложит договор, и вы примете его здесь.",
        )
    } else {
        ("Действующих договоров пока нет.", "Примите предложение выше.")
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

fn contracts_run(desk: &Desk, own: &[(ItsLogin, Partner)]) -> bool {
    let today = moscow_day(desk.now());
    own.iter().any(|(contract, _)| contract.state(today) == LoginState::Working)
}

/// What whoever has a contract does next.
fn application() -> Link {
    Link {
        label: "Заявление на подключение к 1С-Отчетности".to_owned(), href: paths::new_draft()
    }
}

fn offer(offered: &ItsLogin, partner: &Partner, weight: VerbWeight) -> ItsOffer {
    let id = offered.id.to_string();
    let until = offered.contract_until.map(|day| day.to_string()).unwrap_or_default();
    let answer = |label: &str, action: String, weight, consequence: &str| VerbButton {
        label: label.to_owned(),
        action,
        hidden: vec![("until".to_owned(), until.clone())],
        weight,
        consequence: Some(consequence.to_owned()),
    };
    let accepted = "«Принять»: договор начнет действовать, заявления из программы пойдут этой организации.";
    let declined = "«Отклонить»: предложение исчезнет. Организация не узнает, чей это логин.";
    ItsOffer {
        partner: partner.name.clone(),
        facts: vec![
            Fact::new("Обслуживающая организация", contact(partner)),
            Fact::new("Договор 1С:ИТС до", offered.contract_until.map(date).unwrap_or_default()),
        ],
        answers: vec![
            answer("Принять", paths::offer_acceptance(&id), weight, accepted),
            answer("Отклонить", paths::offer_refusal(&id), VerbWeight::Plain, declined),
        ],
        id,
    }
}

fn row(desk: &Desk, held: &ItsLogin, partner: &Partner) -> ItsContractRow {
    let state = held.state(moscow_day(desk.now()));
    let tone = match state {
        LoginState::Offered | LoginState::Issued => Tone::New,
        LoginState::Working => Tone::Good,
        LoginState::Lapsed => Tone::Work,
        LoginState::Blocked => Tone::Bad,
    };
    ItsContractRow {
        partner: partner.name.clone(),
        contact: format!("{}, {}", words::subscriber::phone(&partner.phone), partner.email),
        since: date(moscow_day(held.accepted_at.unwrap_or(held.since))),
        until: held.contract_until.map(date),
        state: Badge { label: words::people::login_state(state).to_owned(), tone },
    }
}

/// Whether the account is connected: by which contract, or what to do.
#[must_use]
pub fn support(desk: &Desk, own: &[(ItsLogin, Partner)]) -> SupportStatePage {
    let today = moscow_day(desk.now());
    let working = ItsLogin::to_work_by(own.iter().map(|(contract, _)| contract.clone()).collect(), today);
    let connected = working.as_ref().is_some_and(|login| login.state(today) == LoginState::Working);
    let known = working.as_ref().and_then(|login| own.iter().find(|(contract, _)| contract.id == login.id));
    let mut facts = vec![Fact::identifier("Логин", &desk.who().actor)];
    if let Some((contract, partner)) = known {
        facts.push(Fact::new("Обслуживающая организация", contact(partner)));
        facts.push(Fact::new("Договор 1С:ИТС до", contract.contract_until.map(date).unwrap_or_default()));
    }
    let offered = own.iter().any(|(contract, _)| contract.accepted_at.is_none());
    let advice = match (offered, known) {
        (true, _) => "Вам предложили договор 1С:ИТС: примите его на странице «Договоры».",
        (false, Some(_)) => {
            "Договор 1С:ИТС не действует. Обратитесь в обслуживающую организацию: она продлит его."
        }
        (false, None) => {
            "У этого логина нет договора 1С:ИТС. Сообщите его обслуживающей организации: она предложит договор."
        }
    };
    SupportStatePage {
        connected,
        facts,
        advice: advice.to_owned(),
        link: Some(if connected {
            application()
        } else {
            Link { label: "Договоры".to_owned(), href: paths::own_its_contracts() }
        }),
    }
}
