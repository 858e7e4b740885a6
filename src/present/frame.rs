//! The frame around every page: the desk's places by rights, the reader, the banner of the training authority.

mod client;
mod doors;

use chrono::NaiveDate;
use templates::components::{Link, LinkedNotice, Notice, NoticeTone, Search, icon};
use templates::format::{counted, date};
use templates::layout::{Frame, NavItem, Reader};
use templates::paths;

pub use client::place as client_place;
use doors::DOORS;
pub use doors::Place;

use super::calendar::missing_years;
use super::words;
use crate::domain::role::Role;
use crate::domain::standing_in::Lending;
use crate::operations::Desk;
use crate::operations::queue::DeskCounts;
use crate::policy::Permission;

/// The places of a desk, with what waits beside them.
#[must_use]
pub fn nav(desk: &Desk, current: Place, beside: Option<DeskCounts>) -> Vec<NavItem> {
    let open = DOORS.iter().filter(|door| (door.opens)(desk));
    open.map(|door| NavItem {
        label: door.label.to_owned(),
        href: (door.address)(),
        icon: door.icon,
        count: beside.and_then(|counts| waiting(door.place, counts)),
        current: current == door.place,
    })
    .collect()
}

fn waiting(place: Place, counts: DeskCounts) -> Option<u64> {
    if place == Place::Queue {
        Some(counts.in_work)
    } else if place == Place::Documents {
        (counts.acts > 0).then_some(counts.acts)
    } else {
        (place == Place::Questions).then_some(counts.questions)
    }
}

/// Whether a desk has a place.
#[must_use]
pub fn has(desk: &Desk, place: Place) -> bool {
    DOORS.iter().any(|door| door.place == place && (door.opens)(desk))
}

/// The letters of the demo, which every desk may read.
#[must_use]
pub fn mail(current: Place) -> NavItem {
    NavItem {
        label: "Почта".to_owned(),
        href: paths::mail(),
        icon: icon::MAIL,
        count: None,
        current: current == Place::Mail,
    }
}

/// The address of the desk's first place.
#[must_use]
pub fn home(desk: &Desk) -> Option<String> {
    DOORS.iter().find(|door| (door.opens)(desk)).map(|door| (door.address)())
}

/// The frame without its places: for pages that say what went wrong at an address.
#[must_use]
pub fn bare(desk: &Desk, organization: &str, csrf: &str, address: &str, training_authority: bool) -> Frame {
    let client = (desk.who().role == Role::Client).then(|| client::bare(address));
    let reader = Reader {
        name: desk.who().name.clone(),
        role: words::role(desk.who().role).to_owned(),
        stands_in: String::new(),
        organization: organization.to_owned(),
    };
    Frame {
        reader: Some(reader),
        client,
        csrf: csrf.to_owned(),
        banners: banners(training_authority),
        ..Frame::default()
    }
}

/// What is to be known on every page.
#[must_use]
pub fn banners(training_authority: bool) -> Vec<Notice> {
    let training = Notice {
        tone: NoticeTone::Warn,
        text: "Учебный удостоверяющий центр: сертификаты не годятся для отчетности".to_owned(),
    };
    if training_authority { vec![training] } else { Vec::new() }
}

/// That a second factor is required from a day on, for whoever has none.
#[must_use]
pub fn factor_required(from: NaiveDate) -> LinkedNotice {
    call(
        format!("С {} работать можно будет только со вторым шагом входа.", date(from)),
        "Подключите его заранее",
    )
}

/// That somebody signed in with a recovery code, for whoever may have lost their phone.
#[must_use]
pub fn recovery_code_used(left: u64) -> LinkedNotice {
    let left = counted(left, ["запасной код", "запасных кода", "запасных кодов"]);
    call(format!("Вы вошли по запасному коду, осталось: {left}. Нет прежнего телефона?"), "Подключите другой")
}

fn call(text: String, label: &str) -> LinkedNotice {
    let link = Link { label: label.to_owned(), href: paths::own_codes() };
    LinkedNotice { tone: NoticeTone::Warn, text, link }
}

/// For whom somebody stands in, and until when.
#[must_use]
pub fn stands_in(lent: &[Lending]) -> String {
    let one = |lending: &Lending| {
        let whom = words::people::short_name(lending.giver.called());
        format!("{whom} по {}", date(lending.standing.last))
    };
    let all: Vec<String> = lent.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("замещает: {}", all.join(", ")) }
}

/// The frame with what the operator must know on every page: a year without a production calendar.
#[must_use]
pub fn with_calendar(desk: &Desk, frame: Frame) -> Frame {
    let missing = if desk.partner().is_none() { missing_years(desk, []) } else { None };
    Frame { banners: frame.banners.into_iter().chain(missing).collect(), ..frame }
}

/// The search of the desk, on every page but the one that is the search itself: organisations, wherever it may look;
/// otherwise the applications at the authority, or the partners.
#[must_use]
pub fn search(desk: &Desk, place: Place) -> Option<Search> {
    let search = |action: String, placeholder: &str, suggests: bool| Search {
        action,
        value: String::new(),
        placeholder: placeholder.to_owned(),
        suggests,
    };
    let organizations = |action| search(action, "ИНН, название, № заявления, телефон…", true);
    let (own, search) = if desk.allows(Permission::ViewOrganization) && desk.partner().is_some() {
        (None, organizations(paths::organizations()))
    } else if desk.allows(Permission::LookUpOrganization) {
        (Some(Place::Support), organizations(paths::support()))
    } else if desk.allows(Permission::ViewAuthority) {
        let action = paths::operator_applications();
        (Some(Place::Issuance), search(action, "№ заявления, название, ИНН", false))
    } else if desk.allows(Permission::ViewPartner) {
        (Some(Place::Partners), search(paths::partners(), "Партнер: название, код, ИНН", false))
    } else {
        return None;
    };
    (own != Some(place)).then_some(search)
}

/// In whose house somebody works who belongs to no partner.
#[must_use]
pub const fn house_name(role: Role) -> &'static str {
    match role {
        Role::Support => "Линия поддержки",
        Role::OperatorClerk | Role::OperatorBilling | Role::OperatorAdmin => "Оператор",
        Role::Client
        | Role::ClientAdmin
        | Role::PartnerStaff
        | Role::PartnerManager
        | Role::PartnerAdmin
        | Role::ItsLogin
        | Role::Worker
        | Role::Console => "",
    }
}
