//! The months: the partner's and the operator's.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{CSRF, Sample, long_name, moment, operator_frame, partner_frame, sample};
use crate::components::{
    Badge, Choice, Empty, Fact, FieldError, Link, Pager, RowTotal, Tab, Tone, Total, Turn, VerbButton,
    VerbWeight,
};
use crate::pages::operator::{OperatorStatementsPage, PartnerMonth};
use crate::pages::partner::{LiveMonth, StatementRow, StatementsPage};
use crate::pages::{
    InvoiceFacts, LineAction, LineTotals, Lines, ReturnedForm, SignOff, StatementLine, StatementPage,
};
use crate::paths;

mod charge;
mod closed;
mod operator;
mod replaced;

pub(super) fn samples() -> Vec<Sample> {
    let frame = partner_frame(2);
    let mut list = vec![
        sample(
            "statements-empty",
            &StatementsPage { empty: none_yet(), ..StatementsPage::default() },
            &frame,
        ),
        sample("statements", &months(), &frame),
        sample("statement-empty", &without_lines(), &frame),
        sample("statement", &usual(), &frame),
        sample("statement-invoiced", &invoiced(), &frame),
        sample("statement-without-invoice", &closed::without_invoice(), &frame),
        sample("statement-worst", &worst(), &frame),
        sample("charge", &charge::sample_page(), &frame),
        sample("replaced", &replaced::sample_page(1), &frame),
        sample("replaced-worst", &replaced::sample_page(50), &frame),
    ];
    list.extend(operator::samples());
    list
}

fn none_yet() -> Empty {
    Empty {
        reason: "Сверок еще нет.".to_owned(),
        advice: "Первая появится в начале месяца после первого одобренного заявления.".to_owned(),
        link: None,
    }
}

fn badge(label: &str, tone: Tone) -> Badge {
    Badge { label: label.to_owned(), tone }
}

fn months() -> StatementsPage {
    let row = |month: &str, caption: &str, status: Badge, disputed: u64| StatementRow {
        month: month.to_owned(),
        caption: caption.to_owned(),
        status,
        turn: "ждет вас до 08.11.2026".to_owned().into(),
        lines: 41,
        disputed,
        total: Decimal::new(18_340_200, 2),
        invoice: (disputed == 0).then(|| "№ 2026/118 от 05.10.2026".to_owned()),
    };
    let live = LiveMonth {
        caption: "Ноябрь 2026".to_owned(),
        figures: vec![
            Fact::new("Активировано", "17\u{a0}строк"),
            Fact::new("Сумма", "61\u{a0}320,00\u{a0}₽"),
            Fact::new("НДС", "0,00\u{a0}₽"),
            Fact::new("Всего", "61\u{a0}320,00\u{a0}₽"),
        ],
        note: "Сверка откроется, когда месяц закончится и оператор опубликует отчет.".to_owned(),
    };
    StatementsPage {
        notice: None,
        live: Some(live),
        rows: vec![
            row("2026-10", "Октябрь 2026", badge("На согласовании", Tone::Work), 1),
            row("2026-09", "Сентябрь 2026", badge("Оплачено", Tone::Good), 0),
        ],
        empty: none_yet(),
    }
}

fn line(index: u64) -> StatementLine {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("the day exists");
    StatementLine {
        id: (700 + index).to_string(),
        activated_on: day(10, 14),
        number: (104_001 + index).to_string(),
        application: Some(paths::application(&(104_001 + index).to_string())),
        subscriber_code: "A-00417".to_owned(),
        organization: "АО «Ангарский завод полимерных изделий»".to_owned(),
        inn: "0000526019".to_owned(),
        kpp: Some("000001001".to_owned()),
        reg_number: "800123456".to_owned(),
        product: "Многопользовательский режим".to_owned(),
        tier: Some("10 и более".to_owned()),
        basis: "Платно".to_owned(),
        promotion: None,
        period: Some((day(10, 14), NaiveDate::from_ymd_opt(2027, 10, 13).expect("the day exists"))),
        quantity: 1,
        price: Decimal::new(288_000, 2),
        promotion_discount: None,
        discount: Decimal::new(40, 0),
        amount: Decimal::new(172_800, 2),
        vat_rate: "Без НДС".to_owned(),
        vat: None,
        total: Decimal::new(172_800, 2),
        status: badge("На согласовании", Tone::Work),
        comment: None,
        action: LineAction::Dispute { action: paths::dispute("2026-10", &(700 + index).to_string()) },
    }
}

fn lines() -> Vec<StatementLine> {
    vec![
        StatementLine {
            status: badge("Согласовано", Tone::Good), action: LineAction::Nothing, ..line(0)
        },
        StatementLine {
            organization: "ООО «Вектор Плюс»".to_owned(),
            product: "1С-Отчетность, 12 мес.".to_owned(),
            tier: None,
            basis: "Акция".to_owned(),
            promotion: Some("СуперХод".to_owned()),
            promotion_discount: Some(Decimal::new(285_000, 2)),
            discount: Decimal::new(375, 1),
            status: badge("Расхождение", Tone::Bad),
            comment: Some("Акция применена ошибочно: клиент не новый. Ответ оператора до 10.11.".to_owned()),
            action: LineAction::Accept { action: paths::acceptance("2026-10", "701") },
            ..line(1)
        },
        line(2),
        StatementLine {
            organization: "ИП Кузнецова М. О.".to_owned(),
            kpp: None,
            quantity: -1,
            amount: Decimal::new(-172_800, 2),
            total: Decimal::new(-210_816, 2),
            vat: Some(Decimal::new(-38_016, 2)),
            vat_rate: "22%".to_owned(),
            comment: Some("Корректировка строки 12 за сентябрь.".to_owned()),
            ..line(3)
        },
    ]
}

