//! The card of an application.

mod original;
mod parts;

use super::{CSRF, Sample, at, long_name, now, partner_frame, sample};
use crate::components::{
    Badge, Choice, Difference, Fact, FieldError, Link, Notice, NoticeTone, PricePreview, Steps,
    TimelineEntry, Tone, VerbButton, VerbWeight,
};
use crate::format::Zone;
use crate::pages::partner::{
    AfterChoice, ApplicationPage, Attention, Notes, Parameters, ParametersForm, Progress, Remark, Sending,
    Tick, Undo, Users, Waiting,
};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let frame = partner_frame(0);
    vec![
        sample("application-empty", &bare(), &frame),
        sample("application", &usual(), &frame),
        sample("application-undo", &undo(), &frame),
        sample("application-attention", &attention(), &frame),
        sample("application-worst", &worst(), &frame),
        sample("original", &original::original(), &frame),
    ]
}

/// A remark; with a tick that is set, or missing.
fn remark(text: &str, tone: Tone, tick: Option<bool>) -> Remark {
    let tick = tick.map(|on| Tick { value: text.to_owned(), on, missing: !on });
    Remark { text: text.to_owned(), tone, tick }
}

fn verb(label: &str, action: String, weight: VerbWeight, consequence: Option<&str>) -> VerbButton {
    VerbButton {
        label: label.to_owned(),
        action,
        hidden: vec![("version".to_owned(), "7".to_owned())],
        weight,
        consequence: consequence.map(ToOwned::to_owned),
    }
}

fn progress(status: (&str, Tone), place: &str, at_step: u8) -> Progress {
    Progress {
        number: "104209".to_owned(),
        status: Badge { label: status.0.to_owned(), tone: status.1 },
        waiting: Some(Waiting { place: place.to_owned(), since: Zone::moscow().since(at(21, 8, 52), now()) }),
        due: None,
        steps: Some(Steps { at: at_step, of: 6, finished: false }),
        reviewer: None,
        sending: None,
        verbs: Vec::new(),
        refused: None,
        decisions: Vec::new(),
        handed: None,
        nudged: None,
        held: None,
        returned: None,
        refusals: Vec::new(),
        undo: None,
        attention: None,
        poll_seconds: None,
        from: "tab=mine".to_owned(),
        csrf: CSRF.to_owned(),
    }
}

fn in_review() -> Progress {
    let consequence = "Будет создан запрос на сертификат. Отменить можно в течение 10 секунд".to_owned();
    Progress {
        due: Some(("срок отправки".to_owned(), Zone::moscow().due(at(21, 14, 30), now()))),
        reviewer: Some("О. Смирнова".to_owned()),
        sending: Some(Sending {
            action: paths::forwarding("104209"),
            choice: vec![("version".to_owned(), "7".to_owned()), ("total".to_owned(), "172800".to_owned())],
            ticks: true,
            with_form: true,
            label: "Отправить · 1\u{a0}728,00\u{a0}₽".to_owned(),
            consequence,
            missing: None,
        }),
        verbs: vec![verb("Вернуть в очередь", paths::release("104209"), VerbWeight::Plain, None)],
        decisions: parts::decisions(),
        handed: Some("И. Ветров передает вам: клиент ждет звонка после 15:00".to_owned()),
        ..progress(("На проверке", Tone::Work), "у партнера", 2)
    }
}

fn bare() -> ApplicationPage {
    let take = verb("Взять в работу", paths::taking("104209"), VerbWeight::Primary, None);
    ApplicationPage {
        number: "104209".to_owned(),
        organization: "ООО «Ромашка»".to_owned(),
        organization_code: None,
        place: "Новые".to_owned(),
        outage: None,
        contract: None,
        progress: Progress {
            verbs: vec![take], ..progress(("Новое", Tone::New), "у партнера", 1)
        },
        details: vec![
            Fact::new("Тип заявления", "Изменение: реквизиты организации"),
            Fact::identifier("ИНН", "9900815901"),
        ],
        differs: Vec::new(),
        partner_changes: Vec::new(),
        remarks: Vec::new(),
        owners: Vec::new(),
        users: Users {
            note: Some("Многопользовательский режим не заявлен.".to_owned()), ..Users::default()
        },
        directions: Vec::new(),
        alias: None,
        certificates: Vec::new(),
        attachments: parts::attachments(0),
        parameters: Parameters::Settled {
            facts: vec![Fact::new("Многопользовательский режим", "Выключен")],
            price: PricePreview {
                note: Some("По этому заявлению ничего не начисляется.".to_owned()),
                ..PricePreview::default()
            },
            note: Some("Параметры меняет тот, кто взял заявление в работу.".to_owned()),
        },
        history: parts::history().split_off(2),
        after: None,
        list: Link { label: "Заявления".to_owned(), href: paths::queue() },
        onlookers: None,
        notes: None,
    }
}

