//! The documentation: table of contents, search results, articles.

use maud::{Markup, Render, html};

use crate::components::{Empty, Link, PageSearch, trail};
use crate::documentation::{Article, Entry, Hit, Readers, library};
use crate::format::tel;
use crate::{Page, paths};

/// The table of contents, or the results of a search.
#[derive(Clone, Debug, Default)]
pub struct DocumentationPage {
    /// The search words.
    pub search: String,
    /// The results.
    pub hits: Vec<Hit>,
    /// Who reads.
    pub readers: Readers,
    /// The telephone of the partners' support line, for desks.
    pub phone: String,
}

/// An article.
#[derive(Clone, Debug)]
pub struct ArticlePage {
    /// The article.
    pub article: &'static Article,
    /// Who reads.
    pub readers: Readers,
    /// The telephone of the partners' support line, for desks.
    pub phone: String,
}

/// The minimum number of headings for a list of them.
const FEW_HEADINGS: usize = 3;

impl Page for DocumentationPage {
    fn title(&self) -> String {
        if self.search.is_empty() {
            "Документация · Регистратор".to_owned()
        } else {
            format!("{} · Поиск · Документация", self.search)
        }
    }
}

impl Render for DocumentationPage {
    fn render(&self) -> Markup {
        html! {
            h1 { "Документация" }
            (search_form(&self.search, self.examples(), &paths::documentation()))
            @if self.search.is_empty() { (shelves(self.readers)) } @else { (self.found()) }
            (help_line(self.readers, &self.phone))
        }
    }
}

impl DocumentationPage {
    /// What may be asked.
    const fn examples(&self) -> &'static str {
        match self.readers {
            Readers::Desks => "Слово или вопрос: расхождение, псевдоним, как загрузить CSV",
            Readers::Clients => "Слово или вопрос: письмо не пришло, забыл пароль",
        }
    }

    fn found(&self) -> Markup {
        html! {
            p.found { "Найдено по запросу «" b { (self.search) } "» · " a href=(paths::documentation()) { "Показать все статьи" } }
            @if self.hits.is_empty() {
                div.card { (nothing_found()) }
            } @else {
                ol.hits { @for hit in &self.hits { (hit) } }
            }
        }
    }
}

fn nothing_found() -> Empty {
    Empty {
        reason: "Ничего не найдено.".to_owned(),
        advice: "Оставьте одно или два слова, попробуйте другое слово или откройте статью из списка."
            .to_owned(),
        link: Some(Link {
            label: "Показать все статьи".to_owned(), href: paths::documentation()
        }),
    }
}

impl Render for Hit {
    fn render(&self) -> Markup {
        html! {
            li.hit {
                a.name href=(self.href) { (self.article.title) }
                div."soft small" {
                    (self.article.sections.join(" → "))
                    @if let Some(heading) = &self.heading { " → " (heading) }
                }
                p.hit-words {
                    @for piece in &self.snippet { @if piece.marked { mark { (piece.text) } } @else { (piece.text) } }
                }
            }
        }
    }
}

/// The outermost sections.
fn shelves(readers: Readers) -> Markup {
    html! {
        div.shelves {
            @for entry in &library(readers).tree {
                @if let Entry::Section(title, inside) = entry {
                    section.card.shelf { h2.card-title { (title) } (branch(inside, None, readers)) }
                }
            }
        }
    }
}

/// A branch of the tree, with the open article marked.
fn branch(entries: &[Entry], open: Option<&str>, readers: Readers) -> Markup {
    html! {
        ul.branch {
            @for entry in entries {
                li {
                    @match entry {
                        Entry::Section(title, inside) => { span.branch-title { (title) } (branch(inside, open, readers)) },
                        Entry::Article(place) => (leaf(&library(readers).articles[*place], open)),
                    }
                }
            }
        }
    }
}

fn leaf(article: &Article, open: Option<&str>) -> Markup {
    let current = (open == Some(article.slug)).then_some("page");
    html! { a.leaf href=(paths::article(article.slug)) aria-current=[current] { (article.title) } }
}

impl Page for ArticlePage {
    fn title(&self) -> String {
        format!("{} · Документация", self.article.title)
    }
}

impl Render for ArticlePage {
    fn render(&self) -> Markup {
        let home = Link { label: "Документация".to_owned(), href: paths::documentation() };
        html! {
            div.reading {
                article.article {
                    (trail(&[home], &self.article.sections.join(" / ")))
                    h1 { (self.article.title) }
                    (self.contents())
                    (self.article.text.html)
                    (self.footer())
                }
                nav.tree aria-label="Статьи" {
                    (search_form("", "Поиск в документации", &paths::documentation()))
                    (branch(&library(self.readers).tree, Some(self.article.slug), self.readers))
                }
            }
        }
    }
}

impl ArticlePage {
    fn contents(&self) -> Markup {
        let headings: Vec<_> =
            self.article.text.headings.iter().filter(|heading| !heading.is_inner).collect();
        html! {
            @if headings.len() >= FEW_HEADINGS {
                nav.contents aria-label="На этой странице" {
                    p.contents-title aria-hidden="true" { "На этой странице" }
                    ul { @for heading in headings { li { a href={ "#" (heading.id) } { (heading.text) } } } }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        html! {
            footer.article-end {
                @if let Some(next) = self.article.next(self.readers) {
                    p.article-next { "Дальше: " a href=(paths::article(next.slug)) { (next.title) } }
                }
                (help_line(self.readers, &self.phone))
            }
        }
    }
}

fn search_form<'a>(asked: &'a str, label: &'a str, action: &'a str) -> PageSearch<'a> {
    PageSearch {
        action, about: "Поиск в документации", label, value: asked, suggests: false, first: false
    }
}

/// Whom to ask further: partners their support line, clients whoever the contacts name.
fn help_line(readers: Readers, phone: &str) -> Markup {
    if readers == Readers::Clients {
        return html! {
            p.help-line { "Не нашли ответа? " a href=(paths::contacts()) { "Кому звонить и писать" } "." }
        };
    }
    html! {
        p.help-line {
            "Не нашли ответа? Линия технической поддержки партнеров: " a.nowrap href=(tel(phone)) { (phone) } "."
        }
    }
}
