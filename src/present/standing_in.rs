//! Standing in: what somebody handed over and stands in for, and the form that hands a role over.

use std::collections::HashMap;
use std::hash::BuildHasher;

use templates::components::{
    Answer, Badge, Cell, Choice, Empty, Fact, Link, Listing, ListingRow, Question, Questions, RowMenu, Tone,
};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::people::{PeopleSide, errors};
use super::words;
use super::words::people::short_name;
use crate::domain::ids::PersonId;
use crate::domain::standing_in::StandingIn;
use crate::operations::Desk;
use crate::operations::standing_in::{StandingBoard, TypedStandingIn};

/// A form that is shown again with its faults.
#[derive(Clone, Debug, Default)]
pub struct ReturnedStandingIn {
    /// The fields.
    pub typed: TypedStandingIn,
    /// The faults.
    pub faults: Vec<(&'static str, String)>,
}

/// Where the forms lead: to one's own page, or to that of one of the tenant's people.
#[derive(Clone, Copy, Debug)]
pub enum StandingPlace {
    /// The reader's own.
    Own,
    /// That of a person of this side.
    Of(PeopleSide, PersonId),
}

impl StandingPlace {
    fn action(self) -> String {
        match self {
            Self::Own => paths::own_standing_in(),
            Self::Of(PeopleSide::Partner, id) => paths::standing_in(&id.to_string()),
            Self::Of(PeopleSide::Operator, id) => paths::operator_standing_in(&id.to_string()),
        }
    }