fn table(rows: Vec<StatementLine>) -> Lines {
    Lines {
        pager: Pager {
            first: 1,
            shown: rows.len() as u64,
            total: RowTotal::Exactly(41),
            note: None,
            start: None,
            back: None,
            next: Some(paths::statement("2026-10")),
        },
        rows,
        totals: Some(LineTotals {
            label: "Итого, 41 строка".to_owned(),
            promotion_discount: Decimal::new(285_000, 2),
            amount: Decimal::new(18_340_200, 2),
            vat: Decimal::new(-38_016, 2),
            total: Decimal::new(18_302_184, 2),
        }),
        choices: vec![
            Choice::new("", "Выберите причину"),
            Choice::new("wrong_price", "Неверная цена"),
            Choice::new("wrong_promotion", "Акция не применена или применена ошибочно"),
        ],
        version: "3".to_owned(),
        csrf: CSRF.to_owned(),
        ..Lines::default()
    }
}

fn total(label: &str, value: &str, note: &str, tone: Tone) -> Total {
    Total {
        label: label.to_owned(),
        value: value.to_owned(),
        note: note.to_owned(),
        tone,
        href: paths::statement("2026-10"),
    }
}

fn usual() -> StatementPage {
    let here = || paths::statement("2026-10");
    let export =
        |label: &str, format: &str| Link { label: label.to_owned(), href: paths::export("2026-10", format) };
    StatementPage {
        trail: vec![Link { label: "Сверка".to_owned(), href: paths::statements() }],
        heading: "Октябрь 2026".to_owned(),
        status: badge("На согласовании", Tone::Work),
        turn: "ждет вас до 08.11.2026 · молчание по договору № 17-С означает согласие".to_owned().into(),
        totals: vec![
            total("Всего к оплате", "183\u{a0}021,84\u{a0}₽", "41 строка", Tone::Quiet),
            total("Согласовано", "176\u{a0}964,00\u{a0}₽", "2 из 41 ждут решения", Tone::Quiet),
            total("Расхождения", "1\u{a0}710,00\u{a0}₽", "1 строка · ответ оператора до 10.11", Tone::Work),
        ],
        exports: vec![
            export("CSV (Excel, UTF-8 с BOM)", "csv"),
            export("CSV (Windows-1251)", "csv1251"),
            export("XLSX", "xlsx"),
        ],
        verbs: vec![agree()],
        tabs: vec![
            Tab { label: "Все".to_owned(), href: here(), count: Some(41), current: true },
            Tab { label: "Расхождения".to_owned(), href: here(), count: Some(1), current: false },
        ],
        lines: table(lines()),
        signatures: Vec::new(),
        invoice: None,
        credit: None,
        csrf: CSRF.to_owned(),
    }
}

fn agree() -> VerbButton {
    VerbButton {
        label: "Согласовать остальное (38)".to_owned(),
        action: paths::agreement("2026-10"),
        hidden: vec![("version".to_owned(), "3".to_owned())],
        weight: VerbWeight::Primary,
        consequence: Some(
            "Согласованные строки больше не изменятся; оператор сможет выставить счет.".to_owned(),
        ),
    }
}

fn without_lines() -> StatementPage {
    let empty = Empty {
        reason: "В этом месяце начислений нет.".to_owned(),
        advice: "Ни одно заявление не было одобрено, согласовывать нечего.".to_owned(),
        link: None,
    };
    let lines = Lines { empty, ..Lines::default() };
    StatementPage { lines, totals: Vec::new(), verbs: Vec::new(), tabs: Vec::new(), ..usual() }
}

fn invoiced() -> StatementPage {
    let signature = |side: &str, who: &str| SignOff {
        side: side.to_owned(),
        who: who.to_owned(),
        at: moment(5, 8, 12),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
    };
    StatementPage {
        status: badge("Выставлен счет", Tone::Out),
        turn: "оплатить до 20.11.2026".to_owned().into(),
        verbs: Vec::new(),
        lines: table(vec![StatementLine {
            status: badge("Выставлено", Tone::Good),
            action: LineAction::Nothing,
            ..line(0)
        }]),
        signatures: vec![
            signature("Партнер, ООО «Форсайт»", "Николай Орлов"),
            signature("Оператор", "Мария Белова"),
        ],
        invoice: Some(InvoiceFacts {
            number: "2026/131".to_owned(),
            day: NaiveDate::from_ymd_opt(2026, 11, 6).expect("the day exists"),
            total: Decimal::new(18_302_184, 2),
            taken_off: vec![("Зачтено из сверки за сентябрь 2026".to_owned(), Decimal::new(560_000, 2))],
            to_pay: Decimal::new(17_742_184, 2),
            note: Some("до 20.11.2026".to_owned()),
        }),
        ..usual()
    }
}

fn worst() -> StatementPage {
    let mut rows: Vec<_> = (0..400)
        .map(|index| StatementLine {
            organization: long_name(),
            price: Decimal::new(99_999_999_999, 2),
            ..line(index)
        })
        .collect();
    rows[1].comment = Some(long_name());
    let mut lines = table(rows);
    lines.pager.total = RowTotal::Exactly(1_000);
    lines.returned = Some(ReturnedForm {
        id: "700".to_owned(),
        chosen: String::new(),
        comment: "цена из старого прайса".to_owned(),
        errors: vec![FieldError {
            field: "reason".to_owned(), text: "Выберите, что не так.".to_owned()
        }],
    });
    StatementPage { lines, ..usual() }
}
