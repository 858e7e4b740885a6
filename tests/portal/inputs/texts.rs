//! A thousand texts as they are typed, pasted and copied, held against what a person reads in them: through intake, pasted
//! tables and exports nothing is lost, nothing doubled, and lengths and lines are as a person counts them.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use registrar::domain::ids::OrganizationId;
use registrar::domain::role::Scope;
use registrar::domain::search::Question;
use registrar::present::operator::delivery_file;
use registrar::store::organizations;
use registrar::store::organizations::OrganizationQuery;
use serde_json::{Value, json};

use super::{portal, words};
use crate::histories::seed;
use crate::support::{Draft, Portal, Visitor, at, month};

/// How many texts; `REGISTRAR_TEXTS` overrides it.
fn texts() -> usize {
    std::env::var("REGISTRAR_TEXTS").ok().and_then(|many| many.parse().ok()).unwrap_or(100)
}

/// Letters as a keyboard gives them, and as some programs take them apart.
const LETTERS: [(&str, &str); 18] = [
    ("й", "и\u{306}"),
    ("ё", "е\u{308}"),
    ("Й", "И\u{306}"),
    ("Ё", "Е\u{308}"),
    ("ж", "ж"),
    ("ш", "ш"),
    ("Ы", "Ы"),
    ("а", "а"),
    ("о", "о"),
    ("c", "c"),
    ("C", "C"),
    ("x", "x"),
    ("O", "O"),
    ("7", "7"),
    ("№", "№"),
    ("«", "«"),
    ("»", "»"),
    ("-", "-"),
];
/// Marks that nobody sees.
const UNSEEN: [&str; 6] = ["\u{ad}", "\u{200b}", "\u{feff}", "\u{2060}", "\u{200d}", "\u{fe0f}"];
/// What a person sees as one gap between words.
const GAPS: [&str; 8] = [" ", "\u{a0}", "\u{202f}", "\t", "\r\n", "\n", "\r", "\u{2028}"];

/// A text as it comes and as a person reads it.
struct Sample {
    written: String,
    read: String,
}

impl Sample {
    /// One of this many letters, gaps included; it begins and ends with a letter.
    fn of(random: &mut StdRng, length: usize) -> Self {
        let mut sample = Self { written: String::new(), read: String::new() };
        for place in 0..length {
            while random.random_bool(0.2) {
                sample.written.push_str(UNSEEN.choose(random).unwrap());
            }
            let gap =
                place > 0 && place + 1 < length && !sample.read.ends_with(' ') && random.random_bool(0.15);
            if gap {
                sample.written.push_str(GAPS.choose(random).unwrap());
                sample.read.push(' ');
                continue;
            }
            let (whole, apart) = if place == 0 {
                LETTERS[random.random_range(0..8)]
            } else {
                *LETTERS.choose(random).unwrap()
            };
            sample.written.push_str(if random.random_bool(0.5) { whole } else { apart });
            sample.read.push_str(whole);
        }
        sample
    }
}

/// The name by which an organisation is found and exported.
const NAME: &str = "/organization/short_name";

/// The texts of an application, and the most letters of each.
const FIELDS: [(&str, usize); 7] = [
    (NAME, 255),
    ("/organization/full_name", 1_000),
    ("/organization/legal_address", 500),
    ("/owners/0/last_name", 60),
    ("/owners/0/first_name", 60),
    ("/owners/0/position", 255),
    ("/cabinet/alias", 20),
];

fn without_request(draft: Draft) -> Draft {
    draft.users(0).with("/owners/0/csr", Value::Null)
}

/// The three files of the month name exactly these organisations.
async fn exported(manager: &mut Visitor, names: &[String]) {
    for format in ["csv", "csv1251?sure=1"] {
        let file = manager.open(&format!("/partner/statements/2026-10/export/{format}")).await;
        assert_eq!(file.header("x-replaced"), "0", "{format}");
        let text = if format == "csv" {
            String::from_utf8(file.bytes).unwrap()
        } else {
            encoding_rs::WINDOWS_1251.decode(&file.bytes).0.into_owned()
        };
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let mut found: Vec<String> = reader.records().map(|record| record.unwrap()[4].to_owned()).collect();
        found.sort_unstable();
        assert_eq!(found, names, "{format}");
    }
    let book = manager.open("/partner/statements/2026-10/export/xlsx").await.bytes;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).unwrap();
    let rows = book.worksheet_range_at(0).unwrap().unwrap();
    let mut found: Vec<String> = rows.rows().map(|row| row[4].to_string()).collect();
    found.retain(|name| names.contains(name));
    found.sort_unstable();
    assert_eq!(found, names, "xlsx");
}

