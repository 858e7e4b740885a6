//! What every page of a draft shows: the steps with what is done of them, the heading, what is wrong.

use maud::{Markup, Render, html};

use crate::components::{Link, Notice, icon};

/// The steps of a draft.
#[derive(Clone, Debug, Default)]
pub struct DraftWalk {
    /// The steps, in their order.
    pub steps: Vec<(Link, WalkMark)>,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkMark {
    /// Filled.
    Done,
    /// Filled, and something is wrong.
    Faulty,
    /// Reached, but not filled.
    Open,
    /// Shown now.
    Now,
    /// Not reached yet.
    Ahead,
}

/// The head of a page of a draft.
#[derive(Clone, Debug, Default)]
pub struct DraftHead {
    /// The steps.
    pub walk: DraftWalk,
    /// «Шаг 4 из 9 · Подключение к 1С-Отчетности».
    pub caption: String,
    /// The heading.
    pub heading: String,
    /// When it was saved, and how long it waits.
    pub saved: String,
    /// Notices: the partner's reason, that another window changed it.
    pub notices: Vec<Notice>,
    /// What is wrong, each with its field.
    pub problems: Vec<DraftProblem>,
}

/// Something that is wrong.
#[derive(Clone, Debug)]
pub struct DraftProblem {
    /// Where it is mended.
    pub href: String,
    /// The sentence.
    pub text: String,
}

impl DraftHead {
    /// A page within the steps.
    pub(super) fn around(&self, body: &Markup) -> Markup {
        html! {
            div.client {
                div.beside {
                    (self.walk)
                    div {
                        (problems(&self.problems))
                        h1 { span.caption { (self.caption) } (self.heading) }
                        @if !self.saved.is_empty() { p.draft-saved { (icon::CHECK) span { (self.saved) } } }
                        @for notice in &self.notices { (notice) }
                        (body)
                    }
                }
            }
        }
    }

    /// The title of the document.
    pub(super) fn title(&self) -> String {
        let wrong = if self.problems.is_empty() { "" } else { "Ошибка: " };
        let step = self.caption.split(" · ").next().unwrap_or_default();
        format!("{wrong}{} · {step} · Личный кабинет", self.heading)
    }
}

/// All that is wrong, above the heading: each a link to its field, on this page or another.
pub(super) fn problems(list: &[DraftProblem]) -> Markup {
    html! {
        @if !list.is_empty() {
            div.error-summary role="alert" tabindex="-1" {
                h2 { "Проверьте заполненное" }
                ul { @for problem in list { li { a href=(problem.href) { (problem.text) } } } }
            }
        }
    }
}

impl Render for DraftWalk {
    fn render(&self) -> Markup {
        html! {
            details.walk {
                summary { "Все шаги" }
                ol {
                    @for (place, (step, mark)) in self.steps.iter().enumerate() { (one(place + 1, step, *mark)) }
                }
            }
        }
    }
}

fn one(place: usize, step: &Link, mark: WalkMark) -> Markup {
    let (class, words) = match mark {
        WalkMark::Done => ("done", ", заполнено"),
        WalkMark::Faulty => ("faulty", ", есть ошибка"),
        WalkMark::Open => ("open", ""),
        WalkMark::Now => ("now", ""),
        WalkMark::Ahead => ("ahead", ""),
    };
    let (done, now) = (mark == WalkMark::Done, mark == WalkMark::Now);
    let open = matches!(mark, WalkMark::Done | WalkMark::Faulty | WalkMark::Open);
    html! {
        li class=(class) aria-current=[now.then_some("step")] {
            i aria-hidden="true" { @if done { (icon::CHECK) } @else if mark == WalkMark::Faulty { "!" } @else { (place) } }
            span {
                @if open { a href=(step.href) { (step.label) } } @else { (step.label) }
                @if !words.is_empty() { span.visually-hidden { (words) } }
            }
        }
    }
}
