//! Embeds the built front-end files (a table of assets under content-hashed names, icons as constants) and the articles
//! of the documentation.

#[path = "build/freshness.rs"]
mod freshness;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const MISSING: &str =
    "the front-end files are not built: run `make assets` (npm ci and npm run build in templates/assets)";

fn main() {
    let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder"));
    let (built, documentation) = (crate_folder.join("assets/built"), crate_folder.join("documentation"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names the output folder"));
    println!("cargo::rerun-if-changed={}", built.display());
    println!("cargo::rerun-if-changed={}", documentation.display());
    assert!(built.join("stamp").exists(), "{MISSING}");
    must_be_fresh(&crate_folder.join("assets"), &built.join("stamp"));
    fs::write(out.join("assets.rs"), assets(&built)).expect("the output folder is writable");
    fs::write(out.join("icons.rs"), icons(&built.join("icons"))).expect("the output folder is writable");
    fs::write(out.join("documentation.rs"), articles(&documentation)).expect("the output folder is writable");
}

/// Fails the build when a source was changed since the files were built: an old script would be embedded in silence.
fn must_be_fresh(folder: &Path, stamp: &Path) {
    let sources = freshness::sources(folder).expect("the folder of the front-end files is readable");
    for source in &sources {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    let newer = freshness::newer(&sources, stamp).expect("the files have times of change");
    let named: Vec<_> = newer.iter().map(|source| source.display().to_string()).collect();
    assert!(
        named.is_empty(),
        "the front-end files are older than their sources: run `make assets`; changed since: {}",
        named.join(", ")
    );
}

fn assets(built: &Path) -> String {
    let mut table = String::from("/// Every file that the pages ask for.\npub static ALL: &[Asset] = &[\n");
    let mut names = String::new();
    for (name, path) in files(built) {
        let path = path.to_string_lossy();
        let Some(content_type) = content_type(&name) else { continue };
        let _ = writeln!(
            table,
            "    Asset {{ path: \"/assets/{name}\", content_type: {content_type:?}, bytes: include_bytes!({path:?}) }},"
        );
        for (prefix, suffix, constant, about) in NAMED {
            if name.starts_with(prefix) && name.ends_with(suffix) {
                let _ = writeln!(names, "/// {about}\npub const {constant}: &str = \"/assets/{name}\";");
            }
        }
    }
    format!("{table}];\n{names}")
}

const NAMED: [(&str, &str, &str, &str); 4] = [
    ("portal-", ".css", "STYLESHEET", "The address of the stylesheet."),
    ("portal-", ".js", "SCRIPT", "The address of the script that makes the pages smoother."),
    (
        "theme-",
        ".js",
        "THEME",
        "The address of the script that chooses light or dark before the first paint.",
    ),
    ("favicon-", ".svg", "FAVICON", "The address of the picture on the browser's tab."),
];

fn content_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

fn icons(folder: &Path) -> String {
    let mut code = String::new();
    for (name, path) in files(folder) {
        let Some(name) = name.strip_suffix(".svg") else { continue };
        let svg = fs::read_to_string(&path).expect("an icon is readable text");
        let constant = name.replace('-', "_").to_uppercase();
        let _ =
            writeln!(code, "/// The icon «{name}».\npub const {constant}: Icon = Icon({:?});", inner(&svg));
    }
    code
}

/// The children of `<svg>`, without the invisible frame with which each icon begins.
fn inner(svg: &str) -> String {
    let start = svg
        .find("<svg")
        .and_then(|at| svg[at..].find('>').map(|end| at + end + 1))
        .expect("an icon is an svg");
    let end = svg.rfind("</svg>").expect("an icon closes its svg");
    svg[start..end].lines().map(str::trim).filter(|line| !line.contains("M0 0h24v24H0z")).collect()
}

/// The table of articles: each one's position in the tree, and its text.
fn articles(documentation: &Path) -> String {
    let mut found = Vec::new();
    gather(documentation, "", &mut found);
    let mut table = String::from("pub(super) static FILES: &[(&str, &str)] = &[\n");
    for (place, path) in found {
        let _ = writeln!(table, "    ({place:?}, include_str!({:?})),", path.to_string_lossy());
    }
    format!("{table}];\n")
}

fn gather(folder: &Path, place: &str, found: &mut Vec<(String, PathBuf)>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("the documentation is readable")
        .filter_map(Result::ok)
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    entries.sort();
    for (name, path) in entries {
        if path.is_dir() {
            gather(&path, &format!("{place}{name}/"), found);
        } else if let Some(name) = name.strip_suffix(".md") {
            found.push((format!("{place}{name}"), path));
        }
    }
}

fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|_| panic!("{MISSING}"))
        .filter_map(Result::ok)
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(_, path)| path.is_file())
        .collect();
    found.sort();
    found
}
