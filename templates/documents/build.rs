//! Says where the fonts are that the program embeds: `templates/assets` fetches them.

use std::env;
use std::path::Path;

fn main() {
    let crate_folder = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let fonts = Path::new(&crate_folder).join("../assets/built/fonts");
    println!("cargo::rerun-if-changed={}", fonts.display());
    assert!(
        fonts.join("regular.ttf").exists() && fonts.join("bold.ttf").exists(),
        "the fonts of the documents are missing: run `make assets` (npm ci and npm run build in templates/assets)"
    );
    println!("cargo::rustc-env=FONTS={}", fonts.display());
}
