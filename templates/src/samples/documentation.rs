//! The documentation: table of contents, search, and every article.

use super::{Sample, cabinet_frame, long_name, partner_frame, sample};
use crate::documentation::{Readers, library, search};
use crate::pages::{ArticlePage, DocumentationPage};

pub(super) fn samples() -> Vec<Sample> {
    let frame = partner_frame(4);
    let page = |asked: &str, readers| DocumentationPage {
        search: asked.to_owned(),
        hits: search(asked, readers),
        readers,
        phone: phone(),
    };
    let clients = |asked| page(asked, Readers::Clients);
    let page = |asked| page(asked, Readers::Desks);
    let mut list = vec![
        sample("documentation", &page(""), &frame),
        sample("documentation-found", &page("отправить заявление"), &frame),
        sample("documentation-nothing", &page(&long_name()), &frame),
        sample("documentation-client", &clients(""), &cabinet_frame()),
        sample("documentation-client-found", &clients("письмо"), &cabinet_frame()),
    ];
    list.extend(library(Readers::Desks).articles.iter().map(|article| {
        let page = ArticlePage { article, readers: Readers::Desks, phone: phone() };
        sample(format!("article-{}", article.slug), &page, &frame)
    }));
    list
}

fn phone() -> String {
    "8-800-500-94-76".to_owned()
}
