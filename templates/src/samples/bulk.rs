//! Bulk verbs.

use super::reasons::reasons;
use super::{CSRF, Sample, long_name, partner_frame, sample};
use crate::components::{Badge, Choice, FieldError, Tone};
use crate::pages::partner::{
    BulkAsks, BulkDone, BulkPage, BulkResultPage, BulkRow, BulkUndo, ReasonQuestion,
};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let frame = partner_frame(0);
    vec![
        sample("bulk-none", &nothing(), &frame),
        sample("bulk", &usual(), &frame),
        sample("bulk-mode", &mode(), &frame),
        sample("bulk-worst", &worst(), &frame),
        sample("bulk-done", &done(), &frame),
        sample("bulk-done-worst", &done_worst(), &frame),
    ]
}

fn row(number: &str, organization: &str, outcome: &str, tone: Tone) -> BulkRow {
    BulkRow {
        number: number.to_owned(),
        href: paths::application(number),
        organization: organization.to_owned(),
        status: Badge { label: "На проверке".to_owned(), tone: Tone::Work },
        reviewer: Some("О. Смирнова".to_owned()),
        outcome: outcome.to_owned(),
        tone,
        price: (tone == Tone::Good).then(|| "1\u{a0}440,00\u{a0}₽".to_owned()),
    }
}

fn usual() -> BulkPage {
    BulkPage {
        heading: "Отправить оператору: 3 заявления".to_owned(),
        consequence:
            "Каждое заявление уйдет оператору; отправку можно отменить в его карточке, пока не вышло время."
                .to_owned(),
        rows: vec![
            row("104218", "ООО «Северный ветер»", "Будет создан запрос на сертификат", Tone::Good),
            row("104217", "ИП Кузнецова Марина Олеговна", "Будет создан запрос на сертификат", Tone::Good),
            row(
                "104209",
                "АО «Ангарский завод»",
                "Выберите вид расширения: «от 2 до 9» или «10 и более».",
                Tone::Work,
            ),
        ],
        possible: 2,
        asks: None,
        errors: Vec::new(),
        hidden: vec![("verb".to_owned(), "forward".to_owned()), ("seen".to_owned(), "104218:3".to_owned())],
        list: paths::queue(),
        csrf: CSRF.to_owned(),
    }
}

fn nothing() -> BulkPage {
    let refused = "Заявление в статусе «Одобрено», это действие сейчас недоступно.";
    BulkPage {
        heading: "Взять в работу: 1 заявление".to_owned(),
        rows: vec![row("104160", "ООО «Вектор Плюс»", refused, Tone::Work)],
        possible: 0,
        ..usual()
    }
}

fn mode() -> BulkPage {
    let choices = [("off", "выключен"), ("2_9", "от 2 до 9"), ("10_plus", "10 и более")];
    BulkPage {
        heading: "Многопользовательский режим: 3 заявления".to_owned(),
        consequence: "Параметры изменятся у каждого заявления; список пользователей останется таким, как его прислал клиент."
            .to_owned(),
        asks: Some(BulkAsks::Mode {
            choices: choices.map(|(code, label)| Choice::new(code, label)).to_vec(),
            chosen: String::new(),
        }),
        errors: vec![FieldError { field: "mode".to_owned(), text: "Выберите режим".to_owned() }],
        ..usual()
    }
}

fn worst() -> BulkPage {
    let reason = |place| Choice::new(format!("r{place}"), long_name()).meaning(long_name().repeat(3));
    let choices = (0..16).map(reason).collect();
    BulkPage {
        heading: "Вернуть на доработку: 100 заявлений".to_owned(),
        rows: (0..100)
            .map(|place| {
                row(&format!("{}", 99_999_999_999_u64 - place), &long_name(), &long_name(), Tone::Work)
            })
            .collect(),
        possible: 100,
        asks: Some(BulkAsks::Reason(ReasonQuestion {
            choices,
            text: long_name().repeat(4),
            example: Some("Так прочтет первый из них; у каждого свои номер и название.".to_owned()),
            ..reasons("r7")
        })),
        errors: vec![
            FieldError { field: "reason".to_owned(), text: "Выберите причину".to_owned() },
            FieldError {
                field: "text".to_owned(), text: "Не больше 1000 символов".to_owned()
            },
        ],
        ..usual()
    }
}

fn became(number: &str, organization: &str, outcome: &str, tone: Tone) -> BulkDone {
    BulkDone {
        number: number.to_owned(),
        href: Some(paths::application(number)),
        organization: organization.to_owned(),
        outcome: outcome.to_owned(),
        tone,
    }
}

fn done() -> BulkResultPage {
    let stale = "Не выполнено. Заявление успели изменить: И. Ветров, 21.11.2026 14:03 МСК, взято в работу.";
    BulkResultPage {
        heading: "Отправлено оператору: 2 из 4".to_owned(),
        rows: vec![
            became("104218", "ООО «Северный ветер»", "Отправлено оператору", Tone::Good),
            became("104217", "ИП Кузнецова Марина Олеговна", "Отправлено оператору", Tone::Good),
            became("104209", "АО «Ангарский завод»", stale, Tone::Bad),
            BulkDone {
                href: None, ..became("1", "", "Не выполнено. Такого заявления нет.", Tone::Bad)
            },
        ],
        again: vec![("number".to_owned(), "104209".to_owned()), ("verb".to_owned(), "forward".to_owned())],
        undo: Some(BulkUndo {
            count: 2,
            seconds_left: 8,
            hidden: vec![("verb".to_owned(), "undo".to_owned()), ("seen".to_owned(), "104218:3".to_owned())],
        }),
        list: paths::queue(),
        csrf: CSRF.to_owned(),
    }
}

fn done_worst() -> BulkResultPage {
    BulkResultPage {
        rows: (0..100)
            .map(|place| {
                became(&format!("{}", 99_999_999_999_u64 - place), &long_name(), &long_name(), Tone::Bad)
            })
            .collect(),
        again: Vec::new(),
        ..done()
    }
}
