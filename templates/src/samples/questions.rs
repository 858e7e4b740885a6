//! Clients' questions: in the cabinet, and at the partner's desk.

use super::{CSRF, Sample, cabinet_frame, long_name, moment, partner_frame, sample};
use crate::components::{
    Badge, Choice, Empty, Fact, FieldError, Link, Notice, NoticeTone, Pager, RowTotal, Tab, Tone,
};
use crate::pages::ThreadMessage;
use crate::pages::cabinet::{AskQuestionPage, OwnQuestionPage, OwnQuestionRow, OwnQuestionsPage};
use crate::pages::partner::{QuestionPage, QuestionRow, QuestionsPage};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let (client, partner) = (cabinet_frame(), partner_frame(1));
    let worst: Vec<QuestionRow> = (0..50).map(|_| row(&long_name(), &long_text())).collect();
    vec![
        sample("question-new", &asking(), &client),
        sample("question-new-worst", &wrong_asking(), &client),
        sample("question-new-empty", &nobody(), &client),
        sample("questions-own-empty", &own(Vec::new()), &client),
        sample("questions-own", &own(own_rows()), &client),
        sample("questions-own-worst", &own((0..50).map(|_| long_own_row()).collect()), &client),
        sample("question-own", &own_thread(), &client),
        sample("question-own-worst", &worst_own_thread(), &client),
        sample("questions-empty", &board(Vec::new()), &partner),
        sample("questions", &board(vec![row("Петрова Анна", "Когда придет счет?")]), &partner),
        sample("questions-worst", &board(worst), &partner),
        sample("question", &thread(), &partner),
        sample("question-worst", &worst_thread(), &partner),
        sample("question-closed", &closed_thread(), &partner),
    ]
}

fn long_text() -> String {
    format!("{} {}", long_name(), "оченьдлинноеслово".repeat(8))
}

fn error(field: &str, text: &str) -> FieldError {
    FieldError { field: field.to_owned(), text: text.to_owned() }
}

const PROMISE: &str = "Ответит обслуживающая организация. Ответ придет письмом на anna@romashka.example и появится в разделе «Мои вопросы».";

fn asking() -> AskQuestionPage {
    AskQuestionPage {
        name: "Петрова Анна Ивановна".to_owned(),
        email: "anna@romashka.example".to_owned(),
        promise: PROMISE.to_owned(),
        key: "0f".repeat(32),
        csrf: CSRF.to_owned(),
        ..AskQuestionPage::default()
    }
}

fn wrong_asking() -> AskQuestionPage {
    AskQuestionPage {
        about: vec![Choice::new("7000001", long_name()), Choice::new("7000002", "ООО «Ромашка»")],
        name: String::new(),
        email: "anna@".to_owned(),
        text: long_text(),
        errors: vec![
            error("about", "Выберите, о какой организации вопрос"),
            error("name", "Укажите имя или организацию"),
            error("email", "Адрес e-mail указан неверно"),
            error("text", "Не больше 4000 символов, сейчас 4012"),
        ],
        ..asking()
    }
}

fn nobody() -> AskQuestionPage {
    let nobody = Empty {
        reason: "Спросить пока некого: у учетной записи нет ни организации, ни действующего договора."
            .to_owned(),
        advice: "Позвоните или напишите: +7 999 000-00-00, help@registrar.example.".to_owned(),
        link: None,
    };
    AskQuestionPage { nobody: Some(nobody), ..asking() }
}

fn own(rows: Vec<OwnQuestionRow>) -> OwnQuestionsPage {
    let shown = u64::try_from(rows.len()).unwrap_or(0);
    OwnQuestionsPage {
        rows,
        pager: Pager {
            shown,
            total: RowTotal::Exactly(shown),
            note: Some("новые сверху".to_owned()),
            ..Pager::default()
        },
        empty: Empty {
            reason: "Вопросов еще нет.".to_owned(),
            advice: "Спросите обслуживающую организацию: ответ придет письмом.".to_owned(),
            link: Some(Link { label: "Задать вопрос".to_owned(), href: paths::new_question() }),
        },
    }
}

fn own_row(number: &str, state: (&str, Tone)) -> OwnQuestionRow {
    OwnQuestionRow {
        number: number.to_owned(),
        partner: "ООО «Форсайт»".to_owned(),
        asked: moment(20, 13, 5),
        state: Badge { label: state.0.to_owned(), tone: state.1 },
    }
}

fn own_rows() -> Vec<OwnQuestionRow> {
    vec![
        own_row("12", ("Ждет ответа", Tone::Work)),
        own_row("9", ("Есть ответ", Tone::Good)),
        own_row("4", ("Закрыт без ответа", Tone::Quiet)),
    ]
}

fn long_own_row() -> OwnQuestionRow {
    OwnQuestionRow {
        partner: long_name(), ..own_row("104188", ("Закрыт без ответа", Tone::Quiet))
    }
}

