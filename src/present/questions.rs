//! Clients' questions in the cabinet: the form, the list, and one with its answers.

mod board;

use templates::components::{Choice, Empty, Link, Notice, NoticeTone, RowTotal};
use templates::format::Zone;
use templates::pages::ThreadMessage;
use templates::pages::cabinet::{AskQuestionPage, OwnQuestionPage, OwnQuestionRow, OwnQuestionsPage};
use templates::paths;

pub use board::{QuestionsAsked, board, thread};

use super::paging::ListPage;
use super::people::errors;
use super::words::questions as words;
use super::words::subscriber::phone;
use crate::domain::form::FieldFaults;
use crate::domain::partner::Partner;
use crate::domain::question::{ClientQuestion, MessageKind, QuestionMessage, TypedQuestion};
use crate::operations::questions::{AskingForm, NOBODY, OwnQuestions, OwnThread, PAGE};

/// A message form that comes back: what was typed, what is wrong with it, and whether somebody wrote meanwhile.
#[derive(Clone, Debug, Default)]
pub struct ReturnedMessage {
    /// The message.
    pub text: String,
    /// The reason of closing.
    pub reason: String,
    /// The faults.
    pub faults: FieldFaults,
    /// Whether somebody wrote meanwhile.
    pub moved: bool,
}

/// What the page says to whoever wrote while somebody else did.
fn moved(returned: &ReturnedMessage, words: impl FnOnce() -> String) -> Option<Notice> {
    returned.moved.then(|| Notice { tone: NoticeTone::Warn, text: words() })
}

/// The form, as it is opened: with what is known of whoever asks.
#[must_use]
pub fn filled(form: &AskingForm, key: String) -> TypedQuestion {
    let (name, email) = (form.name.clone(), form.email.clone());
    TypedQuestion { name, email, key, ..TypedQuestion::default() }
}

/// «Задать вопрос».
#[must_use]
pub fn asking(form: &AskingForm, typed: TypedQuestion, faults: FieldFaults, csrf: String) -> AskQuestionPage {
    let choice = |code: &str, name: &str, inn: Option<&String>| {
        let label = inn.map_or_else(|| name.to_owned(), |inn| format!("{name}, ИНН {inn}"));
        Choice::new(code, label)
    };
    let several = form.addressees.len() > 1;
    let about = form.addressees.iter().filter(|_| several);
    let mut about: Vec<Choice> = about.map(|one| choice(&one.code, &one.name, one.inn.as_ref())).collect();
    if several {
        about.insert(0, Choice::new("", "Выберите"));
    }
    let typed_nothing = typed.text.trim().is_empty();
    AskQuestionPage {
        about,
        chosen: typed.about,
        name: typed.name,
        email: typed.email,
        text: typed.text,
        promise: format!("Ответит обслуживающая организация. {}", promise(&form.email)),
        nobody: (form.addressees.is_empty() && typed_nothing).then(|| Empty {
            reason: NOBODY.to_owned(),
            advice: format!("Позвоните или напишите: {}.", form.support),
            link: None,
        }),
        key: typed.key,
        errors: errors(faults),
        csrf,
    }
}

/// Where the answer comes.
fn promise(email: &str) -> String {
    if email.is_empty() {
        "Ответ появится в разделе «Мои вопросы»: у учетной записи нет e-mail для письма.".to_owned()
    } else {
        format!("Ответ придет письмом на адрес учетной записи {email} и появится в разделе «Мои вопросы».")
    }
}

/// «Мои вопросы».
#[must_use]
pub fn own(found: &OwnQuestions, trail: &str) -> OwnQuestionsPage {
    let page = ListPage {
        trail,
        size: PAGE,
        shown: found.rows.len(),
        total: RowTotal::Exactly(found.total),
        next: found.next.map(|last| last.to_string()),
    };
    let row = |asked: &(ClientQuestion, Partner)| OwnQuestionRow {
        number: asked.0.id.to_string(),
        partner: asked.1.name.clone(),
        asked: Zone { offset: asked.1.zone() }.moment(asked.0.created_at),
        state: words::own_state(asked.0.state),
    };
    OwnQuestionsPage {
        rows: found.rows.iter().map(row).collect(),
        pager: page.pager(Some("новые сверху"), |after| {
            paths::with_query(&paths::own_questions(), &[("after", after)])
        }),
        empty: Empty {
            reason: "Вопросов еще нет.".to_owned(),
            advice: "Спросите обслуживающую организацию: она ответит вам здесь.".to_owned(),
            link: Some(Link { label: "Задать вопрос".to_owned(), href: paths::new_question() }),
        },
    }
}

/// One of the client's questions. Whoever answers does so in the partner's name.
#[must_use]
pub fn own_thread(found: &OwnThread, returned: ReturnedMessage, csrf: String) -> OwnQuestionPage {
    let zone = Zone { offset: found.partner.zone() };
    let who = |message: &QuestionMessage| match message.kind {
        MessageKind::Client => "Вы".to_owned(),
        MessageKind::Answer => found.partner.name.clone(),
        MessageKind::Closing => format!("{}, закрыто без ответа", found.partner.name),
    };
    OwnQuestionPage {
        number: found.question.id.to_string(),
        partner: format!("{}, {}", found.partner.name, phone(&found.partner.phone)),
        state: Some(words::own_state(found.question.state)),
        messages: found.messages.iter().map(|one| message(one, who(one), zone)).collect(),
        notice: moved(&returned, || "Пока вы писали, пришло новое сообщение. Ваш текст сохранен.".to_owned()),
        text: returned.text,
        promise: promise(&found.email),
        version: found.question.version.to_string(),
        errors: errors(returned.faults),
        csrf,
    }
}

fn message(one: &QuestionMessage, who: String, zone: Zone) -> ThreadMessage {
    let reply = one.kind != MessageKind::Client;
    ThreadMessage { who, at: zone.moment(one.at), text: one.text.clone(), reply }
}
