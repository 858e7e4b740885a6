//! What the program refuses, and the limits that it sets for itself.

use std::os::unix::process::ExitStatusExt as _;

use sheets::samples::named;

use crate::templates::{folder, invoice};
use crate::tools::{run, told};

#[test]
fn a_sheet_that_is_none_is_refused() {
    let json = invoice();
    for (input, part) in [
        (String::new(), "not a sheet"),
        ("[]".to_owned(), "not a sheet"),
        (json.replacen("\"version\":1", "\"version\":2", 1), "version 2"),
        (json.replacen("\"10220.00\"", "\"10220.01\"", 1), "not the sum of the lines"),
        (json[..json.len() - 1].to_owned(), "not a sheet"),
        (json.replacen("\"logo\":\"iVBOR", "\"logo\":\"AAAAA", 1), "the logo is neither"),
    ] {
        let output = run(&[], &input);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0), "{part}");
        assert!(told(&output).contains(part), "{part}: {}", told(&output));
    }
    assert_eq!(run(&["--seconds", "soon"], &json).status.code(), Some(2));
}

#[test]
fn a_template_that_never_ends_is_killed() {
    let endless =
        folder("endless", "#let x = 0\n#for a in range(100000) { for b in range(100000) { x = x + 1 } }");
    let output = run(&["--templates", endless.to_str().unwrap(), "--seconds", "1"], &invoice());
    assert_eq!(output.status.signal(), Some(24), "{:?}", output.status);
    assert!(output.stdout.is_empty());
}

#[test]
fn a_template_that_takes_all_memory_is_stopped() {
    let greedy = folder("greedy", "#(\"a\" * 2000000000).len()");
    let output =
        run(&["--templates", greedy.to_str().unwrap(), "--seconds", "10", "--megabytes", "512"], &invoice());
    assert_eq!(output.status.signal(), Some(6), "{:?}: {}", output.status, told(&output));
    assert!(told(&output).contains("memory allocation"), "{}", told(&output));
}

#[test]
fn four_hundred_lines_are_printed_within_half_of_the_limits() {
    for name in ["invoice-worst", "act-worst", "upd-worst", "reconciliation-worst"] {
        let json = named(name).unwrap().written().unwrap();
        let output = run(&["--seconds", "5", "--megabytes", "400"], &json);
        assert!(output.status.success(), "{name}: {}", told(&output));
    }
}
