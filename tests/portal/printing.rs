//! The door to the program that prints documents: the program itself, and stand-ins that misbehave.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use registrar::gateways::printing::{Printing, PrintingFault, PrintingLimit};
use sheets::samples::named;
use tempfile::TempDir;

use crate::support::Portal;

/// The program, which lies beside `registrar`.
pub(crate) fn program() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_registrar")).with_file_name("registrar-documents");
    assert!(program.exists(), "{} is missing: cargo build -p documents", program.display());
    program
}

fn printing(templates: &str) -> Printing {
    Printing::from_settings(program().to_str().unwrap(), templates)
}

fn invoice() -> String {
    named("invoice-usual").unwrap().written().unwrap()
}

/// A folder with one template for invoices.
fn template(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("invoice.typ"), text).unwrap();
    folder
}

/// What becomes of an invoice with a template.
async fn set_with(text: &str, patience: Duration) -> Result<usize, PrintingFault> {
    let folder = template(text);
    let printing = printing(folder.path().to_str().unwrap()).waiting(patience);
    printing.print(invoice()).await.map(|document| document.len())
}

const PATIENCE: Duration = Duration::from_secs(10);
const ENDLESS: &str = "#let x = 0\n#for a in range(100000) { for b in range(100000) { x = x + 1 } }";

/// What becomes of an invoice with a shell script in the place of the program.
async fn stand_in(script: &str, patience: Duration) -> Result<usize, PrintingFault> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("program");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let printing = Printing::from_settings(path.to_str().unwrap(), "").waiting(patience);
    printing.print(invoice()).await.map(|document| document.len())
}

#[tokio::test]
async fn a_document_is_printed_the_same_each_time() {
    let printing = printing("");
    let (first, second) = tokio::join!(printing.print(invoice()), printing.print(invoice()));
    let first = first.unwrap();
    assert!(first.starts_with(b"%PDF-1.7") && first.len() > 10_000);
    assert_eq!(first, second.unwrap());
    for name in ["act-usual", "upd-usual", "correction-usual", "reconciliation-usual"] {
        let printed = printing.print(named(name).unwrap().written().unwrap()).await.unwrap();
        assert!(printed.starts_with(b"%PDF-1.7"), "{name}");
    }
}

#[tokio::test]
async fn a_sheet_that_is_none_is_refused_for_ever_and_a_template_is_named() {
    let refused = printing("").print("{\"version\":2}".to_owned()).await.unwrap_err();
    assert!(refused.is_final(), "{refused}");
    assert_eq!(
        refused,
        PrintingFault::Refused("the sheet has version 2, this program reads version 1".to_owned())
    );
    let faulty = set_with("#nothing", PATIENCE).await.unwrap_err();
    assert!(!faulty.is_final());
    let PrintingFault::Template(said) = &faulty else { panic!("{faulty:?}") };
    assert!(said.contains("invoice.typ:1: unknown variable: nothing"), "{said}");
    let nowhere = printing("/nowhere/at/all").print(invoice()).await.unwrap_err();
    assert!(
        matches!(&nowhere, PrintingFault::Machine(said) if said.contains("/nowhere/at/all")),
        "{nowhere:?}"
    );
}

#[tokio::test]
async fn a_program_that_is_missing_is_named_and_is_found_once_it_is_there() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("registrar-documents");
    let printing = Printing::from_settings(path.to_str().unwrap(), "");
    let missing = printing.print(invoice()).await.unwrap_err();
    assert_eq!(missing, PrintingFault::Missing(path.clone()));
    assert!(missing.to_string().contains("Программа печати документов не найдена"), "{missing}");
    assert_eq!(missing.told(), "Программа печати документов не найдена", "no path of the server");
    std::os::unix::fs::symlink(program(), &path).unwrap();
    assert!(printing.print(invoice()).await.is_ok());
}

#[tokio::test]
async fn a_template_that_never_ends_is_ended() {
    let begun = Instant::now();
    let ended = set_with(ENDLESS, Duration::from_secs(2)).await;
    assert_eq!(ended, Err(PrintingFault::Limit(PrintingLimit::Time)));
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_template_that_takes_all_memory_is_ended() {
    let ended = set_with("#(\"a\" * 2000000000).len()", PATIENCE).await;
    assert_eq!(ended, Err(PrintingFault::Limit(PrintingLimit::Memory)));
}

#[tokio::test]
async fn a_program_that_sleeps_is_killed_with_its_children() {
    let folder = TempDir::new().unwrap();
    let mark = folder.path().join("alive");
    let script = format!("(sleep 2; touch {0}) & (sleep 2; touch {0}) & wait", mark.display());
    let begun = Instant::now();
    let ended = stand_in(&script, Duration::from_millis(500)).await;
    assert_eq!(ended, Err(PrintingFault::Limit(PrintingLimit::Time)));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert!(!mark.exists(), "a child of the program went on");
}

#[tokio::test]
async fn whoever_no_longer_waits_leaves_no_process_behind() {
    let folder = TempDir::new().unwrap();
    let mark = folder.path().join("alive");
    let script = format!("sleep 2; touch {}", mark.display());
    let given_up = tokio::time::timeout(Duration::from_millis(300), stand_in(&script, PATIENCE)).await;
    assert!(given_up.is_err());
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert!(!mark.exists(), "the program went on");
}

#[tokio::test]
async fn a_program_that_crashes_or_prints_no_document_is_told() {
    for (script, words) in [
        ("kill -SEGV $$", "SIGSEGV"),
        ("echo broken >&2; exit 101", "broken"),
        ("exit 2", "exit status: 2"),
        ("cat >/dev/null; echo no document", "exit status: 0"),
    ] {
        let crashed = stand_in(script, PATIENCE).await.unwrap_err();
        assert!(
            matches!(&crashed, PrintingFault::Crashed(said) if said.contains(words)),
            "{script}: {crashed:?}"
        );
        assert!(!crashed.is_final());
    }
}

#[tokio::test]
async fn a_document_without_end_is_refused_and_a_talkative_program_is_cut_short() {
    let endless = stand_in("printf '%%PDF-'; cat /dev/zero", PATIENCE).await;
    assert_eq!(endless, Err(PrintingFault::Limit(PrintingLimit::Size)));
    let said = stand_in("yes >&2; exit 3", PATIENCE).await.unwrap_err().to_string();
    assert!(said.len() < 5_000, "{}", said.len());
}

#[tokio::test]
async fn the_program_sees_nothing_of_this_process() {
    let said = stand_in("env >&2; pwd >&2; exit 3", PATIENCE).await.unwrap_err();
    let PrintingFault::Refused(said) = said else { panic!("{said:?}") };
    // A shell sets its own folder.
    let names: Vec<&str> =
        said.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name).collect();
    assert!(names.iter().all(|name| ["PWD", "_", "SHLVL", "OLDPWD"].contains(name)), "{names:?}");
    assert_eq!(said.lines().last(), Some("/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn others_are_served_while_a_document_is_printed() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut browser = portal.visit(&staff).await;
    let queue = templates::paths::queue();
    let endless = tokio::spawn(set_with(ENDLESS, Duration::from_mins(1)));
    tokio::time::sleep(Duration::from_millis(200)).await;
    for _ in 0..10 {
        assert_eq!(browser.open(&queue).await.status, StatusCode::OK);
    }
    assert!(!endless.is_finished());
    endless.abort();
    assert!(endless.await.unwrap_err().is_cancelled());
}
