//! Writes every sample page and the assets into `target/gallery`, for a browser without a server.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use templates::{assets, samples};

fn main() -> io::Result<()> {
    let target = env::var("CARGO_TARGET_DIR")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../target").to_owned());
    let folder = Path::new(&target).join("gallery");
    fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::ALL {
        fs::write(folder.join(&asset.path[1..]), asset.bytes)?;
    }
    let mut index = String::from("<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>");
    for sample in samples::all() {
        let html = sample.html.into_string().replace("\"/assets/", "\"assets/");
        fs::write(folder.join(format!("{}.html", sample.name)), html)?;
        let _ = write!(index, "<p><a href=\"{0}.html\">{0}</a>", sample.name);
    }
    fs::write(folder.join("index.html"), index)
}
