//! The partner's board of what ends.

use super::{CSRF, Sample, long_name, partner_frame, sample};
use crate::components::{Badge, Empty, Link, Pager, RowTotal, Tab, Tone};
use crate::pages::partner::{ExpiringPage, ExpiringRow};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(1);
    vec![
        sample("expiring-empty", &board(Vec::new()), &partner),
        sample("expiring", &board(rows()), &partner),
        sample("expiring-worst", &board((0..50).map(worst).collect()), &partner),
    ]
}

fn board(rows: Vec<ExpiringRow>) -> ExpiringPage {
    let shown = u64::try_from(rows.len()).unwrap_or(0);
    let tab = |label: &str, within: &str, count: u64| Tab {
        label: label.to_owned(),
        href: paths::with_query(&paths::expiring(), &[("within", within)]),
        count: Some(count),
        current: within == "60",
    };
    ExpiringPage {
        tabs: vec![
            tab("7 дней", "7", 1),
            tab("14 дней", "14", 2),
            tab("30 дней", "30", 2),
            tab("60 дней", "60", shown),
            tab("Истекли", "expired", 4),
        ],
        rows,
        pager: Pager { shown, total: RowTotal::Exactly(shown), ..Pager::default() },
        empty: Empty {
            reason: "Ни у одной организации срок не подходит.".to_owned(),
            advice: "Продукты и сертификаты появляются здесь за 60 дней до конца.".to_owned(),
            link: None,
        },
        file: paths::expiring_file(),
        within: "60".to_owned(),
        csrf: CSRF.to_owned(),
    }
}

fn row(code: &str, name: &str, left: (&str, Tone)) -> ExpiringRow {
    ExpiringRow {
        code: code.to_owned(),
        name: name.to_owned(),
        inn: "9900815901".to_owned(),
        kpp: Some("990001001".to_owned()),
        day: "28.11.2026".to_owned(),
        left: Badge { label: left.0.to_owned(), tone: left.1 },
        endings: vec!["1С-Отчетность · «Бухгалтерия 3.0», до 28.11.2026".to_owned()],
        phone: "+7 999 000-00-01".to_owned(),
        email: "buh@romashka.example".to_owned(),
        reminded: Some("18.11.2026 12:00 МСК, за 14 дней".to_owned()),
        renewal: None,
        closed: None,
    }
}

fn rows() -> Vec<ExpiringRow> {
    let renewed = ExpiringRow {
        renewal: Some(Link { label: "идет, № 104209".to_owned(), href: paths::application("104209") }),
        closed: Some("продление уже идет".to_owned()),
        ..row("7000002", "ООО «Байкал-Логистика»", ("через 12 дней", Tone::Work))
    };
    let alone = ExpiringRow {
        kpp: None,
        reminded: None,
        closed: Some("нет учетной записи на портале, позвоните".to_owned()),
        ..row("7000003", "ИП Кузнецова Марина Олеговна", ("через 40 дней", Tone::Quiet))
    };
    vec![row("7000001", "ООО «Ромашка»", ("через 7 дней", Tone::Work)), renewed, alone]
}

fn worst(index: usize) -> ExpiringRow {
    let endings = (0..6).map(|_| format!("Сертификат, {}, до 28.11.2026", long_name())).collect();
    ExpiringRow {
        endings,
        ..row(&(7_000_001 + index).to_string(), &long_name(), ("сегодня последний день", Tone::Work))
    }
}