fn usual() -> ApplicationPage {
    ApplicationPage {
        organization: "АО «Ангарский завод полимерных изделий и композитных материалов»".to_owned(),
        organization_code: Some("A-00417".to_owned()),
        place: "Все в работе".to_owned(),
        progress: in_review(),
        details: parts::details(),
        differs: vec![Difference {
            field: "Телефон".to_owned(),
            was: Some("+7 999 000-00-02".to_owned()),
            now: Some("+7 999 000-00-14".to_owned()),
        }],
        partner_changes: vec![Difference {
            field: "Вид расширения".to_owned(),
            was: Some("от 2 до 9".to_owned()),
            now: Some("10 и более".to_owned()),
        }],
        remarks: vec![
            remark("Список пользователей пуст, хотя режим включен.", Tone::Work, None),
            remark("Открыто еще одно заявление этой организации: № 104188.", Tone::Bad, None),
            remark("Петрова Анна Ивановна: в запросе на сертификат ИНН стоит 2 раза.", Tone::Work, Some(true)),
            remark("Петрова Анна Ивановна: в запросе на сертификат фамилия не как в заявлении.", Tone::Work, Some(false)),
        ],
        owners: parts::owners(),
        users: Users {
            task: Some(
                "Клиент не прислал ни одного пользователя. Режим включится, но работать в нем будет некому: клиент получит \
                 задачу добавить пользователей."
                    .to_owned(),
            ),
            ..Users::default()
        },
        directions: parts::directions(3),
        alias: Some("Бухгалтерия 3.0".to_owned()),
        parameters: Parameters::Open(parts::parameters()),
        history: parts::history(),
        after: Some(AfterChoice {
            choices: vec![
                Choice::new("next", "следующее"),
                Choice::new("list", "список"),
                Choice::new("stay", "остаться"),
            ],
            chosen: "next".to_owned(),
        }),
        onlookers: Some(parts::onlookers(1)),
        notes: Some(parts::notes(2)),
        ..bare()
    }
}

fn undo() -> ApplicationPage {
    let then = "Потом заявление уйдет в удостоверяющий центр.";
    let undo = Undo { version: "8".to_owned(), seconds_left: 7, then };
    ApplicationPage {
        place: "У оператора".to_owned(),
        progress: Progress {
            undo: Some(undo),
            poll_seconds: Some(1),
            ..progress(("Отправлено оператору", Tone::Out), "у оператора", 3)
        },
        parameters: settled(),
        ..usual()
    }
}

fn settled() -> Parameters {
    Parameters::Settled {
        facts: vec![
            Fact::new("Многопользовательский режим", "Включен"),
            Fact::new("Вид расширения", "10 и более"),
            Fact::new("Основание", "Платно"),
        ],
        price: parts::price(),
        note: None,
    }
}

fn attention() -> ApplicationPage {
    let attention = Attention {
        text: "Ответ удостоверяющего центра не получен. Оператор решает, отправлять ли запрос еще раз."
            .to_owned(),
        last_error: Some("соединение закрыто до ответа (ca.example, попытка 3)".to_owned()),
        since: Zone::moscow().since(at(21, 9, 30), now()),
        tries: 3,
    };
    let silent = "Удостоверяющий центр не отвечает с 14:05, в очереди 7. Отправлять заявления можно: запросы уйдут, \
                  как только он ответит.";
    ApplicationPage {
        place: "Требует внимания".to_owned(),
        outage: Some(Notice { tone: NoticeTone::Warn, text: silent.to_owned() }),
        progress: Progress {
            attention: Some(attention),
            poll_seconds: Some(5),
            ..progress(("Выпускается сертификат", Tone::Out), "у оператора", 4)
        },
        parameters: settled(),
        certificates: parts::certificates(1),
        attachments: parts::attachments(2),
        ..usual()
    }
}

fn worst() -> ApplicationPage {
    let mut form = parts::parameters();
    form.errors = vec![
        FieldError {
            field: "tier".to_owned(),
            text: "Выберите вид расширения: от 2 до 9 или 10 и более.".to_owned(),
        },
        FieldError { field: "basis".to_owned(), text: "Выберите основание.".to_owned() },
    ];
    form.tier = String::new();
    form.price.blocks = vec![parts::price().blocks.swap_remove(0); 3];
    form.price.sum = Some("5\u{a0}184,00\u{a0}₽".to_owned());
    form.errors.push(FieldError {
        field: "total".to_owned(),
        text: "Сумма изменилась: была 3\u{a0}456,00\u{a0}₽, теперь 5\u{a0}184,00\u{a0}₽. Проверьте и отправьте еще раз.".to_owned(),
    });
    let mut progress = in_review();
    progress.refused = Some("Заявление уже у этого сотрудника.".to_owned());
    if let Some(sending) = &mut progress.sending {
        "Отправить оператору".clone_into(&mut sending.label);
        sending.missing = Some("Чтобы отправить, выберите вид расширения.".to_owned());
    }
    let ended = "Договор № 17-С закончился 19.10.2026. Его скидка действует до 18.11.2026, потом отправлять заявления будет нельзя.";
    ApplicationPage {
        progress,
        contract: Some(Notice { tone: NoticeTone::Warn, text: ended.to_owned() }),
        number: "99999999999".to_owned(),
        organization: long_name(),
        owners: parts::owners().into_iter().cycle().take(50).collect(),
        users: parts::users(400),
        directions: parts::directions(200),
        certificates: parts::certificates(50),
        attachments: parts::attachments(10),
        remarks: (0..20).map(|_| remark(&long_name(), Tone::Work, None)).collect(),
        history: parts::history().into_iter().cycle().take(120).collect::<Vec<TimelineEntry>>(),
        parameters: Parameters::Open(ParametersForm { ..form }),
        onlookers: Some(parts::onlookers(12)),
        notes: Some(Notes {
            typed: long_name(),
            errors: vec![FieldError {
                field: "note".to_owned(), text: "Не больше 2000 символов".to_owned()
            }],
            ..parts::notes(60)
        }),
        ..usual()
    }
}
