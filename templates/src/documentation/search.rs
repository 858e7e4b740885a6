//! The search in the documentation: by stems of Russian words, titles first, with the passage.

use std::ops::Range;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::{Article, Readers, library};
use crate::paths;

/// An article that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The article.
    pub article: &'static Article,
    /// The URL of the passage.
    pub href: String,
    /// The heading of the passage.
    pub heading: Option<String>,
    /// The passage, with the found words marked.
    pub snippet: Vec<Piece>,
}

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether it is a found word.
    pub marked: bool,
}

/// Stop words.
const SMALL: [&str; 24] = [
    "а", "в", "во", "где", "для", "до", "за", "и", "из", "или", "к", "как", "на", "не", "о", "об", "от",
    "по", "при", "с", "со", "у", "что", "это",
];
/// The maximum number of words in a question.
const MOST_TERMS: usize = 12;
/// A stem of this length also matches longer ones: «отклон» finds «отклонен».
const LONG_STEM: usize = 5;
/// The minimum length of a prefix that matches.
const BEGINNING: usize = 3;
/// How many words a snippet has before the first found one, and from it on.
const AROUND: (usize, usize) = (6, 24);

/// A word of a text.
#[derive(Debug)]
struct Word {
    range: Range<usize>,
    plain: String,
    stem: String,
}

/// An article with its words.
struct Indexed {
    article: &'static Article,
    title: Vec<Word>,
    keywords: Vec<Word>,
    headings: Vec<Word>,
    passages: Vec<Vec<Word>>,
}

static OF_DESKS: LazyLock<Vec<Indexed>> = LazyLock::new(|| all_indexed(Readers::Desks));
static OF_CLIENTS: LazyLock<Vec<Indexed>> = LazyLock::new(|| all_indexed(Readers::Clients));

fn all_indexed(readers: Readers) -> Vec<Indexed> {
    library(readers).articles.iter().map(indexed).collect()
}

fn index(readers: Readers) -> &'static [Indexed] {
    match readers {
        Readers::Desks => &OF_DESKS,
        Readers::Clients => &OF_CLIENTS,
    }
}

fn indexed(article: &'static Article) -> Indexed {
    let headings: Vec<&str> = article.text.headings.iter().map(|heading| heading.text.as_str()).collect();
    Indexed {
        article,
        title: words(article.title),
        keywords: words(article.keywords),
        headings: words(&headings.join(" ")),
        passages: article.text.passages.iter().map(|passage| words(&passage.words)).collect(),
    }
}

/// The articles for these readers that contain every word of `asked` in any form; those with the words in the title first.
#[must_use]
pub fn search(asked: &str, readers: Readers) -> Vec<Hit> {
    let terms = terms(asked);
    if terms.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> =
        index(readers).iter().filter_map(|indexed| Some((indexed.rank(&terms)?, indexed))).collect();
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, indexed)| indexed.hit(&terms)).collect()
}

/// The words of the question, without stop words unless there are no others.
fn terms(asked: &str) -> Vec<Word> {
    let all = words(asked);
    let telling = |word: &Word| !SMALL.contains(&word.plain.as_str());
    let any = all.iter().any(telling);
    all.into_iter().filter(|word| !any || telling(word)).take(MOST_TERMS).collect()
}

impl Word {
    /// Whether this word of a text matches a word of the question.
    fn answers(&self, term: &Self) -> bool {
        let long = |stem: &str| stem.chars().count() >= LONG_STEM;
        self.stem == term.stem
            || (long(&term.stem) && self.stem.starts_with(&term.stem))
            || (long(&self.stem) && term.stem.starts_with(&self.stem))
            || (term.plain.chars().count() >= BEGINNING && self.plain.starts_with(&term.plain))
    }

    fn is_asked(&self, terms: &[Self]) -> bool {
        terms.iter().any(|term| self.answers(term))
    }
}

impl Indexed {
    /// The rank of a match: words in the title, in the keywords, in the headings, and all found words; `None` when a
    /// word of the question is missing.
    fn rank(&self, terms: &[Word]) -> Option<(usize, usize, usize, usize)> {
        let in_text = |term: &Word| self.passages.iter().flatten().any(|word| word.answers(term));
        let has = |words: &[Word], term: &Word| words.iter().any(|word| word.answers(term));
        let everywhere = |term: &Word| {
            has(&self.title, term) || has(&self.keywords, term) || has(&self.headings, term) || in_text(term)
        };
        let count = |words: &[Word]| terms.iter().filter(|term| has(words, term)).count();
        let in_all = self.passages.iter().flatten().filter(|word| word.is_asked(terms)).count();
        let rank = (count(&self.title), count(&self.keywords), count(&self.headings), in_all);
        terms.iter().all(everywhere).then_some(rank)
    }

