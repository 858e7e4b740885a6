//! The check by which the build refuses front-end files that are older than their sources.

#[path = "../build/freshness.rs"]
mod freshness;

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

fn write(file: &Path, ago: u64) {
    let file = File::create(file).expect("the folder of the test is writable");
    let at = SystemTime::now() - Duration::from_secs(ago);
    file.set_modified(at).expect("a time can be set");
}

#[test]
fn a_source_that_is_newer_than_the_built_files_is_named() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("freshness");
    for inside in ["built", "node_modules", "parts"] {
        fs::create_dir_all(folder.join(inside)).expect("the folder of the test is writable");
    }
    let stamp = folder.join("built/stamp");
    for (file, ago) in
        [("portal.js", 60), ("parts/keys.js", 60), ("node_modules/new.js", 1), ("built/new.css", 1)]
    {
        write(&folder.join(file), ago);
    }
    write(&stamp, 30);
    let sources = freshness::sources(&folder).expect("the folder is readable");
    assert_eq!(sources, [folder.join("parts/keys.js"), folder.join("portal.js")]);
    assert!(freshness::newer(&sources, &stamp).expect("times are readable").is_empty());
    write(&folder.join("parts/keys.js"), 10);
    let newer = freshness::newer(&sources, &stamp).expect("times are readable");
    assert_eq!(newer, [folder.join("parts/keys.js")]);
}
