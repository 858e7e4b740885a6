//! The operator's applications.

use super::{CSRF, Sample, at, long_name, now, operator_frame, sample};
use crate::components::{
    Badge, Empty, FieldError, Notice, NoticeTone, Pager, ReasonForm, RowTotal, Tab, Tone,
};
use crate::format::Zone;
use crate::pages::operator::{AtAuthority, AuthorityRows, OperatorApplicationsPage, Stuck, Undelivered};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let operator = operator_frame(1);
    vec![
        sample(
            "operator-applications-empty",
            &operator_page(0, AuthorityRows::Waiting(Vec::new())),
            &operator,
        ),
        sample(
            "operator-applications",
            &operator_page(0, AuthorityRows::Waiting((0..4).map(at_authority).collect())),
            &operator,
        ),
        sample("operator-attention", &attention(), &operator),
        sample(
            "operator-attention-worst",
            &operator_page(1, AuthorityRows::Stuck((0..400).map(stuck).collect())),
            &operator,
        ),
        sample("operator-outage", &outage(), &operator),
        sample(
            "operator-undelivered",
            &operator_page(2, AuthorityRows::Undelivered(vec![undelivered(0), undelivered(1)])),
            &operator,
        ),
        sample(
            "operator-undelivered-worst",
            &operator_page(2, AuthorityRows::Undelivered((0..400).map(undelivered).collect())),
            &operator,
        ),
    ]
}

fn badge(label: &str, tone: Tone) -> Badge {
    Badge { label: label.to_owned(), tone }
}

fn operator_page(current: usize, rows: AuthorityRows) -> OperatorApplicationsPage {
    let tab = |index: usize, label: &str, count: u64| Tab {
        label: label.to_owned(),
        href: paths::operator_applications(),
        count: Some(count),
        current: index == current,
    };
    OperatorApplicationsPage {
        search: String::new(),
        outage: None,
        tabs: vec![
            tab(0, "У удостоверяющего центра", 4),
            tab(1, "Требует внимания", 2),
            tab(2, "Одобрено, не доставлено", 2),
        ],
        rows,
        pager: Pager { shown: 4, total: RowTotal::Exactly(4), ..Pager::default() },
        empty: Empty {
            reason: "У удостоверяющего центра ничего нет.".to_owned(),
            advice: "Заявление появится здесь, когда партнер отправит его оператору.".to_owned(),
            link: None,
        },
        csrf: CSRF.to_owned(),
    }
}

fn at_authority(index: usize) -> AtAuthority {
    AtAuthority {
        number: (104_188 + index).to_string(),
        organization: "ООО «Ромашка»".to_owned(),
        partner: "ООО «Форсайт»".to_owned(),
        status: badge("Выпускается сертификат", Tone::Out),
        since: Zone::moscow().since(at(21, 10, 48), now()),
        note: Some("следующая проверка в 14:09".to_owned()),
        refuse: Some(step(&format!("refuse-{index}"), "Отказать", "Причина отказа")),
    }
}

pub(super) fn step(id: &str, label: &str, question: &str) -> ReasonForm {
    ReasonForm {
        id: id.to_owned(),
        label: label.to_owned(),
        about: "№ 104188".to_owned(),
        action: paths::resending("104188"),
        question: question.to_owned(),
        consequence: "Центр может выпустить второй сертификат. Сначала проверьте, не выпущен ли первый."
            .to_owned(),
        written: String::new(),
        errors: Vec::new(),
    }
}

fn stuck(index: usize) -> Stuck {
    Stuck {
        number: (104_188 + index).to_string(),
        what: "Запрос на сертификат, владелец 1".to_owned(),
        organization: if index.is_multiple_of(2) {
            "ООО «Ромашка»".to_owned()
        } else {
            long_name()
        },
        partner: "ООО «Форсайт»".to_owned(),
        last_error: "Ответ удостоверяющего центра не получен: connection closed before message completed"
            .to_owned(),
        tries: 7,
        since: Zone::moscow().since(at(20, 10, 48), now()),
        steps: vec![
            step(&format!("resend-{index}"), "Отправить еще раз", "Почему отправляем еще раз"),
            step(&format!("reset-{index}"), "Сбросить", "Почему сбрасываем"),
        ],
    }
}

fn attention() -> OperatorApplicationsPage {
    let error = FieldError { field: "reason".to_owned(), text: "Укажите причину.".to_owned() };
    let mut returned = stuck(1);
    returned.steps[0].errors.push(error);
    operator_page(1, AuthorityRows::Stuck(vec![stuck(0), returned]))
}

fn outage() -> OperatorApplicationsPage {
    let text = "Удостоверяющий центр не отвечает с 14:05, в очереди 4. Отправлять заявления можно: запросы уйдут, \
                как только он ответит.";
    OperatorApplicationsPage {
        outage: Some(Notice { tone: NoticeTone::Warn, text: text.to_owned() }),
        ..operator_page(0, AuthorityRows::Waiting(vec![at_authority(0)]))
    }
}

fn undelivered(index: usize) -> Undelivered {
    let given_up = index.is_multiple_of(2);
    Undelivered {
        number: (104_188 + index).to_string(),
        organization: if given_up { "ООО «Ромашка»".to_owned() } else { long_name() },
        partner: "ООО «Форсайт»".to_owned(),
        to: "buh@romashka.example".to_owned(),
        state: if given_up {
            badge("Требует внимания", Tone::Bad)
        } else {
            badge("Отправляется", Tone::Out)
        },
        last_error: given_up.then(|| "Почтовый сервер отказал: 550 no such user".to_owned()),
        tries: 8,
        since: Zone::moscow().since(at(21, 10, 48), now()),
    }
}
