//! Writes the samples as JSON, one a line; with a name only that one.
#![expect(clippy::print_stdout, reason = "its output is the samples")]

fn main() {
    let wanted = std::env::args().nth(1);
    for sample in sheets::samples::all() {
        if wanted.as_deref().is_none_or(|name| name == sample.name) {
            println!("{}", sample.sheet.written().expect("a sample is sound"));
        }
    }
}