/// An organisation is found by each of these spellings of its name. A question is cut at its length: the longest names are
/// not asked for whole.
async fn finds(portal: &Portal, spellings: &[&String; 2], organization: OrganizationId) {
    for typed in spellings.iter().filter(|_| spellings[1].chars().count() <= 40) {
        let question = Question::read(typed);
        let found = organizations::search(
            portal.db(),
            &Scope::Everything,
            OrganizationQuery::first(&question, 1_000),
        )
        .await;
        assert!(found.unwrap().iter().any(|one| one.id == organization), "{typed:?} finds it");
    }
}

#[tokio::test]
async fn what_is_sent_is_read_kept_and_exported_as_a_person_reads_it() {
    let mut random = StdRng::seed_from_u64(seed());
    let (portal, api) = portal().await;
    portal.clock.turn_to(at("2026-10-14T08:00:00Z"));
    let (program, mut names) = (portal.program().await, Vec::new());
    for round in 0..texts().div_ceil(FIELDS.len()) {
        let (mut draft, mut expected, mut asked_for) =
            (without_request(portal.draft()), Vec::new(), String::new());
        for (pointer, most) in FIELDS {
            let length = if round % 3 == 0 { most } else { random.random_range(3..=most.min(40)) };
            let sample = Sample::of(&mut random, length);
            if pointer == NAME {
                asked_for.clone_from(&sample.written);
            }
            draft = draft.with(pointer, json!(sample.written));
            expected.push((pointer, sample.read));
        }
        let (pointer, most) = FIELDS[round % FIELDS.len()];
        let long = Sample::of(&mut random, most + 1);
        words(&portal.posted(&api, draft.clone().with(pointer, json!(long.written)).text()).await, pointer);
        let number = portal.approved_by(&program, &draft).await;
        let original = registrar::store::applications::original(portal.db(), number).await.unwrap();
        assert_eq!(original.body, draft.text());
        let content = serde_json::to_value(&original.content).unwrap();
        for (pointer, read) in &expected {
            assert_eq!(content.pointer(pointer).unwrap(), read, "{pointer} of {number}");
        }
        let organization = portal.see(number).await.organization;
        finds(&portal, &[&asked_for, &expected[0].1], organization).await;
        names.push(expected.remove(0).1);
    }
    portal.clock.turn_to(at("2026-11-02T08:00:00Z"));
    portal.published(&portal.billing().await, "forsait", month("2026-10")).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    names.sort_unstable();
    exported(&mut manager, &names).await;
    portal.verify().await;
}

/// A cell in quotation marks, or bare where it can be.
fn cell(random: &mut StdRng, text: &str) -> String {
    let must = text.contains([';', '"', '\r', '\n', '\t']);
    if must || random.random_bool(0.3) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[tokio::test]
async fn what_is_pasted_is_read_whole_and_faults_stand_in_the_lines_that_a_person_sees() {
    let mut random = StdRng::seed_from_u64(seed());
    for _ in 0..texts().div_ceil(10) {
        let (tab, end) = (random.random_bool(0.5), *["\r\n", "\n", "\r"].choose(&mut random).unwrap());
        let separator = if tab { "\t" } else { ";" };
        let mut rows: Vec<String> = Vec::new();
        if random.random_bool(0.3) {
            rows.push(format!("sep={separator}"));
        }
        if random.random_bool(0.5) {
            rows.push(["РЕГ. НОМЕР", "PIN-код", "Наименование", "Комплект поставки"].join(separator));
        }
        let (mut names, mut told) = (Vec::new(), Vec::new());
        let lines = |rows: &[String]| {
            1 + rows
                .iter()
                .map(|row| 1 + row.replace("\r\n", "\n").matches(['\r', '\n']).count())
                .sum::<usize>()
        };
        for place in 0..10_u32 {
            while random.random_bool(0.2) {
                rows.push(String::new());
            }
            let length = random.random_range(1..=300);
            let sample = Sample::of(&mut random, length);
            // A tab inside of a cell separates nothing: it stands between quotation marks.
            let name = cell(&mut random, &sample.written);
            let sound = random.random_bool(0.7);
            let pin = if sound { "1234 5678 9012 3456" } else { "12" };
            if !sound {
                told.push(format!("Строка {}: «PIN-код»: от 6 до 32 цифр", lines(&rows)));
            }
            let more = if random.random_bool(0.3) { separator } else { "" };
            rows.push([&format!("8\u{a0}00\u{200b}{place:06}"), pin, &name, more].join(separator));
            names.push(sample.read);
        }
        let read = delivery_file::read(&rows.join(end), &BTreeSet::new());
        match read {
            Ok(read) => {
                assert!(told.is_empty(), "{told:?}");
                assert_eq!(read.into_iter().map(|row| row.name).collect::<Vec<_>>(), names);
            }
            Err(faults) => assert_eq!(faults.into_iter().map(|(_, words)| words).collect::<Vec<_>>(), told),
        }
    }
}
