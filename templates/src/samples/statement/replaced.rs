//! Characters that an older encoding cannot hold.

use crate::components::Link;
use crate::pages::ReplacedPage;
use crate::paths;

/// The page before the download, with this many rows.
pub(super) fn sample_page(rows: u64) -> ReplacedPage {
    let row = |line: u64| format!("строка {line}, «Организация»: символ «☃» заменен на «?»");
    ReplacedPage {
        back: vec![
            Link { label: "Сверка".to_owned(), href: paths::statements() },
            Link { label: "Октябрь 2026".to_owned(), href: paths::statement("2026-10") },
        ],
        file: "sverka-2026-10.1251.csv".to_owned(),
        rows: (1..=rows).map(row).collect(),
        total: if rows > 1 { 1_204 } else { 1 },
        sure: paths::export("2026-10", "csv1251"),
        others: vec![Link { label: "CSV для Excel".to_owned(), href: paths::export("2026-10", "csv") }],
    }
}
