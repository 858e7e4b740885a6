//! The client's cabinet.

mod parts;

use parts::{captions, event, part, track};

use super::{CSRF, Sample, cabinet_frame, long_name, moment, sample};
use crate::components::{
    Badge, Empty, Link, Notice, NoticeTone, Pager, RowTotal, Tone, VerbButton, VerbWeight,
};
use crate::pages::cabinet::{
    AccountingDoor, Advice, Ball, BallTone, CabinetApplicationPage, CabinetEnding, CabinetPage, CabinetRow,
    Contact, InProgram, OwnCertificate, Refresh, StepState,
};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let client = cabinet_frame();
    vec![
        sample("cabinet-empty", &cabinet(0, "ООО «Ромашка»"), &client),
        sample("cabinet", &cabinet(2, "ООО «Ромашка»"), &client),
        sample("cabinet-worst", &cabinet(400, &long_name()), &client),
        sample("cabinet-application", &status(), &client),
        sample("cabinet-application-waiting", &waiting(), &client),
        sample("cabinet-application-returned", &returned("ООО «Ромашка»"), &client),
        sample("cabinet-application-returned-worst", &returned(&long_name()), &client),
        sample("cabinet-application-approved", &approved(), &client),
        sample("cabinet-application-rejected", &rejected(), &client),
    ]
}

fn ending(left: i64, act: &str) -> CabinetEnding {
    CabinetEnding {
        organization: "ООО «Ангара-Сервис»".to_owned(),
        left: if left < 0 {
            Badge { label: "закончилось".to_owned(), tone: Tone::Bad }
        } else {
            Badge { label: format!("осталось {left} дней"), tone: Tone::Work }
        },
        endings: vec![
            "1С-Отчетность, до 14.12.2026".to_owned(),
            "Сертификат: Петрова Анна Ивановна, до 20.12.2026".to_owned(),
        ],
        act: Link { label: act.to_owned(), href: paths::renewal("7000001") },
    }
}

fn link(label: &str, href: String) -> Link {
    Link { label: label.to_owned(), href }
}

fn cabinet(count: u64, organization: &str) -> CabinetPage {
    let row = |index: u64| CabinetRow {
        number: (104_188 + index).to_string(),
        kind: "Подключение к 1С-Отчетности".to_owned(),
        sent: moment(20, 13, 5),
        status: if index == 0 {
            Badge { label: "Отправлено".to_owned(), tone: Tone::Out }
        } else {
            Badge { label: "Одобрено".to_owned(), tone: Tone::Good }
        },
        waiting: "выпускается сертификат".to_owned(),
    };
    CabinetPage {
        accounting: vec![AccountingDoor {
            link: Link { label: "Задать вопрос".to_owned(), href: paths::new_question() },
            note: "Ответит обслуживающая организация, письмом и здесь".to_owned(),
        }],
        organization: organization.to_owned(),
        disowning: Some(link("Это не моя организация", paths::disowning())),
        closed: String::new(),
        start: Some(link("Заявление на подключение к 1С-Отчетности", paths::new_draft())),
        endings: if count == 0 {
            Vec::new()
        } else {
            vec![ending(13, "Продлить"), ending(-4, "Заявление на продление, № 104190")]
        },
        more_endings: "Еще организаций, у которых скоро конец срока: 3999".repeat(usize::from(count > 2)),
        drafts: (count > 1).then(|| link("Черновики: 2", paths::drafts())),
        rows: (0..count).map(row).collect(),
        pager: Pager { shown: count, total: RowTotal::Exactly(count), ..Pager::default() },
        empty: Empty {
            reason: "Заявлений еще нет.".to_owned(),
            advice: "Заявление отправляется из программы: Отчеты → Регламентированные отчеты → Настройки."
                .to_owned(),
            link: Some(Link { label: "Обновить".to_owned(), href: paths::cabinet() }),
        },
    }
}

fn status() -> CabinetApplicationPage {
    use StepState::{Ahead, Done, Now};
    let notes = ["черновик", "выпускается сертификат", "впереди: подключение готово", "или так, с причиной"];
    CabinetApplicationPage {
        number: "104188".to_owned(),
        organization: "ООО «Ромашка»".to_owned(),
        kind: "Подключение к 1С-Отчетности".to_owned(),
        sent: moment(20, 13, 5),
        captions: captions(notes, [Done, Now, Ahead, Ahead]),
        ball: Ball {
            caption: "Отправлено · выпускается сертификат".to_owned(),
            text: "Ход у оператора с 21.11.2026 13:48 МСК, 17 мин.".to_owned(),
            promise: None,
            tone: BallTone::Theirs,
        },
        advice: vec![part("Что сделать сейчас", "От вас ничего не нужно.")],
        contact: Contact {
            name: "ООО «Форсайт»".to_owned(),
            phone: "+7 (3952) 00-00-00".to_owned(),
            email: "help@forsait.example".to_owned(),
        },
        calls: false,
        verbs: Vec::new(),
        in_program: None,
        verb_note: None,
        notice: None,
        track: track(4),
        refresh: Refresh {
            words: vec![
                "Чтобы узнать, обработалось ли заявление, необходимо обновить его статус.".to_owned(),
                "О каждом изменении придет письмо на buh@romashka.example.".to_owned(),
            ],
            at: moment(21, 11, 5),
            follows: Some(paths::cabinet_changes("104188")),
        },
        certificates: Vec::new(),
        attachments: Vec::new(),
        attach: None,
        history: vec![
            event(21, "Передано на выпуск сертификата", Tone::Out),
            event(21, "Обслуживающая организация проверила заявление: режим «от 2 до 9»", Tone::Work),
            event(20, "Вы отправили заявление", Tone::New),
        ],
        ending: None,
        csrf: CSRF.to_owned(),
    }
}

