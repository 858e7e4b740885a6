//! The check before sending: every answer, what differs from before, what is in order.

use std::collections::HashSet;

use templates::components::{Ask, AskedAnswer, Link, Notice, NoticeTone};
use templates::pages::cabinet::{DraftAnswer, DraftCheckPage, DraftPart};
use templates::paths;

use super::super::attachments::about;
use super::entries::{authorities, certificate, roles, user_name};
use super::{Shown, differs, head, questions, words};
use crate::domain::attachment::AttachedFile;
use crate::domain::draft::{DraftAnswers, DraftDirection, DraftOwner, DraftStep, DraftUser};
use crate::domain::multi_user::Tier;
use crate::domain::submission::{ApplicationType, Authority, SignatureRole};
use crate::operations::drafts::OpenDraft;
use crate::present::words as all_words;

/// The page.
#[must_use]
pub fn check(open: &OpenDraft, shown: &Shown) -> DraftCheckPage {
    let draft = open.draft.id.to_string();
    let steps = open.draft.steps().into_iter();
    let parts: Vec<DraftPart> = steps
        .filter(|step| !matches!(step, DraftStep::Check | DraftStep::Account))
        .map(|step| DraftPart {
            step: Link { label: words::step(step).to_owned(), href: paths::draft_step(&draft, step.code()) },
            answers: answers(open, step),
        })
        .collect();
    let mut head = head::of_check(open, shown);
    head.notices.extend(cautions(open).map(|text| Notice { tone: NoticeTone::Warn, text }));
    let differing = parts.iter().flat_map(|part| &part.answers).filter(|answer| answer.was.is_some()).count();
    DraftCheckPage {
        head,
        lead: words::lead(open, DraftStep::Check),
        differs: if differing == 0 { String::new() } else { differ(open, differing) },
        parts,
        checks: checks(open),
        consequence: consequence(open),
        ready: open.faults.is_empty() && open.may_be_sent(),
        version: open.draft.version.to_string(),
        shown: open.shown(),
        csrf: shown.csrf.clone(),
        draft,
    }
}

fn differ(open: &OpenDraft, differing: usize) -> String {
    let from = if open.returned.is_some() {
        "возвращенного заявления"
    } else {
        "того, что есть сейчас"
    };
    format!("Отличий от {from}: {differing}")
}

fn consequence(open: &OpenDraft) -> String {
    let whom = open.partner.as_ref().map(|partner| format!("Получит {}. ", partner.name)).unwrap_or_default();
    format!("{whom}Исправить после отправки можно, только если заявление вернут.")
}

/// The answers of a step.
fn answers(open: &OpenDraft, step: DraftStep) -> Vec<DraftAnswer> {
    let was = open.was.as_ref();
    let now = &open.draft.answers;
    match step {
        DraftStep::Directions => {
            let said = |answers: &DraftAnswers| -> HashSet<(Option<Authority>, String)> {
                answers.directions.iter().map(|one| (one.authority, one.code.trim().to_owned())).collect()
            };
            let known = was.map(said);
            let one = |direction: &DraftDirection| DraftAnswer {
                label: direction.authority.map_or("Орган не выбран", all_words::authority).to_owned(),
                value: [direction.code.as_str(), direction.kpp.as_str()].join(" ").trim().to_owned(),
                was: known.as_ref().and_then(|known| {
                    let key = (direction.authority, direction.code.trim().to_owned());
                    (!known.contains(&key)).then(String::new)
                }),
                note: String::new(),
            };
            now.directions.iter().map(one).collect()
        }
        DraftStep::Owners => now.owners.iter().map(|owner| of_owner(open, owner)).collect(),
        DraftStep::Users => of_users(open),
        DraftStep::Attachments => of_files(open),
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Check => questions::of_step(open, step).into_iter().map(answered).collect(),
    }
}

/// The files that go with it.
fn of_files(open: &OpenDraft) -> Vec<DraftAnswer> {
    let there = open.attached.iter().map(|there| of_file(&there.file));
    let files: Vec<_> = there.chain(open.files.iter().map(|waiting| of_file(&waiting.file))).collect();
    if !files.is_empty() {
        return files;
    }
    vec![DraftAnswer { label: "Файлы".to_owned(), value: "нет".to_owned(), ..DraftAnswer::default() }]
}

fn of_file(file: &AttachedFile) -> DraftAnswer {
    DraftAnswer { label: file.name.as_str().to_owned(), value: about(file), ..DraftAnswer::default() }
}

/// A question with its answer in words.
fn answered(ask: Ask) -> DraftAnswer {
    let value = match ask.answer {
        AskedAnswer::Text(value)
        | AskedAnswer::Short(value)
        | AskedAnswer::Digits(value)
        | AskedAnswer::Email(value)
        | AskedAnswer::Phone(value) => value,
        AskedAnswer::List(choices, chosen) | AskedAnswer::OneOf(choices, chosen) => {
            choices.into_iter().find(|one| one.value == chosen).map(|one| one.label).unwrap_or_default()
        }
        AskedAnswer::AnyOf(choices, chosen) => {
            let named = choices.into_iter().filter(|one| chosen.contains(&one.value));
            named.map(|one| one.label).collect::<Vec<_>>().join(", ")
        }
        AskedAnswer::Tick(on) => if on { "да" } else { "нет" }.to_owned(),
        AskedAnswer::File(kept) => kept.map(|kept| kept.name).unwrap_or_default(),
    };
    DraftAnswer { label: ask.label, value, was: ask.was, note: String::new() }
}

