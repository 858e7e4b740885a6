//! The stylesheet, scripts and fonts, embedded under content hashes: they may be cached for ever.

/// A file that the pages ask for.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its address; it changes whenever the content does.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

/// Finds the file that stands at an address.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