    fn ending(self, standing: &StandingIn) -> String {
        let standing = standing.id.to_string();
        match self {
            Self::Own => paths::own_standing_in_ending(&standing),
            Self::Of(PeopleSide::Partner, id) => paths::standing_in_ending(&id.to_string(), &standing),
            Self::Of(PeopleSide::Operator, id) => {
                paths::operator_standing_in_ending(&id.to_string(), &standing)
            }
        }
    }
}

/// The reader's own page.
#[must_use]
pub fn page(desk: &Desk, board: &StandingBoard, returned: ReturnedStandingIn, csrf: String) -> SheetPage {
    let mut all = parts(desk, board, StandingPlace::Own, returned);
    let side = all.split_off(1);
    SheetPage {
        title: "Замещение · Регистратор".to_owned(),
        trail: vec![Link { label: "Мой профиль".to_owned(), href: paths::profile() }],
        heading: "Замещение".to_owned(),
        lead: "На время отпуска вашу роль можно передать коллеге. Он получит ее права в придачу к своим, а в журнале будет \
               видно, за кого он действовал. Дни считаются по Москве, оба включительно."
            .to_owned(),
        parts: all,
        side,
        csrf,
        ..SheetPage::default()
    }
}

/// The list, and the form where a role can be handed over.
#[must_use]
pub fn parts(
    desk: &Desk,
    board: &StandingBoard,
    place: StandingPlace,
    returned: ReturnedStandingIn,
) -> Vec<Part> {
    let list = Part::new("standing", "Замещения", PartBody::Listing(listing(desk, board, place)));
    let can = !board.roles.is_empty() && !board.colleagues.is_empty();
    let form = can.then(|| {
        let form = form(board, place, returned);
        Part::new("hand-over", "Передать роль на время", PartBody::Questions(form))
    });
    std::iter::once(list).chain(form).collect()
}

fn listing(desk: &Desk, board: &StandingBoard, place: StandingPlace) -> Listing {
    let name = |id: &PersonId| board.names.get(id).map(|name| short_name(name)).unwrap_or_default();
    let row = |standing: &StandingIn| {
        let who = if standing.giver == board.person {
            format!("замещает {}", name(&standing.deputy))
        } else {
            format!("вместо: {}", name(&standing.giver))
        };
        ListingRow {
            cells: vec![
                Cell::noted(words::capitalised(words::role(standing.role)), who),
                Cell::text(words::standing_in::days(standing)),
                Cell::badge(state(desk, standing)),
            ],
            act: standing.lasts(desk.now()).then(|| ending(standing, place)),
        }
    };
    Listing {
        caption: "Замещения".to_owned(),
        headings: ["Роль", "Когда", "Состояние"].map(str::to_owned).to_vec(),
        rows: board.all.iter().map(row).collect(),
        empty: Empty {
            reason: "Замещений не было.".to_owned(),
            advice: "Здесь будет видно, кто кого замещает и до какого дня.".to_owned(),
            link: None,
        },
    }
}

fn state(desk: &Desk, standing: &StandingIn) -> Badge {
    let (label, tone) = if standing.ended_at.is_some() {
        ("завершено", Tone::Quiet)
    } else if standing.runs(desk.now()) {
        ("действует", Tone::Good)
    } else if standing.lasts(desk.now()) {
        ("впереди", Tone::New)
    } else {
        ("прошло", Tone::Quiet)
    };
    Badge { label: label.to_owned(), tone }
}

fn ending(standing: &StandingIn, place: StandingPlace) -> RowMenu {
    RowMenu {
        label: "Завершить".to_owned(),
        form: Questions {
            id: format!("standing-{}", standing.id),
            action: place.ending(standing),
            button: "Завершить замещение".to_owned(),
            consequence: "Права роли сразу перестанут действовать у того, кто замещает.".to_owned(),
            ..Questions::default()
        },
        open: false,
    }
}

fn form(board: &StandingBoard, place: StandingPlace, returned: ReturnedStandingIn) -> Questions {
    let ReturnedStandingIn { typed, faults } = returned;
    let question = |name: &str, label: &str, answer: Answer| Question {
        group: "",
        name: name.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        answer,
    };
    let nobody = Choice::new("", "выберите");
    let colleagues =
        board.colleagues.iter().map(|account| Choice::new(account.id.to_string(), account.called()));
    let roles = board.roles.iter().map(|role| Choice::new(role.code(), words::role(*role)));
    let role = match board.roles.first() {
        Some(first) if typed.role.is_empty() => first.code().to_owned(),
        Some(_) | None => typed.role,
    };
    Questions {
        id: "hand-over".to_owned(),
        action: place.action(),
        list: vec![
            question(
                "deputy",
                "Кто заместит",
                Answer::OneOf(std::iter::once(nobody).chain(colleagues).collect(), typed.deputy),
            ),
            question("role", "Роль", Answer::OneOf(roles.collect(), role)),
            question("first", "Первый день", Answer::Day(typed.first)),
            question("last", "Последний день", Answer::Day(typed.last)),
        ],
        button: "Передать".to_owned(),
        consequence: "Обоим придут письма, когда замещение начнется и закончится.".to_owned(),
        errors: errors(faults),
        ..Questions::default()
    }
}

/// What stands beside somebody in the list of people: «замещает: И. Ветров до 30.11.2026».
#[must_use]
pub fn beside<S: BuildHasher>(
    person: PersonId,
    running: &[StandingIn],
    names: &HashMap<PersonId, String, S>,
) -> Vec<String> {
    let own = running.iter().filter(|standing| standing.deputy == person);
    let said = own.map(|standing| {
        let giver = names.get(&standing.giver).map(|name| short_name(name)).unwrap_or_default();
        format!("замещает: {giver} до {}", templates::format::date(standing.last))
    });
    said.collect()
}

/// The line of the profile.
#[must_use]
pub fn fact(desk: &Desk, all: &[StandingIn], person: PersonId) -> Fact {
    let running =
        |deputy: bool| all.iter().any(|one| one.runs(desk.now()) && deputy == (one.deputy == person));
    let value = match (running(true), running(false)) {
        (true, true) => "вы замещаете и вас замещают",
        (true, false) => "вы замещаете",
        (false, true) => "вас замещают",
        (false, false) => "нет",
    };
    Fact { href: Some(paths::own_standing_in()), ..Fact::new("Замещение", value) }
}
