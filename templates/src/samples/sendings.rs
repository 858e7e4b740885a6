//! «Журнал отправки», and what stands beside the drafts.

use super::sales::{draft, drafts, tabs};
use super::{CSRF, Sample, long_name, moment, partner_frame, sample};
use crate::components::{
    Badge, Cell, Empty, Fact, Listing, ListingRow, Pager, Questions, RowMenu, RowTotal, Search, Tab, Tone,
};
use crate::letters::ActOrdered;
use crate::pages::MailLetterPage;
use crate::pages::operator::{Part, PartBody};
use crate::pages::partner::SalesPage;
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(1);
    let usual = vec![
        deferred("ООО «Ромашка»"),
        lost("ИП Кузнецова М. О.", NO_READER),
        sent("ООО «Байкал-Логистика»"),
        declined("МБОУ СОШ № 14"),
    ];
    let every = [sent(&long_name()), lost(&long_name(), &long_answer()), deferred(&long_name())];
    let worst = (0..50).filter_map(|place| every.get(place % 3).cloned()).collect();
    vec![
        sample("sendings-empty", &journal(Vec::new(), 0), &partner),
        sample("sendings", &journal(usual, 0), &partner),
        sample("sendings-worst", &journal(worst, 1), &partner),
        sample("sales-beside", &beside("ООО «Ромашка»", NO_READER), &partner),
        sample("sales-beside-worst", &beside(&long_name(), &long_answer()), &partner),
        sample("mail-letter-act", &letter("ООО «Ромашка»"), &partner),
        sample("mail-letter-act-worst", &letter(&long_name()), &partner),
    ]
}

const NO_READER: &str = "Почтовый сервер отказал (550): 5.1.1 No such reader";

/// A long answer of a mail server, with a word that nothing breaks.
fn long_answer() -> String {
    let address = format!("https://postmaster.example/{}", "errors-and-how-to-mend-them".repeat(4));
    format!("Почтовый сервер отказал (550): 5.7.1 {} {address}", "Message rejected by the policy ".repeat(4))
}

fn journal(rows: Vec<ListingRow>, open: usize) -> SalesPage {
    let shown = u64::try_from(rows.len()).unwrap_or(0);
    let tab = |place: usize, label: &str| Tab {
        label: label.to_owned(),
        href: paths::sendings(),
        count: None,
        current: place == open,
    };
    let listing = Listing {
        caption: "Журнал отправки".to_owned(),
        headings: ["Клиент", "Что", "Запрошено", "Куда", "Состояние"].map(str::to_owned).to_vec(),
        rows,
        empty: Empty {
            reason: "Клиентам еще ничего не отправляли.".to_owned(),
            advice: "Архивы, акты сверки и ежемесячные документы появляются здесь, когда клиент их запросит."
                .to_owned(),
            link: None,
        },
    };
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: tabs("Журнал отправки"),
        search: Some(Search {
            action: paths::sendings(),
            value: String::new(),
            placeholder: "Название клиента или ИНН".to_owned(),
            suggests: false,
        }),
        choices: vec![tab(0, "Все"), tab(1, "Не дошло"), tab(2, "Ждут")],
        parts: vec![Part::new("sendings", "Что отправлено клиентам", PartBody::Listing(listing))],
        pager: (shown > 0).then(|| Pager {
            first: 1,
            shown,
            total: RowTotal::Exactly(shown.max(50) * 3),
            note: Some("новые сверху".to_owned()),
            next: Some(paths::sendings()),
            ..Pager::default()
        }),
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}

fn row(client: &str, what: Cell, state: Cell) -> ListingRow {
    ListingRow {
        cells: vec![
            Cell::noted(client, "ИНН 9900815901").leading(paths::organization("7000001")),
            what,
            Cell::text(moment(21, 8, 55).text()),
            Cell::text(address(client)),
            state,
        ],
        act: None,
    }
}

/// A masked address, as long as the name is.
fn address(client: &str) -> String {
    let host =
        if client.len() > 100 { "ochendlinnoeimyapochtovogoservera.".repeat(6) } else { String::new() };
    format!("b•••@{host}romashka.example")
}

fn state(label: &str, tone: Tone, note: &str) -> Cell {
    Cell { note: note.to_owned(), ..Cell::badge(Badge { label: label.to_owned(), tone }) }
}

fn sent(client: &str) -> ListingRow {
    let taken = format!("Почтовый сервер принял письмо {}.", moment(21, 8, 57).text());
    let note = format!("{taken} По ссылке осталось скачиваний: 3 из 5.");
    let what = Cell::noted("Архив закрывающих документов за октябрь 2026", "ежемесячная отправка");
    row(client, what, state("Готов к скачиванию", Tone::Good, &note))
}

fn deferred(client: &str) -> ListingRow {
    let note = "Почтовый сервер отказал (451): 4.7.1 Come back later. Следующая попытка сегодня 14:35.";
    let what = Cell::text("Архив счетов за III квартал 2026");
    row(client, what, state("Почта просит подождать", Tone::Work, note))
}

fn lost(client: &str, answer: &str) -> ListingRow {
    let form = Questions {
        action: paths::sending_again("15"),
        button: "Отправить еще раз".to_owned(),
        ..Questions::default()
    };
    let what = Cell::text("Акт сверки № Ф-5 за III квартал 2026").leading(paths::act("15"));
    ListingRow {
        act: Some(RowMenu { label: "Отправить еще раз".to_owned(), form, open: false }),
        ..row(client, what, state("Письмо не дошло", Tone::Bad, &format!("{answer}.")))
    }
}

fn declined(client: &str) -> ListingRow {
    let taken = format!("Почтовый сервер принял письмо {}.", moment(20, 9, 1).text());
    let note = format!("Сначала закройте заявление № 104218. {taken}");
    let what = Cell::text("Акт сверки за 2026 год").leading(paths::act("14"));
    row(client, what, state("Отказано", Tone::Bad, &note))
}

fn beside(client: &str, answer: &str) -> SalesPage {
    let fact = |label: &str, value: &str, href: String| Fact { href: Some(href), ..Fact::new(label, value) };
    let questions = vec![
        fact("Ждут ответа", "3", paths::questions()),
        Fact {
            note: Some(format!("с {}, 2 дня", moment(19, 9, 40).text())),
            ..fact("Дольше всех", client, paths::question("4"))
        },
    ];
    let week = vec![
        fact("Дошло", "41", paths::sendings()),
        fact("Не дошло", "1", paths::sendings()),
        Fact {
            note: Some(format!("{}: {answer}", address(client))), ..Fact::new("Последнее", client)
        },
    ];
    SalesPage {
        side: vec![
            Part::new("questions", "Вопросы клиентов", PartBody::Facts(questions)),
            Part {
                note: "за 7 дней".to_owned(), ..Part::new("week", "Отправка", PartBody::Facts(week))
            },
        ],
        ..drafts(vec![draft(1, client, true), draft(0, client, false)])
    }
}

fn letter(client: &str) -> MailLetterPage {
    let letter = ActOrdered {
        client: client.to_owned(),
        inn: "9900815901".to_owned(),
        period: "III квартал 2026".to_owned(),
        promised: moment(21, 15, 0),
        link: format!("https://registrar.example{}", paths::act("15")),
    }
    .letter();
    MailLetterPage {
        from: "Регистратор <robot@registrar.example>".to_owned(),
        to: "zayavki@forsait.example".to_owned(),
        subject: letter.subject,
        at: moment(21, 8, 40),
        text: letter.text,
    }
}