    fn hit(&self, terms: &[Word]) -> Hit {
        let distinct =
            |words: &[Word]| terms.iter().filter(|term| words.iter().any(|word| word.answers(term))).count();
        let best = self.passages.iter().map(|words| distinct(words)).max().unwrap_or_default();
        let place = self.passages.iter().position(|words| !words.is_empty() && distinct(words) == best);
        let place = place.unwrap_or_default();
        let text = &self.article.text;
        let passage = text.passages.get(place);
        let heading = passage.and_then(|passage| passage.heading).and_then(|at| text.headings.get(at));
        let address = paths::article(self.article.slug);
        Hit {
            article: self.article,
            href: heading.map_or_else(|| address.clone(), |heading| format!("{address}#{}", heading.id)),
            heading: heading.map(|heading| heading.text.clone()),
            snippet: match (passage, self.passages.get(place)) {
                (Some(passage), Some(words)) => snippet(&passage.words, words, terms),
                (None, _) | (_, None) => Vec::new(),
            },
        }
    }
}

/// The part of a passage with the most found words.
fn snippet(text: &str, words: &[Word], terms: &[Word]) -> Vec<Piece> {
    let (before, after) = AROUND;
    let asked: Vec<bool> = words.iter().map(|word| word.is_asked(terms)).collect();
    let worth = |at: usize| asked[at..].iter().take(after).filter(|asked| **asked).count();
    let hits = (0..words.len()).filter(|at| asked[*at]);
    let first = hits.rev().max_by_key(|at| worth(*at)).unwrap_or_default();
    let from = first.saturating_sub(before);
    let to = words.len().min(first + after);
    let (Some(opening), Some(closing)) = (words.get(from), to.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return Vec::new();
    };
    let (begin, mut at) = (if from == 0 { 0 } else { opening.range.start }, 0);
    let end = if to == words.len() { text.len() } else { closing.range.end };
    let mut pieces = Vec::new();
    at = begin.max(at);
    if from > 0 {
        pieces.push(Piece { text: "… ".to_owned(), marked: false });
    }
    for (word, _) in words[from..to].iter().zip(&asked[from..to]).filter(|(_, asked)| **asked) {
        pieces.push(Piece { text: text[at..word.range.start].to_owned(), marked: false });
        pieces.push(Piece { text: text[word.range.clone()].to_owned(), marked: true });
        at = word.range.end;
    }
    let rest = if to == words.len() { "" } else { " …" };
    pieces.push(Piece { text: format!("{}{rest}", &text[at..end]), marked: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The words of a text: runs of letters and digits, «ё» as «е».
fn words(text: &str) -> Vec<Word> {
    let stemmer = Stemmer::create(Algorithm::Russian);
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, letter.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let plain = plain(&text[from..at]);
                let stem = stemmer.stem(&plain).into_owned();
                found.push(Word { range: from..at, plain, stem });
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

/// A word in its form for comparison. «1С» is often typed with a Latin letter.
fn plain(word: &str) -> String {
    let word = word.to_lowercase().replace('ё', "е");
    if word == "1c" { "1с".to_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(text: &str, asked: &str) -> bool {
        let terms = terms(asked);
        words(text).iter().any(|word| word.is_asked(&terms))
    }

    #[test]
    fn a_word_is_found_in_any_of_its_forms() {
        for (text, asked) in [
            ("заявления", "заявлению"),
            ("отклоненное", "отклонение"),
            ("Отчётность", "отчетности"),
            ("учет", "учёта"),
            ("1С", "1c"),
            ("многопользовательский", "многоп"),
        ] {
            assert!(answers(text, asked), "{asked} in {text}");
        }
        assert!(!answers("сверка", "сертификат"));
        assert!(!answers("месяц", "ме"));
    }

    #[test]
    fn small_words_count_only_when_there_are_no_others() {
        let plain = |asked: &str| terms(asked).into_iter().map(|term| term.plain).collect::<Vec<_>>();
        assert_eq!(plain("что делать с расхождением"), ["делать", "расхождением"]);
        assert_eq!(plain("что это"), ["что", "это"]);
        assert_eq!(plain(" ?! "), Vec::<String>::new());
    }

    #[test]
    fn a_snippet_repeats_the_text_and_marks_only_what_was_asked() {
        let text = "Раз, два: цена за год. ".repeat(20) + "Скидка партнера и Цена.";
        let pieces = snippet(&text, &words(&text), &terms("скидки цены"));
        let marked: Vec<_> =
            pieces.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect();
        assert!(marked.iter().all(|word| ["цена", "Цена", "Скидка"].contains(word)), "{marked:?}");
        let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(text.contains(shown.trim_matches([' ', '…'])), "{shown}");
    }

    #[test]
    fn titles_come_first_and_every_word_must_be_there() {
        let found = search("многопользовательский режим", Readers::Desks);
        assert_eq!(found[0].article.slug, "multi-user");
        assert!(found.len() > 1);
        assert!(search("многопользовательский крокодил", Readers::Desks).is_empty());
    }
}
