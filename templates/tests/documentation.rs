//! The documentation is sound: every article is named, reachable and of a readable length, and every link works.

use std::collections::HashSet;

use scraper::{Html, Selector};
use templates::documentation::{self, Article, Entry, library, search};
use templates::pages::ArticlePage;
use templates::{Frame, Page as _, paths, samples};

fn page(article: &'static Article) -> Html {
    let page = ArticlePage { article, phone: String::new() };
    Html::parse_document(&page.within(&Frame::default()).into_string())
}

fn found<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of this file is well formed")).collect()
}

fn reachable(entries: &[Entry], places: &mut Vec<usize>) {
    for entry in entries {
        match entry {
            Entry::Section(title, inside) => {
                assert!(!title.is_empty() && !inside.is_empty(), "an empty section: {title}");
                reachable(inside, places);
            }
            Entry::Article(place) => places.push(*place),
        }
    }
}

#[test]
fn every_article_stands_in_the_tree_once_with_a_title_and_words_to_look_for() {
    let mut places = Vec::new();
    reachable(&library().tree, &mut places);
    assert_eq!(places, (0..library().articles.len()).collect::<Vec<_>>());
    let slugs: HashSet<_> = library().articles.iter().map(|article| article.slug).collect();
    assert_eq!(slugs.len(), library().articles.len(), "two articles have one address");
    for article in &library().articles {
        assert!(!article.title.is_empty() && !article.keywords.is_empty(), "{}", article.slug);
        assert!(!article.sections.is_empty(), "{} stands in no section", article.slug);
    }
}

#[test]
fn the_multi_user_mode_stands_where_partners_are_told_to_look() {
    let article = documentation::article("multi-user").expect("there is such an article");
    assert_eq!(article.sections, ["1С-Отчетность", "Методическая документация", "Новый функционал"]);
    assert_eq!(article.title, "Многопользовательский режим");
}

#[test]
fn every_article_can_be_read_at_one_sitting() {
    for article in &library().articles {
        let words = found(&page(article), "article p, article li, article td, article pre")
            .iter()
            .flat_map(scraper::ElementRef::text)
            .flat_map(str::split_whitespace)
            .filter(|word| word.contains(char::is_alphanumeric))
            .count();
        assert!((150..=700).contains(&words), "{}: {words} words", article.slug);
    }
}

#[test]
fn every_link_leads_to_an_article_a_part_of_one_or_a_known_address() {
    let mut faults = Vec::new();
    for article in &library().articles {
        for link in found(&page(article), "article a[href]") {
            let address = link.attr("href").unwrap_or_default();
            if !address.starts_with("tel:") && !leads_somewhere(article, address) {
                faults.push(format!("{}: {address}", article.slug));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn leads_somewhere(from: &'static Article, address: &str) -> bool {
    let (path, part) =
        address.split_once('#').map_or((address, None), |(path, part)| (path, Some(decoded(part))));
    let target = match path.strip_prefix("/documentation/") {
        Some(slug) => documentation::article(slug),
        None if path.is_empty() => Some(from),
        None => return part.is_none() && paths::all().any(|known| known == path),
    };
    target.is_some_and(|article| part.is_none_or(|part| has(article, &part)))
}

fn has(article: &'static Article, id: &str) -> bool {
    found(&page(article), "article [id]").iter().any(|element| element.attr("id") == Some(id))
}

/// The fragment of a URL, decoded as browsers compare it with ids.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let hex: Option<String> = (byte == b'%').then(|| rest.by_ref().take(2).map(char::from).collect());
        bytes.push(hex.and_then(|hex| u8::from_str_radix(&hex, 16).ok()).unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn every_help_link_of_the_pages_leads_to_an_article() {
    let mut seen = 0;
    for sample in samples::all() {
        for link in found(&Html::parse_document(&sample.html.into_string()), "a.help") {
            let address = link.attr("href").unwrap_or_default();
            let slug = address.strip_prefix("/documentation/").unwrap_or_default();
            assert!(documentation::article(slug).is_some(), "{}: {address}", sample.name);
            seen += 1;
        }
    }
    assert!(seen > 0, "no page has a link to its help");
}

#[test]
fn every_article_is_the_first_answer_to_its_own_title() {
    for article in &library().articles {
        let answers = search(article.title);
        assert_eq!(answers.first().map(|hit| hit.article.slug), Some(article.slug), "{}", article.title);
    }
}

#[test]
fn questions_as_people_ask_them_find_their_article() {
    for (asked, slug) in [
        ("список пользователей пуст", "multi-user"),
        ("скидки партнёра на расширение", "multi-user"),
        ("как загрузить csv", "export-1c"),
        ("кавычках", "export-1c"),
        ("спорные строки", "disputes"),
        ("отменить отправку", "check-and-forward"),
        ("застрявшие", "authority"),
        ("забыл пароль", "first-sign-in"),
        ("idempotency", "api"),
        ("псевдонимы", "client-cabinet"),
    ] {
        let found: Vec<_> = search(asked).iter().take(3).map(|hit| hit.article.slug).collect();
        assert!(found.contains(&slug), "{asked}: {found:?}");
    }
}
