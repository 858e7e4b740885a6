//! The text of an article: Markdown rendered by a library. HTML inside the Markdown is escaped; this is the only place
//! where text is trusted as HTML.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::spaces::unbroken;
use crate::paths;

/// The text of an article.
#[derive(Debug)]
pub(crate) struct Text {
    /// The text as HTML.
    pub(crate) html: Markup,
    /// Its headings, in order.
    pub(crate) headings: Vec<Heading>,
    /// Its words, heading by heading.
    pub(super) passages: Vec<Passage>,
}

/// A heading within an article.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// Its id on the page.
    pub(crate) id: String,
    /// Its words.
    pub(crate) text: String,
    /// Whether it is below another heading.
    pub(crate) is_inner: bool,
}

/// The words under one heading, or before the first.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// The index of the heading.
    pub(super) heading: Option<usize>,
    /// The words.
    pub(super) words: String,
}

impl Text {
    /// Reads Markdown; a table before the first heading is called by the title.
    pub(crate) fn read(markdown: &str, title: &str) -> Self {
        let mut reading = Reading::new(title);
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            reading.take(event);
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, reading.events.into_iter());
        Self { html: PreEscaped(html), headings: reading.headings, passages: reading.passages }
    }
}

/// A text under rendering.
struct Reading<'a> {
    events: Vec<Event<'a>>,
    headings: Vec<Heading>,
    passages: Vec<Passage>,
    /// The open heading: where it began, and its words so far.
    open: Option<(usize, HeadingLevel, String)>,
    /// The name of the next table.
    topic: String,
    tables: usize,
    /// The open table.
    table: Table,
}

/// A table under rendering.
#[derive(Default)]
struct Table {
    /// The names of its columns.
    columns: Vec<String>,
    in_head: bool,
    /// How many cells of the row have begun.
    cells: usize,
}

impl<'a> Reading<'a> {
    fn new(title: &str) -> Self {
        Self {
            events: Vec::new(),
            headings: Vec::new(),
            passages: vec![Passage::default()],
            open: None,
            topic: title.to_owned(),
            tables: 0,
            table: Table::default(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the syntax of Markdown is not ours to enumerate")]
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.open = Some((self.events.len(), level, String::new()));
                self.events.push(event);
            }
            Event::End(TagEnd::Heading(_)) => self.close_heading(event),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                self.events.push(Event::Start(link(link_type, &dest_url, title, id)));
            }
            // HTML in the Markdown is shown as text.
            Event::Html(text) | Event::InlineHtml(text) => self.events.push(Event::Text(text)),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.note(&text);
                self.events.push(Event::Text(unbroken(&text).into()));
            }
            Event::Code(ref text) => {
                self.note(text);
                self.events.push(event);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.note(" ");
                self.events.push(event);
            }
            other => self.events.push(other),
        }
    }

    /// Collects words for the search, and for the open heading.
    fn note(&mut self, text: &str) {
        if let Some(column) = self.table.columns.last_mut().filter(|_| self.table.in_head) {
            column.push_str(text);
        }
        if let Some((.., words)) = &mut self.open {
            words.push_str(text);
        } else if let Some(passage) = self.passages.last_mut() {
            passage.words.push_str(text);
        }
    }

    /// Separates the following words from those before, for the search.
    fn part(&mut self, mark: &str) {
        if let Some(passage) = self.passages.last_mut() {
            passage.words.push_str(mark);
        }
    }

    fn close_heading(&mut self, end: Event<'a>) {
        let Some((at, level, text)) = self.open.take() else { return };
        let id = self.identity(&text);
        let anchor =
            html! { a.anchor href={ "#" (id) } aria-label={ "Ссылка на раздел «" (text) "»" } { "#" } };
        self.events[at] = Event::Start(Tag::Heading {
            level,
            id: Some(id.clone().into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        });
        self.events.push(Event::InlineHtml(anchor.into_string().into()));
        self.events.push(end);
        self.passages.push(Passage { heading: Some(self.headings.len()), words: String::new() });
        self.topic.clone_from(&text);
        self.headings.push(Heading { id, text, is_inner: level > HeadingLevel::H2 });
    }

    /// An id from the words of a heading; repeated words get a number.
    fn identity(&self, text: &str) -> String {
        let words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let id = words.join("-");
        let same = self.headings.iter().filter(|heading| heading.text == text).count();
        if same == 0 { id } else { format!("{id}-{}", same + 1) }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the syntax of Markdown is not ours to enumerate")]
    fn start(&mut self, tag: Tag<'a>) {
        let ours = match tag {
            Tag::Table(columns) => self.open_table(columns.len()),
            Tag::TableHead => {
                self.table = Table { in_head: true, ..Table::default() };
                "<thead><tr>".to_owned()
            }
            Tag::TableRow => {
                self.table.cells = 0;
                "<tr>".to_owned()
            }
            Tag::TableCell => self.table.open_cell(),
            // It may be wider than the page, so the keyboard must be able to scroll it.
            Tag::CodeBlock(_) => r#"<pre tabindex="0"><code>"#.to_owned(),
            other => return self.events.push(Event::Start(other)),
        };
        self.events.push(Event::Html(ours.into()));
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the syntax of Markdown is not ours to enumerate")]
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => self.part(" "),
            TagEnd::TableCell => self.part(" · "),
            _ => {}
        }
        let ours = match tag {
            TagEnd::Table => "</tbody></table></div>",
            TagEnd::TableHead => {
                self.table.in_head = false;
                "</tr></thead><tbody>"
            }
            TagEnd::TableRow => "</tr>",
            TagEnd::TableCell if self.table.in_head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::CodeBlock => "</code></pre>",
            other => return self.events.push(Event::End(other)),
        };
        self.events.push(Event::Html(ours.into()));
    }

    /// Opens a table that scrolls on its own when it is too wide, with its name. A table with many columns becomes
    /// blocks on a phone.
    fn open_table(&mut self, columns: usize) -> String {
        self.tables += 1;
        let name = format!("{}, таблица {}", self.topic, self.tables);
        let (name, look) = (escaped(&name), if columns > 2 { " article-table-wide" } else { "" });
        format!(
            r#"<div class="article-table{look}" role="region" tabindex="0" aria-label="{name}"><table class="table">
<caption class="visually-hidden">{name}</caption>"#
        )
    }
}

