//! The tests that documents name: each is there under the name that the document gives it.

use std::collections::BTreeSet;
use std::path::Path;

/// The paths in back quotes: `house::people::the_last_one_stays`, `house::people::*`, `calendar::tests::an_act_*`.
fn paths(document: &str) -> impl Iterator<Item = &str> {
    let of_a_path =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_:*".contains(letter);
    document
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(move |quoted| quoted.contains("::") && quoted.chars().all(of_a_path))
}

/// Whether a test of this path is among these files: the last part is a function, or the beginning of some, in the file or the
/// module that the part before it names.
fn is_there(path: &str, files: &[(impl AsRef<Path>, String)]) -> bool {
    let mut parts = path.rsplit("::");
    let (Some(name), Some(module)) = (parts.next(), parts.next()) else { return false };
    let of_module = |file: &Path, text: &str| {
        let own = file.components().filter_map(|part| part.as_os_str().to_str());
        own.map(|part| part.trim_end_matches(".rs")).any(|part| part == module)
            || text.contains(&format!("mod {module} "))
    };
    files.iter().any(|(file, text)| {
        of_module(file.as_ref(), text)
            && match name.strip_suffix('*') {
                Some(beginning) => text.contains(&format!("fn {beginning}")),
                None => text.contains(&format!("fn {name}(")),
            }
    })
}

/// What a document names and nobody finds.
pub(crate) fn missing(document: &str, files: &[(impl AsRef<Path>, String)]) -> BTreeSet<String> {
    paths(document).filter(|path| !is_there(path, files)).map(str::to_owned).collect()
}

#[test]
fn a_test_is_found_by_its_module_and_its_name() {
    let files = [("tests/portal/house/people.rs", "fn the_last_one_stays() {}\nmod tests {".to_owned())];
    for there in
        ["house::people::the_last_one_stays", "people::the_last_*", "house::*", "tests::the_last_one_stays"]
    {
        assert!(is_there(there, &files), "{there}");
    }
    for gone in ["people::the_last", "logins::the_last_one_stays", "people::the_first_*"] {
        assert!(!is_there(gone, &files), "{gone}");
    }
    let told = missing("`people::gone`, `house::people::the_last_one_stays` and `Desk::may`", &files);
    assert_eq!(told, ["people::gone".to_owned()].into());
}