fn attach() -> Link {
    Link {
        label: "Приложить или удалить файлы".to_owned(), href: paths::attachments("104188")
    }
}

fn waiting() -> CabinetApplicationPage {
    let text = "Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, создание сертификата не \
                начнется и статус заявления не изменится.";
    let tell = "После отправки заявления обратитесь в организацию, с которой был заключен договор на подключение сервиса \
                1С-Отчетность и сообщите об отправленном заявлении.";
    CabinetApplicationPage {
        ball: Ball {
            caption: "Отправлено · ожидает обслуживающую организацию".to_owned(),
            text: "Ход у ООО «Форсайт» с 20.11.2026 16:05 МСК, 22 ч.".to_owned(),
            promise: Some("Обещано: возьмут в работу сегодня до 15:00.".to_owned()),
            tone: BallTone::Theirs,
        },
        advice: vec![part("Что сделать сейчас", tell)],
        calls: true,
        verbs: vec![VerbButton {
            label: "Сообщить партнеру".to_owned(),
            action: paths::nudge("104188"),
            hidden: Vec::new(),
            weight: VerbWeight::Primary,
            consequence: None,
        }],
        verb_note: Some("ООО «Форсайт» уже получила письмо о заявлении.".to_owned()),
        captions: captions(
            [
                "черновик",
                "ожидает обслуживающую организацию",
                "впереди: подключение готово",
                "или так, с причиной",
            ],
            [StepState::Done, StepState::Now, StepState::Ahead, StepState::Ahead],
        ),
        notice: Some(Notice { tone: NoticeTone::Info, text: text.to_owned() }),
        attach: Some(attach()),
        track: track(1),
        ..status()
    }
}

fn returned(organization: &str) -> CabinetApplicationPage {
    use StepState::{Ahead, Done, Mine};
    let steps =
        ["Сверьте СНИЛС с документом владельца.", "Отправьте заявление снова до 21.12.2026 13:48 МСК."];
    let steps = steps.map(str::to_owned).to_vec();
    let notes = ["черновик", "требуются исправления", "впереди: подключение готово", "или так, с причиной"];
    let words =
        "Марина Олеговна сменила СНИЛС в октябре, в запросе уже новый. Поправьте, пожалуйста, в заявлении.";
    CabinetApplicationPage {
        organization: organization.to_owned(),
        captions: captions(notes, [Done, Mine, Ahead, Ahead]),
        ball: Ball {
            caption: "Отправлено · требуются исправления".to_owned(),
            text: "Ход у вас с 21.11.2026 13:48 МСК. Номер и все заполненное сохранены.".to_owned(),
            promise: Some("Исправьте до 21.12.2026 13:48 МСК: потом заявление снимут по сроку.".to_owned()),
            tone: BallTone::Mine,
        },
        advice: vec![
            part("Что не так", "СНИЛС владельца не совпадает с запросом на сертификат."),
            Advice {
                paragraphs: steps.clone(), steps: true, ..part("Что сделать сейчас", "")
            },
            Advice {
                said_by: Some("ООО «Форсайт»".to_owned()), ..part("Комментарий сотрудника", words)
            },
        ],
        in_program: Some(InProgram { steps, article: "returned" }),
        track: track(2),
        attachments: super::attachments::rows(3, |id| paths::attachment("104188", id)),
        attach: Some(attach()),
        ending: Some(VerbButton {
            label: "Отозвать заявление".to_owned(),
            action: paths::withdrawal("104188"),
            hidden: Vec::new(),
            weight: VerbWeight::Danger,
            consequence: Some("Заявление закроется, исправить его уже не получится.".to_owned()),
        }),
        ..status()
    }
}

fn approved() -> CabinetApplicationPage {
    use StepState::{Ahead, Done, Mine};
    let certificate = |owner: &str, serial: &str| OwnCertificate {
        owner: owner.to_owned(),
        serial: serial.to_owned(),
        until: "21.11.2027".to_owned(),
        note: None,
    };
    CabinetApplicationPage {
        captions: captions(
            ["черновик", "вами", "завершите настройку в программе", ""],
            [Done, Done, Mine, Ahead],
        ),
        ball: Ball {
            caption: "Одобрено · завершите настройку в программе".to_owned(),
            text: "Одобрено 21.11.2026 14:02 МСК. Осталось завершить настройку в программе.".to_owned(),
            promise: None,
            tone: BallTone::Mine,
        },
        advice: vec![part(
            "Что сделать сейчас",
            "Откройте программу и обновите состояние заявления: она завершит настройку сама.",
        )],
        track: Vec::new(),
        certificates: vec![
            certificate("Петрова Анна Ивановна", "01a7c8e2f1"),
            certificate(&long_name(), "02b8d9f3a2c4e6f8a0b2c4d6e8f0a2b4c6d8e0f2"),
        ],
        ..status()
    }
}

fn rejected() -> CabinetApplicationPage {
    use StepState::{Ahead, Done, Now};
    CabinetApplicationPage {
        captions: captions(["черновик", "вами", "", ""], [Done, Done, Ahead, Now]),
        ball: Ball {
            caption: "Отклонено".to_owned(),
            text: "Отклонила ООО «Форсайт» 21.11.2026 13:48 МСК.".to_owned(),
            promise: None,
            tone: BallTone::Bad,
        },
        advice: vec![part("Что не так", &long_name())],
        organization: long_name(),
        track: Vec::new(),
        refresh: Refresh { words: Vec::new(), at: moment(21, 11, 5), follows: None },
        ..status()
    }
}
