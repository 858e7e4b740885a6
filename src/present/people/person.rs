//! The page of one of the tenant's people, with the verbs that the viewer may use.

use templates::components::{Fact, Link, TimelineEntry, Tone, VerbButton, VerbWeight};
use templates::format::Zone;
use templates::pages::{InvitationState, PersonPage, RoleLine};
use templates::paths;

use super::{PeopleSide, grantable, sessions, state};
use crate::domain::account::AccountState;
use crate::domain::colleague::{PersonEvent, PersonRefusal};
use crate::domain::password_link::{Delivery, Occasion};
use crate::domain::role::Role;
use crate::operations::Desk;
use crate::operations::people::PersonCard;
use crate::policy::Permission;
use crate::present::organizations::applications;
use crate::present::words;
use crate::store::audit::Entry;

/// The page of a person.
#[must_use]
pub fn page(desk: &Desk, side: PeopleSide, card: &PersonCard, zone: Zone, csrf: String) -> PersonPage {
    let account = &card.colleague.account;
    let id = account.id.to_string();
    let link = |application: &crate::domain::application::Application| {
        Some(paths::application(&application.number.to_string()))
    };
    PersonPage {
        list: Link { label: "Сотрудники".to_owned(), href: side.list() },
        name: account.full_name.clone(),
        state: state(account.state()),
        facts: facts(card, desk, zone),
        invitation: invitation(card, desk, zone),
        verbs: verbs(desk, side, card),
        note: note(desk, card).map(str::to_owned),
        roles: roles(desk, side, card),
        disabling: None,
        standing: Vec::new(),
        sessions: sessions::rows(desk, &card.sessions, None, zone, |mark| match side {
            PeopleSide::Partner => paths::session_ending(&id, mark),
            PeopleSide::Operator => paths::operator_session_ending(&id, mark),
        }),
        end_all: (!card.sessions.is_empty()).then(|| {
            let address = side.of_person(&id, paths::sessions_ending, paths::operator_sessions_ending);
            sessions::button("Завершить все сеансы", address)
        }),
        taken: applications(&card.taken, desk.now(), zone, link),
        taken_note: taken_note(card),
        history: card.history.iter().map(|entry| event(card, entry, zone)).collect(),
        csrf,
    }
}

fn facts(card: &PersonCard, desk: &Desk, zone: Zone) -> Vec<Fact> {
    let account = &card.colleague.account;
    let seen = card.seen_at.map(|at| zone.moment(at).text()).unwrap_or_default();
    let mut facts = vec![
        Fact::identifier("Логин", &account.login),
        Fact::identifier("E-mail", &account.email),
        Fact {
            note: card.seen_at.map(|at| templates::format::ago(at, desk.now())),
            ..Fact::new("Последний вход", seen)
        },
    ];
    if let Some(since) = card.colleague.disabled_at {
        facts.push(Fact::new("Отключен", zone.moment(since).text()));
    }
    let forgotten = card.link.as_ref().filter(|link| link.occasion == Occasion::Forgotten);
    if forgotten.is_some_and(|link| link.closed_at.is_none() && link.delivery == Delivery::GivenUp) {
        let value = "письмо не ушло, запросите ссылку еще раз на странице входа";
        facts.push(Fact::new("Ссылка для пароля", value));
    }
    facts
}

fn invitation(card: &PersonCard, desk: &Desk, zone: Zone) -> Option<InvitationState> {
    let link = card.link.as_ref().filter(|link| link.occasion == Occasion::Invited)?;
    if card.colleague.account.state() != AccountState::Invited {
        return None;
    }
    let until = link.expires_at.filter(|_| link.is_good(desk.now()));
    let (text, good) = match (link.delivery, until) {
        (Delivery::OnItsWay, _) => ("Письмо с приглашением отправляется.".to_owned(), true),
        (Delivery::GivenUp, _) => {
            ("Письмо не ушло: проверьте e-mail и отправьте приглашение еще раз.".to_owned(), false)
        }
        (Delivery::Sent, Some(until)) => {
            (format!("Письмо отправлено, ссылка действует до {}.", zone.moment(until).text()), true)
        }
        (Delivery::Sent, None) => {
            ("Ссылка из письма больше не действует: отправьте приглашение еще раз.".to_owned(), false)
        }
    };
    Some(InvitationState { text, good })
}

fn verbs(desk: &Desk, side: PeopleSide, card: &PersonCard) -> Vec<VerbButton> {
    let id = card.colleague.account.id.to_string();
    let verb = |label: &str, action: String, weight, consequence: Option<&str>| VerbButton {
        label: label.to_owned(),
        action,
        hidden: vec![("version".to_owned(), card.colleague.version.to_string())],
        weight,
        consequence: consequence.map(str::to_owned),
    };
    let mut verbs = Vec::new();
    if card.colleague.account.state() == AccountState::Invited {
        let address = side.of_person(&id, paths::invitation, paths::operator_invitation);
        let consequence = Some("Придет новое письмо, прежняя ссылка перестанет действовать.");
        verbs.push(verb("Отправить приглашение еще раз", address, VerbWeight::Primary, consequence));
    }
    if note(desk, card).is_some() {
        return verbs;
    }
    if card.held > 0 && !card.colleague.account.disabled {
        return verbs;
    }
    verbs.push(if card.colleague.account.disabled {
        let address = side.of_person(&id, paths::enabling, paths::operator_enabling);
        verb(
            "Включить",
            address,
            VerbWeight::Primary,
            Some("Сотрудник снова сможет войти с прежним паролем."),
        )
    } else {
        let address = side.of_person(&id, paths::disabling, paths::operator_disabling);
        verb("Отключить", address, VerbWeight::Danger, Some(CONSEQUENCE))
    });
    verbs
}

