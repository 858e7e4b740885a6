//! The pieces of the sample states.

use crate::components::{TimelineEntry, Tone};
use crate::pages::cabinet::{Advice, Caption, StepState, TrackStep};
use crate::samples::moment;

pub(super) fn event(day: u32, text: &str, tone: Tone) -> TimelineEntry {
    TimelineEntry { at: moment(day, 7, 48), actor: None, text: text.to_owned(), detail: None, tone }
}

pub(super) fn captions(notes: [&str; 4], states: [StepState; 4]) -> Vec<Caption> {
    let labels = ["Не отправлено", "Отправлено", "Одобрено", "Отклонено"];
    let all = labels.into_iter().zip(notes).zip(states);
    all.map(|((label, note), state)| Caption { label, note: note.to_owned(), state }).collect()
}

pub(super) fn part(title: &'static str, text: &str) -> Advice {
    Advice { title, paragraphs: vec![text.to_owned()], steps: false, said_by: None }
}

pub(super) fn track(at: usize) -> Vec<TrackStep> {
    let labels = [
        "Вы отправили заявление",
        "Ожидает обслуживающую организацию",
        "Проверяется обслуживающей организацией",
        "На обработке у оператора",
        "Выпускается сертификат",
        "Регистрация в контролирующих органах",
    ];
    let step = |(index, label): (usize, &str)| TrackStep {
        label: label.to_owned(),
        when: if index == at { "сегодня с 13:48".to_owned() } else { String::new() },
        state: match index.cmp(&at) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Ahead,
        },
    };
    labels.into_iter().enumerate().map(step).collect()
}