fn message(who: &str, text: &str, reply: bool) -> ThreadMessage {
    ThreadMessage { who: who.to_owned(), at: moment(20, 13, 5), text: text.to_owned(), reply }
}

fn messages() -> Vec<ThreadMessage> {
    vec![
        message("Вы", "Здравствуйте!\nКогда придет счет за ноябрь?", false),
        message("ООО «Форсайт»", "Счет отправили сегодня утром.", true),
    ]
}

fn own_thread() -> OwnQuestionPage {
    OwnQuestionPage {
        number: "9".to_owned(),
        partner: "ООО «Форсайт», +7 999 000-00-00".to_owned(),
        state: Some(Badge { label: "Есть ответ".to_owned(), tone: Tone::Good }),
        messages: messages(),
        promise: "Ответ придет письмом на anna@romashka.example.".to_owned(),
        version: "2".to_owned(),
        csrf: CSRF.to_owned(),
        ..OwnQuestionPage::default()
    }
}

fn moved(words: &str) -> Notice {
    Notice { tone: NoticeTone::Warn, text: words.to_owned() }
}

fn worst_own_thread() -> OwnQuestionPage {
    OwnQuestionPage {
        partner: long_name(),
        messages: (0..20).map(|index| message(&long_name(), &long_text(), index % 2 == 1)).collect(),
        notice: Some(moved("Пока вы писали, пришел ответ. Он ниже, ваш текст сохранен.")),
        text: long_text(),
        errors: vec![error("text", "Не больше 4000 символов, сейчас 4012")],
        ..own_thread()
    }
}

fn board(rows: Vec<QuestionRow>) -> QuestionsPage {
    let shown = u64::try_from(rows.len()).unwrap_or(0);
    let tab = |label: &str, state: &str, count: u64| Tab {
        label: label.to_owned(),
        href: paths::with_query(&paths::questions(), &[("tab", state)]),
        count: Some(count),
        current: state == "waiting",
    };
    QuestionsPage {
        tabs: vec![
            tab("Ждут ответа", "waiting", shown),
            tab("Отвеченные", "answered", 18),
            tab("Закрытые", "closed", 3),
        ],
        rows,
        pager: Pager {
            shown,
            total: RowTotal::Exactly(shown),
            note: Some("дольше всех ждущие сверху".to_owned()),
            ..Pager::default()
        },
        empty: Empty {
            reason: "Никто не ждет ответа.".to_owned(),
            advice: "О новом вопросе придет письмо на адрес партнера.".to_owned(),
            link: None,
        },
    }
}

fn row(name: &str, words: &str) -> QuestionRow {
    QuestionRow {
        number: "12".to_owned(),
        name: "ООО «Ромашка»".to_owned(),
        signed: Some(name.to_owned()),
        words: words.to_owned(),
        since: moment(20, 13, 5),
        waits: "22 ч".to_owned(),
        asked: moment(20, 13, 5),
    }
}

fn thread() -> QuestionPage {
    let organization = Fact {
        href: Some(paths::organization("7000001")),
        ..Fact::new("Организация", "ООО «Ромашка»")
    };
    QuestionPage {
        number: "12".to_owned(),
        name: "ООО «Ромашка»".to_owned(),
        state: Some(Badge { label: "Ждет ответа".to_owned(), tone: Tone::Work }),
        facts: vec![
            organization,
            Fact::new("Имя/Организация", "Петрова Анна Ивановна"),
            Fact::new("E-mail для связи", "anna@romashka.example"),
            Fact::new("Ответ уйдет на", "a•••@romashka.example"),
        ],
        messages: vec![message("Петрова Анна Ивановна", "Когда придет счет за ноябрь?", false)],
        reopens: false,
        answers: true,
        closes: true,
        version: "1".to_owned(),
        csrf: CSRF.to_owned(),
        ..QuestionPage::default()
    }
}

fn worst_thread() -> QuestionPage {
    QuestionPage {
        name: long_name(),
        facts: vec![Fact::new("Организация", long_name()), Fact::new("E-mail для связи", long_text())],
        messages: (0..20).map(|index| message(&long_name(), &long_text(), index % 2 == 1)).collect(),
        notice: Some(moved(
            "Пока вы писали, по вопросу написали еще: Ольга Смирнова, 20.11.2026 16:05 МСК. Ваш текст сохранен.",
        )),
        text: long_text(),
        reason: String::new(),
        errors: vec![
            error("text", "Не больше 4000 символов, сейчас 4012"),
            error("reason", "Напишите, почему вопрос закрыт"),
        ],
        ..thread()
    }
}

fn closed_thread() -> QuestionPage {
    QuestionPage {
        state: Some(Badge { label: "Закрыт без ответа".to_owned(), tone: Tone::Quiet }),
        messages: vec![
            message("Петрова Анна Ивановна", "проверка", false),
            message("Ольга Смирнова, закрыто без ответа", "Вопроса в сообщении нет.", true),
        ],
        answers: false,
        closes: false,
        ..thread()
    }
}
