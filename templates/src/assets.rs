//! The stylesheet, scripts and fonts, embedded under content hashes, so that browsers may cache them for ever.

/// A static file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its URL path, which contains the content hash.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

/// The file at this path.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
