//! The templates of an installation, and what they cannot reach.

use std::fs;
use std::path::PathBuf;

use sheets::samples::named;

use crate::tools::{file, run, text, told};

/// The usual invoice.
pub(crate) fn invoice() -> String {
    named("invoice-usual").unwrap().written().unwrap()
}

/// A folder with one template for invoices.
pub(crate) fn folder(name: &str, template: &str) -> PathBuf {
    file(&format!("{name}/invoice.typ"), template.as_bytes()).parent().unwrap().to_owned()
}

fn fault(name: &str, template: &str) -> String {
    let folder = folder(name, template);
    let output = run(&["--templates", folder.to_str().unwrap()], &invoice());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(4), 0), "{name}: {}", told(&output));
    told(&output)
}

#[test]
fn an_installation_has_templates_of_its_own() {
    let own = "#import \"common.typ\": *\n#show: paper\nНаш бланк: #sheet.title, #sheet.sold.in_words";
    let folder = folder("own", own);
    let output = run(&["--templates", folder.to_str().unwrap()], &invoice());
    assert!(output.status.success(), "{}", told(&output));
    let text = text("own.pdf", &output.stdout).replace('\u{a0}', " ");
    assert!(
        text.contains("Наш бланк: Счет на оплату № 2026-000005 от 31 октября 2026 г., Десять тысяч"),
        "{text}"
    );
}

#[test]
fn the_built_in_templates_can_be_taken_out_and_print_the_same() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("taken-out");
    let _ = fs::remove_dir_all(&folder);
    let name = folder.to_str().unwrap();
    let out = run(&["--export-templates", name], "");
    assert!(out.status.success(), "{}", told(&out));
    assert_eq!(run(&["--templates", name], &invoice()).stdout, run(&[], &invoice()).stdout);
    let again = run(&["--export-templates", name], "");
    assert_eq!(again.status.code(), Some(1), "what somebody changed is not overwritten: {}", told(&again));
}

#[test]
fn a_template_reaches_no_file_no_package_and_no_clock() {
    assert!(fault("reads", "#read(\"/etc/passwd\")").contains("invoice.typ:1: "));
    assert!(fault("climbs", "#read(\"../../../Cargo.toml\")").contains("invoice.typ:1: "));
    assert!(fault("itself", "#read(\"invoice.typ\")").contains("not found"));
    assert!(fault("picture", "#image(\"logo.png\")").contains("not found"));
    assert!(fault("package", "#import \"@preview/cetz:0.3.4\": *").contains("there are no packages"));
    let day = folder("day", "#set document(title: \"x\")\n#datetime.today().display()");
    let output = run(&["--templates", day.to_str().unwrap()], &invoice());
    assert!(text("day.pdf", &output.stdout).contains("2026-10-31"), "{}", told(&output));
}

#[test]
fn a_fault_of_a_template_names_its_file_and_line() {
    let told = fault("faulty", "один\n\n#nothing\n");
    assert!(told.contains("the template is at fault: invoice.typ:3: unknown variable: nothing"), "{told}");
    let told = fault("syntax", "#let x = (\n");
    assert!(told.contains("invoice.typ:1: unclosed delimiter"), "{told}");
    let told = fault("odd", "#text(font: \"PT Sans\")[漢]");
    assert!(told.contains("PDF/A-2b"), "a character without a shape is no PDF/A: {told}");
    let missing = run(&["--templates", "/nowhere/at/all"], &invoice());
    assert_eq!(missing.status.code(), Some(1));
    assert!(crate::tools::told(&missing).contains("/nowhere/at/all"));
}