fn of_owner(open: &OpenDraft, owner: &DraftOwner) -> DraftAnswer {
    let value = roles(&owner.roles);
    let then =
        |was: &DraftAnswers| was.owner_with(&owner.snils).map(|one| roles(&one.roles)).unwrap_or_default();
    let known = open.was.as_ref().is_some_and(|was| was.owner_with(&owner.snils).is_some());
    let differs = differs(open.was.as_ref(), &value, then);
    DraftAnswer {
        label: owner.full_name(),
        value,
        was: differs.map(|was| if known { was } else { String::new() }),
        note: [certificate(open, owner), different(open, owner)].join(""),
    }
}

/// What to look at once more before sending.
fn cautions(open: &OpenDraft) -> impl Iterator<Item = String> {
    let owners = &open.draft.answers.owners;
    let lasting = owners.iter().any(|owner| !owner.wants_certificate);
    let renewal = (open.draft.kind == ApplicationType::Renew && lasting).then(|| {
        "Продление не обновляет сертификаты. Если и сертификат кончается, откройте владельца и загрузите запрос на новый."
            .to_owned()
    });
    let strange = owners.iter().filter(|owner| !different(open, owner).is_empty()).map(|owner| {
        format!(
            "{}: запрос на сертификат расходится с заявлением. Если это чужой запрос, загрузите нужный.",
            owner.full_name()
        )
    });
    let twice = open.renewal.map(|number| {
        format!("Открытое заявление на продление уже есть, №\u{a0}{number}. Второе нужно, только если продлевается другое.")
    });
    let early = open.returned.as_ref().filter(|_| !open.may_be_sent()).map(|returned| {
        let number = returned.number;
        format!("Заявление №\u{a0}{number} сейчас не ждет исправлений. Черновик сохранен: отправить его можно, если заявление вернут снова.")
    });
    early.into_iter().chain(twice).chain(renewal).chain(strange)
}

/// What the request says otherwise than the application: the partner will ask.
fn different(open: &OpenDraft, owner: &DraftOwner) -> String {
    let (Some(reading), Some(request)) = (&open.reading, open.requests.get(&owner.id)) else {
        return String::new();
    };
    let place = open.draft.answers.owners.iter().position(|one| one.id == owner.id);
    let Some(named) = place.and_then(|place| reading.owners.get(place)) else { return String::new() };
    let fields = request.differences(named, &reading.organization);
    let fields: Vec<&str> = fields.iter().map(|one| all_words::subject_field(one.field)).collect();
    if fields.is_empty() {
        String::new()
    } else {
        format!("; в запросе иначе: {}", fields.join(", "))
    }
}

fn of_users(open: &OpenDraft) -> Vec<DraftAnswer> {
    let answers = &open.draft.answers;
    let mode = |answers: &DraftAnswers| match Tier::suggested(answers.users.len()) {
        _ if !answers.multi_user => "один пользователь".to_owned(),
        None => "многопользовательский".to_owned(),
        Some(tier) => format!("многопользовательский, {}", all_words::tier(tier)),
    };
    let now = mode(answers);
    let first = DraftAnswer {
        label: "Режим".to_owned(),
        was: differs(open.was.as_ref(), &now, mode),
        value: now,
        note: String::new(),
    };
    let listed = answers.users.iter().filter(|_| answers.multi_user).map(|user| of_user(open, user));
    [first].into_iter().chain(listed).collect()
}

fn of_user(open: &OpenDraft, user: &DraftUser) -> DraftAnswer {
    let said = |user: &DraftUser| format!("{}; {}", authorities(&user.authorities), roles(&user.roles));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let same = |one: &&DraftUser| digits(&one.snils) == digits(&user.snils);
    let value = said(user);
    let was = open.was.as_ref().and_then(|was| match was.users.iter().find(same) {
        None => Some(String::new()),
        Some(then) => Some(said(then)).filter(|then| *then != value),
    });
    DraftAnswer { label: user_name(&open.draft.answers, user), value, was, note: String::new() }
}

/// What is in order, so that nobody needs to look for it.
fn checks(open: &OpenDraft) -> Vec<String> {
    let answers = &open.draft.answers;
    let mut checks = Vec::new();
    if open.draft.has(DraftStep::Users) && answers.multi_user {
        let with = |role| {
            let user = answers.users.iter().find(|user| user.roles.contains(&role));
            user.map(|user| user_name(answers, user))
        };
        checks.extend(with(SignatureRole::Admin).map(|name| format!("Администратор есть: {name}")));
        checks.extend(
            with(SignatureRole::Encrypt).map(|name| format!("Получатель сообщений ФНС есть: {name}")),
        );
    }
    checks.push("Контрольные числа верны, СНИЛС не повторяются".to_owned());
    checks
}
