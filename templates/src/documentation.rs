//! The documentation: articles in Markdown, embedded at build time, in the tree of their folders.
//!
//! A file begins with its title, its order among its siblings, and its keywords. A folder is a section; `section.md`
//! names it. The name of a file is its slug and stays when the file moves.

mod search;
mod spaces;
mod text;

use std::sync::LazyLock;

pub use search::{Hit, Piece, search};
pub(crate) use text::Text;

mod files {
    include!(concat!(env!("OUT_DIR"), "/documentation.rs"));
}

/// The name of the file that describes its folder.
const SECTION: &str = "section";

/// An article.
#[derive(Debug)]
pub struct Article {
    /// Its slug, the end of its URL.
    pub slug: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its keywords for the search, whether or not the text contains them.
    pub keywords: &'static str,
    /// The titles of its sections, from the outermost.
    pub sections: Vec<&'static str>,
    /// The text.
    pub(crate) text: Text,
}

/// A node of the tree.
#[derive(Debug)]
pub enum Entry {
    /// A section: its title, and its nodes in order.
    Section(&'static str, Vec<Self>),
    /// An article, by its index in the reading order.
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

/// The folder of the articles for clients.
const CLIENTS: &str = "client";

/// Who reads the documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Readers {
    /// People of partners and the operator, who read every article.
    #[default]
    Desks,
    /// Clients and whoever is not signed in: they read the articles for clients.
    Clients,
}

static OF_DESKS: LazyLock<Library> = LazyLock::new(|| gathered(|_| true));
static OF_CLIENTS: LazyLock<Library> = LazyLock::new(|| gathered(|section| section == CLIENTS));

/// The documentation for these readers.
#[must_use]
pub fn library(readers: Readers) -> &'static Library {
    match readers {
        Readers::Desks => &OF_DESKS,
        Readers::Clients => &OF_CLIENTS,
    }
}

/// The article with this slug, if it is for these readers.
#[must_use]
pub fn article(slug: &str, readers: Readers) -> Option<&'static Article> {
    library(readers).articles.iter().find(|article| article.slug == slug)
}

impl Article {
    /// The article that follows in reading order, for these readers.
    #[must_use]
    pub fn next(&self, readers: Readers) -> Option<&'static Self> {
        let mut rest = library(readers).articles.iter().skip_while(|article| article.slug != self.slug);
        rest.nth(1)
    }
}

/// The header of a file.
#[derive(Clone, Copy, Default)]
struct Head {
    title: &'static str,
    order: u32,
    keywords: &'static str,
}

/// The header of a file, and its text.
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

/// The nodes of a folder: the order, the name, and whether it is a folder.
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

/// The articles of the outermost sections that are wanted.
fn gathered(wanted: impl Fn(&str) -> bool) -> Library {
    let mut articles = Vec::new();
    let sections = entries("").into_iter().filter(|(_, name, _)| wanted(name));
    let tree = sections
        .map(|(head, name, _)| {
            let inside = gather(&format!("{name}/"), &[head.title], &mut articles);
            Entry::Section(head.title, inside)
        })
        .collect();
    Library { articles, tree }
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
