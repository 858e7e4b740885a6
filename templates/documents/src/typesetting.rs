//! What typst sees: the templates, the fonts, the sheet, and nothing else of the world.

mod spelling;
pub(crate) mod templates;

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult, PackageError, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};

pub(crate) use spelling::Spelling;
use templates::Templates;

const REGULAR: &[u8] = include_bytes!(concat!(env!("FONTS"), "/regular.ttf"));
const BOLD: &[u8] = include_bytes!(concat!(env!("FONTS"), "/bold.ttf"));

/// The only faces that a document may use.
pub(crate) fn fonts() -> Vec<Font> {
    [REGULAR, BOLD].into_iter().flat_map(|data| Font::iter(Bytes::new(data))).collect()
}

/// The world of one document. It has no disk, no network and no clock: today is the day of the sheet.
#[derive(Debug)]
pub(crate) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    sources: BTreeMap<String, Source>,
    today: Option<Datetime>,
}

impl Desk {
    /// The desk on which the template of this name is set with these inputs.
    pub(crate) fn new(templates: Templates, main: &str, inputs: Dict, today: Option<Datetime>) -> Self {
        let source = |(name, text): (String, String)| (name.clone(), Source::new(file(&name), text));
        let fonts = fonts();
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: file(main),
            sources: templates.0.into_iter().map(source).collect(),
            today,
        }
    }

    /// What typst finds wrong, with the file and the line where it is.
    pub(crate) fn told(&self, faults: &[SourceDiagnostic]) -> Vec<String> {
        faults.iter().map(|fault| format!("{}{}", self.place(fault), fault.message)).collect()
    }

    fn place(&self, fault: &SourceDiagnostic) -> String {
        let Some(id) = fault.span.id() else { return String::new() };
        let line =
            self.range(fault.span).and_then(|range| self.source(id).ok()?.lines().byte_to_line(range.start));
        let name = id.vpath().get_without_slash();
        line.map_or_else(|| format!("{name}: "), |line| format!("{name}:{}: ", line + 1))
    }
}

/// The identity of a template. Every name of [`Templates`] is a plain file name.
fn file(name: &str) -> FileId {
    let path =
        VirtualPath::new(name).unwrap_or_else(|_| VirtualPath::new("unnamed.typ").expect("a plain name"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn refused(id: FileId) -> FileError {
    if *id.root() == VirtualRoot::Project {
        return FileError::NotFound(id.vpath().get_without_slash().into());
    }
    FileError::Package(PackageError::Other(Some("there are no packages".into())))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = || self.sources.get(id.vpath().get_without_slash()).cloned();
        if *id.root() == VirtualRoot::Project { known().ok_or_else(|| refused(id)) } else { Err(refused(id)) }
    }

    /// A template reads no file, not even another template as data.
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(refused(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
