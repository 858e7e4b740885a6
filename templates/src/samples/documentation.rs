//! The documentation: table of contents, search, and every article.

use super::{Sample, long_name, partner_frame, sample};
use crate::documentation::{library, search};
use crate::pages::{ArticlePage, DocumentationPage};

pub(super) fn samples() -> Vec<Sample> {
    let frame = partner_frame(4);
    let page =
        |asked: &str| DocumentationPage { search: asked.to_owned(), hits: search(asked), phone: phone() };
    let mut list = vec![
        sample("documentation", &page(""), &frame),
        sample("documentation-found", &page("отправить заявление"), &frame),
        sample("documentation-nothing", &page(&long_name()), &frame),
    ];
    list.extend(library().articles.iter().map(|article| {
        let page = ArticlePage { article, phone: phone() };
        sample(format!("article-{}", article.slug), &page, &frame)
    }));
    list
}

fn phone() -> String {
    "8-800-500-94-76".to_owned()
}