/// What disabling brings.
pub(super) const CONSEQUENCE: &str =
    "Все сеансы завершатся сразу, войти будет нельзя. История и заявления сохранятся.";

/// Whether the viewer may disable the person.
pub(super) fn may_be_disabled(desk: &Desk, card: &PersonCard) -> bool {
    !card.colleague.account.disabled && note(desk, card).is_none()
}

/// Why the viewer cannot disable or enable the account.
fn note(desk: &Desk, card: &PersonCard) -> Option<&'static str> {
    if !desk.allows(Permission::AppointPeople) {
        return Some(words::rights::STAYS_WITH_THE_HOLDER);
    }
    why_not(desk, card).map(words::people::refusal)
}

/// Why the account cannot be disabled or enabled, by the rules of the domain.
fn why_not(desk: &Desk, card: &PersonCard) -> Option<PersonRefusal> {
    let colleague = &card.colleague;
    let elsewhere = colleague.account.roles.iter().any(|assigned| !assigned.is_of(colleague.house));
    let above = colleague.roles().iter().any(|role| role.rank() > desk.who().role.rank());
    if elsewhere {
        Some(PersonRefusal::WorksElsewhere)
    } else if above {
        Some(PersonRefusal::RoleAboveYours)
    } else if desk.who().person == Some(colleague.account.id) {
        Some(PersonRefusal::Yourself)
    } else {
        None
    }
}

/// Every role of the house: whether the person has it, and what gives or ends it.
fn roles(desk: &Desk, side: PeopleSide, card: &PersonCard) -> Vec<RoleLine> {
    let may = desk.allows(Permission::AppointPeople);
    let grantable = if may { grantable(card.colleague.house, desk.who().role) } else { Vec::new() };
    let own = desk.who().person == Some(card.colleague.account.id);
    let line = |role: &Role| role_line(side, card, *role, own, &grantable);
    Role::of_house(card.colleague.house).iter().map(line).collect()
}

fn role_line(side: PeopleSide, card: &PersonCard, role: Role, own: bool, grantable: &[Role]) -> RoleLine {
    let colleague = &card.colleague;
    let (id, code) = (colleague.account.id.to_string(), role.code());
    let held = colleague.roles().contains(&role);
    let last = held
        && role == Role::administrator(colleague.house)
        && colleague.administers()
        && card.other_administrators == 0;
    let note = if last {
        Some(PersonRefusal::LastAdministrator)
    } else if held && colleague.roles().len() == 1 {
        Some(PersonRefusal::OnlyRole)
    } else if own && !held && grantable.contains(&role) {
        Some(PersonRefusal::RoleForYourself)
    } else {
        None
    };
    let (label, action) = match (held, side) {
        (true, PeopleSide::Partner) => ("Снять", paths::role_ending(&id, code)),
        (true, PeopleSide::Operator) => ("Снять", paths::operator_role_ending(&id, code)),
        (false, PeopleSide::Partner) => ("Назначить", paths::roles(&id)),
        (false, PeopleSide::Operator) => ("Назначить", paths::operator_roles(&id)),
    };
    let version = ("version".to_owned(), colleague.version.to_string());
    let asked = (!held).then(|| ("role".to_owned(), code.to_owned()));
    let verb = VerbButton {
        hidden: std::iter::once(version).chain(asked).collect(),
        ..sessions::button(label, action)
    };
    RoleLine {
        label: words::role(role).to_owned(),
        hint: words::people::role_hint(role).to_owned(),
        held,
        verb: (note.is_none() && grantable.contains(&role)).then_some(verb),
        note: note.map(|refusal| words::people::refusal(refusal).to_owned()),
    }
}

/// The note about the work of a person, with the link to all of it.
fn taken_note(card: &PersonCard) -> Option<(String, Link)> {
    if card.taken.is_empty() {
        return None;
    }
    let disabled = card.colleague.account.disabled;
    let text = if disabled {
        "Сотрудник отключен. Что на проверке, передайте коллеге; что у клиента или у оператора — когда вернется."
    } else {
        "Чтобы передать заявление коллеге, откройте его."
    };
    let query = [("tab", "work"), ("reviewer", &card.colleague.account.id.to_string())];
    let href = paths::with_query(&paths::queue(), &query);
    let label = format!("Показать в очереди: {}", card.taken_count);
    Some((text.to_owned(), Link { label, href }))
}

fn event(card: &PersonCard, entry: &Entry<PersonEvent>, zone: Zone) -> TimelineEntry {
    let actor = words::standing_in::actor(&card.names, entry);
    let detail = entry.event.as_ref().and_then(words::people::detail);
    TimelineEntry { detail, ..entry_line(entry, format!("{actor}:"), zone) }
}

/// An audit entry about a person or an ITS login, without details.
pub(in crate::present) fn entry_line<E>(entry: &Entry<E>, actor: String, zone: Zone) -> TimelineEntry {
    TimelineEntry {
        at: zone.moment(entry.at),
        actor: Some(actor),
        text: words::event(&entry.verb).to_owned(),
        detail: None,
        tone: Tone::Quiet,
    }
}
