//! Rights: who may do what, and the policy. What is asked stands in the filter above the parts.

use maud::{Markup, Render, html};

use super::operator::Part;
use crate::Page;
use crate::components::{Filters, Link, Notice, trail};

/// A page about rights.
#[derive(Clone, Debug, Default)]
pub struct RightsPage {
    /// The breadcrumbs.
    pub trail: Vec<Link>,
    /// The heading.
    pub heading: String,
    /// The introduction.
    pub lead: String,
    /// Links to other pages.
    pub links: Vec<Link>,
    /// What is asked.
    pub filters: Filters,
    /// The notices.
    pub notices: Vec<Notice>,
    /// The answer.
    pub parts: Vec<Part>,
}

impl Page for RightsPage {
    fn title(&self) -> String {
        format!("{} · Регистратор", self.heading)
    }
}

impl Render for RightsPage {
    fn render(&self) -> Markup {
        html! {
            @if !self.trail.is_empty() { (trail(&self.trail, &self.heading)) }
            h1 { (self.heading) }
            @if !self.lead.is_empty() { p.sheet-lead { (self.lead) } }
            @if !self.links.is_empty() {
                ul."exports sheet-links" aria-label="Перейти" {
                    @for link in &self.links { li { a.btn href=(link.href) { (link.label) } } }
                }
            }
            (self.filters)
            @for notice in &self.notices { (notice) }
            div.sheet-parts { @for part in &self.parts { (part.card("")) } }
        }
    }
}
