//! Icons beside words. They have no meaning of their own, so they are hidden from screen readers.

use maud::Render;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

impl Render for Icon {
    fn render_to(&self, out: &mut String) {
        out.push_str("<svg class=\"icon\" aria-hidden=\"true\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" ");
        out.push_str("stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">");
        out.push_str(self.0);
        out.push_str("</svg>");
    }
}

include!(concat!(env!("OUT_DIR"), "/icons.rs"));
