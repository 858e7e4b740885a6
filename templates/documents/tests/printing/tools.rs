//! Runs the program and what reads its documents.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use sheets::Sheet;

/// The program with these arguments, fed with this text.
pub(crate) fn run(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_registrar-documents"));
    let piped = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    // Whoever refuses its arguments does not read.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

/// The document of a sheet, with the limits that the service sets.
pub(crate) fn document(sheet: &Sheet) -> Vec<u8> {
    let json = sheet.written().expect("the sheet is sound");
    let output = run(&["--seconds", "10", "--megabytes", "512"], &json);
    assert!(output.status.success(), "{}", told(&output));
    output.stdout
}

/// What the program says on standard error.
pub(crate) fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file for this test alone, in the folder that cargo gives to tests.
pub(crate) fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is ours");
    std::fs::write(&path, bytes).expect("the folder is ours");
    path
}

/// The output of another program, which must be there and succeed.
pub(crate) fn asked(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|fault| panic!("{program}: {fault}; run tests/tools/prepare.sh"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", told(&output));
    output.stdout
}

/// The text of a document in the order in which it was set.
pub(crate) fn text(name: &str, document: &[u8]) -> String {
    let path = file(name, document);
    let text = asked("pdftotext", &["-raw", "-enc", "UTF-8", path.to_str().expect("a plain path"), "-"]);
    String::from_utf8(text).expect("it was asked for UTF-8")
}

/// A text without all that setting adds or changes: spaces, breaks, hyphens.
pub(crate) fn bare(text: &str) -> String {
    let kept = |letter: &char| {
        !letter.is_whitespace() && !matches!(letter, '-' | '\u{ad}' | '\u{200b}' | '\u{2010}')
    };
    text.chars().filter(kept).collect()
}
