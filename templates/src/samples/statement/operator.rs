//! The operator's months.

use super::{
    Badge, CSRF, Choice, Decimal, Empty, LineAction, Lines, Link, OperatorStatementsPage, PartnerMonth,
    Sample, StatementLine, StatementPage, Tone, Turn, VerbButton, VerbWeight, badge, line, lines, long_name,
    operator_frame, paths, sample, usual,
};

pub(super) fn samples() -> Vec<Sample> {
    let frame = operator_frame(0);
    vec![
        sample("operator-statements-empty", &unformed(), &frame),
        sample("operator-statements", &month(rows()), &frame),
        sample("operator-statements-worst", &month((0..400).map(long_row).collect()), &frame),
        sample("operator-statement", &statement(), &frame),
    ]
}

fn verb(label: &str, action: String, consequence: &str) -> VerbButton {
    VerbButton {
        label: label.to_owned(),
        action,
        hidden: vec![("version".to_owned(), "1".to_owned())],
        weight: VerbWeight::Plain,
        consequence: Some(consequence.to_owned()),
    }
}

fn unformed() -> OperatorStatementsPage {
    let form = verb(
        "Сформировать месяц",
        paths::formation("2026-10"),
        "Партнеры увидят строки только после публикации.",
    );
    OperatorStatementsPage {
        month: "2026-10".to_owned(),
        caption: "Октябрь 2026".to_owned(),
        months: vec![Choice::new("2026-10", "Октябрь 2026"), Choice::new("2026-09", "Сентябрь 2026")],
        verbs: vec![VerbButton { weight: VerbWeight::Primary, ..form }],
        empty: Empty {
            reason: "Месяц еще не сформирован.".to_owned(),
            advice: "Сформируйте его: в него войдут все лицензии, активированные в октябре.".to_owned(),
            link: None,
        },
        csrf: CSRF.to_owned(),
        ..OperatorStatementsPage::default()
    }
}

fn row(partner: &str, name: &str, status: Badge, verb: Option<VerbButton>) -> PartnerMonth {
    PartnerMonth {
        partner: partner.to_owned(),
        name: name.to_owned(),
        href: Some(paths::operator_statement("2026-10", partner)),
        status,
        turn: Turn { text: "ждет партнера до 08.11.2026".to_owned(), late: true },
        lines: 41,
        disputed: 1,
        total: Decimal::new(18_340_200, 2),
        invoice: None,
        verb,
    }
}

fn rows() -> Vec<PartnerMonth> {
    let publish = verb(
        "Опубликовать",
        paths::publication("2026-10", "baikal"),
        "Партнер увидит строки и получит письмо.",
    );
    let invoice = verb(
        "Выставить счет",
        paths::invoice("2026-10", "vector"),
        "Счету будет присвоен номер, отозвать его нельзя.",
    );
    vec![
        row("forsait", "ООО «Форсайт»", badge("На согласовании", Tone::Work), None),
        row("baikal", "ООО «Байкал-Софт»", badge("Формируется", Tone::New), Some(publish)),
        row("vector", "ООО «Вектор»", badge("Согласовано", Tone::Good), Some(invoice)),
    ]
}

fn long_row(index: usize) -> PartnerMonth {
    PartnerMonth {
        partner: format!("partner-{index}"),
        name: long_name(),
        total: Decimal::new(99_999_999_999, 2),
        ..rows().swap_remove(index % 3)
    }
}

fn month(rows: Vec<PartnerMonth>) -> OperatorStatementsPage {
    let export = |label: &str, format: &str| Link {
        label: label.to_owned(),
        href: paths::operator_export("2026-10", format),
    };
    OperatorStatementsPage {
        rows,
        totals: usual().totals,
        exports: vec![export("CSV (Excel, UTF-8 с BOM)", "csv"), export("XLSX", "xlsx")],
        verbs: Vec::new(),
        ..unformed()
    }
}

fn statement() -> StatementPage {
    let resolve = LineAction::Resolve { action: paths::resolution("2026-10", "forsait", "709") };
    let disputed = StatementLine {
        status: badge("Расхождение", Tone::Bad),
        comment: Some("Неверная цена: у клиента прайс прошлого года.".to_owned()),
        action: resolve,
        ..line(9)
    };
    let settled = lines().into_iter().map(|one| StatementLine {
        application: None,
        action: LineAction::Nothing,
        ..one
    });
    let usual = usual();
    StatementPage {
        trail: vec![Link { label: "Сверка".to_owned(), href: paths::operator_statements() }],
        heading: "ООО «Форсайт» · Октябрь 2026".to_owned(),
        lines: Lines { rows: settled.chain([disputed]).collect(), ..usual.lines.clone() },
        verbs: Vec::new(),
        ..usual
    }
}
