//! The documentation: articles written in Markdown, embedded at build, in the tree of their folders.
//!
//! A file opens with its title, its order among its neighbours and the words under which people look for it. A folder is a
//! section, which `section.md` names. The name of a file is the end of its address and stays when the file moves.

mod search;
mod spaces;
mod text;

use std::sync::LazyLock;

pub use search::{Hit, Piece, search};
pub(crate) use text::Text;

mod files {
    include!(concat!(env!("OUT_DIR"), "/documentation.rs"));
}

/// The file that names its folder.
const SECTION: &str = "section";

/// An article.
#[derive(Debug)]
pub struct Article {
    /// The end of its address.
    pub slug: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The words under which people look for it, though the text may not have them.
    pub keywords: &'static str,
    /// The titles of the sections in which it stands, from the outermost.
    pub sections: Vec<&'static str>,
    /// What is written.
    pub(crate) text: Text,
}

/// Something in the tree.
#[derive(Debug)]
pub enum Entry {
    /// A section: its title, and what stands in it in order.
    Section(&'static str, Vec<Self>),
    /// An article, by its place in the reading order.
    Article(usize),
}

/// All articles with their tree.
#[derive(Debug)]
pub struct Library {
    /// The articles, in reading order.
    pub articles: Vec<Article>,
    /// The tree.
    pub tree: Vec<Entry>,
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let mut articles = Vec::new();
    let tree = gather("", &[], &mut articles);
    Library { articles, tree }
});

/// The documentation.
#[must_use]
pub fn library() -> &'static Library {
    &LIBRARY
}

/// The article with this address.
#[must_use]
pub fn article(slug: &str) -> Option<&'static Article> {
    library().articles.iter().find(|article| article.slug == slug)
}

impl Article {
    /// The article that follows in reading order.
    #[must_use]
    pub fn next(&self) -> Option<&'static Self> {
        let mut rest = library().articles.iter().skip_while(|article| article.slug != self.slug);
        rest.nth(1)
    }
}

/// What a file says of itself before its text.
#[derive(Clone, Copy, Default)]
struct Head {
    title: &'static str,
    order: u32,
    keywords: &'static str,
}

/// The head of a file, and its text.
fn opened(file: &'static str) -> (Head, &'static str) {
    let (head, text) =
        file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", file));
    let mut read = Head::default();
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        match name {
            "title" => read.title = value.trim(),
            "order" => read.order = value.trim().parse().unwrap_or_default(),
            "keywords" => read.keywords = value.trim(),
            _ => {}
        }
    }
    (read, text)
}

/// What stands directly in a folder: the order, the name, and whether it is a folder itself.
fn entries(folder: &str) -> Vec<(Head, &'static str, bool)> {
    let mut found = Vec::new();
    for (place, text) in files::FILES {
        let Some(rest) = place.strip_prefix(folder) else { continue };
        match rest.split_once('/') {
            None if rest != SECTION => found.push((opened(text).0, rest, false)),
            Some((name, SECTION)) => found.push((opened(text).0, name, true)),
            None | Some(_) => {}
        }
    }
    found.sort_by_key(|(head, name, _)| (head.order, *name));
    found
}

fn gather(folder: &str, sections: &[&'static str], articles: &mut Vec<Article>) -> Vec<Entry> {
    let mut tree = Vec::new();
    for (head, name, is_folder) in entries(folder) {
        if is_folder {
            let inside = [sections, &[head.title]].concat();
            tree.push(Entry::Section(head.title, gather(&format!("{folder}{name}/"), &inside, articles)));
        } else {
            tree.push(Entry::Article(articles.len()));
            let place = format!("{folder}{name}");
            let file = files::FILES.iter().find(|(path, _)| *path == place).map_or("", |(_, file)| *file);
            articles.push(Article {
                slug: name,
                title: head.title,
                keywords: head.keywords,
                sections: sections.to_vec(),
                text: Text::read(opened(file).1, head.title),
            });
        }
    }
    tree
}