impl Table {
    fn open_cell(&mut self) -> String {
        if self.in_head {
            self.columns.push(String::new());
            return r#"<th scope="col">"#.to_owned();
        }
        let column = self.columns.get(self.cells).map(|name| escaped(name)).unwrap_or_default();
        self.cells += 1;
        format!(r#"<td data-label="{column}">"#)
    }
}

fn escaped(text: &str) -> String {
    html! { (text) }.into_string()
}

/// A link as used by the pages: a link to another file becomes the URL of that article.
fn link<'a>(link_type: LinkType, target: &str, title: CowStr<'a>, id: CowStr<'a>) -> Tag<'a> {
    let (file, part) = target.split_once('#').map_or((target, None), |(file, part)| (file, Some(part)));
    let address = match file.strip_suffix(".md") {
        Some(place) => paths::article(place.rsplit('/').next().unwrap_or(place)),
        None => file.to_owned(),
    };
    let dest_url = part.map_or_else(|| address.clone(), |part| format!("{address}#{part}")).into();
    Tag::Link { link_type, dest_url, title, id }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        Text::read(markdown, "Статья").html.into_string()
    }

    #[test]
    fn html_in_an_article_is_shown_and_never_passed_on() {
        for hostile in
            ["<script>alert(1)</script>", "слово <img src=x onerror=y> слово", "<div>\n\nтекст\n\n</div>"]
        {
            let html = html(hostile);
            assert!(html.contains("&lt;"), "{html}");
            for tag in ["<script", "<img", "<div"] {
                assert!(!html.contains(tag), "{html}");
            }
        }
    }

    #[test]
    fn headings_have_an_identity_and_a_link_to_themselves() {
        let text = Text::read("## Что должен сделать клиент\n\nА\n\n### Роли\n\n### Роли\n", "");
        let ids: Vec<_> = text.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["что-должен-сделать-клиент", "роли", "роли-2"]);
        assert!(text.html.into_string().contains("href=\"#что-должен-сделать-клиент\""));
    }

    #[test]
    fn a_link_to_a_file_becomes_the_address_of_its_article() {
        let html = html("[а](../desk/roles.md#роли) [б](#тут) [в](/partner/applications)");
        assert!(html.contains(r#"href="/documentation/roles#"#), "{html}");
        assert!(html.contains(r##"href="#"##) && html.contains(r#"href="/partner/applications""#), "{html}");
    }

    #[test]
    fn a_table_is_named_by_its_heading_and_escaped() {
        let html = html("## Цена <1>\n\n| а | \"б\" |\n|---|---|\n| 1 | <b> |\n");
        assert!(html.contains(r#"<th scope="col">а</th>"#), "{html}");
        assert!(html.contains(r#"<td data-label="&quot;б&quot;">&lt;b&gt;</td>"#), "{html}");
        assert!(html.contains("таблица 1</caption>") && !html.contains("<1>"), "{html}");
    }
}
