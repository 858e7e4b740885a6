//! Every sample page is sound: one heading, labelled controls, unique ids, nothing inline, known URLs.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};
use templates::{paths, samples};

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of this file is well formed")).collect()
}

/// Runs a check on every sample and reports all faults at once, each with the name of its page.
fn check(fault: impl Fn(&Html) -> Vec<String>) {
    let faults: Vec<_> = samples::all()
        .into_iter()
        .flat_map(|sample| {
            let page = Html::parse_document(&sample.html.into_string());
            fault(&page).into_iter().map(move |text| format!("{}: {text}", sample.name))
        })
        .collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_page_has_one_first_heading_and_a_title() {
    check(|page| {
        let headings = select(page, "h1").len();
        let title =
            select(page, "title").first().map(|title| title.text().collect::<String>()).unwrap_or_default();
        let mut faults = Vec::new();
        if headings != 1 {
            faults.push(format!("{headings} first headings"));
        }
        if title.trim().is_empty() {
            faults.push("no title".to_owned());
        }
        faults
    });
}

#[test]
fn headings_skip_no_level() {
    check(|page| {
        let levels: Vec<u8> = select(page, "h1, h2, h3, h4")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        levels.windows(2).filter(|pair| pair[1] > pair[0] + 1).map(|pair| format!("{pair:?}")).collect()
    });
}

#[test]
fn every_control_is_labelled() {
    check(|page| {
        let labelled: HashSet<_> =
            select(page, "label[for]").iter().filter_map(|label| label.attr("for")).collect();
        select(page, "input:not([type=hidden]), select, textarea")
            .into_iter()
            .filter(|control| {
                let inside = control
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|around| around.value().name() == "label");
                let named = control.attr("id").is_some_and(|id| labelled.contains(id));
                !inside && !named && control.attr("aria-label").is_none()
            })
            .map(|control| control.html())
            .collect()
    });
}

#[test]
fn every_button_and_link_says_something() {
    check(|page| {
        select(page, "a, button, summary")
            .into_iter()
            .filter(|element| element.attr("aria-label").is_none_or(str::is_empty))
            .filter(|element| element.text().all(|text| text.trim().is_empty()))
            .map(|element| element.html())
            .collect()
    });
}

#[test]
fn identities_are_unique_and_references_lead_somewhere() {
    check(|page| {
        let mut seen = HashSet::new();
        let mut faults: Vec<String> = select(page, "[id]")
            .iter()
            .filter_map(|element| element.attr("id"))
            .filter(|id| !seen.insert((*id).to_owned()))
            .map(|id| format!("twice: {id}"))
            .collect();
        for attribute in ["aria-describedby", "aria-labelledby", "for"] {
            for element in select(page, &format!("[{attribute}]")) {
                let ids = element.attr(attribute).unwrap_or_default().split_whitespace();
                faults.extend(
                    ids.filter(|id| !seen.contains(*id)).map(|id| format!("{attribute} of nothing: {id}")),
                );
            }
        }
        for link in select(page, "a[href^='#']") {
            let id = &link.attr("href").unwrap_or_default()[1..];
            if !seen.contains(id) {
                faults.push(format!("a link to nothing: {id}"));
            }
        }
        faults
    });
}

#[test]
fn nothing_is_inline() {
    check(|page| {
        let mut faults: Vec<_> = select(page, "[style], style, script:not([src])")
            .into_iter()
            .map(|element| element.html())
            .collect();
        for element in select(page, "*") {
            let handlers = element
                .value()
                .attrs()
                .filter(|(name, _)| name.starts_with("on") || name.starts_with("hx-on"));
            faults.extend(handlers.map(|(name, _)| format!("handler {name}")));
        }
        faults
    });
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    check(|page| {
        let token = Selector::parse("input[type=hidden][name=csrf]").unwrap();
        select(page, "form")
            .into_iter()
            .filter(|form| form.attr("method") == Some("post"))
            .filter(|form| form.select(&token).filter(|input| input.attr("value") != Some("")).count() != 1)
            .map(|form| form.attr("action").unwrap_or_default().to_owned())
            .collect()
    });
}

#[test]
fn only_known_addresses_are_used() {
    check(|page| {
        ["href", "action", "src", "hx-get", "hx-post"]
            .into_iter()
            .flat_map(|attribute| {
                select(page, &format!("[{attribute}]"))
                    .into_iter()
                    .map(move |element| element.attr(attribute).unwrap())
            })
            .filter(|address| {
                !address.starts_with('#') && !address.starts_with("tel:") && !address.starts_with("mailto:")
            })
            // A picture of a sample that nobody serves lies in the page itself.
            .filter(|address| !address.starts_with("data:image/png;base64,"))
            // The way to a provider of a sign-in is the only one that leads elsewhere.
            .filter(|address| !address.starts_with("https://id.cloud.example/authorize?"))
            // What an authenticator app on the same phone opens.
            .filter(|address| !address.starts_with("otpauth://totp/"))
            .filter(|address| !is_known(address))
            .map(ToOwned::to_owned)
            .collect()
    });
}

fn is_known(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    paths::all().any(|pattern| {
        let (wanted, given): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        wanted.len() == given.len()
            && wanted
                .iter()
                .zip(&given)
                .all(|(want, have)| want == have || (want.starts_with('{') && !have.is_empty()))
    })
}

#[test]
fn every_table_has_a_caption_and_its_headings_a_scope() {
    check(|page| {
        let caption = Selector::parse("caption").unwrap();
        let tables =
            select(page, "table").into_iter().filter(|table| table.select(&caption).next().is_none());
        let headings = select(page, "th:not([scope])");
        tables
            .map(|_| "a table without a caption".to_owned())
            .chain(headings.iter().map(ElementRef::html))
            .collect()
    });
}

#[test]
fn texts_are_spelt_without_yo() {
    check(|page| {
        let text: String = page.root_element().text().collect();
        text.split_whitespace()
            .filter(|word| word.contains(['ё', 'Ё']) && *word != "«ё»,")
            .map(ToOwned::to_owned)
            .collect()
    });
}

#[test]
fn the_samples_have_different_names() {
    let names: Vec<_> = samples::all().into_iter().map(|sample| sample.name).collect();
    assert_eq!(names.len(), names.iter().collect::<HashSet<_>>().len());
}

#[test]
fn the_assets_that_the_pages_ask_for_exist() {
    check(|page| {
        select(page, "link[href], script[src]")
            .into_iter()
            .filter_map(|element| element.attr("href").or(element.attr("src")))
            .filter(|address| templates::assets::find(address).is_none())
            .map(ToOwned::to_owned)
            .collect()
    });
}
